"""What in an offer cannot be, or contradicts itself: said beside the field, before anything is worked out with it."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum, auto
from typing import Any

from bot.domain.amounts import Component
from bot.domain.asking import amount_of
from bot.domain.figure import Figure, Unit
from bot.domain.money import Money
from bot.domain.offer import Bonus, Offer, VestingSchedule
from bot.domain.stake import size
from bot.domain.vesting import MONTHS_A_YEAR

LEAST_YEAR, MOST_MONEY = 1_000, 10**12
"""in any currency: less is no year's base, more is no one's (our convention, to catch slips of the pen)"""
MOST = {Unit.PERCENT_OF_BASE: 200, Unit.PERCENT_OF_COMPANY: 100, Unit.SHARES: 10**13, Unit.MONTHS: 120}
STRONG, MOST_STRONG = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD"}), 10**8
"""currencies in which nobody's year is worth more"""
MOST_YEARS, WHOLE, SLACK = 10, 100, 1
"""the last: percent by which a shape may miss the whole, since people write 33/33/33"""
SAME = ("base", "sign_on", "relocation", "refresher", "deadline", "fully_diluted", "valuation", "strike")
PARTS = {
    **{name: Component(name) for name in (*SAME, "vesting", "exercise_window", "expiry")},
    **dict.fromkeys(("value", "owned", "shares"), Component.EQUITY),
    "bonus": Component.TARGET_BONUS, "repaid_within": Component.REPAYMENT,
    "preferred": Component.PREFERRED_PRICE, "fair": Component.FAIR_PRICE,
}  # fmt: skip
"""what each field of an offer, and of its grant, is a part of"""
CASH = frozenset({"bonus", "sign_on", "relocation"})


class MisfitKind(StrEnum):
    """What is wrong with a part of an offer."""

    NEGATIVE = auto()
    NOTHING = auto()  # zero of what there must be some of
    TOO_SMALL = auto()
    TOO_LARGE = auto()
    TOO_LONG = auto()
    MORE_THAN_ALL = auto()  # a grant of more shares than the company has
    NOT_WHOLE = auto()  # percents of a vesting shape that do not make a hundred
    PAST = auto()
    OTHER_CURRENCY = auto()  # cash in another currency than the base


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """One part of an offer that cannot be as stated."""

    component: Component
    why: MisfitKind


def find_misfits(offer: Offer, today: date) -> tuple[Misfit, ...]:
    """Return what cannot be as stated, each part once, in the order of the parts."""
    found: dict[Component, MisfitKind] = {}
    for name, component in PARTS.items():
        why = wrong_with(name, stated(offer, name), offer, today)
        if why:
            found.setdefault(component, why)
    return tuple(Misfit(component=part, why=found[part]) for part in Component if part in found)


def without(offer: Offer, misfits: tuple[Misfit, ...]) -> Offer:
    """Return an offer less the parts that cannot be, as if they had not been stated."""
    wrong = {misfit.component for misfit in misfits}
    gone: dict[str, Any] = {name: None for name, component in PARTS.items() if component in wrong}
    own = gone.keys() & {field.name for field in fields(offer)}
    granted: dict[str, Any] = dict.fromkeys(gone.keys() - own)
    changed: dict[str, Any] = dict.fromkeys(own)
    return replace(offer, **changed, equity=offer.equity and replace(offer.equity, **granted))


def stated(offer: Offer, name: str) -> Figure | VestingSchedule | None:
    """Return what was stated in a field of an offer or of its grant."""
    value = getattr(offer if hasattr(offer, name) else offer.equity, name, None)
    return value.target if isinstance(value, Bonus) else value


def wrong_with(
    name: str, value: Figure | VestingSchedule | None, offer: Offer, today: date
) -> MisfitKind | None:
    """Return what is wrong with one field, if anything."""
    match value:
        case None:
            return None
        case VestingSchedule():
            return wrong_shape(value)
        case Figure(value=date() as day):
            return MisfitKind.PAST if day < today else None
        case Figure(value=Money() as money) if name in CASH and offer.base:
            if money.currency != offer.base.money.currency:
                return MisfitKind.OTHER_CURRENCY
        case Figure() if name == "fully_diluted" and offer.equity and offer.equity.shares:
            if size(offer.equity.shares) > size(value):
                return MisfitKind.MORE_THAN_ALL
    return out_of_bounds(value, LEAST_YEAR if name == "base" and value.unit is Unit.PER_YEAR else 0)


def out_of_bounds(figure: Figure, least: int) -> MisfitKind | None:
    """Return how an amount, a count or a percentage lies outside its bounds, if it does."""
    amount = amount_of(figure)
    if amount < 0:
        return MisfitKind.NEGATIVE
    if not amount and (least or figure.unit is Unit.SHARES):
        return MisfitKind.NOTHING
    is_strong = figure.unit is Unit.PER_YEAR and figure.money.currency in STRONG
    if amount > (MOST_STRONG if is_strong else MOST.get(figure.unit, MOST_MONEY)):
        return MisfitKind.TOO_LONG if figure.unit is Unit.MONTHS else MisfitKind.TOO_LARGE
    return MisfitKind.TOO_SMALL if amount < least else None


def wrong_shape(vesting: VestingSchedule) -> MisfitKind | None:
    """Return what is wrong with a vesting shape: it makes no whole, or never ends."""
    years, missing = len(vesting.percents), abs(sum(vesting.percents, Decimal(-WHOLE)))
    if missing > SLACK or min(vesting.percents) < 0:
        return MisfitKind.NOT_WHOLE
    fits = years <= MOST_YEARS and 0 <= vesting.cliff_months <= years * MONTHS_A_YEAR
    return None if fits else MisfitKind.TOO_LONG
