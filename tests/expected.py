"""The counter plan's laws worked out a second time, from the words of its formula: what the tests of the plan compare with.

Amounts are bare: money in the offer's own currency and unit, percent for a bonus.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from bot.domain.amounts import Component
from bot.domain.asking import amount_of, parts_of, with_parts, worth
from bot.domain.figure import Figure, Unit
from bot.domain.negotiation import Alternative, Negotiation, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.offer_checks import find_misfits, without
from bot.domain.yearly import cash_target
from tests.conftest import TODAY
from tests.dealt import BANDS, TOPS
from tests.offers import dollars, said, years

Sums = dict[Component, Decimal]
STEPS = {Unit.PERCENT_OF_BASE: Decimal("0.5"), Unit.PER_HOUR: Decimal(1), Unit.PER_MONTH: Decimal(100)}
WHOLE = {Unit.PER_YEAR, Unit.ONE_OFF, Unit.GRANT}
BASE_FIRST = (Component.BASE, Component.EQUITY, Component.SIGN_ON, Component.TARGET_BONUS)
SIGN_ON_FIRST = (Component.SIGN_ON, Component.BASE, Component.EQUITY, Component.TARGET_BONUS)
GRANT_YEARS, SMALL, SMALL_SHARE = 4, Decimal(5_000), Decimal("0.02")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is to be asked for one part."""

    part: Component
    held: Decimal
    target: Decimal
    opener: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a plan has to be made of."""

    offer: Offer
    held: dict[Component, Figure]
    tops: Sums
    """the highest evidence for each part held, of the offer that the asks are made from"""
    now: Sums
    """the same of the offer in hand"""
    fixed: frozenset[Component]
    is_refused: bool
    is_cautious: bool
    asks: tuple[Ask, ...]
    """what is open in order, parts that are fixed included"""
    gap: Decimal | None
    cash: Figure | None
    limit: Figure | None
    """the walk-away as a year's cash"""
    is_met: bool
    limit_at_reach: Figure | None
    """the same, where it is base alone with the bonus that the evidence reaches"""
    stay: Decimal
    """years"""
    is_above: bool
    """whether base is above the band it is placed beside"""
    reach: Figure | None
    """a year's cash if all that can move went as far as its evidence"""
    wanted: Sums
    """what was asked for last"""
    first: Sums
    """what was held before they answered"""
    movable: tuple[Ask, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Note what can be asked for."""
        object.__setattr__(self, "movable", tuple(ask for ask in self.asks if ask.part not in self.fixed))

    @property
    def is_below(self) -> bool:
        """Whether the offer is below the walk-away."""
        return falls_short(self.cash, self.limit)

    @property
    def can_say_yes(self) -> bool:
        """Whether the target is met, or the gap is under 5K or 2 % of a year's cash."""
        if self.is_below or not (self.is_met or Component.BASE in self.now):
            return False
        if self.is_met or self.gap is None or self.cash is None:
            return self.is_met or not self.asks
        return self.gap < SMALL or self.gap < amount_of(self.cash) * SMALL_SHARE


def expect(own: Negotiation) -> Expected:
    """Work out what a plan has to be made of, for an offer with a base."""
    offer, stance = cleaned(own.offer), own.stance
    first = next((one for one in map(cleaned, own.earlier[:1]) if one.base), offer)
    is_answer = bool(own.earlier and first is not offer) or bool(offer.stage is Stage.ANSWERED and own.asked)
    is_refused = bool(stance.was_refused or (own.earlier and same(own.earlier[-1], own.offer)))
    wanted = parts_of(own.asked) if own.asked else {}
    made = tuple(make(first, tops(own, first), stance, in_cash(stance.walk_away, first)))
    held, stay = held_in(offer), stance.years or years(4)
    goal = raised(first, held_in(first), {ask.part: ask.target for ask in made})
    then, before = worth(goal, stay), worth(offer, stay)
    now = tops(own, offer)
    fixed = frozenset(
        [*(wanted if is_refused else ()), *[Component.BASE] * bool(stance.is_base_capped or is_refused)]
    )
    far = raised(offer, held, {part: top for part, top in now.items() if part not in fixed})
    return Expected(
        offer=offer,
        held=held,
        tops=tops(own, first),
        now=now,
        fixed=fixed,
        is_refused=is_refused,
        is_cautious=is_refused or bool(own.earlier or stance.circumstances) or is_short(offer),
        asks=tuple(still_open(made, held, wanted)) if is_answer else made,
        gap=max(amount_of(then) - amount_of(before), Decimal(0))
        if then and before and alike(then, before)
        else None,
        cash=cash_target(offer),
        limit=in_cash(stance.walk_away, offer),
        limit_at_reach=in_cash(stance.walk_away, far),
        stay=amount_of(stay),
        is_above=is_above(own, offer),
        reach=cash_target(far),
        is_met=is_answer and bool(wanted) and all(gives(held, part, sum_) for part, sum_ in wanted.items()),
        wanted={part: amount_of(sum_) for part, sum_ in wanted.items()},
        first={part: amount_of(sum_) for part, sum_ in held_in(first).items()},
    )


def is_above(own: Negotiation, offer: Offer) -> bool:
    """Whether base is above the guide's own band, or where there is none above the posting's."""
    base, posted = offer.base, own.stance.posted
    band = BANDS.get((own.company, own.region)) if base and base.money.currency == "USD" else None
    top = dollars(band, Unit.PER_YEAR) if band else posted.high if posted else None
    return bool(base and top and alike(base, top) and amount_of(top) < amount_of(base))


def is_short(offer: Offer) -> bool:
    """Whether under a day is left."""
    return bool(
        (offer.hours_left and amount_of(offer.hours_left) < 24)
        or (offer.deadline and offer.deadline.value == TODAY)
    )


def cleaned(offer: Offer) -> Offer:
    """Return an offer less what cannot be."""
    return without(offer, find_misfits(offer, TODAY))


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same."""
    return kind(one) == kind(other)


def kind(figure: Figure) -> tuple[Unit, str]:
    """Return what a figure counts, with its currency."""
    return figure.unit, getattr(figure.value, "currency", "")


def same(one: Offer, other: Offer) -> bool:
    """Whether two offers hold the same amounts."""
    return {part: (sum_.value, sum_.unit) for part, sum_ in parts_of(one).items()} == {
        part: (sum_.value, sum_.unit) for part, sum_ in parts_of(other).items()
    }


def falls_short(cash: Figure | None, limit: Figure | None) -> bool:
    """Whether a year's cash is known to be below a limit."""
    return bool(cash and limit and alike(cash, limit) and amount_of(cash) < amount_of(limit))


def gives(held: dict[Component, Figure], part: Component, wanted: Figure) -> bool:
    """Whether an offer gives what was asked for a part."""
    has = held.get(part)
    return bool(has and alike(has, wanted) and amount_of(wanted) <= amount_of(has))


def held_in(offer: Offer) -> dict[Component, Figure]:
    """Return the parts of an offer; a sign-on not stated counts from nothing."""
    nothing = dollars(0, Unit.ONE_OFF, offer.base.money.currency) if offer.base else None
    return ({Component.SIGN_ON: nothing} if nothing else {}) | parts_of(offer)


def in_cash(limit: Figure | None, offer: Offer) -> Figure | None:
    """Return a walk-away as a year's cash: one that is base alone has the offer's bonus beside it."""
    if limit is None or limit.unit is not Unit.BASE_PER_YEAR:
        return limit
    base = dollars(limit.money.amount, Unit.PER_YEAR, limit.money.currency)
    return cash_target(Offer(base=base, bonus=offer.bonus))


def tops(own: Negotiation, offer: Offer) -> Sums:
    """Return the highest evidence there is for each part that is held, counted as the offer counts it."""
    found: Sums = {}
    held = held_in(offer)
    for part, figure in evidence(own, offer):
        if part in held and alike(figure, held[part]):
            found[part] = max(found.get(part, Decimal(0)), amount_of(figure))
    return found


def evidence(own: Negotiation, offer: Offer) -> Iterator[tuple[Component, Figure]]:
    """Yield what the guide's files, the posting, the person's own facts and rivals in writing say."""
    stance, currency = own.stance, offer.base.money.currency if offer.base else ""
    for part, top in TOPS.get((own.company, own.region), {}).items() if currency == "USD" else ():
        yield from of_guide(part, Decimal(top), offer)
    yield from [(Component.BASE, stance.posted.high)] if stance.posted else ()
    yield from (
        [(Component.BASE, stance.current_base)] if stance.current_base and stance.uses_current_base else ()
    )
    yield from [(Component.SIGN_ON, stance.forfeits)] if stance.forfeits else ()
    for rival in stance.rivals:
        for part, figure in parts_of(rival.offer).items() if rival.is_written else ():
            if part is not Component.EQUITY or same_kind(rival.offer, offer):
                yield part, in_money(figure, offer) if part is Component.TARGET_BONUS else figure


def of_guide(part: Component, top: Decimal, offer: Offer) -> Iterator[tuple[Component, Figure]]:
    """Yield a guide's high as the offer counts the part."""
    grant = offer.equity
    if part is Component.TARGET_BONUS:
        yield part, in_money(said(top, Unit.PERCENT_OF_BASE), offer)
    elif part is not Component.EQUITY:
        yield part, dollars(top, Unit.PER_YEAR if part is Component.BASE else Unit.ONE_OFF)
    elif grant and grant.value and grant.instrument in {None, "options"}:
        over = len(grant.vesting.percents) if grant.vesting else GRANT_YEARS
        a_year = dollars(top / GRANT_YEARS, Unit.PER_YEAR)
        yield (
            part,
            dollars(top / GRANT_YEARS * over, Unit.GRANT) if grant.value.unit is Unit.GRANT else a_year,
        )


def same_kind(theirs: Offer, own: Offer) -> bool:
    """Whether two grants are of one instrument over as many years."""
    one, other = theirs.equity, own.equity
    if one is None or other is None or one.instrument is None or one.instrument is not other.instrument:
        return False
    return (one.vesting and len(one.vesting.percents)) == (other.vesting and len(other.vesting.percents))


def in_money(bonus: Figure, offer: Offer) -> Figure:
    """Return a bonus in percent as a sum, where the offer states its own as one."""
    own, base = offer.bonus.target if offer.bonus else None, offer.base
    if bonus.unit is not Unit.PERCENT_OF_BASE or own is None or base is None:
        return bonus
    if own.unit is Unit.PERCENT_OF_BASE or base.unit is not Unit.PER_YEAR:
        return bonus
    return dollars(base.money.amount * bonus.percent / 100, Unit.PER_YEAR, base.money.currency)


def shares(stance: Stance) -> tuple[Decimal, Decimal]:
    """Return how far a target and an opener go: half the way, a fifth for a written offer, a tenth for each other fact."""
    most = {Alternative.WRITTEN_OFFER: 2, Alternative.IN_PROCESS: 1, Alternative.JOB: 1}
    tenths = 5 + (most.get(stance.alternative, 0) if stance.alternative else 0)
    tenths += (stance.would_take_unchanged is False) + bool(stance.are_they_pressing) + bool(stance.can_wait)
    return Decimal(tenths) / 10, min(Decimal(tenths) / 10 + Decimal("0.25"), Decimal(1))


def spoken(amount: Decimal, unit: Unit, *, up: bool = False) -> Decimal:
    """Round as people speak: to 1K, from 100K on to 5K, percents to halves, an hour to 1, a month to 100, else to 10."""
    step = STEPS.get(unit, Decimal(10))
    if unit in WHOLE:
        step = Decimal(5_000) if amount >= 100_000 else Decimal(1_000)
    return (math.ceil(amount / step) if up else math.floor(amount / step + Decimal("0.5"))) * step


def make(offer: Offer, highs: Sums, stance: Stance, limit: Figure | None) -> Iterator[Ask]:
    """Yield what is to be asked by the formula: held + share × (top − held), as spoken, never across a bound."""
    held, ways = held_in(offer), shares(stance)
    least = floors(offer, highs, ways[0], limit)
    weak = stance.alternative is Alternative.NONE or bool(stance.circumstances)
    for part in SIGN_ON_FIRST if weak else BASE_FIRST:
        if part in highs:
            has, top = amount_of(held[part]), max(amount_of(held[part]), highs[part])
            by_formula = [spoken(has + way * (top - has), held[part].unit) for way in ways]
            floor = least.get(part, Decimal(0))
            target, opener = (min(max(one, floor, has), top) for one in by_formula)
            if has < opener:
                yield Ask(part=part, held=has, target=target, opener=opener)


def floors(offer: Offer, highs: Sums, way: Decimal, limit: Figure | None) -> Sums:
    """Return the least base, and bonus beside the highest base, that keep a walk-away."""
    held, most = held_in(offer), highs.get(Component.BASE)
    if limit is None or most is None or not alike(limit, held[Component.BASE]):
        return {}
    bonus, wanted = highs.get(Component.TARGET_BONUS), amount_of(limit)
    if not bonus or held[Component.TARGET_BONUS].unit is not Unit.PERCENT_OF_BASE:
        return {Component.BASE: spoken(wanted, Unit.PER_YEAR, up=True)}
    base = wanted / (1 + way * bonus / 100)
    found = {Component.BASE: spoken(base, Unit.PER_YEAR, up=True)}
    if most < base:
        percent = (wanted / most - 1) * 100 if most else bonus
        found[Component.TARGET_BONUS] = spoken(percent, Unit.PERCENT_OF_BASE, up=True)
    return found


def still_open(
    made: tuple[Ask, ...], held: dict[Component, Figure], wanted: dict[Component, Figure]
) -> Iterator[Ask]:
    """Yield what an answer left open of the first asks: their targets, or what was asked where that is less."""
    for ask in made:
        has, asked = held.get(ask.part), wanted.get(ask.part)
        if has is None:
            continue
        goal = min(ask.target, amount_of(asked)) if asked and alike(asked, has) else ask.target
        if amount_of(has) < goal:
            yield Ask(part=ask.part, held=amount_of(has), target=goal, opener=goal)


def raised(offer: Offer, held: dict[Component, Figure], to: Sums) -> Offer:
    """Return an offer with each of some parts at a sum, where it holds less."""
    more = {part: sum_ for part, sum_ in to.items() if part in held and amount_of(held[part]) < sum_}
    return with_parts(offer, {part: restated(held[part], sum_) for part, sum_ in more.items()})


def restated(figure: Figure, amount: Decimal) -> Figure:
    """Return a figure as if another amount had been stated."""
    if figure.unit is Unit.PERCENT_OF_BASE:
        return said(amount, figure.unit)
    return dollars(amount, figure.unit, figure.money.currency)
