"""The page: what the browser asks of the workspace. Every request must show the token of this start."""

import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path

from aiohttp import web

from bot.playground.deeds import open_app, say, start_chat, use_shortcut
from bot.playground.draw import Artist
from bot.playground.gestures import Target, act, close, submit, suggest
from bot.playground.kit import Json
from bot.playground.office import PEOPLE, Office
from bot.playground.payloads import Place
from bot.playground.values import Exchange, Message, Refusal

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
            web.get("/page/room", self._guarded(self._show_room)),
            web.get("/page/thread", self._guarded(self._show_thread)),
            web.get("/page/home", self._guarded(self._show_home)),
            web.get("/page/views", self._guarded(self._show_views)),
            web.get("/page/inspect", self._guarded(self._inspect)),
            web.get("/page/feed", self._stream),
            web.post("/page/do/{deed}", self._guarded(self._do)),
        ]

    async def _show(self, request: web.Request) -> web.Response:
        if not self._knows(request.query.get("token", "")):
            text = "Open the address that `coach play` printed: it holds the token of this start.\n"
            return web.Response(status=403, text=text)
        app = self._office.app
        start: Json = {
            "token": self.token,
            "app": app.name,
            "commands": app.commands,
            "rooms": self._name_rooms(),
        }
        start |= {
            "names": [person.name for person in self._office.people.values()],
            "home": app.has_home,
            "chat": app.is_agent,
        }
        rooms = list(self._office.rooms.values())
        drawn = self._artist.draw("index.html", app=app, people=PEOPLE, rooms=rooms, start=start)
        return web.Response(text=drawn, content_type="text/html", headers=_HEADERS)

    def _name_rooms(self) -> Json:
        return {
            room.id: {"name": room.name, "owner": self._office.owner(room.id)}
            for room in self._office.rooms.values()
        }

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.token.encode())

    def _guarded(
        self, answer: Callable[[web.Request, Place], Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def guard(request: web.Request) -> web.Response:
            # A header that a page of another site cannot set without asking us first (CORS), which we never grant.
            if not self._knows(request.headers.get("X-Playground-Token", "")):
                return web.json_response(
                    {"error": "wrong token: open the page again from the printed address"}, status=403
                )
            try:
                place = self._read_place(request.query)
                return web.json_response(await answer(request, place), headers=_HEADERS)
            except (Refusal, KeyError, ValueError) as fault:
                return web.json_response({"error": str(fault)}, status=400, headers=_HEADERS)

        return guard

    def _read_place(self, query: Mapping[str, str]) -> Place:
        user, room = query["as"], query.get("room", "dm")
        if user not in self._office.stacks:
            raise Refusal("user_not_found")
        place = Place(
            user=user,
            room=self._office.dm_of(user).id if room == "dm" else room,
            thread_ts=query.get("thread") or None,
        )
        if place.room not in self._office.rooms or user not in self._office.rooms[place.room].members:
            raise Refusal("channel_not_found")
        return place

    async def _show_room(self, _request: web.Request, place: Place) -> Json:
        office, prompts = self._office, self._office.prompts.get(place.room)
        if office.owner(place.room):
            open_app(office, place.user, "messages")
        said = [message for message in office.seen(place.user, place.room) if office.shows(message)]
        return {"html": self._draw(said), "prompts": prompts, "connected": office.link.connected}

    async def _show_thread(self, _request: web.Request, place: Place) -> Json:
        seen = self._office.seen(place.user, place.room)
        return {"html": self._draw([m for m in seen if place.thread_ts in (m.ts, m.thread_ts)])}

    def _draw(self, messages: list[Message]) -> str:
        return "".join(self._artist.draw_message(message) for message in messages)

    async def _show_home(self, request: web.Request, place: Place) -> Json:
        if "opened" in request.query:
            open_app(self._office, place.user, "home")
        view = self._office.homes.get(place.user)
        return {"html": self._artist.draw("home.html", v=view, app=self._office.app)}

    async def _show_views(self, _request: web.Request, place: Place) -> Json:
        stack = self._office.stacks[place.user]
        return {"html": self._artist.draw("modal.html", v=stack[-1]) if stack else ""}

    async def _inspect(self, request: web.Request, place: Place) -> Json:
        if ts := request.query.get("ts"):
            found = [message for message in self._office.seen(place.user, place.room) if message.ts == ts]
            return {"title": "message", "json": found[0].to_json() if found else None}
        return {"title": "requests", "json": [exchange.to_json() for exchange in reversed(self._office.log)]}

    async def _do(self, request: web.Request, place: Place) -> Json:
        body, office = await request.json(), self._office
        if not isinstance(body, dict):
            raise Refusal("json_not_object")
        target = Target(
            **{name: body[name] for name in ("ts", "view", "block", "action", "chosen") if name in body}
        )
        match request.match_info["deed"]:
            case "say":
                await say(office, place, str(body["text"]))
            case "act":
                await act(office, place, target, [str(value) for value in body["values"]])
            case "suggest":
                return {"options": await suggest(office, place, target, str(body["text"]))}
            case "submit":
                return {"faults": await submit(office, place, target.view, target.chosen)}
            case "close":
                await close(office, place, target.view)
            case "new_chat":
                start_chat(office, place)
            case "open":
                open_app(office, place.user, str(body["tab"]))
            case "shortcut":
                await use_shortcut(office, place, str(body["callback_id"]), target.ts)
            case deed:
                raise Refusal(f"unknown deed: {deed}")
        return {}

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
        office = self._office
        told = {name: value for name, value in change.items() if name not in ("message", "exchange")}
        if isinstance(exchange := change.get("exchange"), Exchange):
            told |= {"name": exchange.name, "trouble": exchange.trouble}
        if not isinstance(message := change.get("message"), Message):
            yield {**told, "connected": office.link.connected}
            return
        yield {**told, **self._place(message, change["kind"])}
        parent = office.messages.get((message.room, message.thread_ts or ""))
        if parent and parent.ts != message.ts:  # its count of replies changed
            yield {"kind": "message", **self._place(parent, "message")}

    def _place(self, message: Message, kind: str) -> Json:
        where = {
            "room": message.room,
            "ts": message.ts,
            "thread": message.thread_ts,
            "shows": self._office.shows(message),
        }
        return {**where, "html": self._artist.draw_message(message) if kind == "message" else ""}
