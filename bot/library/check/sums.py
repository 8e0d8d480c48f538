"""Does it add up? Parts against the stated total (L1), a script's sum (L2), the bonus in three places (L3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.figure import Band
from bot.domain.money import Money
from bot.domain.problem import Problem, Severity
from bot.domain.sums import HUNDRED, Reading, Sum, add_up
from bot.library.body import table_bonus
from bot.library.check.amounts import Amount, Part, percents, read_money, read_percents, rough, short
from bot.library.check.checked import Checked, listed, sentences
from bot.library.rules import find_fault

ROUNDING = Decimal("0.03")
"""part of a script's total by which its parts may miss it: it says about, and rounds to the nearest ten thousand"""
READINGS = {
    Reading.PER_YEAR: "with equity as a yearly figure",
    Reading.GRANT: "with equity as a grant spread over its years",
}
ASK_BASIS = "ask the employer which it is, and say so in equity_basis"
MEND_BASIS = "find out what the equity figure is and say so: equity_basis: per_year, grant_total or unknown"
MEND_TOTAL = "correct the part that is wrong, or leave total_comp_low and total_comp_high out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A region whose parts miss its stated total under at least one reading of its equity."""

    position: int
    region: str
    wrong: Sum
    is_settled: bool
    """whether the guide gives its equity a basis, or says that nobody knows it"""
    can_fit: bool
    """whether another reading fits"""


def check_totals(seen: Checked) -> Iterator[Problem]:
    """Yield L1: parts that do not come to the stated total, one Problem for all regions; or a total below the base."""
    misses = list(find_misses(seen))
    if misses:
        yield missed_total(seen, misses)
    for position, comp in enumerate(seen.guide.regions):
        if comp.base and comp.stated_total and comp.stated_total.high.money < comp.base.high.money:
            total, base = (
                short(band.high.money.amount, comp.currency) for band in (comp.stated_total, comp.base)
            )
            message = (
                f"In {comp.region.display} the stated total ends at {total}, below the base alone at {base}"
            )
            yield find_fault("L1", seen.at(f"compensation.{position}.total_comp_high"), message, MEND_TOTAL)


def find_misses(seen: Checked) -> Iterator[Miss]:
    """Yield every region whose parts do not come to its stated total."""
    for position, comp in enumerate(seen.guide.regions):
        sums = add_up(comp, comp.target_bonus or table_bonus(seen.guide, seen.body, comp.region.display))
        wrong = [total for total in sums if not total.fits]
        if wrong:
            yield Miss(
                position=position,
                region=comp.region.display,
                wrong=wrong[-1],
                is_settled=seen.says("equity_basis") or seen.says(f"compensation.{position}.equity_basis"),
                can_fit=len(wrong) < len(sums),
            )


def missed_total(seen: Checked, misses: list[Miss]) -> Problem:
    """Return L1 for all regions where the parts miss the total; milder where only an admitted unknown stands between."""
    first, places = misses[0], listed(miss.region for miss in misses)
    gaps = [end.money for miss in misses for end in (miss.wrong.low_gap, miss.wrong.high_gap)]
    fits = all(miss.can_fit for miss in misses)
    admitted = fits and all(miss.is_settled for miss in misses)
    other = READINGS[Reading.GRANT if first.wrong.equity_as is Reading.PER_YEAR else Reading.PER_YEAR]
    message = (
        f"Base, bonus and equity don't come to the stated total in {places}: {READINGS[first.wrong.equity_as]}, "
        f"they come to {missed_by(gaps)}" + (f"; {other}, they fit" if fits else "")
    )
    remedy = ASK_BASIS if admitted else MEND_BASIS if fits else MEND_TOTAL
    severity = Severity.WARNING if admitted else None
    return find_fault(
        "L1", seen.at(f"compensation.{first.position}.total_comp_low"), message, remedy, severity=severity
    )


def missed_by(gaps: list[Money]) -> str:
    """Return by how much sums miss their totals: $34K–$56K more."""
    amounts = sorted(gaps, key=lambda money: money.amount)
    if amounts[0].amount >= 0:
        return f"{rough(amounts[0], amounts[-1])} more"
    if amounts[-1].amount <= 0:
        return f"{rough(amounts[0], amounts[-1])} less"
    return f"between {rough(amounts[0], amounts[0])} less and {rough(amounts[-1], amounts[-1])} more"


def check_script_sums(seen: Checked) -> Iterator[Problem]:
    """Yield L2: a sentence of a script whose parts do not come to the total it asks for."""
    for script in seen.scripts():
        for sentence, before in sentences(script.text):
            message = wrong_sum(sentence, seen)
            if message:
                yield find_fault(
                    "L2",
                    seen.place(script, before),
                    message,
                    "add the parts up again, or leave the total out",
                )


def wrong_sum(sentence: str, seen: Checked) -> str | None:
    """Return what is wrong with a sentence's sum, or None where it names no parts or they fit under some reading."""
    named = {amount.part: amount for amount in read_money(sentence)}
    base, total = named.get(Part.BASE), named.get(Part.TOTAL)
    if base is None or total is None or not total.low:
        return None
    bonus = next((found for found in read_percents(sentence) if found.part is Part.BONUS), None)
    parts = [
        base.low,
        named[Part.BONUS].low
        if Part.BONUS in named
        else bonus.low * base.low / HUNDRED
        if bonus
        else Decimal(0),
    ]
    if len(named) + bool(bonus) <= 2:  # noqa: PLR2004 - a base and a total alone are no sum
        return None
    sums = [sum(parts, equity) for equity in worth_a_year(named.get(Part.EQUITY), seen)]
    extra = named[Part.SIGN_ON].low if Part.SIGN_ON in named else Decimal(0)
    if any(
        abs(found + more - total.low) <= ROUNDING * total.low
        for found in sums
        for more in (Decimal(0), extra)
    ):
        return None
    return spelled_out(sums[0], parts, named, seen.guide.regions[0].currency)


def worth_a_year(equity: Amount | None, seen: Checked) -> list[Decimal]:
    """Return what equity in a script can come to a year: as it stands, and spread over its years unless it says yearly."""
    if equity is None:
        return [Decimal(0)]
    grant = seen.guide.regions[0].equity
    years = Decimal(str(grant.vesting_years.value)) if grant else Decimal(4)
    return [equity.low] if equity.yearly else [equity.low, equity.low / years]


def spelled_out(found: Decimal, parts: list[Decimal], named: dict[Part | None, Amount], currency: str) -> str:
    """Return a script's sum written out beside the one it claims."""
    equity = named.get(Part.EQUITY)
    terms = [f"{short(parts[0], currency)} base"]
    terms += [f"{equity.text} equity"] if equity else []
    terms += [f"{short(parts[1], currency)} bonus"] if parts[1] else []
    total = named[Part.TOTAL].low
    way = "more" if found > total else "less"
    return (
        f"The script's parts don't come to its total: {' + '.join(terms)} is {short(found, currency)}, "
        f"{short(found - total, currency)} {way} than the {short(total, currency)} it asks for"
    )


def check_bonuses(seen: Checked) -> Iterator[Problem]:
    """Yield L3: a bonus that differs between front matter, comp table and scripts."""
    for position, comp in enumerate(seen.guide.regions):
        table = table_bonus(seen.guide, seen.body, comp.region.display)
        told = [band for band in (comp.target_bonus, table) if band is not None]
        asked = asked_bonus(seen, told)
        if differ(told) or (told and asked):
            key = "bonus_pct_low" if seen.says(f"compensation.{position}.bonus_pct_low") else "bonus_pct"
            message = different_bonuses(comp.target_bonus, table, asked)
            remedy = "settle on one range and give it as bonus_pct_low and bonus_pct_high, in the table and in the script"
            yield find_fault("L3", seen.at(f"compensation.{position}.{key}"), message, remedy)
            return


def check_two_bonuses(seen: Checked) -> Iterator[Problem]:
    """Yield a bonus given both as one number and as low and high."""
    for position, _ in enumerate(seen.guide.regions):
        key = f"compensation.{position}.bonus_pct"
        if seen.says(key) and seen.says(f"{key}_low"):
            message = "The bonus is given both as one number and as low and high"
            yield find_fault("two-bonuses", seen.at(key), message, "keep bonus_pct_low and bonus_pct_high")


def differ(bands: list[Band]) -> bool:
    """Whether two bands of percentages are given and are not the same."""
    return len({(band.low.percent, band.high.percent) for band in bands}) > 1


def asked_bonus(seen: Checked, told: list[Band]) -> Amount | None:
    """Return a bonus that a script asks for and that is not what every other place says, or None."""
    for script in seen.scripts():
        for found in read_percents(script.text):
            if found.part is Part.BONUS and not all(
                b.low.percent <= found.low <= found.high <= b.high.percent for b in told
            ):
                return found
    return None


def different_bonuses(front: Band | None, table: Band | None, asked: Amount | None) -> str:
    """Return which bonus stands where."""
    places = [
        f"{name} {percents(band.low.percent, band.high.percent)}"
        for name, band in (("the front matter says", front), ("the table", table))
        if band is not None
    ]
    places += [f"the script {percents(asked.low, asked.high)}"] if asked else []
    return f"The bonus is not the same everywhere: {', '.join(places)}"
