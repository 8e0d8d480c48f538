"""What is worth drawing: an offer whose years differ, always beside the same numbers in words."""

from decimal import Decimal

from bot.coach.review import OfferReviewed
from bot.domain.yearly import Year
from bot.replies.reply import Chart


def draw(answer: object) -> Chart | None:
    """Return the chart of an answer, or None where words are enough."""
    if not isinstance(answer, OfferReviewed) or not answer.years:
        return None
    return Chart(
        title="Year by year",
        unit=f"{answer.years[0].cash.money.currency} a year",
        labels=tuple(f"Year {year.number.value}" for year in answer.years),
        series=(
            ("Cash", amounts(answer.years, "cash")),
            ("Equity on paper", amounts(answer.years, "equity")),
        ),
    )


def amounts(years: tuple[Year, ...], part: str) -> tuple[Decimal, ...]:
    """Return one part of every year."""
    return tuple(getattr(year, part).money.amount for year in years)
