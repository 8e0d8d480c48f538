"""A stake, worked out line by line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figure import Computed, Figure, Unit
from bot.domain.offer import Grant
from bot.domain.stake import (
    at_exit,
    break_even,
    company_value,
    complete,
    exercise_cost,
    net_value,
    paper_value,
    size,
)
from tests.offers import amounts, grant, grants, money, said

DILUTIONS = st.none() | st.integers(0, 99).map(lambda n: said(Decimal(n), Unit.PERCENT_OF_COMPANY))


def amount(figure: Figure | None) -> Decimal:
    """Return the amount of a figure that has to be there."""
    assert figure is not None
    return figure.money.amount


def test_the_published_example_comes_out_line_by_line() -> None:
    """40,000 options at 2.10, 250M shares, preferred at 7.50: every line is what a person gets by hand."""
    stake = complete(grant(shares="40,000", strike="2.10", fully_diluted="250M", preferred="7.50"))
    gross = paper_value(stake, stake.preferred)
    assert gross
    assert stake.owned
    assert stake.owned.percent == Decimal("0.016")  # 40,000 ÷ 250,000,000 = 0.00016
    assert amount(exercise_cost(stake)) == 84_000  # 40,000 × 2.10
    assert amount(gross) == 300_000  # 40,000 × 7.50, Carta's notional value
    assert amount(net_value(gross, stake)) == 216_000  # 300,000 − 84,000
    assert amount(company_value(stake)) == 1_875_000_000  # 7.50 × 250M
    assert amount(break_even(stake, None)) == 525_000_000  # 84,000 ÷ 0.016 %, or 2.10 × 250M
    fifth = said(Decimal(20), Unit.PERCENT_OF_COMPANY)
    sold = money("1000M", Unit.ONE_OFF)
    assert amount(at_exit(stake, sold, None)) == 76_000  # 1,000M × 0.016 % = 160,000; − 84,000
    assert amount(at_exit(stake, sold, fifth)) == 44_000  # 160,000 × 80 % = 128,000; − 84,000
    assert amount(break_even(stake, fifth)) == 656_250_000  # 525M ÷ 80 %


@pytest.mark.parametrize(
    ("stated", "shares", "whole"),
    [
        ({"shares": "40,000", "owned": "0.016%"}, 40_000, 250_000_000),  # 40,000 ÷ 0.00016
        ({"fully_diluted": "250M", "owned": "0.016%"}, 40_000, 250_000_000),  # 250M × 0.00016
    ],
)
def test_two_counts_give_the_third(stated: dict[str, str], shares: int, whole: int) -> None:
    """With a percent and one count, the other count is worked out and says so."""
    stake = complete(grant(**stated))
    assert stake.shares
    assert stake.fully_diluted
    assert (size(stake.shares), size(stake.fully_diluted)) == (Decimal(shares), Decimal(whole))
    assert sum(isinstance(one.origin, Computed) for one in (stake.shares, stake.fully_diluted)) == 1


def test_prices_in_two_currencies_are_not_mixed() -> None:
    """A strike in euros and a preferred price in dollars give no value after exercising, and no conversion."""
    assert complete(grant(strike="€2", preferred="7.50", shares="10")).preferred is None


@given(stated=grants())
def test_nobody_owns_more_than_the_company(stated: Grant) -> None:
    """However a grant is stated, a percent worked out is over nothing and at most all of it."""
    stake = complete(stated)
    if stake.owned and isinstance(stake.owned.origin, Computed):
        assert 0 < stake.owned.percent <= 100


@given(stated=grants(), dilution=DILUTIONS, sold=amounts(10**10, Unit.ONE_OFF))
def test_break_even_is_where_the_value_turns(stated: Grant, dilution: Figure | None, sold: Figure) -> None:
    """At break-even the stake brings nothing, below it nothing, and above it something."""
    stake = complete(stated)
    even = break_even(stake, dilution)
    value = at_exit(stake, sold, dilution)
    if even is None or value is None or stake.shares is None:
        return
    assert amount(at_exit(stake, even, dilution)) < 1
    if sold.money <= even.money:
        assert amount(value) < 1
    else:
        assert amount(value) > 0


@given(stated=grants(), sold=amounts(10**10, Unit.ONE_OFF))
def test_dilution_never_adds(stated: Grant, sold: Figure) -> None:
    """A stake diluted brings no more than one that is not."""
    stake, third = complete(stated), said(Decimal(33), Unit.PERCENT_OF_COMPANY)
    whole, less = at_exit(stake, sold, None), at_exit(stake, sold, third)
    assert (whole is None) == (less is None)
    if whole and less:
        assert less.money <= whole.money
