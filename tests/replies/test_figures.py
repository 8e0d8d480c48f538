"""Figures as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figure import Band, Computed, Figure, InGuide, Unit
from bot.domain.money import Money
from bot.replies import figures

ORIGIN = InGuide(path="g.md", line=1, as_of=None)


def money(amount: str, currency: str = "USD") -> Money:
    """Return money."""
    return Money(amount=Decimal(amount), currency=currency)


def figure(value: Money | Decimal | int | date, unit: Unit = Unit.PER_YEAR) -> Figure:
    """Return a figure."""
    return Figure(value=value, unit=unit, origin=ORIGIN)


@pytest.mark.parametrize(
    ("amount", "currency", "short", "full"),
    [
        ("188000", "USD", "$188K", "$188,000"),
        ("95500", "EUR", "€95.5K", "€95,500"),
        ("1200000", "USD", "$1.2M", "$1,200,000"),
        ("1875000000", "USD", "$1.88B", "$1,875,000,000"),
        ("950", "USD", "$950", "$950"),
        ("0", "GBP", "£0", "£0"),
        ("999950", "USD", "$1M", "$999,950"),
        ("187549.99", "USD", "$187.5K", "$187,549.99"),
        ("187550", "USD", "$187.6K", "$187,550"),
        ("9000000", "JPY", "¥9M", "¥9,000,000"),
        ("-2400", "USD", "−$2.4K", "−$2,400"),
    ],
)
def test_money_reads_as_people_write_it(amount: str, currency: str, short: str, full: str) -> None:
    """Short in a band, in full in a script, rounded half up, in its own currency."""
    assert figures.short_money(money(amount, currency)) == short
    assert figures.full_money(money(amount, currency)) == full


@given(amount=st.integers(0, 10**11))
def test_short_money_is_never_far_off(amount: int) -> None:
    """A short figure lies within half a tenth of its scale of the exact one, a billion's within a hundredth."""
    shown = figures.short_money(money(str(amount)))
    scale = {"K": 10**3, "M": 10**6, "B": 10**8}.get(shown[-1], 1)
    read = Decimal(shown.strip("$KMB").replace(",", "")) * (10**9 if shown[-1] == "B" else scale)
    assert abs(read - amount) <= Decimal(scale) / 20


def test_bands_and_percentages() -> None:
    """A band has an en dash, a point none; computed bands lose their tenths."""
    band = Band(low=figure(money("13750")), high=figure(money("22500")))
    assert figures.as_band(band) == "$13.8K–$22.5K"
    assert figures.as_rough(band) == "$14K–$23K"
    assert figures.as_band(Band(low=band.low, high=band.low)) == "$13.8K"
    low, high = (figure(Decimal(n), Unit.PERCENT_OF_BASE) for n in ("5", "12.50"))
    assert figures.as_percents(Band(low=low, high=high)) == "5–12.5%"
    assert figures.as_percents(Band(low=low, high=low)) == "5%"


def test_counts_days_and_lines() -> None:
    """Small counts are words; dates are US; a line number is printed only from an origin that has one."""
    assert figures.as_words(figure(1, Unit.COUNT)) == "one"
    assert figures.as_words(figure(12, Unit.COUNT)) == "12"
    assert figures.as_day(figure(date(2026, 5, 23), Unit.DATE)) == "May 23, 2026"
    assert figures.as_month(figure(date(2026, 5, 23), Unit.DATE)) == "May 2026"
    assert figures.as_line(figure(1)) == "1"
    computed = Figure(value=1, unit=Unit.COUNT, origin=Computed(formula="f", figures=()))
    assert figures.as_line(computed) == ""


@pytest.mark.parametrize("print_it", [figures.as_day, figures.as_number, figures.as_full])
def test_a_filter_refuses_another_kind_of_figure(print_it: object) -> None:
    """Money is not printed as a date, a date not as money or a count."""
    wrong = figure(money("1")) if print_it is not figures.as_full else figure(date(2026, 1, 1), Unit.DATE)
    with pytest.raises(TypeError):
        print_it(wrong)  # type: ignore[operator]
