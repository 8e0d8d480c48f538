"""What we remember of a person. One protocol; in memory for now, so nothing private touches the disk."""

from typing import Protocol

from bot.domain.session import Kept, Person, Session, Speaker


class Store(Protocol):
    """What a conversation needs remembered."""

    def session(self, speaker: Speaker) -> Session | None:
        """Return what this person is talking about here, unless that was over an hour ago."""

    def keep(self, speaker: Speaker, session: Session) -> None:
        """Remember what this person is talking about here."""

    def kept(self, who: Person) -> Kept:
        """Return what is kept of this person."""

    def hold(self, who: Person, kept: Kept) -> None:
        """Keep this of this person, in place of what was kept."""

    def forget(self, who: Person) -> None:
        """Forget this person: everything kept, and every conversation of theirs."""
