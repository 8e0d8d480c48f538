"""Equity worked out: the lines, what to ask, and whom."""

import dataclasses
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.stake import HandOff, StakeWorked, Unknown, read_sale, work_out
from bot.domain.figure import Figure, Unit
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer
from bot.replies import figures
from bot.replies.markdown import unescape
from bot.replies.reply import Audience, Reply
from bot.replies.say import CAMEL, Words
from tests.offers import amounts, money, offer, offers, said

WORDS = Words()
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
EXAMPLE = {
    "shares": "40,000",
    "strike": "2.10",
    "fully_diluted": "250M",
    "preferred": "7.50",
    "instrument": "options",
}


def acme(**parts: str) -> Negotiation:
    """Return an offer of the parts named, from a company without a guide."""
    return Negotiation(name="Acme", offer=offer(**parts))


def written(answer: object) -> Reply:
    """Return the words of an answer that holds a person's own numbers."""
    return WORDS.write(CAMEL.sub("_", type(answer).__name__).lower(), {"a": answer}, Audience.PERSONAL)


def facts(value: object) -> Iterator[object]:
    """Yield everything an answer holds but what its figures were worked out from."""
    yield value
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Figure):
        for part in dataclasses.fields(value):
            yield from facts(getattr(value, part.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from facts(one)


def unfounded(answer: object) -> set[str]:
    """Return the numbers that a reply prints without a figure or a name of its answer behind them."""
    stated = [str(figures.as_stated(one)) for one in facts(answer) if isinstance(one, Figure)]
    names = [one for one in facts(answer) if isinstance(one, str)]
    allowed = {number for form in (*stated, *names) for number in NUMBER.findall(form)}
    reply = written(answer)
    return set(NUMBER.findall(unescape(f"{reply.title} {reply.body} {reply.note}"))) - allowed


def lines(answer: StakeWorked) -> list[tuple[str, str]]:
    """Return each sale price and what the stake brings at it, as printed."""
    return [(str(figures.as_stated(one.company)), str(figures.as_stated(one.value))) for one in answer.exits]


def test_the_published_example_reads_as_by_hand() -> None:
    """0.016 % of the company, $84K to exercise, $300K at preferred: the reply says so, with the working beside it."""
    body = unescape(written(work_out(acme(**EXAMPLE))).body)
    assert "**0.016%**: 40,000 of 250,000,000 shares" in body
    assert "**$84K to exercise**: 40,000 × $2.10" in body
    assert "**$300K at the last preferred price**: 40,000 × $7.50, or $216K after exercising" in body
    assert "**Break-even** $525M for the company, $2.10 a share" in body


def test_sale_prices_are_examples_until_the_person_names_their_own() -> None:
    """Half, once and three times the last round are marked as examples; a price of the person's own stands instead."""
    shown = work_out(acme(**EXAMPLE))
    # 1,875M × 0.016 % = 300K; × 0.5 = 150K, × 3 = 900K; each − 84K
    assert lines(shown) == [("$937.5M", "$66K"), ("$1.88B", "$216K"), ("$5.63B", "$816K")]
    assert "examples, not forecasts" in written(shown).note
    own = work_out(acme(**EXAMPLE), companies=(money("4000M", Unit.ONE_OFF),))
    assert lines(own) == [("$1.88B", "$216K"), ("$4B", "$556K")]  # 4,000M × 0.016 % = 640K; − 84K
    assert "examples" not in written(own).note


def test_dilution_is_said_or_said_to_be_missing() -> None:
    """Without a dilution the reply says to ask for it; with one it is taken off."""
    fifth = said(Decimal(20), Unit.PERCENT_OF_COMPANY)
    assert "before any dilution (ask" in written(work_out(acme(**EXAMPLE))).body
    diluted = work_out(acme(**EXAMPLE), dilution=fifth)
    assert "after 20% dilution" in written(diluted).body
    assert lines(diluted)[1] == ("$1.88B", "$156K")  # 300K × 80 % = 240K; − 84K


def test_a_price_and_a_dilution_are_read_from_words() -> None:
    """Prices are of the whole company, from a million on, in the offer's currency where they name none."""
    companies, dilution = read_sale(
        "what if they sell for $500M or 2B, with 20% dilution and 40k options", "USD"
    )
    assert [one.money.amount for one in companies] == [500_000_000, 2_000_000_000]
    assert dilution
    assert dilution.percent == 20


def test_a_percent_alone_gives_a_yardstick_and_what_to_ask() -> None:
    """A percent without counts tells what it brings of a round price, and asks for the counts."""
    answer = work_out(acme(owned="0.05%"))
    assert lines(answer) == [("$100M", "$50K")]  # 100M × 0.05 %
    assert Unknown.FULLY_DILUTED in answer.unknown
    assert answer.cost is None


def test_a_percent_at_a_valuation_is_worth_what_it_is_of_it() -> None:
    """What the last round valued the company at stands for its price, and is not asked for again."""
    answer = work_out(acme(owned="0.05%", valuation="100M"))
    assert lines(answer) == [("$50M", "$25K"), ("$100M", "$50K"), ("$300M", "$150K")]
    assert Unknown.FULLY_DILUTED in answer.unknown
    assert Unknown.PREFERRED not in answer.unknown


def test_a_percent_that_the_counts_deny_is_pointed_out() -> None:
    """Where they said 0.05 % and the counts give 0.016 %, both stand; 0.02 % is only rounding."""
    said_more = work_out(acme(owned="0.05%", shares="40,000", fully_diluted="250M"))
    assert "They said 0.05%" in written(said_more).body
    rounded = work_out(acme(owned="0.02%", shares="40,000", fully_diluted="250M"))
    assert rounded.stated_owned is None


def test_more_shares_than_the_company_has_are_doubted() -> None:
    """A grant larger than the company is not worked out."""
    answer = work_out(acme(shares="300M", fully_diluted="250M", strike="1"))
    assert "can't both be right" in written(answer).body
    assert answer.exits == ()


def test_listed_shares_are_worth_what_they_are_worth() -> None:
    """RSUs of a listed company need no sale prices, no preferences and no share count."""
    private = acme(equity="200k/4y", instrument="rsu", trigger="single")
    assert private.offer.equity
    grant = dataclasses.replace(private.offer.equity, is_listed=True)
    answer = work_out(dataclasses.replace(private, offer=dataclasses.replace(private.offer, equity=grant)))
    assert (answer.exits, answer.hand_offs) == ((), (HandOff.VESTING,))
    assert not {Unknown.PREFERENCES, Unknown.FULLY_DILUTED, Unknown.PREFERRED} & {*answer.unknown}
    assert "The shares trade" in written(answer).body


@pytest.mark.parametrize(
    ("parts", "asked", "advised"),
    [
        (EXAMPLE, (Unknown.PREFERENCES, Unknown.WINDOW, Unknown.EXPIRY), ("AMT", "83(b)", "window")),
        (EXAMPLE | {"window": "12"}, (Unknown.PREFERENCES, Unknown.EXPIRY), ("AMT", "83(b)", "window")),
        (
            {"instrument": "rsu", "shares": "1,000"},
            (Unknown.FULLY_DILUTED, Unknown.PREFERRED, Unknown.PREFERENCES, Unknown.RSU_TRIGGER),
            ("double_trigger",),
        ),
        (EXAMPLE | {"instrument": "shares"}, (Unknown.PREFERENCES,), ("83(b)",)),
    ],
)
def test_only_what_is_missing_is_asked(
    parts: dict[str, str], asked: tuple[Unknown, ...], advised: tuple[str, ...]
) -> None:
    """What was stated is not asked again, and a question of tax is named and handed on, never answered."""
    answer = work_out(acme(**parts))
    assert answer.unknown == asked
    assert tuple(map(str, answer.hand_offs)) == advised


@given(
    drawn=offers(),
    companies=st.lists(amounts(10**10, Unit.ONE_OFF), max_size=2).map(tuple),
    dilution=st.none() | st.decimals(0, 100, places=1).map(lambda n: said(n, Unit.PERCENT_OF_COMPANY)),
)
def test_any_grant_is_answered_without_a_number_of_our_own(
    drawn: Offer, companies: tuple[Figure, ...], dilution: Figure | None
) -> None:
    """However little is known, the reply holds only the answer's own figures, and no title holds an amount."""
    answer = work_out(Negotiation(name="Acme", offer=drawn), companies, dilution)
    assert unfounded(answer) == set()
    assert not NUMBER.search(written(answer).title)
    assert len(written(answer).body) < 1_700
