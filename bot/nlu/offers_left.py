"""What is left out of what was heard: every amount that is neither kept nor asked about, behind the reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.amounts import Absurd, Ambiguity, Amount, Component, Percent, Quantity, Shares, cut
from bot.domain.figure import Band, Said
from bot.domain.negotiation import Stance
from bot.domain.offer import Offer
from bot.domain.sums import added_up
from bot.nlu.offers_cues import APART, ASIDE, Share
from bot.nlu.offers_figures import say
from bot.nlu.offers_parts import LETTER, NO_PART, Doubt, is_most

OUTSIDE, LAST = {"beside", *APART}, 30  # the last: characters of the last words read


def find_beside(
    text: str, shares: Sequence[Share], words: Iterable[str], doubts: Sequence[Doubt]
) -> Iterator[tuple[str, Quantity]]:
    """Yield each amount that counts for nothing, behind why: whose it is, or what it is said to be.

    `words` are those of all that was kept. No path through the reading is trusted: what is told in a short text and not
    found again is left out.
    """
    is_short = len(text) <= LETTER
    told = [(one.whose, one.what) for one in shares if isinstance(one.what, Quantity) and is_amount(one.what)]
    kept = Counter([*words, *(doubt.words for doubt in doubts)])
    asked = {getattr(reading, "low", None) for doubt in doubts for reading in doubt.readings}
    for whose, one in told:
        if whose in OUTSIDE or (is_short and whose in {"cap", *ASIDE}):
            yield (reason_of(whose, one) if one.component is Component.OTHER else whose), one
        elif is_short and getattr(say(one.value), "low", 0) not in asked:
            if one.component in NO_PART or not kept[one.words]:
                yield reason_of(whose, one), one
            kept[one.words] -= one.component not in NO_PART


def find_wholes(text: str, left: Iterable[Quantity]) -> Iterator[tuple[str, Quantity]]:
    """Yield what was left out as the whole, and as the most that a bonus can be."""
    for one in left:
        if one.component is Component.TOTAL or is_most(text, one):
            yield ("total" if one.component is Component.TOTAL else "most"), one


def words_kept(offers: Iterable[Offer], stance: Stance, ranged: Band | None) -> Iterator[str]:
    """Yield the words of each figure that was kept."""
    every = (*offers, *(rival.offer for rival in stance.rivals), stance.current or Offer())
    figures = [figure for offer in every for figure in offer.figures()]
    figures += [band.low for band in (ranged, stance.posted) if band]
    for figure in (*figures, *filter(None, (stance.walk_away, stance.forfeits, stance.current_base))):
        yield from (one.origin.words for one in added_up(figure) if isinstance(one.origin, Said))


def reason_of(whose: str, one: Quantity) -> str:
    """Return why an amount is left out, where what it is said to be gives a reason."""
    if one.component in {Component.CHANGE, Component.OTHER, Component.VALUATION}:
        return one.component
    return whose if whose == "current" else "vesting" if isinstance(one.value, Percent) else "unclear"


def is_amount(quantity: Quantity) -> bool:
    """Whether a quantity is money, a percentage or a number of shares, and no time."""
    value = quantity.value.readings[0] if isinstance(quantity.value, Ambiguity) else quantity.value
    return isinstance(value, Amount | Percent | Shares | Absurd)


def last_read(text: str) -> str | None:
    """Return the last words that are read of a text too long to be read whole; None for any other."""
    told = cut(text)
    return " ".join(told[-LAST:].split()[-4:]).rstrip("$€£¥ ") if len(told) < len(text) else None
