"""Sums of money and percentages in prose, and how a Problem writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from bot.domain import amounts
from bot.domain.amounts import Ambiguity, Component, Percent, Period, read_quantities
from bot.domain.comp import RegionalComp
from bot.domain.figure import Band

MONEY = frozenset("$€£")
SIGNS = MONEY | {"%"}  # a number without one is left alone: it may count anything
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
LARGEST = Decimal(10_000_000)  # above this a sum is a valuation or a funding round, not somebody's pay


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number in prose, or a range of two; money, or percent of base for a bonus."""

    low: Decimal
    high: Decimal
    part: Component | None
    currency: str | None
    """None for a percentage"""
    yearly: bool
    text: str

    def may_be(self, currency: str) -> bool:
        """Whether the sign can stand for a currency; $ is the sign of many."""
        return "$" in self.text or self.currency == currency


def read_money(text: str) -> Iterator[Amount]:
    """Yield every sum of money in a text that can be somebody's pay."""
    found = () if MONEY.isdisjoint(text) else _read(text)
    return (amount for amount in found if amount.currency and amount.high <= LARGEST)


def read_percents(text: str) -> Iterator[Amount]:
    """Yield every percentage in a text."""
    found = _read(text) if "%" in text else ()
    return (amount for amount in found if not amount.currency)


@lru_cache(maxsize=1_024)  # many checks read the same sentences
def _read(text: str) -> tuple[Amount, ...]:
    return tuple(_find_amounts(text))


def _find_amounts(text: str) -> Iterator[Amount]:
    for found in read_quantities(text):
        value = found.value.readings[0] if isinstance(found.value, Ambiguity) else found.value
        if isinstance(value, Percent | amounts.Amount) and not SIGNS.isdisjoint(found.words):
            yield Amount(
                low=value.low,
                high=value.high,
                part=found.component,
                currency=value.currency if isinstance(value, amounts.Amount) else None,
                yearly=isinstance(value, amounts.Amount) and value.period is Period.YEAR,
                text=found.words,
            )


def bands_of(comp: RegionalComp) -> dict[Component, Band]:
    """Return a region's bands by component."""
    bands = {
        Component.BASE: comp.base,
        Component.EQUITY: comp.equity.value if comp.equity else None,
        Component.TARGET_BONUS: comp.target_bonus,
        Component.SIGN_ON: comp.sign_on,
        Component.TOTAL: comp.stated_total,
    }
    return {part: band for part, band in bands.items() if band}


def short(number: Decimal, currency: str) -> str:
    """Return money as a Problem writes it: $188K, €95.5K, CHF 120K, $950."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    for zeros, letter in ((6, "M"), (3, "K")):
        shown = abs(number).scaleb(-zeros)
        if shown >= 1:
            return f"{symbol}{shown.quantize(Decimal('0.1'), rounding=ROUND_HALF_UP).normalize():f}{letter}"
    return f"{symbol}{abs(number).quantize(Decimal(1), rounding=ROUND_HALF_UP):f}"


def short_band(band: Band) -> str:
    """Return a money band: $188K–$250K."""
    low, high = (short(end.money.amount, end.money.currency) for end in (band.low, band.high))
    return low if low == high else f"{low}–{high}"


def percents(low: Decimal, high: Decimal) -> str:
    """Return a percentage or a range of them: 15–20%."""
    one, other = (f"{end.normalize():f}" for end in (low, high))
    return f"{one}%" if one == other else f"{one}–{other}%"
