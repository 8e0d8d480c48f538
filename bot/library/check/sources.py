"""What it rests on: a label too good for its sources (L5), claims without a link (L14), the employer's postings (L15).

And how old it is: reviews that are overdue, figures older than they look (L4), dates in an order that cannot be. And
whether levels elsewhere, to which it compares itself, were paid as it says (L12).
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bot.domain.figure import Figure, InGuide
from bot.domain.grading import FRESH_DAYS, age_in_days, earned_quality, is_linked, overdue
from bot.domain.guide import Quality
from bot.domain.problem import Problem
from bot.library.check.amounts import short
from bot.library.check.checked import Checked, listed
from bot.library.front_matter import QUARTER
from bot.library.rules import WRITTEN, find_fault

CLAIMS = {re.compile(one["sound"], re.ASCII): tuple(one["words"]) for one in WRITTEN["claims"]}
"""pattern -> words without which it cannot be found, since looking for a word is quicker"""
LINK = re.compile(r"https?://|\]\(")
MOST_CLAIMS = 3
ORDER = list(Quality)
NEWER_DAYS = 30
"""days by which the last update may be younger than the figures before it makes them look younger than they are"""


class PaidLevel(NamedTuple):
    """Total pay a year of one level in one region in 2020–21: the middle half of at least 40 public self-reports."""

    company: str
    level: str
    region: str
    low: int
    high: int

    def __str__(self) -> str:
        return f"{short(Decimal(self.low), 'USD')}–{short(Decimal(self.high), 'USD')}"


PAID = tuple(PaidLevel(**row) for row in WRITTEN["paid"])
MAPPED = re.compile(r"\b(?P<company>Google|Meta)\b[^·|,;\n]{0,60}?\b(?P<level>[LE]\d)\b")


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
            message = f"The employer has posted up to {posted} base for {higher.title.text}"
            yield find_fault("L15", seen.at(key), f"{message}, {more} above the guide's band")
            return


def check_review(seen: Checked) -> Iterator[Problem]:
    """Yield L4: the guide's own review date has passed."""
    late = overdue(seen.guide, seen.today)
    if late is not None:
        message = f"The review is {late.value} day{'' if late.value == 1 else 's'} overdue"
        remedy = "check the figures, then set both dates anew"
        yield find_fault("L4", seen.at("next_review_due"), message, remedy)


def check_age(seen: Checked) -> Iterator[Problem]:
    """Yield L4: figures that speak for a day more than half a year ago."""
    age, updated = age_in_days(seen.guide, seen.today), _day(seen.guide.last_updated)
    if seen.guide.oldest_day() is None or age <= FRESH_DAYS:
        return
    message = f"The figures are {age} days old"
    if updated and age - (seen.today - updated).days > NEWER_DAYS:
        message += f", though the guide says it was updated {(seen.today - updated).days} days ago"
    remedy = "gather newer ones, or tell readers in the text why these still hold"
    yield find_fault("L4", seen.at(_dating_key(seen) or "last_updated"), message, remedy)


def check_order(seen: Checked) -> Iterator[Problem]:
    """Yield dates that cannot be: in the future, a review before the update, a quarter that is none."""
    updated, due, as_of = map(_day, (seen.guide.last_updated, seen.guide.next_review_due, seen.guide.as_of))
    key, quarter = _dating_key(seen), seen.guide.quarter
    if updated and updated > seen.today:
        message = "The guide was updated on a day still to come"
        yield find_fault("dates", seen.at("last_updated"), message, "correct the date")
    if updated and due and due < updated:
        message = "The next review was due before the last update"
        yield find_fault("dates", seen.at("next_review_due"), message, "set the day of the next review")
    if as_of and as_of > seen.today and key:
        message = "The figures speak for a day still to come"
        yield find_fault("dates", seen.at(key), message, "correct the date")
    if quarter and not QUARTER.search(quarter.text):
        message = f"salary_data_quarter says {quarter.text}, which is no quarter"
        yield find_fault("dates", seen.at("salary_data_quarter"), message, "write it like 2025-Q4")


def _day(figure: Figure | None) -> date | None:
    return figure.value if figure and isinstance(figure.value, date) else None


def _dating_key(seen: Checked) -> str | None:
    """Return the key that says which day the figures speak for, where it is not `last_updated`."""
    return next((key for key in ("as_of", "salary_data_quarter") if seen.says(key)), None)


def check_levels(seen: Checked) -> Iterator[Problem]:
    """Yield L12: a level named as equal that was paid more in 2020–21 than the guide's whole total today."""
    mapping = seen.guide.level_mapping or seen.body.level_mapping
    endings = {
        comp.region.slug: comp.stated_total.high.money.amount
        for comp in seen.guide.regions
        if comp.currency == "USD" and comp.stated_total
    }
    for found in MAPPED.finditer(mapping.text) if mapping else ():
        for paid in PAID:
            ending = endings.get(paid.region, paid.low)
            if mapping and found.groups() == paid[:2] and ending < paid.low:
                yield find_fault("L12", seen.place(mapping), _outpaid(paid, Decimal(ending)))
                return


def _outpaid(paid: PaidLevel, ending: Decimal) -> str:
    """Return what the level was paid beside where the guide's total ends."""
    lower = (p for p in PAID if (p.company, p.region) == (paid.company, paid.region) and p.high < paid.low)
    below = next(lower, None)
    nearer = f"; that is nearer {below.company} {below.level} ({below})" if below else ""
    return (
        f"The level mapping names {paid.company} {paid.level}, paid {paid} in total as long ago as 2020–21, "
        f"while the guide's total ends at {short(ending, 'USD')}{nearer}"
    )
