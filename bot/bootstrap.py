"""Where the parts are joined: Settings → a running coach. The only place that asks what day it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.config import Settings
from bot.conversation import Conversation
from bot.library.edition import read_edition
from bot.replies.say import Words
from bot.slack.connection import Connection


def today() -> date:
    """Return the day it is, in UTC."""
    return datetime.now(tz=UTC).date()


def connection(settings: Settings) -> Connection:
    """Return how to reach Slack, as the settings say."""
    return Connection(
        command=settings.command,
        api_url=settings.slack_api_url,
        bot_token=settings.bot_token,
        app_token=settings.app_token,
        signing_secret=settings.signing_secret,
        host=settings.host,
        port=settings.port,
    )


def open_conversation(
    settings: Settings, *, guides: Path | None = None, clock: Callable[[], date] = today
) -> Conversation:
    """Return the coach over the settings' seeds. Raises SeedsError if there are none."""
    return Conversation(read_edition(settings.seeds, guides), Words(settings.command), clock)
