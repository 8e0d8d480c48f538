"""The text: premiums nobody can check (L10), sums in no field (L11), titles (L13), stray words, levers, dashes."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from bot.domain.amounts import Component
from bot.domain.problem import Problem
from bot.domain.sums import HUNDRED
from bot.library.check.amounts import Amount, bands_of, percents, read_money
from bot.library.check.checked import Checked, listed, sentences
from bot.library.check.scripts import RIVAL, claims_in
from bot.library.rules import WRITTEN, Place, find_fault

PREMIUM, ANCHOR, HYPHENED, DASHED = (re.compile(sound, re.ASCII) for sound in WRITTEN["prose"].values())
SMALLEST = 1_000  # below this a sum is a perk or a price, not a part of pay
MONEY = frozenset({Component.BASE, Component.EQUITY, Component.SIGN_ON, Component.TOTAL})
Range = tuple[Decimal, Decimal]


def check_premiums(seen: Checked) -> Iterator[Problem]:
    """Yield L10: premiums in percent that do not say of what, or that are piled on each other."""
    found: dict[Range, tuple[bool, Place]] = {}
    for passage in seen.prose():
        if "premium" not in passage.text.text.casefold():
            continue
        for sentence, at in sentences(passage.text):
            anchored = bool(ANCHOR.search(sentence))
            for match in PREMIUM.finditer(sentence):
                low = match["low"] or match["low_behind"]
                high = match["high"] or match["high_behind"] or low
                found.setdefault((Decimal(low), Decimal(high)), (anchored, at))
    if len(found) > 1 or any(not anchored for anchored, _ in found.values()):
        at = [place for _, place in found.values()][:2][-1]
        yield find_fault("L10", at, _piled_up([*found]))


def _piled_up(premiums: list[Range]) -> str:
    """Return what is wrong with premiums: piled up, or a percentage of nobody knows what."""
    names = [percents(*premium) for premium in premiums]
    if len(premiums) == 1:
        return f"A premium of {names[0]} is named, and nothing says of what"
    pairs = list(zip(*premiums[:2], strict=True))
    low, high = (one + other for one, other in pairs)
    more_low, more_high = (one + other + one * other / HUNDRED for one, other in pairs)
    return (
        f"Premiums of {listed(names)} are piled up, and nothing says of what: that is {percents(low, high)} more "
        f"if added, {percents(more_low, more_high)} if one is taken on top of the other"
    )


def check_sums_in_prose(seen: Checked) -> Iterator[Problem]:
    """Yield L11: sums in the text that no band of the front matter holds, one Problem a line."""
    loose: dict[int, dict[str, None]] = {}
    for passage in seen.prose():
        for sentence, at in sentences(passage.text):
            for amount in _loose_sums(sentence, seen):
                loose.setdefault(at.line, {})[amount.text] = None
    for line, texts in loose.items():
        message = f"{listed(texts)} in the text {'is' if len(texts) == 1 else 'are'} in no field"
        yield find_fault("L11", seen.on(line), message)


def _loose_sums(sentence: str, seen: Checked) -> list[Amount]:
    """Return the sums of a sentence that nothing backs; a claimed offer is L9's."""
    found = [one for one in read_money(sentence) if one.low >= SMALLEST and not _backed(one, seen)]
    return [] if found and claims_in(sentence, RIVAL, seen) else found


def _backed(amount: Amount, seen: Checked) -> bool:
    """Whether some band of the front matter, or a posting, holds a sum: the component's own where the text names one."""
    parts = {amount.part} if amount.part in MONEY else MONEY
    bands = [band for comp in seen.guide.regions for part, band in bands_of(comp).items() if part in parts]
    bands += [posting.base for posting in seen.guide.posted]
    return any(band.low.money.amount <= amount.low <= amount.high <= band.high.money.amount for band in bands)


def check_dashes(seen: Checked) -> Iterator[Problem]:
    """Yield ranges written with a hyphen in a guide that also writes them with a dash."""
    texts = [passage.text for passage in seen.body.passages]
    texts += [seen.guide.summary] if seen.guide.summary else []
    hyphened = [(one, found) for one in texts if "-" in one.text and (found := HYPHENED.search(one.text))]
    if hyphened and any(DASHED.search(words.text) for words in texts):
        words, found = min(hyphened, key=lambda pair: seen.place(pair[0]).line)
        at = seen.place(words, words.text[: found.start()])
        remedy = f"write {found[0].replace('-', '–')}"
        yield find_fault("dash", at, "Some ranges here have a hyphen, others a dash", remedy)


def check_titles(seen: Checked) -> Iterator[Problem]:
    """Yield L13: a title that promises the world, a first title that is no title, a title used twice."""
    headings, currencies = seen.body.headings, {comp.currency for comp in seen.guide.regions}
    top = next((heading for heading in headings if heading.level), None)
    if top and "global" in top.title.casefold().split() and len(currencies) == 1:
        message = f"The title says Global, but all figures are in {seen.guide.regions[0].currency}"
        yield find_fault("L13", seen.on(top.line), message, "drop the word, or add other countries")
    if top and top is headings[0] and top.level > 1:
        message = f"The first title is a sub-title ({'#' * top.level})"
        yield find_fault("L13", seen.on(top.line), message, "begin the body with one #")
    first: dict[str, int] = {}
    for heading in headings:
        line = first.setdefault(heading.title.casefold(), heading.line)
        if line != heading.line:
            message = f"{heading.title} is the title of two parts, here and on line {line}"
            yield find_fault("L13", seen.on(heading.line), message, "give one of them a title of its own")


def check_steps(seen: Checked) -> Iterator[Problem]:
    """Yield titles that skip a level on the way down."""
    for above, below in pairwise(heading for heading in seen.body.headings if heading.level):
        if below.level > above.level + 1:
            one, other = (f"{heading.title} ({'#' * heading.level})" for heading in (below, above))
            message = f"{one} skips a level below {other}"
            yield find_fault("headings", seen.on(below.line), message, f"write {'#' * (above.level + 1)}")


def check_stray(seen: Checked) -> Iterator[Problem]:
    """Yield text that stands under no title."""
    for passage in seen.body.passages:
        if not passage.title and passage.text.text:
            yield find_fault("stray-text", seen.place(passage.text), "This text stands under no title")


def check_levers(seen: Checked) -> Iterator[Problem]:
    """Yield levers without a name or without words."""
    for lever in seen.body.levers:
        if not lever.name or not lever.script.text:
            message = f"A lever has no {'words to say' if lever.name else 'name in bold'}"
            yield find_fault("lever", seen.place(lever.script), message)
