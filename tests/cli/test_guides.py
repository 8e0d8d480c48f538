"""`coach guides`: what an author types and reads."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.guides import show_reports
from bot.library.check.folder import FEWEST_SHARED
from tests.library.folder import FAULTS, GOOD, ROOT, check

DAY = ("--today", "2026-11-22")
BRACKET = GOOD + '# Role\n\n> **Negotiate Up Strategy:** "Could you match [the other company]?"\n'
PREMIUM = GOOD.replace("software-", "data-") + "# Role\n\n## Part\n\nA 10% premium.\n"


def run(*typed: str | Path) -> tuple[int, str]:
    """Type `coach guides …`; return exit code and output."""
    done = CliRunner().invoke(app, ["guides", *map(str, typed)])
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one guide that has an error, one that has a warning, and one that is fine."""
    found = tmp_path / "guides"
    found.mkdir()
    (found / "error.md").write_text(BRACKET, "utf-8")
    (found / "fine.md").write_text(GOOD.replace("software-", "robotics-"), "utf-8")
    (found / "warning.md").write_text(PREMIUM, "utf-8")
    return found


def test_an_error_is_told_with_file_line_and_remedy_and_ends_in_1(folder: Path) -> None:
    """Each fault is one line: path, line, severity, what, why, remedy, rule; errors make the exit code 1."""
    code, output = run("check", folder, *DAY)
    error, warning, summary = output.strip().split("\n")
    assert code == 1
    assert error.startswith(
        f"{folder}/error.md:15: error: The script has a bracket to fill, [the other company]. "
    )
    assert error.endswith(" and no figure [L9]")
    assert warning.startswith(f"{folder}/warning.md:17: warning: ")
    assert summary == "3 guides checked: 1 error, 1 warning"


def test_warnings_alone_end_in_0(folder: Path) -> None:
    """A guide with warnings does not fail a build; several paths are checked together, each file once."""
    code, output = run("check", folder / "warning.md", folder / "fine.md", folder / "fine.md", *DAY)
    assert code == 0
    assert output.endswith("2 guides checked: 1 warning\n")


def test_without_a_path_the_shipped_guides_are_checked() -> None:
    """`coach guides check` alone checks what is served, and finds no error in it."""
    code, output = run("check", *DAY)
    assert code == 0
    assert "guides/together-ai/ml-ai-engineer.md:" in output
    assert "error" not in output.replace("errors", "").split("\n")[-2]


def test_programs_get_one_object_a_fault(folder: Path) -> None:
    """With --json each line is an object with all there is to know; the exit code is the same."""
    code, output = run("check", folder, "--json", *DAY)
    first, second = map(json.loads, output.strip().split("\n"))
    assert code == 1
    assert set(first) == {"path", "line", "severity", "rule", "blocks", "message", "why", "remedy"}
    assert (first["path"], first["line"], first["severity"], first["rule"]) == (
        f"{folder}/error.md",
        15,
        "error",
        "L9",
    )
    assert second["severity"] == "warning"


def test_today_is_what_is_said(folder: Path) -> None:
    """Age is judged as of the day given; a day that is none is refused kindly."""
    (folder / "fine.md").write_text(
        GOOD.replace("compensation:", "next_review_due: 2026-12-01\ncompensation:"), "utf-8"
    )
    assert "overdue" not in run("check", folder / "fine.md", *DAY)[1]
    assert "1 day overdue" in run("check", folder / "fine.md", "--today", "2026-12-02")[1]
    assert run("check", folder, "--today", "tomorrow")[0] == 2


def test_a_path_where_nothing_is_ends_in_2(tmp_path: Path) -> None:
    """A path that is not there is told, rather than checked as an empty folder."""
    code, _ = run("check", tmp_path / "nowhere")
    assert code == 2


def test_a_baseline_accepts_what_it_lists_and_nothing_more(folder: Path, tmp_path: Path) -> None:
    """Known faults are silent; a new one of another rule, or one more of the same, is told; mended ones are counted."""
    known = tmp_path / "known.txt"
    assert run("check", folder, "--write-baseline", known, *DAY)[0] == 1
    listed = [line for line in known.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert listed == [f"1 L9 {folder}/error.md", f"1 L10 {folder}/warning.md"]
    code, output = run("check", folder, "--baseline", known, *DAY)
    assert (code, output) == (0, "3 guides checked: nothing to mend; 2 known faults accepted\n")
    lever = '\n**Global Levers**\n\n1. **Offer:** "I have a written offer from [company]."\n'
    (folder / "error.md").write_text(BRACKET + lever, "utf-8")
    code, output = run("check", folder, "--baseline", known, *DAY)
    assert code == 1
    assert output.count("[L9]") == 2
    (folder / "error.md").write_text(GOOD, "utf-8")
    code, output = run("check", folder, "--baseline", known, *DAY)
    assert code == 0
    assert output.endswith("1 accepted fault no longer found: write the baseline anew\n")


@pytest.mark.parametrize("text", ["what is this", "x L9 guides/a.md\n"])
def test_a_baseline_that_is_none_ends_in_2(tmp_path: Path, text: str) -> None:
    """A file that is no baseline is refused, not taken for an empty one."""
    (tmp_path / "known.txt").write_text(text, "utf-8")
    assert run("check", FAULTS / "L9" / "passes.guide", "--baseline", tmp_path / "known.txt")[0] == 2
    assert run("check", FAULTS / "L9" / "passes.guide", "--baseline", tmp_path / "none.txt")[0] == 2


def test_a_guide_is_checked_again_when_it_is_saved(folder: Path) -> None:
    """With --watch a saved guide is checked again at once, until the author stops the command."""
    command = [sys.executable, "-m", "bot", "guides", "check", str(folder / "fine.md"), "--watch", *DAY]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as watching:  # noqa: S603 - our own command
        try:
            assert watching.stdout is not None
            assert watching.stdout.readline() == "1 guide checked: nothing to mend\n"
            (folder / "fine.md").write_text(PREMIUM, "utf-8")
            assert "A premium of 10% is named" in watching.stdout.readline()
            assert watching.stdout.readline() == "1 guide checked: 1 warning\n"
        finally:
            watching.kill()


@pytest.mark.stress
def test_many_guides_are_checked_alike_by_one_process_and_by_several(tmp_path: Path) -> None:
    """Sharing files out over processors changes neither what is found nor its order, duplicates between files included."""
    for at in range(FEWEST_SHARED):
        text = GOOD.replace("software-", f"{'data' if at in {7, 150} else f'role{at}'}-")
        (tmp_path / f"{at:03}.md").write_text(text + "# Role\n\n### Deep\n\nWords.\n" * (at % 2), "utf-8")
    command = [sys.executable, "-m", "bot", "guides", "check", str(tmp_path), "--json", *DAY]
    shared = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    alone = [problem for report in check(tmp_path) for problem in report.problems]
    told = [json.loads(line) for line in shared.stdout.splitlines()]
    assert [(one["path"], one["line"], one["rule"]) for one in told] == [
        (p.path, p.line, p.rule) for p in alone
    ]
    assert [one["path"] for one in told if one["blocks"]] == [f"{tmp_path}/150.md"]
    assert len(told) == FEWEST_SHARED // 2 + 1


def test_people_see_colors_and_groups(folder: Path) -> None:
    """On a terminal faults stand under their guide, colored by how grave they are, each with an arrow to its remedy."""
    console = Console(force_terminal=True, color_system="standard", width=80, file=io.StringIO(), _environ={})
    show_reports(check(folder), console)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "\x1b[1;31merror" in shown
    assert "\x1b[33mwarning" in shown
    assert "\x1b[32m  → " in shown
    assert "fine.md" not in shown


def test_the_schema_is_one_for_editors() -> None:
    """`coach guides schema` prints a JSON Schema that names every key; `--markdown` prints the page for authors."""
    code, output = run("schema")
    schema = json.loads(output)
    assert code == 0
    assert schema["required"] == ["company", "role", "compensation"]
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert run("schema", "--markdown")[1] == (ROOT / "docs" / "writing-a-guide.md").read_text("utf-8")
