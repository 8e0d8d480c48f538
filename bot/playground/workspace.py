"""The workspace server: Web API, Socket Mode, response_url and the page, on 127.0.0.1."""

import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from bot.errors import CoachError
from bot.playground import methods_chat, methods_look, methods_views
from bot.playground.kit import Json
from bot.playground.link import Timing
from bot.playground.office import App, Office
from bot.playground.page import Page
from bot.playground.payloads import answer
from bot.playground.values import Refusal
from bot.playground.wire import Call, Method, read_args, read_token

HOST = "127.0.0.1"
METHODS: Mapping[str, Method] = {**methods_chat.METHODS, **methods_look.METHODS, **methods_views.METHODS}
_NAMES = (HOST, "localhost")
_CONNECT = "apps.connections.open"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


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
        self.office = Office(App.read(manifest or {}), timing or Timing(), now)
        self.bot_token = f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = f"xapp-playground-{secrets.token_hex(12)}"
        self._page = Page(self.office)
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def api_url(self) -> str:
        """Where the Web API is; ends with a slash."""
        return f"{self.office.base_url}/api/"

    @property
    def page_url(self) -> str:
        """Where the page is, with the token of this start."""
        return f"{self.office.base_url}/?token={self._page.token}"

    @property
    def page_token(self) -> str:
        """What a request to the page's own endpoints must carry in `X-Playground-Token`."""
        return self._page.token

    @property
    def command_names(self) -> list[str]:
        """Name the slash commands the manifest declares, with their slashes."""
        return [command["command"] for command in self.office.app.commands]

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
                *self._page.routes(),
                web.route("*", "/api/{method}", self._call),
                web.get("/link", self.office.link.serve),
                web.post("/response/{key}", self._respond),
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
        name, _, port = request.host.partition(":")
        ours = {f"http://{host}:{self.port}" for host in _NAMES}
        if (
            name not in _NAMES
            or port not in ("", str(self.port))
            or request.headers.get("Origin") not in {None, *ours}
        ):
            return web.Response(status=403, text="The playground answers to this machine only.\n")
        return await handler(request)

    async def _call(self, request: web.Request) -> web.Response:
        """Answer a Web API call; refusals too are JSON with HTTP 200, as Slack's are."""
        method, args = request.match_info["method"], {}
        try:
            args = await read_args(request)
            said = self._answer(Call(method=method, args=args), read_token(request, args))
        except Refusal as refusal:
            return web.json_response(self.office.refused(method, args, refusal))
        self.office.note("in", method, args, said)
        return web.json_response(said)

    def _answer(self, call: Call, token: str) -> Json:
        if call.method != _CONNECT and call.method not in METHODS:
            raise Refusal("unknown_method", f"[ERROR] the playground has no {call.method}")
        if not token and call.method != "api.test":
            raise Refusal("not_authed")
        if token not in (self.bot_token, self.app_token) and call.method != "api.test":
            raise Refusal("invalid_auth")
        if call.method == _CONNECT:
            self._allow(token, self.app_token)
            return {
                "ok": True,
                "url": f"{self.office.base_url.replace('http', 'ws', 1)}/link?ticket={self.office.link.grant()}",
            }
        self._allow(token, "" if call.method == "api.test" else self.bot_token)
        return {"ok": True, **METHODS[call.method](self.office, call)}

    def _allow(self, token: str, wanted: str) -> None:
        if wanted and token != wanted:
            raise Refusal("not_allowed_token_type")

    async def _respond(self, request: web.Request) -> web.Response:
        """Take what is posted to a response_url."""
        try:
            args = await read_args(request)
            origin = self.office.tickets.use_response_key(request.match_info["key"])
        except Refusal as refusal:
            return web.json_response(self.office.refused("response_url", {}, refusal), status=404)
        said = answer(self.office, origin, args, "response_url")
        return web.json_response(said, status=200 if said["ok"] else 400)
