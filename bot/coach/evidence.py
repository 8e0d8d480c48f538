"""How far a guide's figures can be trusted: age, sources, and whether its parts add up."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.coach.answers import Equity, Reading, Sum, Trust
from bot.domain.comp import EquityBasis, EquityGrant, RegionalComp
from bot.domain.figure import Band, Computed, Figure, Quoted, Unit
from bot.domain.guide import Guide, GuideBody, Posting, Quality
from bot.domain.money import Money

FRESH_DAYS, STALE_DAYS = 183, 365
"""half a year and a year: the ages at which high and medium quality end (our convention, shown in the docs)"""
SOLID_SAMPLE, THIN_SAMPLE = 30, 5
"""reports behind a figure: from 30 it counts as solid, below 5 as anecdote (our convention)"""
LOW_RATIOS = (Decimal("0.85"), Decimal("1.05"))
HIGH_RATIOS = (Decimal("0.93"), Decimal("1.10"))
"""sum of parts ÷ stated total, low and high end, that real pay data keeps to: 244 groups of at least 20 reports
(company, role, level, region; 2017–2021), where 90 % lie within 0.88–1.01 and 0.96–1.07"""
YEARLY_EQUITY = re.compile(
    r"(equity|stock|options|rsus?)\b[^.]{0,60}?(/\s?(year|yr)|\b(per|a) year)\b", re.IGNORECASE
)
WHOLE = Decimal(1)
HUNDRED = Decimal(100)


def judge(guide: Guide, today: date) -> Trust:
    """Return how far a guide's figures can be trusted on the day `today`."""
    return Trust(
        quality=quality_of(guide, today),
        claimed=guide.claimed_quality,
        quarter=guide.quarter,
        updated=guide.last_updated,
        sources=count(len(guide.sources), "sources named in the front matter"),
        is_linked=any(source.url for source in guide.sources),
        overdue=overdue(guide, today),
    )


def quality_of(guide: Guide, today: date) -> Quality:
    """Return the quality earned by sample, links and age; a passed review date lowers it by one step."""
    as_of = guide.oldest_day()
    age = (today - as_of).days if as_of else STALE_DAYS + 1
    sample = guide.sample_size.value if guide.sample_size else None
    linked = any(source.url for source in guide.sources)
    if isinstance(sample, int) and sample >= SOLID_SAMPLE and age <= FRESH_DAYS:
        earned = Quality.HIGH
    elif age <= STALE_DAYS and (sample >= THIN_SAMPLE if isinstance(sample, int) else linked):
        earned = Quality.MEDIUM
    else:
        earned = Quality.LOW
    return earned.steps_down(1 if overdue(guide, today) else 0)


def overdue(guide: Guide, today: date) -> Figure | None:
    """Return the days since the guide's own review date, or None while it has not passed."""
    due = guide.next_review_due
    if due is None or not isinstance(due.value, date) or due.value >= today:
        return None
    origin = Computed(formula="today − review date", figures=(due,))
    return Figure(value=(today - due.value).days, unit=Unit.DAYS, origin=origin)


def count(number: int, formula: str) -> Figure:
    """Return a count of things, with how it was counted."""
    return Figure(value=number, unit=Unit.COUNT, origin=Computed(formula=formula, figures=()))


def read_equity(grant: EquityGrant, comp: RegionalComp, bonus: Band | None, body: GuideBody) -> Equity:
    """Return equity with both readings and what speaks for each. An unknown basis stays unknown."""
    fitting = {total.equity_as for total in add_up(comp, bonus) if total.fits}
    return Equity(
        basis=grant.basis,
        stated=grant.value,
        instrument=grant.instrument,
        vesting_years=grant.vesting_years,
        assumed_vesting=grant.assumed_vesting,
        per_year=None if grant.basis is EquityBasis.PER_YEAR else yearly(grant),
        fits=which(fitting) if comp.stated_total and comp.base else None,
        says_per_year=next(yearly_words(body), None),
    )


def which(fitting: set[Reading]) -> Reading:
    """Return the readings that fit as one Reading."""
    if len(fitting) == 1:
        return next(iter(fitting))
    return Reading.BOTH if fitting else Reading.NEITHER


def yearly(grant: EquityGrant) -> Band:
    """Return a year's worth of a whole grant: stated ÷ vesting years, evenly."""
    return Band(low=a_year_of(grant.value.low, grant), high=a_year_of(grant.value.high, grant))


def a_year_of(stated: Figure, grant: EquityGrant) -> Figure:
    """Return one end of a grant ÷ its vesting years, rounded half up to a whole unit of currency."""
    years = Decimal(str(grant.vesting_years.value))
    worth = whole(Money(amount=stated.money.amount / years, currency=stated.money.currency))
    origin = Computed(formula="grant ÷ vesting years", figures=(stated, grant.vesting_years))
    return Figure(value=worth, unit=Unit.PER_YEAR, origin=origin)


def whole(money: Money) -> Money:
    """Return money rounded half up to a whole unit of currency."""
    return Money(amount=money.amount.quantize(WHOLE, rounding=ROUND_HALF_UP), currency=money.currency)


def yearly_words(body: GuideBody) -> Iterator[Quoted]:
    """Yield the guide's own words that call its equity a yearly figure."""
    scripts = [lever.script for lever in body.levers] + ([body.strategy] if body.strategy else [])
    texts = [section.text for section in body.sections]
    yield from (words for words in (*scripts, *texts) if YEARLY_EQUITY.search(words.text))


def add_up(comp: RegionalComp, bonus: Band | None) -> tuple[Sum, ...]:
    """Return the guide's parts added up under each reading of its equity, beside its stated total.

    Bonus is the low percentage of the low base at the low end, the high one of the high base at the high end.
    Empty where the guide states no total, no base, or no equity.
    """
    if comp.stated_total is None or comp.base is None or comp.equity is None:
        return ()
    a_year, grant = comp.equity.value, yearly(comp.equity)
    match comp.equity.basis:
        case EquityBasis.PER_YEAR:
            readings = [(Reading.PER_YEAR, a_year)]
        case EquityBasis.GRANT_TOTAL:
            readings = [(Reading.GRANT, grant)]
        case EquityBasis.UNKNOWN:
            readings = [(Reading.GRANT, grant), (Reading.PER_YEAR, a_year)]
    return tuple(
        beside_total(reading, worth, comp.base, (bonus, comp.stated_total)) for reading, worth in readings
    )


def beside_total(reading: Reading, equity: Band, base: Band, rest: tuple[Band | None, Band]) -> Sum:
    """Return one reading's sum at both ends and how far it lies from the stated total."""
    bonus, stated = rest
    low = total_of(base.low, equity.low, bonus.low if bonus else None)
    high = total_of(base.high, equity.high, bonus.high if bonus else None)
    return Sum(
        equity_as=reading,
        total=Band(low=low, high=high),
        low_gap=gap(low, stated.low),
        high_gap=gap(high, stated.high),
        fits=within(low, stated.low, LOW_RATIOS) and within(high, stated.high, HIGH_RATIOS),
    )


def total_of(base: Figure, equity: Figure, bonus: Figure | None) -> Figure:
    """Return base + equity + bonus percent of base, a year."""
    percent = bonus.percent if bonus else Decimal(0)
    money = whole(base.money + base.money.times(percent / HUNDRED) + equity.money)
    parts = (base, equity, bonus) if bonus else (base, equity)
    formula = "base + bonus % × base + equity" if bonus else "base + equity"
    return Figure(value=money, unit=Unit.PER_YEAR, origin=Computed(formula=formula, figures=parts))


def gap(total: Figure, stated: Figure) -> Figure:
    """Return sum minus stated total, a year; negative where the parts fall short."""
    origin = Computed(formula="sum − stated total", figures=(total, stated))
    return Figure(value=total.money - stated.money, unit=Unit.PER_YEAR, origin=origin)


def within(total: Figure, stated: Figure, ratios: tuple[Decimal, Decimal]) -> bool:
    """Whether a sum lies as close to the stated total as real pay data does."""
    if not stated.money.amount:
        return False
    return ratios[0] <= total.money.amount / stated.money.amount <= ratios[1]


def beyond_band(guide: Guide, comp: RegionalComp) -> Posting | None:
    """Return the employer posting that reaches furthest above the base band: the shown region's first."""
    if comp.base is None:
        return None
    high = comp.base.high.money
    beyond = [
        p for p in guide.posted if p.base.high.money.currency == high.currency and high < p.base.high.money
    ]
    names = {comp.region.display.casefold(), comp.region.slug}
    here = [p for p in beyond if p.region.casefold() in names]
    return max(here or beyond, key=lambda p: (p.base.high.money.amount, p.title.text), default=None)
