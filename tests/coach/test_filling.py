"""An offer's form: what goes into its fields comes out of them again, and what is wrong stands beside its field."""

import pytest

from bot.coach.filling import fill, open_form
from bot.coach.own import OfferForm
from bot.conversation import Conversation
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer, Stage
from bot.nlu.offers import read_offer
from tests.conftest import TODAY

LINE = (
    "base 210k, 40,000 options strike 2.10 and 250M fully diluted, preferred 7.50, bonus 15% guaranteed, sign-on 20k"
    " repaid if I leave in 12 months, relocation 10k, answer by Friday"
)


def told(coach: Conversation, line: str = LINE) -> Negotiation:
    """Return an offer at Together AI as a line states it."""
    heard = read_offer(line, coach.edition.offer_cues, today=TODAY, currency="USD")
    return Negotiation(
        name="Together AI", company="together-ai", role="ml-ai-engineer", region="seattle", offer=heard.offer
    )


def refill(coach: Conversation, negotiation: Negotiation, **changes: str) -> Negotiation | OfferForm:
    """Open an offer's form, change some fields (an empty one is emptied), and send it."""
    values = {**dict(open_form(negotiation).values), **changes}
    sent = {name: value for name, value in values.items() if value}
    return fill(sent, negotiation, coach.edition, TODAY)


def filled(coach: Conversation, negotiation: Negotiation, **changes: str) -> Offer:
    """Return the offer that a form sent with changes states."""
    after = refill(coach, negotiation, **changes)
    assert isinstance(after, Negotiation)
    return after.offer


def test_a_form_sent_as_it_was_opened_changes_nothing(coach: Conversation) -> None:
    """What the form has no field for, a relocation or a guarantee, is still known after it."""
    before = told(coach)
    assert refill(coach, before) == before


def test_a_changed_field_changes_that_part_alone(coach: Conversation) -> None:
    """A new base leaves the rest; an emptied sign-on takes its repayment along."""
    before = told(coach)
    after = filled(coach, before, base="215k", sign_on="")
    assert after.base
    assert after.base.money.amount == 215_000
    assert (after.sign_on, after.repaid_within) == (None, None)
    assert (after.equity, after.relocation, after.bonus) == (
        before.offer.equity,
        before.offer.relocation,
        before.offer.bonus,
    )


def test_equity_can_be_corrected_where_it_stands(coach: Conversation) -> None:
    """One number of several in the equity field is changed, and the others are read as they were."""
    before = told(coach)
    shown = dict(open_form(before).values)["equity"]
    after = filled(coach, before, equity=shown.replace("40,000", "45,000")).equity
    assert after
    assert before.offer.equity
    assert after.shares
    assert after.shares.value == 45_000
    for part in ("strike", "fully_diluted", "preferred"):
        assert getattr(after, part).value == getattr(before.offer.equity, part).value


def test_equity_beside_its_vesting_is_a_whole_grant(coach: Conversation) -> None:
    """200k in one field and 5/15/40/40 in the next are worth 200k over four years; the years may come later."""
    for first in ({"equity": "200k", "vesting": "5/15/40/40"}, {"equity": "200k"}):
        before = refill(coach, told(coach, "base 180k"), **first)
        assert isinstance(before, Negotiation)
        grant = filled(coach, before, vesting="5/15/40/40").equity
        assert grant
        assert grant.value
        assert grant.value.unit == "grant"


def test_an_answered_offer_stays_answered(coach: Conversation) -> None:
    """Fixing a number does not undo that they came back, nor what was asked."""
    before = told(coach, "base 210k")
    answered = Negotiation(
        name=before.name,
        company=before.company,
        role=before.role,
        offer=Offer(currency="USD", base=before.offer.base, stage=Stage.ANSWERED),
        earlier=(before.offer,),
        asked=before.offer,
    )
    after = refill(coach, answered, base="215k")
    assert isinstance(after, Negotiation)
    assert (after.offer.stage, after.earlier, after.asked) == (
        Stage.ANSWERED,
        (before.offer,),
        before.offer,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base": "$12"}, "base"),
        ({"bonus": "900%"}, "bonus"),
        ({"base": "$210k", "bonus": "€20k"}, "bonus"),
        ({"sign_on": "€10k"}, "sign_on"),
        ({"equity": "0 shares"}, "equity"),
        ({"base": "as before"}, "base"),
        ({"deadline": "2026-11-01"}, "deadline"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    coach: Conversation, changes: dict[str, str], field: str
) -> None:
    """A base of $12, a bonus of 900 %, euros beside dollars, no shares, no number, a past day: one word each."""
    form = refill(coach, told(coach), **changes)
    assert isinstance(form, OfferForm)
    faults = coach.words.say(form).form
    assert faults
    assert [name for name, _ in faults.faults] == [field]
    assert faults.faults[0][1].endswith((".", "?"))


@pytest.mark.parametrize(
    ("job", "name"),
    [("acme data scientist", "acme"), ("Acme $187,341", "acme"), ("187,341", "My offer"), ("", "My offer")],
)
def test_an_amount_is_no_name(coach: Conversation, job: str, name: str) -> None:
    """What is typed where the company belongs names the offer, unless it is an amount: names show on lock screens."""
    sent = fill({"job": job, "base": "$150k"}, None, coach.edition, TODAY)
    assert isinstance(sent, Negotiation)
    assert sent.name == name


def test_an_hours_pay_is_kept_as_one(coach: Conversation) -> None:
    """An hourly base is taken as stated, and not made a year's."""
    base = filled(coach, told(coach), base="70/hr").base
    assert base
    assert base.unit == "per_hour"
