"""Suggested prompts: what somebody who opens the coach's messages can ask first."""

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach.prompts import offer_prompts
from bot.conversation import Conversation
from bot.slack.seen import Seen
from bot.slack.tasks import Tasks, kind_of

log = logging.getLogger(__name__)


class Prompts:
    """The listener for the messages tab, once an hour for each person."""

    def __init__(self, conversation: Conversation, tasks: Tasks) -> None:
        self.conversation = conversation
        self.tasks = tasks
        self.seen = Seen()
        self.was_refused = False

    async def on_opened(self, event: dict[str, Any], client: AsyncWebClient) -> None:
        """Suggest what to ask; the HTTP answer does not wait for it."""
        if self.seen.is_first(str(event["channel"])):
            self.tasks.start(self.suggest(str(event["channel"]), client))

    async def suggest(self, channel: str, client: AsyncWebClient) -> None:
        """Set the prompts. Without a thread_ts, which makes Slack drop an agent's prompts without a word."""
        reply = self.conversation.tell(offer_prompts(self.conversation.edition))
        prompts = [{"title": step.label, "message": step.command} for step in reply.steps]
        if not prompts:
            return
        try:
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=reply.title, prompts=prompts
            )
        except SlackApiError as refusal:
            if not self.was_refused:
                log.warning("no suggested prompts here, %s: they need the agent view", kind_of(refusal))
            self.was_refused = True


async def is_messages_tab(event: dict[str, Any]) -> bool:
    """Whether it is the coach's messages that were opened, and not its Home."""
    return event.get("tab") == "messages"
