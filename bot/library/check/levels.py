"""Levels elsewhere that the guide compares itself to, and what they were already paid (L12)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.guide import Guide
from bot.domain.problem import Problem
from bot.library.check.amounts import short
from bot.library.check.checked import Checked
from bot.library.rules import find_fault


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLevel:
    """Total pay a year of one level in one region in 2020–21: the middle half of at least 40 public self-reports."""

    company: str
    level: str
    region: str
    low: int
    high: int


PAID = (
    PaidLevel(company="Google", level="L4", region="sf-bay-area", low=250_000, high=293_000),
    PaidLevel(company="Google", level="L5", region="sf-bay-area", low=327_000, high=396_000),
    PaidLevel(company="Google", level="L5", region="seattle", low=327_000, high=378_000),
    PaidLevel(company="Meta", level="E5", region="sf-bay-area", low=368_000, high=411_000),
)
"""quarter and three-quarter points of software engineers' self-reports, January 2020 to August 2021 (n = 377, 222,
40, 191). Old on purpose: pay has not fallen since, so a guide below them compares itself too high, never too low."""
MAPPED = re.compile(r"\b(?P<company>Google|Meta)\b[^·|,;\n]{0,60}?\b(?P<level>[LE]\d)\b")


def check_levels(seen: Checked) -> Iterator[Problem]:
    """Yield L12: a level named as equal that was paid more in 2020–21 than the guide's whole total today."""
    mapping = seen.guide.level_mapping or seen.body.level_mapping
    for found in MAPPED.finditer(mapping.text) if mapping else ():
        for paid in PAID:
            if (paid.company, paid.level) == (found["company"], found["level"]) and mapping:
                ending = highest_total(seen.guide, paid.region)
                if ending is not None and ending < paid.low:
                    remedy = "map to the level that fits, or check whether the figures are for a lower one"
                    yield find_fault("L12", seen.place(mapping), outpaid(paid, ending), remedy)
                    return


def highest_total(guide: Guide, region: str) -> Decimal | None:
    """Return the high end of a region's stated total in USD a year, or None where the guide states none."""
    for comp in guide.regions:
        if comp.region.slug == region and comp.currency == "USD" and comp.stated_total:
            return comp.stated_total.high.money.amount
    return None


def outpaid(paid: PaidLevel, ending: Decimal) -> str:
    """Return what the level was paid beside where the guide's total ends."""
    below = next(
        (p for p in PAID if p.company == paid.company and p.region == paid.region and p.high < paid.low), None
    )
    nearer = f"; that is nearer {below.company} {below.level} ({ends(below)})" if below else ""
    return (
        f"The level mapping names {paid.company} {paid.level}, paid {ends(paid)} in total as long ago as 2020–21, "
        f"while the guide's total ends at {short(ending, 'USD')}{nearer}"
    )


def ends(paid: PaidLevel) -> str:
    """Return what a level was paid: $327K–$396K."""
    return f"{short(Decimal(paid.low), 'USD')}–{short(Decimal(paid.high), 'USD')}"
