"""Amounts that can mean several things: the readings to choose from, each with the words that state it without doubt."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot.coach.filling import OWNERS
from bot.coach.hearing import take_away
from bot.coach.own import DoubtRaised, Reading
from bot.domain.amounts import Amount, Clear, Component, Percent, Question, Shares
from bot.domain.figure import Figure, Quoted, Said, Unit
from bot.domain.money import Money
from bot.domain.offer import Offer, Stage
from bot.domain.session import Unsettled
from bot.nlu.offers import OfferHeard
from bot.nlu.offers_figures import PACES, USUAL
from bot.nlu.offers_parts import Doubt

MOST_READINGS = 4
ONCE = frozenset({Component.SIGN_ON, Component.RELOCATION})
NUMBER = re.compile(r"\d[\d.,]*+\s?[kKmM]?")
PARTS = frozenset({None, Component.BASE, Component.EQUITY}) | ONCE


def raise_doubt(doubts: Iterable[Doubt], name: str, again: str = "") -> tuple[DoubtRaised, Unsettled]:
    """Return the first doubt about a negotiation of that name, and all that waits for its answer.

    A missing currency is asked for all amounts at once; `again` is a text to be said again with it.
    """
    doubts = tuple(doubts)
    first, asked = doubts[0], doubts[:1]
    if first.why is Question.CURRENCY and len(first.readings) <= 1:
        asked = tuple(doubt for doubt in doubts if doubt.why is Question.CURRENCY)
        readings = tuple(in_currency(asked, name, again))
    else:
        readings = tuple(read_as(first, name))[:MOST_READINGS]
    words = ", ".join(doubt.words for doubt in asked)
    raised = DoubtRaised(
        said=Quoted(text=words, origin=Said(words=words)),
        component=first.component,
        why=first.why,
        readings=readings,
    )
    currencies = {value.currency for value in first.readings if isinstance(value, Amount)}
    own = (one.component for one in asked if one.component in PARTS and not (one.owner or one.rival))
    return raised, Unsettled(
        asked=restate((doubt, words) for doubt in asked for words in sums_in(doubt)),
        waiting=restate((doubt, doubt.words) for doubt in doubts if doubt not in asked),
        lacks_currency=first.why is Question.CURRENCY or len(currencies) > 1,
        is_foreign=first.why is Question.OTHER_CURRENCY,
        parts=frozenset(one or Component.BASE for one in own),
    )


def doubt_money(said: OfferHeard, before: Offer) -> OfferHeard:
    """Return what was heard with its doubtful sums asked about: of another currency than the base, or only said aloud."""
    doubts = {part: doubt for part in (Component.BASE, *ONCE) if (doubt := doubt_sum(said, before, part))}
    if said.is_correction or not doubts:
        return said
    offer = replace(
        take_away(said.offer, frozenset(doubts)), currency=before.currency, absent=said.offer.absent
    )
    return replace(said, stage=None, offer=offer, doubts=(*said.doubts, *doubts.values()))


def doubt_sum(said: OfferHeard, before: Offer, part: Component) -> Doubt | None:
    """Return what is doubtful in the sum that is now said of a part: it may be converted, or not be in writing."""
    was, now = before.base, getattr(said.offer, part)
    if not (was and now) or was.unit is not Unit.PER_YEAR or now.unit not in {Unit.ONE_OFF, Unit.PER_YEAR}:
        return None
    told, known = now.money, was.money
    words, owner = now.origin.words if isinstance(now.origin, Said) else "", ""
    sums, why = (known, told), Question.SPOKEN
    if told.currency != known.currency and not said.has_settled:
        sums, why = (told, replace(told, currency=known.currency)), Question.OTHER_CURRENCY
        words, owner = "".join(NUMBER.findall(words)), "answered" if said.stage is Stage.ANSWERED else ""
    elif part in ONCE or told == known or (said.stage, before.stage) != (Stage.VERBAL, Stage.WRITTEN):
        return None
    readings = tuple(Amount(low=one.amount, high=one.amount, currency=one.currency) for one in sums)
    return Doubt(words=words, component=part, why=why, readings=readings, owner=owner)


def in_currency(doubts: Iterable[Doubt], name: str, again: str) -> Iterator[Reading]:
    """Yield every doubtful amount stated again, in each of the usual currencies."""
    for code in USUAL:
        told = ((one, f"{words} {code}") for one in doubts for words in sums_in(one))
        parts = f"{again}. {code}" if again else restate(told)
        yield Reading(figure=None, currency=code, command=f"offer {name}: {parts}")


def sums_in(doubt: Doubt) -> tuple[str, ...]:
    """Return a sum as typed, with thousands that were left out: 185 was 185000; of two for one thing, both."""
    match doubt.readings:
        case (Amount(low=low, high=high, shorthand=True),) if low == high:
            return (f"{low:f}",)
        case (Amount(currency=str()), Amount(currency=str())) if doubt.why is Question.WHICH_ONE:
            return tuple(map(state, doubt.readings))
        case _:
            return (doubt.words.replace(" and ", "-"),)  # between 180 and 200 is a range yet


def read_as(doubt: Doubt, name: str) -> Iterator[Reading]:
    """Yield the readings that can be stated in words."""
    for value in doubt.readings:
        if (figure := figure_of(value, doubt)) is not None:
            parts = restate([(doubt, state(value))])
            yield Reading(figure=figure, currency=None, command=f"offer {name}: {parts}")


def restate(told: Iterable[tuple[Doubt, str]]) -> str:
    """Return amounts as words that state them: the offer's own first, another's behind its name, the person's last."""
    parts: dict[str, list[str]] = {}
    persons = []
    for doubt, words in told:
        part = (doubt.component or Component.BASE).value.replace("_", " ")
        if doubt.owner in OWNERS:
            persons.append(f"{OWNERS[doubt.owner]} {f'{part} ' if doubt.component else ''}{words}")
        else:
            parts.setdefault(doubt.rival, []).append(f"{part} {words}")
    own = ", ".join(parts.pop("", ()))
    others = (f"Competing offer from {rival} at {', '.join(sums)}" for rival, sums in parts.items())
    return ". ".join(filter(None, (own, *others, *persons)))


def state(value: Clear) -> str:
    """Return a reading as words that can mean only that."""
    match value:
        case Amount(low=low, currency=currency, period=period, over_years=years):
            every = f" per {period.value}" if period else ""
            return f"{low:f} {currency or 'USD'}{every}{f' over {years:f} years' if years else ''}"
        case Percent(low=low):
            return f"{low:f}%"
        case Shares(low=low, instrument=instrument, over_years=years):
            return f"{low:f} {instrument or 'shares'}{f' over {years:f} years' if years else ''}"
        case _:
            return ""


def figure_of(value: Clear, doubt: Doubt) -> Figure | None:
    """Return a reading as a figure to show; None for what cannot be shown as one."""
    match value:
        case Amount(low=low, currency=currency, period=period):
            unit = PACES.get(period, Unit.PER_YEAR) if period else Unit.PER_YEAR
            unit = Unit.ONE_OFF if doubt.component in ONCE else unit
            shown: Money | Decimal = Money(amount=low, currency=currency or "USD")
        case Percent(low=low):
            shown, unit = low, Unit.PERCENT_OF_BASE
        case Shares(low=low):
            shown, unit = low, Unit.SHARES
        case _:
            return None
    return Figure(value=shown, unit=unit, origin=Said(words=doubt.words))
