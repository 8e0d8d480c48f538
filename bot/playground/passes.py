"""The two passes Slack hands out with an interaction: a trigger id and a response_url, each with its limits."""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.values import Place, Refusal

Clock = Callable[[], float]  # gives seconds, as time.time does


@dataclass(slots=True, kw_only=True)
class Passes:
    """Passes of one kind: each is good for `seconds` and `uses`; `spent` is Slack's word."""

    now: Clock
    name: str
    spent: str
    seconds: float
    uses: int
    _given: dict[str, tuple[Place, float]] = field(default_factory=dict)  # where, and until when
    _used: Counter[str] = field(default_factory=Counter)

    def give(self, place: Place) -> str:
        """Make a pass for what was done at this place."""
        key = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._given[key] = place, self.now() + self.seconds
        return key

    def use(self, key: str) -> Place:
        """Spend one use of a pass; return where it was given, or refuse."""
        if key not in self._given:
            raise Refusal(f"invalid_{self.name}")
        place, until = self._given[key]
        if self._used[key] >= self.uses:
            raise Refusal(f"{self.spent}_{self.name}")
        if self.now() > until:
            raise Refusal(f"expired_{self.name}")
        self._used[key] += 1
        return place
