"""Absurd or contradictory parts of an offer: each named, none used."""

import pytest
from hypothesis import given

from bot.domain.offer import Offer
from bot.domain.offer_checks import find_misfits, without
from tests.conftest import TODAY
from tests.offers import offer, offers


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"base": "12"}, "base too_small"),
        ({"base": "0"}, "base nothing"),
        ({"base": "-5k"}, "base negative"),
        ({"base": "1E400"}, "base too_large"),
        ({"base": "210k", "bonus": "900%"}, "target_bonus too_large"),
        ({"shares": "0"}, "equity nothing"),
        ({"owned": "150%"}, "equity too_large"),
        ({"shares": "100", "fully_diluted": "50"}, "fully_diluted more_than_all"),
        ({"equity": "80k", "vesting": "5/15/40/50"}, "vesting not_whole"),
        ({"equity": "80k/40y"}, "vesting too_long"),
        ({"equity": "80k/4y", "cliff": "60"}, "vesting too_long"),
        ({"base": "€95k", "sign_on": "10k"}, "sign_on other_currency"),
        ({"base": "€95k", "bonus": "10k"}, "target_bonus other_currency"),
        ({"sign_on": "20k", "repaid": "400"}, "repayment too_long"),
        ({"deadline": "2026-11-21"}, "deadline past"),
    ],
)
def test_what_cannot_be_is_named_and_left_out(parts: dict[str, str], found: str) -> None:
    """One wrong part is named with why, and the rest of the offer stands."""
    stated = offer(**parts)
    misfits = find_misfits(stated, TODAY)
    assert [f"{misfit.component} {misfit.why}" for misfit in misfits] == [found]
    assert find_misfits(without(stated, misfits), TODAY) == ()


@pytest.mark.parametrize(
    "parts",
    [
        {"base": "210k", "bonus": "15%", "equity": "80k/4y", "sign_on": "20k", "deadline": "2026-11-22"},
        {"base": "70/hr"},
        {"base": "€95k", "equity": "80k/4y"},  # dollars in equity beside euros in cash are common in Europe
        {"equity": "80k", "vesting": "33/33/33"},
        {"shares": "40,000", "strike": "0", "fully_diluted": "250M", "preferred": "7.50"},
    ],
)
def test_what_can_be_is_let_be(parts: dict[str, str]) -> None:
    """An ordinary offer, in full or in part, is taken as stated."""
    assert find_misfits(offer(**parts), TODAY) == ()


@given(one=offers())
def test_what_is_left_has_no_misfit(one: Offer) -> None:
    """Whatever was stated, taking the misfits out once is enough."""
    assert find_misfits(without(one, find_misfits(one, TODAY)), TODAY) == ()
