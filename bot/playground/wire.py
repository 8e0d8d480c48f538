"""Reads a Web API call in every form that Slack takes, because official clients use all of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.playground.kit import complain
from bot.playground.office import Office
from bot.playground.values import BOT_USER, Json, Message, RefusalError, Room

_NESTED = frozenset({"attachments", "blocks", "metadata", "prompts", "unfurls", "view"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: its arguments, wherever they came from."""

    office: Office
    args: Json

    def text(self, name: str) -> str:
        """Return an argument as text, empty where it was not given."""
        value = self.args.get(name)
        return "" if value is None or isinstance(value, list | dict) else str(value)

    def need(self, name: str) -> str:
        """Return an argument as text; refuse the call where it is missing."""
        if not (found := self.text(name)):
            raise RefusalError("invalid_arguments", f"[ERROR] missing required field: {name}")
        return found

    def flag(self, name: str) -> bool:
        """Return an argument as yes or no, whether it came as JSON or as form text."""
        return self.text(name).lower() in ("true", "1")

    def cut(self, name: str, found: Sequence[object]) -> Json:
        """Answer with the page that `cursor` and `limit` ask for, and say where the next one starts."""
        start, most = self.text("cursor") or "0", self.text("limit")
        if not start.isdecimal():
            raise RefusalError("invalid_cursor")
        end = int(start) + (int(most) if most.isdecimal() and int(most) else 100)
        rest = str(end) if len(found) > end else ""
        more = {"has_more": bool(rest)} if name == "messages" else {}
        return {name: found[int(start) : end], **more, "response_metadata": {"next_cursor": rest}}

    def person(self, name: str) -> str:
        """Find the person an argument names by id."""
        if (user := self.need(name)) not in self.office.stacks:
            raise RefusalError("user_not_found")
        return user

    def room(self, name: str = "channel") -> Room:
        """Find the room an argument names: by id, `#name`, or the id of whose direct messages are meant."""
        if (found := self.need(name)) in self.office.stacks:
            return self.office.dm_of(found)
        for room in self.office.rooms.values():
            if found == room.id or (not room.is_im and found.removeprefix("#") == room.name):
                return room
        raise RefusalError("channel_not_found")

    def own_room(self) -> Room:
        """Find the room in `channel`, of which the bot must be a member."""
        if BOT_USER not in (room := self.room()).members:
            raise RefusalError("not_in_channel")
        return room

    def message(self, name: str = "ts") -> Message:
        """Find the message that an argument names in `channel`; an ephemeral one cannot be found."""
        message = self.office.messages.get((self.room().id, self.need(name)))
        if message is None or message.only_for:
            raise RefusalError("message_not_found")
        return message


async def read_args(request: web.Request) -> dict[str, object]:
    """Gather arguments from the query, a form or JSON; a body may be empty whatever its label says."""
    args: dict[str, object] = dict(request.query)
    raw = await request.read()
    if request.content_type in _FORMS:
        args |= dict(await request.post())
    elif raw.strip() and request.content_type == "application/json":
        body = _parse(raw.decode(errors="replace"), "invalid_json")
        if not isinstance(body, dict):
            raise RefusalError("json_not_object")
        args |= body
    for name in sorted(_NESTED & args.keys()):
        if isinstance(text := args[name], str):
            args[name] = _parse(text, "invalid_blocks_format" if name == "blocks" else "invalid_arguments")
    return args


def _parse(text: str, error: str) -> object:
    try:
        return json.loads(text) if text else None
    except ValueError as wrong:
        raise RefusalError(error, complain("must be valid JSON", "/")) from wrong


def read_token(request: web.Request, args: dict[str, object]) -> str:
    """Take the token from where the client put it: the Authorization header, or an argument."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    given = args.pop("token", "")
    return bearer.strip() if scheme.lower() == "bearer" else str(given or "")
