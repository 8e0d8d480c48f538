"""All checks of one guide, in the order in which they are made."""

from bot.domain.problem import Problem
from bot.library.check.checked import Check, Checked
from bot.library.check.dates import check_age, check_order, check_quarter, check_review
from bot.library.check.form import check_levers, check_steps, check_stray, check_titles
from bot.library.check.levels import check_levels
from bot.library.check.prose import check_dashes, check_premiums, check_sums_in_prose
from bot.library.check.regions import check_derived
from bot.library.check.scripts import (
    check_claims,
    check_price_basis,
    check_regions_of_scripts,
    check_walk_away,
)
from bot.library.check.sources import check_label, check_links, check_named, check_postings
from bot.library.check.sums import check_bonuses, check_script_sums, check_totals, check_two_bonuses
from bot.library.check.table import check_table

CHECKS: tuple[Check, ...] = (
    check_totals,
    check_script_sums,
    check_bonuses,
    check_two_bonuses,
    check_review,
    check_age,
    check_order,
    check_quarter,
    check_label,
    check_named,
    check_links,
    check_postings,
    check_derived,
    check_regions_of_scripts,
    check_walk_away,
    check_claims,
    check_price_basis,
    check_premiums,
    check_sums_in_prose,
    check_dashes,
    check_levels,
    check_titles,
    check_steps,
    check_stray,
    check_levers,
    check_table,
)


def check_guide(seen: Checked) -> tuple[Problem, ...]:
    """Return every Problem of a guide that can be served, in the order of its lines."""
    found = [problem for check in CHECKS for problem in check(seen)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.severity.rank, problem.rule)))
