"""Money is exact, finite, and keeps to one currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import Money

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@given(one=AMOUNTS, other=AMOUNTS)
def test_adding_and_taking_away_cancel_out(one: Decimal, other: Decimal) -> None:
    """What was added can be taken away again to the cent."""
    left, right = Money(amount=one, currency="USD"), Money(amount=other, currency="USD")
    assert left + right - right == left
    assert (left < right) == (one < other)
    assert (left <= right) == (one <= other)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_money_is_finite(amount: str) -> None:
    """No amount is infinite or not a number."""
    with pytest.raises(ValueError, match="finite"):
        Money(amount=Decimal(amount), currency="USD")


@pytest.mark.parametrize("currency", ["usd", "US", "DOLLAR", "ÄÖÜ", "", "U$D"[:2]])
def test_a_currency_is_an_iso_code(currency: str) -> None:
    """A currency is three capital ASCII letters."""
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(amount=Decimal(1), currency=currency)


def test_currencies_do_not_mix() -> None:
    """Dollars and euros are never added or compared without a rate."""
    dollars, euros = (Money(amount=Decimal(1), currency=code) for code in ("USD", "EUR"))
    for mix in (
        lambda: dollars + euros,
        lambda: dollars - euros,
        lambda: dollars < euros,
        lambda: dollars <= euros,
    ):
        with pytest.raises(ValueError, match="do not mix"):
            mix()
