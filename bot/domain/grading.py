"""How good a guide's data can be called, by its sample, its links and its age."""

from datetime import date

from bot.domain.figure import Computed, Figure, Unit
from bot.domain.guide import Guide, Quality

FRESH_DAYS, STALE_DAYS = 183, 365
"""half a year and a year: the ages at which high and medium quality end (our convention, shown in the docs)"""
SOLID_SAMPLE, THIN_SAMPLE = 30, 5
"""reports behind a figure: from 30 it counts as solid, below 5 as anecdote (our convention)"""


def earned_quality(guide: Guide, today: date) -> Quality:
    """Return the quality that sample, links and age earn, before anything lowers it."""
    age = age_in_days(guide, today)
    sample = guide.sample_size.value if guide.sample_size else None
    if isinstance(sample, int) and sample >= SOLID_SAMPLE and age <= FRESH_DAYS:
        return Quality.HIGH
    backed = sample >= THIN_SAMPLE if isinstance(sample, int) else is_linked(guide)
    return Quality.MEDIUM if age <= STALE_DAYS and backed else Quality.LOW


def age_in_days(guide: Guide, today: date) -> int:
    """Return the days since the day the figures speak for; more than STALE_DAYS where the guide names none."""
    as_of = guide.oldest_day()
    return (today - as_of).days if as_of else STALE_DAYS + 1


def is_linked(guide: Guide) -> bool:
    """Whether any source in the front matter has a link."""
    return any(source.url for source in guide.sources)


def overdue(guide: Guide, today: date) -> Figure | None:
    """Return the days since the guide's own review date, or None while it has not passed."""
    due = guide.next_review_due
    if due is None or not isinstance(due.value, date) or due.value >= today:
        return None
    origin = Computed(formula="today − review date", figures=(due,))
    return Figure(value=(today - due.value).days, unit=Unit.DAYS, origin=origin)
