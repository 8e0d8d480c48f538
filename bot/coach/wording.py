"""Which words were meant: what for, where said, how they sound; and the plan they carry."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.coach.case import amounts_in
from bot.coach.counter import plan
from bot.coach.planned import CanAccept, CounterPlanned, OneAsk, PackagesPlanned, Planned
from bot.coach.review import review
from bot.coach.rounds import AskNoted, RoundTaken, Verdict, note_ask, take_round
from bot.coach.unsaid import find_unsaid, leave_out, without
from bot.coach.writing import Drafted, write
from bot.domain.amounts import Component
from bot.domain.asking import amount_of, are_alike, parts_of, with_parts
from bot.domain.figure import Figure
from bot.domain.negotiation import Negotiation, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.script import Manner, Purpose, Raised, Tone
from bot.domain.topic import Channel
from bot.domain.understanding import Intent, Understanding, Utterance
from bot.domain.written import read_written
from bot.library.edition import Edition
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard
from bot.nlu.offers_cues import SOUNDS

_WORDS: Mapping[str, dict[str, str]] = read_written(__file__)
TONES, PURPOSES, BRIEFLY, GIVEN, CHOICES, CALLED_FOR = (
    _WORDS[kind] for kind in ("tones", "purposes", "briefly", "given", "choices", "called_for")
)
"""what words of a remark say how the draft sounds, what it is for, how long it is, and what holds for it alone"""
TAKEN, CHANNELS, WONDERED = (re.compile(str(_WORDS[kind])) for kind in ("taken", "channels", "wondered"))
CAPPED, FINAL, AGREED = "what if base is capped", "what if it's final", "they agreed"
PLANNED = "as planned"
"""what stands for words on a plan just shown: the ask it plans, or a yes where it says that yes can be said"""
MANNERS = (TONES, PURPOSES, BRIEFLY, GIVEN, CHOICES)
LETTERS = frozenset({Intent.EMAIL, Intent.CALL})
TELLING = frozenset({Intent.COMP, Intent.ASK, Intent.OFF_TOPIC})
YES_OR_NO, DECISIONS = "accept_decline", frozenset({Purpose.ACCEPT, Purpose.DECLINE})
MOST_TOLD = 12  # words up to which a remark only tells
FREE = PURPOSES.keys() - {Purpose.QUESTIONS, Purpose.CORRECT_LETTER, Purpose.ASK}
"""what can be written with nothing known of the offer"""
AFTER = {
    Verdict.TAKE: Purpose.ACCEPT, Verdict.DECLINE: Purpose.DECLINE, Verdict.IN_WRITING: Purpose.VERBAL_REPLY,
}  # fmt: skip


def word(
    heard: Understanding,
    negotiation: Negotiation,
    edition: Edition,
    today: date,
    raised: frozenset[Raised] = frozenset(),
) -> Drafted:
    """Return the words that a remark asks for, carrying the counter plan where they ask for something."""
    said = words_of(heard, negotiation.name)
    as_choice, given = bool(named(CHOICES, said)), find_given(heard, negotiation)
    planned = plan(negotiation, edition, today, as_choice=as_choice)
    next_ = next_purpose(negotiation, edition, today)
    purpose = find_purpose(said, given, planned, negotiation, next_)
    own_tone = planned.plan.tone if isinstance(planned, CounterPlanned | OneAsk) else Tone.NEUTRAL
    tone = Tone(named(TONES, said) or own_tone)
    channel = Channel.CALL if heard.intent is Intent.CALL else Channel.EMAIL
    asks, also = asked_in(planned, negotiation, as_choice=as_choice)
    if purpose is Purpose.QUESTIONS:
        asked = review(negotiation, edition, today).questions
        also = frozenset(Raised(question.value) for question in asked)
    if given == AGREED:
        negotiation = replace(negotiation, offer=Offer(stage=negotiation.offer.stage))
    is_brief = named(BRIEFLY, said) == "short"
    manner = Manner(purpose=purpose, channel=channel, tone=tone, is_brief=is_brief, given=given)
    if purpose is Purpose.ASK and (as_choice or Raised.CHOICE in also):
        manner = replace(manner, is_choice=Raised.CHOICE in also)
    unsaid = find_unsaid(said)
    if unsaid and (letter := without(unsaid, negotiation, asks, also)):
        manner = replace(manner, unsaid=leave_out(sorted(unsaid)))
        drafted = write(letter[0], manner, edition, *letter[1], also=letter[2] | raised)
    else:
        drafted = write(negotiation, manner, edition, *asks, also=also | raised)
        drafted = replace(drafted, is_whole=bool(unsaid))
    noted = note_ask(negotiation, edition, today) if negotiation.asked and purpose is Purpose.ASK else None
    wanted = [one for one in noted.wanted if one.part not in unsaid] if isinstance(noted, AskNoted) else []
    below = (one.sum for one in wanted if one.held and not exceeds(one.part, one.sum, one.held))
    return replace(drafted, beyond=next((one for one in wanted if one.beyond), None), below=next(below, None))


def find_purpose(
    said: str, given: str, planned: Planned, negotiation: Negotiation, next_: Purpose
) -> Purpose:
    """Return what words are for: what they name, else the plan that they follow, else the `next_` thing to say."""
    is_planned = named(CHOICES, said) or PLANNED in said or given in {CAPPED, FINAL}
    if is_planned and negotiation.offer.stage is not Stage.VERBAL:
        next_ = Purpose.ACCEPT if PLANNED in said and isinstance(planned, CanAccept) else Purpose.ASK
    return Purpose(named(PURPOSES, said) or next_)


def exceeds(part: Component, wanted: Figure, held: Figure) -> bool:
    """Whether a sum can be asked for in place of one that is offered: more of it, or what counts otherwise."""
    is_less = are_alike(wanted, held) and amount_of(wanted) <= amount_of(held)
    return part is Component.REPAYMENT or not is_less


def takes_it(heard: Understanding, negotiation: Negotiation, edition: Edition, today: date) -> bool:
    """Whether a remark takes what they came back with, where the round advises to."""
    is_yes = TAKEN.fullmatch(words_of(heard)) and "?" not in heard.utterance.text
    return bool(is_yes) and next_purpose(negotiation, edition, today) is Purpose.ACCEPT


def find_given(heard: Understanding, negotiation: Negotiation) -> str:
    """Return what holds for a letter alone: what is only supposed, or a yes of which nobody said what it is to."""
    stance = negotiation.stance
    if "what if" in words_of(heard) and (stance.was_refused or stance.is_base_capped):
        return FINAL if stance.was_refused else CAPPED
    return AGREED if they_agreed(heard) and negotiation.agreed is None else ""


def words_of(heard: Understanding, name: str = "") -> str:
    """Return the folded words of a remark, less those of an offer's name."""
    return " ".join(split_words(heard.utterance.text.casefold().replace(name.casefold() or " ", " ")))


def named(kinds: Mapping[str, str], said: str) -> str | None:
    """Return the first kind of which a remark has a word."""
    return next((kind for kind, cues in kinds.items() if re.search(rf"\b(?:{cues})\b", said)), None)


def is_free(heard: Understanding) -> bool:
    """Whether words are asked for that can be written with nothing known of the offer."""
    return heard.intent in LETTERS and named(PURPOSES, words_of(heard)) in FREE


def they_agreed(heard: Understanding) -> bool:
    """Whether words are asked for since the employer said yes."""
    return heard.intent in LETTERS and named(GIVEN, words_of(heard)) == AGREED


def hear_for_letter(heard: Understanding, said: OfferHeard, before: Negotiation) -> OfferHeard:
    """Return what is stated where words are asked for: never a supposition as an offer, and with their yes what was asked."""
    if wonders(heard, said, before):
        return OfferHeard(offer=Offer())
    if heard.intent in LETTERS and "what if" in words_of(heard):
        settled = Stance(is_base_capped=said.stance.is_base_capped, was_refused=said.stance.was_refused)
        return OfferHeard(offer=Offer(), stance=settled)
    if not (they_agreed(heard) or said.got_all) or said.agreed or not said.offer.is_empty:
        return said
    agreed = before.asked if before.agreed is None else None
    return replace(said, agreed=agreed, stage=Stage.ANSWERED if agreed else None)


def wonders(heard: Understanding, said: OfferHeard, before: Negotiation) -> bool:
    """Whether a question only sets a sum beside the base that is known, and tells nothing of another job."""
    is_known = before.offer.base is not None and said.stance == Stance()
    return is_known and heard.intent in TELLING and WONDERED.match(heard.utterance.text) is not None


def recall(heard: Understanding, drafted: Drafted) -> Understanding:
    """Return what was heard as the wish for the words it got, which it may only have called for."""
    called_for = Utterance(text=f"{drafted.manner.purpose} {drafted.manner.given}")
    if drafted.is_whole:
        return replace(heard, utterance=replace(called_for, text=f"{called_for.text} {drafted.manner.tone}"))
    return heard if heard.intent in LETTERS else replace(heard, intent=Intent.EMAIL, utterance=called_for)


def carry_on(heard: Understanding, before: Understanding, *, is_next: bool) -> Understanding:
    """Return a remark on earlier words with what it leaves out: how they sound, and, where it `is_next`, what they are for."""
    said, past = words_of(heard), words_of(before)
    if before.intent in {Intent.ASK, Intent.TOPIC}:
        page = before.topics[0] if len(before.topics) == 1 else before.utterance.text
        is_asked = page == "final_offer" and (SOUNDS["tag"].match(past) or re.search(r"\d", past))
        past = past if page == YES_OR_NO else "" if is_asked else CALLED_FOR.get(page, "")
    if named(PURPOSES, said):
        past = past.replace(PLANNED, "")
    elif before.intent is Intent.COUNTER:
        past = f"{past} {PLANNED}"
    asks_other = named(PURPOSES, said) not in {None, named(PURPOSES, past) or Purpose.ASK}
    kinds = [*MANNERS] if is_next and not asks_other else [TONES]
    if before.intent is Intent.COUNTER and PURPOSES in kinds:
        kinds.remove(PURPOSES)
    kept = [named(kind, past) for kind in kinds if not named(kind, said)]
    kept += [leave_out(find_unsaid(past))] if is_next and not asks_other else []
    is_short, is_typed = heard.intent is Intent.SHORTER, heard.utterance.intent is None
    is_on_sound = is_short or (is_typed and named(TONES | BRIEFLY, said) and not CHANNELS.search(said))
    text = ". ".join(filter(None, (heard.utterance.text, "short" if is_short else "", *kept)))
    intent = before.intent if is_on_sound and before.intent in LETTERS else heard.intent
    return replace(heard, intent=intent, utterance=replace(heard.utterance, text=text))


def next_purpose(negotiation: Negotiation, edition: Edition, today: date) -> Purpose:
    """Return what is to be said next, by how far the offer has come; to an answer of theirs, what the round advises."""
    earlier = negotiation.earlier
    match negotiation.offer.stage:
        case Stage.VERBAL:
            return Purpose.VERBAL_REPLY
        case Stage.COUNTERED:
            return Purpose.NUDGE
        case Stage.ACCEPTED:
            return Purpose.CORRECT_LETTER if negotiation.agreed else Purpose.ACCEPT
        case Stage.ANSWERED if earlier and not negotiation.agreed:
            before = replace(negotiation, offer=earlier[-1], earlier=earlier[:-1])
            taken = take_round(before, negotiation, edition, today)
            return AFTER.get(taken.verdict, Purpose.ASK) if isinstance(taken, RoundTaken) else Purpose.ASK
        case _ if agreed := negotiation.agreed:
            differs = amounts_in(agreed) != amounts_in(negotiation.offer)
            return Purpose.CORRECT_LETTER if differs else Purpose.ACCEPT
        case _:
            return Purpose.ASK


def asked_in(
    planned: Planned, negotiation: Negotiation, *, as_choice: bool
) -> tuple[tuple[Offer, ...], frozenset[Raised]]:
    """Return the package that the person means to ask for, else the plan's opener or packages, and what has no number."""
    is_own = negotiation.offer.stage in {Stage.VERBAL, Stage.WRITTEN, Stage.COUNTERED} and not as_choice
    if negotiation.asked and is_own:
        held, wanted = parts_of(negotiation.offer), parts_of(negotiation.asked)
        if negotiation.stance.is_base_capped or negotiation.stance.was_refused:
            wanted.pop(Component.BASE, None)
        more = {
            part: sum_ for part, sum_ in wanted.items() if part not in held or exceeds(part, sum_, held[part])
        }
        if more:
            return (with_parts(negotiation.offer, more),), frozenset()
    if isinstance(planned, CounterPlanned | OneAsk | CanAccept):
        openers = {ask.part: ask.opener for ask in planned.plan.asks}
        return (with_parts(negotiation.offer, openers),), frozenset(planned.plan.raised)
    if isinstance(planned, PackagesPlanned):
        packages = tuple(with_parts(Offer(), dict(package.parts)) for package in planned.packages)
        return packages, frozenset({Raised.CHOICE})
    return (), frozenset()
