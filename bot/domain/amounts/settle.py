"""Measures → values: which currency, which decimal mark, which thousands; where two fit, both are given."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from bot.domain.amounts import words
from bot.domain.amounts.measure import Measure
from bot.domain.amounts.quantity import (
    PAY,
    PRICES,
    TIMES,
    Absurd,
    Ambiguity,
    Amount,
    Clear,
    Component,
    Length,
    Percent,
    Period,
    Question,
    Shares,
    Value,
    Why,
)
from bot.domain.amounts.side import Side, low_factor
from bot.domain.amounts.tokens import MOST_DIGITS, Number

_LARGEST = Decimal(10) ** MOST_DIGITS
_SHORTHAND = frozenset({Component.BASE, Component.TOTAL, Component.SIGN_ON, Component.RELOCATION})
"""components of which people leave out the thousands: base 215, 20 sign-on"""
_YEARLY = frozenset({Component.BASE, Component.TOTAL})
_LEAST_BASE, _LEAST, _HUNDRED = Decimal(30), Decimal(20), Decimal(100)
"""below the first two, a bare number is not taken for thousands: base 12 may be lakhs, $15 an hourly wage"""
_OFTEN_PERCENT = frozenset({Component.TARGET_BONUS, Component.CHANGE, Component.EQUITY})
_OFTEN_SHARES = frozenset({None, Component.EQUITY, Component.REFRESHER})
_Bounds = tuple[Decimal, Decimal]


def settle(
    measure: Measure, component: Component | None, hints: frozenset[str], *, alone: bool
) -> Value | None:
    """Return what a measure means beside the component that was named and the currencies hinted at.

    `alone`: it is the whole text. None where it turns out to be no quantity at all.
    """
    for side in (measure.low, measure.high):
        if isinstance(side.number, Absurd):
            return side.number
    marks = _decimal_marks(measure, component)
    pairs = [_bounds(measure, grouped=mark) for mark in marks]
    bounds = [(low, high) for low, high in pairs if low <= high] or [(high, low) for low, high in pairs]
    if any(abs(size) > _LARGEST for pair in bounds for size in pair):
        return Absurd(why=Why.TOO_LARGE)
    if measure.is_bare:
        return _settle_bare(measure, bounds, component, alone=alone)
    is_unit = measure.unit in {"ppu", "ppus"}
    if measure.high.scale and (is_unit or measure.unit in {"rsu", "rsus"}):  # 120k RSUs: worth 120k?
        is_told = is_unit and measure.period is Period.YEAR  # profit units are told by what they pay
        shares = [] if is_told else [_count(measure, pair, component) for pair in bounds]
        return _choose(Question.MEANING, [*map(partial(_amount, measure), bounds), *shares])
    if measure.unit or component is Component.FULLY_DILUTED or _is_months(measure, component):
        return _choose(Question.DECIMAL_MARK, [_count(measure, pair, component) for pair in bounds])
    return _settle_money(measure, component, bounds, hints)


def _decimal_marks(measure: Measure, component: Component | None) -> tuple[bool, ...]:
    """Return whether the unclear mark parts thousands: (False,), (True,) or, where nobody can know, both."""
    numbers = (measure.low.number, measure.high.number)
    unclear = [number for number in numbers if isinstance(number, Number) and number.grouped]
    if not unclear:
        return (False,)
    comma = unclear[0].comma
    if measure.unit in words.INSTRUMENTS:
        return (True,)  # nobody is given a fraction of a share
    if measure.unit:
        return (False, True) if comma else (False,)
    at_home = not words.COMMA.isdisjoint(words.CURRENCIES.get(measure.sign or "", ()))
    if measure.low.scale or measure.high.scale:
        return (False, True) if at_home else (comma,)
    # Money has two decimals; only a share's price has more.
    grouped = comma or at_home or component in PAY
    return (True,) if grouped else (True, False) if measure.is_bare else (False, True)


def _bounds(measure: Measure, *, grouped: bool) -> _Bounds:
    low, high = _size(measure.low, grouped=grouped), _size(measure.high, grouped=grouped)
    factor = words.SCALES[measure.high.scale] if measure.high.scale else Decimal(1)
    return _tidy(low * low_factor(measure.low, measure.high)), _tidy(high * factor)


def _tidy(size: Decimal) -> Decimal:
    """Return a whole number without the trailing zeros that scaling left: 1.2M is 1200000."""
    return Decimal(int(size)) if abs(size) >= words.THOUSAND and size == int(size) else size


def _size(side: Side, *, grouped: bool) -> Decimal:
    if isinstance(side.number, Absurd):
        return Decimal(0)
    size = side.number.grouped if grouped and side.number.grouped is not None else side.number.plain
    return -size if side.negative else size


def _is_months(measure: Measure, component: Component | None) -> bool:
    return component in TIMES and measure.sign is None and measure.high.scale == "m"


def _count(measure: Measure, pair: _Bounds, component: Component | None) -> Clear:
    low, high = pair
    if measure.unit in words.PERCENTS:
        factor = words.PERCENTS[measure.unit]
        return Percent(low=low * factor, high=high * factor)
    if measure.unit in words.LENGTHS:
        return Length(low=low, high=high, unit=words.LENGTHS[measure.unit])
    if _is_months(measure, component):
        return Length(low=low / words.SCALES["m"], high=high / words.SCALES["m"], unit=Period.MONTH)
    instrument = words.INSTRUMENTS.get(measure.unit or "")
    return Shares(low=low, high=high, instrument=instrument, over_years=measure.over_years)


def _settle_money(
    measure: Measure, component: Component | None, bounds: list[_Bounds], hints: frozenset[str]
) -> Value:
    currencies = _read_currency(measure, hints)
    plain = measure.low.scale is None and measure.high.scale is None and measure.period in {None, Period.YEAR}
    is_few = plain and all(high < words.THOUSAND for _, high in bounds)
    short = is_few and component in _YEARLY and all(high >= _LEAST_BASE for _, high in bounds)
    if is_few and not short and measure.sign is None:  # equity 60 a year
        return _choose(Question.MEANING, [_amount(measure, bounds[0], short=each) for each in (True, False)])
    readings = [_amount(measure, pair, currency, short=short) for currency in currencies for pair in bounds]
    return _choose(Question.CURRENCY if len(currencies) > 1 else Question.DECIMAL_MARK, readings)


def _read_currency(measure: Measure, hints: frozenset[str]) -> tuple[str | None, ...]:
    scales = {measure.low.scale, measure.high.scale}
    if measure.sign is None:
        return ("INR",) if not words.INDIAN.isdisjoint(scales) else (None,)
    codes = words.CURRENCIES[measure.sign]
    if measure.sign == "$":
        return (*codes, *sorted(hints & words.DOLLARS))
    hinted = tuple(code for code in codes if code in hints)
    return hinted if len(hinted) == 1 else codes


def _amount(measure: Measure, pair: _Bounds, currency: str | None = None, *, short: bool = False) -> Amount:
    factor = words.THOUSAND if short else Decimal(1)
    return Amount(
        low=pair[0] * factor,
        high=pair[1] * factor,
        currency=currency,
        period=measure.period,
        over_years=measure.over_years,
        shorthand=short,
    )


def _settle_bare(
    measure: Measure, bounds: list[_Bounds], component: Component | None, *, alone: bool
) -> Value | None:
    """Return what a number without any unit is: the word beside it decides, or nothing does."""
    low, high = bounds[0]
    if component is Component.FULLY_DILUTED:
        return Shares(low=low, high=high, instrument=None)
    is_small = component is None and high < _LEAST_BASE and not alone
    if is_small or component in TIMES or component is Component.OTHER:
        return None
    is_whole = component in _SHORTHAND | {Component.TARGET_BONUS} and (high >= words.THOUSAND or high == 0)
    if len(bounds) > 1 or component in PRICES or is_whole:  # base 215000, bonus 30000, base 0
        return _choose(Question.DECIMAL_MARK, [_amount(measure, pair) for pair in bounds])
    if component in _SHORTHAND and high >= (_LEAST if component in _YEARLY else 1):
        return _amount(measure, (low, high), short=True)
    return _choose(Question.MEANING, _meanings(measure, (low, high), component))


def _meanings(measure: Measure, pair: _Bounds, component: Component | None) -> Iterable[Clear]:
    low, high = pair
    if component in _OFTEN_PERCENT and high <= _HUNDRED:
        yield Percent(low=low, high=high)
    if abs(high) < words.THOUSAND and component is not Component.VALUATION:
        yield _amount(measure, pair, short=True)
    yield _amount(measure, pair)
    if component in _OFTEN_SHARES and low == low.to_integral_value():
        yield Shares(low=low, high=high, instrument=None, over_years=measure.over_years)
    if component is None and high <= _HUNDRED:
        yield Percent(low=low, high=high)


def _choose(question: Question, readings: Iterable[Clear]) -> Value:
    different = tuple(dict.fromkeys(readings))
    return different[0] if len(different) == 1 else Ambiguity(question=question, readings=different)
