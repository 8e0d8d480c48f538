"""Generated offers through the ways in: nobody but their person ever sees an amount, and no sum comes from nowhere."""

import logging
from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.review import OfferReviewed, review
from bot.domain.figure import Computed, InGuide, Origin, Said, Unit
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer
from bot.slack.blocks import section
from tests.conftest import TODAY
from tests.dealt import chances
from tests.drivers import Slack
from tests.offers import dollars
from tests.origins import Witness
from tests.walks import WAYS, Logged, Told, Way, check, converse, listener, tell, walk

UNTOLD = Told(job="", line="", sums=frozenset(), amounts=frozenset())


@given(chance=chances(), way=st.sampled_from(WAYS))
@settings(max_examples=100)
def test_no_amount_leaves_its_person(watched: Slack, logged: Logged, chance: Random, way: Way) -> None:
    """Told by command, mention, message, shortcut or form, an amount is in nothing but its person's own messages."""
    walk(watched, logged, tell(chance), chance, way)


@given(chance=chances())
@settings(max_examples=8)
def test_any_offer_is_answered_in_the_terminal(watched: Slack, chance: Random) -> None:
    """Whatever an offer says, the terminal reviews it, plans, writes and forgets without breaking."""
    told = tell(chance)
    listener(watched).begin(f"{told.job} {told.line}", told.sums)
    converse(watched, told, chance)


def test_the_check_would_notice_a_leak(watched: Slack, logged: Logged) -> None:
    """An amount in a channel, in a notification, in an address or in a log fails the check."""
    told = replace(UNTOLD, line="base $187,341", amounts=frozenset({"187,341"}))
    listener(watched).begin(told.line, told.sums)
    for forged in ({"channel": "C1", "text": "", "blocks": []}, {"channel": "D1", "text": ""}):
        watched.forget()
        logged.lines.clear()
        watched.calls.append(("chat.postMessage", {**forged}))
        check(watched, logged, told)
        watched.calls[-1][1]["text"] = told.line
        with pytest.raises(AssertionError):
            check(watched, logged, told)
    watched.forget()
    with logged.alone():
        logging.getLogger("bot.test").debug("base %s", "187,341")
    with pytest.raises(AssertionError):
        check(watched, logged, told)
    logged.lines.clear()
    watched.urls.append("/api/chat.delete?text=187,341")
    with pytest.raises(AssertionError):
        check(watched, logged, told)


def reviewed(slack: Slack) -> tuple[OfferReviewed, Witness]:
    """Return the review of a base of $187,341, and the words that listen to nobody."""
    words = listener(slack)
    words.begin("", ())
    offer = Offer(base=dollars(187_341, Unit.PER_YEAR))
    return review(Negotiation(name="Acme", offer=offer), slack.conversation.edition, TODAY), words


def test_the_check_would_notice_a_sum_that_nobody_stated(watched: Slack, logged: Logged) -> None:
    """An answer whose base the person has not stated fails the check, and passes it once they have."""
    answer, words = reviewed(watched)
    watched.forget()
    words.say(answer)
    assert {*words.faults} == {"offer_reviewed: 187341 per_year from nowhere"}
    with pytest.raises(AssertionError):
        check(watched, logged, UNTOLD)
    words.begin("", [Decimal(187_341)])
    words.say(answer)
    check(watched, logged, UNTOLD)


def test_the_check_would_notice_a_sum_that_no_fact_prints_as(watched: Slack) -> None:
    """A reply with a sum or a count that its answer lacks fails the check."""
    answer, words = reviewed(watched)
    words.begin("", [Decimal(187_341)])
    reply = words.say(answer)
    assert [*words.look_over(reply, answer)] == []
    forged = replace(reply, body=f"{reply.body} Ask for $260,000 within 11 days.")
    assert {*words.look_over(forged, answer)} == {"$260,000", "260,000", "11"}


def test_the_check_would_notice_a_sum_slipped_in_on_the_way(watched: Slack, logged: Logged) -> None:
    """A sum in a message that no reply has printed fails the check."""
    reviewed(watched)
    for said in ("What do you hope for?", "Ask for $260,000."):
        watched.forget()
        watched.calls.append(("chat.postMessage", {"channel": "D1", "text": "", "blocks": [section(said)]}))
        with pytest.raises(AssertionError) if "$" in said else nullcontext():
            check(watched, logged, UNTOLD)


@pytest.mark.parametrize(
    "origin",
    [
        InGuide(path="guides/acme.md", line=1, as_of=None),
        Computed(formula="what people like to hear", figures=()),
        Computed(formula="", figures=(dollars(150_000, Unit.PER_YEAR),)),
        Said(words="$187,341"),
    ],
)
def test_the_check_would_notice_an_origin_that_is_none(watched: Slack, origin: Origin) -> None:
    """A sum that no guide has, one worked out of nothing or by no formula, and one put into a person's mouth come from nowhere."""
    _, words = reviewed(watched)
    figure = replace(dollars(187_341, Unit.PER_YEAR), origin=origin)
    assert not words.is_grounded(figure)
    assert words.is_grounded(replace(figure, origin=Computed(formula="base", figures=(figure,))))
