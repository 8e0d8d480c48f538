"""What is worth drawing: an offer whose years differ, always beside the same numbers in words."""

from bot.coach.review import OfferReviewed
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
            ("Cash", tuple(year.cash.money.amount for year in answer.years)),
            ("Equity on paper", tuple(year.equity.money.amount for year in answer.years)),
        ),
    )
