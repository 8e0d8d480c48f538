"""The workspace server: Web API, Socket Mode, response_url and the page, on 127.0.0.1."""

import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from bot.errors import CoachError
from bot.playground.link import Timing
from bot.playground.methods import METHODS
from bot.playground.office import Office
from bot.playground.page import Page
from bot.playground.payloads import answer
from bot.playground.values import Json, Refusal
from bot.playground.wire import Call, read_args, read_token

HOST = "127.0.0.1"
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
        self.office = Office(manifest or {}, timing or Timing(), now)
        self.bot_token = f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = f"xapp-playground-{secrets.token_hex(12)}"
        self._page = Page(self.office)
        self.page_token = self._page.token  # what the page's own endpoints ask for in `X-Playground-Token`
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
        app.add_routes(self._page.routes())
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_get("/link", self.office.link.serve)
        app.router.add_post("/response/{key}", self._respond)
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
        except Refusal as refusal:
            return web.json_response(self.office.refused(method, args, refusal))
        self.office.note("in", method, args, said)
        return web.json_response(said)

    def _answer(self, method: str, args: Json, token: str) -> Json:
        if method != _CONNECT and method not in METHODS:
            raise Refusal("unknown_method", f"[ERROR] the playground has no {method}")
        if method != "api.test":
            self._check_token(token, self.app_token if method == _CONNECT else self.bot_token)
        if method == _CONNECT:
            base = self.office.base_url.replace("http", "ws", 1)
            return {"ok": True, "url": f"{base}/link?ticket={self.office.link.grant()}"}
        return {"ok": True, **METHODS[method](Call(office=self.office, method=method, args=args))}

    def _check_token(self, token: str, wanted: str) -> None:
        if token != wanted:
            known = token in (self.bot_token, self.app_token)
            raise Refusal("not_allowed_token_type" if known else "invalid_auth" if token else "not_authed")

    async def _respond(self, request: web.Request) -> web.Response:
        """Take what is posted to a response_url."""
        try:
            args = await read_args(request)
            place = self.office.urls.use(request.match_info["key"])
        except Refusal as refusal:
            return web.json_response(self.office.refused("response_url", {}, refusal), status=404)
        said = answer(self.office, place, args, "response_url")
        return web.json_response(said, status=200 if said["ok"] else 400)
