"""The workspace server on 127.0.0.1: Web API, Socket Mode, response_url, and the page that the browser shows."""

import contextlib
import json
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.errors import CoachError
from bot.playground.deeds import DEEDS, answer
from bot.playground.draw import Artist
from bot.playground.link import Timing
from bot.playground.methods import METHODS
from bot.playground.office import PEOPLE, Office
from bot.playground.values import Json, Place, RefusalError
from bot.playground.wire import Call, read_args, read_token

HOST = "127.0.0.1"
_CONNECT = "apps.connections.open"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: http: data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
}  # fmt: skip


class PlaygroundError(CoachError):
    """The workspace cannot start."""


class Workspace:
    """A Slack workspace on this machine with room for one app, which is told only `environment`."""

    def __init__(
        self,
        manifest: Mapping[str, Any] | None = None,
        *,
        timing: Timing | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.office = Office(dict(manifest or {}), timing or Timing(), now)
        self._artist = Artist(self.office)
        self.bot_token = f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = f"xapp-playground-{secrets.token_hex(12)}"
        self.page_token = secrets.token_urlsafe(16)  # what the page sends in `X-Playground-Token`
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def api_url(self) -> str:
        """Where the Web API is; ends with a slash."""
        return f"{self.office.base_url}/api/"

    @property
    def page_url(self) -> str:
        """Where the page is, with the token of this start."""
        return f"{self.office.base_url}/?token={self.page_token}"

    @property
    def environment(self) -> dict[str, str]:
        """Say how to point a Slack app here, as environment variables."""
        tokens = {"SLACK_BOT_TOKEN": self.bot_token, "SLACK_APP_TOKEN": self.app_token}
        return {"SLACK_API_URL": self.api_url, **tokens}

    async def start(self, port: int = 3000) -> None:
        """Listen on this port, or with 0 on a free one; raise PlaygroundError where it is taken."""
        app = web.Application(middlewares=[self._guard], client_max_size=2**21)
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._call),
                web.get("/link", self.office.link.serve),
                web.post("/response/{key}", self._respond),
                web.get("/", self._open_page),
                web.static("/static", Path(__file__).parent / "static"),
                web.get("/page/feed", self._stream),
                web.get("/page/shown", self._serve),
                web.post("/page/do/{deed}", self._serve),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, port).start()
        except OSError as taken:
            await self._runner.cleanup()
            remedy = f"Stop what listens on it, or choose another: --port {port + 1}, or --port 0 for any free one."
            raise PlaygroundError(f"Port {port} on {HOST} is taken.", remedy=remedy) from taken
        self.port = self._runner.addresses[0][1]
        self.office.base_url = f"http://{HOST}:{self.port}"

    async def stop(self) -> None:
        """Stop listening and close every socket."""
        await self.office.close()
        if self._runner:
            await self._runner.cleanup()

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Let in only who addresses this machine, from no other site: against DNS rebinding and forged posts."""
        # Slack's built-in Python client names the host without its port.
        hosts = {f"{name}{port}" for name in (HOST, "localhost") for port in ("", f":{self.port}")}
        origins = {None, f"http://{HOST}:{self.port}", f"http://localhost:{self.port}"}
        if request.host not in hosts or request.headers.get("Origin") not in origins:
            return web.Response(status=403, text="The playground answers to this machine only.\n")
        return await handler(request)

    async def _call(self, request: web.Request) -> web.Response:
        """Answer a Web API call; refusals too are JSON with HTTP 200, as Slack's are."""
        method, args = request.match_info["method"], {}
        try:
            args = await read_args(request)
            said = self._answer(method, args, read_token(request, args))
        except RefusalError as refusal:
            return web.json_response(self.office.refused(method, args, refusal))
        self.office.note("in", method, args, said)
        return web.json_response(said)

    def _answer(self, method: str, args: Json, token: str) -> Json:
        if method != _CONNECT and method not in METHODS:
            raise RefusalError("unknown_method", f"[ERROR] the playground has no {method}")
        wanted = self.app_token if method == _CONNECT else self.bot_token
        if method != "api.test" and token != wanted:
            known = token in (self.bot_token, self.app_token)
            why = "not_allowed_token_type" if known else "invalid_auth" if token else "not_authed"
            raise RefusalError(why)
        if method == _CONNECT:
            base = self.office.base_url.replace("http", "ws", 1)
            return {"ok": True, "url": f"{base}/link?ticket={self.office.link.grant()}"}
        return {"ok": True, **METHODS[method](Call(office=self.office, args=args))}

    async def _respond(self, request: web.Request) -> web.Response:
        """Take what is posted to a response_url."""
        try:
            args = await read_args(request)
            place = self.office.urls.use(request.match_info["key"])
        except RefusalError as refusal:
            return web.json_response(self.office.refused("response_url", {}, refusal), status=404)
        said = answer(self.office, place, args, "response_url")
        return web.json_response(said, status=200 if said["ok"] else 400)

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.page_token.encode())

    async def _open_page(self, request: web.Request) -> web.Response:
        if not self._knows(request.query.get("token", "")):
            text = "Open the address that `coach play` printed: it holds the token of this start.\n"
            return web.Response(status=403, text=text)
        names = [person.name for person in self.office.people.values()]
        start = {"token": self.page_token, "commands": self.office.commands, "names": names}
        drawn = self._artist.draw("index.html", people=PEOPLE, start=start)
        return web.Response(text=drawn, content_type="text/html", headers=_HEADERS)

    async def _serve(self, request: web.Request) -> web.Response:
        """Draw all of the page that changes, or do what a person did on it."""
        # A header that a page of another site cannot set without asking us first (CORS), which we never grant.
        if not self._knows(request.headers.get("X-Playground-Token", "")):
            error = "wrong token: open the page again from the printed address"
            return web.json_response({"error": error}, status=403)
        try:
            place = self._read_place(request.query)
            if request.method == "POST":
                return web.json_response(await self._do(request, place), headers=_HEADERS)
            wanted = {name: request.query.get(name, "") for name in ("tab", "json")}
            html = self._artist.draw("shown.html", place=place, **wanted)
            return web.json_response({"html": html}, headers=_HEADERS)
        except (RefusalError, KeyError, ValueError) as fault:
            return web.json_response({"error": str(fault)}, status=400, headers=_HEADERS)

    def _read_place(self, query: Mapping[str, str]) -> Place:
        user, room = query["as"], query.get("room", "dm")
        if user not in self.office.stacks:
            raise RefusalError("user_not_found")
        room = self.office.dm_of(user).id if room == "dm" else room
        if room not in self.office.rooms or user not in self.office.rooms[room].members:
            raise RefusalError("channel_not_found")
        return Place(user=user, room=room, thread_ts=query.get("thread") or None)

    async def _do(self, request: web.Request, place: Place) -> Json:
        body, deed = await request.json(), request.match_info["deed"]
        if not isinstance(body, dict):
            raise RefusalError("json_not_object")
        if deed not in DEEDS:
            raise RefusalError(f"unknown deed: {deed}")
        return await DEEDS[deed](self.office, place, body) or {}

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """Tell an open page of every change as it happens, without what changed."""
        if not self._knows(request.query.get("token", "")):
            return web.Response(status=403)
        place = self._read_place(request.query)
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        with self.office.follow(place.user) as changes, contextlib.suppress(ConnectionError):
            change: Json = {"kind": "ready"}
            while True:
                told = {**change, "connected": self.office.link.connected}
                if message := told.pop("message", None):
                    told["room"] = "dm" if self.office.rooms[message.room].is_im else message.room
                await response.write(f"data: {json.dumps(told)}\n\n".encode())
                change = await changes.get()
        return response
