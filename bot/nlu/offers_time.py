"""How much of a year is paid: hours a week, weeks a year, hours or days a year, as the person states them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.domain.amounts import Length, Period, Quantity
from bot.domain.figure import Figure, Said, Unit

_EACH = re.compile(r"\s*(?:a|an|per|each|every|/)\s*(?P<of>week|wk|year|yr)\b", re.IGNORECASE)
_SLOTS = {
    (Period.HOUR, "w"): "hours_a_week",
    (Period.HOUR, "y"): "paid_a_year",
    (Period.DAY, "y"): "paid_a_year",
    (Period.WEEK, "y"): "weeks_a_year",
}
_MOST = {"hours_a_week": Decimal(100), "weeks_a_year": Decimal(53), "paid_a_year": Decimal(5_000)}
_LEAST_WEEKS = 20
"""fewer weeks, with nothing said of a year, are a notice or a deadline"""


def read_time(text: str, quantities: Sequence[Quantity]) -> Mapping[str, Figure]:
    """Return the COUNTs of an Offer's paid time by their names there, the first of each."""
    found: dict[str, Figure] = {}
    for quantity in quantities:
        value = quantity.value
        if not isinstance(value, Length) or value.low != value.high:
            continue
        each = _EACH.match(text, quantity.end)
        is_weeks = value.unit is Period.WEEK and value.low >= _LEAST_WEEKS and found.keys() & {"hours_a_week"}
        slot = _SLOTS.get((value.unit, each["of"][0].lower() if each else "y" if is_weeks else ""))
        if slot and value.low <= _MOST[slot]:
            words = text[quantity.start : each.end() if each else quantity.end]
            found.setdefault(slot, Figure(value=value.low, unit=Unit.COUNT, origin=Said(words=words)))
    return found
