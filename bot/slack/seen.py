"""What has been handled already: an event that Slack delivers again has no second effect."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

REMEMBER_SECONDS = 3_600.0
"""Slack delivers an event again at once, after one minute and after five; an hour is ample"""
MOST_REMEMBERED = 100_000


class Seen:
    """Ids handled in the last hour, in this process."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.when: OrderedDict[str, float] = OrderedDict()

    def is_first(self, name: str) -> bool:
        """Whether an id comes for the first time; it is remembered from now on."""
        now = self.clock()
        while self.when and (
            len(self.when) >= MOST_REMEMBERED or next(iter(self.when.values())) < now - REMEMBER_SECONDS
        ):
            self.when.popitem(last=False)
        if name in self.when:
            return False
        self.when[name] = now
        return True
