"""One turn about the person's own offer: what they state is kept, then added up, planned, or put into words."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.coach.choosing import is_of_person, reply_to
from bot.coach.commands import COMMANDS
from bot.coach.compare import COUNTINGS, compare
from bot.coach.doubts import raise_doubt
from bot.coach.filling import open_form
from bot.coach.hearing import merge
from bot.coach.meant import SUPPOSED, TOLD, Turn, adopt, begin_from, find_meant, states_pay
from bot.coach.noted import Noted, note
from bot.coach.own import (
    Forgotten,
    NotUnderstood,
    OffersListed,
    OfferWanted,
    WhichOffer,
)
from bot.coach.own_answers import SHOWS_OFFER, OwnAnswer
from bot.coach.rounds import take_round
from bot.coach.subject import subject_of
from bot.coach.topics import advise_on_offer
from bot.coach.worked import show_work
from bot.coach.writing import asks_to_invent, decline_claim, hear_inventing
from bot.domain.amounts import Percent, read_quantities
from bot.domain.figure import Figure, Said, Unit
from bot.domain.negotiation import Negotiation, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.offer_checks import find_misfits, without
from bot.domain.understanding import Intent
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard

MOST_COMPARED, WHOLE = 4, 100
PLANNING = frozenset({Intent.COUNTER, Intent.ROUND, Intent.STAKE, Intent.EMAIL, Intent.CALL})
"""what needs an offer to be known"""
FEWEST_COMPARED = 2
"""offers from which there is something to compare"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """The answer of one turn, and what is now known of the offer; None leaves what was known."""

    answer: OwnAnswer
    negotiation: Negotiation | None = None
    forgets: bool = False
    """whether everything of the person is to go"""
    drops: str | None = None
    """the negotiation that is to go"""
    wants: Intent | None = None
    """what the next thing stated is wanted for, where it was asked for"""
    noted: Noted | None = None
    """what was taken in beside the answer"""
    unsettled: str = field(default="", repr=False)
    """amounts that wait until another one is settled"""
    again: str | None = None
    """set where the answer is to be said in fewer words: the command that gives all of it"""


def deal(turn: Turn, today: date) -> Dealt:
    """Return the answer to a turn about the person's own offer."""
    heard = turn.heard
    if heard.intent is Intent.FORGET:
        return forget(turn)
    if heard.intent is Intent.OFFERS:
        return Dealt(answer=list_kept(turn))
    if "asks" in hear_inventing(heard.utterance.text, turn.edition.scripts):
        return Dealt(answer=stay_true(replace(turn, said=OfferHeard(offer=Offer())), today))
    if heard.intent is Intent.COMPARE:
        return Dealt(answer=compare_own(turn))
    return go_on(turn, find_meant(turn), today)


def stay_true(turn: Turn, today: date) -> OwnAnswer:
    """Return what is true in place of an invented offer, or, to a question about one, the page on it."""
    meant, page = find_meant(turn), turn.edition.playbook.get("bluffing")
    if meant is None or page is None or asks_to_invent(turn.heard.utterance.text, turn.edition.scripts):
        return decline_claim(meant, turn.edition)
    return advise_on_offer(page, meant, turn.edition, today)


def go_on(turn: Turn, meant: Negotiation | None, today: date) -> Dealt:
    """Return the answer about one negotiation, or ask which."""
    heard = turn.heard
    if meant is None and heard.intent in PLANNING | {Intent.EDIT} and len(turn.kept.negotiations) > 1:
        names = tuple(one.name for one in turn.kept.negotiations)
        return Dealt(answer=WhichOffer(resumes=command_of(heard.intent), names=names))
    if turn.said.is_empty and (
        heard.intent is Intent.EDIT or (heard.intent is Intent.OFFER and meant is None)
    ):
        return Dealt(answer=open_form(meant, "" if heard.is_bare else heard.utterance.text))
    return state(turn, meant, today)


def look_back(turn: Turn, today: date, *, explains: bool) -> Dealt:
    """Return the last answer about the person's own again, nothing new being stated: its reckoning, or all of it."""
    heard, meant = turn.heard, find_meant(turn)
    if meant and meant.earlier and (heard.intent is Intent.ROUND or turn.said.stage is Stage.ANSWERED):
        before = replace(meant, offer=meant.earlier[-1], earlier=meant.earlier[:-1])
        answer: OwnAnswer = take_round(before, meant, turn.edition, today)
    else:
        was_plan = heard.intent is Intent.EDIT or (heard.intent in TOLD and is_of_person(turn.said))
        heard = replace(heard, intent=Intent.COUNTER) if was_plan else heard
        turn = replace(turn, heard=heard, said=OfferHeard(offer=Offer()))
        answer = deal(turn, today).answer
    if explains:
        return Dealt(answer=show_work(answer))
    return Dealt(answer=answer, again=again_of(turn))


def again_of(turn: Turn) -> str:
    """Return the command that gives the last answer again, without the amounts it was told with."""
    intent = Intent.OFFER if turn.heard.intent in TOLD else turn.heard.intent
    meant = find_meant(turn)
    return f"{command_of(intent)} {meant.name if meant else ''}".strip()


def state(turn: Turn, meant: Negotiation | None, today: date) -> Dealt:
    """Take in what was stated, and answer what is wanted."""
    heard, said = turn.heard, turn.said
    before = adopt(meant, turn) if meant else begin_from(heard, turn.session, turn.edition)
    if heard.intent is Intent.ROUND and states_pay(said.offer) and said.stage is None:
        said = replace(said, stage=Stage.ANSWERED)
    now = merge(before, said)
    if said.doubts:
        raised, unsettled = raise_doubt(said.doubts, now.name)
        return Dealt(
            answer=raised,
            negotiation=now,
            unsettled=unsettled,
            noted=note(before, now, said, shows_parts=False),
        )
    if heard.intent is Intent.OFF_TOPIC and said.is_empty:
        return Dealt(answer=NotUnderstood(name=now.name, typed=heard.utterance.text))
    is_told = states_pay(said.offer) or said.stance != Stance() or "same" in split_words(heard.utterance.text)
    if heard.intent is Intent.ROUND and not is_told:
        return Dealt(
            answer=OfferWanted(resumes="round", subject=None), negotiation=before, wants=heard.intent
        )
    if heard.intent in PLANNING and states_pay(now.offer) == 0:
        told = None if said.is_empty else now
        return Dealt(answer=want_offer(turn), negotiation=told, wants=heard.intent)
    believed = replace(now, offer=without(now.offer, find_misfits(now.offer, today)))
    is_supposed = heard.intent is Intent.COUNTER and SUPPOSED.search(heard.utterance.text)
    answer = reply_to(turn, before, now, today)
    if is_supposed:
        return Dealt(answer=answer, negotiation=before)
    noted = note(before, believed, said, shows_parts=isinstance(answer, SHOWS_OFFER))
    return Dealt(answer=answer, negotiation=believed, noted=noted)


def compare_own(turn: Turn) -> OwnAnswer:
    """Return the person's offers side by side, beside their job where that is all there is; or ask for another."""
    known = turn.kept.negotiations or ((turn.session.negotiation,) if turn.session.negotiation else ())
    if len(known) == 1 and (today_base := known[0].stance.current_base):
        known = (
            *known,
            Negotiation(name="Current job", offer=Offer(base=today_base, currency=known[0].offer.currency)),
        )
    names = {one.name.casefold() for one in known}
    rivals = (rival for one in known for rival in one.stance.rivals if rival.name.casefold() not in names)
    known = (*known, *(Negotiation(name=rival.name, offer=rival.offer) for rival in rivals))
    if len(known) < FEWEST_COMPARED:
        return OfferWanted(resumes="compare", subject=None, another=True)
    said = split_words(turn.heard.utterance.text)
    counting = next((COUNTINGS[one] for one in said if one in COUNTINGS), None)
    return compare(known[:MOST_COMPARED], counting or stated_percent(turn) or COUNTINGS["half"])


def stated_percent(turn: Turn) -> Figure | None:
    """Return the percent at which the person wants equity counted, if one was said."""
    for quantity in read_quantities(turn.heard.utterance.text):
        if isinstance(quantity.value, Percent) and 0 <= quantity.value.low <= WHOLE:
            origin = Said(words=quantity.words)
            return Figure(value=quantity.value.low, unit=Unit.PERCENT_OF_GRANT, origin=origin)
    return None


def want_offer(turn: Turn) -> OfferWanted:
    """Return that the offer has to be told first."""
    session = turn.session
    guide = turn.edition.guides.get((session.company or "", session.role or ""))
    subject = subject_of(guide, guide.regions[0]) if guide else None
    return OfferWanted(resumes=command_of(turn.heard.intent), subject=subject)


def list_kept(turn: Turn) -> OffersListed:
    """Return everything that is kept of the person."""
    guides = [turn.edition.guides[pair] for pair in turn.kept.lookups if pair in turn.edition.guides]
    lookups = tuple(subject_of(guide, guide.regions[0]) for guide in guides)
    return OffersListed(negotiations=turn.kept.negotiations, lookups=lookups)


def forget(turn: Turn) -> Dealt:
    """Return that one offer is gone, or everything; what is kept, where an offer was named that is not known."""
    heard, known = turn.heard, turn.kept.negotiations
    words, typed = split_words(heard.utterance.text), heard.utterance.text.casefold()
    named = tuple(
        one.name
        for one in known
        if one.name.casefold() in typed or (heard.company and one.company == heard.company)
    )
    if not named and "offer" in words:
        named = tuple(one.name for one in known)
    if len(named) == 1:
        return Dealt(answer=Forgotten(name=named[0]), drops=named[0])
    if named:
        return Dealt(answer=WhichOffer(resumes=command_of(heard.intent), names=named))
    if known and (heard.company or heard.stranger):
        return Dealt(answer=list_kept(turn))
    return Dealt(answer=Forgotten(name=None), forgets=True)


def command_of(intent: Intent) -> str:
    """Return the name of the command for an intent."""
    return next(command.name for command in COMMANDS if command.intent is intent)
