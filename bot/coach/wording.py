"""Which words were meant: what for, where said, how they sound; and the plan they carry."""

from datetime import date

from bot.coach.counter import plan
from bot.coach.planned import CanAccept, CounterPlanned, OneAsk, PackagesPlanned, Planned
from bot.coach.review import review
from bot.coach.writing import Drafted, write
from bot.domain.amounts import Component
from bot.domain.asking import with_parts
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer, Stage
from bot.domain.script import Manner, Purpose, Raised, Tone
from bot.domain.topic import Channel
from bot.domain.understanding import Intent, Understanding
from bot.library.edition import Edition
from bot.nlu.normalize import split_words

TONES = {
    Tone.FIRM: frozenset({"firm", "firmer", "stronger", "tougher", "direct"}),
    Tone.WARM: frozenset({"warm", "warmer", "softer", "friendlier", "nicer", "polite", "gentler"}),
}
PURPOSES = {
    Purpose.QUESTIONS: frozenset({"questions", "question"}),
    Purpose.EXTENSION: frozenset({"extension", "extend", "time", "deadline"}),
    Purpose.ACCEPT: frozenset({"accept", "accepting", "acceptance", "take", "taking"}),
    Purpose.DECLINE: frozenset({"decline", "declining", "reject", "turn"}),
    Purpose.CORRECT_LETTER: frozenset({"correct", "letter", "mismatch"}),
    Purpose.NUDGE: frozenset({"nudge", "chase"}),
    Purpose.VERBAL_REPLY: frozenset({"verbal", "writing"}),
}
"""what words of a remark say what the draft is for; without one, the next thing to say"""


ROOMS = {
    Component.TARGET_BONUS: Raised.ROOM_IN_BONUS,
    Component.SIGN_ON: Raised.ROOM_IN_SIGN_ON,
    Component.EQUITY: Raised.ROOM_IN_EQUITY,
}


def word(heard: Understanding, negotiation: Negotiation, edition: Edition, today: date) -> Drafted:
    """Return the words that a remark asks for, carrying the counter plan where they ask for something."""
    said = frozenset(split_words(heard.utterance.text))
    planned = plan(negotiation, edition, today)
    purpose = next((one for one, cues in PURPOSES.items() if said & cues), next_purpose(negotiation))
    tone = next((one for one, cues in TONES.items() if said & cues), tone_of(planned))
    channel = Channel.CALL if heard.intent is Intent.CALL else Channel.EMAIL
    ask, also = asked_in(planned, negotiation)
    if purpose is Purpose.QUESTIONS:
        asked = review(negotiation, edition, today).questions
        also = frozenset(Raised(question.value) for question in asked)
    manner = Manner(purpose=purpose, channel=channel, tone=tone)
    return write(negotiation, manner, edition, ask, also)


def next_purpose(negotiation: Negotiation) -> Purpose:
    """Return what is to be said next, by how far the offer has come."""
    match negotiation.offer.stage:
        case Stage.VERBAL:
            return Purpose.VERBAL_REPLY
        case Stage.COUNTERED:
            return Purpose.NUDGE
        case Stage.ACCEPTED:
            return Purpose.CORRECT_LETTER if negotiation.agreed else Purpose.ACCEPT
        case _:
            return Purpose.ASK


def tone_of(planned: Planned) -> Tone:
    """Return how a plan's words sound where nobody said how."""
    return planned.plan.tone if isinstance(planned, CounterPlanned | OneAsk) else Tone.NEUTRAL


def asked_in(planned: Planned, negotiation: Negotiation) -> tuple[Offer, frozenset[Raised]]:
    """Return the package that a plan opens with, and what it raises without a number."""
    if isinstance(planned, CounterPlanned | OneAsk | CanAccept):
        openers = {ask.part: ask.opener for ask in planned.plan.asks}
        return with_parts(negotiation.offer, openers), frozenset(planned.plan.raised)
    if isinstance(planned, PackagesPlanned):
        moving = {part for package in planned.packages for part, _ in package.parts}
        return Offer(), frozenset(raised for part, raised in ROOMS.items() if part in moving)
    return Offer(), frozenset()
