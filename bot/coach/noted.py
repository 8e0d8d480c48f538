"""What was taken in of a turn beside its answer, so that nothing told is passed over in silence."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from bot.coach.rounds import Change, compare
from bot.domain.amounts import Question, Why
from bot.domain.asking import Ask, are_alike
from bot.domain.figure import Band, Figure, Quoted, Said
from bot.domain.money import Money
from bot.domain.negotiation import Alternative, Negotiation, Rival, Stance
from bot.domain.offer import Offer
from bot.nlu.offers import OfferHeard
from bot.nlu.offers_figures import say

SHOWN = frozenset({"was_refused"})  # what every answer to it begins with
MOST_LEFT_OUT = 6  # amounts named that were left out: a longer list is no help on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is new since the turn before. Holds amounts of the person's own."""

    changes: tuple[Change, ...] = ()
    facts: tuple[str, ...] = ()
    """what they said of themselves, by the names of Stance, Alternative and Circumstance"""
    sums: tuple[tuple[str, Figure], ...] = ()  # the same with a number
    posted: Band | None = None
    rivals: tuple[Rival, ...] = ()
    left_out: tuple[Quoted, ...] = ()
    beside: tuple[tuple[str, Quoted], ...] = ()  # more that was left out, behind whose it is
    denied: tuple[str, ...] = ()  # employers that have made no offer
    leaves_more: bool = False  # whether more amounts were left out than are named
    read_to: Quoted | None = None  # the last words that were read, where the text was too long
    waiting: Quoted | None = None  # what counts once its currency is known, or what else is asked
    why: Question | Why = Question.CURRENCY  # what is asked about it
    assumed: str | None = None
    """ISO 4217: the currency of what was told before, in which sums of another employer's were read that name none"""
    gone: tuple[str, ...] = ()  # whose offers are no more, the name empty where none was told
    how: str = ""
    rests: Ask | None = None  # the ask whose evidence the plan now rests on
    is_supposed: bool = False
    """whether all of the turn is for a case that is only supposed, and none of it is kept"""


def note(before: Negotiation, now: Negotiation, said: OfferHeard, *, shows_parts: bool) -> Noted | None:
    """Return what a turn changed, or None where nothing has to be told; `shows_parts` where the answer shows the offer."""
    was, stance = before.stance, now.stance
    told = dict(find_facts(was, stance))
    today, base = stance.current_base, now.offer.base
    is_low = today and base and are_alike(today, base) and today.money <= base.money
    if "uses_current_base" in told and (is_low or not today):
        told["keeps_current_base" if today else "lacks_current_base"] = told.pop("uses_current_base")
    if stance.rivals != was.rivals:
        told.pop(stance.alternative or "", None)
    others = [one for _, one in said.beside]
    offers = (before.offer, now.offer, now.asked or Offer(), *now.earlier)
    known = {one.value.amount for each in offers for one in each.figures() if isinstance(one.value, Money)}
    beside = [one for one in said.beside if getattr(say(one[1].value), "low", None) not in known]
    left_out = tuple(quote(one.words) for one in said.unplaced if one not in others)
    noted = Noted(
        changes=() if shows_parts else tuple(compare(before.offer, now.offer)),
        facts=tuple(name for name, figure in told.items() if figure is None),
        sums=tuple((name, figure) for name, figure in told.items() if figure),
        posted=stance.posted if stance.posted != was.posted else None,
        rivals=tuple(one for one in stance.rivals if one not in was.rivals and (one.name or one.offer.base)),
        left_out=left_out[:MOST_LEFT_OUT],
        leaves_more=len(left_out) > MOST_LEFT_OUT,
        beside=tuple((whose, quote(one.words)) for whose, one in beside[:MOST_LEFT_OUT]),
        denied=said.denied,
        read_to=quote(said.read_to) if said.read_to else None,
    )
    return noted if noted != Noted() else None


def quote(words: str) -> Quoted:
    """Return a person's own words."""
    return Quoted(text=words, origin=Said(words=words))


def find_facts(was: Stance, now: Stance) -> Iterator[tuple[str, Figure | None]]:
    """Yield what a person newly said of themselves, with its number where it has one."""
    for fact in fields(Stance):
        value = getattr(now, fact.name)
        if value == getattr(was, fact.name) or fact.name in SHOWN:
            continue
        if isinstance(value, Figure):
            yield fact.name, value
        elif isinstance(value, Offer) and value.bonus:
            yield "current_bonus", value.bonus.target
        elif isinstance(value, Alternative):
            yield value, None
        elif isinstance(value, bool):
            yield fact.name if value else f"not_{fact.name}", None
        elif isinstance(value, str) and value:
            yield fact.name, None
        elif isinstance(value, frozenset):
            yield from ((one, None) for one in sorted(value - getattr(was, fact.name)))
