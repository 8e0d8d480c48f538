"""The body of a guide: each part is found by its title, a missing one is fine, an unknown one is kept."""

from pathlib import Path

import pytest

from bot.domain.figure import InGuide, Quoted
from bot.domain.guide import GuideBody
from bot.library.body import read_body
from bot.library.guides import read_guide
from tests.library.folder import GOOD, standards

FIRST = GOOD.count("\n") + 1
WHOLE = """# Role at Larkspur

**Negotiation DNA:** Options + base

| Region | Base | Bonus |
|--------|------|-------|
| New York | $170K–$220K | 10–12.5% |

**Level Mapping:** Ours ≈ Google L5

## Works council

It agrees all bands.

A second stretch.

**Global Levers**

1. **Safety:** "I took two cells through certification." *Needs from you:* a certified system
2. **Timing** - "I can start in four weeks."

> **Negotiate Up Strategy:** "I'd like a base of $215K."

**Evidence & Sources**
- Larkspur pay survey
- [A page](https://example.com/page)
"""


def body(folder: Path, text: str) -> GuideBody:
    """Return the body of a guide whose front matter is good."""
    file = folder / "guide.md"
    file.write_text(GOOD + text, "utf-8")
    guide = read_guide(file, folder=folder, find_region=standards().find_region).guide
    assert guide is not None
    return read_body(guide)


def line_of(words: Quoted) -> int:
    """Return the line that words stand on."""
    assert isinstance(words.origin, InGuide)
    return words.origin.line


def line(text: str) -> int:
    """Return the line of the whole guide on which a text stands."""
    return FIRST + WHOLE[: WHOLE.index(text)].count("\n")


def test_every_part_is_found_with_its_line(tmp_path: Path) -> None:
    """Title, summary, table, level mapping, sections, levers, strategy and evidence are read, each from its own line."""
    read = body(tmp_path, WHOLE)
    assert read.title
    assert read.title.title == "Role at Larkspur"
    assert read.summary
    assert (read.summary.text, line_of(read.summary)) == ("Options + base", line("**Negotiation DNA"))
    assert [[cell.text for cell in row] for row in read.table] == [
        ["Region", "Base", "Bonus"],
        ["New York", "$170K–$220K", "10–12.5%"],
    ]
    assert read.table[1][0].line == line("| New York")
    assert read.level_mapping
    assert read.level_mapping.text == "Ours ≈ Google L5"
    assert [(section.title, section.text.text) for section in read.sections] == [
        ("Works council", "It agrees all bands.\n\nA second stretch.")
    ]
    assert [(lever.name, lever.script.text, lever.needs) for lever in read.levers] == [
        ("Safety", "I took two cells through certification.", "a certified system"),
        ("", '**Timing** - "I can start in four weeks."', None),
    ]
    assert [line_of(lever.script) for lever in read.levers] == [line("1. **Safety"), line("2. **Timing")]
    assert read.strategy
    assert (read.strategy.text, line_of(read.strategy)) == (
        "I'd like a base of $215K.",
        line("> **Negotiate"),
    )
    assert [words.text for words in read.evidence] == [
        "Larkspur pay survey",
        "[A page](https://example.com/page)",
    ]
    assert line_of(read.evidence[1]) == line("- [A page]")


PARTS = {
    "title": "# Role at Larkspur",
    "summary": "**Negotiation DNA:** Options + base",
    "level_mapping": "**Level Mapping:** Ours ≈ Google L5",
    "strategy": '> **Negotiate Up Strategy:** "I\'d like a base of $215K."',
}


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_part_is_empty_and_the_rest_is_there(tmp_path: Path, part: str) -> None:
    """Any part may be missing: it is empty then, and the others are as they were."""
    less, whole = body(tmp_path, WHOLE.replace(PARTS[part], "")), body(tmp_path, WHOLE)
    assert getattr(less, part) is None or part == "title"
    assert len(less.levers) == len(whole.levers)
    assert len(less.evidence) == len(whole.evidence)


def test_an_empty_body_has_no_parts(tmp_path: Path) -> None:
    """A guide that is front matter alone has a body without parts."""
    assert body(tmp_path, "") == GuideBody()


@pytest.mark.parametrize(
    ("text", "title", "kept"),
    [
        ("**A word of its own**\n\nKept as it is.\n", "A word of its own", "Kept as it is."),
        ("**A word of its own:** kept as it is.\n", "A word of its own", "kept as it is."),
        ("## A list\n\n- one\n- two\n", "A list", "- one\n- two"),
        ("> **Quoted:** kept.\n", "Quoted", "kept."),
        ("Without a title.\n", "", "Without a title."),
        ("## Code\n\n```\nx = 1\n```\n", "Code", "```\nx = 1\n```"),
        (
            "## Two tables\n\n| a |\n|---|\n| b |\n\n| c |\n|---|\n| d |\n",
            "Two tables",
            "| c |\n|---|\n| d |",
        ),
    ],
)
def test_unknown_parts_are_kept(tmp_path: Path, text: str, title: str, kept: str) -> None:
    """Whatever the coach has no place for is kept under its title, as Markdown."""
    sections = body(tmp_path, f"# Role\n\n{text}").sections
    assert (sections[-1].title or title, sections[-1].text.text) == (title or "Role", kept)


def test_words_keep_their_lines(tmp_path: Path) -> None:
    """Every stretch of the body's words stands on the line it is said to stand on."""
    read = body(tmp_path, WHOLE)
    lines = (GOOD + WHOLE).split("\n")
    for passage in read.passages:
        first = passage.text.text.split("\n")[0]
        assert first in lines[line_of(passage.text) - 1]
    for heading in read.headings:
        assert heading.title in lines[heading.line - 1]


def test_html_is_text(tmp_path: Path) -> None:
    """Raw HTML in a body is words like any others, never markup."""
    sections = body(tmp_path, "## Part\n\n<script>alert(1)</script>\n").sections
    assert sections[0].text.text == "<script>alert(1)</script>"
