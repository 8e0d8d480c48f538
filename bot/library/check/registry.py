"""All checks of one guide: every check_… function of the modules here."""

from bot.domain.problem import Problem
from bot.library.check import form, levels, prose, regions, scripts, sources, sums, table
from bot.library.check.checked import Check, Checked

CHECKS: tuple[Check, ...] = tuple(
    check
    for module in (sums, sources, regions, scripts, prose, levels, form, table)
    for name, check in vars(module).items()
    if name.startswith("check_")
)


def check_guide(seen: Checked) -> list[Problem]:
    """Return every Problem of a guide that can be served."""
    return [problem for check in CHECKS for problem in check(seen)]
