"""Helpful or not: a click under an answer, counted without a word of it."""

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach.courtesy import FeedbackTaken
from bot.conversation import Conversation
from bot.slack.connection import Connection
from bot.slack.seen import Seen
from bot.slack.tasks import Tasks
from bot.slack.whisper import whisper


class Feedback:
    """The listener for the feedback buttons; the same click twice counts once."""

    def __init__(self, conversation: Conversation, connection: Connection, tasks: Tasks) -> None:
        self.conversation = conversation
        self.connection = connection
        self.tasks = tasks
        self.seen = Seen()

    async def on_feedback(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Count a click, and thank whoever clicked, alone."""
        await ack()
        value = str(body["actions"][0].get("value"))
        clicked = (body["user"]["id"], body.get("container", {}).get("message_ts"), value)
        if self.seen.is_first(str(clicked)):
            reply = self.conversation.tell(FeedbackTaken(is_helpful=value == "helpful"))
            self.tasks.start(whisper(reply, body, client, self.connection.api_url))
