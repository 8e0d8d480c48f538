"""Numbers in the text: premiums nobody can check (L10), sums in no field (L11), ranges written two ways."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.money import Money
from bot.domain.problem import Problem
from bot.domain.sums import HUNDRED
from bot.library.check.amounts import Amount, Part, band_of, percents, read_money
from bot.library.check.checked import Checked, listed, sentences
from bot.library.check.scripts import RIVAL, claims_in
from bot.library.rules import Place, find_fault

PREMIUM = re.compile(
    r"(?P<low>\d{1,3})%?(?:\s?[–-]\s?(?P<high>\d{1,3}))?\s?%(?:[ \"“'*]{1,3}[\w-]{1,20}){0,2}[ \"“'*]{1,3}premium\b"
    r"|\bpremium\b[^%|.;\n]{0,12}?\(?(?P<low_behind>\d{1,3})%?(?:\s?[–-]\s?(?P<high_behind>\d{1,3}))?\s?%",
    re.IGNORECASE | re.ASCII,
)
ANCHOR = re.compile(
    r"\b(?:of|on|over|above|on top of) (?:the |your |a )?(?:base|total|band|salary|TC)\b|\balready (?:in|holds?|includes?)\b",
    re.IGNORECASE,
)
HYPHENED = re.compile(r"(?<![\d-])\d[\d.]{0,6}[%KM]?-\$?\d[\d.]{0,6}[%K]", re.ASCII)
DASHED = re.compile(r"\d[%KM]?–\$?\d[\d.]{0,6}[%K]", re.ASCII)
SMALLEST = 1_000
"""below this a sum is a perk or a price, not a part of pay"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Premium:
    """A percentage that the text calls a premium."""

    low: Decimal
    high: Decimal
    is_anchored: bool
    """whether its sentence says what it is a percentage of"""
    at: Place


def check_premiums(seen: Checked) -> Iterator[Problem]:
    """Yield L10: premiums in percent that do not say of what, or that are piled on each other."""
    found: dict[tuple[Decimal, Decimal], Premium] = {}
    for premium in read_premiums(seen):
        found.setdefault((premium.low, premium.high), premium)
    premiums = list(found.values())
    if len(premiums) > 1 or any(not premium.is_anchored for premium in premiums):
        remedy = (
            "say what each is a percentage of and whether the band already holds it, or leave the numbers out"
        )
        yield find_fault("L10", premiums[:2][-1].at, told(premiums), remedy)


def read_premiums(seen: Checked) -> Iterator[Premium]:
    """Yield every premium in percent that the guide's own words name."""
    for passage in seen.prose():
        if "premium" not in passage.text.text.casefold():
            continue
        for sentence, before in sentences(passage.text.text):
            anchored = bool(ANCHOR.search(sentence))
            for match in PREMIUM.finditer(sentence):
                low = match["low"] or match["low_behind"]
                yield Premium(
                    low=Decimal(low),
                    high=Decimal(match["high"] or match["high_behind"] or low),
                    is_anchored=anchored,
                    at=seen.place(passage.text, before),
                )


def told(premiums: list[Premium]) -> str:
    """Return what is wrong with premiums: piled up, or a percentage of nobody knows what."""
    names = [percents(premium.low, premium.high) for premium in premiums]
    if len(premiums) == 1:
        return f"A premium of {names[0]} is named, and nothing says of what"
    one, other = premiums[:2]
    added = percents(one.low + other.low, one.high + other.high)
    compound = (compounded(one.low, other.low), compounded(one.high, other.high))
    return (
        f"Premiums of {listed(names)} are piled up, and nothing says of what: that is {added} more if added, "
        f"{percents(*compound)} if one is taken on top of the other"
    )


def compounded(one: Decimal, other: Decimal) -> Decimal:
    """Return what one percentage on top of another comes to, in percent."""
    return one + other + one * other / HUNDRED


def check_sums_in_prose(seen: Checked) -> Iterator[Problem]:
    """Yield L11: sums in the text that no band of the front matter holds, one Problem a line."""
    loose: dict[int, dict[str, None]] = {}
    for passage in seen.prose():
        for sentence, before in sentences(passage.text.text):
            for amount in loose_sums(sentence, seen):
                loose.setdefault(seen.place(passage.text, before).line, {})[amount.text] = None
    for line, texts in loose.items():
        message = f"{listed(texts)} in the text {'is' if len(texts) == 1 else 'are'} in no field"
        remedy = (
            "add it to the front matter (sign_on_low and sign_on_high, posted, …) or leave the number out"
        )
        yield find_fault("L11", seen.on(line), message, remedy)


def loose_sums(sentence: str, seen: Checked) -> list[Amount]:
    """Return the sums of a sentence that nothing backs; a claimed offer is L9's."""
    found = [amount for amount in read_money(sentence) if amount.low >= SMALLEST and not backed(amount, seen)]
    return [] if found and claims_in(sentence, RIVAL, seen) else found


def backed(amount: Amount, seen: Checked) -> bool:
    """Whether some band of the front matter, or a posting, holds a sum: the component's own where the text names one."""
    bands = [
        band
        for comp in seen.guide.regions
        for part in ([amount.part] if amount.part and amount.part is not Part.BONUS else Part)
        if part is not Part.BONUS and (band := band_of(comp, part))
    ]
    bands += [posting.base for posting in seen.guide.posted]
    ends = [(band.low.value, band.high.value) for band in bands]
    return any(
        low.amount <= amount.low <= amount.high <= high.amount
        for low, high in ends
        if isinstance(low, Money) and isinstance(high, Money)
    )


def check_dashes(seen: Checked) -> Iterator[Problem]:
    """Yield ranges written with a hyphen in a guide that also writes them with a dash."""
    texts = [passage.text for passage in seen.body.passages] + (
        [seen.guide.summary] if seen.guide.summary else []
    )
    hyphened = [
        (words, found) for words in texts if "-" in words.text and (found := HYPHENED.search(words.text))
    ]
    if hyphened and any(DASHED.search(words.text) for words in texts):
        words, found = min(hyphened, key=lambda pair: seen.place(pair[0]).line)
        message = "Some ranges here have a hyphen, others a dash"
        yield find_fault(
            "dash",
            seen.place(words, words.text[: found.start()]),
            message,
            f"write {found[0].replace('-', '–')}",
        )
