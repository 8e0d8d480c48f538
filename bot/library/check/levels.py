"""Levels elsewhere that the guide compares itself to, and what they were already paid (L12)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bot.domain.problem import Problem
from bot.library.check.amounts import short
from bot.library.check.checked import Checked
from bot.library.rules import WRITTEN, find_fault


class PaidLevel(NamedTuple):
    """Total pay a year of one level in one region in 2020–21: the middle half of at least 40 public self-reports."""

    company: str
    level: str
    region: str
    low: int
    high: int

    def __str__(self) -> str:
        return f"{short(Decimal(self.low), 'USD')}–{short(Decimal(self.high), 'USD')}"


PAID = tuple(PaidLevel(**row) for row in WRITTEN["paid"])
MAPPED = re.compile(r"\b(?P<company>Google|Meta)\b[^·|,;\n]{0,60}?\b(?P<level>[LE]\d)\b")


def check_levels(seen: Checked) -> Iterator[Problem]:
    """Yield L12: a level named as equal that was paid more in 2020–21 than the guide's whole total today."""
    mapping = seen.guide.level_mapping or seen.body.level_mapping
    endings = {
        comp.region.slug: comp.stated_total.high.money.amount
        for comp in seen.guide.regions
        if comp.currency == "USD" and comp.stated_total
    }
    for found in MAPPED.finditer(mapping.text) if mapping else ():
        for paid in PAID:
            ending = endings.get(paid.region, paid.low)
            if mapping and found.groups() == paid[:2] and ending < paid.low:
                yield find_fault("L12", seen.place(mapping), _outpaid(paid, Decimal(ending)))
                return


def _outpaid(paid: PaidLevel, ending: Decimal) -> str:
    """Return what the level was paid beside where the guide's total ends."""
    lower = (p for p in PAID if (p.company, p.region) == (paid.company, paid.region) and p.high < paid.low)
    below = next(lower, None)
    nearer = f"; that is nearer {below.company} {below.level} ({below})" if below else ""
    return (
        f"The level mapping names {paid.company} {paid.level}, paid {paid} in total as long ago as 2020–21, "
        f"while the guide's total ends at {short(ending, 'USD')}{nearer}"
    )
