"""What a counter plan can come to: facts only."""

from dataclasses import dataclass
from enum import StrEnum, auto

from bot.coach.placing import Beside
from bot.domain.amounts import Component
from bot.domain.asking import Ask, Shares
from bot.domain.figure import Figure
from bot.domain.negotiation import Circumstance
from bot.domain.packages import Package
from bot.domain.script import Raised, Tone


class Caution(StrEnum):
    """Why a plan is one ask, beside the person's circumstances."""

    REFUSED = auto()
    ANSWERED = auto()  # they came back already: one more ask, and no more than the first plan's
    SHORT_DEADLINE = auto()  # under a day is left


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What every plan says: the asks in order, and what they rest on. Holds amounts of the person's own."""

    name: str
    beside: Beside
    is_verbal: bool
    is_base_settled: bool
    is_rate: bool  # whether the base is by the hour, day, week or month
    exceeded: Figure | None  # the high of the base band, where the offer is above it
    asks: tuple[Ask, ...]
    raised: tuple[Raised, ...]  # what to ask about in words, there being no evidence for a number
    shares: Shares
    tone: Tone
    reason: str  # one result of the person's, in their words; may be empty
    walk_away: Figure | None
    fallback: Figure | None
    """without a walk-away: a year's cash of what they said happens if this falls through"""
    other: str = ""  # the name of another offer of theirs, of which they did not say if it is in writing


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPlanned:
    """A package to ask for, part by part."""

    plan: Plan
    can_choose: bool  # whether several packages of equal worth could be offered in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAsk:
    """One thing to ask for, since asking more is risky or too late."""

    plan: Plan
    why: tuple[Caution | Circumstance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CanAccept:
    """The offer meets the target, or nearly."""

    plan: Plan
    gap: Figure | None  # what the target is worth a year beyond the offer; None for base by the hour
    small: tuple[Figure, ...]
    """what counts as a small gap: a sum a year, and percent of the cash target; nothing without a gap"""
    ahead: Figure | None  # a year's cash of their alternative, where it is more than the offer's


@dataclass(frozen=True, slots=True, kw_only=True)
class NoZone:
    """The walk-away lies beyond what the evidence supports: no number is invented between the two."""

    name: str
    beside: Beside
    walk_away: Figure
    reach: Figure  # the cash target a year if every part that can move went to its ceiling
    held: Figure  # the offer's cash target a year
    is_base_fixed: bool
    is_bonus_stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagesPlanned:
    """Packages of equal worth, for the employer to choose from. Stands in place of an ask, never beside one."""

    plan: Plan  # without asks
    packages: tuple[Package, ...]
    years: Figure
    rates: tuple[tuple[Component, Figure, Figure], ...]
    """(part, how much more of it, what that counts for a year)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """There is nothing to counter, or no longer."""

    name: str
    is_accepted: bool  # else no base has been offered, or none that can be


Planned = CounterPlanned | OneAsk | CanAccept | NoZone | PackagesPlanned | NotYet
