"""Asking what an amount means: each choice states what was meant, and asks nothing again."""

from bot.coach.doubts import raise_doubt
from bot.nlu.offers import read_offer
from tests.coach.test_hearing import CUES
from tests.conftest import TODAY


def test_a_choice_of_currency_keeps_the_thousands_that_were_meant() -> None:
    """Whoever types 185 and picks dollars has 185 thousand of them, as the review will say."""
    doubts = read_offer("they offered 185, 20k sign-on", CUES, today=TODAY, currency=None).doubts
    raised, waiting = raise_doubt(doubts, "Stripe")
    dollars = raised.readings[0].command
    assert waiting.waiting == ""
    assert dollars == "offer Stripe: sign on 20k USD, base 185000 USD"
    offer = read_offer(dollars, CUES, today=TODAY, currency=None).offer
    assert offer.base is not None
    assert offer.base.money.amount == 185_000
