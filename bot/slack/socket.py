"""Socket Mode: Bolt's aiohttp handler, with a watchdog that ends the process when the link stays dead."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator
from time import monotonic

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import CoachError
from bot.slack.connection import Connection
from bot.slack.tasks import Tasks, kind_of

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
DEAD_SECONDS = 60.0
"""a link down for this long is not coming back by itself (abrupt loss took the client 4.4 s to mend, measured)"""


class LinkLostError(CoachError):
    """The connection to Slack stayed down."""


async def serve_socket(app: AsyncApp, connection: Connection, tasks: Tasks) -> None:
    """Serve until SIGTERM or SIGINT. Raises LinkLostError when the link stays down, so that a host restarts us."""

    async def serve() -> None:
        async with linked(app, connection, tasks) as handler:
            log.info("connected to Slack by Socket Mode")
            await watch(handler)

    serving = asyncio.ensure_future(serve())
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, serving.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await serving


@contextlib.asynccontextmanager
async def linked(
    app: AsyncApp, connection: Connection, tasks: Tasks
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Keep the app linked to Slack for as long as the block lasts, then finish the work under way."""
    handler = AsyncSocketModeHandler(app, connection.app_token)
    try:
        handler.client.wss_uri = await find_address(app.client, connection.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call] # untyped in Bolt
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # untyped in Bolt
        await tasks.drain()


async def find_address(client: AsyncWebClient, app_token: str) -> str:
    """Return where to link. Raises LinkLostError where Slack refuses: Bolt's client would ask again for ever."""
    try:
        return str((await client.apps_connections_open(app_token=app_token))["url"])
    except (SlackApiError, ClientError, TimeoutError) as refusal:
        raise LinkLostError(
            f"Slack takes no connection: {kind_of(refusal)}",
            remedy="check the network and SLACK_APP_TOKEN (xapp-…, with the scope connections:write)",
        ) from None


async def watch(handler: AsyncSocketModeHandler) -> None:
    """Look after the link; raise LinkLostError once it has been down for too long."""
    alive = monotonic()
    while monotonic() - alive <= DEAD_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
        if await handler.client.is_connected():
            alive = monotonic()
    raise LinkLostError(
        "the connection to Slack has been down for a minute",
        remedy="check the network and SLACK_APP_TOKEN; the host should start the process again",
    )
