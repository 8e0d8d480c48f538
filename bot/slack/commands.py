"""The slash command: answered in its acknowledgement, or in the direct messages where a person's own numbers are in it."""

import json
from functools import lru_cache
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.understanding import Utterance
from bot.replies.reply import Audience, Reply
from bot.slack.blocks import to_message
from bot.slack.listener import Listener, speaker_of
from bot.slack.privately import is_direct, open_form, send_privately, teller


class Commands(Listener):
    """The listener for the slash command."""

    async def on_command(self, command: dict[str, Any], client: AsyncWebClient) -> BoltResponse:
        """Answer in the acknowledgement, open a form, or point to the direct messages."""
        channel = str(command.get("channel_id") or "")
        speaker = speaker_of(command, channel)
        utterance = Utterance(text=command.get("text") or "")
        reply = await self.conversation.hear(utterance, speaker, waits=False)
        if not reply.form and reply.audience is not Audience.PERSONAL:
            return acknowledge(reply)
        if reply.form:
            trigger = str(command.get("trigger_id") or "")
            work = open_form(client, self.conversation, reply, speaker, trigger)
        else:
            work = send_privately(client, self.conversation, reply, speaker)
        self.tasks.start(work, teller(client, self.conversation, command))
        if reply.form or is_direct(channel):
            return BoltResponse(status=200)
        return acknowledge(self.conversation.words.point())


def acknowledge(reply: Reply) -> BoltResponse:
    """Return the acknowledgement of a command with a reply in it."""
    return BoltResponse(status=200, body=to_ack(reply))


@lru_cache(maxsize=4_096)
def to_ack(reply: Reply) -> str:
    """Return a reply as JSON for the asker alone, unless they chose to share. Nobody's own numbers come here."""
    shared = reply.audience is Audience.CHANNEL
    return json.dumps({"response_type": "in_channel" if shared else "ephemeral", **to_message(reply)})
