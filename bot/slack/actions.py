"""Clicks: a button is a command already typed."""

from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversation
from bot.domain.session import Speaker
from bot.domain.understanding import Utterance
from bot.replies.reply import Audience, Reply
from bot.slack.blocks import OWN, option, split_by_value, to_blocks
from bot.slack.connection import Connection
from bot.slack.forms import PREFIX, read_values
from bot.slack.home import publish
from bot.slack.post import ResponseRefused, respond
from bot.slack.privately import is_direct, open_form, send_privately
from bot.slack.speaker import speaker_of
from bot.slack.tasks import Tasks, TellAboutFault


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
        """Send the reply to where the click was made; the person's own numbers to their direct messages."""
        channel, container = channel_of(body), body.get("container", {})
        thread = container.get("thread_ts") or ""
        speaker = speaker_of(body, channel, thread="" if is_direct(channel) else thread)
        reply = await self.conversation.hear(Utterance(text=typed), speaker)
        if reply.form:
            await open_form(client, self.conversation, reply, speaker, str(body.get("trigger_id") or ""))
        elif reply.audience is Audience.PERSONAL or not channel or is_own(body):
            below = thread or container.get("message_ts") if is_direct(channel) else ""
            place = replace(speaker.place, thread=str(below or ""))
            await self.deliver(reply, client, replace(speaker, place=place))
        else:
            await self.send(body, client, self.to_message(reply, body))

    async def on_search(self, ack: AsyncAck, payload: dict[str, Any]) -> None:
        """Answer what is typed into a search with the jobs that fit."""
        found, _ = split_by_value(self.conversation.suggest(str(payload.get("value") or "")))
        await ack(options=[option(step) for step in found])

    async def on_form(
        self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient
    ) -> None:
        """Take a form; say what is wrong beside its field, or send the reply to the person's direct messages."""
        channel = str(view.get("private_metadata") or "")
        speaker = speaker_of(body, channel)
        name = str(view["callback_id"]).removeprefix(PREFIX).partition(" ")[2]
        reply = self.conversation.fill(name, read_values(view), speaker)
        if reply.form and reply.form.faults:
            await ack(response_action="errors", errors=dict(reply.form.faults))
            return
        await ack()
        self.tasks.start(self.deliver(reply, client, speaker), self.teller(body, client))

    async def deliver(self, reply: Reply, client: AsyncWebClient, speaker: Speaker) -> None:
        """Send a reply to the direct messages; draw the Home tab anew where that is what it was asked from."""
        await send_privately(client, self.conversation, reply, speaker)
        if not speaker.place.channel:
            await publish(client, self.conversation, speaker)

    async def on_home(self, event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        """Draw the Home tab when it is opened."""
        if event.get("tab") == "home":
            who = {"user": event["user"], "team_id": body.get("team_id")}
            self.tasks.start(publish(client, self.conversation, speaker_of(who, "")))

    def teller(self, said: dict[str, Any], client: AsyncWebClient) -> TellAboutFault:
        """Return what tells the person about a fault of ours, in their direct messages."""
        speaker = speaker_of(said, "")

        async def tell(name: str) -> None:
            await send_privately(client, self.conversation, self.conversation.words.apologize(name), speaker)

        return tell

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


def is_own(body: dict[str, Any]) -> bool:
    """Whether the message that was clicked holds the person's own numbers: it lasts, and the answer goes below."""
    return is_direct(channel_of(body)) and body["actions"][0].get("block_id") == OWN


def is_private(body: dict[str, Any]) -> bool:
    """Whether only the clicker sees the message that was clicked."""
    return bool(body.get("container", {}).get("is_ephemeral")) or is_direct(channel_of(body))


def channel_of(body: dict[str, Any]) -> str:
    """Return the id of the channel in which a click was made."""
    return str(body.get("channel", {}).get("id") or body.get("container", {}).get("channel_id") or "")
