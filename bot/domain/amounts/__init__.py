"""Quantities in free text: money, percentages, shares, lengths of time, days. Pure, exact, in linear time.

`split_tokens` → `read_day`, `read_shape`, `read_measure` where each begins → `name_components` by the words around →
`settle` what they mean. What is unclear comes back as an `Ambiguity` with its readings, what cannot be as `Absurd`.
"""

from bot.domain.amounts.quantity import (
    Absurd,
    Ambiguity,
    Amount,
    Clear,
    Component,
    Day,
    Length,
    Percent,
    Period,
    Quantity,
    Question,
    Shares,
    Value,
    Why,
    YearlyShape,
)
from bot.domain.amounts.read import cut, read_quantities

__all__ = [
    "Absurd", "Ambiguity", "Amount", "Clear", "Component", "Day", "Length", "Percent", "Period", "Quantity", "Question",
    "Shares", "Value", "Why", "YearlyShape", "cut", "read_quantities",
]  # fmt: skip
