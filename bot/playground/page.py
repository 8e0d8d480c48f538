"""The page: what the browser asks of the workspace. Every request must show the token of this start."""

import contextlib
import json
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from aiohttp import web

from bot.playground.deeds import DEEDS, open_app
from bot.playground.draw import Artist
from bot.playground.office import PEOPLE, Office
from bot.playground.values import Json, Message, Place, Refusal

_STATIC = Path(__file__).parent / "static"
_PARTS = ("room", "thread", "modal", "inspector")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: http: data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Page:
    """Serves the page of one workspace to whoever holds its token."""

    def __init__(self, office: Office) -> None:
        self._office, self._artist = office, Artist(office)
        self.token = secrets.token_urlsafe(16)

    def routes(self) -> list[web.RouteDef | web.StaticDef]:
        """List what this page answers."""
        return [
            web.get("/", self._show),
            web.static("/static", _STATIC),
            web.get("/page/feed", self._stream),
            web.get("/page/{part}", self._answer),
            web.post("/page/do/{deed}", self._answer),
        ]

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.token.encode())

    async def _show(self, request: web.Request) -> web.Response:
        if not self._knows(request.query.get("token", "")):
            text = "Open the address that `coach play` printed: it holds the token of this start.\n"
            return web.Response(status=403, text=text)
        names = [person.name for person in self._office.people.values()]
        known = {"app": self._office.app_name, "commands": self._office.commands, "names": names}
        start = {"token": self.token, **known}
        drawn = self._artist.draw("index.html", people=PEOPLE, start=start)
        return web.Response(text=drawn, content_type="text/html", headers=_HEADERS)

    async def _answer(self, request: web.Request) -> web.Response:
        """Draw a part of the page, or do what a person did on it."""
        # A header that a page of another site cannot set without asking us first (CORS), which we never grant.
        if not self._knows(request.headers.get("X-Playground-Token", "")):
            error = "wrong token: open the page again from the printed address"
            return web.json_response({"error": error}, status=403)
        try:
            place = self._read_place(request.query)
            said = await self._do(request, place) if request.method == "POST" else self._draw(request, place)
            return web.json_response(said, headers=_HEADERS)
        except (Refusal, KeyError, ValueError) as fault:
            return web.json_response({"error": str(fault)}, status=400, headers=_HEADERS)

    def _read_place(self, query: Mapping[str, str]) -> Place:
        office, user, room = self._office, query["as"], query.get("room", "dm")
        if user not in office.stacks:
            raise Refusal("user_not_found")
        room = office.dm_of(user).id if room == "dm" else room
        if room not in office.rooms or user not in office.rooms[room].members:
            raise Refusal("channel_not_found")
        return Place(user=user, room=room, thread_ts=query.get("thread") or None)

    def _draw(self, request: web.Request, place: Place) -> Json:
        if (part := request.match_info["part"]) not in _PARTS:
            raise Refusal(f"unknown part: {part}")
        query, is_dm = request.query, self._office.rooms[place.room].is_im
        tab = query.get("tab", "messages") if is_dm else "messages"
        if is_dm and "opened" in query:
            open_app(self._office, place.user, tab)
        return {"html": self._artist.draw(f"{part}.html", place=place, tab=tab, ts=query.get("ts"))}

    async def _do(self, request: web.Request, place: Place) -> Json:
        body, deed = await request.json(), request.match_info["deed"]
        if not isinstance(body, dict):
            raise Refusal("json_not_object")
        if deed not in DEEDS:
            raise Refusal(f"unknown deed: {deed}")
        return await DEEDS[deed](self._office, place, body)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        if not self._knows(request.query.get("token", "")):
            return web.Response(status=403)
        place = self._read_place(request.query)
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        with self._office.feed.open(place.user) as changes, contextlib.suppress(ConnectionError):
            change: Json = {"kind": "ready"}
            while True:
                for told in self._tell(change):
                    await response.write(f"data: {json.dumps(told)}\n\n".encode())
                change = await changes.get()
        return response

    def _tell(self, change: Json) -> Iterator[Json]:
        """Turn a change into what the page needs to show it."""
        office, told = self._office, {**change, "connected": self._office.link.connected}
        message: Message | None = told.pop("message", None)
        if message:
            told |= {"room": message.room, "ts": message.ts, "thread": message.thread_ts}
            told |= {"shows": office.shows(message), "html": self._artist.draw_message(message)}
        if "room" in told and office.rooms[told["room"]].is_im:
            told["room"] = "dm"
        yield told
        parent = message and office.messages.get((message.room, message.thread_ts or ""))
        if message and parent and parent.ts != message.ts:  # its count of replies changed
            yield from self._tell({"kind": "message", "message": parent})
