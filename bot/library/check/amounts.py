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
SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}
CURRENCIES = {"€": "EUR", "£": "GBP"}
"""signs that name one currency; $ is the sign of many"""
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
BEFORE, BEHIND = 36, 22
"""characters before and behind a number in which its component is looked for, no further than the clause goes"""
CLAUSE = re.compile(r"[,.;:—()]|\band\b")
TENTH = Decimal("0.1")
THOUSAND = Decimal(1_000)
LARGEST = Decimal(10_000_000)
"""above this a sum is a valuation or a funding round, not somebody's pay"""


class Part(StrEnum):
    """The component that a number in prose speaks of."""

    BASE = auto()
    EQUITY = auto()
    BONUS = auto()
    SIGN_ON = auto()
    TOTAL = auto()


NAMES = (
    (Part.SIGN_ON, re.compile(r"\b(?:sign|signing|sign-on|signon)[ -]?(?:on)?\b(?: bonus)?", re.IGNORECASE)),
    (Part.TOTAL, re.compile(r"\bTC\b|\btotal\b|\ball[- ]in\b|\bpackage\b", re.IGNORECASE)),
    (Part.EQUITY, re.compile(r"\b(?:equity|stock|options|RSUs?|grant)\b", re.IGNORECASE)),
    (Part.BONUS, re.compile(r"\bbonus\b", re.IGNORECASE)),
    (Part.BASE, re.compile(r"\b(?:base|salary)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number in prose, or a range of two; money, or percent of base for a bonus."""

    low: Decimal
    high: Decimal
    part: Part | None
    sign: str
    """$, €, £ or %"""
    yearly: bool
    start: int
    text: str


def read_money(text: str) -> Iterator[Amount]:
    """Yield every sum of money in a text that can be somebody's pay."""
    for found in MONEY.finditer(text):
        ends = ends_of(found)
        if max(ends) <= LARGEST:
            yield Amount(
                low=min(ends),
                high=max(ends),
                part=part_near(text, found),
                sign=found["sign"],
                yearly=bool(found["yearly"]),
                start=found.start(),
                text=found[0].strip(),
            )


def ends_of(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return both ends of a sum; a scale behind the second holds for the first too: $188–250K."""
    low, high = (Decimal((found[name] or found["low"]).replace(",", "")) for name in ("low", "high"))
    high_scale = found["high_scale"] or (found["low_scale"] if found["high"] is None else None)
    low_scale = found["low_scale"] or high_scale
    return scaled(low, low_scale), scaled(high, high_scale)


def scaled(number: Decimal, scale: str | None) -> Decimal:
    """Return a number in its scale: 245 in K is 245,000."""
    return number.scaleb(SCALES[scale.lower()]) if scale else number


def read_percents(text: str) -> Iterator[Amount]:
    """Yield every percentage in a text."""
    for found in PERCENT.finditer(text):
        low, high = Decimal(found["low"]), Decimal(found["high"] or found["low"])
        part = part_near(text, found)
        yield Amount(
            low=low, high=high, part=part, sign="%", yearly=False, start=found.start(), text=found[0]
        )


def part_near(text: str, found: re.Match[str]) -> Part | None:
    """Return the component named in the same clause, right behind a number or else before it."""
    behind = CLAUSE.split(text[found.end() : found.end() + BEHIND], maxsplit=1)[0]
    before = CLAUSE.split(text[max(0, found.start() - BEFORE) : found.start()])[-1]
    return first_part(behind) or last_part(before)


def first_part(text: str) -> Part | None:
    """Return the component named first in a text; a sign-on bonus is no bonus."""
    named = [
        (found.start(), order, part)
        for order, (part, name) in enumerate(NAMES)
        if (found := name.search(text))
    ]
    return min(named)[2] if named else None


def last_part(text: str) -> Part | None:
    """Return the component named last in a text."""
    named = [
        (found.end(), -order, part)
        for order, (part, name) in enumerate(NAMES)
        for found in name.finditer(text)
    ]
    return max(named)[2] if named else None


def band_of(comp: RegionalComp, part: Part) -> Band | None:
    """Return a region's band of one component."""
    match part:
        case Part.BASE:
            return comp.base
        case Part.EQUITY:
            return comp.equity.value if comp.equity else None
        case Part.BONUS:
            return comp.target_bonus
        case Part.SIGN_ON:
            return comp.sign_on
        case Part.TOTAL:
            return comp.stated_total


def short(number: Decimal, currency: str) -> str:
    """Return money as a Problem writes it: $188K, €95.5K, CHF 120K, $950."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    for scale, letter in ((THOUSAND * THOUSAND, "M"), (THOUSAND, "K")):
        if abs(number) >= scale:
            shown = (abs(number) / scale).quantize(TENTH, rounding=ROUND_HALF_UP).normalize()
            return f"{symbol}{shown:f}{letter}"
    return f"{symbol}{abs(number).quantize(Decimal(1), rounding=ROUND_HALF_UP):f}"


def rough(low: Money, high: Money) -> str:
    """Return a range of differences without tenths: $34K–$56K."""
    ends = sorted(abs(money.amount) for money in (low, high))
    one, other = (
        short((end / THOUSAND).quantize(Decimal(1), ROUND_HALF_UP) * THOUSAND, low.currency) for end in ends
    )
    return one if one == other else f"{one}–{other}"


def short_band(band: Band) -> str:
    """Return a money band: $188K–$250K."""
    low, high = (short(end.money.amount, end.money.currency) for end in (band.low, band.high))
    return low if low == high else f"{low}–{high}"


def percents(low: Decimal, high: Decimal) -> str:
    """Return a percentage or a range of them: 15–20%."""
    one, other = (f"{end.normalize():f}" for end in (low, high))
    return f"{one}%" if one == other else f"{one}–{other}%"
