"""The words of a reviewed offer: read as prose in review, and no number in them but facts."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from bot.cli.terminal import as_plain
from bot.coach.review import OfferReviewed, review
from bot.conversation import Conversation
from bot.domain.figure import Figure
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation
from bot.replies.figures import as_about, as_stated
from bot.replies.markdown import unescape
from bot.replies.reply import Audience, Reply
from bot.replies.say import Words
from tests.conftest import TODAY
from tests.offers import at_together, elsewhere, negotiations, staying, with_posted
from tests.replies.test_grounding import NUMBER, facts, printed_forms
from tests.test_golden import GOLDEN, compare

CASES = {
    "offer_reviewed": at_together(
        base="215k", equity="80k/4y", bonus="15%", sign_on="20k", deadline="2026-11-27"
    ),
    "offer_reviewed_above": at_together(
        base="260k",
        bonus="30k",
        equity="50k/5y",
        instrument="rsu",
        trigger="double",
        hours="48",
        sign_on="10k",
        repaid="12",
    ),
    "offer_reviewed_years": staying(
        elsewhere(base="180k", equity="200k", vesting="5/15/40/40", sign_on="40k"), 3
    ),
    "offer_reviewed_posting": with_posted(
        elsewhere(
            base="€95k",
            shares="40,000",
            strike="€2.10",
            preferred="€7.50",
            fully_diluted="250M",
            instrument="options",
        ),
        "€80k-€110k",
    ),
    "offer_reviewed_euro": at_together(base="€95k", equity="80k/?"),
    "offer_reviewed_hourly": elsewhere(base="70/hr", bonus="10%", stage="verbal"),
    "offer_reviewed_monthly": elsewhere(base="8k/mo", bonus="10%", equity="20k/yr", owned="0.05%"),
    "offer_reviewed_percent": elsewhere(base="180k", owned="0.05%", valuation="100M", refresher="30k"),
    "offer_reviewed_misfit": at_together("london", base="12", bonus="900%", deadline="2026-11-20"),
}


WORDS = Words()
"""made once: the templates are compiled on first use"""


def written(facts: OfferReviewed) -> Reply:
    """Return the words for a reviewed offer."""
    return WORDS.write("offer_reviewed", {"a": facts}, Audience.PERSONAL)


@pytest.mark.parametrize("name", CASES)
def test_reviews_read_as_reviewed(coach: Conversation, name: str, *, golden: bool) -> None:
    """Each review reads, word by word, as it was last read aloud."""
    reply = written(review(CASES[name], coach.edition, TODAY))
    compare(GOLDEN / "replies" / f"{name}.md", as_plain(reply, "/comp"), write=golden)


def forms(fact: object) -> Iterator[str]:
    """Yield every way in which a fact may stand in a review."""
    yield from printed_forms(fact)
    match fact:
        case Figure(value=Money()):
            yield from (as_about(fact), as_stated(fact))
        case Figure():
            yield as_stated(fact)
        case _:
            pass


@given(negotiation=negotiations())
def test_any_review_prints_facts_alone(coach: Conversation, negotiation: Negotiation) -> None:
    """Whatever was stated, each number of the reply is one of the Answer, the title and the steps hold no amount."""
    found = review(negotiation, coach.edition, TODAY)
    reply = written(found)
    known = {number for fact in facts(found) for form in forms(fact) for number in NUMBER.findall(form)}
    assert set(NUMBER.findall(unescape(f"{reply.body} {reply.note}"))) <= known
    steps = " ".join(f"{step.label} {step.command}" for step in reply.steps)
    assert NUMBER.findall(f"{reply.title} {steps}") == []
    assert len(reply.body) < 2_900
