"""The store in this process's memory: gone when it ends."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from bot.domain.session import Session, Speaker

LASTS_SECONDS = 3_600.0
"""how long a conversation is remembered after its last turn"""
MOST_SESSIONS = 20_000
"""conversations remembered at once, the oldest going first: about 10 MB"""


class MemoryStore:
    """A Store that keeps nothing longer than the process lives."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.sessions: OrderedDict[Speaker, tuple[float, Session]] = OrderedDict()

    def session(self, speaker: Speaker) -> Session | None:
        """Return what this person is talking about here, unless that was over an hour ago."""
        at, session = self.sessions.get(speaker, (0.0, None))
        if session is not None and self.clock() - at > LASTS_SECONDS:
            del self.sessions[speaker]
            return None
        return session

    def keep(self, speaker: Speaker, session: Session) -> None:
        """Remember what this person is talking about here."""
        self.sessions[speaker] = (self.clock(), session)
        self.sessions.move_to_end(speaker)
        while len(self.sessions) > MOST_SESSIONS:
            self.sessions.popitem(last=False)
