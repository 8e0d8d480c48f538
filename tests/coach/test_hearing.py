"""What a person says later changes that part of the negotiation, and no other."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given

from bot.coach.hearing import merge
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Instrument, Offer, Stage
from bot.library.lexicon import read_offer_cues
from bot.nlu.offers import OfferHeard, read_offer
from tests.offers import at_together, negotiations, offer

CUES = read_offer_cues(Path(__file__).parents[2] / "seeds" / "lexicon" / "offers.yaml")


def after(*texts: str, old: Negotiation | None = None) -> Negotiation:
    """Return a negotiation after a person has said some things, one after the other."""
    told = old or Negotiation(name="Together AI")
    for text in texts:
        told = merge(told, read_offer(text, CUES, today=date(2026, 11, 22), currency="USD"))
    return told


def test_a_later_statement_replaces_that_part_alone() -> None:
    """A corrected bonus leaves base and equity as they were."""
    told = after(
        "base 210k equity 80k/4y bonus 15%", "bonus 12%, it's guaranteed", "they list 40,000 options"
    )
    assert told.offer.base == offer(base="210k").base
    assert told.offer.bonus is not None
    assert (told.offer.bonus.target.percent, told.offer.bonus.is_guaranteed) == (Decimal(12), True)
    assert told.offer.equity is not None
    assert told.offer.equity.value is not None
    assert told.offer.equity.shares is not None


def test_options_stay_options_while_shares_are_spoken_of() -> None:
    """A count of the company's shares told later leaves what was granted, and so what must be paid for it."""
    told = after("40,000 options, strike 2.10", "there are 250M fully diluted shares and preferred is 7.50")
    assert told.offer.equity is not None
    assert told.offer.equity.instrument is Instrument.OPTIONS
    assert told.offer.equity.fully_diluted is not None


def test_an_answer_keeps_the_offer_before_it() -> None:
    """What they came back with is the offer now; the one before it stays, and so do the parts not named."""
    told = after("base 210k bonus 15%", "I asked for 240", "they came back with 225 and 25k sign-on")
    assert told.offer.stage is Stage.ANSWERED
    assert told.rounds == 1
    assert told.earlier[0].base == offer(base="210k").base
    assert told.earlier[0].sign_on is None
    assert told.offer.base is not None
    assert told.offer.base.money.amount == 225_000
    assert told.offer.sign_on == offer(sign_on="25k").sign_on
    assert told.offer.bonus is not None
    assert told.asked is not None
    assert told.asked.base is not None
    assert told.asked.base.money.amount == 240_000


def test_a_letter_is_read_against_what_was_agreed() -> None:
    """After yes, the agreed parts stay while the letter's become the offer."""
    told = after("base 210k bonus 15%", "I said yes to 225k", "the letter says 222k base")
    assert told.offer.stage is Stage.ACCEPTED
    assert told.agreed is not None
    assert told.agreed.base is not None
    assert told.offer.base is not None
    assert (told.agreed.base.money.amount, told.offer.base.money.amount) == (
        Decimal(225_000),
        Decimal(222_000),
    )
    assert told.agreed.bonus == told.offer.bonus


def test_a_yes_without_a_number_agrees_to_the_offer_in_hand() -> None:
    """I signed: what was agreed is the offer as it stood."""
    told = after("base 210k", "I signed")
    assert told.agreed is not None
    assert told.agreed.base == told.offer.base


def test_verbal_and_written_give_way_to_each_other_and_never_undo_an_answer() -> None:
    """A letter makes a verbal offer a written one; it doesn't make an answer a first offer."""
    assert after("verbally 210k base", "got it in writing").offer.stage is Stage.WRITTEN
    assert after("base 210k", "it's only verbal").offer.stage is Stage.VERBAL
    assert after("base 210k", "they came back with 220", "by email").offer.stage is Stage.ANSWERED


def test_a_new_value_keeps_the_basis_of_the_one_it_replaces() -> None:
    """Equity improved from a whole grant to another sum is still a whole grant."""
    told = after("base 210k equity 80k/4y", "they came back with 120k equity")
    assert told.offer.equity is not None
    assert told.offer.equity.value is not None
    assert told.offer.equity.value.unit == "grant"


def test_a_new_deadline_ends_the_hours_counted_before() -> None:
    """An extension to a day leaves no hours from the first deadline behind."""
    told = after("base 210k, expires in 48 hours", "they gave me until Dec 4")
    assert told.offer.hours_left is None
    assert told.offer.deadline is not None
    assert told.offer.deadline.value == date(2026, 12, 4)


def test_a_rival_is_known_by_name_and_circumstances_add_up() -> None:
    """The same rival said again is one rival; being new and on a visa are both kept."""
    told = after(
        "another offer from Stripe at 230k",
        "another offer from Stripe at 240k in writing",
        "I'm on a visa",
        "new grad",
    )
    assert [(rival.name, rival.is_written) for rival in told.stance.rivals] == [("Stripe", True)]
    assert told.stance.circumstances == {"visa", "new_grad"}


@given(negotiations())
def test_nothing_said_changes_nothing(told: Negotiation) -> None:
    """Talk without an offer leaves a negotiation as it was."""
    assert merge(told, OfferHeard(offer=Offer())) == told


def test_the_name_and_the_job_stay() -> None:
    """An offer heard never renames a negotiation."""
    told = after("base 300k", old=at_together(base="210k"))
    assert (told.name, told.company) == ("Together AI", "together-ai")
