"""How much of a year is paid: hours a week, weeks a year, hours or days a year, as the person states them."""

import re
from collections.abc import Sequence
from typing import Any

from bot.domain.amounts import Length, Period, Quantity
from bot.domain.figure import Figure, Said, Unit

_EACH = re.compile(r"\s*(?:a|an|per|each|every|/)\s*(?P<of>week|wk|year|yr)\b", re.IGNORECASE)
_SLOTS = {
    (Period.HOUR, "w"): "hours_a_week",
    (Period.HOUR, "y"): "paid_a_year",
    (Period.DAY, "y"): "paid_a_year",
    (Period.WEEK, "y"): "weeks_a_year",
}
_BOUNDS = {"hours_a_week": (1, 100), "weeks_a_year": (20, 53), "paid_a_year": (60, 5_000)}
"""fewer weeks or days of a year are leave or a notice"""


def read_time(text: str, quantities: Sequence[Quantity]) -> dict[str, Any]:
    """Return the COUNTs of an Offer's paid time by their names there, the first of each."""
    found: dict[str, Any] = {}
    for quantity in quantities:
        value = quantity.value
        if not isinstance(value, Length) or value.low != value.high:
            continue
        each = _EACH.match(text, quantity.end)
        is_weeks = value.unit is Period.WEEK and "hours_a_week" in found
        slot = _SLOTS.get((value.unit, each["of"][0].lower() if each else "y" if is_weeks else ""), "")
        least, most = _BOUNDS.get(slot, (1, 0))
        if least <= value.low <= most:
            words = text[quantity.start : each.end() if each else quantity.end]
            found.setdefault(slot, Figure(value=value.low, unit=Unit.COUNT, origin=Said(words=words)))
    return found
