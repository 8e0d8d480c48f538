"""Offers side by side: who leads at which counting of equity, and what would turn it."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.coach.compare import COUNTINGS, Beside, Hindrance, OffersCompared, beside_them, compare
from bot.domain.figure import Figure, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation, Stance
from bot.domain.offer import Offer
from bot.domain.stake import size
from tests.coach.test_stake import NUMBER, unfounded, written
from tests.offers import at_together, elsewhere, offer, offers, said, years

NOTHING, HALF, FACE = COUNTINGS["nothing"], COUNTINGS["half"], COUNTINGS["face"]
CASH = at_together(base="210k", bonus="10%", equity="80k/4y")
STARTUP = elsewhere("Acme", base="180k", equity="400k/4y", sign_on="20k")
PERCENTS = st.integers(0, 150).map(lambda n: share(Decimal(n)))


def share(percent: Decimal) -> Figure:
    """Return a counting that the person stated."""
    return said(percent, Unit.PERCENT_OF_GRANT)


def paid(name: str, cash: tuple[int, int, int], equity: tuple[int, bool], *, is_listed: bool) -> Negotiation:
    """Return an offer of base, bonus percent and sign-on, and of equity as a grant or by the year."""
    base, bonus, once = cash
    worth, is_grant = equity
    one = offer(
        base=str(base), bonus=f"{bonus}%", sign_on=str(once), equity=f"{worth}/{'4y' if is_grant else 'yr'}"
    )
    assert one.equity
    return Negotiation(name=name, offer=replace(one, equity=replace(one.equity, is_listed=is_listed)))


def pairs() -> st.SearchStrategy[tuple[Negotiation, Negotiation]]:
    """Draw two offers that can be ranked, one of them under each name."""
    sums = st.tuples(st.integers(50_000, 400_000), st.integers(0, 50), st.integers(0, 100_000))
    worths = st.tuples(st.integers(0, 1_000_000), st.booleans())
    acme, globex = (
        st.builds(paid, st.just(name), sums, worths, is_listed=st.booleans()) for name in ("Acme", "Globex")
    )
    return st.tuples(acme, globex)


def amount(figure: Figure | None) -> Decimal:
    """Return the amount of a figure that has to be there."""
    assert figure is not None
    return figure.money.amount


def of(name: str, answer: OffersCompared) -> Beside:
    """Return one offer of an answer."""
    return next(one for one in answer.offers if one.name == name)


def test_the_order_turns_where_the_arithmetic_says() -> None:
    """More cash leads while equity counts for little, more equity when it counts; the turning point is the same seen from both."""
    # A year, over four: Together 210 + 10 % = 231K, equity 80 ÷ 4 = 20K; Acme 180 + 20 ÷ 4 = 185K, equity 100K.
    # Level where 231 + 20 p = 185 + 100 p: p = 46 ÷ 80 = 57.5 %, said as 58 %.
    by_cash, by_face = compare((CASH, STARTUP), NOTHING), compare((CASH, STARTUP), FACE)
    assert [one.name for one in by_cash.offers] == ["Together AI", "Acme"]
    assert [one.name for one in by_face.offers] == ["Acme", "Together AI"]
    assert [amount(one.counted) for one in by_cash.offers] == [231_000, 185_000]
    assert [amount(one.counted) for one in by_face.offers] == [285_000, 251_000]
    turns = [answer.offers[1].turns_at for answer in (by_cash, by_face)]
    assert [one.percent for one in turns if one] == [58, 58]
    assert [by_cash.offers[1].leads_above, by_face.offers[1].leads_above] == [True, False]


def test_with_equal_cash_less_equity_leads_at_no_counting() -> None:
    """Where the cash is the same, there is no percent below nothing at which the offer with less equity would lead."""
    # A year, over four: both 180K; equity 100 ÷ 4 = 25K against 90 ÷ 4 = 22.5K. Level only where nothing counts.
    more, less = (
        paid(name, (180_000, 0, 0), (worth, True), is_listed=False)
        for name, worth in (("Acme", 100_000), ("Globex", 90_000))
    )
    assert of("Globex", compare((more, less), FACE)).turns_at is None


def test_the_missing_base_allows_for_the_bonus_on_it() -> None:
    """A base that carries a bonus has to rise by less than the gap."""
    # 285 − 251 = 34K a year; with 10 % bonus on it, 34 ÷ 1.1 = 30,909.
    assert amount(of("Together AI", compare((CASH, STARTUP), FACE)).base_gap) == 30_909
    assert amount(of("Acme", compare((CASH, STARTUP), NOTHING)).base_gap) == 46_000


def test_each_year_is_told_over_the_years_they_stay() -> None:
    """180K with 200K at 5/15/40/40 and 40K at the start is 230, 210, 260, 260; a fifth year is cash alone."""
    shaped = elsewhere("Acme", base="180k", equity="200k", vesting="5/15/40/40", sign_on="40k")
    told = [amount(year) for year in of("Acme", compare((shaped, CASH), FACE)).years]
    assert told == [230_000, 210_000, 260_000, 260_000]
    stays = replace(CASH, stance=Stance(years=years(5)))
    told = [amount(year) for year in of("Acme", compare((shaped, stays), HALF)).years]
    assert told == [225_000, 195_000, 220_000, 220_000, 180_000]


def test_equity_that_can_be_sold_counts_in_full() -> None:
    """Shares of a listed company are worth what they are worth, however private equity is counted."""
    assert STARTUP.offer.equity
    listed = replace(STARTUP.offer, equity=replace(STARTUP.offer.equity, is_listed=True))
    answer = compare((CASH, replace(STARTUP, offer=listed)), NOTHING)
    assert amount(of("Acme", answer).counted) == 285_000
    # Together's own 20K a year would have to count for (285 − 231) ÷ 20 = 270 %.
    turns = of("Together AI", answer).turns_at
    assert turns
    assert turns.percent == 270


def test_the_current_job_is_one_of_the_offers() -> None:
    """What somebody has today stands beside an offer like any other, with what would make it win."""
    answer = compare((STARTUP, elsewhere("Current job", base="190k")), NOTHING)
    assert [one.name for one in answer.offers] == ["Current job", "Acme"]
    assert "**Current job** leads" in written(answer).body
    told = replace(STARTUP, stance=replace(STARTUP.stance, current_base=elsewhere(base="190k").offer.base))
    beside = [one.name for one in beside_them((told, replace(told, name="Globex")))]
    assert beside == ["Current job"], "told of with two offers, it is still one job"


def test_what_cannot_be_compared_is_not_ranked() -> None:
    """Euros beside dollars, pay by the hour and an offer without a base are told apart from the rest, in words."""
    euros = elsewhere("Berlin", base="€95k", currency="EUR")
    mixed = compare((CASH, euros), FACE)
    assert [one.hindrance for one in mixed.offers] == [Hindrance.CURRENCY, Hindrance.CURRENCY]
    assert "I don't convert" in written(mixed).body
    answer = compare((elsewhere("Gig", base="70/hr"), elsewhere("New", sign_on="5k"), CASH, STARTUP), FACE)
    assert [one.hindrance for one in answer.offers] == [None, None, Hindrance.PERIOD, Hindrance.NO_BASE]
    assert answer.has_leader


def test_equal_offers_are_called_level() -> None:
    """Nobody leads where both come to the same."""
    answer = compare((CASH, replace(CASH, name="Globex")), HALF)
    assert answer.is_level
    assert "leads" not in written(answer).body


def test_the_counting_can_be_switched_and_is_always_said() -> None:
    """The reply says at what percent equity is counted and offers the others, without an amount in any command."""
    reply = written(compare((CASH, STARTUP), share(Decimal(30))))
    assert "**30%** of its paper value" in reply.body
    assert [step.command for step in reply.steps] == [f"compare {word}" for word in (*COUNTINGS, "my %")]


def test_a_leader_at_every_counting_is_told_from_one_at_this() -> None:
    """It is said whether the winner changes with the counting, and no equity is spoken of where none was stated."""
    assert "leads at this counting, not at every one" in written(compare((CASH, STARTUP), NOTHING)).body
    richer = elsewhere("Hooli", base="300k", equity="400k/4y")
    assert "**Hooli** leads however you count equity" in written(compare((CASH, richer), NOTHING)).body
    bare = elsewhere("Hooli", base="300k"), elsewhere("Acme", base="200k")
    assert "**Hooli** leads on cash" in written(compare(bare, NOTHING)).body


@given(two=pairs(), counting=PERCENTS)
def test_the_order_of_entry_changes_nothing(two: tuple[Negotiation, Negotiation], counting: Figure) -> None:
    """Offers compared in either order give the same answer."""
    assert compare(two, counting) == compare(two[::-1], counting)


@given(two=pairs(), low=st.integers(0, 100), more=st.integers(1, 100))
def test_counting_more_never_hurts_the_offer_with_more_equity(
    two: tuple[Negotiation, Negotiation], low: int, more: int
) -> None:
    """As equity counts for more, the lead of the offer with more of it never shrinks by more than rounding."""
    before, after = (compare(two, share(Decimal(at))) for at in (low, low + more))
    richer, other = sorted((of(one.name, before) for one in two), key=unsold, reverse=True)
    leads = [
        amount(of(richer.name, at).counted) - amount(of(other.name, at).counted) for at in (before, after)
    ]
    assert leads[1] >= leads[0] - 2


@given(two=pairs(), counting=PERCENTS)
def test_the_turning_point_turns(two: tuple[Negotiation, Negotiation], counting: Figure) -> None:
    """On the far side of the turning point the other offer leads, or they are level to rounding."""
    second = compare(two, counting).offers[1]
    if second.turns_at is None or size(second.turns_at) > 10**6:
        return
    beyond = size(second.turns_at) + (1 if second.leads_above else -1)
    across = compare(two, share(beyond)).offers
    assert across[0].name == second.name or amount(across[0].counted) - amount(across[1].counted) <= 2


@given(two=pairs(), counting=PERCENTS)
def test_the_missing_base_makes_it_level(two: tuple[Negotiation, Negotiation], counting: Figure) -> None:
    """With the base asked for, the offer behind comes level with the leader, to rounding."""
    second = compare(two, counting).offers[1]
    behind = next(one for one in two if one.name == second.name)
    assert second.base_gap
    assert behind.offer.base
    raised = replace(behind.offer.base, value=behind.offer.base.money + second.base_gap.money)
    better = replace(behind, offer=replace(behind.offer, base=raised))
    first, last = compare(tuple(better if one is behind else one for one in two), counting).offers
    assert amount(first.counted) - amount(last.counted) <= 3


@given(drawn=st.lists(offers() | offers("EUR"), min_size=1, max_size=4), counting=PERCENTS)
def test_any_offers_are_set_side_by_side_without_a_number_of_our_own(
    drawn: list[Offer], counting: Figure
) -> None:
    """However little is known of each, the reply holds only the answer's figures, and no title holds an amount."""
    answer = compare(tuple(Negotiation(name="Acme", offer=one) for one in drawn), counting)
    assert unfounded(answer) == set()
    assert not NUMBER.search(written(answer).title)
    assert len(written(answer).body) < 1_700


def unsold(one: Beside) -> Decimal:
    """Return the equity of an offer that cannot be sold, a year."""
    return Decimal(0) if one.is_listed or one.equity is None else one.equity.money.amount


def test_a_long_stay_is_cut_to_whole_years() -> None:
    """Years are whole, one to ten, so that nobody is shown forty."""
    for stay, shown in ((40, 10), (0, 1), (3, 3)):
        assert (
            compare((replace(CASH, stance=Stance(years=years(stay))), STARTUP), HALF).horizon.value == shown
        )


def test_sums_of_another_currency_inside_an_offer_are_not_added() -> None:
    """A sign-on in euros beside a base in dollars keeps the offers unranked."""
    once = Figure(
        value=Money(amount=Decimal(9), currency="EUR"), unit=Unit.ONE_OFF, origin=said(9, Unit.COUNT).origin
    )
    odd = replace(STARTUP, offer=replace(STARTUP.offer, sign_on=once))
    assert not compare((CASH, odd), HALF).has_leader
