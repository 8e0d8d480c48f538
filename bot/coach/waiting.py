"""Amounts that wait for the answer to a question about them: what settles it, and what brings it up again."""

from bot.coach.case import told_parts
from bot.coach.filling import NATIONS
from bot.coach.wishes import ASKING, SOUNDS
from bot.domain.amounts import Component
from bot.domain.amounts.words import CURRENCIES
from bot.domain.session import Unsettled
from bot.domain.understanding import Intent, Understanding
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard

MOST_REMARK, MOST_ANSWER = 5, 10
"""words of a remark that is taken for one about the offer, whatever it says, and of an answer that says a currency"""
RESUMING = frozenset(map(Intent, ["offer", "counter", "stake", "email", "call", "off_topic"]))
"""what cannot be answered while an amount waits"""


def take_up(
    heard: Understanding, said: OfferHeard, open_: Unsettled, known: str | None, there: str | None
) -> tuple[str, str | None]:
    """Return the amounts that a text takes up again, and their currency (ISO 4217): what it names, its job's or its place's.

    An answer with numbers settles what was asked; words for what comes next bring the question up again, and so do
    more amounts that leave it open.
    """
    typed, every = heard.utterance.text, f"{open_.asked}. {open_.waiting}"
    words = split_words(typed)
    if any(map(str.isdigit, typed)):
        chosen = SOUNDS["code"].findall(open_.asked)  # two sums for one thing, each with its currency
        known = chosen[0] if chosen[1:] and not known and len({*chosen}) == 1 else known
        parts = open_.parts if said.is_correction or chosen[1:] else frozenset()
        parts = frozenset({Component.BASE}) if open_.asked.startswith("total ") else parts
        if settles(heard, said, open_) or parts & {one.component or Component.BASE for one in said.doubts}:
            return open_.waiting, known
        named = (said.offer.currency or (there if heard.region else None)) if open_.lacks_currency else None
        return (every if named or said.doubts else ""), known or named
    is_answer = len(words) <= MOST_ANSWER and not ASKING.search(typed)
    codes = {code for word in words for code in CURRENCIES.get(word, ()) if is_answer}
    codes = {NATIONS[word] for word in words if word in NATIONS and is_answer} or codes
    place = there if heard.region or heard.intent in RESUMING else None
    by_job = None if ASKING.search(typed) or open_.is_foreign else known
    named = codes.pop() if len(codes) == 1 else (by_job or place) if open_.lacks_currency else None
    if pace := SOUNDS["pace"].fullmatch(typed):
        every = f"{open_.asked} {pace['pace'] or ''}. {open_.waiting}"
    is_asked = heard.intent is Intent.OFF_TOPIC and ASKING.search(typed)
    is_name = heard.intent is Intent.COMP and (heard.stranger or heard.company) and len(words) <= MOST_REMARK
    resumes = heard.intent in RESUMING or (heard.intent is Intent.COMPARE and open_.lacks_currency)
    is_resumed = named or pace or is_name or (resumes and not is_asked)
    return (every if is_resumed else ""), named or (None if open_.is_foreign else known)


def settles(heard: Understanding, said: OfferHeard, open_: Unsettled) -> bool:
    """Whether a text with numbers states all the parts that were asked about, none of them in doubt."""
    if heard.intent is Intent.OFFER:
        return True
    return bool(told := {*told_parts(said.offer)}) and not said.doubts and open_.parts <= told
