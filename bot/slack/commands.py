"""The slash command: answered in its acknowledgement, or in the direct messages where a person's own numbers are in it."""

from collections.abc import Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.replies.reply import Audience, Reply
from bot.slack.blocks import to_blocks
from bot.slack.privately import is_direct, open_form, send_privately
from bot.slack.speaker import speaker_of
from bot.slack.tasks import Tasks, TellAboutFault


class Commands:
    """The listener for the slash command."""

    def __init__(
        self,
        conversation: Conversation,
        tasks: Tasks,
        teller: Callable[[dict[str, Any], AsyncWebClient], TellAboutFault],
    ) -> None:
        self.conversation = conversation
        self.tasks = tasks
        self.teller = teller
        """what tells a person about a fault of ours"""

    async def on_command(self, ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer in the acknowledgement, open a form, or point to the direct messages."""
        channel = str(command.get("channel_id") or "")
        speaker = speaker_of(command, channel)
        utterance = Utterance(text=command.get("text") or "")
        reply = await self.conversation.hear(utterance, speaker, waits=False)
        if reply.form:
            await ack()
            trigger = str(command.get("trigger_id") or "")
            opening = open_form(client, self.conversation, reply, speaker, trigger)
            self.tasks.start(opening, self.teller(command, client))
        elif reply.audience is Audience.PERSONAL:
            await (ack() if is_direct(channel) else ack(**to_ack(self.conversation.words.point())))
            sending = send_privately(client, self.conversation, reply, speaker)
            self.tasks.start(sending, self.teller(command, client))
        else:
            await ack(**to_ack(reply))


def to_ack(reply: Reply) -> dict[str, Any]:
    """Return a reply as the acknowledgement of a command: for the asker alone, unless they chose to share."""
    shared = reply.audience is Audience.CHANNEL
    return {
        "response_type": "in_channel" if shared else "ephemeral",
        "text": reply.title,
        "blocks": to_blocks(reply),
        "unfurl_links": False,
        "unfurl_media": False,
    }
