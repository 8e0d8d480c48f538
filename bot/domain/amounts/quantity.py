"""What can be read out of text: closed values, exact, each with where it stood and the words as typed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto

from bot.domain.money import Money


class Period(StrEnum):
    """A stretch of time: what an amount is paid for, or what a length is counted in."""

    HOUR = auto()
    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    YEAR = auto()


class Component(StrEnum):
    """What a quantity is said to be. The first seven are parts of pay; the rest are facts around them."""

    BASE = auto()
    TARGET_BONUS = auto()
    EQUITY = auto()
    SIGN_ON = auto()
    RELOCATION = auto()
    REFRESHER = auto()
    TOTAL = auto()
    CHANGE = auto()  # a change of pay, or how much more or less than something: a raise, 10k below
    OTHER = auto()
    """money or a share of something that is none of the above: a retention bonus, a 401(k) match, a tax"""
    STRIKE = auto()
    PREFERRED_PRICE = auto()  # what the last investors paid for a share
    FAIR_PRICE = auto()  # the 409A or market price of a share
    FULLY_DILUTED = auto()
    VALUATION = auto()  # the company's own money: its valuation, funding or revenue; never pay
    VESTING = auto()
    CLIFF = auto()
    EXPERIENCE = auto()
    REPAYMENT = auto()
    EXERCISE_WINDOW = auto()
    EXPIRY = auto()  # of options
    DEADLINE = auto()
    START = auto()


PAY = frozenset(tuple(Component)[:7])  # components that are parts of what a person is paid
TIMES = {*map(Component, ["vesting", "cliff", "experience", "repayment", "exercise_window", "expiry"])}
"""components that are lengths of time"""
PRICES = frozenset({Component.STRIKE, Component.PREFERRED_PRICE, Component.FAIR_PRICE})
"""components that are the price of a share"""


class Question(StrEnum):
    """What has to be asked before an ambiguous quantity can be used."""

    CURRENCY = auto()
    MEANING = auto()  # 150 what: thousands, options, percent?
    DECIMAL_MARK = auto()  # is the point or comma a decimal mark, or does it part thousands?
    DATE_ORDER = auto()  # month first, or day first?
    WHICH_DAY = auto()  # this week's, or next week's?
    WHICH_ONE = auto()  # two were stated for one part: which one holds?
    SPOKEN = auto()  # one was said aloud, another stands in writing: which one holds?
    OTHER_CURRENCY = auto()  # the offer known is in another


class Why(StrEnum):
    """Why a number is refused."""

    TOO_LARGE = auto()
    TOO_LONG = auto()  # more digits than any pay has
    NOT_A_NUMBER = auto()
    INFINITE = auto()
    VAGUE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money from `low` to `high`, equal for a single amount, in whole units of the currency.

    Nothing is converted: an amount an hour stays an amount an hour.
    """

    low: Decimal
    high: Decimal
    currency: str | None  # ISO 4217; None where the text names none
    period: Period | None = None  # what it is paid for; None where the text does not say
    over_years: Decimal | None = None  # years over which the whole amount is spread, as in $80k/4y
    shorthand: bool = False
    """whether thousands were left out and understood, as in "base 215": worth echoing before use"""

    def in_money(self, assumed: str | None = None) -> tuple[Money, Money]:
        """Return low and high as Money, in `assumed` where the text names no currency.

        Raises ValueError where there is neither.
        """
        currency = self.currency or assumed or ""
        return Money(amount=self.low, currency=currency), Money(amount=self.high, currency=currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """A percentage from `low` to `high`: 15 for 15 %, 0.1 for 10 basis points."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A number of shares or of rights to shares."""

    low: Decimal
    high: Decimal
    instrument: str | None  # options, rsu, shares, units; None where the text does not say
    over_years: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time, counted in `unit`s: a vesting period, a cliff, years of experience."""

    low: Decimal
    high: Decimal
    unit: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyShape:
    """Percent of a grant that vests in each year, first year first, as in 5/15/40/40."""

    percents: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A calendar day. `on` is None where the text is relative and no `today` was given: the words say it."""

    on: date | None
    hours: Decimal | None = None
    """set where the text counts hours: they run from now, so `on` is only the day they end near"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absurd:
    """A number that no pay can be."""

    why: Why


Clear = Amount | Percent | Shares | Length | YearlyShape | Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """More than one reading, none chosen: ask `question`. Readings stand likeliest first."""

    question: Question
    readings: tuple[Clear, ...]


Value = Clear | Absurd | Ambiguity


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity in a text: `text[start:end] == words`."""

    start: int
    end: int
    words: str
    value: Value
    component: Component | None = None  # what the words around it say it is; None where they do not
