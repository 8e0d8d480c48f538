"""The comp table beside the front matter, cell by cell."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.domain.comp import RegionalComp
from bot.domain.figure import Band
from bot.domain.guide import TableCell
from bot.domain.problem import Problem, Severity
from bot.library.check.amounts import CURRENCIES, Amount, Part, band_of, first_part, read_money, short_band
from bot.library.check.checked import Checked
from bot.library.rules import find_fault

ENDS = re.compile(r"\d[\d,]*(?:\.(?P<places>\d+))?", re.ASCII)
SCALED = re.compile(r"(?P<scale>[KkMm])\W*$", re.ASCII)
KEYS = {Part.BASE: "base", Part.EQUITY: "stock", Part.SIGN_ON: "sign_on", Part.TOTAL: "total_comp"}
HALF = Decimal("0.5")
STEPS = {"k": 3, "m": 6}


def check_table(seen: Checked) -> Iterator[Problem]:
    """Yield every cell that says something else than the front matter. Bonuses are L3's."""
    if not seen.body.table or len(seen.body.table[0]) < 2:  # noqa: PLR2004 - a region and a figure
        return
    header, *rows = seen.body.table
    parts = [first_part(cell.text) for cell in header]
    if not any(parts):
        return
    for row in rows:
        comp = region_of(row, seen)
        if comp is None:
            message = f"The table has a row for {row[0].text}, which is no region of the front matter"
            remedy = "write the region as it is written there, or add it there"
            yield find_fault("table", seen.on(row[0].line), message, remedy, severity=Severity.WARNING)
            continue
        for part, cell in zip(parts, row, strict=False):
            if part in KEYS:
                yield from compare(part, cell, comp, seen)
    yield from check_rows(seen, rows)


def region_of(row: tuple[TableCell, ...], seen: Checked) -> RegionalComp | None:
    """Return the region whose name a row begins with, or None."""
    name = row[0].text.strip().casefold()
    return next((comp for comp in seen.guide.regions if comp.region.display.casefold() == name), None)


def check_rows(seen: Checked, rows: list[tuple[TableCell, ...]]) -> Iterator[Problem]:
    """Yield regions of the front matter that the table leaves out."""
    told = {row[0].text.strip().casefold() for row in rows}
    left_out = [
        comp.region.display for comp in seen.guide.regions if comp.region.display.casefold() not in told
    ]
    if rows and left_out:
        message = f"The table leaves out {', '.join(left_out)}"
        yield find_fault(
            "table", seen.on(rows[0][0].line), message, "add a row for it", severity=Severity.WARNING
        )


def compare(part: Part, cell: TableCell, comp: RegionalComp, seen: Checked) -> Iterator[Problem]:
    """Yield a Problem where a cell and the front matter differ by more than the cell's rounding, or in currency."""
    band, found = band_of(comp, part), next(read_money(cell.text), None)
    if found is None and band is None:
        return
    name, key = part.replace("_", "-"), KEYS[part]
    if found is None or band is None:
        where = "the front matter gives none" if band is None else f"the front matter says {short_band(band)}"
        message = f"{comp.region.display}, {name}: the table says {cell.text or 'nothing'}, {where}"
    elif CURRENCIES.get(found.sign, comp.currency) != comp.currency:
        message = f"{comp.region.display}, {name}: the table says {cell.text}, the front matter is in {comp.currency}"
    elif agree(found, band):
        return
    else:
        message = (
            f"{comp.region.display}, {name}: the table says {cell.text}, the front matter {short_band(band)}"
        )
    remedy = f"make the cell say what {key}_low and {key}_high say, or mend those"
    yield find_fault("table", seen.on(cell.line), message, remedy)


def agree(found: Amount, band: Band) -> bool:
    """Whether a cell says a band, within half of the cell's last digit shown."""
    slack = HALF * last_digit(found.text)
    low, high = band.low.money.amount, band.high.money.amount
    return abs(found.low - low) <= slack and abs(found.high - high) <= slack


def last_digit(text: str) -> Decimal:
    """Return what the last digit of a sum is worth, of both ends the finer: 1,000 in $188K, 100 in $95.5K–$120K."""
    scaled = SCALED.search(text)
    places = max(len(found["places"] or "") for found in ENDS.finditer(text))
    return Decimal(1).scaleb((STEPS[scaled["scale"].lower()] if scaled else 0) - places)
