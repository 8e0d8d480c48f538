"""Words to copy: what stands in the fence is what was meant, whatever a person typed, at every door."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.cli.terminal import show
from bot.coach.writing import write
from bot.conversation import Conversation
from bot.domain.figure import Figure, InGuide, Quoted, Said, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Stance
from bot.domain.script import Line, Manner, Paragraph, Purpose
from bot.replies.letter import copied, in_full
from bot.replies.reply import Audience, Reply
from bot.slack.mrkdwn import to_paragraphs
from tests.offers import at_together, offer

SOURCE = InGuide(path="g.md", line=1, as_of=None)


def drafted(coach: Conversation, reason: str) -> Reply:
    """Return the reply with an e-mail that has a person's own words in it."""
    under_way = replace(at_together(base="210k"), stance=Stance(reason=reason))
    answer = write(under_way, Manner(purpose=Purpose.ASK), coach.edition, offer(base="230k"))
    return coach.words.write("drafted", {"a": answer}, Audience.PERSONAL)


@pytest.mark.parametrize(
    "typed", ["I built *x*", "a_b_c & <d>", "[link](http://evil)", "# 1. > not a quote", "a\\*b"]
)
def test_words_in_a_letter_stand_as_typed(coach: Conversation, typed: str) -> None:
    """Inside the fence nothing is escaped twice: Slack gets the letter as it was typed, in one piece."""
    body = drafted(coach, typed).body
    assert f"What I bring: {typed}." in body
    blocks = [text for text in to_paragraphs(body) if text.startswith("```")]
    assert len(blocks) == 1
    shown = blocks[0].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown.startswith("```\nHi [their name],\n\n")
    assert f"What I bring: {typed}." in shown
    assert shown.endswith("\n\n[your name]\n```")


@pytest.mark.parametrize("typed", ["```", "a ``` b", "````", "```\n```", "` `` ```", "~~~"])
def test_nobodys_backticks_end_the_fence(coach: Conversation, typed: str) -> None:
    """A person's backticks stay inside: the letter neither ends early nor swallows what follows."""
    body = drafted(coach, f"x {typed} y").body
    assert body.count("```") == 2
    assert len([text for text in to_paragraphs(body) if text.startswith("```")]) == 1


@given(words=st.text(max_size=60))
def test_any_words_keep_the_letter_in_its_fence(words: str) -> None:
    """Whatever a person typed, the fence opens once and closes once, without an unseen character in it."""
    line = Line(pieces=(Quoted(text=words, origin=Said(words=words)),), claims=frozenset())
    fenced = copied([Paragraph(lines=(line, line), is_list=True)])
    assert fenced.count("```") == 2
    assert len([*to_paragraphs(fenced)]) == 1
    assert all(letter.isprintable() or letter == "\n" for letter in fenced if letter.isascii())


def test_a_terminal_adds_nothing_to_a_letter(coach: Conversation) -> None:
    """In a terminal the letter is shown whole, and no blank of ours hangs at its line ends."""
    reply = drafted(coach, "I built *x*")
    for colors in (True, False):
        console = Console(file=io.StringIO(), width=80, force_terminal=colors, color_system=None)
        show(reply, console, "/comp")
        assert isinstance(console.file, io.StringIO)
        shown = " ".join(console.file.getvalue().split())
        assert "What I bring: I built *x*." in shown
        assert "[your name]" in shown
        assert "Base is at $210,000 now. Could you bring it to $230,000?" in shown


@pytest.mark.parametrize(
    ("value", "unit", "cited", "shown"),
    [
        (Money(amount=Decimal(245_000), currency="USD"), Unit.PER_YEAR, False, "$245,000"),
        (Money(amount=Decimal("70.5"), currency="EUR"), Unit.PER_HOUR, False, "€70.50 an hour"),
        (Money(amount=Decimal(188_000), currency="USD"), Unit.PER_YEAR, True, "$188,000"),
        (Decimal(15), Unit.PERCENT_OF_BASE, False, "15%"),
        (40_000, Unit.SHARES, False, "40,000"),
        (date(2026, 11, 27), Unit.DATE, False, "Friday, Nov 27, 2026"),
        (date(2025, 12, 31), Unit.DATE, True, "Dec 2025"),
    ],
)
def test_numbers_to_send_are_in_full(
    value: Money | Decimal | int | date, unit: Unit, *, cited: bool, shown: str
) -> None:
    """Nobody writes $245K to a recruiter: money is in full, a day has its weekday, a source its month."""
    assert in_full(Figure(value=value, unit=unit, origin=SOURCE if cited else Said(words="so"))) == shown
