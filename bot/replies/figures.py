"""Figures as people write them: the only way a number gets into a reply."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol

from bot.domain.figure import Band, Figure, InGuide, Quoted, Unit
from bot.domain.money import Money
from bot.domain.topic import Topic
from bot.replies.markdown import Md, escape

LOCALE = "en_US"
THOUSAND = Decimal(1_000)
TENTH = Decimal("0.1")
SCALES = (
    (Decimal(999_950_000), THOUSAND**3, "B", TENTH / 10), (Decimal(999_950), THOUSAND**2, "M", TENTH),
    (THOUSAND, THOUSAND, "K", TENTH), (Decimal(0), Decimal(1), "", Decimal(1)),
)  # fmt: skip
"""from which amount on, in which unit, to which part of it; from $999,950 a tenth of a K more would read $1000K"""
_EVEN = (Unit.PER_DAY, Unit.PER_WEEK, Unit.PER_MONTH, Unit.PER_QUARTER)
SPANS = {unit: unit.replace("per_", " a ") for unit in _EVEN} | {
    Unit.PER_HOUR: " an hour", Unit.PER_HALF: " each half-year", Unit.BASE_PER_YEAR: " base a year",
}  # fmt: skip
IN_FULL = frozenset({Unit.PER_SHARE, *SPANS})
PERCENTS = frozenset(unit for unit in Unit if unit.startswith("percent"))
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def short_money(money: Money) -> str:
    """Return money as in a band: $188K, €95.5K, $1.2M, $1.88B, $950; rounded half up."""
    sign, amount = ("−" if money.amount < 0 else ""), abs(money.amount)
    symbol = get_currency_symbol(money.currency, locale=LOCALE)
    _, scale, letter, part = next(row for row in SCALES if row[0] <= amount)
    return f"{sign}{symbol}{fraction((amount / scale).quantize(part, rounding=ROUND_HALF_UP))}{letter}"


def full_money(money: Money) -> str:
    """Return money as in a script: $245,000, with cents only where there are any."""
    places = get_currency_precision(money.currency)
    whole = money.amount == money.amount.to_integral_value()
    shown = money.amount.quantize(Decimal(1) if whole else Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    symbol = get_currency_symbol(money.currency, locale=LOCALE)
    pattern = "#,##0" if whole else f"#,##0.{'0' * places}"
    sign = "−" if shown < 0 else ""
    return f"{sign}{symbol}{format_decimal(abs(shown), format=pattern, locale=LOCALE)}"


def as_full(figure: Figure) -> Md:
    """Print one money figure in full: $245,000."""
    return Md(full_money(figure.money))


def as_gap(figure: Figure) -> Md:
    """Print the size of a difference, whichever way it goes, without tenths: $39K."""
    money = rounded(figure).money
    return Md(short_money(Money(amount=abs(money.amount), currency=money.currency)))


def as_band(band: Band) -> Md:
    """Print a money band short: $188K–$250K, $80–$100 an hour, or one number where both ends are the same."""
    low, high = short_money(band.low.money), short_money(band.high.money)
    return Md((low if low == high else f"{low}–{high}") + SPANS.get(band.low.unit, ""))


def as_rough(band: Band) -> Md:
    """Print a computed money band short, without tenths: $14K–$23K."""
    return as_band(Band(low=rounded(band.low), high=rounded(band.high)))


def as_about(figure: Figure) -> Md:
    """Print a money sum worked out by us, without tenths from ten thousand on: $247K, $1.4K."""
    return Md(short_money((rounded(figure) if abs(figure.money.amount) >= THOUSAND * 10 else figure).money))


def rounded(figure: Figure) -> Figure:
    """Return a money figure rounded half up to a thousand, if it is at least that."""
    money = figure.money
    if abs(money.amount) < THOUSAND:
        return figure
    amount = (money.amount / THOUSAND).quantize(Decimal(1), rounding=ROUND_HALF_UP) * THOUSAND
    return replace(figure, value=Money(amount=amount, currency=money.currency))


def as_percents(band: Band) -> Md:
    """Print a percentage band: 15–20%, or 15%."""
    low, high = fraction(band.low.percent), fraction(band.high.percent)
    return Md(f"{low}%" if low == high else f"{low}–{high}%")


def as_number(figure: Figure) -> Md:
    """Print a count or a number of days in digits: 183."""
    if isinstance(figure.value, Money | date):
        raise TypeError(f"a figure in {figure.unit} is not a count")
    return Md(format_decimal(figure.value, locale=LOCALE))


def as_sided(figure: Figure) -> Md:
    """Print which way a difference goes: more, or less."""
    return Md("less" if figure.money.amount < 0 else "more")


def as_line(figure: Figure | Quoted) -> Md:
    """Print the line of the guide on which a figure or its words stand."""
    return Md(figure.origin.line if isinstance(figure.origin, InGuide) else "")


def as_words(figure: Figure) -> Md:
    """Print a small count in words, a larger one in digits: one, nine, 12."""
    value = figure.value
    return Md(WORDS[value]) if isinstance(value, int) and 0 <= value < len(WORDS) else as_number(figure)


def as_day(figure: Figure) -> Md:
    """Print a date: May 23, 2026."""
    return Md(format_date(day(figure), format="medium", locale=LOCALE))


def as_stated(figure: Figure) -> Md:
    """Print any figure short, with what its unit adds: $210K, $70 an hour, $2.10, 15%, 40,000, Friday, Nov 27, 2026."""
    match figure.value:
        case Money():
            money = full_money(figure.money) if figure.unit in IN_FULL else short_money(figure.money)
            return Md(money + SPANS.get(figure.unit, ""))
        case date():
            return Md(format_date(figure.value, format="EEEE, MMM d, y", locale=LOCALE))
        case _:
            sign = "%" if figure.unit in PERCENTS else ""
            return Md(f"{fraction(Decimal(figure.value))}{sign}")


def fraction(value: Decimal) -> str:
    """Return a number as short as it goes, to two digits behind its leading zeros: 40,000, 0.016, 12.5."""
    places = max(2, 1 - value.adjusted()) if value else 2
    shown = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP).normalize()
    return str(format_decimal(shown, format=f"#,##0.{'#' * places}", locale=LOCALE)).replace("-", "−")


def as_month(figure: Figure) -> Md:
    """Print a date's month: May 2026."""
    return Md(format_date(day(figure), format="MMM y", locale=LOCALE))


def day(figure: Figure) -> date:
    """Return the value of a date figure. Raises TypeError for any other."""
    if not isinstance(figure.value, date):
        raise TypeError(f"a figure in {figure.unit} is not a date")
    return figure.value


def as_quarter(quoted: Quoted) -> Md:
    """Print a data quarter as people write it: 2025-Q4 → 2025 Q4."""
    return escape(quoted.text.replace("-", " "))


def as_reviewed(topic: Topic) -> Md:
    """Print the month in which a page of the playbook was last reviewed: Nov 2026."""
    return Md(format_date(topic.last_reviewed, format="MMM y", locale=LOCALE))


FILTERS: dict[str, Callable[..., Md]] = {
    printer.__name__.removeprefix("as_"): printer
    for printer in (
        *(as_full, as_gap, as_about, as_band, as_rough, as_percents, as_number, as_sided, as_line, as_words),
        *(as_day, as_stated, as_month, as_quarter, as_reviewed),
    )
}
"""name of a filter -> what it prints: `base|band` is printed by as_band"""
