"""Short remarks about an offer in hand that name no command: what each of them calls for."""

from dataclasses import replace

from bot.coach.wording import AGREED, MOST_TOLD, TELLING, carry_on
from bot.domain.amounts import read_quantities
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant, Stage
from bot.domain.script import Purpose
from bot.domain.session import Kept, Session
from bot.domain.understanding import Intent, Understanding, Utterance
from bot.domain.written import read_written, to_sounds
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard
from bot.nlu.offers_left import is_amount
from bot.nlu.offers_parts import LETTER

_LIST = read_written(__file__)
SOUNDS = to_sounds(_LIST)  # what a remark sounds like, by name
SUPPOSED, ASKING, DECIDED, OVER = (SOUNDS[name] for name in ("supposed", "asking", "decided", "over"))
DILUTED, COUNTED, TURNS = (SOUNDS[name] for name in ("diluted", "counted", "turns"))
NO_MORE_TIME = SOUNDS["no_more_time"]


def goes_on(heard: Understanding, session: Session) -> bool:
    """Whether a remark tries a dilution or a sale on the stake just worked out, or on the offer's equity."""
    text, own = heard.utterance.text, session.negotiation
    grant = (own.offer.equity if own else None) or Grant()
    is_held = (grant.owned or grant.shares) and not grant.is_listed
    was_worked = session.last and session.last.intent is Intent.STAKE
    tries = (was_worked and DILUTED.search(text)) or (is_held and SOUNDS["sale"].search(text))
    return bool(tries) and len(split_words(text)) <= MOST_TOLD


def count_known(session: Session, kept: Kept) -> int:
    """Return how many can be compared: the person's own offers, rivals' offers beside them, and today's job."""
    own = {one.name: one.stance for one in (*kept.negotiations, session.negotiation) if one}
    names = {*own, *(rival.name for stance in own.values() for rival in stance.rivals)}
    return len(names) + any(stance.current_base for stance in own.values())


def weighs(text: str, session: Session, kept: Kept) -> bool:
    """Whether a text asks which offer to take, says how equity counts among several, or asks what turns a comparison."""
    is_open, without = session.wants is Intent.COMPARE, SOUNDS["uncounted"].fullmatch(text)
    is_counted = COUNTED.search(text) or (without and (is_open or "count" in text.casefold()))
    is_counted = is_counted or (is_open and SOUNDS["bare_percent"].fullmatch(text))
    known = count_known(session, kept)
    chooses = (known > 1 and is_counted) or (known and SOUNDS["which"].fullmatch(text))
    return bool(chooses or (is_open and TURNS.search(text)))


def decides(heard: Understanding, name: str) -> bool:
    """Whether a remark says yes or no to an offer of that name, or to one whose first word that is."""
    typed, words = heard.utterance.text, split_words(heard.utterance.text)
    found = DECIDED.fullmatch(" ".join(words)) if len(words) <= MOST_TOLD else None
    is_this = found and (found["whose"] == "it" or name.casefold().startswith(found["whose"]))
    return bool(is_this and "?" not in typed)


def say_again(heard: Understanding, said: OfferHeard, session: Session) -> Understanding | None:
    """Return a remark as the last wish with what it adds: a dilution for the stake, names left out of the words."""
    if goes_on(heard, session):
        worked = session.last if session.last and session.last.intent is Intent.STAKE else heard
        tried = " ".join(dict.fromkeys((worked.utterance.text, heard.utterance.text)))
        return replace(worked, intent=Intent.STAKE, utterance=Utterance(text=tried))
    if session.drafted is None or session.last != session.drafted or said.stance.hides_rivals is None:
        return None
    return replace(carry_on(heard, session.drafted, is_next=True), intent=session.drafted.intent)


def tells_own_sum(text: str) -> bool:
    """Whether a person's own words hold an amount: what answers them is for nobody else to read."""
    is_own = any(map(str.isdigit, text)) and SOUNDS["personal"].search(" ".join(split_words(text)))
    return bool(is_own) and (len(text) > LETTER or any(map(is_amount, read_quantities(text))))


def asks_verdict(text: str, own: Negotiation) -> bool:
    """Whether a text asks if what they came back with is to be taken, or to be asked beyond."""
    return own.offer.stage is Stage.ANSWERED and bool(SOUNDS["weighed"].search(text))


def as_wish(heard: Understanding, said: OfferHeard, session: Session, name: str) -> Understanding:
    """Return a short remark about the offer of that name as a wish for what it calls for.

    A yes of theirs, or none yet, and a yes or a no of the person's call for words; a base that cannot move for a plan.
    """
    text = heard.utterance.text
    if (again := say_again(heard, said, session)) is not None:
        return again
    if heard.intent in TELLING and said.is_empty and NO_MORE_TIME.search(text):
        return replace(heard, intent=Intent.ASK, topics=("deadline",))
    is_capped = SUPPOSED.match(text) and said.stance.is_base_capped and heard.intent in TELLING
    if is_capped or (session.negotiation and asks_verdict(text, session.negotiation)):
        return replace(heard, intent=Intent.COUNTER)
    if decides(heard, name):
        return replace(heard, intent=Intent.EMAIL)
    is_short = len(split_words(text)) <= MOST_TOLD and (said.is_waiting or "?" not in text)
    is_of_another = heard.stranger not in {None, name} and heard.intent is Intent.ASK
    is_open = said.got_all or (said.is_waiting and not (said.ranged or said.stance.posted))
    if heard.intent not in TELLING or not is_short or is_of_another or not is_open:
        return heard
    told = AGREED if said.got_all else Purpose.NUDGE
    return replace(heard, intent=Intent.EMAIL, utterance=replace(heard.utterance, text=f"{text} {told}"))
