"""Reading an offer out of words: what is stated comes back, nothing else does, and no text whatever does harm."""

import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from math import prod
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import Amount, Component, Period, Question
from bot.domain.figure import Band, Figure, Said, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Alternative, Circumstance, Stance
from bot.domain.offer import Bonus, Grant, Instrument, Offer, PriceBasis, Stage, VestingSchedule
from bot.library.lexicon import read_offer_cues
from bot.nlu.offers import OfferHeard, read_offer
from bot.nlu.offers_cues import Cues

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TODAY = date(2026, 11, 22)
CUES = read_offer_cues(ROOT / "seeds" / "lexicon" / "offers.yaml")
CORPUS = yaml.safe_load((HERE / "offers.yaml").read_text("utf-8"))
PLAIN = frozenset(
    {
        Unit.PERCENT_OF_BASE,
        Unit.PERCENT_OF_COMPANY,
        Unit.SHARES,
        Unit.MONTHS,
        Unit.YEARS,
        Unit.DATE,
        Unit.PER_SHARE,
        Unit.ONE_OFF,
        Unit.COUNT,
    }
)


def hear(text: str, currency: str | None = "USD") -> OfferHeard:
    """Read a text on a fixed day, in dollars where it names no currency."""
    return read_offer(text, CUES, today=TODAY, currency=currency)


def write_figure(figure: Figure, usual: Unit = Unit.PER_YEAR) -> str:
    """Return a figure as the corpus writes it: its currency unless dollars, its unit where it is not the usual one."""
    value = figure.value
    if not isinstance(value, Money):
        return f"{value}{'%' if 'percent' in figure.unit else ''}"
    amount = f"{value.amount:f}" + ("" if value.currency == "USD" else f" {value.currency}")
    return amount if figure.unit in {usual, *PLAIN} else f"{amount} {figure.unit}"


def write_value(value: object) -> str:  # noqa: PLR0911 - one a kind
    """Return one stated value as the corpus writes it."""
    match value:
        case Figure():
            return write_figure(value)
        case Band(low=low, high=high):
            return f"{write_figure(low)}-{write_figure(high)}"
        case Bonus(target=target, is_guaranteed=sure):
            return write_figure(target) + (" guaranteed" if sure else "")
        case VestingSchedule(percents=percents, cliff_months=cliff):
            return "/".join(f"{percent:.4g}" for percent in percents) + (
                "" if cliff == 12 else f" cliff {cliff}"
            )
        case frozenset():
            return " ".join(sorted(str(each) for each in value))
        case True | False:
            return "yes" if value else "no"
        case _:
            return str(value)


def write_parts(whole: Offer | Grant | Stance, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and value of each part that was stated."""
    for part in fields(whole):
        value = getattr(whole, part.name)
        if part.name in {"currency", "stage", "rivals", "current"} or value in (
            None,
            part.default,
            frozenset(),
        ):
            continue
        if isinstance(value, Grant):
            yield from write_parts(value, before)
        else:
            yield f"{before}{part.name}", write_value(value)


def write_heard(heard: OfferHeard) -> dict[str, str]:
    """Return everything that was heard, as the corpus writes it."""
    written = dict(write_parts(heard.offer))
    if heard.stage:
        written["stage"] = heard.stage
    written |= dict(write_parts(heard.asked, "asked ")) if heard.asked else {}
    written |= dict(write_parts(heard.will_ask, "will ask ")) if heard.will_ask else {}
    written |= dict(write_parts(heard.agreed, "agreed ")) if heard.agreed else {}
    written |= {
        name: write_value(value)
        for name in ("ranged", "removed", "is_correction", "is_waiting", "got_all")
        if (value := getattr(heard, name))
    }
    written |= dict(write_parts(heard.stance))
    written |= dict(write_parts(heard.stance.current, "current ")) if heard.stance.current else {}
    for rival in heard.stance.rivals:
        name = f"rival {rival.name}".strip()
        written |= {name: "written" if rival.is_written else "said"} | dict(
            write_parts(rival.offer, f"{name} ")
        )
    for doubt in heard.doubts:
        written[f"ask {doubt.words}"] = f"{doubt.component or ''} {doubt.why}".strip()
    if heard.unplaced:
        written["unplaced"] = ", ".join(quantity.words for quantity in heard.unplaced)
    return written


STATED = [(text, parts) for row in CORPUS["stated"] for text, parts in row.items()]
NOTHING = [(text, unplaced) for row in CORPUS["nothing"] for text, unplaced in row.items()]


def test_a_text_states_what_the_corpus_says_and_nothing_else() -> None:
    """Each part a person states is heard as they meant it, and no other part is."""
    heard = [(text, write_heard(hear(text)), parts) for text, parts in STATED]
    assert [one for one in heard if one[1] != one[2]] == []


def words_in(value: object) -> Iterator[str]:
    """Yield the words of everything that was heard, wherever it stands."""
    if isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif is_dataclass(value):
        yield str(getattr(value, "words", ""))
        yield f"{getattr(value, 'low', 0)}"
        for part in fields(value):
            yield from words_in(getattr(value, part.name))


@given(pieces=st.lists(st.sampled_from(CORPUS["told"]), min_size=1, max_size=4, unique=True), data=st.data())
def test_no_amount_of_a_told_offer_ever_vanishes(pieces: list[str], data: st.DataObject) -> None:
    """Whatever is told in one line, each amount of it is kept, asked about, or named as left out."""
    large, small = (
        sorted(
            data.draw(st.lists(st.integers(least, most), min_size=9, max_size=9, unique=True)), reverse=True
        )
        for least, most in ((410, 799), (31, 81))
    )
    told = data.draw(st.sampled_from([", ", ". ", " and ", "; "])).join(pieces)
    text = re.sub("[#@]", lambda mark: str((large if mark[0] == "#" else small).pop()), told)
    numbers = {number for number in re.findall(r"\d+", text) if int(number) > 30} - {"401"}
    words = " ".join(words_in(hear(text)))
    assert numbers <= {*re.findall(r"\d+", words), *re.findall(r"(\d+)000\b", words)}, text


def test_talk_that_is_no_offer_states_none() -> None:
    """Questions, wishes, market figures and other people's pay never become part of an offer."""
    assert [text for text, _ in NOTHING if not hear(text).is_empty] == []
    heard = [(text, write_heard(hear(text)), {"unplaced": left} if left else {}) for text, left in NOTHING]
    assert [one for one in heard if one[1] != one[2]] == []


@pytest.mark.parametrize("name", sorted(CORPUS["letters"]))
def test_a_pasted_letter_gives_what_it_states(name: str) -> None:
    """A whole offer letter is read for its parts; its holidays, pension and hours are none of them."""
    text = (HERE / "letters" / f"{name}.txt").read_text("utf-8")
    assert write_heard(hear(text)) == CORPUS["letters"][name]


def test_the_corpus_is_as_large_as_promised() -> None:
    """At least 120 texts state something, 25 nothing, and 8 are letters."""
    assert len(STATED) >= 120
    assert len(NOTHING) >= 25
    assert len(CORPUS["letters"]) >= 8


def test_every_figure_keeps_the_words_as_typed() -> None:
    """What a person typed comes back to them in their own words."""
    for text, _ in STATED:
        heard = hear(text)
        for figure in [
            *heard.offer.figures(),
            *(rival for one in heard.stance.rivals for rival in one.offer.figures()),
        ]:
            assert isinstance(figure.origin, Said)
            assert figure.origin.words in text


def test_money_without_any_currency_is_asked_about() -> None:
    """Where neither the person nor a guide names a currency, none is assumed."""
    heard = hear("base 210k, sign-on 20k", currency=None)
    assert heard.offer.is_empty
    assert [doubt.why for doubt in heard.doubts] == [Question.CURRENCY] * 2
    assert hear("base $210k, sign-on 20k", currency=None).offer.currency == "USD"
    assert hear("200k base, 15% bonus, all gbp", currency=None).offer.currency == "GBP"
    assert hear("i make 100k gbp. they offered 150k base", currency=None).doubts[0].why is Question.CURRENCY
    assert hear("my minimum is 200k", currency=None).doubts[0].why is Question.CURRENCY
    assert hear("base €95k, sign-on 5k").offer.sign_on == Figure(
        value=Money(amount=Decimal(5000), currency="EUR"), unit=Unit.ONE_OFF, origin=Said(words="5k")
    )


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("deadline nov 30 5pm PT", "5pm PT"),
        ("they want an answer by 5 pm EST on Friday", "5 pm EST"),
        ("base 200k, due friday, at noon pacific time", "noon pacific time"),
        ("deadline nov 30, base 210 est. bonus 10%", None),
        ("deadline nov 30", None),
    ],
)
def test_an_hour_said_with_its_time_zone_comes_back_as_typed(text: str, clock: str | None) -> None:
    """A deadline keeps the hour and the zone that were said, and nothing else passes for them."""
    due_at = hear(text).offer.due_at
    assert (due_at and due_at.text) == clock


def test_a_lone_number_is_asked_about_once() -> None:
    """One question settles whether 150 is a year's thousands or an hour's pay, and in which currency where none is known."""
    readings = [
        (reading.low, reading.currency, reading.period)
        for currency in (None, "GBP")
        for reading in hear("my offer is 150", currency).doubts[0].readings
        if isinstance(reading, Amount)
    ]
    thousands, plain = Decimal(150_000), Decimal(150)
    assert readings == [
        (thousands, "USD", Period.YEAR),
        (plain, "USD", Period.HOUR),
        (thousands, "EUR", Period.YEAR),
        (thousands, "GBP", Period.YEAR),
        (thousands, "GBP", Period.YEAR),
        (plain, "GBP", Period.HOUR),
        (plain, "GBP", Period.DAY),
    ]
    assert hear("they offered 240 base").doubts == ()


def test_a_range_without_a_currency_is_asked_about() -> None:
    """A range that an employer names is no offer, and is kept only once its currency is known."""
    heard = hear("they offered 185-210k", None)
    assert heard.ranged is None
    assert [doubt.why for doubt in heard.doubts] == [Question.CURRENCY]
    assert hear("they offered €185-210k", None).ranged is not None


def every_fact(cues: Cues) -> Iterator[tuple[str, str]]:
    """Yield what some cues state, and all those that go on from them."""
    yield from cues.facts
    for longer in cues.then.values():
        yield from every_fact(longer)


def test_every_fact_of_a_cue_is_one_the_coach_knows() -> None:
    """A word list with a fact that nothing understands is found before it is shipped."""
    facts = set(every_fact(CUES))
    known = {
        "stage": Stage,
        "alternative": Alternative,
        "circumstance": Circumstance,
        "instrument": Instrument,
        "price": PriceBasis,
        "removed": Component,
    }
    for group, name in facts:
        if group in known:
            assert known[group](name)
        elif group == "said":
            assert name in {field.name for field in fields(OfferHeard)}
        elif group.endswith("stance"):
            assert name in {field.name for field in fields(Stance)}


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(" ".join(text for text, _ in STATED).split()), max_size=60).map(" ".join)
)
def test_no_text_whatever_does_harm(text: str) -> None:
    """Any text, and any jumble of the words of offers, is read without a fault and alike twice."""
    heard = hear(text)
    assert heard == hear(text)
    assert replace(heard.offer, stage=Stage.NONE).stage is Stage.NONE


@pytest.mark.stress
def test_reading_takes_no_longer_than_promised() -> None:
    """A message is read in two milliseconds, a paste of forty thousand characters in fifty; only far beyond it fails."""
    message = "; ".join(text for text, _ in STATED[:12])[:500]
    paste = "\n".join((HERE / "letters" / "halyard_analytics.txt").read_text("utf-8") for _ in range(20))[
        :40_000
    ]
    for text, limit in ((message, 0.002), (paste, 0.05), ("$1k " * 10_000, 0.05), ("offered " * 5_000, 0.05)):
        assert min(timed(text) for _ in range(7)) < 10 * limit, text[:20]


def timed(text: str) -> float:
    """Return the seconds that one reading takes."""
    start = time.thread_time()
    hear(text)
    return time.thread_time() - start


def test_no_cue_spells_out_more_than_a_start_has_time_for() -> None:
    """Choices of words multiply: a phrase of ten thousand readings, or a hundred thousand in all, holds up the first answer."""
    groups = yaml.safe_load((ROOT / "seeds" / "lexicon" / "offers.yaml").read_text("utf-8"))
    phrases = {phrase for names in groups.values() for listed in names.values() for phrase in listed}
    readings = {phrase: prod(len(word.split("|")) for word in str(phrase).split()) for phrase in phrases}
    assert max(readings.values()) < 10_000
    assert sum(readings.values()) < 100_000
