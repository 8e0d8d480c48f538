"""A shown number and where it comes from. No naked numbers: replies print nothing else."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto

from bot.domain.money import Money


class Unit(StrEnum):
    """What a figure counts. A money unit says over which time, since half of all confusion lives there."""

    PER_YEAR = auto()  # money, gross, for one year of work
    BASE_PER_YEAR = auto()  # the same of base alone, where others mean all the cash
    PER_HALF = auto()
    PER_QUARTER = auto()
    PER_MONTH = auto()
    PER_WEEK = auto()
    PER_DAY = auto()
    PER_HOUR = auto()
    """money, gross, for that long at work; a week, a day or an hour is never made a year's without asking"""
    PER_SHARE = auto()  # money, the price of one share or of one option's exercise
    GRANT = auto()  # money, the whole of an equity grant, over all its years
    UNKNOWN_BASIS = auto()  # money that may be a year's or a whole grant's: the source does not say
    ONE_OFF = auto()  # money paid once
    PERCENT_OF_BASE = auto()  # percent of a year's base, 15 for 15 %
    PERCENT_OF_COMPANY = auto()  # percent of a company's fully diluted shares, 0.016 for 0.016 %
    PERCENT_OF_GRANT = auto()  # percent of a whole equity grant
    PERCENT_MORE = auto()  # percent by which one sum exceeds another, 17 for 17 %
    FACTOR = auto()  # a multiplier, 0.95 for 95 %
    DAYS = auto()
    MONTHS = auto()
    YEARS = auto()
    SHARES = auto()  # a number of shares, or of rights to one share each
    COUNT = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class InGuide:
    """Written in a guide: which file, which line (1 is the first), and how old the figures are."""

    path: str
    line: int
    as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InPosting:
    """Published by the employer in a job posting, as recorded in a guide or a posting list."""

    title: str
    where: str
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """Worked out by `formula` (in words or symbols a person can check) from other figures."""

    formula: str
    figures: tuple["Figure", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InTopic:
    """Written on a page of the playbook, which names its source."""

    topic: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Stated by the person. `words` are theirs, so a reply may repeat them to them alone, and a log never."""

    words: str = field(repr=False)
    is_theirs: bool = False  # whether the person says that the employer named it, in talk


Origin = InGuide | InPosting | InTopic | Said | Computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that a reply may show, with its unit and its origin."""

    value: Money | Decimal | int | date
    unit: Unit
    origin: Origin

    @property
    def money(self) -> Money:
        """The value of a money figure. Raises TypeError for any other."""
        if not isinstance(self.value, Money):
            raise TypeError(f"a figure in {self.unit} is not money")
        return self.value

    @property
    def percent(self) -> Decimal:
        """The value of a percentage, 15 for 15 %. Raises TypeError for any other figure."""
        if not isinstance(self.value, Decimal):
            raise TypeError(f"a figure in {self.unit} is not a percentage")
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Low and high of one component, both ends included."""

    low: Figure
    high: Figure

    @property
    def is_point(self) -> bool:
        """Whether both ends are the same number."""
        return self.low.value == self.high.value

    @property
    def is_theirs(self) -> bool:
        """Whether it is a range that the employer named in talk, as the person tells."""
        return isinstance(self.low.origin, Said) and self.low.origin.is_theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words taken over as they stand, with where they stand. May hold numbers: they are the source's."""

    text: str
    origin: Origin
