"""Reads a Web API call in every form that Slack takes, because official clients use all of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.playground.kit import Json, complain
from bot.playground.office import Office
from bot.playground.values import Refusal, Room

_NESTED = frozenset({"attachments", "blocks", "metadata", "prompts", "unfurls", "view"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: its method, and its arguments wherever they came from."""

    method: str
    args: Mapping[str, object]

    def need(self, *names: str) -> list[str]:
        """Return these arguments as text; refuse the call where one is missing."""
        missing = [f"[ERROR] missing required field: {name}" for name in names if not self.text(name)]
        if missing:
            raise Refusal("invalid_arguments", *missing)
        return [self.text(name) for name in names]

    def text(self, name: str) -> str:
        """Return an argument as text, empty where it was not given."""
        value = self.args.get(name)
        return "" if value is None or isinstance(value, list | dict) else str(value)

    def flag(self, name: str) -> bool:
        """Return an argument as yes or no, whether it came as JSON or as form text."""
        return self.text(name).lower() in ("true", "1")

    def pick(self, found: list[Json]) -> tuple[list[Json], Json]:
        """Cut out the page that `cursor` and `limit` ask for, and say where the next one starts."""
        start, most = (self.text(name) for name in ("cursor", "limit"))
        if not (start or "0").isdecimal():
            raise Refusal("invalid_cursor")
        first, size = int(start or 0), int(most) if most.isdecimal() and int(most) else 100
        rest = str(first + size) if len(found) > first + size else ""
        return found[first : first + size], {"next_cursor": rest}


Method = Callable[[Office, Call], Json]


async def read_args(request: web.Request) -> dict[str, object]:
    """Gather arguments from the query, a form or JSON; a body may be empty whatever its label says."""
    args: dict[str, object] = dict(request.query)
    raw = await request.read()
    if request.content_type in _FORMS:
        args |= dict(await request.post())
    elif raw.strip() and request.content_type == "application/json":
        body = _parse(raw.decode(errors="replace"), "invalid_json")
        if not isinstance(body, dict):
            raise Refusal("json_not_object")
        args |= body
    return {name: _unfold(name, value) for name, value in args.items()}


def _unfold(name: str, value: object) -> object:
    nested = name in _NESTED and isinstance(value, str)
    return (
        _parse(value, f"invalid_{name}_format" if name == "blocks" else "invalid_arguments")
        if nested
        else value
    )


def _parse(text: object, error: str) -> object:
    try:
        return json.loads(str(text)) if text else None
    except ValueError as wrong:
        raise Refusal(error, complain("must be valid JSON", "/")) from wrong


def read_token(request: web.Request, args: dict[str, object]) -> str:
    """Take the token from where the client put it: the Authorization header, or an argument."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    given = args.pop("token", "")
    return bearer.strip() if scheme.lower() == "bearer" else str(given or "")


def find_room(office: Office, name: str) -> Room:
    """Find a room by its id, by `#name`, or by the id of the person whose direct messages are meant."""
    if name in office.stacks:
        return office.dm_of(name)
    for room in office.rooms.values():
        if name == room.id or (not room.is_im and name.removeprefix("#") == room.name):
            return room
    raise Refusal("channel_not_found")
