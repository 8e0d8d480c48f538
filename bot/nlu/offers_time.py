"""How much of a year is paid, by hours, days or weeks, from when refreshers are; and over which years offers are compared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.amounts import Absurd, Amount, Component, Length, Percent, Period, Quantity, Value, Why
from bot.domain.amounts.words import counted
from bot.domain.figure import Figure, Said, Unit
from bot.nlu.offers_cues import MODES, SOUNDS, Share

_SLOTS = {
    (Period.HOUR, "w"): ("hours_a_week", range(1, 101)), (Period.HOUR, "y"): ("paid_a_year", range(60, 5_001)),
    (Period.DAY, "y"): ("paid_a_year", range(60, 5_001)), (Period.WEEK, "y"): ("weeks_a_year", range(20, 54)),
}  # fmt: skip
"""fewer weeks or days of a year are leave or a notice"""
_REACH, _LEAST_DAYS = 20, 150
"""characters beside a sum in which a word of equity makes it a grant; days that are a year's beside a day's rate"""
VAGUE = Absurd(why=Why.VAGUE)
_UNDATED = frozenset({Component.VALUATION, Component.OTHER, Component.DEADLINE})
_COUNTS = counted("nth")


def read_time(text: str, quantities: Sequence[Quantity]) -> dict[str, Any]:
    """Return the COUNTs of an Offer's paid time by their names there, the first of each."""
    found: dict[str, Any] = {}
    paces = {one.value.period for one in quantities if isinstance(one.value, Amount)}
    for quantity in quantities:
        value = quantity.value
        if not isinstance(value, Length) or value.low != value.high:
            continue
        each = SOUNDS["each"].match(text, quantity.end)
        is_weeks = value.unit is Period.WEEK and "hours_a_week" in found
        is_days = value.unit is Period.DAY and value.low >= _LEAST_DAYS and Period.DAY in paces
        of = each["of"][0].lower() if each else "y" if is_weeks or is_days else ""
        slot, counts = _SLOTS.get((value.unit, of), ("", range(0)))
        if counts and counts[0] <= value.low <= counts[-1]:
            words = text[quantity.start : each.end() if each else quantity.end]
            found.setdefault(slot, Figure(value=value.low, unit=Unit.COUNT, origin=Said(words=words)))
    return found | read_refresher(text)


def read_refresher(text: str) -> dict[str, Any]:
    """Return from which year refreshers are promised (COUNT), and the YEARS over which each vests, as far as it is said."""
    found = SOUNDS["refresher"].search(text)
    before = SOUNDS["ends"].split(text[: found.start()])[-1] if found else ""
    said, own = (f"{lead}{found[0] if found else ''}" for lead in (before, before.rpartition(",")[2]))
    begins, over = SOUNDS["from"].search(said), SOUNDS["over"].search(own)
    first = _COUNTS.get((begins["year"] or begins["nth"]).lower()) if begins else None
    is_later = begins and (begins["lead"].lower() == "after" or begins["anniversary"])
    years = _COUNTS.get(over["years"].lower()) if over else None
    told = (
        ("refresher_from", first and first + bool(is_later), Unit.COUNT),
        ("refresher_over", years, Unit.YEARS),
    )
    words = Said(words=said.strip())
    return {slot: Figure(value=value, unit=unit, origin=words) for slot, value, unit in told if value}


def how_often(text: str, quantity: Quantity) -> Unit | None:
    """Return the time for which a bonus of money is paid, where the words beside it say one shorter than a year."""
    before = SOUNDS["clauses"].split(text[max(0, quantity.start - _REACH) : quantity.start])[-1]
    after = SOUNDS["clauses"].split(text[quantity.start : quantity.end + 2 * _REACH])[0]
    found = SOUNDS["often"].search(f"{before} {after.replace('/', ' per ')}")
    return Unit(found.lastgroup) if found and found.lastgroup else None


def is_installment(text: str, quantity: Quantity, sign_on: Value) -> bool:
    """Whether a sum tells when part of a sign-on is paid: "30k sign-on, 15k now and 15k next year"."""
    value, near = quantity.value, max(0, quantity.start - 2 * _REACH)
    is_next = SOUNDS["then"].search(text, near, quantity.start) or SOUNDS["paid"].match(text, quantity.end)
    is_less = isinstance(value, Amount) and isinstance(sign_on, Amount) and value.low <= sign_on.low
    return bool((is_less or isinstance(value, Percent)) and is_next)


def find_halves(text: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the words that one half of a sum paid once is paid now, the other later: no year is reckoned by them."""
    is_once = any(one.component in {Component.SIGN_ON, Component.RELOCATION} for one in quantities)
    for found in SOUNDS["half"].finditer(text) if is_once else ():
        half = Percent(low=Decimal(50), high=Decimal(50))
        yield Quantity(start=found.start(), end=found.end(), words=found[0], value=half)


def with_vague(text: str, told: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield quantities, and words that say only about how much something is: its number has to be asked for."""
    yield from told
    for found in SOUNDS["vague"].finditer(text):
        if not any(one.start < found.end() and found.start() < one.end for one in told):
            yield Quantity(start=found.start(), end=found.end(), words=found[0], value=VAGUE)


def set_mode(text: str, share: Share, today: date) -> Share:
    """Return an owner's sum as one of a past job, where a year before this one stands beside it, or as no offer that is held."""
    one = share.what
    if share.whose not in {"offer", "rival"} or not isinstance(one, Quantity) or one.component in _UNDATED:
        return share
    behind = SOUNDS["dated"].match(text, one.end)
    found = behind or SOUNDS["dating"].search(text, max(0, one.start - 3 * _REACH), one.start)
    if found and int(found["year"] or 0) < today.year:
        return share._replace(whose="past")
    before = text[max(0, one.start - 4 * _REACH) : one.start]
    return share._replace(
        whose=next((name for name, mode in MODES.items() if mode.search(before)), share.whose)
    )


def without_horizon(text: str, share: Share, before: Iterable[Share]) -> Iterator[Share]:
    """Yield an owner's first sum and the years it is compared over: "compare with my job at 200k over 3 years" tells no grant."""
    one, value = share.what, share.what.value if isinstance(share.what, Quantity) else None
    if isinstance(one, Quantity) and isinstance(value, Amount) and value.over_years:
        own = (other.what for other in before if (other.whose, other.rival) == (share.whose, share.rival))
        is_first = not any(isinstance(other, Quantity) for other in own)
        near = text[max(0, one.start - _REACH) : one.end + _REACH]
        if is_first and SOUNDS["compared"].search(text) and not SOUNDS["granted"].search(near):
            years = Length(low=value.over_years, high=value.over_years, unit=Period.YEAR)
            yield share._replace(what=replace(one, component=None, value=replace(value, over_years=None)))
            share = share._replace(what=replace(one, component=None, value=years), whose="years")
    yield share
