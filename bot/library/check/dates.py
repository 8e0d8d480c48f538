"""How old it is: reviews that are overdue, figures older than they look (L4), dates in an order that cannot be."""

from collections.abc import Iterator
from datetime import date

from bot.domain.figure import Figure
from bot.domain.grading import FRESH_DAYS, age_in_days, overdue
from bot.domain.problem import Problem
from bot.library.check.checked import Checked
from bot.library.front_matter import QUARTER
from bot.library.rules import find_fault

NEWER_DAYS = 30
"""days by which the last update may be younger than the figures before it makes them look younger than they are"""


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
        yield find_fault(
            "dates", seen.at(key), "The figures speak for a day still to come", "correct the date"
        )
    if quarter and not QUARTER.search(quarter.text):
        message = f"salary_data_quarter says {quarter.text}, which is no quarter"
        yield find_fault("dates", seen.at("salary_data_quarter"), message, "write it like 2025-Q4")


def _day(figure: Figure | None) -> date | None:
    return figure.value if figure and isinstance(figure.value, date) else None


def _dating_key(seen: Checked) -> str | None:
    """Return the key that says which day the figures speak for, where it is not `last_updated`."""
    return next((key for key in ("as_of", "salary_data_quarter") if seen.says(key)), None)
