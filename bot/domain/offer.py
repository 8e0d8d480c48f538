"""An offer, part by part, as the person stated it. A part not stated is None, never zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto
from operator import attrgetter

from bot.domain.amounts import Component
from bot.domain.amounts.words import CLOCK
from bot.domain.figure import Figure, Quoted, Said


class Stage(StrEnum):
    """How far an offer has come; later stages stand later."""

    NONE = auto()
    """nothing offered yet"""
    VERBAL = auto()
    WRITTEN = auto()
    COUNTERED = auto()
    """the person has asked for more and waits"""
    ANSWERED = auto()
    """they came back with something"""
    ACCEPTED = auto()


class Instrument(StrEnum):
    """What an equity grant is made of."""

    OPTIONS = auto()
    RSU = auto()
    SHARES = auto()
    UNITS = auto()
    """profit units and the like"""


class PriceBasis(StrEnum):
    """Which price of a share a stated equity value was worked out with."""

    PREFERRED = auto()
    """what the last investors paid"""
    FAIR = auto()
    """409A or market price"""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """A target bonus, for a year."""

    target: Figure  # in PERCENT_OF_BASE, or PER_YEAR where an amount was stated
    is_guaranteed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VestingSchedule:
    """How much of a grant vests in each year, and how long nothing does."""

    percents: tuple[Decimal, ...]  # percent of the whole grant, first year first; they make 100
    cliff_months: int = 12  # months until the first part vests; what falls before vests on that day
    is_cliff_stated: bool = False
    is_assumed: bool = True  # whether this is the convention of even years rather than something stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """An equity grant: on paper, before tax, never a promise of cash."""

    instrument: Instrument | None = None
    value: Figure | None = None
    """money: the whole grant in GRANT, a year's worth in PER_YEAR, UNKNOWN_BASIS where not said which"""
    shares: Figure | None = None
    owned: Figure | None = None  # PERCENT_OF_COMPANY as stated; never worked out here
    strike: Figure | None = None
    preferred: Figure | None = None
    fair: Figure | None = None  # the three prices in PER_SHARE
    fully_diluted: Figure | None = None  # all the company's shares, in SHARES
    valuation: Figure | None = None  # ONE_OFF: what the whole company was last valued at
    price_basis: PriceBasis = PriceBasis.UNKNOWN
    vesting: VestingSchedule | None = None  # None where nothing was said about it
    is_listed: bool | None = None
    """whether the shares trade on an exchange; None where not said, and then they count as private"""
    is_double_trigger: bool | None = None
    """whether an RSU also waits for a sale or listing; None where not said"""
    exercise_window: Figure | None = None  # MONTHS after leaving in which options can be exercised
    expiry: Figure | None = None  # MONTHS from the grant until options lapse in any case


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One offer. All money is gross and in `currency`, unless a figure's own money says otherwise."""

    currency: str | None = None  # ISO 4217; None where the person named none and no guide says
    stage: Stage = Stage.WRITTEN
    base: Figure | None = None  # PER_YEAR, or the period that was stated
    bonus: Bonus | None = None
    equity: Grant | None = None
    unsettled: Quoted | None = None
    """equity that was told before any other, of which it is still asked what it counts"""
    sign_on: Figure | None = None  # ONE_OFF
    sign_on_over: Figure | None = None
    """YEARS over which it is paid in equal parts, where that is more than one"""
    repaid_within: Figure | None = None  # MONTHS in which a sign-on must be paid back on leaving
    relocation: Figure | None = None  # ONE_OFF
    refresher: Figure | None = None  # GRANT: equity promised to be added, each year
    refresher_from: Figure | None = None  # COUNT: the year at work at whose start the first is added
    refresher_over: Figure | None = None  # YEARS over which each of them vests
    deadline: Figure | None = None  # DATE, the last day to answer
    hours_left: Figure | None = None  # COUNT of hours, where the deadline was stated in hours
    start: Figure | None = None  # DATE of the first day at work
    hours_a_week: Figure | None = None
    weeks_a_year: Figure | None = None
    paid_a_year: Figure | None = None
    """the three in COUNT, of what is paid: the last in the hours or days that base is stated by"""
    absent: frozenset[Component] = frozenset()  # parts that were said not to be there

    def figures(self) -> Iterator[Figure]:
        """Yield every figure that was stated."""
        for value in attrgetter(*self.__slots__)(self):
            if isinstance(value, Figure):
                yield value
            elif isinstance(value, Bonus):
                yield value.target
            elif isinstance(value, Grant):
                stated = attrgetter(*value.__slots__)(value)
                yield from (own for own in stated if isinstance(own, Figure))

    @property
    def due_at(self) -> Quoted | None:
        """The hour of the deadline, with its time zone where that was said, in the words that were said."""
        said = self.deadline.origin if self.deadline else None
        found = CLOCK.search(said.words) if isinstance(said, Said) else None
        return Quoted(text=found[0], origin=said) if found and said else None

    @property
    def is_zone_known(self) -> bool:
        """Whether the hour of the deadline was said with its time zone."""
        found = CLOCK.search(self.due_at.text) if self.due_at else None
        return bool(found and found["zone"])

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was stated."""
        return next(self.figures(), None) is None
