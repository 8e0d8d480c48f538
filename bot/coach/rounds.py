"""What they and the person answered: an ask beside its evidence; what changed, and what to do; after yes, the letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, auto
from functools import reduce

from bot.coach.case import Case, amounts_in, study, told_parts
from bot.coach.counter import find_ahead, find_no_zone, gap_to, is_below, is_enough, raise_in_words
from bot.coach.planned import NotYet
from bot.domain.amounts import Component
from bot.domain.asking import Ask, Evidence, amount_of, are_alike, at, parts_of, terms_of
from bot.domain.figure import Figure, Unit
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant, Offer, Stage
from bot.domain.script import Raised
from bot.domain.stake import share_currency, worked
from bot.domain.vesting import EVEN
from bot.domain.written import read_written
from bot.domain.yearly import cash_target
from bot.library.edition import Edition

MOST_ROUNDS, MOST_IF_RISKY = 2, 1
"""answers of theirs after which asking again needs something new (playbook, competing_offers and rescind_risk)"""
EVIDENCE = ("rivals", "posted", "forfeits", "current_base", "uses_current_base", "reason")
"""facts of a stance that are something new to ask with"""

_LIST, MOST_TOLD = read_written(__file__), 160
WITHIN = {"<letter>": _LIST["letter"], "<agreed>": _LIST["told"], "<term>": _LIST["term"]}
TERMS = re.compile(reduce(lambda told, one: told.replace(*one), WITHIN.items(), _LIST["agreed"]))


class Verdict(StrEnum):
    """What to do with their answer."""

    TAKE = auto()
    ONE_MORE = auto()
    DECLINE = auto()  # only ever below the stated walk-away
    IN_WRITING = auto()  # a spoken offer: thank them, and ask for the letter before anything else
    NO_YARDSTICK = auto()  # its base is in another currency than the one before: nothing is converted


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One part before and after; None where it was not there."""

    part: Component
    before: Figure | None
    after: Figure | None
    by: Figure | None  # after − before, where both are there and count the same


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTaken:
    """Their answer, set beside the offer before it and the first plan."""

    name: str
    changes: tuple[Change, ...]
    cash: Figure | None
    more_cash: Figure | None
    verdict: Verdict
    ask: Ask | None
    """with ONE_MORE: the part to ask for, its target the first plan's and never beyond what was asked before"""
    raised: tuple[Raised, ...]  # with ONE_MORE: what to ask about in words
    walk_away: Figure | None
    is_spent: bool  # whether another ask would need something new
    is_backed: bool  # whether any evidence, or an ask of theirs that was met, says what is enough
    gap: Figure | None
    """what the plan's targets are worth a year beyond the offer, a sign-on spread over the years they stay"""
    ahead: Figure | None  # a year's cash of their alternative, where it is more than the offer's


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChecked:
    """A letter read against what was agreed. Nothing else is reopened after a yes."""

    name: str
    is_agreement_known: bool
    is_agreed: bool  # whether there was a yes; else it is what they had said
    mismatches: tuple[Change, ...]  # agreed one way, written another or not at all
    added: tuple[Change, ...]
    is_more: bool  # whether all that differs is more of what was agreed
    terms: tuple[str, str] | None = None  # what was agreed and what it says, where both were told in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One part that was asked for."""

    part: Component
    held: Figure | None
    sum: Figure
    evidence: Evidence | None
    beyond: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNoted:
    """An ask of the person's own, sent or still meant to be."""

    name: str
    is_sent: bool
    wanted: tuple[Wanted, ...]


def take_round(
    before: Negotiation, now: Negotiation, edition: Edition, today: date
) -> RoundTaken | LetterChecked | NotYet:
    """Return what their answer changes and what to do with it, as of `today`. `before` is the negotiation without it."""
    if now.offer.stage is Stage.ACCEPTED:
        return check_letter(now)
    now = replace(now, earlier=now.earlier or (before.offer,))
    case = study(now, edition, today)
    if isinstance(case, NotYet):
        return case
    open_asks = tuple(ask for ask in case.asks if ask.part not in case.fixed)
    spent, risky = now.rounds >= MOST_ROUNDS, case.stance.circumstances and now.rounds >= MOST_IF_RISKY
    is_news = any(getattr(before.stance, fact) != getattr(now.stance, fact) for fact in EVIDENCE)
    is_spent = bool(spent or risky) and not is_news
    verdict = decide(case, open_asks, is_spent=is_spent)
    is_more, cash, past = verdict is Verdict.ONE_MORE, cash_target(case.offer), cash_target(before.offer)
    return RoundTaken(
        name=now.name,
        changes=tuple(compare(before.offer, now.offer)),
        cash=cash,
        more_cash=difference(past, cash) if past and cash else None,
        verdict=verdict,
        ask=open_asks[0] if open_asks and is_more else None,
        raised=in_words(case, open_asks) if is_more else (),
        walk_away=case.stance.walk_away,
        is_spent=is_spent,
        is_backed=bool(case.ceilings) or case.is_met,
        gap=gap_to(case),
        ahead=find_ahead(case),
    )


def judge_again(now: Negotiation, edition: Edition, today: date) -> RoundTaken | LetterChecked | NotYet:
    """Return what to do with their last answer, after all that was told since."""
    stance = now.brought or now.stance
    before = replace(now, offer=now.earlier[-1], earlier=now.earlier[:-1], stance=stance)
    return take_round(before, now, edition, today)


def compare(before: Offer, after: Offer) -> Iterator[Change]:
    """Yield the parts that differ between two offers."""
    old, new = told_parts(before), told_parts(after)
    was, is_now = amounts_in(before), amounts_in(after)
    for part in Component:
        if was.get(part) != is_now.get(part):
            by = difference(old[part], new[part]) if part in old and part in new else None
            yield Change(part=part, before=old.get(part), after=new.get(part), by=by)


def compare_terms(before: Offer, after: Offer) -> Iterator[Change]:
    """Yield the days and the vesting that two offers both state, and state otherwise."""
    old, new = terms_of(before), terms_of(after)
    for part in Component:
        if part in old and part in new and old[part].value != new[part].value:
            yield Change(part=part, before=old[part], after=new[part], by=None)
    was, now = ((offer.equity or Grant()).vesting or EVEN for offer in (before, after))
    both = zip(was.percents, now.percents, strict=False) if len(was.percents) == len(now.percents) else ()
    for one, other in [pair for pair in both if pair[0] != pair[1]][:1]:
        formula = "percent of the first year that differs"
        old_year, new_year = (worked(percent, Unit.PERCENT_OF_GRANT, formula) for percent in (one, other))
        yield Change(part=Component.VESTING, before=old_year, after=new_year, by=None)


def difference(before: Figure, after: Figure) -> Figure | None:
    """Return after − before, where both count the same."""
    if not are_alike(before, after):
        return None
    return at(after, amount_of(after) - amount_of(before), "after − before", after, before)


def decide(case: Case, asks: tuple[Ask, ...], *, is_spent: bool) -> Verdict:
    """Return what to do: take what meets the plan, ask while there is something to ask, never settle below a walk-away."""
    if case.offer.stage is Stage.VERBAL:
        return Verdict.IN_WRITING
    if case.offer.base and case.goal.base and not share_currency(case.goal.base, case.offer.base):
        return Verdict.NO_YARDSTICK
    if find_no_zone(case):
        return Verdict.DECLINE
    if not is_enough(case, gap_to(case)) and not is_spent and (asks or in_words(case, asks)):
        return Verdict.ONE_MORE
    return Verdict.DECLINE if is_below(case) else Verdict.TAKE


def in_words(case: Case, asks: tuple[Ask, ...]) -> tuple[Raised, ...]:
    """Return what else to ask about: after a flat no, or where base is capped or has no evidence for a number; never base again."""
    is_base_out = Component.BASE in case.fixed or Component.BASE not in case.ceilings
    is_open = case.stance.was_refused or (not asks and is_base_out)
    return tuple(one for one in raise_in_words(case) if one is not Raised.ROOM_IN_BASE) if is_open else ()


def check_letter(
    negotiation: Negotiation, *, is_agreed: bool = True, terms: tuple[str, str] | None = None
) -> LetterChecked:
    """Return where a letter differs from what was agreed, or was said before any yes."""
    agreed, offer = negotiation.agreed or Offer(), negotiation.offer
    changes = () if terms else (*compare(agreed, offer), *compare_terms(agreed, offer))
    rises = (one.by and amount_of(one.by) > 0 and one.part is not Component.REPAYMENT for one in changes)
    return LetterChecked(
        name=negotiation.name,
        is_agreement_known=negotiation.agreed is not None or terms is not None,
        terms=terms,
        is_agreed=is_agreed,
        mismatches=tuple(change for change in changes if change.before),
        added=tuple(change for change in changes if not change.before),
        is_more=terms is None and all(rises),
    )


def read_terms(text: str) -> tuple[str, str] | None:
    """Return a term as it was agreed and as a letter has it, in the person's words: a level, a title, a day; never a sum."""
    found = TERMS.fullmatch(text) if len(text) <= MOST_TOLD else None
    first = found and next(one for one in (1, 3) if found[one])
    return None if not found else (found[2], found[1]) if first == 1 else (found[3], found[4])


def note_ask(negotiation: Negotiation, edition: Edition, today: date) -> AskNoted | NotYet:
    """Return an ask beside the evidence for it, as of `today`; NotYet where there is no offer to move."""
    case = study(negotiation, edition, today)
    if isinstance(case, NotYet):
        return case
    return AskNoted(
        name=negotiation.name,
        is_sent=negotiation.offer.stage is Stage.COUNTERED,
        wanted=tuple(weigh(negotiation.asked or Offer(), case)),
    )


def weigh(asked: Offer, case: Case) -> Iterator[Wanted]:
    """Yield each part that was asked for, with its evidence where it counts the same."""
    held = parts_of(case.offer)
    for part, wanted in parts_of(asked).items():
        evidence = case.ceilings.get(part)
        known = evidence if evidence and are_alike(evidence.ceiling, wanted) else None
        is_beyond = known and amount_of(known.ceiling) < amount_of(wanted)
        beyond = difference(known.ceiling, wanted) if known and is_beyond else None
        yield Wanted(part=part, held=held.get(part), sum=wanted, evidence=known, beyond=beyond)
