"""The playbook: what a topic's file becomes, and what is said of a file that has a fault."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.figure import InGuide, Quoted
from bot.domain.problem import Problem, Severity
from bot.domain.topic import Channel, Grade
from bot.library.playbook import Playbook, read_off_topic, read_playbook
from bot.nlu.topics.lexical import read_words

PHRASINGS = "\n".join(f"  - may I bring my goat to work, case {at}" for at in range(16))
GOAT = f"""---
topic: office_goat
title: Bringing a goat
last_reviewed: 2026-03-04
sources:
  - name: The Goat Handbook
    url: https://example.com/goats
    grade: E
say:
  - moment: On the phone
    channel: call
    words: "Is there room for [my goat]?"
find_out: [who cleans, where it sleeps]
dissent:
  - who: Allergic colleagues
    says: goats belong outside.
handoff: null
related: []
phrasings:
{PHRASINGS}
---

Ask first.

Then bring hay.
"""


def write(folder: Path, text: str, name: str = "office_goat") -> Path:
    """Write a topic's file into a playbook folder below `folder`, and return that folder."""
    playbook = folder / "playbook"
    playbook.mkdir(exist_ok=True)
    (playbook / f"{name}.md").write_text(text, encoding="utf-8")
    return playbook


def read_one(folder: Path, text: str) -> tuple[Playbook, Problem]:
    """Read a playbook with one file, which has one fault."""
    playbook = read_playbook(write(folder, text))
    assert len(playbook.problems) == 1, playbook.problems
    return playbook, playbook.problems[0]


def lines_of(*words: Quoted) -> list[int]:
    """Return the lines that some words claim to stand on."""
    return [text.origin.line for text in words if isinstance(text.origin, InGuide)]


def test_a_topic_is_read_with_the_line_of_every_text(tmp_path: Path) -> None:
    """Each text of a topic says where it stands, so that an author can be sent there."""
    playbook = read_playbook(write(tmp_path, GOAT))
    topic = playbook.topics["office_goat"]
    assert playbook.problems == ()
    assert topic.title.origin == InGuide(path="playbook/office_goat.md", line=3, as_of=date(2026, 3, 4))
    texts = (topic.sources[0].name, topic.say[0].words, topic.find_out[1], topic.dissent[0].says)
    written = GOAT.splitlines()
    assert all(text.text in written[line - 1] for text, line in zip(texts, lines_of(*texts), strict=True))
    assert written[lines_of(topic.advice)[0] - 1] == "Ask first."
    assert topic.advice.text == "Ask first.\n\nThen bring hay."
    assert (topic.say[0].channel, topic.sources[0].grade, topic.handoff) == (
        Channel.CALL,
        Grade.PRACTITIONER,
        None,
    )
    assert len(topic.phrasings) == 16


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("last_reviewed: 2026-03-04\n", "", "last_reviewed"),
        ("last_reviewed: 2026-03-04", "last_reviewed: some day in spring", "last_reviewed"),
        (f"phrasings:\n{PHRASINGS}\n", "", "phrasings"),
        (f"phrasings:\n{PHRASINGS}\n", "phrasings: []\n", "phrasings"),
        ("grade: E", "grade: A", "sources.0.grade"),
        ("dissent:", "disent:", "disent"),
        ("topic: office_goat", "topic: office_cow", "office_cow"),
        ("https://example.com/goats", "example.com", "sources.0.url"),
        ("title: Bringing a goat", "title: ''", "title: string should have at least 1 character"),
        ("title: Bringing a goat", "title: '  '", "title: string should have at least 1 character"),
        ("  - may I bring my goat to work, case 3", "  - my goat: may it come", "put it in quotes"),
        ("Ask first.\n\nThen bring hay.\n", "", "no advice"),
        ("\n---\n\nAsk", "\n\nAsk", "---"),
    ],
)
def test_a_topic_that_lacks_what_it_needs_is_a_problem_and_not_served(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    """No source, date, phrasing, advice or plain key: the file is named, with a remedy, and kept out."""
    assert before in GOAT
    playbook, problem = read_one(tmp_path, GOAT.replace(before, after))
    assert playbook.topics == {}
    assert (problem.path, problem.severity) == ("playbook/office_goat.md", Severity.ERROR)
    assert says in problem.message
    assert problem.remedy


def test_a_topic_without_sources_is_not_served(tmp_path: Path) -> None:
    """Advice that names no source does not reach anyone."""
    start, end = GOAT.index("sources:"), GOAT.index("say:")
    playbook, problem = read_one(tmp_path, GOAT[:start] + GOAT[end:])
    assert playbook.topics == {}
    assert "sources" in problem.message


def test_a_fault_is_shown_at_its_line(tmp_path: Path) -> None:
    """The Problem points to the very line of the wrong key."""
    _, problem = read_one(tmp_path, GOAT.replace("grade: E", "grade: A"))
    assert GOAT.splitlines()[problem.line - 1].strip() == "grade: E"


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("  - may I bring my goat to work, case 15\n", "", "phrasings"),
        ("Ask first.", "Ask first. " * 61, "advice-length"),
        ("related: []", "related: [office_cow]", "related"),
        ("case 15", "case 14", "phrasing-twice"),
    ],
)
def test_a_thin_topic_is_served_with_a_warning(tmp_path: Path, before: str, after: str, rule: str) -> None:
    """Too few phrasings, long advice, a lost relation, a phrasing said twice: worth mending, no reason for silence."""
    playbook, problem = read_one(tmp_path, GOAT.replace(before, after))
    assert (problem.severity, problem.rule) == (Severity.WARNING, rule)
    assert playbook.topics["office_goat"].related == ()


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    """A broken topic costs that topic only."""
    write(tmp_path, GOAT)
    folder = write(tmp_path, "no front matter at all", "broken")
    playbook = read_playbook(folder)
    assert list(playbook.topics) == ["office_goat"]
    assert [problem.path for problem in playbook.problems] == ["playbook/broken.md"]


def test_a_phrasing_of_two_topics_is_told(tmp_path: Path) -> None:
    """The same words cannot teach two topics apart: the second place names the first."""
    write(tmp_path, GOAT)
    cow = GOAT.replace("office_goat", "office_cow").replace("my goat to work, case", "my cow to work, no")
    folder = write(
        tmp_path, cow.replace("bring my cow to work, no 2", "bring my goat to work, case 2"), "office_cow"
    )
    rules = [(problem.path, problem.rule) for problem in read_playbook(folder).problems]
    assert rules == [("playbook/office_goat.md", "phrasing-twice")]


def test_a_missing_folder_is_a_problem_not_a_failure(tmp_path: Path) -> None:
    """Without a playbook the coach still starts, and says what is missing."""
    playbook = read_playbook(tmp_path / "playbook")
    assert (playbook.topics, playbook.problems[0].rule) == ({}, "no-playbook")


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    """The same files give the same digest; a changed word gives another."""
    first = read_playbook(write(tmp_path, GOAT)).digest
    assert read_playbook(write(tmp_path, GOAT)).digest == first
    assert read_playbook(write(tmp_path, GOAT.replace("hay", "straw"))).digest != first


def test_comments_and_repeated_lines_are_no_lines_to_decline(tmp_path: Path) -> None:
    """The lines off the topic come without headers, blanks and repeats; no file means no lines."""
    file = tmp_path / "off_topic.txt"
    assert read_off_topic(file) == ()
    file.write_text("# ours\n\nwhat is the weather\nwhat is the weather\ntell me a joke\n", encoding="utf-8")
    assert read_off_topic(file) == ("what is the weather", "tell me a joke")


def test_the_shipped_playbook_has_no_problem(seeds: Path) -> None:
    """All 61 topics are served, and none of their files has a fault."""
    playbook = read_playbook(seeds / "playbook")
    assert [str(problem) for problem in playbook.problems] == []
    assert len(playbook.topics) == 61


def test_no_line_to_decline_is_a_phrasing(seeds: Path) -> None:
    """At least a hundred lines are declined, and none of them is what a topic is asked by."""
    declined = {read_words(line).stems for line in read_off_topic(seeds / "lexicon" / "off_topic.txt")}
    topics = read_playbook(seeds / "playbook").topics.values()
    asked = {read_words(phrasing.text).stems for topic in topics for phrasing in topic.phrasings}
    assert len(declined) >= 100
    assert declined & asked == set()
