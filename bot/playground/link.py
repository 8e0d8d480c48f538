"""Socket Mode: the app's WebSockets, what goes down them, and the acknowledgements that come back.

Protocol: https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import contextlib
import itertools
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from bot.playground.values import APP, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Slack's time windows, in seconds; `retries` are the waits before an unanswered event is sent again."""

    answer: float = 3.0
    trigger: float = 3.0
    response_url: float = 1800.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    ping: float = 10.0


class UnansweredError(Exception):
    """The app did not answer; the text is the code that Slack shows to the person."""


class Link:
    """The sockets of one app. Every envelope goes to one of them, in turn."""

    def __init__(self, timing: Timing, note: Callable[[str, str, object, object], None]) -> None:
        self._timing, self._note = timing, note
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._turn = itertools.count()
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    @property
    def connected(self) -> int:
        """Count the open sockets."""
        return len(self._sockets)

    def grant(self) -> str:
        """Give a ticket with which one socket can be opened, once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one socket open until either side leaves."""
        if (ticket := request.query.get("ticket", "")) not in self._tickets:
            text = "This ticket is spent. Call apps.connections.open for another."
            return web.Response(status=403, text=text)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(timeout=0.5)
        await socket.prepare(request)
        await self._greet(socket)
        pinging = asyncio.create_task(self._ping(socket))
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._take(frame.data)
        finally:
            pinging.cancel()
            self._drop(socket)
        return socket

    async def _greet(self, socket: web.WebSocketResponse) -> None:
        about = {"host": "playground", "approximate_connection_time": 18060}
        hello = {"num_connections": len(self._sockets) + 1, "connection_info": {"app_id": APP}}
        await socket.send_json({"type": "hello", **hello, "debug_info": about})
        self._sockets.append(socket)
        self._note("in", "socket opened", hello, None)

    async def _ping(self, socket: web.WebSocketResponse) -> None:
        # Slack's Node client takes a socket for dead after 30 s without a ping from the server.
        with contextlib.suppress(ConnectionError, RuntimeError):
            while not socket.closed:
                await socket.ping(b"Ping from playground")
                await asyncio.sleep(self._timing.ping)

    def _drop(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._note("in", "socket closed", {"num_connections": len(self._sockets)}, None)

    def _take(self, data: str) -> None:
        answer = None
        with contextlib.suppress(ValueError):
            answer = json.loads(data)
        if not isinstance(answer, dict) or "envelope_id" not in answer:
            self._note("in", "socket frame without envelope_id", data, "ignored")
        elif (waiting := self._waiting.get(answer["envelope_id"])) and not waiting.done():
            payload = answer.get("payload")
            waiting.set_result(payload if isinstance(payload, dict) else {})

    async def send(self, kind: str, payload: Json, *, retry: tuple[int, str] = (0, "")) -> Json:
        """Send one envelope and return what the app acknowledged it with; raise UnansweredError."""
        if not self._sockets:
            raise UnansweredError("dispatch_failed")
        envelope: Json = {"type": kind, "envelope_id": secrets.token_hex(16), "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope["retry_attempt"], envelope["retry_reason"] = retry
        socket = self._sockets[next(self._turn) % len(self._sockets)]
        ours = self._waiting[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        try:
            await socket.send_json(envelope)
            answer: Json = await asyncio.wait_for(ours, self._timing.answer)
        except (TimeoutError, ConnectionError) as gone:
            self._note("out", kind, envelope, "no answer")
            raise UnansweredError("operation_timeout") from gone
        finally:
            del self._waiting[envelope["envelope_id"]]
        self._note("out", kind, envelope, answer)
        return answer

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to leave, as Slack does every few hours; the app is expected to come back."""
        for socket in tuple(self._sockets):
            self._drop(socket)
            about = {"host": "playground"}
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": about})

    async def close(self) -> None:
        """Close every socket."""
        for socket in tuple(self._sockets):
            await socket.close()
