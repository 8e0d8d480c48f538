"""What we remember of a person. One protocol; in memory for now, so nothing private touches the disk."""

from typing import Protocol

from bot.domain.session import Session, Speaker


class Store(Protocol):
    """What a conversation needs remembered."""

    def session(self, speaker: Speaker) -> Session | None:
        """Return what this person is talking about here, unless that was over an hour ago."""

    def keep(self, speaker: Speaker, session: Session) -> None:
        """Remember what this person is talking about here."""
