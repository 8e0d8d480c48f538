"""A baseline: known faults that a folder lives with, so that it can be cleaned step by step.

One line a rule and file: `<count> <rule> <path>`. Lines and messages are left out on purpose: they move and age.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.errors import SeedsError
from bot.library.check.folder import Report

HEADER = "# Faults accepted by `coach guides check --baseline`: count, rule, file. Delete lines as they are mended.\n"
Baseline = Mapping[tuple[str, str], int]  # (path, rule) -> how many such faults are accepted


def read_baseline(file: Path) -> Baseline:
    """Return the accepted faults. Raises SeedsError if the file is not there or a line is not one of a baseline."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        split = [line.split(maxsplit=2) for line in lines if line.strip() and not line.startswith("#")]
        return {(path, rule): int(count) for count, rule, path in split}
    except (OSError, ValueError):
        remedy = "write one with `coach guides check --write-baseline FILE`"
        raise SeedsError(f"the baseline {file.name} cannot be read", remedy=remedy) from None


def write_baseline(file: Path, reports: Iterable[Report]) -> None:
    """Write all faults found as accepted. Raises SeedsError if the file cannot be written."""
    found = sorted(count_faults(reports).items())
    text = HEADER + "".join(f"{count} {rule} {path}\n" for (path, rule), count in found)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError:
        raise SeedsError(f"the baseline {file.name} cannot be written", remedy="check the folder") from None


def count_faults(reports: Iterable[Report]) -> Counter[tuple[str, str]]:
    """Return how often each rule is broken in each file."""
    return Counter((report.path, problem.rule) for report in reports for problem in report.problems)


def accept(reports: Sequence[Report], baseline: Baseline) -> tuple[tuple[Report, ...], int, int]:
    """Return the reports without accepted faults, how many were accepted, and how many of those are no longer there.

    A rule broken more often in a file than was accepted is told in full: which of its faults is new cannot be known.
    """
    counts = count_faults(reports)
    known = {key for key, count in counts.items() if count <= baseline.get(key, 0)}
    left = tuple(
        replace(report, problems=tuple(p for p in report.problems if (report.path, p.rule) not in known))
        for report in reports
    )
    return left, sum(counts[key] for key in known), (Counter(baseline) - counts).total()
