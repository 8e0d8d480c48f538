"""Laws of the counter plan: what it asks for, in which order and how far, whatever was dealt."""

import collections
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
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
from bot.domain.asking import amount_of
from bot.domain.negotiation import Negotiation
from bot.slack.blocks import to_blocks
from tests.coach.conftest import Counter
from tests.coach.test_counter import put
from tests.conftest import ROOT
from tests.dealt import deal, hands
from tests.drivers import refusal
from tests.expected import Ask, expect, spoken
from tests.replies.test_grounding import ungrounded

LEAST_SHARE, FEW = 0.08, 0.05
"""of all hands: each kind of plan has at least the first, those without a plan at most the second"""
SEEDS = ("1", "2")


def kinds(planned: Planned) -> Iterator[str]:
    """Yield of what kinds a plan is."""
    yield type(planned).__name__
    if isinstance(planned, OneAsk | CounterPlanned) and planned.plan.asks:
        yield f"{type(planned).__name__} with a number"
    if isinstance(planned, OneAsk) and Caution.SHORT_DEADLINE in planned.why:
        yield "under a day"
    if isinstance(planned, CanAccept) and planned.gap and amount_of(planned.gap):
        yield "small gap"


def test_every_kind_of_plan_is_dealt_often(counter: Counter) -> None:
    """None of the laws is empty: of the hands that they are tried on, each kind of plan has eight in a hundred at least."""
    found: collections.Counter[str] = collections.Counter()

    @settings(max_examples=max(1_000, settings().max_examples))
    @given(own=hands(), as_choice=st.booleans())
    def count(own: Negotiation, as_choice: bool) -> None:
        found.update(kinds(counter(own, as_choice=as_choice)))

    count()
    print(f"\nkinds of plan: {dict(found)}")  # noqa: T201 - the run's own figures
    plans = (CounterPlanned, OneAsk, CanAccept, NoZone, PackagesPlanned, NotYet)
    every = sum(found[kind.__name__] for kind in plans)
    assert found.pop("NotYet") <= FEW * every
    assert len(found) == 9
    assert min(found.values()) >= LEAST_SHARE * every


@given(own=hands())
def test_what_is_asked_is_the_formula_s(counter: Counter, own: Negotiation) -> None:
    """Each part with room is asked for once and in order: held + share × (evidence − held), one alone where that is wise."""
    planned = counter(own)
    if not isinstance(planned, CounterPlanned | OneAsk | CanAccept):
        return
    due = expect(own)
    asks = tuple(
        Ask(
            part=ask.part,
            held=amount_of(ask.held),
            target=amount_of(ask.target),
            opener=amount_of(ask.opener),
        )
        for ask in planned.plan.asks
    )
    assert asks == (due.movable[:1] if due.is_cautious else due.movable)


@given(own=hands())
def test_opener_target_and_offer_stand_in_order(counter: Counter, own: Negotiation) -> None:
    """Opener ≥ target ≥ the offer in hand, and nothing above the higher of the evidence and the offer, part by part."""
    planned = counter(own)
    if isinstance(planned, CounterPlanned | OneAsk | CanAccept):
        due = expect(own)
        for ask in planned.plan.asks:
            held, top = due.held[ask.part], due.tops[ask.part]
            assert (ask.held.value, ask.held.unit) == (held.value, held.unit)
            assert amount_of(ask.evidence.ceiling) == top
            steps = [amount_of(figure) for figure in (ask.held, ask.target, ask.opener)]
            assert [*steps, max(top, steps[0])] == sorted([*steps, max(top, steps[0])])
            assert {one.unit for one in (ask.target, ask.opener, ask.evidence.ceiling)} == {held.unit}


@given(own=hands())
def test_asks_are_rounded_as_people_speak(counter: Counter, own: Negotiation) -> None:
    """Thousands, from a hundred thousand on fives of them, and half percents: anything else is a bound or their own number."""
    planned = counter(own)
    if isinstance(planned, CounterPlanned | OneAsk | CanAccept):
        due = expect(own)
        for ask in planned.plan.asks:
            own_words = {due.wanted.get(ask.part), due.first.get(ask.part), amount_of(ask.held)}
            for figure in (ask.target, ask.opener):
                amount = amount_of(figure)
                bounds = {*own_words, amount_of(ask.evidence.ceiling)}
                assert amount in bounds or amount == spoken(amount, figure.unit)


@given(own=hands(), as_choice=st.booleans())
def test_equal_inputs_give_an_equal_plan(counter: Counter, own: Negotiation, as_choice: bool) -> None:
    """The same facts told anew, in objects of their own, give the same plan, in the same words."""
    again = pickle.loads(pickle.dumps(own))  # noqa: S301 - just written
    assert again == own
    assert again is not own
    one, other = (counter(facts, as_choice=as_choice) for facts in (own, again))
    assert one == other
    assert repr(one) == repr(other)


@settings(max_examples=min(1_000, settings().max_examples))
@given(own=hands(), as_choice=st.booleans())
def test_every_plan_can_be_said(counter: Counter, own: Negotiation, as_choice: bool) -> None:
    """In words a plan prints no number but its facts, and keeps within Slack's limits."""
    planned = counter(own, as_choice=as_choice)
    reply = put(planned)
    assert ungrounded(reply, planned) == set()
    assert refusal([*to_blocks(reply)]) is None


@given(own=hands(), other=hands())
def test_leverage_changes_no_fact(counter: Counter, own: Negotiation, other: Negotiation) -> None:
    """What a person can fall back on moves the target, the order and the tone, but neither what is held nor its evidence."""
    names = ("alternative", "would_take_unchanged", "are_they_pressing", "can_wait")
    facts = {name: getattr(other.stance, name) for name in names}
    also = replace(own, stance=replace(own.stance, **facts))
    found = [counter(one) for one in (own, also)]
    one, two = (
        {ask.part: (ask.held, ask.evidence) for ask in each.plan.asks}
        if isinstance(each, CounterPlanned | OneAsk | CanAccept) else {}
        for each in found
    )  # fmt: skip
    assert all(one[part] == two[part] for part in one.keys() & two.keys())
    assert isinstance(found[0], NoZone) is isinstance(found[1], NoZone)


@pytest.mark.stress
def test_another_process_plans_the_same(counter: Counter) -> None:
    """Two processes that hash words differently deal the same hands and come to the same plans."""
    code = (
        "from bot.library.edition import read_edition\nfrom tests.coach.test_counter_laws import Counter, ROOT, tell\n"
        "from tests.conftest import GUIDES\n"
        "tell(Counter(read_edition(ROOT / 'seeds'), read_edition(ROOT / 'seeds', GUIDES)))"
    )
    told = [
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
        ).stdout
        for seed in SEEDS
    ]  # fmt: skip
    assert told[0] == told[1] == "".join(f"{line}\n" for line in lines(counter))


def lines(counter: Counter) -> Iterator[str]:
    """Yield a thousand plans and how they are said."""
    for seed in range(1_000):
        planned = counter(deal(Random(seed)), as_choice=seed % 3 == 0)
        yield repr((planned, put(planned).body))


def tell(counter: Counter) -> None:
    """Write them down."""
    for line in lines(counter):
        print(line)  # noqa: T201 - read by the test
