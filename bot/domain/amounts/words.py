"""The words that give a number its meaning, as words.toml lists them, each list there told by its comment; all in lower case."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from bot.domain.amounts.quantity import Component, Period
from bot.domain.written import read_written

Meant = TypeVar("Meant")
WRITTEN: dict[str, Any] = read_written(__file__)


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


def by_word(lists: Mapping[Meant, str]) -> dict[str, Meant]:
    """Return what each word of some lists means."""
    return {word: meant for meant, text in lists.items() for word in text.split()}


def timed(table: str) -> dict[str, Period]:
    """Return what each word of a table of times means."""
    return by_word({Period(period): text for period, text in WRITTEN[table].items()})


def counted(table: str) -> dict[str, int]:
    """Return the number that each word of a table means."""
    return by_word({int(number): text for number, text in WRITTEN[table].items()})


LISTS: dict[str, str] = WRITTEN["lists"]
CURRENCIES: dict[str, tuple[str, ...]] = {
    word: tuple(codes.split()) for word, codes in by_word(WRITTEN["currencies"]).items()
} | {code: (code.upper(),) for code in LISTS["codes"].split()}
"""sign, code or word -> the ISO 4217 codes it can mean, likeliest first"""
HINTS: dict[str, str] = by_word(WRITTEN["hints"])
INDIAN, TIGHT, DOLLARS, COMMA = (words_of(LISTS[name]) for name in ("indian", "tight", "dollars", "comma"))
THOUSAND, MILLION = Decimal(1_000), Decimal(1_000_000)
SCALES = {word: Decimal(size) for word, size in by_word(WRITTEN["scales"]).items()}
PERCENTS = {word: Decimal(size) for word, size in by_word(WRITTEN["percents"]).items()}
INSTRUMENTS: dict[str, str | None] = {**by_word(WRITTEN["instruments"])}
BEFORE_INSTRUMENT, PER, COUNTED = (words_of(LISTS[name]) for name in ("before_instrument", "per", "counted"))
LENGTHS, PERIODS, PERIOD_WORDS = map(timed, ("lengths", "periods", "period_words"))
SMALL = {word: Decimal(number) for word, number in counted("small").items()}
Phrases = tuple[tuple[tuple[str, ...], Component], ...]
PHRASES: dict[str, Phrases] = {}  # first word -> (whole phrase, what it names), longest phrase first
for _component, _phrases in WRITTEN["phrases"].items():
    for _words in (tuple(_phrase.split()) for _phrase in _phrases.split("|")):
        _known = (*PHRASES.get(_words[0], ()), (_words, Component(_component)))
        PHRASES[_words[0]] = tuple(sorted(_known, key=lambda known: (-len(known[0]), known[0])))
LABELS, GROUPS, FOLLOWERS = (words_of(LISTS[name]) for name in ("labels", "groups", "followers"))
CONNECTORS, SPREAD, DIFFERENCES = (words_of(LISTS[name]) for name in ("connectors", "spread", "differences"))
CHANGES, DAY_LEADS, DEADLINES = (words_of(LISTS[name]) for name in ("changes", "day_leads", "deadlines"))
PAST, NOT_DUE = words_of(LISTS["past"]), words_of(LISTS["not_due"])
WEEKDAYS, MONTHS, SOON = map(counted, ("weekdays", "months", "soon"))
CLOCK, JUST_HOUR = (re.compile(WRITTEN["hours"][name]) for name in ("clock", "alone"))
STARTERS = frozenset({*CURRENCIES, *SMALL, *WEEKDAYS, *MONTHS, *SOON}) | words_of(LISTS["starters"])
