"""One turn about the person's own offer: what they state is kept, then added up, planned, or put into words."""

from dataclasses import dataclass, replace
from datetime import date

from bot.coach.commands import COMMANDS
from bot.coach.compare import COUNTINGS, OffersCompared, compare
from bot.coach.counter import plan
from bot.coach.doubts import raise_doubt
from bot.coach.filling import open_form
from bot.coach.hearing import merge
from bot.coach.meant import SUPPOSED, TOLD, Turn, adopt, begin_from, find_meant, lays_out, states_pay
from bot.coach.own import (
    DoubtRaised,
    Forgotten,
    NotUnderstood,
    OfferForm,
    OffersListed,
    OfferWanted,
    WhichOffer,
)
from bot.coach.planned import Planned
from bot.coach.review import OfferReviewed, review
from bot.coach.rounds import LetterChecked, RoundTaken, take_round
from bot.coach.stake import StakeWorked, work_out
from bot.coach.subject import subject_of
from bot.coach.topics import TopicOnOffer, advise_on_offer
from bot.coach.wording import word
from bot.coach.worked import Worked, show_work
from bot.coach.writing import CannotClaim, Drafted, asks_to_invent, decline_claim, hear_inventing
from bot.domain.amounts import Percent, read_quantities
from bot.domain.figure import Figure, Said, Unit
from bot.domain.negotiation import Negotiation, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.offer_checks import find_misfits, without
from bot.domain.topic import Topic
from bot.domain.understanding import Intent
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard

MOST_COMPARED, WHOLE = 4, 100
PLANNING = frozenset({Intent.COUNTER, Intent.ROUND, Intent.STAKE, Intent.EMAIL, Intent.CALL})
"""what needs an offer to be known"""
JUDGED = frozenset(
    {"offer_evaluation", "how_to_counter", "market_research", "total_comp", "lowball", "whether_to_negotiate"}
)
"""pages whose question a review of the offer answers better"""
BARE, FEWEST_COMPARED = 6, 2
"""words up to which a text only states a part; offers from which there is something to compare"""
MOST_TOLD = 12
"""words of a remark that only tells"""


OwnAnswer = (
    OfferReviewed
    | Planned
    | RoundTaken
    | LetterChecked
    | StakeWorked
    | OffersCompared
    | Drafted
    | CannotClaim
    | TopicOnOffer
    | DoubtRaised
    | OfferForm
    | OfferWanted
    | WhichOffer
    | OffersListed
    | NotUnderstood
    | Forgotten
    | Worked
)
"""every Answer that may hold a person's own numbers"""


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
        return Dealt(answer=raise_doubt(said.doubts, now.name), negotiation=now)
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
    return Dealt(answer=reply_to(turn, before, now, today), negotiation=before if is_supposed else believed)


def reply_to(turn: Turn, before: Negotiation, now: Negotiation, today: date) -> OwnAnswer:
    """Return the answer that the intent asks for, now that everything stated is taken in."""
    heard, edition = turn.heard, turn.edition
    is_agreed = before.offer.stage is Stage.ACCEPTED or turn.said.agreed is not None
    is_round = now.rounds > before.rounds or (is_agreed and states_pay(turn.said.offer))
    if is_round and heard.intent in TOLD | {Intent.ROUND, Intent.OFFER}:
        return take_round(before, now, edition, today)
    if heard.intent is Intent.COUNTER or is_stance(turn, before, now):
        return plan(now, edition, today, as_choice="choice" in split_words(heard.utterance.text))
    if heard.intent is Intent.STAKE:
        return work_out(now)
    if heard.intent in {Intent.EMAIL, Intent.CALL}:
        return word(heard, now, edition, today)
    if (topic := find_page(turn)) is not None:
        return advise_on_offer(topic, now, edition, today)
    return review(now, edition, today)


def is_stance(turn: Turn, before: Negotiation, now: Negotiation) -> bool:
    """Whether only something about the person was stated, beside an offer that is known: it changes the plan."""
    heard = turn.heard
    if states_pay(turn.said.offer) or turn.said.stance.posted:
        return False
    is_told = heard.intent in TOLD and now.stance != before.stance and now.offer.base is not None
    return heard.intent is Intent.EDIT or (is_told and not (heard.intent is Intent.ASK and asks_more(turn)))


def asks_more(turn: Turn) -> bool:
    """Whether a remark that tells of the person is a question too, a story, or a no: a page answers it first."""
    text = turn.heard.utterance.text
    is_long = len(split_words(text)) > MOST_TOLD
    return "?" in text or is_long or turn.said.stance.was_refused or turn.heard.topics[:1] == ("unemployed",)


def is_of_person(said: OfferHeard) -> bool:
    """Whether something about the person was stated, and nothing of an offer or a posting."""
    return said.stance != Stance() and not states_pay(said.offer) and said.stance.posted is None


def find_page(turn: Turn) -> Topic | None:
    """Return the page that says what to do now better than a review of the offer would."""
    if turn.said.stage is Stage.ACCEPTED and not states_pay(turn.said.offer):
        return turn.edition.playbook.get("after_accepting")
    if turn.said.stance.was_refused and turn.heard.intent in TOLD:
        return turn.edition.playbook.get("final_offer")
    return turn.edition.playbook.get(turn.heard.topics[0]) if asks_page(turn) else None


def asks_page(turn: Turn) -> bool:
    """Whether a text that tells of an offer asks a question that a page answers better than a review would."""
    heard, parts = turn.heard, states_pay(turn.said.offer)
    if heard.intent is not Intent.ASK or len(heard.topics) != 1 or heard.topics[0] in JUDGED:
        return False
    words, asks = split_words(heard.utterance.text), "?" in heard.utterance.text
    if (turn.said.stance.posted and not parts) or (parts and not asks and len(words) <= BARE):
        return False
    return not lays_out(heard, turn.said)


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
