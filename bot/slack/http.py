"""HTTP mode: the gate under uvicorn."""

import asyncio
from typing import cast

import uvicorn
from slack_bolt.async_app import AsyncApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from bot.errors import SettingsError
from bot.slack.connection import Connection
from bot.slack.gate import Gate
from bot.slack.tasks import Tasks

REQUEST_SECONDS = 8.0
"""time a connection may take to send a request; Slack itself waits three seconds for the answer, uvicorn for ever"""
LEAVE_SECONDS = 9
"""time for requests under way when told to stop: the eight, and one; the work behind them has its own"""


class ImpatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 protocol, closing connections that do not finish their request in time."""

    waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(cast("asyncio.Transport", transport))
        self.wait()

    def data_received(self, data: bytes) -> None:
        """Stop waiting once a request is in; wait again for the next one."""
        super().data_received(data)
        cycle = cast("RequestResponseCycle | None", self.cycle)  # None before the first request
        if cycle is not None and not cycle.more_body and not cycle.response_complete:
            self.stop_waiting()
        elif self.waiting is None:
            self.wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timer."""
        self.stop_waiting()
        super().connection_lost(exc)

    def wait(self) -> None:
        """Close the connection unless a request arrives in time."""
        self.waiting = self.loop.call_later(REQUEST_SECONDS, self.transport.close)

    def stop_waiting(self) -> None:
        """Let the connection live."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None


def open_server(app: AsyncApp, connection: Connection) -> uvicorn.Server:
    """Return the web server, not yet running."""
    config = uvicorn.Config(
        Gate(app.async_dispatch, connection.signing_secret),
        host=connection.host,
        port=connection.port,
        http=ImpatientProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=LEAVE_SECONDS,
    )
    return uvicorn.Server(config)


async def serve_http(app: AsyncApp, connection: Connection, tasks: Tasks) -> None:
    """Serve until SIGTERM or SIGINT, then finish the work under way. Raises SettingsError where it cannot listen."""
    server = open_server(app, connection)
    # uvicorn repeats the signal as soon as it has stopped, which would end the process; held back until all is done.
    with server.capture_signals():
        try:
            await server.serve()
        except SystemExit as fault:  # how uvicorn gives up on an address, its reason logged
            raise SettingsError(
                f"cannot listen on {connection.host}:{connection.port}",
                remedy="end what listens there already, or set PORT and COACH_HOST to a free address",
            ) from fault
        await tasks.drain()
