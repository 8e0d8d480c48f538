"""Phrases: every kind of a thing has its words."""

import re
from dataclasses import fields
from enum import StrEnum

import pytest

from bot.coach.placing import NotPlaced
from bot.coach.review import Oddity, Question
from bot.coach.stake import HandOff, Unknown
from bot.domain.amounts import Question as Asked
from bot.domain.asking import Backing, Leverage
from bot.domain.figure import Figure
from bot.domain.guide import Quality
from bot.domain.negotiation import Alternative, Circumstance, Stance
from bot.domain.offer_checks import MisfitKind
from bot.domain.script import Purpose
from bot.domain.topic import Grade
from bot.replies.say import PHRASES

NAMED_BY_TEMPLATES = {
    *(Backing.POSTING, Backing.RIVAL),
    *(NotPlaced.NO_BAND, Purpose.TRUE_LINE),
    Asked.WHICH_ONE,
    Asked.SPOKEN,
    *(Oddity.REPAYMENT, Oddity.LONG_VESTING, Oddity.NO_BONUS),
}
"""kinds whose words hold a figure or a name, and so stand in a template, or that are never printed"""


@pytest.mark.parametrize(
    ("group", "kinds"),
    [
        ("quality", Quality),
        ("backing", Backing),
        ("leverage", Leverage),
        ("fact", Alternative),
        ("fact", Circumstance),
        ("misfit", MisfitKind),
        ("doubt", Asked),
        ("not_placed", NotPlaced),
        ("oddity", Oddity),
        ("question", Question),
        ("unknown", Unknown),
        ("purpose", Purpose),
    ],
)
def test_every_kind_has_its_words(group: str, kinds: type[StrEnum]) -> None:
    """No kind of a thing is printed with another one's words, or with none."""
    assert {kind for kind in kinds if kind not in NAMED_BY_TEMPLATES} <= PHRASES[group].keys()


def test_grades_and_hand_offs_have_their_words() -> None:
    """Every grade of a source and every word for a tax adviser is spelled out, by its name."""
    assert {grade.name for grade in Grade} == PHRASES["grade"].keys()
    assert {hand_off.name.lower() for hand_off in HandOff} == PHRASES["hand_off"].keys()


def test_sums_of_ones_own_have_their_words() -> None:
    """Every number that a person can tell of themselves is noted back in words of its own."""
    own = {fact.name for fact in fields(Stance) if fact.type == Figure | None}
    assert own | {"current_bonus"} == PHRASES["sum"].keys()


def test_phrases_hold_no_digits() -> None:
    """No phrase brings a number of its own: numbers come from figures."""
    assert not any(re.search(r"\d", words) for kinds in PHRASES.values() for words in kinds.values())
