"""Money: an exact amount in one currency."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True, order=False)
class Money:
    """An amount of one currency, before tax unless its Figure says otherwise.

    `amount` is exact (never a float) and finite; `currency` is an ISO 4217 code.
    Raises ValueError for anything else.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not self.amount.is_finite():
            raise ValueError("an amount must be finite")
        if len(self.currency) != len("USD") or not self.currency.isascii() or not self.currency.isupper():
            raise ValueError("a currency is three capital letters, as in ISO 4217")

    def __add__(self, other: "Money") -> "Money":
        return Money(amount=self.amount + self._alike(other), currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(amount=self.amount - self._alike(other), currency=self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._alike(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._alike(other)

    def times(self, factor: Decimal) -> "Money":
        """Return this amount times `factor`, in the same currency, unrounded."""
        return Money(amount=self.amount * factor, currency=self.currency)

    def _alike(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix without a rate")
        return other.amount
