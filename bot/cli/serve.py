"""`coach serve`: the coach in Slack, over HTTP or Socket Mode."""

import asyncio
import logging
from typing import Annotated

import typer

from bot.bootstrap import connection, open_conversation
from bot.cli.logs import log_to_stderr
from bot.cli.options import GuidesOption, kindly
from bot.config import Settings, Transport, forget_token, read_settings
from bot.slack.app import open_app
from bot.slack.http import serve_http
from bot.slack.socket import serve_socket
from bot.slack.tasks import Tasks

log = logging.getLogger(__name__)


def serve(
    transport: Annotated[
        Transport | None,
        typer.Argument(help="http or socket; without it, whichever the environment is set for."),
    ] = None,
    guides: GuidesOption = None,
) -> None:
    """Serve Slack until told to stop."""
    with kindly():
        settings = read_settings()
        forget_token()
        chosen = transport or settings.transport()
        settings.need(chosen)
        log_to_stderr(settings.log_level)
        conversation = open_conversation(settings, guides=guides)
        for problem in conversation.edition.problems:
            log.warning("content: %s", problem)
        conversation.begin()
        tasks = Tasks()
        log.info("serving %d guides by %s", len(conversation.edition.guides), describe(chosen, settings))
        reached = connection(settings)
        app = open_app(conversation, reached, tasks)
        asyncio.run((serve_http if chosen is Transport.HTTP else serve_socket)(app, reached, tasks))


def describe(chosen: Transport, settings: Settings) -> str:
    """Return how Slack reaches us, for the log."""
    return f"http on {settings.host}:{settings.port}" if chosen is Transport.HTTP else "Socket Mode"
