"""A guide's parts added up beside the total it states, under each reading of its equity."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum, auto

from bot.domain.comp import EquityBasis, EquityGrant, RegionalComp
from bot.domain.figure import Band, Computed, Figure, Unit
from bot.domain.money import Money
from bot.domain.stake import worked

LOW_RATIOS = (Decimal("0.85"), Decimal("1.05"))
HIGH_RATIOS = (Decimal("0.93"), Decimal("1.10"))
"""sum of parts ÷ stated total, low and high end, that real pay data keeps to: 244 groups of at least 20 reports
(company, role, level, region; 2017–2021), where 90 % lie within 0.88–1.01 and 0.96–1.07"""
WHOLE = Decimal(1)
HUNDRED = Decimal(100)


class Reading(StrEnum):
    """Which reading of an equity figure its own guide's totals fit."""

    GRANT = auto()
    PER_YEAR = auto()
    BOTH = auto()
    NEITHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A guide's parts added up under one reading of its equity, beside the total it states. Money a year."""

    equity_as: Reading
    total: Band
    low_gap: Figure  # sum minus stated total at the low end; negative where the parts fall short
    high_gap: Figure
    fits: bool


def added_up(figure: Figure) -> tuple[Figure, ...]:
    """Return the figures of which a person's own sum is made up; itself where it was told as one."""
    return figure.origin.figures if isinstance(figure.origin, Computed) else (figure,)


def add_together(one: Figure, other: Figure) -> Figure:
    """Return two sums of a person's as one; only the later in another currency, only the first where it has the other."""
    told = added_up(one)
    if one.money.currency != other.money.currency or other in told:
        return one if other in told else other
    return worked(one.money + other.money, one.unit, "what you told, added up", *told, *added_up(other))


def add_up(comp: RegionalComp, bonus: Band | None) -> tuple[Sum, ...]:
    """Return the guide's parts added up under each reading of its equity, beside its stated total.

    Bonus is the low percentage of the low base at the low end, the high one of the high base at the high end.
    Empty where the guide states no total, no base, or no equity.
    """
    if comp.stated_total is None or comp.base is None or comp.equity is None:
        return ()
    a_year, grant = comp.equity.value, yearly(comp.equity)
    match comp.equity.basis:
        case EquityBasis.PER_YEAR:
            readings = [(Reading.PER_YEAR, a_year)]
        case EquityBasis.GRANT_TOTAL:
            readings = [(Reading.GRANT, grant)]
        case EquityBasis.UNKNOWN:
            readings = [(Reading.GRANT, grant), (Reading.PER_YEAR, a_year)]
    rest = (bonus, comp.stated_total)
    return tuple(beside_total(reading, worth, comp.base, rest) for reading, worth in readings)


def yearly(grant: EquityGrant) -> Band:
    """Return a year's worth of a whole grant: stated ÷ vesting years, evenly."""
    return Band(low=a_year_of(grant.value.low, grant), high=a_year_of(grant.value.high, grant))


def a_year_of(stated: Figure, grant: EquityGrant) -> Figure:
    """Return one end of a grant ÷ its vesting years, rounded half up to a whole unit of currency."""
    years = Decimal(str(grant.vesting_years.value))
    worth = whole(Money(amount=stated.money.amount / years, currency=stated.money.currency))
    return worked(worth, Unit.PER_YEAR, "grant ÷ vesting years", stated, grant.vesting_years)


def whole(money: Money) -> Money:
    """Return money rounded half up to a whole unit of currency."""
    return Money(amount=money.amount.quantize(WHOLE, rounding=ROUND_HALF_UP), currency=money.currency)


def beside_total(reading: Reading, equity: Band, base: Band, rest: tuple[Band | None, Band]) -> Sum:
    """Return one reading's sum at both ends and how far it lies from the stated total."""
    bonus, stated = rest
    low = total_of(base.low, equity.low, bonus.low if bonus else None)
    high = total_of(base.high, equity.high, bonus.high if bonus else None)
    return Sum(
        equity_as=reading,
        total=Band(low=low, high=high),
        low_gap=gap(low, stated.low),
        high_gap=gap(high, stated.high),
        fits=within(low, stated.low, LOW_RATIOS) and within(high, stated.high, HIGH_RATIOS),
    )


def total_of(base: Figure, equity: Figure, bonus: Figure | None) -> Figure:
    """Return base + equity + bonus percent of base, a year."""
    percent = bonus.percent if bonus else Decimal(0)
    money = whole(base.money + base.money.times(percent / HUNDRED) + equity.money)
    parts = (base, equity, bonus) if bonus else (base, equity)
    formula = "base + bonus % × base + equity" if bonus else "base + equity"
    return worked(money, Unit.PER_YEAR, formula, *parts)


def gap(total: Figure, stated: Figure) -> Figure:
    """Return sum minus stated total, a year; negative where the parts fall short."""
    return worked(total.money - stated.money, Unit.PER_YEAR, "sum − stated total", total, stated)


def within(total: Figure, stated: Figure, ratios: tuple[Decimal, Decimal]) -> bool:
    """Whether a sum lies as close to the stated total as real pay data does."""
    amount = stated.money.amount
    return bool(amount) and ratios[0] <= total.money.amount / amount <= ratios[1]
