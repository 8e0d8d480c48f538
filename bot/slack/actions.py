"""Clicks: a button is a command already typed."""

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.replies.reply import Audience, Reply
from bot.slack.blocks import to_blocks
from bot.slack.connection import Connection
from bot.slack.post import ResponseRefused, respond
from bot.slack.speaker import speaker_of
from bot.slack.tasks import Tasks


class Clicks:
    """The listener for every button, menu and ⋯."""

    def __init__(self, conversation: Conversation, connection: Connection, tasks: Tasks) -> None:
        self.conversation = conversation
        self.connection = connection
        self.tasks = tasks

    async def on_action(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Acknowledge at once; an acknowledgement of a click cannot carry a message, so the reply follows."""
        await ack()
        typed = typed_by(body["actions"][0])

        async def tell(name: str) -> None:
            apology = self.conversation.words.apologize(name)
            await self.send(body, client, {**self.to_message(apology, body), "replace_original": False})

        self.tasks.start(self.answer(body, client, typed), tell)

    async def answer(self, body: dict[str, Any], client: AsyncWebClient, typed: str) -> None:
        """Send the reply to where the click was made."""
        thread = "" if channel_of(body).startswith("D") else body.get("container", {}).get("thread_ts")
        speaker = speaker_of(body, channel_of(body), thread=thread)
        reply = await self.conversation.hear(Utterance(text=typed), speaker)
        await self.send(body, client, self.to_message(reply, body))

    def to_message(self, reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
        """Return a reply as a message to a response_url.

        A click replaces what only its clicker sees: an ephemeral message, or one in their direct messages.
        On a public message it answers the clicker alone, since replacing would rewrite everybody's post.
        """
        message = {
            "text": reply.title,
            "blocks": [*to_blocks(reply)],
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if reply.audience is Audience.CHANNEL:
            return {**message, "response_type": "in_channel", "replace_original": False}
        if is_private(body):
            return {**message, "replace_original": True}
        return {**message, "response_type": "ephemeral", "replace_original": False}

    async def send(self, body: dict[str, Any], client: AsyncWebClient, message: dict[str, Any]) -> None:
        """Send by the click's own response_url; where that is spent, to the clicker by another route."""
        try:
            await respond(body["response_url"], message, api_url=self.connection.api_url)
        except (KeyError, ResponseRefused):
            if message.get("response_type") == "in_channel":
                raise
            where = {"channel": channel_of(body), "user": body["user"]["id"]}
            await client.chat_postEphemeral(**where, text=message["text"], blocks=message.get("blocks"))


def typed_by(action: dict[str, Any]) -> str:
    """Return the command that a click types: a button's value, or the chosen option's."""
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")


def is_private(body: dict[str, Any]) -> bool:
    """Whether only the clicker sees the message that was clicked."""
    return bool(body.get("container", {}).get("is_ephemeral")) or channel_of(body).startswith("D")


def channel_of(body: dict[str, Any]) -> str:
    """Return the id of the channel in which a click was made."""
    return str(body.get("channel", {}).get("id") or body.get("container", {}).get("channel_id") or "")
