"""A letter told in one breath with what was said or agreed before it: "accepted at 225 and 25k sign-on, letter says 10k"."""

from dataclasses import replace
from datetime import date

from bot.coach.meant import Turn, hear_offer, states_pay
from bot.coach.whose import MOST_STORY
from bot.coach.wishes import SOUNDS
from bot.domain.amounts import Amount, read_quantities
from bot.domain.asking import amount_of, parts_of
from bot.domain.figure import Unit
from bot.domain.offer import Offer, Stage
from bot.nlu.offers import OfferHeard
from bot.nlu.offers_figures import say

MONEY = frozenset({Unit.PER_YEAR, Unit.ONE_OFF, Unit.GRANT})


def tell_letter(turn: Turn, today: date) -> tuple[OfferHeard, OfferHeard] | None:
    """Return what was told before a letter, and what the letter says, where one text tells of both; else None."""
    if len(text := turn.heard.utterance.text) > MOST_STORY:
        return None
    told, *written = SOUNDS["written"].split(text, maxsplit=1)
    if not written or not any(map(str.isdigit, told)):
        return None
    first = hear(turn, told, today)
    if not states_pay(first.agreed or first.offer) and not first.doubts:
        return None
    letter = hear(turn, name_sums(written[0], first.agreed or first.offer), today)
    if not (states_pay(letter.offer) or letter.doubts):
        return None
    is_open = first.stage in {None, Stage.WRITTEN}
    told_as = Stage.VERBAL if is_open else first.stage
    return replace(first, stage=told_as), replace(letter, stage=Stage.WRITTEN)


def hear(turn: Turn, text: str, today: date) -> OfferHeard:
    """Return what a part of a text states, in the currency of all of it."""
    text = ". ".join(filter(None, (text, turn.said.offer.currency)))
    part = replace(turn.heard, utterance=replace(turn.heard.utterance, text=text))
    return hear_offer(part, turn.session, turn.kept, turn.edition, today)


def name_sums(text: str, before: Offer) -> str:
    """Return a letter's words with each sum that nothing names led by the part told before that it comes nearest to."""
    found = read_quantities(text)
    named = {one.component for one in found}
    parts = {
        part: amount_of(sum_)
        for part, sum_ in parts_of(before).items()
        if sum_.unit in MONEY and part not in named and amount_of(sum_)
    }
    for one in reversed(found):
        value = say(one.value)
        if parts and one.component is None and isinstance(value, Amount) and value.low > 0:
            near = min(parts, key=lambda part: max(parts[part] / value.low, value.low / parts[part]))
            text = f"{text[: one.start]}{near.value.replace('_', '-')} {text[one.start :]}"
    return text
