"""`coach guides wanted`: what authors read of what could not be answered."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.guides import WANTED
from bot.conversation import Conversation
from bot.store.counts import Counts
from tests.cli.test_cli import run
from tests.drivers import Terminal


def wanted(file: Path | None, *more: str) -> list[str]:
    """Type `coach guides wanted`; return the lines."""
    env = {"COACH_COUNTS": str(file) if file else ""}
    done = CliRunner().invoke(app, ["guides", "wanted", *more], env=env)
    assert done.exit_code == 0
    return done.stdout.splitlines()


@pytest.mark.stress
def test_what_one_process_could_not_answer_another_lists(tmp_path: Path) -> None:
    """Questions asked in one process are counted for the author in the next, most wanted first, with what to do."""
    file = tmp_path / "counts.jsonl"
    for text, names in [("figma data scientist", "on"), ("product designer", "off"), ("airbnb pm", "off")]:
        env = {"COACH_COUNTS": str(file), "COACH_WANTED_NAMES": names}
        assert run("ask", text, env=env)[0] == 0
    counts = Counts(file)
    for kind in ("question:final_offer", "question:final_offer", *["helpful"] * 9, "not_helpful"):
        counts.count(kind)
    assert wanted(file) == [
        "    2  a question with no clear page, nearest to: final_offer — add phrasings to playbook/final_offer.md, or write a page",
        "    1  a company without a guide (not named) — set COACH_WANTED_NAMES=on to learn which",
        "    1  a company without a guide: figma — write guides/figma/<role>.md",
        "    1  a role without a guide (not named) — set COACH_WANTED_NAMES=on to learn which",
        "    9  answers called helpful — nothing",
        "    1  answers called not helpful — ask people what they missed",
    ]


def test_nothing_that_was_typed_is_in_the_file(tmp_path: Path) -> None:
    """The file holds kinds and numbers: no company that nobody knows, no amount, no person."""
    file = tmp_path / "counts.jsonl"
    env = {"COACH_COUNTS": str(file), "COACH_WANTED_NAMES": "on"}
    run("ask", "zanzibar pay ltd 213456", env=env)
    assert file.read_text("utf-8") == '{"kind": "company", "count": 1}\n'


def test_programs_get_one_object_a_kind(tmp_path: Path) -> None:
    """With --json each line is an object with kind, count, meaning and next step."""
    file = tmp_path / "counts.jsonl"
    for kind in ("role:together-ai/data-scientist", "role:product-designer"):
        Counts(file).count(kind)
    first, second = map(json.loads, wanted(file, "--json"))
    assert first == {
        "kind": "role:product-designer",
        "count": 1,
        "what": "a role without a guide: product-designer",
        "next": "write guides/<company>/product-designer.md",
    }
    assert second["next"] == "write guides/together-ai/data-scientist.md"


@pytest.mark.parametrize(
    ("has_file", "says"), [(False, "COACH_COUNTS"), (True, "Nothing has been counted yet")]
)
def test_an_empty_list_says_why(tmp_path: Path, has_file: bool, says: str) -> None:
    """Where nothing is counted, or nothing kept, one kind line says so; a program gets no line at all."""
    file = tmp_path / "counts.jsonl" if has_file else None
    (line,) = wanted(file)
    assert says in line
    assert wanted(file, "--json") == []


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    """A mistyped opt-in is not taken for a yes, nor for a no."""
    code, _, err = run("ask", "help", env={"COACH_WANTED_NAMES": "yes please"})
    assert code == 2
    assert "COACH_WANTED_NAMES is neither on nor off" in err


def test_every_kind_that_is_counted_is_told() -> None:
    """No kind is printed raw: each has its meaning and a next step."""
    assert set(WANTED) == {
        "company", "role", "question", "unread", "off_topic", "helpful", "not_helpful", "feedback",
    }  # fmt: skip


def test_what_nobody_knows_is_wanted_and_not_off_topic(advisor: Conversation) -> None:
    """A trade and a company of strange names are counted as what they are, where their pay is asked for."""
    advisor.counts = Counts()
    terminal = Terminal(advisor)
    for text in ("what does a plumber make at together", "comp for nurse at Zorblax Inc"):
        terminal.command(text)
    assert advisor.counts.seen == {"role": 1, "company": 1}
