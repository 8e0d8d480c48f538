"""Every rule: a smallest guide that breaks it, one that just does not, and what is said about it, read as prose."""

import os
from pathlib import Path

import pytest

from bot.library.check.folder import Listed, Report, check_files
from bot.library.rules import RULES
from tests.library.folder import FAULTS, GOOD, ROOT, check, check_text, standards

GOLDEN = ROOT / "tests" / "golden" / "check"
WRITTEN = sorted(path.name for path in FAULTS.iterdir())
IN_CODE = {"outside", "unreadable", "size"}
"""rules whose breach is no text: a link, a folder, a file too large to keep here"""
COMPANIONS = {"L8": {"L9"}}
"""a claimed offer to compare a walk-away with is itself a breach"""


def report(rule: str, name: str) -> Report:
    """Return the report on one written fault, beside the other guide it needs, if any."""
    folder = FAULTS / rule
    names = [*(["beside"] if (folder / "beside.guide").exists() else []), name]
    files = [Listed(file=folder / f"{each}.guide", folder=folder, shown=f"{each}.md") for each in names]
    return check_files(files, standards())[-1]


def test_every_rule_has_its_guides() -> None:
    """No rule goes without a guide that breaks it and one that just does not."""
    assert {*WRITTEN, *IN_CODE} == set(RULES)


@pytest.mark.parametrize("rule", WRITTEN)
def test_a_rule_catches_its_fault_and_nothing_else(rule: str) -> None:
    """The smallest faulty guide breaks its own rule alone, at a line it has, with a remedy; if the rule blocks, it is not served."""
    found = report(rule, "trips")
    lines = (FAULTS / rule / "trips.guide").read_bytes().count(b"\n") + 1
    assert {problem.rule for problem in found.problems} == {rule} | COMPANIONS.get(rule, set())
    assert all(1 <= problem.line <= lines and problem.remedy and problem.why for problem in found.problems)
    assert found.is_served is not RULES[rule].blocks


@pytest.mark.parametrize("rule", WRITTEN)
def test_a_rule_lets_the_near_miss_pass(rule: str) -> None:
    """A guide that just does not break a rule breaks none, and is served."""
    found = report(rule, "passes")
    assert [str(problem) for problem in found.problems] == []
    assert found.is_served


@pytest.mark.parametrize("rule", WRITTEN)
def test_faults_are_told_as_reviewed(rule: str, *, golden: bool) -> None:
    """What is said about a fault reads, word by word, as it was last reviewed."""
    text = "".join(f"{problem} [{problem.rule}]\n" for problem in report(rule, "trips").problems)
    path = GOLDEN / f"{rule}.txt"
    if golden:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A guide that is a link to a file elsewhere is not read; one inside the folder is."""
    folder, other = tmp_path / "guides", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "secret.md").write_text(GOOD, "utf-8")
    (folder / "b.md").write_text(GOOD.replace("software-", "data-"), "utf-8")
    (folder / "a.md").symlink_to(other / "secret.md")
    (folder / "c.md").symlink_to(folder / "b.md")
    a, b, c = check(folder)
    assert [problem.rule for problem in a.problems] == ["outside"]
    assert b.is_served
    assert [problem.rule for problem in c.problems] == ["duplicate"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder or a pipe named like a guide is refused without waiting for it."""
    (tmp_path / "a.md").mkdir()
    os.mkfifo(tmp_path / "b.md")
    assert [problem.rule for found in check(tmp_path) for problem in found.problems] == [
        "unreadable",
        "unreadable",
    ]


def test_a_file_over_64_kb_is_refused(tmp_path: Path) -> None:
    """A guide of 64 KB is served, one byte more is refused."""
    room = 65_536 - len(GOOD) - len("# Role\n")
    just = check_text(tmp_path, GOOD + "# Role\n" + "\n" * room)
    over = check_text(tmp_path, GOOD + "# Role\n" + "\n" * (room + 1))
    assert just.is_served
    assert [problem.rule for problem in over.problems] == ["size"]
