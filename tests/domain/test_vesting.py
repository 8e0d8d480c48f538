"""What vests in each year of a grant, and what each year of an offer is made of."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from bot.domain.figure import Figure, Said, Unit
from bot.domain.offer import Grant, Offer, VestingSchedule
from bot.domain.vesting import vest
from bot.domain.yearly import average, base_a_year, cash_target, equity_a_year, year_by_year
from tests.offers import amounts, grant, money, offer, offers, shape, shapes, years

GRANT = money("200k", Unit.GRANT)


def thousands(figures: tuple[Figure, ...]) -> list[Decimal]:
    """Return amounts in thousands."""
    return [figure.money.amount / 1_000 for figure in figures]


# The yearly totals that teesee-calc gives for a package, by the formula it publishes (github.com/0vercl0k/teesee-calc,
# js/teesee.js, `Year`): base + sign-on of that year + grant × that year's percent, without refreshers.
# Base 180, grant 200, sign-on 40 in the first year, in thousands:
@pytest.mark.parametrize(
    ("typed", "totals"),
    [
        ("25/25/25/25", [270, 230, 230, 230]),  # 200 × 25 % = 50; 180 + 50, and 40 once
        ("5/15/40/40", [230, 210, 260, 260]),  # 10, 30, 80, 80
        ("10/20/30/40", [240, 220, 240, 260]),  # 20, 40, 60, 80
        ("33/33/34", [286, 246, 248, 180]),  # 66, 66, 68, nothing in the fourth
        ("20/20/20/20/20", [260, 220, 220, 220]),  # 40 a year, a fifth year to come
    ],
)
def test_yearly_totals_are_those_of_a_known_calculator(typed: str, totals: list[int]) -> None:
    """Five vesting shapes give the totals that teesee-calc's formula gives."""
    found = year_by_year(offer(base="180k", equity="200k", vesting=typed, sign_on="40k"))
    assert thousands(tuple(year.together for year in found)) == totals


def promised(each: str, first: int | None, over: int | None, **parts: str) -> Offer:
    """Return an offer with a refresher of `each` from the `first` year on, each over some years."""
    told = {"refresher_from": (first, Unit.COUNT), "refresher_over": (over, Unit.YEARS)}
    figures: dict[str, Any] = {
        name: Figure(value=value, unit=unit, origin=Said(words="refreshers"))
        for name, (value, unit) in told.items()
        if value
    }
    return replace(offer(base="180k", refresher=each, **parts), **figures)


# 20 each year, each over 4 years, 5 a year: from year 2 on 0, 5, 10, 15; from year 1 on 5, 10, 15, 20. Each over 2 years,
# 10 a year, from year 2: 0, 10, 20, 20, since the first is through after year 3.
@pytest.mark.parametrize(
    ("first", "over", "vested"),
    [
        (2, 4, [50, 55, 60, 65]),
        (1, 4, [55, 60, 65, 70]),
        (2, 2, [50, 60, 70, 70]),
        (None, 4, [50, 50, 50, 50]),
        (2, None, [50, 50, 50, 50]),
    ],
)
def test_a_refresher_counts_where_its_start_and_vesting_were_told(
    first: int | None, over: int | None, vested: list[int]
) -> None:
    """A refresher vests evenly from the year it is added; without its start or its vesting it is not counted."""
    told = promised("20k", first, over, equity="200k")
    assert thousands(tuple(year.equity for year in year_by_year(told))) == vested


def test_an_average_year_holds_the_refreshers_that_vest_in_it() -> None:
    """Over five years, 200 over four and 20 a year from the second on come to 200 + (5 + 10 + 15 + 20) in all, 50 a year."""
    found = average(promised("20k", 2, 4, equity="200k"), years(5))
    assert found
    assert found.equity
    assert thousands((found.equity,)) == [50]


def test_each_year_shows_what_it_is_made_of() -> None:
    """Cash and equity on paper stand apart in every year, the sign-on in the first alone."""
    found = year_by_year(offer(base="180k", equity="200k", vesting="5/15/40/40", sign_on="40k"))
    assert thousands(tuple(year.cash for year in found)) == [220, 180, 180, 180]
    assert thousands(tuple(year.equity for year in found)) == [10, 30, 80, 80]


@pytest.mark.parametrize(
    ("cliff", "vested"),
    [
        (0, [50, 50, 50, 50]),
        (12, [50, 50, 50, 50]),  # the first year is whole: it vests on its last day
        (18, [0, 100, 50, 50]),  # the first year's 50 waits for month 18, in the second year
        (24, [0, 100, 50, 50]),
        (30, [0, 0, 150, 50]),
        (60, [0, 0, 0, 0, 200]),
    ],
)
def test_what_falls_before_the_cliff_vests_on_its_day(cliff: int, vested: list[int]) -> None:
    """A cliff of a year leaves the first year whole; a longer one moves what it holds back."""
    assert thousands(vest(GRANT, shape("4y", cliff))) == vested


def test_four_even_years_are_assumed_where_nothing_is_said() -> None:
    """A grant of which nothing was said vests as most do."""
    assert thousands(vest(GRANT, None)) == [50, 50, 50, 50]


def test_thirds_are_whole_dollars_and_sum_to_the_grant() -> None:
    """A grant that does not divide is given in whole dollars, the rest in the last year."""
    # 100,000 ÷ 3 = 33,333.33…: 33,333 after one year, 66,666 after two, all of it after three
    found = vest(money("100k", Unit.GRANT), shape("3y"))
    assert [year.money.amount for year in found] == [33_333, 33_333, 33_334, 0]


@given(stated=amounts(10**9, Unit.GRANT), schedule=shapes())
def test_the_years_sum_to_the_whole_grant(stated: Figure, schedule: VestingSchedule) -> None:
    """Whatever the amount, the shape and the cliff, nothing is lost, added or taken back, over four years or more."""
    found = vest(stated, schedule)
    assert sum(year.money.amount for year in found) == stated.money.amount
    assert min(year.money.amount for year in found) >= 0
    assert len(found) >= 4


@given(one=offers())
def test_the_cash_target_grows_with_each_part(one: Offer) -> None:
    """Cash is base and bonus: never less than the base, and without sign-on or equity."""
    cash, base = cash_target(one), base_a_year(one)
    assert (cash is None) == (base is None)
    if cash and base:
        assert base.money <= cash.money


@pytest.mark.parametrize(
    ("granted", "a_year"),
    [
        (grant(equity="80k/4y"), 20),
        (grant(equity="100k/5y"), 20),
        (grant(equity="20k/yr"), 20),
        (grant(equity="80k/?"), None),  # a year's, or the grant? Never assumed
        (grant(shares="40,000", preferred="7.50"), 75),  # 40,000 × 7.50 = 300,000; ÷ 4
        (
            grant(shares="40,000", strike="2.10", preferred="7.50"),
            54,
        ),  # less 84,000 to exercise = 216,000; ÷ 4
        (grant(shares="40,000", strike="9", preferred="7.50"), 0),  # under water
        (grant(shares="40,000"), None),
    ],
)
def test_equity_by_the_year_needs_a_worth_and_a_basis(granted: Grant, a_year: int | None) -> None:
    """A year's worth is worked out from a grant's value or its shares at a stated price, or not at all."""
    found = equity_a_year(granted)
    assert (found and found.money.amount / 1_000) == a_year


@pytest.mark.parametrize(
    ("base", "a_year"),
    [("96k", 96_000), ("8k/mo", 96_000), ("70/hr", None), ("500/day", None), ("2k/wk", None)],
)
def test_only_months_are_made_a_year(base: str, a_year: int | None) -> None:
    """Twelve months are a year; hours, days and weeks are not, since nobody said how many are paid."""
    found = cash_target(offer(base=base))
    assert (found and found.money.amount) == a_year


def test_an_average_year_spreads_the_sign_on_and_what_vests() -> None:
    """Staying three years: 180 + 40 ÷ 3 in cash, and (10 + 30 + 80) ÷ 3 on paper."""
    found = average(offer(base="180k", equity="200k", vesting="5/15/40/40", sign_on="40k"), years(3))
    assert found is not None
    assert found.equity is not None
    assert thousands((found.cash, found.equity)) == [Decimal("193.333"), 40]


def test_a_sign_on_paid_over_years_stands_in_each_of_them() -> None:
    """A sign-on of 40 over two years is 20 in each of them, and 20 × 2 ÷ 3 of an average year of three."""
    told = replace(offer(base="180k", equity="200k", sign_on="40k"), sign_on_over=years(2))
    assert thousands(tuple(year.cash for year in year_by_year(told))) == [200, 200, 180, 180]
    found = average(told, years(3))
    assert found
    assert thousands((found.cash,)) == [Decimal("193.333")]


def test_years_in_two_currencies_are_not_added() -> None:
    """Euros in cash and dollars in equity make no year together."""
    assert year_by_year(offer(base="€95k", equity="80k/4y")) == ()
