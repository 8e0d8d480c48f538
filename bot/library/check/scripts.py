"""Words to say: numbers for the wrong place (L7), a walk-away below an offer (L8), invented offers (L9), 409A (L16)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.domain.amounts import Component
from bot.domain.figure import Quoted
from bot.domain.problem import Problem
from bot.library.check.amounts import Amount, bands_of, read_money, short, short_band
from bot.library.check.checked import Checked, listed, sentences
from bot.library.rules import find_fault

PLACEHOLDER = re.compile(r"\[[^\]\n]{1,80}\](?!\()")
PRICED = re.compile(r"\b(?:strike|exercise price|preferred|per[- ]share|a share)\b", re.IGNORECASE)
VALUED_AT = re.compile(r"409\s?\(?[Aa]\b")
RIVAL, FLOOR = "rival_offer", "walk_away"  # kinds of claims.yaml


def claims_in(sentence: str, kind: str, seen: Checked) -> bool:
    """Whether a sentence makes a claim of one kind."""
    said = sentence.casefold().replace("’", "'")
    return any(cue in said for found in seen.claims if found.name == kind for cue in found.cues)


def check_regions_of_scripts(seen: Checked) -> Iterator[Problem]:
    """Yield L7: a script with numbers outside some region's band, where it does not say which region it is for."""
    for script in seen.scripts():
        at = seen.place(script)
        title = " ".join(heading.title for heading in seen.body.headings if heading.line == at.line)
        misses = [miss for sentence, _ in sentences(script) for miss in _misplaced(sentence, title, seen)]
        if misses:
            message = f"The script's numbers don't fit everywhere: {'; '.join(misses)}"
            yield find_fault("L7", at, message)


def _misplaced(sentence: str, title: str, seen: Checked) -> Iterator[str]:
    """Yield each number of a sentence that lies outside the band of a region it may be said in."""
    if claims_in(sentence, RIVAL, seen):
        return
    words = f"{title} {sentence}".casefold()
    named = [comp for comp in seen.guide.regions if comp.region.display.casefold() in words]
    for amount in read_money(sentence):
        if amount.part is None or amount.part is Component.TARGET_BONUS:
            continue
        outside = []
        for comp in named or seen.guide.regions:
            band = bands_of(comp).get(amount.part)
            if band and not band.low.money.amount <= amount.low <= amount.high <= band.high.money.amount:
                outside.append(f"{comp.region.display} ({short_band(band)})")
        if outside:
            yield f"{amount.text} {amount.part.replace('_', '-')} is outside the band of {listed(outside)}"


def check_walk_away(seen: Checked) -> Iterator[Problem]:
    """Yield L8: a walk-away below an offer that the same script claims to hold."""
    for script in seen.scripts():
        floor, offer = _largest(script, FLOOR, seen), _largest(script, RIVAL, seen)
        if floor and offer and floor.low < offer.low:
            accepted, held = (short(amount.low, seen.guide.regions[0].currency) for amount in (floor, offer))
            message = (
                f"The script would accept {accepted}, less than the offer of {held} it claims to hold"
                f"{_ask_beside(script, offer, seen)}"
            )
            yield find_fault("L8", seen.place(script), message)


def _ask_beside(script: Quoted, offer: Amount, seen: Checked) -> str:
    """Return how far the script's own ask lies above the claimed offer, where it names one."""
    for sentence, _ in sentences(script):
        if not claims_in(sentence, RIVAL, seen) and not claims_in(sentence, FLOOR, seen):
            for amount in read_money(sentence):
                if amount.part is Component.TOTAL and amount.low > offer.low:
                    more = (amount.low / offer.low - 1) * 100
                    return f"; the ask itself is only {more.quantize(Decimal('0.1'))}% above that offer"
    return ""


def _largest(script: Quoted, kind: str, seen: Checked) -> Amount | None:
    """Return the largest sum in the sentences of a script that make one kind of claim, or None."""
    claiming = [sentence for sentence, _ in sentences(script) if claims_in(sentence, kind, seen)]
    sums = [amount for sentence in claiming for amount in read_money(sentence)]
    return max(sums, key=lambda amount: amount.low, default=None)


def check_claims(seen: Checked) -> Iterator[Problem]:
    """Yield L9: a script with a ready-made offer or a bracket to fill, unless its lever says what it needs."""
    told = {lever.script for lever in seen.body.levers if lever.needs}
    for script in seen.scripts():
        faults = list(_claimed(script, seen, told=script in told))
        if faults:
            yield find_fault("L9", seen.place(script), f"The script {listed(faults)}")


def _claimed(script: Quoted, seen: Checked, *, told: bool) -> Iterator[str]:
    """Yield what a script claims for the reader. A lever that says what it needs may hold a bracket, never a sum."""
    for sentence, _ in sentences(script):
        amount = next(read_money(sentence), None)
        if claims_in(sentence, RIVAL, seen) and (amount or not told):
            yield f"claims an offer{f' of {amount.text}' if amount else ''} that the reader may not have"
            break
    gap = PLACEHOLDER.search(script.text)
    if gap and not told:
        yield f"has a bracket to fill, {gap[0]}"


def check_price_basis(seen: Checked) -> Iterator[Problem]:
    """Yield L16: equity valued at 409A while no price is given anywhere in the guide's own words."""
    texts = [passage.text for passage in seen.prose()]
    valued = next((words for words in texts if VALUED_AT.search(words.text)), None)
    if valued and not any(PRICED.search(words.text) for words in texts):
        place = seen.place(valued, VALUED_AT.split(valued.text)[0])
        yield find_fault("L16", place, "Equity is valued “at 409A”, and no price per share is given")
