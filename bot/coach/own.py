"""Answers about a person's own offers that hold no reckoning: what is asked of them, what is kept, what is forgotten."""

from dataclasses import dataclass, field

from bot.coach.answers import Subject
from bot.coach.noted import Noted
from bot.domain.amounts import Component, Question, Why
from bot.domain.figure import Figure, Quoted
from bot.domain.negotiation import Negotiation
from bot.domain.offer_checks import Misfit


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWanted:
    """Something was asked about an offer of which nothing is known; `resumes` is the command that was meant."""

    resumes: str
    subject: Subject | None = None
    only: str = ""  # the name of the one that is known, where a second is needed to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichOffer:
    """More than one offer is kept, and none was named."""

    resumes: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a doubtful amount."""

    figure: Figure | None  # None where only its currency differs
    currency: str | None
    command: str  # what states it without doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRaised:
    """An amount that can mean several things, or none: asked about, never assumed."""

    said: Quoted
    component: Component | None
    why: Question | Why
    readings: tuple[Reading, ...]
    is_again: bool = False  # whether it was asked before, and something else came in place of an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """A short remark while an offer was talked about, of which nothing could be made."""

    name: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferForm:
    """The fields of an offer, with what is wrong beside each."""

    name: str  # of the negotiation; empty for a new one
    values: tuple[tuple[str, str], ...] = field(repr=False)
    misfits: tuple[tuple[str, Misfit], ...] = ()
    unread: tuple[str, ...] = ()  # fields of which nothing could be made
    unclear: tuple[tuple[str, Question | Why], ...] = ()  # (field, what has to be said more clearly)

    @property
    def has_faults(self) -> bool:
        """Whether something has to be mended before the form can be taken."""
        return bool(self.misfits or self.unread or self.unclear)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersListed:
    """Everything that is kept of a person."""

    negotiations: tuple[Negotiation, ...]
    told: tuple[Noted | None, ...]  # all that was told of each
    lookups: tuple[Subject, ...]
    asks_who: bool = False  # whether it is asked who can see this, or what becomes of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Everything kept of a person is gone, or the one offer of that name is."""

    name: str | None
