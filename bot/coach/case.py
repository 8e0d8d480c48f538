"""What a plan is made of: the offer, its evidence, and what the formula asks for, answers of theirs included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.coach.ceilings import find_ceilings, held_parts
from bot.coach.placing import Beside, find_bands
from bot.coach.planned import NotYet
from bot.domain import asking
from bot.domain.amounts import Component
from bot.domain.asking import Ask, amount_of, are_alike, parts_of, with_parts
from bot.domain.figure import Figure, Unit
from bot.domain.negotiation import Alternative, Negotiation, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.offer_checks import find_misfits, without
from bot.domain.stake import worked
from bot.domain.yearly import cash_target
from bot.library.edition import Edition

USUAL_YEARS = Decimal(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a plan is made of, once the offer has a base."""

    name: str
    offer: Offer  # less what cannot be as stated
    stance: Stance
    told: Figure | None  # the walk-away as they told it, in the stance a year's cash
    beside: Beside
    ceilings: Mapping[Component, asking.Evidence]
    fixed: frozenset[Component]
    """parts that no ask can move: a capped base; after a flat no, base and all that was asked for"""
    years: Figure
    asks: tuple[Ask, ...] = ()
    """what the formula asks for, in order, parts that are fixed included; after an answer, what is still open of it"""
    goal: Offer  # the first offer with all its targets met
    is_met: bool = False  # whether they gave all that was asked for
    given: frozenset[Component] = frozenset()  # parts that they gave more of since the first offer


def study(negotiation: Negotiation, edition: Edition, today: date) -> Case | NotYet:
    """Return what a plan is made of, or why there can be none. A concession leaves the first plan's targets as they are."""
    case = look_at(negotiation, negotiation.offer, edition, today)
    if isinstance(case, NotYet):
        return case
    first = look_at(negotiation, negotiation.earlier[0], edition, today) if negotiation.earlier else case
    if isinstance(first, NotYet):
        first = case
    asks = tuple(make_asks(first))
    is_answer = first is not case or (negotiation.offer.stage is Stage.ANSWERED and bool(negotiation.asked))
    return replace(
        case,
        asks=tuple(still_open(case, asks, negotiation.asked)) if is_answer else asks,
        goal=with_parts(first.offer, {ask.part: ask.target for ask in asks}),
        is_met=is_answer and was_met(case.offer, negotiation.asked),
        given=frozenset(find_given(first.offer, case.offer)),
    )


def find_given(before: Offer, after: Offer) -> Iterator[Component]:
    """Yield the parts that are new or more in another offer."""
    was = told_parts(before)
    for part, sum_ in told_parts(after).items():
        if part not in was or (are_alike(was[part], sum_) and amount_of(was[part]) < amount_of(sum_)):
            yield part


def look_at(negotiation: Negotiation, stated: Offer, edition: Edition, today: date) -> Case | NotYet:
    """Return an offer of a negotiation with its evidence, nothing asked for yet. The same answer again is a flat no."""
    offer, stance = without(stated, find_misfits(stated, today)), negotiation.stance
    earlier = negotiation.earlier
    stage = negotiation.offer.stage
    if offer.base is None or stage in {Stage.ACCEPTED, Stage.NONE}:
        return NotYet(name=negotiation.name, is_accepted=stage is Stage.ACCEPTED)
    if earlier and amounts_in(earlier[-1]) == amounts_in(negotiation.offer):
        stance = replace(stance, was_refused=True)
    beside = find_bands(negotiation, offer, edition, today)
    asked = parts_of(negotiation.asked) if stance.was_refused and negotiation.asked else {}
    base = [Component.BASE] if stance.is_base_capped or stance.was_refused else []
    return Case(
        name=negotiation.name,
        offer=offer,
        told=stance.walk_away,
        stance=replace(stance, walk_away=stance.walk_away and floor_in_cash(stance.walk_away, offer)),
        beside=beside,
        ceilings=find_ceilings(offer, stance, beside),
        fixed=frozenset([*asked, *base]),
        years=stance.years or worked(USUAL_YEARS, Unit.YEARS, "the usual length of a grant"),
        goal=offer,
    )


def floor_in_cash(walk_away: Figure, offer: Offer) -> Figure:
    """Return a walk-away as a year's cash: of one that is base alone, with the offer's bonus beside it."""
    if walk_away.unit is not Unit.BASE_PER_YEAR:
        return walk_away
    return cash_target(replace(offer, base=replace(walk_away, unit=Unit.PER_YEAR))) or walk_away


def amounts_in(offer: Offer) -> dict[Component, tuple[object, Unit]]:
    """Return the parts of an offer, in whatever words they were stated."""
    return {part: (figure.value, figure.unit) for part, figure in told_parts(offer).items()}


def sums_in(own: Negotiation) -> tuple[object, ...]:
    """Return every sum told of a negotiation but a rival's."""
    stance = own.stance
    persons = (stance.posted, stance.walk_away, stance.forfeits, stance.current_base)
    return (amounts_in(own.offer), own.asked, own.agreed, *persons)


def told_parts(offer: Offer) -> dict[Component, Figure]:
    """Return the parts of an offer, its equity in money, else in shares, else in percent of the company."""
    grant = offer.equity
    told = (grant.value or grant.shares or grant.owned) if grant else None
    return parts_of(offer) | ({Component.EQUITY: told} if told else {})


def make_asks(case: Case) -> Iterator[Ask]:
    """Yield the asks that the formula makes, for every part with room, in the order to ask in."""
    held, shares, stance = held_parts(case.offer), asking.share_of_way(case.stance), case.stance
    highs = {part: evidence.ceiling for part, evidence in case.ceilings.items()}
    least = asking.floors(stance.walk_away, highs, shares.target) if stance.walk_away else {}
    for part in asking.EASY_FIRST if is_weak(stance) else asking.BASE_FIRST:
        if part in case.ceilings:
            target, opener = (
                asking.aim(held[part], highs[part], share, least.get(part))
                for share in (shares.target, shares.opener)
            )
            if amount_of(held[part]) < amount_of(opener):
                evidence = case.ceilings[part]
                yield Ask(part=part, held=held[part], evidence=evidence, target=target, opener=opener)


def is_weak(stance: Stance) -> bool:
    """Whether little speaks for a large ask."""
    return stance.alternative is Alternative.NONE or bool(stance.circumstances)


def still_open(case: Case, asks: tuple[Ask, ...], asked: Offer | None) -> Iterator[Ask]:
    """Yield the first plan's asks that the offer does not meet yet, at their targets, or at what was asked if that is less."""
    held, before = held_parts(case.offer), parts_of(asked) if asked else {}
    for ask in asks:
        has, limit = held.get(ask.part), before.get(ask.part, ask.target)
        goal = min(ask.target, limit, key=amount_of) if are_alike(ask.target, limit) else ask.target
        if has and are_alike(has, goal) and amount_of(has) < amount_of(goal):
            yield replace(ask, held=has, target=goal, opener=goal)


def was_met(offer: Offer, asked: Offer | None) -> bool:
    """Whether an offer gives everything that was asked for."""
    held, wanted = held_parts(offer), parts_of(asked) if asked else {}
    return bool(wanted) and all(
        part in held and are_alike(held[part], sum_) and amount_of(sum_) <= amount_of(held[part])
        for part, sum_ in wanted.items()
    )
