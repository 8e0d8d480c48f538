"""What it rests on: a label too good for its sources (L5), claims without a link (L14), the employer's postings (L15)."""

import re
from collections.abc import Iterator

from bot.domain.figure import InGuide
from bot.domain.grading import earned_quality, is_linked
from bot.domain.guide import Quality
from bot.domain.problem import Problem
from bot.library.check.amounts import short
from bot.library.check.checked import Checked, listed
from bot.library.rules import find_fault

GROWTH = re.compile(r"\d{1,4}(?:\.\d+)?\s?% (?:[\w-]{1,20} ){0,3}(?i:growth)", re.ASCII)
WORTH = re.compile(r"[$€£]\d[\d.,]{0,12}\s?(?:[BM]|bn|billion|million)\b(?: (?i:valuation))?", re.ASCII)
MADE = re.compile(r"\b(?:created|invented|pioneered) [A-Z]\w{1,30}", re.ASCII)
CLAIMS = {GROWTH: ("growth",), WORTH: ("$", "€", "£"), MADE: ("created", "invented", "pioneered")}
"""pattern -> words without which it cannot be found, since looking for a word is quicker"""
LINK = re.compile(r"https?://|\]\(")
MOST_CLAIMS = 3
ORDER = list(Quality)


def check_label(seen: Checked) -> Iterator[Problem]:
    """Yield L5: data called better than sources, sample and age earn."""
    claimed, earned = seen.guide.claimed_quality, earned_quality(seen.guide, seen.today)
    if claimed is not None and ORDER.index(claimed) < ORDER.index(earned):
        message = f"The guide calls its data {claimed} but earns {earned}: {listed(_shortcomings(seen))}"
        remedy = f"write data_quality: {earned}, or name more sources with their links"
        yield find_fault("L5", seen.at("data_quality"), message, remedy)


def _shortcomings(seen: Checked) -> Iterator[str]:
    sources, cited = len(seen.guide.sources), len(seen.body.evidence)
    yield f"{sources or 'no'} source{'' if sources == 1 else 's'} named"
    if not is_linked(seen.guide):
        yield "none with a link"
    if seen.guide.sample_size is None:
        yield "no number of reports (n)"
    if cited > sources:
        yield f"the text cites {cited}"


def check_named(seen: Checked) -> Iterator[Problem]:
    """Yield a guide that names no source at all."""
    if not seen.guide.sources and any(comp.base or comp.equity for comp in seen.guide.regions):
        yield find_fault("unsourced", seen.at("data_sources"), "No source is named for the figures")


def check_links(seen: Checked) -> Iterator[Problem]:
    """Yield L14: claims about the company that no link backs; the first few, at the first one's line."""
    found: dict[str, int] = {}
    for passage in seen.prose():
        text = passage.text.text
        for claim in _find_claims(text):
            found.setdefault(claim[0], seen.place(passage.text, text[: claim.start()]).line)
    if found:
        more = f" and {len(found) - MOST_CLAIMS} more" if len(found) > MOST_CLAIMS else ""
        claims = f"{', '.join([*found][:MOST_CLAIMS])}{more}"
        message = f"{len(found)} claim{'' if len(found) == 1 else 's'} without a link: {claims}"
        yield find_fault("L14", seen.on(min(found.values())), message)


def _find_claims(text: str) -> list[re.Match[str]]:
    """Return the claims of a text in order, or none where it has a link."""
    lower = text.casefold()
    patterns = [pattern for pattern, words in CLAIMS.items() if any(word in lower for word in words)]
    if not patterns or LINK.search(text):
        return []
    return sorted((found for p in patterns for found in p.finditer(text)), key=lambda found: found.start())


def check_postings(seen: Checked) -> Iterator[Problem]:
    """Yield L15: an employer's own posting above the base band; and postings without a date."""
    for position, posting in enumerate(seen.guide.posted):
        if posting.published is None:
            message = f"The posting {posting.title.text} has no date"
            yield find_fault("undated-posting", seen.at(f"posted.{position}"), message)
    for row, comp in enumerate(seen.guide.regions):
        higher = seen.guide.posted_beyond(comp)
        if higher is not None and comp.base is not None:
            own = isinstance(higher.title.origin, InGuide)
            key = f"posted.{seen.guide.posted.index(higher)}" if own else f"compensation.{row}.base_high"
            high = higher.base.high.money
            posted, more = (short(m.amount, m.currency) for m in (high, high - comp.base.high.money))
            message = (
                f"The employer has posted up to {posted} base for {higher.title.text}, "
                f"{more} above the guide's band"
            )
            yield find_fault("L15", seen.at(key), message)
            return
