"""Pay ranges that employers themselves published: `seeds/postings/*.csv`, dated, base only, a year, gross."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from bot.domain.guide import Guide, Posting
from bot.errors import SeedsError
from bot.library.front_matter import PostedKeys
from bot.library.translation import build_posting

Postings = Mapping[str, tuple[Posting, ...]]  # company slug -> its postings


def read_postings(folder: Path) -> Postings:
    """Return all postings by company; none where there is no such folder. Raises SeedsError for a row that is not one."""
    found: dict[str, tuple[Posting, ...]] = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            for number, row in enumerate(csv.DictReader(rows), start=2):
                try:
                    posting = _read_row(row)
                except (KeyError, ValueError, InvalidOperation, TypeError):
                    place = f"{file.name}:{number}"
                    raise SeedsError(f"{place} is not a posting", remedy="mend the row") from None
                found[row["company"]] = (*found.get(row["company"], ()), posting)
    return found


def _read_row(row: Mapping[str, str]) -> Posting:
    ends = {end: Decimal(row[end]) for end in ("base_low", "base_high")}
    posted = PostedKeys.model_validate({**row, **ends, "date": row["published"]}, extra="ignore")
    if posted.base_low > posted.base_high:
        raise ValueError("low above high")
    return build_posting(posted, None, row["currency"])


def beside_postings(guide: Guide, postings: Postings) -> Guide:
    """Return a guide with its company's published postings beside those that it names itself, each title once."""
    own = {posting.title.text for posting in guide.posted}
    more = tuple(p for p in postings.get(guide.company.slug, ()) if p.title.text not in own)
    return replace(guide, posted=(*guide.posted, *more)) if more else guide
