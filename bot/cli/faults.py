"""Problems in a terminal: grouped by guide and colored for people, one a line for programs."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bot.domain.problem import Severity
from bot.library.check.folder import Report

COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
WIDEST = 100
"""columns; longer lines are hard to read"""


def show_reports(reports: Sequence[Report], console: Console) -> None:
    """Print every report with faults: in color and wrapped for a person, else a line a fault."""
    for report in reports:
        if report.problems and console.is_terminal:
            show_grouped(report, console)
        elif report.problems:
            lines = "\n".join(f"{problem} [{problem.rule}]" for problem in report.problems)
            console.print(lines, markup=False, highlight=False, soft_wrap=True)


def show_grouped(report: Report, console: Console) -> None:
    """Print one report for a person: path and line first, so that a terminal can open them."""
    width = min(console.width, WIDEST)
    served = "" if report.is_served else "  not served"
    console.print(Text.assemble((report.path, "bold underline"), (served, "bold red")), soft_wrap=True)
    for problem in report.problems:
        place, color = f"{report.path}:{problem.line}  ", COLORS[problem.severity]
        head = Text.assemble((place, "dim"), (str(problem.severity), color), (f"  {problem.rule}", "dim"))
        console.print(head, soft_wrap=True)
        console.print(Text(f"  {problem.told()}"), width=width)
        console.print(Text(f"  → {problem.remedy}\n", "green"), width=width)


def summed_up(reports: Sequence[Report], accepted: int, mended: int) -> str:
    """Return a line on all reports: how many guides and topics, how many faults of which kind, how many unserved.

    A second line says how many of the accepted faults are no longer there.
    """
    counts = Counter(problem.severity for report in reports for problem in report.problems)
    told = [counted(counts[severity], str(severity)) for severity in Severity if counts[severity]]
    refused = sum(not report.is_served for report in reports)
    kinds = Counter(report.kind for report in reports) or {"guide": 0}
    checked = " and ".join(counted(number, kind) for kind, number in kinds.items())
    line = f"{checked} checked: {', '.join(told) or 'nothing to mend'}"
    line += f"; {refused} not served" if refused else ""
    line += f"; {counted(accepted, 'known fault')} accepted" if accepted else ""
    anew = f"\n{counted(mended, 'accepted fault')} no longer found: write the baseline anew"
    return line + anew if mended else line


def counted(number: int, noun: str) -> str:
    """Return a number of things: 1 error, 2 errors."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
