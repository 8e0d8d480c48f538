"""`coach guides`: what authors of guides work with."""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text
from typer import Argument, Option

from bot.bootstrap import today
from bot.cli.options import TodayOption, kindly
from bot.config import read_settings
from bot.domain.problem import Severity
from bot.domain.written import read_written
from bot.errors import SeedsError
from bot.library.check.baseline import Baseline, accept, read_baseline, write_baseline
from bot.library.check.folder import Listed, Report, Standards, check_files, list_files, read_standards
from bot.library.manual import build_schema, write_manual
from bot.store.counts import read_counts

ABOUT = "Check guides against themselves, see how they are written, and which are wanted."
guides = typer.Typer(help=ABOUT, no_args_is_help=True, add_completion=False, rich_markup_mode=None)
PAUSE = 0.3  # seconds between two looks at the files
NOTHING_YET = "Nothing has been counted yet: nobody has asked for what the coach lacks."
NOT_KEPT = "Nothing is kept: set COACH_COUNTS to a file, here and where `coach serve` runs. Kinds are counted, no words."
NAMED = frozenset({"company", "role"})
RATINGS = frozenset({"feedback", "helpful", "not_helpful"})
WANTED = read_written(__file__, "wanted")
COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
WIDEST = 100  # columns; longer lines are hard to read
Saved = dict[str, tuple[int, int]]  # path -> when it was last saved, in nanoseconds, and its size in bytes


@guides.command()
def check(  # noqa: PLR0913 - typer reads one parameter an option
    paths: Annotated[
        list[Path] | None,
        Argument(help="Guides, pages of the playbook, or folders of them. Without any: all that are served."),
    ] = None,
    *,
    jsonl: Annotated[bool, Option("--json", help="Write one JSON object a fault, for programs.")] = False,
    baseline: Annotated[Path | None, Option(help="Accept the faults listed in this file.")] = None,
    write: Annotated[
        Path | None,
        Option("--write-baseline", help="Write the faults found to this file, to accept them later."),
    ] = None,
    watch: Annotated[bool, Option("--watch", help="Check again whenever a guide is saved.")] = False,
    day: TodayOption = None,
) -> None:
    """Check guides and topics: each fault with its line, why it matters and how to mend it. Exits with 1 if there is an error."""
    with kindly():
        settings = read_settings()
        standards = read_standards(settings.seeds, day or today())
        known = read_baseline(baseline) if baseline else {}
        chosen = list(paths or find_served(settings.seeds))
        before = saved(chosen)
        failed = look(chosen, standards, known, jsonl=jsonl, write=write)
        while watch:
            before = wait_for_save(chosen, before)
            failed = look(chosen, standards, known, jsonl=jsonl, write=None)
    raise typer.Exit(1 if failed else 0)


@guides.command()
def schema(
    *, markdown: Annotated[bool, Option("--markdown", help="Print the page for authors instead.")] = False
) -> None:
    """Print the JSON Schema of a guide's front matter, for editors."""
    text = write_manual() if markdown else json.dumps(build_schema(), indent=2, ensure_ascii=False) + "\n"
    sys.stdout.write(text)


@guides.command()
def wanted(
    *, jsonl: Annotated[bool, Option("--json", help="Write one JSON object a kind, for programs.")] = False
) -> None:
    """List what the coach was asked and could not answer, most wanted first, with what to write next."""
    with kindly():
        file = read_settings().counts
    found = read_counts(file) if file else {}
    if not found:
        typer.echo(NOT_KEPT if file is None else NOTHING_YET, err=jsonl)
    for kind, count in sorted(found.items(), key=lambda one: (one[0] in RATINGS, -one[1], one[0])):
        what, to_do = describe(kind)
        one = {"kind": kind, "count": count, "what": what, "next": to_do}
        typer.echo(json.dumps(one, ensure_ascii=False) if jsonl else f"{count:>5}  {what} — {to_do}")


def describe(kind: str) -> tuple[str, str]:
    """Return what a counted kind means, and what to do about it."""
    group, _, name = kind.partition(":")
    known = WANTED.get(group, {"what": kind, "next": "nothing: this version does not know it"})
    what, to_do = known["what"], known["next"]
    if not name and group in NAMED:
        return f"{what} (not named)", "set COACH_WANTED_NAMES=on to learn which"
    where = name if "/" in name or group != "role" else f"<company>/{name}"
    return f"{what}: {name}" if name else what, to_do.format(where)


def find_served(seeds: Path) -> list[Path]:
    """Return the folders of the seeds that hold guides and topics, as seen from the working folder if below it."""
    here = Path.cwd()
    near = seeds.relative_to(here) if seeds.is_relative_to(here) else seeds
    return [near / "guides", *(path for path in [near / "playbook"] if path.is_dir())]


def look(
    paths: Sequence[Path], standards: Standards, known: Baseline, *, jsonl: bool, write: Path | None
) -> bool:
    """Check once and print what was found; return whether there is an error that no baseline accepts."""
    found = check_files(find_all(paths), standards, processes=os.cpu_count() or 1)
    if write:
        write_baseline(write, found)
    reports, *numbers = accept(found, known)
    problems = [problem for report in reports for problem in report.problems]
    if jsonl:
        sys.stdout.writelines(f"{json.dumps(asdict(problem), ensure_ascii=False)}\n" for problem in problems)
    else:
        console = Console()
        show_reports(reports, console)
        console.out(summed_up(reports, *numbers), highlight=False)
    sys.stdout.flush()
    return any(problem.severity is Severity.ERROR for problem in problems)


def find_all(paths: Sequence[Path]) -> list[Listed]:
    """Return the files at all paths, each once. Raises SeedsError for a path where nothing is."""
    if missing := [path for path in paths if not path.exists()]:
        raise SeedsError(f"there is nothing at {missing[0]}", remedy="name a guide or a folder of guides")
    return list({listed.file.absolute(): listed for path in paths for listed in list_files(path)}.values())


def wait_for_save(paths: Sequence[Path], before: Saved) -> Saved:
    """Return what is saved, once a guide at the paths was saved, added or removed since `before`, and all lies still.

    An editor empties a file before it writes it anew: what changes between two looks is not checked yet.
    """
    now, last = saved(paths), before
    while now in (before, {}) or now != last:
        time.sleep(PAUSE)
        now, last = saved(paths), now
    return now


def saved(paths: Sequence[Path]) -> Saved:
    """Return every guide file's time of saving and size."""
    files = (listed.file for path in paths for listed in list_files(path) if listed.file.is_file())
    return {file.as_posix(): (stat.st_mtime_ns, stat.st_size) for file in files for stat in [file.stat()]}


def show_reports(reports: Sequence[Report], console: Console) -> None:
    """Print every report with faults: in color and wrapped for a person, else a line a fault."""
    for report in (report for report in reports if report.problems):
        if console.is_terminal:
            show_grouped(report, console)
        else:
            lines = (f"{problem} [{problem.rule}]" for problem in report.problems)
            console.out(*lines, sep="\n", highlight=False)


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
