"""The counter plan: worked by hand, and laws that hold for every negotiation."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.coach.counter import plan
from bot.coach.planned import CanAccept, CounterPlanned, NotYet, NoZone, OneAsk, PackagesPlanned, Planned
from bot.conversation import Conversation
from bot.domain.amounts import Component
from bot.domain.asking import amount_of, parts_of, with_parts, worth
from bot.domain.figure import Figure, Unit
from bot.domain.negotiation import Alternative, Circumstance, Negotiation, Rival, Stance
from bot.domain.offer import Offer
from bot.domain.offer_checks import find_misfits
from bot.domain.yearly import cash_target
from bot.replies.reply import Audience, Reply
from bot.replies.say import CAMEL, Words
from bot.slack.blocks import to_blocks
from tests.conftest import TODAY
from tests.drivers import refusal
from tests.offers import (
    amounts,
    at_together,
    band,
    elsewhere,
    money,
    negotiations,
    offer,
    offers,
    said,
    years,
)
from tests.replies.test_grounding import ungrounded

WORDS = Words()
OWNERS: dict[str, Any] = {"base": "210k", "equity": "80k/4y", "bonus": "15%"}
"""the example of the guide's owner"""


def having(negotiation: Negotiation, **facts: Any) -> Negotiation:  # noqa: ANN401 - any of a stance
    """Return a negotiation with some facts of the person's own."""
    return replace(negotiation, stance=replace(negotiation.stance, **facts))


def numbers(planned: Planned) -> dict[str, tuple[Decimal | int, ...]]:
    """Return ceiling, target and opener by part of a plan."""
    assert isinstance(planned, CounterPlanned | OneAsk | CanAccept)
    return {
        str(ask.part): (amount_of(ask.evidence.ceiling), amount_of(ask.target), amount_of(ask.opener))
        for ask in planned.plan.asks
    }


def put(planned: Planned) -> Reply:
    """Return a plan in words."""
    name = CAMEL.sub("_", type(planned).__name__).lower()
    return WORDS.write(name, {"a": planned}, Audience.PERSONAL)


@pytest.mark.parametrize(
    ("region", "base"),
    [
        # the posting for San Francisco, dated, reaches 270: 210 + 0.5 × 60 = 240, 210 + 0.75 × 60 = 255
        ("sf-bay-area", (270_000, 240_000, 255_000)),
        # the guide's high is 238: 210 + 14 = 224 → 225, 210 + 21 = 231 → 230
        ("seattle", (238_000, 225_000, 230_000)),
        # the guide's high is 225: 210 + 7.5 = 217.5 → 220, 210 + 11.25 = 221.25 → 220
        ("remote-us", (225_000, 220_000, 220_000)),
    ],
)
def test_the_owners_example_in_three_regions(coach: Conversation, region: str, base: tuple[int, ...]) -> None:
    """Base and bonus are asked for by the formula; a posting elsewhere is no evidence here."""
    # the guide's table has a bonus up to 20 %: 15 + 2.5 = 17.5, 15 + 3.75 = 18.75 → 19
    planned = plan(at_together(region, **OWNERS), coach.edition, TODAY)
    assert numbers(planned) == {"base": base, "target_bonus": (20, Decimal("17.5"), 19)}
    assert isinstance(planned, CounterPlanned)
    assert [*planned.plan.raised] == ["room_in_sign_on", "room_in_equity"]


def test_the_plan_reads_as_one_screen(coach: Conversation) -> None:
    """The ask comes first, then the reason, then how it was found."""
    why = r"**Your reason** \[one result of yours that you can show\], and the employer's posting for AI Infrastructure"
    how = "**How I got this** Aim = offer + 0.5 × (ceiling − offer), ask = the same with 0.75; rounded, never past the"
    assert put(plan(at_together(**OWNERS), coach.edition, TODAY)).body.splitlines() == [
        "**Counter plan · Together AI · ML/AI Engineer · San Francisco**",
        "",
        "Ask for this together, in this order:",
        "- **Base** ask **$255K**, aim for **$240K** (offered $210K)",
        "- **Bonus** ask **19%**, aim for **17.5%** (offered 15%)",
        "",
        'And in words, without a number: "Is there room in the sign-on or in the equity?"',
        "",
        f"{why} Systems Engineer (San Francisco, May 2026): up to $270K.",
        "",
        "**Walk-away** none yet, and only you can set it: what happens if this falls through?",
        "",
        f"{how} ceiling. Ceilings: base $270K, bonus 20% (the guide's band). By our convention the share starts at 0.5.",
    ]


def test_a_range_they_supplied_is_enough(coach: Conversation) -> None:
    """Without a guide the posting's range backs the ask, and the example of another method can be set beside it."""
    # 50K offered, posted up to 62K: 50 + 0.5 × 12 = 56, where Doody's published example counters 50K with 56K
    planned = plan(having(elsewhere(base="50k"), posted=band("45k-62k")), coach.edition, TODAY)
    assert numbers(planned) == {"base": (62_000, 56_000, 59_000)}


def test_without_evidence_no_number_is_named(coach: Conversation) -> None:
    """With neither guide nor range, nor in another region or currency, the plan asks in words alone."""
    for negotiation in (
        elsewhere(base="165k"),
        at_together("london", base="165k"),
        at_together(base="€165k"),
    ):
        planned = plan(negotiation, coach.edition, TODAY)
        assert numbers(planned) == {}
        assert isinstance(planned, CounterPlanned)
        assert "room_in_base" in planned.plan.raised


def test_only_a_written_offer_is_evidence(coach: Conversation) -> None:
    """A spoken rival offer, talks, and a current base they did not choose to use raise no ceiling."""
    spoken = Rival(name="Globex", offer=offer(base="240k"), is_written=False)
    facts = {"rivals": (spoken,), "current_base": money("250k"), "alternative": Alternative.IN_PROCESS}
    assert numbers(plan(having(elsewhere(base="200k"), **facts), coach.edition, TODAY)) == {}
    written = {**facts, "rivals": (replace(spoken, is_written=True),)}
    assert (
        numbers(plan(having(elsewhere(base="200k"), **written), coach.edition, TODAY))["base"][0] == 240_000
    )
    used = {**facts, "uses_current_base": True}
    assert numbers(plan(having(elsewhere(base="200k"), **used), coach.edition, TODAY))["base"][0] == 250_000


def test_equity_is_asked_for_only_where_it_compares(coach: Conversation, invented: Conversation) -> None:
    """A guide that does not say what its equity is backs none; one that does, or a like rival, does."""
    assert "equity" not in numbers(plan(at_together(**OWNERS), coach.edition, TODAY))
    rival = Rival(name="Globex", offer=offer(equity="120k/4y", instrument="rsu"), is_written=True)
    for instrument, is_backed in (("rsu", True), ("options", False)):
        own = having(at_together(**OWNERS, instrument=instrument), rivals=(rival,))
        assert ("equity" in numbers(plan(own, coach.edition, TODAY))) is is_backed
    # Larkspur's guide states a whole grant over four years, up to 140K: 100 + 0.5 × 40 = 120, 100 + 0.75 × 40 = 130
    there = replace(
        elsewhere(base="220k", bonus="10%", equity="100k/4y", sign_on="25k"),
        company="larkspur-robotics",
        role="software-engineer",
    )
    assert numbers(plan(there, invented.edition, TODAY)) == {"equity": (140_000, 120_000, 130_000)}
    longer = replace(there, offer=replace(there.offer, equity=offer(equity="100k/5y").equity))
    # the same a year over five years: 140 ÷ 4 × 5 = 175
    assert numbers(plan(longer, invented.edition, TODAY))["equity"][0] == 175_000


def test_what_is_lost_by_leaving_backs_a_sign_on(coach: Conversation) -> None:
    """Documented forfeits of 40K back a sign-on where none was offered."""
    # 0 + 0.5 × 40 = 20, 0 + 0.75 × 40 = 30
    planned = plan(having(elsewhere(base="200k"), forfeits=money("40k", Unit.ONE_OFF)), coach.edition, TODAY)
    assert numbers(planned) == {"sign_on": (40_000, 20_000, 30_000)}


def test_an_offer_above_the_band_says_so_first(coach: Conversation) -> None:
    """Above all evidence one can say yes, after hearing that the band may be old or the level higher."""
    planned = plan(at_together(base="300k", bonus="20%"), coach.edition, TODAY)
    assert isinstance(planned, CanAccept)
    assert numbers(planned) == {}
    assert "our band may be old, or your level higher" in put(planned).body.split("\n\n")[1]


def test_a_small_gap_is_no_reason_to_wait(coach: Conversation) -> None:
    """Within 5K or two percent of the target one can say yes, and the one easy ask is named by the same formula."""
    # 266 + 0.5 × (270 − 266) = 268 → 270: a gap of 4 × 1.2 = 4.8 a year, under 5
    planned = plan(at_together(base="266k", bonus="20%"), coach.edition, TODAY)
    assert isinstance(planned, CanAccept)
    assert planned.gap
    assert amount_of(planned.gap) == 4_800
    assert numbers(planned) == {"base": (270_000, 270_000, 270_000)}
    # 100 + 0.5 × (110 − 100) = 105: a gap of five is not under five
    at_the_edge = having(elsewhere(base="100k"), posted=band("90-110k"))
    assert isinstance(plan(at_the_edge, coach.edition, TODAY), CounterPlanned)


def test_a_walk_away_beyond_the_evidence_gets_no_number(coach: Conversation) -> None:
    """Where the evidence does not reach a walk-away, that is said, with what can be done, and no ask is made up."""
    # 270 × 1.2 = 324 is the most that the evidence supports in cash
    at_the_edge = having(at_together(**OWNERS), walk_away=money("324k"))
    assert isinstance(plan(at_the_edge, coach.edition, TODAY), CounterPlanned)
    planned = plan(having(at_together(**OWNERS), walk_away=money("325k")), coach.edition, TODAY)
    assert isinstance(planned, NoZone)
    assert "does not reach your number" in put(planned).body
    assert "All the evidence I have supports at most" in put(planned).body
    capped = plan(
        having(at_together(**OWNERS), walk_away=money("325k"), is_base_capped=True), coach.edition, TODAY
    )
    assert isinstance(capped, NoZone)
    assert "With what can still move supports at most" in put(capped).body


def test_a_walk_away_is_only_ever_suggested_from_the_alternative(coach: Conversation) -> None:
    """What happens if this falls through may suggest a line; not being sure suggests none."""
    rival = Rival(name="Globex", offer=offer(base="200k", bonus="10%"), is_written=True)
    facts: dict[str, Any] = {"rivals": (rival,), "current_base": money("190k")}
    found = {}
    for alternative in (*Alternative, None):
        planned = plan(having(at_together(**OWNERS), **facts, alternative=alternative), coach.edition, TODAY)
        assert isinstance(planned, CounterPlanned)
        found[alternative] = planned.plan.fallback and amount_of(planned.plan.fallback)
    assert found == {
        Alternative.WRITTEN_OFFER: 220_000,
        Alternative.IN_PROCESS: None,
        Alternative.JOB: 190_000,
        Alternative.NONE: None,
        None: None,
    }


@pytest.mark.parametrize("circumstance", Circumstance)
def test_risky_circumstances_lead_to_one_ask(coach: Conversation, circumstance: Circumstance) -> None:
    """Who has much to lose gets one ask and the honest risk."""
    planned = plan(
        having(at_together(**OWNERS), circumstances=frozenset({circumstance})), coach.edition, TODAY
    )
    assert isinstance(planned, OneAsk)
    assert len(planned.plan.asks) == 1
    assert "rare, not never" in put(planned).body


def test_the_last_day_leaves_room_for_one_thing(coach: Conversation) -> None:
    """Under a day before the deadline the plan is more time or one ask; two days before, the whole plan."""
    for parts, is_one in (
        ({"hours": "23"}, True),
        ({"deadline": f"{TODAY}"}, True),
        ({"hours": "24"}, False),
    ):
        assert isinstance(plan(at_together(**OWNERS, **parts), coach.edition, TODAY), OneAsk) is is_one
    later = at_together(**OWNERS, deadline=f"{TODAY + timedelta(days=1)}")
    assert isinstance(plan(later, coach.edition, TODAY), CounterPlanned)
    urgent = put(plan(at_together(**OWNERS, hours="20"), coach.edition, TODAY))
    assert urgent.steps[0].command == "email extension Together AI"


def test_a_flat_no_is_not_asked_again(coach: Conversation) -> None:
    """After a refusal neither base nor anything else that was asked for comes back; what is left is."""
    refused = replace(having(at_together(**OWNERS), was_refused=True), asked=offer(base="255k", bonus="20%"))
    planned = plan(refused, coach.edition, TODAY)
    assert isinstance(planned, OneAsk)
    assert planned.plan.asks == ()
    assert "room in the sign-on, in the equity or a written pay review" in put(planned).body


def test_a_fixed_base_leads_to_a_choice(coach: Conversation) -> None:
    """With base capped and two parts that can move, packages of equal worth are offered, with their rates."""
    own = having(
        at_together(**OWNERS), is_base_capped=True, forfeits=money("40k", Unit.ONE_OFF), years=years(2)
    )
    planned = plan(own, coach.edition, TODAY)
    assert isinstance(planned, PackagesPlanned)
    assert all(part is not Component.BASE for package in planned.packages for part, _ in package.parts)
    assert "Over 2 years: $10K more sign-on = $5K a year" in put(planned).body


@pytest.mark.parametrize("stage", ["none", "accepted"])
def test_no_ask_without_an_open_offer(coach: Conversation, stage: str) -> None:
    """Before an offer there is no sum to ask for, and after a yes nothing to counter."""
    assert isinstance(plan(at_together(base="210k", stage=stage), coach.edition, TODAY), NotYet)
    assert isinstance(plan(at_together(bonus="15%"), coach.edition, TODAY), NotYet)


def test_a_spoken_offer_is_first_asked_for_in_writing(coach: Conversation) -> None:
    """The first words in reply to a spoken offer are thanks, in writing please, and when I answer."""
    body = put(plan(at_together(**OWNERS, stage="verbal"), coach.edition, TODAY)).body
    assert body.index("send it in writing") < body.index("$255K")


def package(planned: Planned, own: Offer) -> dict[Component, Decimal]:
    """Return what a plan would lead to, part by part: the openers where it asks, else what is held."""
    asks = planned.plan.asks if isinstance(planned, CounterPlanned | OneAsk | CanAccept) else ()
    return {part: amount_of(one) for part, one in parts_of(own).items()} | {
        ask.part: amount_of(ask.opener) for ask in asks
    }


@given(negotiation=negotiations())
def test_every_ask_is_ordered_and_within_its_evidence(coach: Conversation, negotiation: Negotiation) -> None:
    """Opener ≥ target ≥ offer, and nothing above the higher of ceiling and offer: a high offer cannot turn them round."""
    planned = plan(negotiation, coach.edition, TODAY)
    if isinstance(planned, CounterPlanned | OneAsk | CanAccept):
        for ask in planned.plan.asks:
            steps = [amount_of(figure) for figure in (ask.held, ask.target, ask.opener, ask.evidence.ceiling)]
            assert steps == sorted(steps)
        asked = {part: ask.target for ask in planned.plan.asks for part in [ask.part]}
        assert len(asked) == len(planned.plan.asks)


@given(negotiation=negotiations())
def test_a_plan_is_always_the_same_and_always_grounded(coach: Conversation, negotiation: Negotiation) -> None:
    """Equal inputs give an equal plan; it can be said within Slack's limits, and prints no number but its facts."""
    for as_choice in (False, True):
        planned = plan(negotiation, coach.edition, TODAY, as_choice=as_choice)
        assert planned == plan(negotiation, coach.edition, TODAY, as_choice=as_choice)
        reply = put(planned)
        assert ungrounded(reply, planned) == set()
        assert refusal([*to_blocks(reply)]) is None
        if isinstance(planned, PackagesPlanned):
            assert not negotiation.stance.was_refused
            assert 2 <= len(planned.packages) <= 3


RISES = st.fixed_dictionaries(
    {},
    optional={
        Component.BASE: st.integers(0, 200_000),
        Component.TARGET_BONUS: st.integers(0, 50),
        Component.SIGN_ON: st.integers(0, 100_000),
        Component.EQUITY: st.integers(0, 500_000),
    },
)


@given(negotiation=negotiations(), rises=RISES, earlier=st.none() | offers(), asked=st.none() | offers())
def test_a_better_offer_never_lowers_the_package(
    coach: Conversation,
    negotiation: Negotiation,
    rises: dict[Component, int],
    earlier: Offer | None,
    asked: Offer | None,
) -> None:
    """If any part of an offer is raised, at first or after an answer, no part of the resulting package falls."""
    negotiation = replace(negotiation, earlier=(earlier,) if earlier else (), asked=asked)
    held = parts_of(negotiation.offer)
    raised = {
        part: said_again(held[part], amount_of(held[part]) + more)
        for part, more in rises.items()
        if part in held
    }
    better = replace(negotiation, offer=with_parts(negotiation.offer, raised))
    assume(find_misfits(better.offer, TODAY) == find_misfits(negotiation.offer, TODAY))
    assume(earlier is None or earlier.base not in (negotiation.offer.base, better.offer.base))
    before, after = (plan(one, coach.edition, TODAY) for one in (negotiation, better))
    assert not isinstance(after, NoZone) or isinstance(before, NoZone)
    if isinstance(before, PackagesPlanned) or isinstance(after, PackagesPlanned):
        was, is_now = worth_of(before, negotiation), worth_of(after, better)
        assert was is None or is_now is None or was - 2_000 <= is_now
        return
    old, new = package(before, negotiation.offer), package(after, better.offer)
    assert all(old[part] <= new[part] for part in old if part in new)
    assert old.keys() <= new.keys() | {Component.SIGN_ON}


def said_again(figure: Figure, amount: Decimal) -> Figure:
    """Return a figure as if another amount had been stated."""
    if figure.unit is Unit.PERCENT_OF_BASE:
        return said(amount, figure.unit)
    return replace(figure, value=replace(figure.money, amount=amount))


def worth_of(planned: Planned, negotiation: Negotiation) -> Decimal | None:
    """Return what a plan's least package is worth a year."""
    if isinstance(planned, PackagesPlanned):
        return min(amount_of(package.worth) for package in planned.packages)
    asks = planned.plan.asks if isinstance(planned, CounterPlanned | OneAsk | CanAccept) else ()
    found = worth(
        with_parts(negotiation.offer, {ask.part: ask.opener for ask in asks}),
        negotiation.stance.years or years(4),
    )
    return amount_of(found) if found else None


@given(
    negotiation=negotiations(), base=amounts(1_000_000, Unit.PER_YEAR), limit=amounts(600_000, Unit.PER_YEAR)
)
def test_a_target_keeps_the_walk_away(
    coach: Conversation, negotiation: Negotiation, base: Figure, limit: Figure
) -> None:
    """Where base can move, a whole plan never aims below the walk-away."""
    facts = {"walk_away": limit, "circumstances": frozenset(), "is_base_capped": False, "was_refused": False}
    held = replace(negotiation.offer, base=base, hours_left=None, deadline=None)
    own = replace(having(negotiation, **facts), offer=held)
    planned = plan(own, coach.edition, TODAY)
    if isinstance(planned, CounterPlanned):
        kept = with_parts(own.offer, {ask.part: ask.target for ask in planned.plan.asks})
        cash = cash_target(kept)
        assert cash
        assert limit.money <= cash.money


def test_stances_differ_in_tone_and_order(coach: Conversation) -> None:
    """Strong leverage asks for base first and firmly; with nothing to fall back on, what is easiest comes first, warmly."""
    forfeits = money("40k", Unit.ONE_OFF)
    strong = Stance(alternative=Alternative.WRITTEN_OFFER, can_wait=True, forfeits=forfeits)
    weak = Stance(alternative=Alternative.NONE, forfeits=forfeits)
    found = []
    for stance in (strong, weak):
        planned = plan(replace(at_together(**OWNERS), stance=stance), coach.edition, TODAY)
        assert isinstance(planned, CounterPlanned)
        found.append((planned.plan.tone.value, planned.plan.asks[0].part.value))
    assert found == [("firm", "base"), ("warm", "sign_on")]
