"""What it rests on: a label too good for its sources (L5), claims without a link (L14), the employer's postings (L15)."""

import re
from collections.abc import Iterator

from bot.domain.figure import Band, InGuide
from bot.domain.grading import earned_quality, is_linked
from bot.domain.guide import Posting, Quality
from bot.domain.problem import Problem
from bot.library.check.amounts import short
from bot.library.check.checked import Checked, listed
from bot.library.rules import Place, find_fault

GROWTH = re.compile(r"\d{1,4}(?:\.\d+)?\s?% (?:[\w-]{1,20} ){0,3}(?i:growth)", re.ASCII)
WORTH = re.compile(r"[$€£]\d[\d.,]{0,12}\s?(?:[BM]|bn|billion|million)\b(?: (?i:valuation))?", re.ASCII)
MADE = re.compile(r"\b(?:created|invented|pioneered) [A-Z]\w{1,30}", re.ASCII)
CLAIMS = (
    ("growth", GROWTH),
    ("$", WORTH),
    ("€", WORTH),
    ("£", WORTH),
    *((w, MADE) for w in ("created", "invented", "pioneered")),
)
"""a word without which a pattern cannot be found, since looking for a word is quicker; and the pattern"""
LINK = re.compile(r"https?://|\]\(")
MOST_CLAIMS = 3
ORDER = list(Quality)


def check_label(seen: Checked) -> Iterator[Problem]:
    """Yield L5: data called better than sources, sample and age earn."""
    claimed, earned = seen.guide.claimed_quality, earned_quality(seen.guide, seen.today)
    if claimed is not None and ORDER.index(claimed) < ORDER.index(earned):
        message = f"The guide calls its data {claimed} but earns {earned}: {listed(shortcomings(seen))}"
        yield find_fault(
            "L5",
            seen.at("data_quality"),
            message,
            f"write data_quality: {earned}, or name more sources with their links",
        )


def shortcomings(seen: Checked) -> Iterator[str]:
    """Yield what keeps a guide from a better grade."""
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
        yield find_fault(
            "unsourced", seen.at("data_sources"), "No source is named for the figures", "add data_sources"
        )


def check_links(seen: Checked) -> Iterator[Problem]:
    """Yield L14: claims about the company that no link backs; the first few, at the first one's line."""
    found: dict[str, int] = {}
    for passage in seen.prose():
        text = passage.text.text
        for claim in find_claims(text):
            found.setdefault(claim[0], seen.place(passage.text, text[: claim.start()]).line)
    if found:
        claims = [*found][:MOST_CLAIMS]
        more = f" and {len(found) - len(claims)} more" if len(found) > len(claims) else ""
        message = (
            f"{len(found)} claim{'' if len(found) == 1 else 's'} without a link: {', '.join(claims)}{more}"
        )
        yield find_fault("L14", seen.on(min(found.values())), message, "link each to the page that says so")


def find_claims(text: str) -> list[re.Match[str]]:
    """Return the claims of a text in order, or none where it has a link."""
    lower = text.casefold()
    patterns = dict.fromkeys(pattern for word, pattern in CLAIMS if word in lower)
    if not patterns or LINK.search(text):
        return []
    return sorted(
        (found for pattern in patterns for found in pattern.finditer(text)), key=lambda found: found.start()
    )


def check_postings(seen: Checked) -> Iterator[Problem]:
    """Yield L15: an employer's own posting above the base band; and postings without a date."""
    for position, posting in enumerate(seen.guide.posted):
        if posting.published is None:
            message = f"The posting {posting.title.text} has no date"
            yield find_fault(
                "undated-posting",
                seen.at(f"posted.{position}"),
                message,
                "add the day it was published or seen",
            )
    for row, comp in enumerate(seen.guide.regions):
        higher = seen.guide.posted_beyond(comp)
        if higher is not None and comp.base is not None:
            own = isinstance(higher.title.origin, InGuide)
            key = f"posted.{seen.guide.posted.index(higher)}" if own else f"compensation.{row}.base_high"
            yield outbid(higher, comp.base, seen.at(key))
            return


def outbid(posting: Posting, base: Band, at: Place) -> Problem:
    """Return L15 for one posting above a base band."""
    high, top = posting.base.high.money, base.high.money
    message = (
        f"The employer has posted up to {short(high.amount, high.currency)} base for {posting.title.text}, "
        f"{short((high - top).amount, high.currency)} above the guide's band"
    )
    remedy = "widen the band if it is the same job; if not, say in the text how the jobs differ"
    return find_fault("L15", at, message, remedy)
