"""What a letter just written is to be without: "leave the sign-on out" is about the words, and changes no offer."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.coach.hearing import take_away
from bot.domain.amounts import Component
from bot.domain.asking import parts_of
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer
from bot.domain.script import Raised
from bot.domain.session import Session
from bot.domain.understanding import Outcome, Understanding, Utterance
from bot.domain.written import read_written
from bot.nlu.normalize import split_words

_WORDS = read_written(__file__)
PARTS = {Component(part): cues for part, cues in _WORDS["parts"].items()}
WHAT = _WORDS["what"].replace("<part>", "|".join(PARTS.values()))
ASKED, MOST_WORDS = re.compile(_WORDS["asked"].replace("<what>", WHAT)), 16
Letter = tuple[Negotiation, tuple[Offer, ...], frozenset[Raised]]


def ask_without(heard: Understanding, session: Session) -> Understanding:
    """Return a remark that only names what the letter just written is to be without as a wish for that; else as it is."""
    if session.drafted is None or session.last != session.drafted:
        return heard
    words = split_words(heard.utterance.text)
    found = ASKED.fullmatch(" ".join(words)) if len(words) <= MOST_WORDS else None
    what = (found["kept"] or found["gone"]) if found else ""
    parts = [part for part, cues in PARTS.items() if re.search(rf"\b(?:{cues})\b", what)]
    said = Understanding(
        utterance=Utterance(text=leave_out(parts)), intent=session.drafted.intent, outcome=Outcome.NONE
    )
    return said if parts else heard


def leave_out(parts: Iterable[Component]) -> str:
    """Return how a command says that parts are left out."""
    return " ".join(f"leave out {part.replace('_', ' ')}" for part in parts)


def find_unsaid(said: str) -> frozenset[Component]:
    """Return the parts that the folded words of a wish leave out."""
    return frozenset(part for part, cues in PARTS.items() if re.search(rf"\bleave out (?:{cues})\b", said))


def without(
    parts: frozenset[Component], negotiation: Negotiation, asks: tuple[Offer, ...], also: frozenset[Raised]
) -> Letter | None:
    """Return what a letter is written from, less those parts; None where nothing would be left of what it asks for."""
    if Raised.CHOICE in also:
        return None  # packages are worth the same with all their parts alone
    held, agreed = negotiation.offer, negotiation.agreed
    rooms = {f"room_in_{part.removeprefix('target_')}" for part in parts}
    kept = tuple(take_away(one, parts) for one in asks)
    still = frozenset(one for one in also if one not in rooms)
    more = any(sum_ != parts_of(held).get(part) for one in kept for part, sum_ in parts_of(one).items())
    if (asks or also) and not (more or still):
        return None
    held, stance = take_away(held, parts - {Component.BASE}), negotiation.stance
    stance = replace(stance, rivals=(), alternative=None) if Component.OTHER in parts else stance
    agreed = agreed and take_away(agreed, parts)
    return replace(negotiation, offer=held, agreed=agreed, stance=stance), kept, still
