"""Text → quantities, in the order they stand."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from bot.domain.amounts.days import read_day
from bot.domain.amounts.measure import Fixed, Measure, read_measure, read_word_length
from bot.domain.amounts.parts import Draft, name_components
from bot.domain.amounts.quantity import Component, Quantity, Value, YearlyShape
from bot.domain.amounts.settle import settle
from bot.domain.amounts.tokens import MOST_TOKENS, Kind, Number, Tokens, end_of_reading, split_tokens
from bot.domain.amounts.words import CLOCK, HINTS, INSTRUMENTS, PERCENTS, STARTERS

MOST_CHARACTERS, MOST_NUMBERS = 40_000, 160
"""a text is cut at the length of the longest message Slack takes, and at the numbers of four long offers, as many as are compared: who sends more is told"""
_LEAST_YEARS, _MOST_YEARS, _BESIDE = 3, 10, 50  # the last: characters from a day to the hour said with it
_AFTER = re.compile(rf"(?i)(?:[\s,(]|at\b|by\b)+{CLOCK.pattern}")
_BEFORE = re.compile(rf"(?i){CLOCK.pattern}(?:[\s,]|on\b|\w+day\b)+$")
_BEGINNINGS = frozenset({Kind.NUMBER, Kind.ISO})
_NUMBER = re.compile(r"\d[\d.,]*")
_SHAPE_MARKS = frozenset("/-")
_WHOLE_GRANT = (Decimal(99), Decimal(101))  # 33/33/33 is meant as a whole


@lru_cache(maxsize=2)
def cut(text: str) -> str:
    """Return a text as far as its quantities are read."""
    text = text[:MOST_CHARACTERS]
    beyond = next(islice(_NUMBER.finditer(text), MOST_NUMBERS, None), None)
    end = beyond.start() if beyond else len(text)
    return text[: end if end <= MOST_TOKENS else end_of_reading(text[:end])]


# A turn reads its text several times; what is said next takes its place, "forget me" too.
@lru_cache(maxsize=1)
def read_quantities(text: str, *, today: date | None = None) -> tuple[Quantity, ...]:
    """Return every quantity in `text`, in order, spans not overlapping; never raises.

    Days are resolved against `today`; without it a relative day stays unresolved. Nothing is converted, annualized
    or chosen: an amount keeps the currency and period that were typed, and what is unclear is an `Ambiguity`.
    """
    text = cut(text)
    # No hour parts a day from its verb.
    tokens = split_tokens(CLOCK.sub(lambda hour: " " * len(hour[0]), text))
    drafts = tuple(_read_drafts(tokens, today))
    named = name_components(tokens, drafts)
    hints = frozenset(HINTS[token.text] for token in tokens if token.text in HINTS)
    found = (_finish(text, tokens, draft, named.get(index), hints) for index, draft in enumerate(drafts))
    return tuple(quantity for quantity in found if quantity)


def _read_drafts(tokens: Tokens, today: date | None) -> Iterator[Draft]:
    after = 0
    for index, token in enumerate(tokens):
        begins = token.text in STARTERS or token.kind in _BEGINNINGS
        if begins and index >= after and (draft := _read_draft(tokens, index, today)):
            after = draft.after
            yield draft


def _read_draft(tokens: Tokens, index: int, today: date | None) -> Draft | None:
    return (
        read_shape(tokens, index)
        or read_day(tokens, index, today)
        or read_measure(tokens, index)
        or read_word_length(tokens, index)
    )


def read_shape(tokens: Tokens, index: int) -> Fixed | None:
    """Return the yearly vesting shape that begins at token `index`: three years or more that make a whole."""
    mark = tokens[index + 1 + (tokens[index + 1].text == "%")].text
    if mark not in _SHAPE_MARKS or tokens[index - 1].text == mark:
        return None
    percents: list[Decimal] = []
    after = index
    while isinstance(number := tokens[after].number, Number) and len(percents) <= _MOST_YEARS:
        percents.append(number.plain)
        after += 1 + (tokens[after + 1].text == "%")
        if tokens[after].text != mark or not tokens[after].tight:
            break
        after += 1
    whole = _WHOLE_GRANT[0] <= sum(percents) <= _WHOLE_GRANT[1]
    if not whole or not _LEAST_YEARS <= len(percents) <= _MOST_YEARS:
        return None
    return Fixed(
        first=index, after=after, value=YearlyShape(percents=tuple(percents)), component=Component.VESTING
    )


def _finish(
    text: str, tokens: Tokens, draft: Draft, component: Component | None, hints: frozenset[str]
) -> Quantity | None:
    value: Value | None
    if isinstance(draft, Fixed):
        value, component = draft.value, draft.component
    else:
        alone = draft.first == 0 and tokens[draft.after].kind is Kind.END
        value, component = settle(draft, component, hints, alone=alone), _own_component(draft, component)
    if value is None:
        return None
    start, end = tokens[draft.first].start, tokens[draft.after - 1].end
    if component is Component.DEADLINE:
        after, before = _AFTER.match(text, end), _BEFORE.search(text[max(0, start - _BESIDE) : start])
        start, end = start - len(before[0] if before else ""), after.end() if after else end
    return Quantity(start=start, end=end, words=text[start:end], value=value, component=component)


def _own_component(measure: Measure, component: Component | None) -> Component | None:
    """Return the component, where the unit itself does not say it better."""
    if measure.unit == "yoe":
        return Component.EXPERIENCE
    if measure.unit in INSTRUMENTS and component is not Component.FULLY_DILUTED:
        return component if component is Component.REFRESHER else Component.EQUITY
    is_share = measure.unit in PERCENTS and component is Component.FULLY_DILUTED
    return Component.EQUITY if is_share else component
