"""When a grant vests: its years, whole units of currency, that sum to the whole grant."""

from decimal import ROUND_FLOOR, Decimal
from itertools import accumulate, pairwise

from bot.domain.figure import Figure, Unit
from bot.domain.money import Money
from bot.domain.offer import VestingSchedule
from bot.domain.stake import worked

EVEN = VestingSchedule(percents=(Decimal(25),) * 4, is_assumed=True)
"""four even years after a year's cliff: the usual convention, for grants of which nothing was said"""
MONTHS_A_YEAR = 12
SHOWN_YEARS = 4


def vest(grant: Figure, schedule: VestingSchedule | None) -> tuple[Figure, ...]:
    """Return what vests in each year of a whole grant, PER_YEAR: four years at least, all of them if there are more.

    What falls before the cliff vests on its day, so a cliff of twelve months leaves the first year whole.
    """
    shape = after_cliff(schedule or EVEN)
    ends = (Money(amount=Decimal(0), currency=grant.money.currency), *vested_by_year_end(grant.money, shape))
    shares = (worked(share, Unit.PERCENT_OF_GRANT, "the vesting shape") for share in shape)
    return tuple(
        worked(end - start, Unit.PER_YEAR, "grant × percent of that year", grant, share)
        for (start, end), share in zip(pairwise(ends), shares, strict=True)
    )


def after_cliff(schedule: VestingSchedule) -> tuple[Decimal, ...]:
    """Return the percents of each year with those before the cliff moved to the cliff's own year."""
    cliff_year = max(1, -(-schedule.cliff_months // MONTHS_A_YEAR))
    years = max(SHOWN_YEARS, cliff_year, len(schedule.percents))
    percents = schedule.percents + (Decimal(0),) * (years - len(schedule.percents))
    held = (Decimal(0),) * (cliff_year - 1)
    return (*held, sum(percents[:cliff_year], Decimal(0)), *percents[cliff_year:])


def vested_by_year_end(grant: Money, shape: tuple[Decimal, ...]) -> list[Money]:
    """Return how much has vested by the end of each year, rounded down; all of it once the shape is through."""
    through = sum(shape)
    sofar = [
        grant.amount
        if done == through
        else (grant.amount * done / through).quantize(Decimal(1), rounding=ROUND_FLOOR)
        for done in accumulate(shape)
    ]
    return [Money(amount=amount, currency=grant.currency) for amount in sofar]
