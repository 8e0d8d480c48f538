"""Does it add up? Parts against the stated total (L1), a script's sum (L2), the bonus in three places (L3), the comp table."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from bot.domain.amounts import Component
from bot.domain.comp import RegionalComp
from bot.domain.figure import Band
from bot.domain.guide import TableCell
from bot.domain.money import Money
from bot.domain.problem import Problem, Severity
from bot.domain.sums import HUNDRED, Reading, Sum, add_up
from bot.library.body import table_bonus
from bot.library.check.amounts import Amount, bands_of, percents, read_money, read_percents, short, short_band
from bot.library.check.checked import Checked, listed, sentences
from bot.library.rules import find_fault

BONUS = Component.TARGET_BONUS
ROUNDING = Decimal("0.03")
"""part of a script's total by which its parts may miss it: it says about, and rounds to the nearest ten thousand"""
READINGS = ("with equity as a yearly figure", "with equity as a grant spread over its years")
ASK_BASIS = "ask the employer which it is, and say so in equity_basis"
MEND_BASIS = "find out what the equity figure is and say so: equity_basis: per_year, grant_total or unknown"
MEND_TOTAL = "correct the part that is wrong, or leave total_comp_low and total_comp_high out"
ENDS = re.compile(r"\d[\d,]*(?:\.(?P<places>\d+))?", re.ASCII)
SCALED = re.compile(r"(?P<scale>[KkMm]?)\W*$", re.ASCII)
PLACES = {"": 0, "k": 3, "m": 6}
KEYS = {"base": "base", "equity": "stock", "sign_on": "sign_on", "total": "total_comp"}
"""component -> how its keys begin"""


def check_totals(seen: Checked) -> Iterator[Problem]:
    """Yield L1: parts that do not come to the stated total, one Problem for all regions; or a total below the base."""
    misses: dict[int, tuple[Sum, ...]] = {}
    for position, comp in enumerate(seen.guide.regions):
        sums = add_up(comp, comp.target_bonus or table_bonus(seen.guide, seen.body, comp.region.display))
        if not all(one.fits for one in sums):
            misses[position] = sums
    if misses:
        yield _missed_total(seen, misses)
    for position, comp in enumerate(seen.guide.regions):
        if comp.base and comp.stated_total and comp.stated_total.high.money < comp.base.high.money:
            total, base = (short(b.high.money.amount, comp.currency) for b in (comp.stated_total, comp.base))
            ends = f"the stated total ends at {total}, below the base alone at {base}"
            at = seen.at(f"compensation.{position}.total_comp_high")
            yield find_fault("L1", at, f"In {comp.region.display} {ends}", MEND_TOTAL)


def _missed_total(seen: Checked, misses: dict[int, tuple[Sum, ...]]) -> Problem:
    """Return L1 for all regions where the parts miss the total; milder where only an admitted unknown stands between.

    `misses` holds, by position, a region's sums under each reading of its equity.
    """
    wrong = [next(one for one in reversed(sums) if not one.fits) for sums in misses.values()]
    fits = all(any(one.fits for one in sums) for sums in misses.values())
    bases = ("equity_basis", *(f"compensation.{position}.equity_basis" for position in misses))
    admitted = fits and (seen.says(bases[0]) or all(map(seen.says, bases[1:])))
    read, other = READINGS if wrong[0].equity_as is Reading.PER_YEAR else reversed(READINGS)
    places = listed(seen.guide.regions[position].region.display for position in misses)
    message = (
        f"Base, bonus and equity don't come to the stated total in {places}: {read}, "
        f"they come to {_missed_by(wrong)}" + (f"; {other}, they fit" if fits else "")
    )
    at = seen.at(f"compensation.{next(iter(misses))}.total_comp_low")
    remedy = ASK_BASIS if admitted else MEND_BASIS if fits else MEND_TOTAL
    return find_fault("L1", at, message, remedy, severity=Severity.WARNING if admitted else None)


def _missed_by(sums: list[Sum]) -> str:
    """Return by how much sums miss their totals: $34K–$56K more."""
    gaps = [end.money for one in sums for end in (one.low_gap, one.high_gap)]
    least, most = (end(gaps, key=lambda money: money.amount) for end in (min, max))
    if least.amount >= 0:
        return f"{_rough(least, most)} more"
    if most.amount <= 0:
        return f"{_rough(least, most)} less"
    return f"between {_rough(least, least)} less and {_rough(most, most)} more"


def _rough(low: Money, high: Money) -> str:
    """Return a range of differences without tenths: $34K–$56K."""
    ends = sorted(abs(money.amount).quantize(Decimal("1E3"), ROUND_HALF_UP) for money in (low, high))
    one, other = (short(end, low.currency) for end in ends)
    return one if one == other else f"{one}–{other}"


def check_script_sums(seen: Checked) -> Iterator[Problem]:
    """Yield L2: a sentence of a script whose parts do not come to the total it asks for."""
    for script in seen.scripts():
        for sentence, at in sentences(script):
            if message := _wrong_sum(sentence, seen):
                yield find_fault("L2", at, message)


def _wrong_sum(sentence: str, seen: Checked) -> str | None:
    """Return what is wrong with a sentence's sum, or None where it names no parts or they fit under some reading."""
    named = {amount.part: amount for amount in read_money(sentence)}
    base, total, equity = named.get(Component.BASE), named.get(Component.TOTAL), named.get(Component.EQUITY)
    percent = next((found for found in read_percents(sentence) if found.part is BONUS), None)
    is_sum = percent or named.keys() - {Component.BASE, Component.TOTAL}
    if base is None or total is None or not total.low or not is_sum:
        return None
    bonus, once = (named[part].low if part in named else Decimal(0) for part in (BONUS, Component.SIGN_ON))
    if percent and BONUS not in named:
        bonus = percent.low * base.low / HUNDRED
    sums = [base.low + bonus + worth for worth in _worth_a_year(equity, seen)]
    if any(abs(found + more - total.low) <= ROUNDING * total.low for found in sums for more in (0, once)):
        return None
    currency, found = seen.guide.regions[0].currency, sums[0]
    terms = [f"{short(base.low, currency)} base"]
    terms += [f"{equity.text} equity"] if equity else []
    terms += [f"{short(bonus, currency)} bonus"] if bonus else []
    return (
        f"The script's parts don't come to its total: {' + '.join(terms)} is {short(found, currency)}, "
        f"{short(found - total.low, currency)} {'more' if found > total.low else 'less'} than the "
        f"{short(total.low, currency)} it asks for"
    )


def _worth_a_year(equity: Amount | None, seen: Checked) -> list[Decimal]:
    """Return what equity in a script can come to a year: as it stands, and spread over its years unless it says yearly."""
    if equity is None:
        return [Decimal(0)]
    grant = seen.guide.regions[0].equity
    years = Decimal(str(grant.vesting_years.value)) if grant else Decimal(4)
    return [equity.low] if equity.yearly else [equity.low, equity.low / years]


def check_bonuses(seen: Checked) -> Iterator[Problem]:
    """Yield L3: a bonus that differs between front matter, comp table and scripts."""
    for position, comp in enumerate(seen.guide.regions):
        table = table_bonus(seen.guide, seen.body, comp.region.display)
        told = {
            place: (band.low.percent, band.high.percent)
            for place, band in (("the front matter says", comp.target_bonus), ("the table", table))
            if band is not None
        }
        asked = _asked_bonus(seen, told.values())
        if told and (asked or len({*told.values()}) > 1):
            key = "bonus_pct_low" if seen.says(f"compensation.{position}.bonus_pct_low") else "bonus_pct"
            told |= {"the script": (asked.low, asked.high)} if asked else {}
            places = ", ".join(f"{place} {percents(*ends)}" for place, ends in told.items())
            message = f"The bonus is not the same everywhere: {places}"
            yield find_fault("L3", seen.at(f"compensation.{position}.{key}"), message)
            return


def _asked_bonus(seen: Checked, told: Iterable[tuple[Decimal, Decimal]]) -> Amount | None:
    """Return a bonus that a script asks for and that is not what every other place says, or None."""
    said = (sentence for script in seen.scripts() for sentence, _ in sentences(script))
    for found in (found for sentence in said for found in read_percents(sentence) if found.part is BONUS):
        if not all(low <= found.low <= found.high <= high for low, high in told):
            return found
    return None


def check_two_bonuses(seen: Checked) -> Iterator[Problem]:
    """Yield a bonus given both as one number and as low and high."""
    for position, _ in enumerate(seen.guide.regions):
        key = f"compensation.{position}.bonus_pct"
        if seen.says(key) and seen.says(f"{key}_low"):
            message = "The bonus is given both as one number and as low and high"
            yield find_fault("two-bonuses", seen.at(key), message)


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
