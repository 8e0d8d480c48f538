"""The counter plan: what to ask for, in which order, and when not to ask at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.coach import planned
from bot.coach.case import Case, floor_in_cash, is_weak, study
from bot.coach.ceilings import held_parts
from bot.coach.planned import Caution, NotYet, Plan, Planned
from bot.domain.amounts import Component
from bot.domain.asking import Ask, Shares, amount_of, are_alike, at, share_of_way, with_parts, worth
from bot.domain.figure import Figure, Unit
from bot.domain.negotiation import Alternative, Circumstance, Negotiation, Stance
from bot.domain.offer import Stage
from bot.domain.packages import equal_packages, rates
from bot.domain.script import Raised, Tone
from bot.domain.stake import share_currency, worked
from bot.domain.sums import HUNDRED
from bot.domain.yearly import cash_target
from bot.library.edition import Edition

SMALL_GAP, SMALL_PERCENT = Decimal(5_000), Decimal(2)
"""a year, in the offer's currency, and percent of its cash target: a gap below either is not worth a round"""
HOURS_A_DAY = 24
FIRM_FROM, NEUTRAL_FROM = Decimal("0.8"), Decimal("0.6")
"""the target's share of the way from which words can sound so"""
ROOM = {Component(part): Raised(f"room_in_{part}") for part in ("base", "sign_on", "equity")}


def plan(negotiation: Negotiation, edition: Edition, today: date, *, as_choice: bool = False) -> Planned:
    """Return what to ask for in reply to the offer in hand, as of the day `today`.

    `as_choice` gives packages of equal worth in place of one package, where there are any; a capped base always does.
    """
    case = study(negotiation, edition, today)
    if isinstance(case, NotYet):
        return case
    if none := find_no_zone(case):
        return none
    movable = tuple(ask for ask in case.asks if ask.part not in case.fixed)
    why, gap = tuple(find_cautions(case, negotiation, today)), gap_to(case)
    drawn = draw(case, movable, why)
    if is_enough(case, gap):
        percent = worked(SMALL_PERCENT, Unit.PERCENT_MORE, "our convention")
        small = (at(gap, SMALL_GAP, "our convention"), percent) if gap else ()
        return planned.CanAccept(plan=drawn, gap=gap, small=small, ahead=find_ahead(case))
    if why:
        return planned.OneAsk(plan=drawn, why=why)
    packages = equal_packages(case.offer, movable, case.years)
    if packages and (as_choice or Component.BASE in case.fixed):
        return planned.PackagesPlanned(
            plan=replace(drawn, asks=()),
            packages=packages,
            years=case.years,
            rates=rates(case.offer, movable, case.years),
        )
    return planned.CounterPlanned(plan=drawn, can_choose=bool(packages))


def find_cautions(case: Case, negotiation: Negotiation, today: date) -> Iterator[Caution | Circumstance]:
    """Yield why to ask for one thing at most."""
    hours, last_day = case.offer.hours_left, case.offer.deadline
    if case.stance.was_refused:
        yield Caution.REFUSED
    if negotiation.earlier:
        yield Caution.ANSWERED
    near = {today, today + timedelta(days=1)} if case.offer.due_at and not hours else {today}
    if (hours and amount_of(hours) < HOURS_A_DAY) or (last_day and last_day.value in near):
        yield Caution.SHORT_DEADLINE
    yield from (one for one in Circumstance if one in case.stance.circumstances)


def find_no_zone(case: Case) -> planned.NoZone | None:
    """Return that the walk-away lies beyond the evidence, where it does; of base alone, with the bonus that is reached."""
    held = held_parts(case.offer)
    tops = {
        part: max(held[part], evidence.ceiling, key=amount_of)
        for part, evidence in case.ceilings.items()
        if part not in case.fixed
    }
    far = with_parts(case.offer, tops)
    cash, reach, limit = (
        cash_target(case.offer),
        cash_target(far),
        case.told and floor_in_cash(case.told, far),
    )
    if not (cash and limit and reach and falls_short(reach, limit)):
        return None
    return planned.NoZone(
        name=case.name,
        beside=case.beside,
        walk_away=limit,
        reach=reach,
        held=cash,
        is_base_fixed=Component.BASE in case.fixed,
        is_bonus_stated=case.offer.bonus is not None,
    )


def gap_to(case: Case) -> Figure | None:
    """Return what the targets are worth a year beyond the offer in hand; None where base is not known by the year."""
    now, then = worth(case.offer, case.years), worth(case.goal, case.years)
    if now is None or then is None or not are_alike(now, then):
        return None
    more = max(amount_of(then) - amount_of(now), Decimal(0))
    return at(now, more, "worth at the targets − worth now", then, now)


def is_enough(case: Case, gap: Figure | None) -> bool:
    """Whether an offer gives what was asked, or meets its targets or nearly, and is not below the walk-away."""
    cash = cash_target(case.offer)
    if is_below(case) or (Component.BASE not in case.ceilings and not case.is_met):
        return False
    if case.is_met or gap is None or cash is None:
        return case.is_met or not case.asks
    return amount_of(gap) < max(SMALL_GAP, amount_of(cash) * SMALL_PERCENT / HUNDRED)


def is_below(case: Case) -> bool:
    """Whether a year's cash is below the walk-away."""
    return falls_short(cash_target(case.offer), case.stance.walk_away)


def find_ahead(case: Case) -> Figure | None:
    """Return a year's cash of their alternative, where it is more than the offer's: nobody says yes before comparing."""
    other = fall_back(case.stance)
    return other if falls_short(cash_target(case.offer), other) else None


def falls_short(cash: Figure | None, limit: Figure | None) -> bool:
    """Whether a sum is below another of its currency, where both are known."""
    return bool(cash and limit and share_currency(limit, cash) and cash.money < limit.money)


def draw(case: Case, asks: tuple[Ask, ...], why: tuple[Caution | Circumstance, ...]) -> Plan:
    """Return what every plan says; with a reason for caution, of one ask alone."""
    stance, shares, band = case.stance, share_of_way(case.stance), case.beside.base
    base, is_final = case.offer.base, Caution.REFUSED in why
    is_above = band and base and are_alike(band.high, base) and band.high.money < base.money
    again = {Raised.ROOM_IN_BASE} if Caution.ANSWERED in why else set()
    raised = tuple(one for one in raise_in_words(case) if one not in again)
    return Plan(
        name=case.name,
        beside=case.beside,
        is_verbal=case.offer.stage is Stage.VERBAL,
        is_base_settled=Component.BASE in case.fixed,
        is_rate=case.offer.base is not None and case.offer.base.unit is not Unit.PER_YEAR,
        exceeded=band.high if band and is_above else None,
        asks=asks[:1] if why else asks,
        raised=raised if is_final or not why else () if asks else raised[:1],
        shares=shares,
        tone=tone_of(stance, shares),
        reason=stance.reason,
        walk_away=stance.walk_away,
        fallback=None if stance.walk_away else fall_back(stance),
    )


def raise_in_words(case: Case) -> Iterator[Raised]:
    """Yield what can be asked about without a number: what has no evidence, and after a flat no a later review."""
    for part, room in ROOM.items():
        is_there = part is not Component.EQUITY or case.offer.equity or case.beside.equity
        if part not in {*case.ceilings, *case.fixed, *case.given} and is_there:
            yield room
    if case.stance.was_refused or (case.given and Component.BASE in case.fixed):
        yield Raised.PAY_REVIEW


def tone_of(stance: Stance, shares: Shares) -> Tone:
    """Return how the words can sound: firmer with more leverage, warm where asking is risky."""
    share = amount_of(shares.target)
    if is_weak(stance) or share < NEUTRAL_FROM:
        return Tone.WARM
    return Tone.FIRM if share >= FIRM_FROM else Tone.NEUTRAL


def fall_back(stance: Stance) -> Figure | None:
    """Return a year's cash of the alternative they named: their best written offer, or their job."""
    if stance.alternative is Alternative.JOB:
        return cash_target(stance.job) or stance.current_base
    written = [cash_target(rival.offer) for rival in stance.rivals if rival.is_written]
    sums = [cash for cash in written if cash]
    is_offer = stance.alternative is Alternative.WRITTEN_OFFER and sums and are_alike(*sums)
    return max(sums, key=amount_of) if is_offer else None
