"""Pay ranges that employers themselves published: `seeds/postings/*.csv`, dated, base only, a year, gross."""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from bot.domain.figure import Band, Figure, InPosting, Quoted, Unit
from bot.domain.guide import Guide, Posting
from bot.domain.money import Money
from bot.errors import SeedsError

Postings = Mapping[str, tuple[Posting, ...]]
"""company slug -> its postings"""


def read_postings(folder: Path) -> Postings:
    """Return all postings by company; none where there is no such folder. Raises SeedsError for a row that is not one."""
    found: dict[str, tuple[Posting, ...]] = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for number, row in enumerate(csv.DictReader(rows), start=2):
                try:
                    posting = read_row(row)
                except (KeyError, ValueError, InvalidOperation, AttributeError, TypeError):
                    raise SeedsError(
                        f"{file.name}:{number} is not a posting", remedy="mend the row"
                    ) from None
                found[row["company"]] = (*found.get(row["company"], ()), posting)
    return found


def read_row(row: Mapping[str, str]) -> Posting:
    """Return one row as a posting. Raises KeyError, ValueError or InvalidOperation for a row that is not one."""
    published = dt.date.fromisoformat(row["published"])
    origin = InPosting(title=row["title"], where=row["where"], published=published, url=None)
    low, high = (
        Figure(
            value=Money(amount=Decimal(row[end]), currency=row["currency"]), unit=Unit.PER_YEAR, origin=origin
        )
        for end in ("base_low", "base_high")
    )
    if not low.money <= high.money:
        raise ValueError("low above high")
    return Posting(
        title=Quoted(text=row["title"], origin=origin),
        region=row["region"],
        base=Band(low=low, high=high),
        published=Figure(value=published, unit=Unit.DATE, origin=origin),
        where=row["where"],
    )


def beside_postings(guide: Guide, postings: Postings) -> Guide:
    """Return a guide with its company's published postings beside those that it names itself, each title once."""
    own = {posting.title.text for posting in guide.posted}
    more = tuple(p for p in postings.get(guide.company.slug, ()) if p.title.text not in own)
    return replace(guide, posted=(*guide.posted, *more)) if more else guide
