"""The store in this process's memory: gone when it ends."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from math import inf
from time import monotonic

from bot.domain.session import Kept, Person, Session, Speaker

LASTS_SECONDS = 3_600.0  # how long a conversation is remembered after its last turn
MOST_SESSIONS = 20_000  # conversations remembered at once, the oldest going first: about 10 MB
MOST_PEOPLE = 20_000  # people of whom something is kept, the longest silent going first


class MemoryStore:
    """A Store that keeps nothing longer than the process lives."""

    def __init__(self, clock: Callable[[], float] = monotonic, *, saves: bool = True) -> None:
        self.clock = clock
        self.saves = saves
        """whether offers are kept beyond the hour of their conversation"""
        self.sessions: OrderedDict[Speaker, tuple[float, Session]] = OrderedDict()
        self.people: OrderedDict[Person, Kept] = OrderedDict()

    def session(self, speaker: Speaker) -> Session | None:
        """Return what this person is talking about here, unless that was over an hour ago."""
        at, session = self.sessions.get(speaker, (-inf, None))
        return session if self.clock() - at <= LASTS_SECONDS else None

    def keep(self, speaker: Speaker, session: Session) -> None:
        """Remember what this person is talking about here."""
        self.sessions[speaker] = (self.clock(), session)
        self.sessions.move_to_end(speaker)
        while len(self.sessions) > MOST_SESSIONS or self.session(next(iter(self.sessions))) is None:
            self.sessions.popitem(last=False)

    def kept(self, who: Person) -> Kept:
        """Return what is kept of this person."""
        return self.people.get(who, Kept())

    def hold(self, who: Person, kept: Kept) -> None:
        """Keep this of this person, in place of what was kept."""
        self.people[who] = kept if self.saves else replace(kept, negotiations=())
        self.people.move_to_end(who)
        while len(self.people) > MOST_PEOPLE:
            self.people.popitem(last=False)

    def forget(self, who: Person) -> None:
        """Forget this person: everything kept, and every conversation of theirs."""
        self.people.pop(who, None)
        for speaker in [speaker for speaker in self.sessions if speaker.who == who]:
            del self.sessions[speaker]
