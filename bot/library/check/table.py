"""The comp table beside the front matter, cell by cell."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.domain.amounts import Component
from bot.domain.comp import RegionalComp
from bot.domain.figure import Band
from bot.domain.guide import TableCell
from bot.domain.problem import Problem, Severity
from bot.library.check.amounts import Amount, bands_of, read_money, short_band
from bot.library.check.checked import Checked
from bot.library.rules import find_fault

ENDS = re.compile(r"\d[\d,]*(?:\.(?P<places>\d+))?", re.ASCII)
SCALED = re.compile(r"(?P<scale>[KkMm]?)\W*$", re.ASCII)
PLACES = {"": 0, "k": 3, "m": 6}
KEYS = {"base": "base", "equity": "stock", "sign_on": "sign_on", "total": "total_comp"}
"""component -> how its keys begin"""


def check_table(seen: Checked) -> Iterator[Problem]:
    """Yield every cell that says something else than the front matter. Bonuses are L3's."""
    if not seen.body.table or not seen.body.table[0][1:]:
        return
    header, *rows = seen.body.table
    parts = [next((a.part for a in read_money(f"{cell.text} $1")), None) for cell in header]
    if not any(parts):
        return
    regions = {comp.region.display.casefold(): comp for comp in reversed(seen.guide.regions)}
    for row in rows:
        comp = regions.get(row[0].text.strip().casefold())
        if comp is None:
            message = f"The table has a row for {row[0].text}, which is no region of the front matter"
            remedy = "write the region as it is written there, or add it there"
            yield find_fault("table", seen.on(row[0].line), message, remedy, severity=Severity.WARNING)
            continue
        for part, cell in zip(parts, row, strict=False):
            if part in KEYS:
                yield from _compare(part, cell, comp, seen)
    told = {row[0].text.strip().casefold() for row in rows}
    left_out = [c.region.display for c in seen.guide.regions if c.region.display.casefold() not in told]
    if rows and left_out:
        at, message = seen.on(rows[0][0].line), f"The table leaves out {', '.join(left_out)}"
        yield find_fault("table", at, message, "add a row for it", severity=Severity.WARNING)


def _compare(part: Component, cell: TableCell, comp: RegionalComp, seen: Checked) -> Iterator[Problem]:
    """Yield a Problem where a cell and the front matter differ by more than the cell's rounding, or in currency."""
    band, found = bands_of(comp).get(part), next(read_money(cell.text), None)
    if band is None and found is None:
        return
    if band is None:
        other = "the front matter gives none"
    elif found is None:
        other = f"the front matter says {short_band(band)}"
    elif not found.may_be(comp.currency):
        other = f"the front matter is in {comp.currency}"
    elif _agree(found, band):
        return
    else:
        other = f"the front matter {short_band(band)}"
    name = f"{comp.region.display}, {part.replace('_', '-')}"
    message = f"{name}: the table says {cell.text or 'nothing'}, {other}"
    remedy = f"make the cell say what {KEYS[part]}_low and {KEYS[part]}_high say, or mend those"
    yield find_fault("table", seen.on(cell.line), message, remedy)


def _agree(found: Amount, band: Band) -> bool:
    """Whether a cell says a band within half of its last digit, of both ends the finer: 1,000 in $188K, 100 in $95.5K."""
    scaled = SCALED.search(found.text)
    places = max(len(end["places"] or "") for end in ENDS.finditer(found.text))
    slack = Decimal(1).scaleb(PLACES[scaled["scale"].lower() if scaled else ""] - places) / 2
    ends = ((found.low, band.low), (found.high, band.high))
    return all(abs(said - end.money.amount) <= slack for said, end in ends)
