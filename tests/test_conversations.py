"""Whole conversations, kept as prose in tests/conversations: each is played through the terminal and through Slack."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from tests.drivers import Said, Slack, Terminal

FILES = sorted((Path(__file__).parent / "conversations").glob("*.md"))
TURN = re.compile(r"^\*\*(?P<who>[^*:]+):\*\* ?(?P<said>.*)$")
CHECK = re.compile(r"^- (?:(?P<kind>not|buttons|pointer): )?(?P<words>.*)$")
YOU, TAP, CHANNEL = "You", "You tap", "In a channel"
OTHERS = {"Ben": "U2"}
"""people beside you, each with a Slack id"""
ADDRESS = re.compile(r"<?https?://[^\s|)>]+[|>]?|\[|\]\(?|[^\w$€£%]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What somebody says or taps, and what they must read then."""

    who: str
    said: str
    checks: tuple[tuple[str, str], ...] = ()
    """(kind, words): of the reply, of what it must not say, of its buttons, of the pointer to it"""


def read(path: Path) -> Iterator[Turn]:
    """Yield the turns of one file."""
    turn: Turn | None = None
    for line in path.read_text("utf-8").splitlines():
        if begun := TURN.match(line):
            if turn:
                yield turn
            turn = Turn(who=begun["who"], said=begun["said"])
        elif turn and (check := CHECK.match(line)):
            turn = replace(turn, checks=(*turn.checks, (check["kind"] or "", check["words"])))
        elif turn and line and not turn.checks:
            turn = replace(turn, said=f"{turn.said}\n{line}".strip())
    if turn:
        yield turn


@pytest.fixture(scope="module")
def slack(advisor: Conversation) -> Iterator[Slack]:
    """Return Slack before the coach that also answers questions, by words alone."""
    advisor.rank(advisor.understand(Utterance(text="learn the playbook now")))
    with Slack.serving(advisor) as opened:
        yield opened


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_goes_as_written(path: Path, slack: Slack) -> None:
    """Every turn gets the words and the buttons it was promised, at both doors alike."""
    turns = tuple(read(path))
    in_slack = tuple(play_in_slack(turns, slack))
    if {turn.who for turn in turns} <= {YOU, TAP}:
        in_terminal = tuple(play_in_terminal(turns, slack.conversation))
        for turn, here, there in zip(turns, in_terminal, in_slack, strict=True):
            assert words_of(here) == words_of(there), turn.said
            assert sorted(here.labels) == sorted(there.labels), turn.said


def play_in_terminal(turns: tuple[Turn, ...], conversation: Conversation) -> Iterator[Said]:
    """Yield the reply to each turn."""
    terminal = Terminal(conversation)
    for turn in turns:
        terminal.click(turn.said) if turn.who == TAP else terminal.command(turn.said)
        check(turn, terminal.replies[-1:])
        yield terminal.replies[-1]


def play_in_slack(turns: tuple[Turn, ...], slack: Slack) -> Iterator[Said]:
    """Yield the reply to each turn, the one in the direct messages where there are two."""
    slack.forget()
    for turn in turns:
        before = len(slack.replies)
        say(turn, slack)
        heard = slack.replies[before:]
        check(turn, heard)
        slack.replies[before:] = sorted(heard, key=lambda one: one.seen_by.startswith("D"))
        yield answer_among(heard)


def say(turn: Turn, slack: Slack) -> None:
    """Say or tap it in Slack: a command where it looks like one, else a message."""
    if turn.who == TAP:
        slack.click(turn.said)
    elif turn.who == CHANNEL:
        slack.mention(turn.said)
    elif turn.said.startswith("/"):
        slack.command(turn.said, user=OTHERS.get(turn.who, "U1"))
    else:
        slack.dm(turn.said, user=OTHERS.get(turn.who, "U1"))


def answer_among(heard: list[Said]) -> Said:
    """Return the message that answers: one in the direct messages, else the first."""
    assert heard, "nothing came back"
    return next((one for one in heard if one.seen_by.startswith("D")), heard[0])


def check(turn: Turn, heard: list[Said]) -> None:
    """Compare the answer with what a turn's lines promise."""
    answer = answer_among(heard)
    for kind, words in turn.checks:
        where = f"{turn.who}: {turn.said}\n{answer.text}\n{answer.labels}"
        match kind:
            case "not":
                assert words not in answer.text, where
            case "buttons":
                assert {label.strip() for label in words.split("|")} <= {*answer.labels}, where
            case "pointer":
                pointers = [one for one in heard if one.seen_by != answer.seen_by]
                assert answer.seen_by == "me" or any(words in one.text for one in pointers), where
            case _:
                assert words in answer.text, where


def words_of(reply: Said) -> list[str]:
    """Return a reply's words, without marks, addresses and line ends."""
    return ADDRESS.sub(" ", reply.text).split()


def test_there_are_as_many_as_promised() -> None:
    """At least forty conversations, each with a title, somebody in it, and two turns or more."""
    assert len(FILES) >= 40
    for path in FILES:
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("# "), path.name
        assert lines[2], path.name
        assert len(list(read(path))) >= 2, path.name
