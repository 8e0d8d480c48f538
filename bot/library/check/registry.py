"""All checks of one guide, in the order in which they are made."""

from bot.domain.problem import Problem
from bot.library.check import dates, form, levels, prose, regions, scripts, sources, sums, table
from bot.library.check.checked import Check, Checked

CHECKS: tuple[Check, ...] = (
    sums.check_totals,
    sums.check_script_sums,
    sums.check_bonuses,
    sums.check_two_bonuses,
    dates.check_review,
    dates.check_age,
    dates.check_order,
    dates.check_quarter,
    sources.check_label,
    sources.check_named,
    sources.check_links,
    sources.check_postings,
    regions.check_derived,
    scripts.check_regions_of_scripts,
    scripts.check_walk_away,
    scripts.check_claims,
    scripts.check_price_basis,
    prose.check_premiums,
    prose.check_sums_in_prose,
    prose.check_dashes,
    levels.check_levels,
    form.check_titles,
    form.check_steps,
    form.check_stray,
    form.check_levers,
    table.check_table,
)


def check_guide(seen: Checked) -> tuple[Problem, ...]:
    """Return every Problem of a guide that can be served, in the order of its lines."""
    found = [problem for check in CHECKS for problem in check(seen)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.severity.rank, problem.rule)))
