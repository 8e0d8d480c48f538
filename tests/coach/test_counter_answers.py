"""Laws of the counter plan: when to ask, when to say yes, when no number will do, and what a better offer changes."""

import re
from dataclasses import fields, is_dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from bot.coach.planned import (
    CanAccept,
    Caution,
    CounterPlanned,
    NotYet,
    NoZone,
    OneAsk,
    PackagesPlanned,
    Planned,
)
from bot.domain.amounts import Component
from bot.domain.asking import amount_of, parts_of, with_parts
from bot.domain.figure import Figure, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Circumstance, Negotiation
from bot.domain.offer import Offer
from bot.domain.offer_checks import find_misfits
from bot.domain.packages import Package
from bot.domain.yearly import cash_target
from tests.coach.conftest import Counter
from tests.coach.test_counter import put
from tests.conftest import TODAY
from tests.dealt import chances, deal, hands, with_stance
from tests.expected import GRANT_YEARS, STEPS, Expected, Sums, expect, falls_short, is_short, raised, restated
from tests.offers import dollars
from tests.replies.test_grounding import NUMBER, facts, printed_forms

ASKING = CounterPlanned | OneAsk | CanAccept
A_YEAR_APART, OFF = Decimal(2_000), Decimal(1_000)
NEARLY = (Decimal(-5000), Decimal("-0.01"), Decimal(0), Decimal("0.01"), Decimal(1), Decimal(40_000))


def better(chance: Random, own: Negotiation) -> Negotiation:
    """Return a hand with some parts of its offer raised, a little or a lot."""
    offer, sums = own.offer, {}
    for part, figure in parts_of(offer).items():
        if chance.random() < 0.6:
            is_percent = figure.unit is Unit.PERCENT_OF_BASE
            most = chance.choice((2, 40) if is_percent else (50, 3_000, 30_000, 200_000))
            sums[part] = restated(figure, amount_of(figure) + chance.randrange(most))
    return replace(own, offer=with_parts(offer, sums))


def package(planned: Planned, due: Expected) -> Sums:
    """Return what a plan would lead to, part by part: the openers where it asks or gives a choice, else what is held."""
    sums = {part: amount_of(figure) for part, figure in due.held.items()}
    match planned:
        case CounterPlanned() | OneAsk() | CanAccept():
            return sums | {ask.part: amount_of(ask.opener) for ask in planned.plan.asks}
        case PackagesPlanned():
            return sums | {ask.part: ask.opener for ask in due.movable}
        case _:
            return sums


@given(chance=chances(), as_choice=st.booleans())
def test_a_better_offer_never_lowers_any_part(counter: Counter, chance: Random, as_choice: bool) -> None:
    """If any part of an offer is raised, no part of what the plan leads to falls, and no plan becomes none."""
    own = deal(chance)
    more = better(chance, own)
    if isinstance(counter(own), NotYet) or find_misfits(own.offer, TODAY) != find_misfits(more.offer, TODAY):
        return
    was, due = expect(own), expect(more)
    if was.is_refused != due.is_refused:
        return  # the same answer again is a flat no; anything more is another answer, not the same with more
    before, after = (counter(one, as_choice=as_choice) for one in (own, more))
    assert not isinstance(after, NotYet)
    assert not isinstance(after, NoZone) or isinstance(before, NoZone)
    old, new = package(before, was), package(after, due)
    assert old.keys() == new.keys()
    assert {part: (old[part], new[part]) for part in old if new[part] < old[part]} == {}
    if isinstance(before, PackagesPlanned) and isinstance(after, PackagesPlanned):
        most, least = max(map(worth_of, before.packages)), min(map(worth_of, after.packages))
        assert most - A_YEAR_APART <= least


def worth_of(one: Package) -> Decimal:
    """Return what a package is worth a year."""
    return amount_of(one.worth)


@given(own=hands(), nearly=st.sampled_from((None, *NEARLY)), alone=st.booleans())
def test_no_number_exactly_where_the_evidence_does_not_reach(
    counter: Counter, own: Negotiation, nearly: Decimal | None, *, alone: bool
) -> None:
    """A walk-away beyond what the evidence supports, be it by a cent, gets no ask; one within it is never refused.

    One told for base `alone` is beyond it where base cannot reach it: the bonus rises with what is wanted of base.
    """
    if isinstance(counter(own), NotYet):
        return
    reach = base_reached(own) if alone else expect(own).reach
    if nearly is not None and reach:
        unit = Unit.BASE_PER_YEAR if alone else Unit.PER_YEAR
        own = with_stance(own, walk_away=dollars(amount_of(reach) + nearly, unit, reach.money.currency))
    planned, due = counter(own), expect(own)
    assert isinstance(planned, NoZone) is falls_short(due.reach, due.limit_at_reach)
    if isinstance(planned, NoZone):
        assert due.reach
        assert due.limit_at_reach
        assert planned.walk_away.value == due.limit_at_reach.value
        assert (planned.reach.value, planned.held.value) == (due.reach.value, due.cash and due.cash.value)
        figures = (planned.walk_away, planned.reach, planned.held)
        shown = {form for one in facts(figures) for form in printed_forms(one)}
        allowed = {number for form in shown for number in NUMBER.findall(form)}
        assert {*NUMBER.findall(put(planned).body)} <= allowed


def base_reached(own: Negotiation) -> Figure | None:
    """Return how far base alone can go, where it is a year's."""
    due = expect(own)
    base = due.held[Component.BASE]
    top = None if Component.BASE in due.fixed else due.now.get(Component.BASE)
    return restated(base, max(top or Decimal(0), amount_of(base))) if base.unit is Unit.PER_YEAR else None


@given(own=hands())
def test_yes_exactly_where_the_gap_is_small(counter: Counter, own: Negotiation) -> None:
    """One can say yes if the target is met, or under 5K or 2 % of a year's cash is missing; the convention is shown."""
    planned = counter(own)
    if isinstance(planned, NoZone | NotYet):
        return
    due = expect(own)
    assert isinstance(planned, CanAccept) is due.can_say_yes
    if isinstance(planned, CanAccept):
        assert (planned.gap and amount_of(planned.gap)) == due.gap
        assert not planned.gap or [amount_of(one) for one in planned.small] == [5_000, 2]
        if planned.gap and due.gap:
            assert re.search(r"We call a gap small under \S*5K or 2% of a year's cash", put(planned).body)


@given(own=hands(), as_choice=st.booleans())
def test_an_offer_above_the_band_hears_so_first(counter: Counter, own: Negotiation, as_choice: bool) -> None:
    """Above the band, and only there, the band may be old or the level higher: said before any ask."""
    planned = counter(own, as_choice=as_choice)
    if isinstance(planned, NoZone | NotYet):
        return
    due, body = expect(own), put(planned).body
    assert ("our band may be old, or your level higher" in body) is due.is_above
    if due.is_above:
        before, _, _ = body.partition("our band may be old")
        assert "\n- **" not in before
        assert len(before.splitlines()) <= 5


@given(own=hands(), as_choice=st.booleans())
def test_one_ask_exactly_where_more_is_risky_or_late(
    counter: Counter, own: Negotiation, as_choice: bool
) -> None:
    """Under a day, after an answer, or with much to lose the plan is one ask, and each reason is in its words."""
    planned = counter(own, as_choice=as_choice)
    if isinstance(planned, NoZone | NotYet):
        return
    due = expect(own)
    assert isinstance(planned, OneAsk) is (due.is_cautious and not due.can_say_yes)
    if due.is_cautious:
        assert isinstance(planned, OneAsk | CanAccept)
        assert len(planned.plan.asks) <= 1
    if isinstance(planned, OneAsk):
        assert {one for one in planned.why if isinstance(one, Circumstance)} == own.stance.circumstances
        assert (Caution.SHORT_DEADLINE in planned.why) is is_short(due.offer)
        assert (Caution.REFUSED in planned.why) is due.is_refused
        reply = put(planned)
        assert ("rare, not never" in reply.body) is bool(own.stance.circumstances)
        extends = [step for step in reply.steps if step.command.startswith("email extension")]
        assert len(extends) == is_short(due.offer)


@given(own=hands(), as_choice=st.booleans())
def test_a_choice_is_offered_where_it_can_be_made(
    counter: Counter, own: Negotiation, as_choice: bool
) -> None:
    """Packages come if base is capped or a choice is wanted, two parts can move, and nothing speaks for one ask alone."""
    planned = counter(own, as_choice=as_choice)
    due = None if isinstance(planned, NotYet) else expect(own)
    if isinstance(planned, CounterPlanned) and due:
        chosen = counter(own, as_choice=True)
        assert planned.can_choose is isinstance(chosen, PackagesPlanned)
        assert not (planned.can_choose and (as_choice or Component.BASE in due.fixed))
    if not isinstance(planned, PackagesPlanned) or due is None:
        return
    assert as_choice or Component.BASE in due.fixed
    assert not due.is_cautious
    assert not due.is_refused
    parts = {ask.part for ask in due.movable}
    assert 2 <= len(planned.packages) <= 3
    assert len(parts) >= 2
    assert len({one.parts for one in planned.packages}) == len(planned.packages)
    for one in planned.packages:  # a sign-on not stated is no part of a package that leaves it so
        assert parts - {part for part, _ in one.parts} <= {Component.SIGN_ON} - parts_of(own.offer).keys()
    assert not re.search(r"\bask \*\*", put(planned).body)


@given(own=hands(), times=st.sampled_from((1, 1, 20)))
def test_packages_are_worth_the_same_and_within_their_evidence(
    counter: Counter, own: Negotiation, times: int
) -> None:
    """All are worth what the openers come to, within 1,000 a year, so no two are 2,000 apart; no part leaves its bounds.

    Of sums twenty times as large half a percent of base is more than that: what misses the goal then is not offered.
    """
    own = grown(own, times)
    planned = counter(own, as_choice=True)
    if not isinstance(planned, PackagesPlanned):
        return
    due = expect(own)
    openers = {ask.part: ask.opener for ask in due.movable}
    goal = a_year(due, raised(due.offer, due.held, openers))
    for one in planned.packages:
        sums = {part: amount_of(figure) for part, figure in one.parts}
        assert amount_of(one.worth) == a_year(due, raised(due.offer, due.held, sums))
        assert abs(amount_of(one.worth) - goal) <= OFF
        for part, sum_ in sums.items():
            held = amount_of(due.held[part])
            assert held <= sum_ <= max(held, due.tops[part])
            step = STEPS.get(due.held[part].unit, 1_000)
            assert sum_ in {held, due.tops[part]} or sum_ % step == 0
    worths = [*map(worth_of, planned.packages)]
    assert max(worths) - min(worths) <= A_YEAR_APART
    for part, example, gain in planned.rates:
        more = {part: amount_of(due.held[part]) + amount_of(example)}
        assert amount_of(gain) == a_year(due, raised(due.offer, due.held, more)) - a_year(due, due.offer)


T = TypeVar("T")


def grown(value: T, times: int) -> T:
    """Return facts with all the money in them so many times as large, at a company without a guide: its band stays."""
    if times == 1:
        return value
    if isinstance(value, Money):
        return replace(value, amount=value.amount * times)
    if isinstance(value, tuple):
        return type(value)(grown(one, times) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {one.name: grown(getattr(value, one.name), times) for one in fields(value)}
    return replace(
        value, **(parts | ({"company": None, "role": None, "region": None} if "company" in parts else {}))
    )


def a_year(due: Expected, offer: Offer) -> Decimal:
    """Return cash + sign-on ÷ years + grant ÷ its years, added up by hand."""
    base, bonus, grant = offer.base, offer.bonus, offer.equity
    assert base
    total = amount_of(base) * (12 if base.unit is Unit.PER_MONTH else 1)
    if bonus:
        percent = bonus.target.unit is Unit.PERCENT_OF_BASE
        total += whole(total * amount_of(bonus.target) / 100) if percent else amount_of(bonus.target)
    total += amount_of(offer.sign_on) / due.stay if offer.sign_on else 0
    if grant and grant.value and grant.value.unit is Unit.GRANT:
        years = len(grant.vesting.percents) if grant.vesting else GRANT_YEARS
        return total + whole(amount_of(grant.value) / years)
    return total + (
        amount_of(grant.value) if grant and grant.value and grant.value.unit is Unit.PER_YEAR else 0
    )


def whole(amount: Decimal) -> Decimal:
    """Round half up to a whole unit of currency."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)


@given(own=hands())
def test_a_walk_away_is_the_person_s_and_kept(counter: Counter, own: Negotiation) -> None:
    """No plan shows a walk-away nobody set; where base can move, a whole plan never aims below the one that was set."""
    planned = counter(own)
    if isinstance(planned, ASKING):
        due = expect(own)
        assert (planned.plan.walk_away and planned.plan.walk_away.value) == (due.limit and due.limit.value)
        sums = {ask.part: amount_of(ask.target) for ask in planned.plan.asks}
        if isinstance(planned, CounterPlanned) and Component.BASE in due.now.keys() - due.fixed:
            assert not falls_short(cash_target(raised(due.offer, due.held, sums)), due.limit)
