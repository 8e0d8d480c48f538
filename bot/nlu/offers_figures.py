"""What was typed → figures: the reading that is meant, its unit, its months, its even years."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.amounts import (
    Ambiguity,
    Amount,
    Clear,
    Component,
    Day,
    Length,
    Percent,
    Period,
    Quantity,
    Question,
    Shares,
    Value,
)
from bot.domain.figure import Band, Figure, Said, Unit
from bot.domain.money import Money
from bot.nlu.offers_cues import Share

YEAR_MONTHS = 12
LEAST_LONE, _LEAST_SPOKEN = 10_000, 30_000
"""a smaller amount that nothing names is no base; nor is a number without thousands below 30: they offered 240"""
_MONTH_DAYS, _MOST_MONTHS = Decimal(30), 600
_WHOLE, _THOUSAND, _MILLION = Decimal(100), Decimal(1000), Decimal(1_000_000)
USUAL = ("USD", "EUR", "GBP")  # currencies to choose from where none is known, likeliest first
_IN_LAKHS = 100  # thousands in a lakh: of rupees, a bare 20 is rather 20 lakhs than 20,000
PACES: dict[Period, Unit] = {period: Unit(f"per_{period}") for period in Period if period is not Period.YEAR}


def spread_evenly(months: int) -> tuple[Decimal, ...]:
    """Return the percents of a grant that vest in each year, evenly over some months."""
    each = _WHOLE * YEAR_MONTHS / max(months, YEAR_MONTHS)
    years = -(-months // YEAR_MONTHS)
    return (*(each,) * (years - 1), _WHOLE - each * (years - 1))


def spoken_currency(shares: Sequence[Share]) -> str | None:
    """Return the one currency that an owner's amounts name, if it is one."""
    values = (share.what.value for share in shares if isinstance(share.what, Quantity))
    named = {value.currency for value in values if isinstance(value, Amount) and value.currency}
    return named.pop() if len(named) == 1 else None


def choose(value: Value, currency: str | None) -> Value:
    """Return the reading in the currency that is spoken of, where the currency is what is unclear."""
    if isinstance(value, Ambiguity) and value.question is Question.CURRENCY:
        return next((each for each in value.readings if getattr(each, "currency", "") == currency), value)
    return value


def measure(words: str, value: Clear, unit: Unit, currency: str | None) -> Figure | None:
    """Return what was typed as a figure; None for a range, and for money without any currency."""
    number: Money | Decimal | int | date | None = None
    match value:
        case Amount(low=low, high=high) if low == high and (value.currency or currency):
            number = value.in_money(currency)[0]
            unit = _paced(unit, value)
        case Percent(low=low, high=high) if low == high and unit.startswith("percent"):
            number = low
        case Shares(low=low, high=high) if low == high == int(low):
            number = int(low)
        case Length() if unit is Unit.MONTHS:
            number = count_months(value)
        case Length(low=low, high=high) if low == high and not (count_months(value) or 1) % YEAR_MONTHS:
            number = (count_months(value) or 0) // YEAR_MONTHS
        case Day() if unit is not Unit.PER_YEAR:
            number = value.on
        case _:
            pass
    return None if number is None else Figure(value=number, unit=unit, origin=Said(words=words))


def _paced(unit: Unit, value: Amount) -> Unit:
    if unit is Unit.UNKNOWN_BASIS:
        return Unit.GRANT if value.over_years else Unit.PER_YEAR if value.period is Period.YEAR else unit
    return PACES.get(value.period or Period.YEAR, unit) if unit is Unit.PER_YEAR else unit


def count_months(length: Length) -> int | None:
    """Return a length in whole months, thirty days for a month; None where it makes none."""
    months = {
        Period.YEAR: length.high * YEAR_MONTHS,
        Period.MONTH: length.high,
        Period.DAY: length.high / _MONTH_DAYS,
    }.get(length.unit)
    return int(months) if months and months == int(months) and months <= _MOST_MONTHS else None


def read_bare(value: Value) -> tuple[Clear, ...]:
    """Return what a bare number can mean; nothing for anything else."""
    bare = {Question.MEANING, Question.DECIMAL_MARK}
    return value.readings if isinstance(value, Ambiguity) and value.question in bare else ()


def say(value: Value) -> Value:
    """Return the pay that is meant by a bare number, where that is a reading: 240 and 240000 are both 240,000."""
    amounts = (each for each in read_bare(value) if isinstance(each, Amount))
    least = {True: _LEAST_SPOKEN, False: LEAST_LONE}
    return next((each for each in amounts if each.low >= least[each.shorthand]), value)


def in_lakhs(value: Value, currency: str | None) -> tuple[Amount, ...]:
    """Return both readings of a bare number of rupees, likeliest first; nothing for anything else."""
    if not isinstance(value, Amount) or not value.shorthand or (value.currency or currency) != "INR":
        return ()
    rupees = replace(value, currency="INR")
    return replace(rupees, low=value.low * _IN_LAKHS, high=value.high * _IN_LAKHS), rupees


def spell_out(value: Value, currency: str | None) -> tuple[Amount, ...]:
    """Return what the one number of a text can be, likeliest first: of 150, thousands a year, or 150 an hour or a day."""
    said = say(value)
    lone = next(iter(read_bare(said)), said)
    if not isinstance(lone, Amount) or lone.period or lone.low != lone.high:
        return ()
    if _LEAST_SPOKEN <= lone.low * _THOUSAND < _MILLION:
        lone = replace(lone, low=lone.low * _THOUSAND, high=lone.low * _THOUSAND, shorthand=True)
    least, most = (_LEAST_SPOKEN, _MILLION) if lone.shorthand else (_THOUSAND, LEAST_LONE)
    if not least <= lone.low < most:
        return ()
    known = lone.currency or currency
    yearly = [replace(lone, currency=code, period=Period.YEAR) for code in ((known,) if known else USUAL)]
    plain = replace(yearly[0], shorthand=False)
    if not lone.shorthand:
        return (replace(plain, period=Period.MONTH), *yearly)
    low = lone.low / _THOUSAND
    paces = (Period.HOUR, Period.DAY)[: 2 if known else 1]
    return (yearly[0], *(replace(plain, low=low, high=low, period=pace) for pace in paces), *yearly[1:])


def measure_band(said: Said, value: Value, currency: str | None) -> Band | None:
    """Return a base as a band, of which one amount is both ends; None for what is none, or has no currency."""
    if not isinstance(value, Amount) or not (value.currency or currency):
        return None
    if value.period is None and _WHOLE <= value.low <= value.high < _THOUSAND:  # 150-180 usd
        value = replace(value, low=value.low * _THOUSAND, high=value.high * _THOUSAND)
    unit, ends = _paced(Unit.PER_YEAR, value), value.in_money(currency)
    low, high = (Figure(value=end, unit=unit, origin=said) for end in ends)
    return Band(low=low, high=high)


def in_pace(quantity: Quantity, paid: Unit | None) -> Quantity:
    """Return a small amount that names no time as one of the time that the offer is paid by: $90 is $90 an hour."""
    value, pace = quantity.value, next((period for period, unit in PACES.items() if unit is paid), None)
    for each in value.readings if isinstance(value, Ambiguity) else (value,):
        if pace and isinstance(each, Amount) and not each.period:
            scale = _THOUSAND if each.shorthand else 1
            hourly = replace(each, low=each.low / scale, high=each.high / scale, shorthand=False, period=pace)
            if hourly.high < _THOUSAND and quantity.component in {None, Component.BASE}:
                return replace(quantity, value=hourly)
    return quantity
