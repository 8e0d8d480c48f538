"""An offer reviewed: the arithmetic by hand, where each part stands, what is unusual, what to ask."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from bot.coach.placing import NotPlaced, Placed, Position, Yardstick
from bot.coach.review import Oddity, OfferReviewed, Question, review
from bot.conversation import Conversation
from bot.domain.amounts import Component
from bot.domain.figure import Figure
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation
from bot.library.edition import Edition
from tests.conftest import TODAY
from tests.offers import at_together, elsewhere, negotiations, staying, with_posted

USUAL = {"base": "210k", "equity": "80k/4y", "bonus": "15%"}


@pytest.fixture(scope="module")
def edition(coach: Conversation) -> Edition:
    """Return the shipped content, whose only guide is the owner's."""
    return coach.edition


def amount(figure: Figure | None) -> float | None:
    """Return money in thousands."""
    return float(figure.money.amount / 1_000) if figure else None


def where(found: OfferReviewed, component: Component) -> Placed | NotPlaced | None:
    """Return where a part of an offer stands."""
    return dict(found.placed).get(component)


# 210 + 15 % × 210 = 210 + 31.5 = 241.5 a year in cash; 80 ÷ 4 = 20 on paper. The base beside the owner's guide:
@pytest.mark.parametrize(
    ("region", "position", "gap"),
    [
        ("sf-bay-area", Position.MIDDLE, 40),  # 188–250, thirds end at 208.67 and 229.33; 250 − 210
        ("seattle", Position.MIDDLE, 28),  # 179–238, thirds end at 198.67 and 218.33; 238 − 210
        ("remote-us", Position.UPPER, 15),  # 169–225, thirds end at 187.67 and 206.33; 225 − 210
    ],
)
def test_the_owners_guide_places_an_offer(
    edition: Edition, region: str, position: Position, gap: int
) -> None:
    """Cash and equity are added up apart, the base is placed by thirds, and equity of unknown basis is not."""
    found = review(at_together(region, **USUAL), edition, TODAY)
    base, bonus = where(found, Component.BASE), where(found, Component.TARGET_BONUS)
    assert (amount(found.cash_target), amount(found.equity_a_year)) == (241.5, 20)
    assert isinstance(base, Placed)
    assert (base.position, amount(base.gap)) == (position, gap)
    assert isinstance(bonus, Placed)
    assert (bonus.position, bonus.gap) == (Position.LOW_END, None)  # 15 beside 15–20
    assert where(found, Component.EQUITY) is NotPlaced.GUIDE_BASIS


@pytest.mark.parametrize(
    ("base", "position", "gap"),
    [
        ("180k", Position.BELOW, 8),
        ("188k", Position.LOW_END, 62),
        ("200k", Position.LOWER, 50),
        ("215k", Position.MIDDLE, 35),
        ("240k", Position.UPPER, 10),
        ("250k", Position.HIGH_END, 0),
        ("260k", Position.ABOVE, 10),
    ],
)
def test_a_base_stands_somewhere_beside_its_band(
    edition: Edition, base: str, position: Position, gap: int
) -> None:
    """Below, at an end, in a third or above: each with the money that says how far."""
    found = where(review(at_together(base=base), edition, TODAY), Component.BASE)
    assert isinstance(found, Placed)
    assert (found.position, amount(found.gap)) == (position, gap)


def test_a_bonus_in_money_is_placed_by_its_percent(edition: Edition) -> None:
    """A bonus of 30 on a base of 200 is 15 %, the guide's low end."""
    found = where(review(at_together(base="200k", bonus="30k"), edition, TODAY), Component.TARGET_BONUS)
    assert isinstance(found, Placed)
    assert (found.stated.percent, found.position) == (Decimal(15), Position.LOW_END)


def test_equity_is_placed_by_the_year_where_both_sides_say_what_it_is(invented: Conversation) -> None:
    """A guide's grant of 80–140 over four years is 20–35 a year; 100 over four is 25, its middle third."""
    job = Negotiation(
        name="Larkspur", company="larkspur-robotics", role="software-engineer", region="remote-us"
    )
    for parts, expected in (
        ({"equity": "100k/4y", "instrument": "options"}, Position.MIDDLE),
        ({"equity": "25k/yr"}, Position.MIDDLE),  # thirds of 20–35 end at 25 and 30, and 25 belongs above
        ({"equity": "100k/4y", "instrument": "rsu"}, NotPlaced.OTHER_INSTRUMENT),
        ({"equity": "100k/?"}, NotPlaced.OFFER_BASIS),
        ({"shares": "40,000"}, NotPlaced.NO_VALUE),
    ):
        here = replace(job, offer=elsewhere(base="170k", **parts).offer)
        found = where(review(here, invented.edition, TODAY), Component.EQUITY)
        assert (found.position if isinstance(found, Placed) else found) == expected


@pytest.mark.parametrize(
    ("parts", "worth"),
    [
        ({"owned": "0.05%", "valuation": "100M"}, 50),  # 100M × 0.05 %
        ({"owned": "0.1%", "preferred": "2", "fully_diluted": "50M"}, 100),  # 50,000 × 2
        ({"shares": "40,000", "strike": "2.10", "fully_diluted": "250M", "valuation": "1875M"}, 216),
        ({"shares": "40,000", "strike": "2.10", "preferred": "7.50", "valuation": "9000M"}, 216),  # 300 − 84
        ({"shares": "2,000", "fair": "48"}, 96),
        ({"owned": "0.05%", "preferred": "2"}, None),
        ({"shares": "40,000", "valuation": "100M"}, None),
    ],
)
def test_a_part_of_the_company_is_worth_what_it_is_of_its_price(
    edition: Edition, parts: dict[str, str], worth: float | None
) -> None:
    """A percent at a valuation, or at a price and a count of all shares, is equity on paper, and no cash."""
    found = review(elsewhere(base="180k", **parts), edition, TODAY)
    assert (amount(found.equity), amount(found.cash_target)) == (worth, 180)
    assert amount(found.equity_a_year) == (worth and worth / 4)


@pytest.mark.parametrize(
    ("negotiation", "yardstick"),
    [
        (at_together(base="210k"), Yardstick.GUIDE),
        (at_together(base="€95k"), Yardstick.OTHER_CURRENCY),
        (at_together("london", base="210k"), Yardstick.OTHER_REGION),
        (elsewhere(base="210k"), Yardstick.NONE),
        (with_posted(elsewhere(base="210k"), "153k-220k"), Yardstick.POSTING),
        (with_posted(elsewhere(base="€95k"), "153k-220k"), Yardstick.OTHER_CURRENCY),
    ],
)
def test_an_offer_is_held_against_what_there_is(
    edition: Edition, negotiation: Negotiation, yardstick: Yardstick
) -> None:
    """A guide of that region and currency comes first, then a posting as given; with neither, nothing is placed."""
    found = review(negotiation, edition, TODAY)
    assert found.beside.yardstick is yardstick
    assert bool(found.placed) == (yardstick in {Yardstick.GUIDE, Yardstick.POSTING})
    assert found.cash_target is not None


@pytest.mark.parametrize(
    ("parts", "oddity"),
    [
        ({"deadline": "2026-11-24"}, Oddity.DEADLINE_NEAR),
        ({"hours": "48"}, Oddity.DEADLINE_NEAR),
        ({"sign_on": "20k", "repaid": "12"}, Oddity.REPAYMENT),
        ({"shares": "40,000", "instrument": "options"}, Oddity.WITHOUT_TOTAL),
        ({"equity": "100k/5y"}, Oddity.LONG_VESTING),
        ({"equity": "200k", "vesting": "5/15/40/40"}, Oddity.BACK_LOADED),
        ({"equity": "80k/4y", "instrument": "rsu", "trigger": "double"}, Oddity.DOUBLE_TRIGGER),
        ({"stage": "verbal"}, Oddity.VERBAL_ONLY),
    ],
)
def test_what_is_unusual_is_said(edition: Edition, parts: dict[str, str], oddity: Oddity) -> None:
    """Each unusual term is named, and an ordinary offer at a solid guide names none."""
    assert review(elsewhere(base="210k", bonus="15%", **parts), edition, TODAY).unusual == (oddity,)
    assert review(elsewhere(**USUAL, deadline="2026-11-27"), edition, TODAY).unusual == ()
    uneven = elsewhere(base="210k", bonus="15%", equity="200k", vesting="10/40/20/30")  # as much in each half
    assert review(uneven, edition, TODAY).unusual == ()


def test_the_guide_may_be_what_is_unusual(edition: Edition) -> None:
    """A bonus missing where the guide has one is said, and so is a guide of weak data."""
    found = review(at_together(base="210k"), edition, TODAY)
    assert found.unusual == (Oddity.NO_BONUS, Oddity.WEAK_GUIDE)


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        (USUAL | {"sign_on": "20k"}, (Question.INSTRUMENT, Question.PERCENT, Question.REPAID)),
        ({"base": "70/hr", "stage": "verbal"}, (Question.IN_WRITING, Question.HOURS, Question.BONUS)),
        ({"equity": "80k/?"}, (Question.BASE, Question.YEAR_OR_GRANT, Question.INSTRUMENT)),
        (USUAL | {"instrument": "options", "owned": "0.05%"}, (Question.PRICE,)),
        (USUAL | {"instrument": "rsu", "price_basis": "fair", "owned": "0.05%"}, ()),
    ],
)
def test_at_most_three_questions_most_valuable_first(
    edition: Edition, parts: dict[str, str], asked: tuple[Question, ...]
) -> None:
    """What is asked is what is missing, in the order of what it would change."""
    assert review(elsewhere(**parts), edition, TODAY).questions == asked


def test_years_are_shown_only_where_vesting_differs(edition: Edition) -> None:
    """An even grant needs no rows, whatever the sign-on; a shape of 5/15/40/40 does."""
    even = review(staying(elsewhere(**USUAL, sign_on="20k"), 2), edition, TODAY)
    uneven = review(elsewhere(base="180k", equity="200k", vesting="5/15/40/40"), edition, TODAY)
    assert even.years == ()
    assert even.average is not None
    # 210 + 31.5 + 20 ÷ 2 a year in cash over two years
    assert amount(even.average.cash) == 251.5
    assert [amount(year.together) for year in uneven.years] == [190, 210, 260, 260]


def test_what_cannot_be_is_not_added_up(edition: Edition) -> None:
    """A bonus of 900 % is named, and the base stands alone."""
    found = review(at_together(base="210k", bonus="900%"), edition, TODAY)
    assert [misfit.component for misfit in found.misfits] == [Component.TARGET_BONUS]
    assert amount(found.cash_target) == 210
    assert Oddity.NO_BONUS not in found.unusual


@given(negotiation=negotiations())
def test_any_offer_is_reviewed_on_one_basis(coach: Conversation, negotiation: Negotiation) -> None:
    """Whatever was stated, nothing crashes, cash holds no equity and no sign-on, and a gap is never negative."""
    found = review(negotiation, coach.edition, TODAY)
    if found.cash_target and found.base:
        bonus = (
            found.bonus.money if found.bonus else Money(amount=Decimal(0), currency=found.base.money.currency)
        )
        assert found.cash_target.money == found.base.money + bonus
    for _, place in found.placed:
        if isinstance(place, Placed) and place.gap:
            assert place.gap.money.amount >= 0
    assert len(found.questions) <= 3
    assert review(negotiation, coach.edition, TODAY) == found
