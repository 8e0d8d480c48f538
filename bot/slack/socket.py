"""Socket Mode: Bolt's aiohttp handler, with a watchdog that ends the process when the link stays dead."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator
from time import monotonic

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.errors import CoachError
from bot.slack.connection import Connection
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
DEAD_SECONDS = 60.0
"""a link down for this long is not coming back by itself (abrupt loss took the client 4.4 s to mend, measured)"""


class LinkLostError(CoachError):
    """The connection to Slack stayed down."""


async def serve_socket(app: AsyncApp, connection: Connection, tasks: Tasks) -> None:
    """Serve until SIGTERM or SIGINT. Raises LinkLostError when the link stays down, so that a host restarts us."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    async with linked(app, connection, tasks) as handler:
        log.info("connected to Slack by Socket Mode")
        await watch(handler, stop)


@contextlib.asynccontextmanager
async def linked(
    app: AsyncApp, connection: Connection, tasks: Tasks
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Keep the app linked to Slack for as long as the block lasts, then finish the work under way."""
    quiet = logging.getLogger("bot.slack.bolt")
    handler = AsyncSocketModeHandler(app, connection.app_token, logger=quiet, web_client=app.client)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call] # untyped in Bolt
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # untyped in Bolt
        await tasks.drain()


async def watch(handler: AsyncSocketModeHandler, stop: asyncio.Event) -> None:
    """Return when asked to stop; raise LinkLostError once the link has been down for too long."""
    alive = monotonic()
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
        if await handler.client.is_connected():
            alive = monotonic()
        elif monotonic() - alive > DEAD_SECONDS:
            raise LinkLostError(
                "the connection to Slack has been down for a minute",
                remedy="check the network and SLACK_APP_TOKEN; the host should start the process again",
            )
