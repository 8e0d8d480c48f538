"""The Bolt app: listeners, most used first, over one Conversation."""

import logging
import re
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.conversation import Conversation
from bot.slack.actions import Clicks
from bot.slack.commands import Commands, acknowledge
from bot.slack.connection import Connection
from bot.slack.forms import PREFIX, to_errors
from bot.slack.home import Tabs
from bot.slack.manifest import COACH_ME
from bot.slack.messages import Messages
from bot.slack.post import open_client
from bot.slack.tasks import Tasks, record

log = logging.getLogger(__name__)

QUIET = logging.getLogger("bot.slack.bolt")
"""Bolt's own logger: what it says may hold a body, so the log formatter prints only where it spoke"""
QUIET.setLevel(logging.WARNING)


def open_app(conversation: Conversation, connection: Connection, tasks: Tasks) -> AsyncApp:
    """Return the Bolt app. The gate has verified the request before it gets here; Socket Mode needs no signature."""
    app = open_bolt(connection)

    async def on_error(error: Exception, body: dict[str, Any]) -> BoltResponse:
        # Answered with a 200 and a kind word; only the id is said, since the text of a fault may hold amounts.
        if isinstance(error, BoltUnhandledRequestError):
            if body.get("type") == "app_rate_limited":
                log.warning("Slack limits our events: more than 30,000 an hour in one workspace")
            return BoltResponse(status=200)  # so that Slack neither repeats it nor counts it against us
        apology = conversation.words.apologize(record(error))
        if body.get("type") == "view_submission":  # the form stays open, with what was typed in it
            return BoltResponse(status=200, body=to_errors(apology, body["view"]))
        return acknowledge(apology) if "command" in body else BoltResponse(status=200)

    clicks, messages = Clicks(conversation, tasks), Messages(conversation, tasks)
    app.command(connection.command)(Commands(conversation, tasks).on_command)
    app.action(re.compile("^say:"))(clicks.on_action)
    app.action("feedback")(clicks.on_feedback)
    app.shortcut(COACH_ME)(clicks.on_coach_me)
    app.options(re.compile("^say:"))(clicks.on_search)
    app.view(re.compile(f"^{PREFIX}"))(clicks.on_form)
    app.event("app_home_opened")(Tabs(conversation, tasks).on_opened)
    app.event("app_mention")(messages.on_message)
    app.event("message")(messages.on_message)
    app.error(on_error)
    return app


def open_bolt(connection: Connection) -> AsyncApp:
    """Return Bolt without listeners: what the gate has done, and what it would do without a need, is left out."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=connection.bot_token)

    return AsyncApp(
        logger=QUIET,
        client=open_client(connection.api_url),
        authorize=authorize,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
