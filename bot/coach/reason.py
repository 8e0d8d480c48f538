"""What the person brings, in their own words: "I led the migration that saved $2M" speaks for the ask, and is no part of it."""

import re
from dataclasses import replace

from bot.coach.writing import quote
from bot.domain.negotiation import Negotiation, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.session import Session
from bot.domain.understanding import Intent, Understanding
from bot.domain.written import read_written
from bot.nlu.offers import OfferHeard

_LIST = read_written(__file__)
TOLD, NEITHER = (re.compile(_LIST[name]) for name in ("told", "neither"))


def tell_reason(heard: Understanding, session: Session) -> Understanding:
    """Return a remark that tells a result of the person's beside an offer under way as a change to that; else as it is."""
    if heard.utterance.intent or not find_reason(heard.utterance.text, session.negotiation):
        return heard
    return replace(heard, intent=Intent.EDIT, company=None, role=None, stranger=None, topics=())


def hear_reason(heard: Understanding, session: Session) -> OfferHeard | None:
    """Return that nothing but a result is told, whatever sums are in it; None where something else is."""
    reason = find_reason(heard.utterance.text, session.negotiation) if heard.intent is Intent.EDIT else ""
    return OfferHeard(offer=Offer(), stance=Stance(reason=reason)) if reason else None


def find_reason(text: str, own: Negotiation | None) -> str:
    """Return the result that a remark tells, behind the one told before where it adds to that and both fit in a sentence."""
    if own is None or own.offer.base is None or own.offer.stage is Stage.ACCEPTED:
        return ""
    found = TOLD.fullmatch(text)
    if not found or NEITHER.search(text):
        return ""
    told, before = re.sub(r"^i\b", "I", found["told"] or found["named"]), own.stance.reason
    both = f"{before}, and {told}" if found["adds"] and before not in {"", told} else ""
    return next((one for one in (both, told) if quote("reason", one)), "")
