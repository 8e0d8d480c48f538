"""The message shortcut: coaching on what somebody else wrote, for whoever asks alone."""

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach.courtesy import NothingToRead
from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.slack.actions import channel_of
from bot.slack.connection import Connection
from bot.slack.messages import words_of
from bot.slack.speaker import speaker_of
from bot.slack.tasks import Tasks
from bot.slack.whisper import whisper


class Shortcuts:
    """The listener for "Coach me on this"; commands do not work in threads, this does."""

    def __init__(self, conversation: Conversation, connection: Connection, tasks: Tasks) -> None:
        self.conversation = conversation
        self.connection = connection
        self.tasks = tasks

    async def on_coach_me(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Acknowledge at once; the reply follows."""
        await ack()

        async def tell(name: str) -> None:
            await whisper(self.conversation.words.apologize(name), body, client, self.connection.api_url)

        self.tasks.start(self.answer(body, client), tell)

    async def answer(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Hear the message's text as if the person who clicked had said it, and answer them alone."""
        text = words_of(str(body["message"].get("text") or ""))
        channel = channel_of(body)
        thread = "" if channel.startswith("D") else body["message"].get("thread_ts")
        if text:
            speaker = speaker_of(body, channel, thread=thread)
            reply = await self.conversation.hear(Utterance(text=text), speaker)
        else:
            reply = self.conversation.tell(NothingToRead())
        await whisper(reply, body, client, self.connection.api_url)
