"""`coach guides check` on the playbook: pages are checked beside guides, in the same form."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.library.folder import GOOD
from tests.library.test_playbook import GOAT, PHRASINGS, write

DAY = ("--today", "2026-11-22")


def check(*typed: str | Path) -> tuple[int, list[str]]:
    """Type `coach guides check …`; return exit code and lines."""
    done = CliRunner().invoke(app, ["guides", "check", *map(str, typed), *DAY])
    return done.exit_code, done.output.splitlines()


def test_what_is_served_is_checked_guides_and_topics_alike() -> None:
    """Without a path the shipped guides and every page of the playbook are checked, and no page has an error."""
    code, lines = check()
    assert code == 0
    assert lines[-1].startswith("1 guide and 61 topics checked: ")


def test_a_folder_may_hold_both(tmp_path: Path) -> None:
    """Guides and topics below one folder are told apart, and counted apart."""
    (tmp_path / "guide.md").write_text(GOOD, "utf-8")
    write(tmp_path, GOAT)
    assert check(tmp_path) == (0, ["1 guide and 1 topic checked: nothing to mend"])


@pytest.mark.parametrize(
    ("before", "line", "remedy"),
    [
        ("last_reviewed: 2026-03-04\n", 1, "write the day somebody last read the page, like 2026-11-22"),
        (f"phrasings:\n{PHRASINGS}\n", 1, "write at least 16 ways in which people put it"),
        (
            "sources:\n  - name: The Goat Handbook\n    url: https://example.com/goats\n    grade: E\n",
            1,
            "name who says so, each with a grade: R, E, L, C or V",
        ),
    ],
)
def test_a_topic_without_source_date_or_phrasings_is_an_error(
    tmp_path: Path, before: str, line: int, remedy: str
) -> None:
    """What a page must have is asked for by name, with its file, a line and what to write; the exit code is 1."""
    assert before in GOAT
    page = write(tmp_path, GOAT.replace(before, "")) / "office_goat.md"
    code, lines = check(page)
    assert code == 1
    assert lines[0].startswith(f"{page}:{line}: error: {before.partition(':')[0]}: field required")
    assert lines[0].endswith(f"— {remedy} [front-matter]")
    assert lines[1] == "1 topic checked: 1 error; 1 not served"


def test_every_fault_of_a_page_is_told_at_once(tmp_path: Path) -> None:
    """An author who left out two things, and misspelled a third, reads of all three in one go, line by line."""
    text = GOAT.replace("last_reviewed: 2026-03-04\n", "").replace("grade: E", "grade: A")
    page = write(tmp_path, text.replace("dissent:", "disent:")) / "office_goat.md"
    found = [json.loads(line) for line in check(page, "--json")[1]]
    assert [(one["line"], one["message"].partition(":")[0]) for one in found] == [
        (1, "last_reviewed"),
        (7, "sources.0.grade"),
        (13, "disent"),
    ]
    assert all(one["blocks"] and one["path"] == str(page) for one in found)


def test_one_page_is_checked_beside_its_folder(tmp_path: Path) -> None:
    """A phrasing that another page has is told, though only one page was named; the other's faults are not."""
    folder = write(tmp_path, GOAT)
    other = GOAT.replace("office_goat", "office_horse").replace("Ask first.", "Ask first. " * 61)
    write(tmp_path, other, "office_horse")
    code, lines = check(folder / "office_horse.md")
    assert code == 0
    assert all(line.startswith(f"{folder}/office_horse.md:") for line in lines[:-1])
    assert f"the same phrasing stands at {folder}/office_goat.md:20" in lines[0]
    assert check(folder / "office_goat.md") == (0, ["1 topic checked: nothing to mend"])


def test_pages_may_lie_in_a_folder_of_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft outside the playbook is taken for a topic by its first key, from inside its own folder too."""
    (tmp_path / "office_goat.md").write_text(GOAT, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert check("office_goat.md") == (0, ["1 topic checked: nothing to mend"])


HOSTILE = {
    "alias": GOAT.replace("title: Bringing", "title: &a Bringing").replace("handoff: null", "handoff: *a"),
    "cut-off": "---\ntopic: office_goat\ntitle: 'open",
    "depth": GOAT.replace("find_out: [who cleans", f"find_out: {'[' * 50_000}x, [who cleans"),
    "duplicate-key": GOAT.replace("handoff: null", "title: Another"),
    "merge": GOAT.replace("handoff: null", "<<: {handoff: x}"),
    "nul": GOAT.replace("Ask first.", "Ask\0first."),
    "size": GOAT + "x" * 70_000,
    "tag": GOAT.replace("handoff: null", "handoff: !!python/object:os.system x"),
}


def test_a_hostile_page_is_refused_by_the_guard(tmp_path: Path) -> None:
    """What could harm a reader is refused unread, as in a guide, with its line; other pages are served."""
    for rule, text in HOSTILE.items():
        write(tmp_path, text.replace("office_goat", rule), rule)
    folder = write(tmp_path, GOAT.replace("office_goat", "office_hen").replace(" goat", " hen"), "office_hen")
    code, lines = check(folder)
    assert code == 1
    told = [(line.partition(":")[0], line.rpartition(" ")[2]) for line in lines[:-1]]
    assert told == [(f"{folder}/{rule}.md", f"[{rule}]") for rule in HOSTILE]
    assert lines[-1] == "9 topics checked: 8 errors; 8 not served"


def test_a_page_that_is_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    """A link can reach any file of the machine, so it is not followed."""
    (tmp_path / "secret.md").write_text(GOAT, "utf-8")
    folder = tmp_path / "playbook"
    folder.mkdir()
    (folder / "office_goat.md").symlink_to(tmp_path / "secret.md")
    code, lines = check(folder)
    assert code == 1
    assert lines[0].endswith("[outside]")
