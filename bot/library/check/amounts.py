"""Sums of money and percentages in prose: what they come to, and which component the words around them name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum, auto

from bot.domain.comp import RegionalComp
from bot.domain.figure import Band
from bot.domain.money import Money

SCALE = r"(?:\s?(?P<{0}>thousand|million|billion|bn|[KkMmBb])(?![A-Za-z]))?"
MONEY = re.compile(
    r"(?P<sign>[$€£])\s?(?P<low>\d[\d,]{0,14}(?:\.\d{1,4})?)"
    + SCALE.format("low_scale")
    + r"(?:\s?[–-]\s?[$€£]?(?P<high>\d[\d,]{0,14}(?:\.\d{1,4})?)"
    + SCALE.format("high_scale")
    + r")?(?P<yearly>\s?(?:/|per |a )\s?(?:year|yr)\b)?",
    re.ASCII,
)
PERCENT = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d{1,2})?)(?:\s?%?\s?[–-]\s?(?P<high>\d{1,3}(?:\.\d{1,2})?))?\s?%", re.ASCII
)
SCALES = {"": 0, "k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
NAMES = re.compile(
    r"\b(?P<sign_on>(?:sign|signing|sign-on|signon)[ -]?(?:on)?\b(?: bonus)?)"
    r"|\b(?P<total>TC|total|all[- ]in|package)\b|\b(?P<equity>equity|stock|options|RSUs?|grant)\b"
    r"|\b(?P<bonus>bonus)\b|\b(?P<base>base|salary)\b",
    re.IGNORECASE,
)
BEFORE, BEHIND = 36, 22
"""characters before and behind a number in which its component is looked for, no further than the clause goes"""
CLAUSE = re.compile(r"[,.;:—()]|\band\b")
LARGEST = Decimal(10_000_000)
"""above this a sum is a valuation or a funding round, not somebody's pay"""


class Part(StrEnum):
    """The component that a number in prose speaks of."""

    BASE = auto()
    EQUITY = auto()
    BONUS = auto()
    SIGN_ON = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number in prose, or a range of two; money, or percent of base for a bonus."""

    low: Decimal
    high: Decimal
    part: Part | None
    sign: str
    """$, €, £ or %"""
    yearly: bool
    text: str

    def may_be(self, currency: str) -> bool:
        """Whether the sign can stand for a currency; $ is the sign of many."""
        return self.sign in ("$", SYMBOLS.get(currency))


def read_money(text: str) -> Iterator[Amount]:
    """Yield every sum of money in a text that can be somebody's pay."""
    for found in MONEY.finditer(text):
        low, high = _ends(found)
        if max(low, high) <= LARGEST:
            yield Amount(
                low=min(low, high),
                high=max(low, high),
                part=_part_near(text, found),
                sign=found["sign"],
                yearly=bool(found["yearly"]),
                text=found[0].strip(),
            )


def _ends(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return both ends of a sum; a scale behind the second holds for the first too: $188–250K."""
    low, high = (Decimal((found[name] or found["low"]).replace(",", "")) for name in ("low", "high"))
    high_scale = found["high_scale"] or (found["low_scale"] if found["high"] is None else None)
    low_scale = found["low_scale"] or high_scale
    return low.scaleb(SCALES[(low_scale or "").lower()]), high.scaleb(SCALES[(high_scale or "").lower()])


def read_percents(text: str) -> Iterator[Amount]:
    """Yield every percentage in a text."""
    for found in PERCENT.finditer(text):
        low, high = Decimal(found["low"]), Decimal(found["high"] or found["low"])
        yield Amount(low=low, high=high, part=_part_near(text, found), sign="%", yearly=False, text=found[0])


def _part_near(text: str, found: re.Match[str]) -> Part | None:
    """Return the component named in the same clause, right behind a number or else before it."""
    behind = CLAUSE.split(text[found.end() : found.end() + BEHIND], maxsplit=1)[0]
    before = CLAUSE.split(text[max(0, found.start() - BEFORE) : found.start()])[-1]
    return next(name_parts(behind), None) or [None, *name_parts(before)][-1]


def name_parts(text: str) -> Iterator[Part]:
    """Yield the components a text names, in order; a sign-on bonus is no bonus."""
    return (Part(found.lastgroup or "") for found in NAMES.finditer(text))


def band_of(comp: RegionalComp, part: Part) -> Band | None:
    """Return a region's band of one component."""
    return {
        Part.BASE: comp.base,
        Part.EQUITY: comp.equity.value if comp.equity else None,
        Part.BONUS: comp.target_bonus,
        Part.SIGN_ON: comp.sign_on,
        Part.TOTAL: comp.stated_total,
    }[part]


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


def rough(low: Money, high: Money) -> str:
    """Return a range of differences without tenths: $34K–$56K."""
    ends = sorted(abs(money.amount).quantize(Decimal("1E3"), ROUND_HALF_UP) for money in (low, high))
    one, other = (short(end, low.currency) for end in ends)
    return one if one == other else f"{one}–{other}"


def percents(low: Decimal, high: Decimal) -> str:
    """Return a percentage or a range of them: 15–20%."""
    one, other = (f"{end.normalize():f}" for end in (low, high))
    return f"{one}%" if one == other else f"{one}–{other}%"
