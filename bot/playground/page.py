"""The page: what the browser asks of the workspace. Every request must show the token of this start."""

import contextlib
import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bot.playground.deeds import DEEDS
from bot.playground.draw import Artist
from bot.playground.office import PEOPLE, Office
from bot.playground.values import Json, Place, Refusal

_STATIC = Path(__file__).parent / "static"
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
            web.get("/page/shown", self._answer),
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
        """Draw all of the page that changes, or do what a person did on it."""
        # A header that a page of another site cannot set without asking us first (CORS), which we never grant.
        if not self._knows(request.headers.get("X-Playground-Token", "")):
            error = "wrong token: open the page again from the printed address"
            return web.json_response({"error": error}, status=403)
        try:
            place = self._read_place(request.query)
            said = (
                await self._do(request, place)
                if request.method == "POST"
                else self._draw(request.query, place)
            )
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

    def _draw(self, query: Mapping[str, str], place: Place) -> Json:
        tab = query.get("tab", "messages") if self._office.rooms[place.room].is_im else "messages"
        return {"html": self._artist.draw("shown.html", place=place, tab=tab, json=query.get("json", ""))}

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
                await response.write(f"data: {json.dumps(self._tell(change))}\n\n".encode())
                change = await changes.get()
        return response

    def _tell(self, change: Json) -> Json:
        """Say what the page needs to know of a change."""
        told = {**change, "connected": self._office.link.connected}
        if message := told.pop("message", None):
            told["room"] = "dm" if self._office.rooms[message.room].is_im else message.room
        return told
