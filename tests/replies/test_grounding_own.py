"""Grounding of a person's own answers: every number is theirs, a source's, or worked out from those by a formula shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import given, settings

from bot.coach.compare import COUNTINGS, compare
from bot.coach.counter import plan
from bot.coach.filling import open_form
from bot.coach.noted import Noted, note
from bot.coach.own import NotUnderstood, OffersListed
from bot.coach.own_answers import OwnAnswer
from bot.coach.review import review
from bot.coach.rounds import note_ask, take_round
from bot.coach.stake import work_out
from bot.coach.wording import word
from bot.coach.worked import show_work
from bot.conversation import Conversation
from bot.domain.figure import Computed, Figure, Said, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer, Stage
from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.nlu.offers import OfferHeard
from bot.replies import figures
from bot.replies.letter import in_full
from bot.replies.markdown import unescape
from bot.replies.reply import Reply
from tests.conftest import TODAY
from tests.offers import negotiations
from tests.replies.test_grounding import NUMBER, facts, printed_forms


def forms(fact: object) -> Iterator[str]:
    """Yield every way in which a fact may stand in a reply about the person's own offer."""
    yield from printed_forms(fact)
    if isinstance(fact, Figure):
        yield from (str(figures.as_stated(fact)), in_full(fact))
        if isinstance(fact.value, Money):
            yield from (str(figures.as_about(fact)), str(figures.as_gap(fact)))


@lru_cache(maxsize=50_000)
def numbers_of(value: Money | Decimal | int | date, unit: Unit) -> frozenset[str]:
    """Return the numbers in all ways to print a figure; how it came about does not show in them."""
    fact = Figure(value=value, unit=unit, origin=Said(words=""))
    return frozenset(number for form in forms(fact) for number in NUMBER.findall(form))


def naked(reply: Reply, answer: OwnAnswer | Noted) -> set[str]:
    """Return the numbers that a reply prints without a fact of its answer behind them."""
    known = [*facts(answer)]
    figures_known = {(fact.value, fact.unit) for fact in known if isinstance(fact, Figure)}
    allowed = {number for kind in figures_known for number in numbers_of(*kind)}
    others = (fact for fact in known if not isinstance(fact, Figure))
    allowed |= {number for fact in others for form in forms(fact) for number in NUMBER.findall(form)}
    labels = " ".join(step.label for step in (*reply.steps, *reply.more))
    words = unescape(f"{reply.title} {reply.body} {reply.note} {labels}")
    return {number for number in NUMBER.findall(words) if number not in allowed}


def answers(coach: Conversation, one: Negotiation, other: Negotiation) -> Iterator[OwnAnswer]:
    """Yield every kind of answer there is about two negotiations."""
    edition = coach.edition
    yield review(one, edition, TODAY)
    yield plan(one, edition, TODAY)
    yield plan(one, edition, TODAY, as_choice=True)
    yield work_out(one)
    yield compare((one, replace(other, name="Hooli")), COUNTINGS["half"])
    answered = replace(one, offer=replace(other.offer, stage=Stage.ANSWERED), earlier=(one.offer,))
    yield take_round(one, answered, edition, TODAY)
    countered = replace(one, offer=replace(one.offer, stage=Stage.COUNTERED), asked=other.offer)
    yield note_ask(countered, edition, TODAY)
    told = note(Negotiation(name="Acme"), one, OfferHeard(offer=Offer()), shows_parts=False)
    yield OffersListed(negotiations=(one, other), told=(told, None), lookups=())
    yield open_form(one)
    for text in ("firm", "questions", "accept", "decline", "extension", "letter"):
        for intent in (Intent.EMAIL, Intent.CALL):
            heard = Understanding(
                utterance=Utterance(text=text, intent=intent), intent=intent, outcome=Outcome.NONE
            )
            yield word(heard, one, edition, TODAY)


def check(coach: Conversation, one: Negotiation, other: Negotiation) -> None:
    """Check that no answer prints a number of its own, and that each worked-out one can be followed."""
    for answer in answers(coach, one, other):
        for told in (answer, show_work(answer)):
            assert naked(coach.words.say(told), told) == set(), type(told).__name__
        for fact in facts(answer):
            if isinstance(fact, Figure) and isinstance(fact.origin, Computed):
                assert fact.origin.formula
    if noted := note(other, one, OfferHeard(offer=one.offer), shows_parts=False):
        said = coach.words.say(NotUnderstood(name="Acme", typed=""))
        assert naked(coach.words.acknowledge(said, noted), noted) == set()


@given(one=negotiations(), other=negotiations())
@settings(max_examples=20)
def test_every_number_of_an_own_answer_has_an_origin(
    coach: Conversation, one: Negotiation, other: Negotiation
) -> None:
    """Review, plan, round, stake, comparison, words: each number printed is one of the answer's figures or words."""
    check(coach, one, other)


@pytest.mark.stress
@given(one=negotiations(), other=negotiations())
@settings(max_examples=2_000)
def test_two_thousand_own_answers_have_origins(
    coach: Conversation, one: Negotiation, other: Negotiation
) -> None:
    """The same over two thousand pairs of negotiations."""
    check(coach, one, other)


def test_the_check_would_notice_an_invented_number(coach: Conversation) -> None:
    """A reply with a figure that the review lacks is caught."""
    answer = review(Negotiation(name="Acme"), coach.edition, TODAY)
    reply = coach.words.say(answer)
    assert naked(replace(reply, body=reply.body + " Ask for $260,000."), answer) == {"260,000"}
