"""What a workspace holds, as values: people, rooms, messages, places, and Slack's no."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
TEAM, TEAM_NAME, APP = "T0PLAYGRND", "Playground", "A0COACHAPP"
BOT_USER, BOT_ID = "U0COACHBOT", "B0COACHBOT"


class RefusalError(Exception):
    """Slack says no: its error code, and where it gives them, its reasons."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error)
        self.error, self.messages = error, messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the workspace; the app's bot is one too."""

    id: str
    name: str
    real_name: str
    is_bot: bool = False

    def to_json(self) -> Json:
        """Say it as `users.info` does."""
        profile = {"real_name": self.real_name, "display_name": self.name}
        profile |= {"api_app_id": APP, "bot_id": BOT_ID} if self.is_bot else {}
        known = {"id": self.id, "team_id": TEAM, "name": self.name, "real_name": self.real_name}
        return {**known, "deleted": False, "is_bot": self.is_bot, "tz": "Etc/UTC", "profile": profile}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A public channel, or the direct messages of one person and the app."""

    id: str
    name: str
    members: frozenset[str]
    owner: str | None = None  # whose direct messages it is

    @property
    def is_im(self) -> bool:
        """Tell whether it is somebody's direct messages."""
        return self.owner is not None

    def to_json(self) -> Json:
        """Say it as `conversations.info` does."""
        known: Json = {"id": self.id, "is_im": self.is_im, "is_private": self.is_im, "is_archived": False}
        if self.is_im:
            return {**known, "user": self.owner, "is_open": True}
        known |= {"name": self.name, "is_channel": True, "num_members": len(self.members)}
        return {**known, "is_member": BOT_USER in self.members}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Message:
    """One message. `only_for` names the single person who sees it; `kind` is person, app, command or notice."""

    room: str
    ts: str
    author: str
    text: str
    kind: str = "person"
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None
    broadcast: bool = False
    only_for: str | None = None
    edited: str | None = None
    reactions: Mapping[str, tuple[str, ...]] | None = None

    @property
    def in_room(self) -> bool:
        """Tell whether it shows in the room itself, and not in a thread alone."""
        return self.broadcast or self.thread_ts in (None, self.ts)

    def to_json(self) -> Json:
        """Say it as `conversations.history` does."""
        said: Json = {"type": "message", "user": self.author, "team": TEAM, "text": self.text, "ts": self.ts}
        reactions = [(name, [*users], len(users)) for name, users in (self.reactions or {}).items()]
        optional = {
            "blocks": list(self.blocks),
            "attachments": list(self.attachments),
            "thread_ts": self.thread_ts,
            "edited": self.edited and {"user": self.author, "ts": self.edited},
            "reactions": [{"name": name, "users": users, "count": count} for name, users, count in reactions],
            **({"bot_id": BOT_ID, "app_id": APP} if self.kind == "app" else {}),
        }
        return said | {name: value for name, value in optional.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person does something: as whom, in which room, in which thread and on which message if any."""

    user: str
    room: str
    thread_ts: str | None = None
    message: Message | None = None
