"""Packages of equal worth to the person, so that the employer can choose which part is easiest to move."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.domain.amounts import Component
from bot.domain.asking import FINE_GRID, GRIDS, Ask, amount_of, at, parts_of, with_parts, worth
from bot.domain.figure import Figure
from bot.domain.money import Money
from bot.domain.offer import Offer

MOST, FEWEST = 3, 2
TEN_THOUSAND, ONE_PERCENT = Decimal(10_000), Decimal(1)
SLACK = Decimal(1_000)
"""a year, in the offer's currency, by which a package may miss what all aim at: so no two are 2,000 apart"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One way to make an offer worth a sum: the parts that can move, moved or not, and what it all is worth a year."""

    parts: tuple[tuple[Component, Figure], ...]
    worth: Figure


def equal_packages(offer: Offer, asks: Sequence[Ask], years: Figure) -> tuple[Package, ...]:
    """Return two or three packages worth what all the openers together are, each part within its ceiling; or none."""
    goal = worth(with_parts(offer, {ask.part: ask.opener for ask in asks}), years)
    if goal is None or len(asks) < FEWEST:
        return ()
    orders = [(*asks[turn:], *asks[:turn]) for turn in range(min(MOST, len(asks)))]
    found = {package.parts: package for order in orders if (package := fill(offer, order, goal, years))}
    return tuple(found.values()) if len(found) >= FEWEST else ()


def fill(offer: Offer, order: Sequence[Ask], goal: Figure, years: Figure) -> Package | None:
    """Return an offer made worth `goal` by moving one part after another; None where rounding misses the goal by much."""
    made = offer
    for ask in order:
        before, most = worth(made, years), with_parts(made, {ask.part: ask.evidence.ceiling})
        top = worth(most, years)
        if before is None or top is None or amount_of(top) <= amount_of(before):
            return None
        part_way = (amount_of(goal) - amount_of(before)) / (amount_of(top) - amount_of(before))
        if part_way < 1:
            made = with_parts(made, {ask.part: go(ask, max(part_way, Decimal(0)), goal)})
            break
        made = most
    reached = worth(made, years)
    if reached is None or abs(amount_of(reached) - amount_of(goal)) > SLACK:
        return None
    moved, parts = parts_of(made), {ask.part for ask in order}
    return Package(parts=tuple((part, moved[part]) for part in moved if part in parts), worth=reached)


def go(ask: Ask, part_way: Decimal, goal: Figure) -> Figure:
    """Return part of the way from what is held to its ceiling, to the nearest thousand or half percent between the two."""
    held, ceiling = amount_of(ask.held), amount_of(ask.evidence.ceiling)
    grid = GRIDS.get(ask.held.unit, FINE_GRID)
    exact = held + part_way * (ceiling - held)
    amount = min(max((exact / grid).to_integral_value(rounding=ROUND_HALF_UP) * grid, held), ceiling)
    formula = "as far toward the ceiling as the worth asks for"
    return at(ask.held, amount, formula, ask.held, ask.evidence.ceiling, goal)


def rates(offer: Offer, asks: Sequence[Ask], years: Figure) -> tuple[tuple[Component, Figure, Figure], ...]:
    """Return by part what 10,000, or one percent of base, more of it counts for a year."""
    before, found = worth(offer, years), []
    for ask in asks:
        more = TEN_THOUSAND if isinstance(ask.held.value, Money) else ONE_PERCENT
        unit = at(ask.held, more, "our example")
        part = at(ask.held, amount_of(ask.held) + more, "held + example", ask.held, unit)
        raised = worth(with_parts(offer, {ask.part: part}), years)
        if before and raised:
            gain = amount_of(raised) - amount_of(before)
            found.append((ask.part, unit, at(before, gain, "worth with it − worth without", raised, before)))
    return tuple(found)
