"""Reading quantities: what is written in any common style comes back exactly, and no text whatever does harm."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import (
    Ambiguity,
    Amount,
    Component,
    Day,
    Length,
    Percent,
    Period,
    Quantity,
    Shares,
    Value,
    YearlyShape,
    read_quantities,
)
from bot.domain.money import Money
from tests.domain.test_amounts_table import ROWS, SUNDAY

ROOT = Path(__file__).parent.parent.parent
Writer = Callable[[Decimal], str]
WIDE = str.maketrans("0123456789,.$", "０１２３４５６７８９，．＄")
SWAPPED = str.maketrans(",.", ".,")


def group(amount: Decimal, mark: str) -> str:
    """Return a whole amount with `mark` between its thousands."""
    return f"{amount:,.0f}".replace(",", mark)


def scaled(amount: Decimal, thousands: int) -> str:
    """Return an amount in thousands, millions …, with as many decimals as it takes."""
    number = amount / 1000**thousands
    return f"{number.normalize():f}"


def indian(amount: Decimal) -> str:
    """Return a whole amount grouped as in India: 12,34,567."""
    digits = f"{amount:.0f}"
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail])


WHOLE: list[tuple[str | None, Writer]] = [
    ("USD", lambda n: f"${n:,.0f}"),
    ("USD", lambda n: f"$ {n:,.0f}"),
    ("USD", lambda n: f"${n:.0f}"),
    ("USD", lambda n: f"US${n:,.0f}"),
    ("USD", lambda n: f"{n:,.0f} USD"),
    ("USD", lambda n: f"usd {n:.0f}"),
    ("USD", lambda n: f"{n:,.0f} dollars"),
    ("USD", lambda n: f"${n:,.0f}".translate(WIDE)),
    ("USD", lambda n: f"${scaled(n, 1)}k"),
    ("USD", lambda n: f"${scaled(n, 1)}K USD"),
    ("USD", lambda n: f"${scaled(n, 2)}M"),
    ("USD", lambda n: f"${scaled(n, 2)} million"),
    ("GBP", lambda n: f"£{n:,.0f}"),
    ("EUR", lambda n: f"€{group(n, '.')}"),
    ("EUR", lambda n: f"{group(n, '.')} €"),
    ("EUR", lambda n: f"€{n:,.0f}"),
    ("EUR", lambda n: f"{group(n, ' ')} €"),
    ("EUR", lambda n: f"{group(n, chr(0xA0))} EUR"),
    ("EUR", lambda n: f"{group(n, chr(0x202F))} €"),
    ("SEK", lambda n: f"{group(n, ' ')} SEK"),
    ("CHF", lambda n: f"CHF {group(n, chr(39))}"),
    ("CHF", lambda n: f"{group(n, '’')} CHF"),
    ("INR", lambda n: f"₹{indian(n)}"),
    ("INR", lambda n: f"{scaled(n / 100, 1)} lakh"),
    ("CAD", lambda n: f"C${n:,.0f}"),
    ("AUD", lambda n: f"A${n:,.0f}"),
    (None, lambda n: f"{scaled(n, 1)}k"),
    (None, lambda n: f"{scaled(n, 1)} k"),
    (None, lambda n: f"{scaled(n, 2)}M"),
]
CENTS: list[tuple[str, Writer]] = [
    ("USD", lambda n: f"${n:,.2f}"),
    ("USD", lambda n: f"{n:.2f} USD"),
    ("EUR", lambda n: f"€{n:,.2f}".translate(SWAPPED)),
    ("EUR", lambda n: f"{n:.2f} €".replace(".", ",")),
    ("CHF", lambda n: f"CHF {n:,.2f}".replace(",", "'")),
]
PERCENTS: list[tuple[int, Writer]] = [
    (1, lambda n: f"{n}%"),
    (1, lambda n: f"{n} %"),
    (1, lambda n: f"{n} percent"),
    (1, lambda n: f"{n}%".translate(WIDE)),
    (100, lambda n: f"{n} bps"),
]
DATES: list[Callable[[date], str]] = [
    date.isoformat,
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%b} {day.day} {day.year}",
    lambda day: f"{day.day} {day:%b} {day.year}",
    lambda day: f"{day.day}th of {day:%B} {day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
]
PERIODS: list[tuple[Period, str]] = [
    (Period.HOUR, "/hr"),
    (Period.HOUR, " an hour"),
    (Period.DAY, " per day"),
    (Period.WEEK, "/week"),
    (Period.MONTH, " a month"),
    (Period.YEAR, " pa"),
    (Period.YEAR, "/yr"),
]
AMOUNTS = st.integers(1_000, 10**11).map(Decimal)
SALARIES = st.integers(1, 400).map(lambda thousands: Decimal(thousands * 1000))
BEFORE = st.sampled_from(["", "they offered ", "base: ", "Is ", "(", "my comp is roughly ", "\n"])
BEHIND = st.sampled_from(["", ", what now?", ".", "?", ")", " and they say it's final", "\n\n"])
FRAGMENTS = [
    "$", "€", "kr", "¥", "185", "k", "-", "–", "%", " ", "\n", "base", "bonus", "1.234", "1,234", ",", ".", "/", "4y", "over", "to",
    "5/15/40/40", "next", "Friday", "in", "48", "hours", "Nov", "27", "the", "by", "11/12", "end of next week", "options", "∞",
    "NaN", "1e400", "9" * 40, "LPA", "cr", "per", "hour", "from", "between", "and", "+", "(", ")", "toronto", "raised", "valued",
    "two", "year", "cliff", "\u202e", "\u00a0", "１", "٣", "½", "²", "İ", "ß", "a", "$$", "−", "'", "2026", "basis", "points", "rs",
]  # fmt: skip
TEXTS = (
    st.text(max_size=200)
    | st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
    | st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join)
)
TODAYS = st.none() | st.dates()
HOSTILE = [
    "9" * 10_000, "1 " * 5_000, "1," * 5_000, "123 " * 2_500, "1-" * 5_000, "1/" * 5_000, "+1" * 5_000, "1." * 5_000, "1e" * 5_000,
    "$" * 10_000, "us" * 5_000, "-\n" * 5_000, "(123)" * 2_000, "base " * 2_000, "base 1 " * 1_400, "k over " * 1_400,
    "80k rsus in of worth " * 480, "5/15/40/40 " * 900, "http" * 2_500, "€1.234k " * 1_250, "next " * 2_000, "p." * 5_000,
    "1\u00a0" * 5_000, "１" * 10_000, "\u202e<!channel>1 " * 700, "from 1k to " * 900, "end of " * 1_400, "stock " * 1_600,
]  # fmt: skip


def read_one(text: str, today: date | None = None) -> Value:
    """Return the value of the one quantity in a text."""
    (quantity,) = read_quantities(text, today=today)
    return quantity.value


@given(amount=AMOUNTS, style=st.sampled_from(WHOLE), before=BEFORE, behind=BEHIND)
def test_whole_money_comes_back_exactly(
    amount: Decimal, style: tuple[str | None, Writer], before: str, behind: str
) -> None:
    """A whole amount written in any of 29 styles, anywhere in a sentence, is read as that amount and currency."""
    currency, write = style
    assert read_one(before + write(amount) + behind) == Amount(low=amount, high=amount, currency=currency)


@given(cents=st.integers(1, 10**11), style=st.sampled_from(CENTS))
def test_cents_come_back_exactly(cents: int, style: tuple[str, Writer]) -> None:
    """An amount with cents is read to the cent, whichever mark parts them."""
    amount, (currency, write) = Decimal(cents).scaleb(-2), style
    assert read_one(write(amount)) == Amount(low=amount, high=amount, currency=currency)


@given(
    one=SALARIES,
    other=SALARIES,
    dash=st.sampled_from(["-", "–", " - ", " – ", " to ", "—"]),
    short=st.booleans(),
)
def test_a_range_comes_back_exactly(one: Decimal, other: Decimal, dash: str, short: bool) -> None:
    """Both ends of a range are read, also where only the second says thousands."""
    low, high = sorted((one, other))
    text = f"${low / 1000:f}{dash}{high / 1000:f}k" if short else f"${low:,}{dash}${high:,}"
    assert read_one(text) == Amount(low=low, high=high, currency="USD")


@given(amount=st.integers(100, 10**9).map(Decimal), period=st.sampled_from(PERIODS))
def test_an_amount_keeps_its_period(amount: Decimal, period: tuple[Period, str]) -> None:
    """An amount an hour, a day or a month is never turned into a year's."""
    value = read_one(f"${amount:,}{period[1]}")
    assert value == Amount(low=amount, high=amount, currency="USD", period=period[0])


@given(percent=st.decimals("0.0001", "500", places=4), style=st.sampled_from(PERCENTS))
def test_a_percentage_comes_back_exactly(percent: Decimal, style: tuple[int, Writer]) -> None:
    """A percentage is read exactly; a hundred basis points are one percent."""
    divisor, write = style
    assert read_one(write(percent)) == Percent(low=percent / divisor, high=percent / divisor)


@given(
    shares=st.integers(100, 10**9),
    years=st.integers(1, 10),
    word=st.sampled_from(["options", "RSUs", "shares"]),
)
def test_a_share_count_comes_back_exactly(shares: int, years: int, word: str) -> None:
    """Shares are counted, with the years they are spread over, and are equity."""
    (quantity,) = read_quantities(f"{shares:,} {word} over {years} years")
    assert isinstance(quantity.value, Shares)
    assert (quantity.value.low, quantity.value.over_years) == (Decimal(shares), Decimal(years))
    assert quantity.component is Component.EQUITY


@given(cuts=st.lists(st.integers(1, 99), min_size=2, max_size=6, unique=True), mark=st.sampled_from("/-"))
def test_a_vesting_shape_comes_back_exactly(cuts: list[int], mark: str) -> None:
    """Yearly percentages that make a whole are a vesting shape, in order."""
    edges = [0, *sorted(cuts), 100]
    percents = tuple(Decimal(high - low) for low, high in pairwise(edges))
    assert read_one(mark.join(map(str, percents))) == YearlyShape(percents=percents)


@given(day=st.dates(date(2001, 1, 1), date(2099, 12, 31)), write=st.sampled_from(DATES), today=TODAYS)
def test_a_full_date_comes_back_exactly(day: date, write: Callable[[date], str], today: date | None) -> None:
    """A date with its year is that day, whatever day it is today."""
    assert read_one(write(day), today) == Day(on=day)


@given(today=st.dates(date(2001, 1, 1), date(2090, 1, 1)), ahead=st.integers(1, 6))
def test_a_weekday_is_the_next_one(today: date, ahead: int) -> None:
    """Due Friday is the first Friday after today; on a Friday both are offered."""
    day = today + timedelta(days=ahead)
    assert read_one(f"due {day:%A}", today) == Day(on=day)
    both = read_one(f"due {today:%A}", today)
    assert isinstance(both, Ambiguity)
    assert both.readings == (Day(on=today), Day(on=today + timedelta(days=7)))


@pytest.mark.parametrize(
    "text", ["Friday", "tomorrow", "in 48 hours", "Nov 27", "end of next month", "by the 27th"]
)
def test_a_relative_day_stays_relative_until_the_day_is_known(text: str) -> None:
    """Without today a relative day is found but not dated; with today it is dated."""
    undated, dated = read_one(text), read_one(text, SUNDAY)
    assert isinstance(undated, Day)
    assert isinstance(dated, Day)
    assert undated.on is None
    assert dated.on is not None
    assert dated.on > SUNDAY


@given(text=TEXTS, today=TODAYS)
def test_no_text_does_harm(text: str, today: date | None) -> None:
    """Any text is read without an error, the same twice, with spans inside it that do not overlap."""
    found = read_quantities(text, today=today)
    assert found == read_quantities(text, today=today)
    reached = 0
    for quantity in found:
        assert reached <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.words
        reached = quantity.end


@given(text=TEXTS, today=TODAYS)
def test_what_is_read_is_exact_and_bounded(text: str, today: date | None) -> None:
    """No float, nothing infinite, nothing over a quadrillion, no range upside down, no question with one answer."""
    for quantity in read_quantities(text, today=today):
        for part in walk(quantity):
            assert not isinstance(part, float)
            assert not isinstance(part, Decimal) or (part.is_finite() and abs(part) <= 10**15)
            if isinstance(part, Ambiguity):
                assert len(set(part.readings)) > 1
            if isinstance(part, Amount | Percent | Shares | Length):
                assert part.low <= part.high
                assert part.low >= 0 or "-" in quantity.words or "−" in quantity.words


@given(text=TEXTS, amount=AMOUNTS)
def test_what_stands_before_does_not_hide_an_amount(text: str, amount: Decimal) -> None:
    """An amount in its own paragraph is found whatever was said above it."""
    found = read_quantities(f"{text}\n\nOffer follows.\n\nUSD {amount:,} a year")
    assert [each.low for each in map(value_of, found) if isinstance(each, Amount)][-1:] == [amount]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_takes_no_time(text: str) -> None:
    """Ten kilobytes made to be slow are read in a fraction of a second: nothing grows faster than the text."""
    started = time.process_time()
    read_quantities(text, today=SUNDAY)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(("weekday", "days"), [(0, {4, 11}), (4, {7}), (5, {6}), (6, {5})])
def test_next_friday_is_asked_about_where_two_are_meant(weekday: int, days: set[int]) -> None:
    """From Monday to Thursday, next Friday may be this week's or the one after; otherwise it is one day."""
    today = date(2026, 11, 23) + timedelta(days=weekday)
    value = read_one("next Friday", today)
    readings = value.readings if isinstance(value, Ambiguity) else (value,)
    assert set(readings) == {Day(on=today + timedelta(days=ahead)) for ahead in days}


def test_a_flood_of_numbers_is_read_only_so_far() -> None:
    """Of a text that is nothing but numbers, the first 160 are read, four long offers' worth."""
    assert len(read_quantities("$185k " * 1_000)) == 160
    assert read_quantities("- " * 6_000 + "$185k") == ()


def test_a_long_message_is_read_to_its_end() -> None:
    """Ten kilobytes of prose do not hide the offer at their end."""
    prose = "They were kind and asked me about the team, my plans and when I could start. " * 130
    (quantity,) = read_quantities(prose + "The base is $215,000.")
    assert quantity.value == Amount(low=Decimal(215_000), high=Decimal(215_000), currency="USD")
    assert quantity.component is Component.BASE


def test_readings_do_not_depend_on_the_process() -> None:
    """Two processes with different hash seeds read the same."""
    texts = [text for text, *_ in ROWS]
    code = f"from bot.domain.amounts import read_quantities\nprint([read_quantities(t) for t in {texts!r}])"
    printed = [
        subprocess.run(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
            cwd=ROOT,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert b"Quantity" in printed[0]


def test_an_amount_becomes_money_only_in_a_known_currency() -> None:
    """The text's own currency wins over an assumed one; with neither there is no Money."""
    dollars, bare = read_one("$185-210k"), read_one("185k")
    assert isinstance(dollars, Amount)
    assert isinstance(bare, Amount)
    low, high = (Money(amount=Decimal(amount), currency="USD") for amount in (185_000, 210_000))
    assert dollars.in_money("EUR") == (low, high)
    assert bare.in_money("USD") == (low, low)
    with pytest.raises(ValueError, match="ISO 4217"):
        bare.in_money()


def value_of(quantity: Quantity) -> Value:
    """Return what was read."""
    return quantity.value


def walk(value: object) -> list[object]:
    """Return a value and everything inside it."""
    if isinstance(value, tuple):
        return [part for each in value for part in walk(each)]
    if is_dataclass(value):
        return [value, *(part for field in fields(value) for part in walk(getattr(value, field.name)))]
    return [value]
