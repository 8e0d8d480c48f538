"""What is wrong with a guide reaches whoever reads its answers: quality goes down, and Sources says why."""

import asyncio
from pathlib import Path

import pytest

from bot.bootstrap import open_conversation
from bot.cli.talk import HERE
from bot.cli.terminal import as_plain
from bot.config import Settings
from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from tests.library.folder import COMP, HEAD, SEEDS, TODAY, check

LINKED = "data_sources:\n  - {name: A survey, url: https://example.com}\n---\n"
SOUND = HEAD + COMP + LINKED
BRACKET = '# Role\n\n> **Negotiate Up Strategy:** "Could you match [the other company]?"\n'
OVERDUE = "next_review_due: 2026-11-21\n"


def ask(conversation: Conversation, text: str) -> str:
    """Return a reply as a terminal prints it."""
    return as_plain(asyncio.run(conversation.hear(Utterance(text=text), HERE)), "/comp")


def role(name: str, text: str = SOUND) -> str:
    """Return a guide for another role."""
    return text.replace("role: software-engineer", f"role: {name}-engineer")


FAULTS = """
## Part

A $90K sign-on.

## Part

A 10% premium.

### Deep

It is worth $3.3B.

## Other

A 3–5% or 5-8% raise.
"""
MARKUP = '# Role\n\n> **Negotiate Up Strategy:** "Could you match [x] or <http://evil.example>?"\n'


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    """Return the coach on TODAY over five guides: one sound, the others each with faults of their own."""
    folder = tmp_path_factory.mktemp("guides")
    guides = {
        "sound": SOUND,
        "wrong": role("data") + BRACKET,
        "late": role("robotics").replace("compensation:", f"{OVERDUE}compensation:"),
        "many": role("platform") + BRACKET + FAULTS,
        "markup": role("security") + MARKUP,
    }
    for name, text in guides.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return open_conversation(Settings(seeds=SEEDS), guides=folder, clock=lambda: TODAY)


def test_errors_and_a_late_review_lower_the_quality_by_a_step_each(talk: Conversation) -> None:
    """Linked, fresh data is fair; with an error, or a review overdue, it is weak, and Sources says that errors count."""
    assert "ⓘ Fair data" in ask(talk, "larkspur-robotics software-engineer")
    assert "ⓘ Weak data" in ask(talk, "larkspur-robotics data-engineer")
    assert "ⓘ Weak data" in ask(talk, "larkspur-robotics robotics-engineer")
    assert "Weak data; one error found in the guide counts against it." in ask(
        talk, "sources larkspur-robotics data-engineer"
    )
    assert "counts against it" not in ask(talk, "sources larkspur-robotics robotics-engineer")


def test_sources_tells_the_worst_first_and_counts_the_rest(talk: Conversation) -> None:
    """Under Sources stand at most five problems, errors before warnings before notes, each with its line, then a count."""
    text = ask(talk, "sources larkspur-robotics platform-engineer")
    listed = text.split("**What else is wrong with this guide**\n")[1].split("\n\n")[0].split("\n")
    assert listed[0].startswith("- The script has a bracket to fill")
    assert listed[1] == "- $90K in the text is in no field (line 19)"
    assert len(listed) == 6
    assert listed[-1] == "- and 1 more"


def test_a_sound_guide_has_nothing_to_tell(talk: Conversation) -> None:
    """Where nothing is wrong, Sources has no list of faults."""
    text = ask(talk, "sources larkspur-robotics software-engineer")
    assert "wrong" not in text
    assert "counts against" not in text


def test_words_of_a_problem_are_text(talk: Conversation) -> None:
    """Markdown inside a fault's words shows as written, and leads nowhere."""
    text = ask(talk, "sources larkspur-robotics security-engineer")
    assert r"a bracket to fill, \[x\]" in text


def test_the_edition_finds_what_the_command_finds(tmp_path: Path, talk: Conversation) -> None:
    """The problems of a served guide are the same, be they asked of the edition or of its file."""
    (guide,) = (each for each in talk.edition.guides.values() if each.path == "many.md")
    (tmp_path / "many.md").write_text(role("platform") + BRACKET + FAULTS, "utf-8")
    (report,) = check(tmp_path)
    assert {(p.rule, p.line) for p in talk.edition.problems_of(guide, TODAY)} == {
        (p.rule, p.line) for p in report.problems
    }
    assert {problem.rule for problem in report.problems} >= {"L9", "L10", "L13"}
