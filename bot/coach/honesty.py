"""Honest scripts: a guide's words, with a visible blank wherever they would claim something for the person."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.domain.asking import amount_of
from bot.domain.comp import RegionalComp
from bot.domain.figure import Band, Quoted
from bot.domain.script import Blank, ClaimKind, Script
from bot.domain.written import read_written, to_sounds

_LIST = read_written(__file__)
PLACE_HINT, OTHER_HINT = _LIST["place"], _LIST["other"]
NUMBER_HINTS: dict[str, str] = _LIST["number"]
SHOWS = to_sounds(_LIST["shows"])
"""what the pieces of a script show by"""
SCALES = {"": 1, "k": 1_000, "m": 1_000_000}
NEAR = 24
"""characters before or after a number in which its component is looked for where its own part names none"""


def make_honest(script: Quoted, comp: RegionalComp, bonus: Band | None, kinds: Sequence[ClaimKind]) -> Script:
    """Return a guide's script with blanks for claims, placeholders, and all numbers but those in the region's own bands."""
    pieces: list[Quoted | Blank] = []
    needs: list[str] = []
    for sentence in SHOWS["sentence_end"].split(script.text):
        said = sentence.casefold().replace("’", "'")
        kind = next((kind for kind in kinds if any(cue in said for cue in kind.cues)), None)
        if kind is None:
            pieces.extend(vouched(Quoted(text=sentence, origin=script.origin), comp, bonus))
            continue
        blank = Blank(claim=kind.name, hint=kind.blank)
        if not pieces or pieces[-1] != blank:
            pieces.append(blank)
        if kind.needs and kind.needs not in needs:
            needs.append(kind.needs)
    return Script(pieces=tuple(pieces), needs=tuple(needs))


def vouched(sentence: Quoted, comp: RegionalComp, bonus: Band | None) -> Iterator[Quoted | Blank]:
    """Yield a sentence without claims in pieces: its words, and a blank for each number nothing vouches for."""
    text, at = sentence.text, 0
    for start, end, hint in sorted(unvouched(text, comp, bonus)):
        if start < at:
            continue
        if text[at:start].strip():
            yield Quoted(text=text[at:start].strip(), origin=sentence.origin)
        yield Blank(claim="number", hint=hint)
        at = end
    if text[at:].strip():
        yield Quoted(text=text[at:].strip(), origin=sentence.origin)


def unvouched(text: str, comp: RegionalComp, bonus: Band | None) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and hint of every placeholder and every number that must become a blank."""
    yield from ((found.start(), found.end(), PLACE_HINT) for found in SHOWS["placeholder"].finditer(text))
    for found in SHOWS["amount"].finditer(text):
        around = words_about(text, found)
        amount = Decimal(found["number"].replace(",", "")) * SCALES[(found["scale"] or "").lower()]
        if not (
            SHOWS["base"].search(around) and not SHOWS["other"].search(around) and inside(amount, comp.base)
        ):
            yield found.start(), found.end(), hint_for(around)
    for found in SHOWS["percent"].finditer(text):
        around = words_about(text, found)
        ends = (Decimal(found["low"]), Decimal(found["high"] or found["low"]))
        if not ("bonus" in around and all(inside(end, bonus) for end in ends)):
            yield found.start(), found.end(), hint_for(around) if "bonus" in around else OTHER_HINT


def words_about(text: str, number: re.Match[str]) -> str:
    """Return the words that may name a number's component: its own part of the sentence, else those close by."""
    cuts = [cut.span() for cut in SHOWS["part_end"].finditer(text)]
    left = max((end for _, end in cuts if end <= number.start()), default=0)
    right = min((start for start, _ in cuts if start >= number.end()), default=len(text))
    own = text[left:right].casefold()
    if SHOWS["base"].search(own) or SHOWS["other"].search(own):
        return own
    return text[max(0, number.start() - NEAR) : number.end() + NEAR].casefold()


def hint_for(around: str) -> str:
    """Return the word on what to put in place of a number, by the component named near it."""
    return next((hint for name, hint in NUMBER_HINTS.items() if name in around), OTHER_HINT)


def inside(number: Decimal, band: Band | None) -> bool:
    """Whether a number lies within a band of money or percent, both ends included."""
    return band is not None and amount_of(band.low) <= number <= amount_of(band.high)
