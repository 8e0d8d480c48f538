"""The two passes Slack hands out with an interaction: a trigger id and a response_url, each with its limits."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.link import Timing
from bot.playground.values import Message, Refusal

_MOST_USES = 5  # of a response_url, within 30 minutes: docs.slack.dev/interactivity/handling-user-interaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an interaction happened: who, in which room, and on which message if on one."""

    user: str
    room: str
    message: Message | None = None


@dataclass(slots=True, kw_only=True)
class _Pass:
    origin: Origin
    until: float
    uses: int = 0


@dataclass(slots=True, kw_only=True)
class Tickets:
    """All passes given out. `now` gives seconds, as time.time does."""

    now: Callable[[], float]
    timing: Timing
    _triggers: dict[str, _Pass] = field(default_factory=dict)
    _urls: dict[str, _Pass] = field(default_factory=dict)

    def new_trigger(self, user: str) -> str:
        """Make a trigger id for what this person just did."""
        key = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        until = self.now() + self.timing.trigger
        self._triggers[key] = _Pass(origin=Origin(user=user, room=""), until=until)
        return key

    def use_trigger(self, key: str) -> str:
        """Spend a trigger id; return whose it was, or refuse."""
        found = self._triggers.get(key)
        if found is None:
            raise Refusal("invalid_trigger_id")
        if found.uses:
            raise Refusal("exchanged_trigger_id")
        if self.now() > found.until:
            raise Refusal("expired_trigger_id")
        found.uses += 1
        return found.origin.user

    def new_response_key(self, origin: Origin) -> str:
        """Make the secret end of a response_url."""
        key = secrets.token_urlsafe(24)
        self._urls[key] = _Pass(origin=origin, until=self.now() + self.timing.response_url)
        return key

    def use_response_key(self, key: str) -> Origin:
        """Spend one of the uses of a response_url; return where it answers to, or refuse."""
        found = self._urls.get(key)
        if found is None:
            raise Refusal("invalid_url")
        if self.now() > found.until:
            raise Refusal("expired_url")
        if found.uses >= _MOST_USES:
            raise Refusal("used_url")
        found.uses += 1
        return found.origin
