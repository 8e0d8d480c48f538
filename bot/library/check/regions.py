"""Regions that are another one times a factor, and do not say so (L6)."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import gcd
from operator import attrgetter

from bot.domain.amounts import Component
from bot.domain.comp import RegionalComp
from bot.domain.problem import Problem
from bot.library.check.amounts import bands_of
from bot.library.check.checked import Checked, listed
from bot.library.rules import find_fault

FEWEST = 4  # figures that must all follow one factor; two could by chance
SLACK = Decimal("0.6")
"""of the step figures are rounded to: half a step, and a little for those who round by hand"""
MOST_SLACK = Decimal("0.0125")  # of a figure, so that coarse rounding does not make everything fit
HUNDREDTH = Decimal("0.01")
ONE = Decimal(1)


def check_derived(seen: Checked) -> Iterator[Problem]:
    """Yield L6: regions that are an earlier one times a factor without saying so, one Problem for all of them."""
    silent: list[tuple[int, str]] = []
    for position, comp in enumerate(seen.guide.regions):
        if comp.derived_from is not None:
            yield from _check_parent(seen, position, comp)
            continue
        for parent in seen.guide.regions[:position]:
            factor = _factor_between(parent, comp)
            if factor is not None and factor != ONE and parent.derived_from is None:
                silent.append((position, f"{comp.region.display} is {parent.region.display} × {factor}"))
                break
    if silent:
        scaled = listed(text for _, text in silent)
        message = f"Figures look scaled rather than observed: {scaled}, within rounding"
        remedy = "add derived_from and factor to the region, or figures that somebody saw there"
        yield find_fault("L6", seen.at(f"compensation.{silent[0][0]}"), message, remedy)


def _check_parent(seen: Checked, position: int, comp: RegionalComp) -> Iterator[Problem]:
    """Yield L6: a region said to be derived from one that is not there, or by a factor that does not fit."""
    at = seen.at(f"compensation.{position}.derived_from")
    said = f"{comp.region.display} is said to be"
    parent = next((other for other in seen.guide.regions if other.region.display == comp.derived_from), None)
    if parent is None or parent is comp:
        message = f"{said} derived from {comp.derived_from}, which is no other region here"
        yield find_fault("L6", at, message, "name one of the guide's other regions, as it is written there")
    elif comp.factor is not None and isinstance(comp.factor.value, Decimal):
        low, high = _factor_range(_pairs(parent, comp))
        if not low <= comp.factor.value <= high:
            message = f"{said} {parent.region.display} × {comp.factor.value}, but its figures are not"
            yield find_fault("L6", at, message, "correct the factor or the figures")


def _factor_between(parent: RegionalComp, comp: RegionalComp) -> Decimal | None:
    """Return the one factor of at most two places that takes every figure of a region to the other's, or None."""
    both = _pairs(parent, comp)
    if len(both) < FEWEST or parent.currency != comp.currency:
        return None
    low, high = _factor_range(both)
    first = low.quantize(HUNDREDTH, rounding=ROUND_CEILING)
    if first > high.quantize(HUNDREDTH, rounding=ROUND_FLOOR):
        return None
    middle = ((low + high) / 2).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
    return ONE if low <= ONE <= high else middle if low <= middle <= high else first


def _factor_range(both: list[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """Return the factors that fit all figures within rounding; low above high where none does."""
    step = SLACK * gcd(*(int(other) for _, other in both))
    slacks = [(one, other, min(step, MOST_SLACK * other)) for one, other in both]
    lows = ((other - slack) / one for one, other, slack in slacks)
    highs = ((other + slack) / one for one, other, slack in slacks)
    return max(lows, default=ONE), min(highs, default=ONE)


def _pairs(parent: RegionalComp, comp: RegionalComp) -> list[tuple[Decimal, Decimal]]:
    """Return the figures two regions both give, side by side; none that is zero."""
    bands, others = bands_of(parent), bands_of(comp)
    both = [
        (end(bands[part]).money.amount, end(others[part]).money.amount)
        for part in (Component.BASE, Component.EQUITY, Component.TOTAL)
        if part in bands and part in others
        for end in (attrgetter("low"), attrgetter("high"))
    ]
    return [(one, other) for one, other in both if one and other]
