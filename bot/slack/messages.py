"""Messages: direct messages and mentions, answered in their thread."""

import re
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.session import Speaker
from bot.domain.understanding import Utterance
from bot.replies.reply import Audience
from bot.slack.blocks import to_blocks
from bot.slack.listener import Listener, speaker_of
from bot.slack.post import post_in_thread
from bot.slack.privately import finish, is_direct, send_privately

MENTION = re.compile(r"<@[UW][A-Z0-9]{1,30}(?:\|[^>]{0,80})?>")
WRITTEN = frozenset({None, "file_share"})
"""subtypes of a message that a person wrote; with a file, such as a picture of an offer, it is a file_share"""
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


class Messages(Listener):
    """The listeners for messages, each event handled once."""

    async def on_message(self, event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a person's mention or direct message once; other channels are not ours to read.

        The HTTP answer does not wait for it.
        """
        is_in_dm, words = event.get("channel_type") == "im", self.conversation.words
        if not (is_in_dm or event["type"] == "app_mention") or not is_from_person(event):
            return
        if self.seen.is_first(str(body.get("event_id") or event.get("ts"))):
            thread = "" if is_in_dm else event.get("thread_ts") or event["ts"]
            speaker = speaker_of(event, event["channel"], team=body.get("team_id"), thread=thread)
            self.tasks.start(
                self.answer(event, client, speaker),
                lambda name: post_in_thread(client, words.apologize(name), event),
            )

    async def answer(self, event: dict[str, Any], client: AsyncWebClient, speaker: Speaker) -> None:
        """Post the reply to one message. A direct message is one conversation, a channel has one a thread.

        In a channel, whatever holds the person's own numbers goes to their direct messages.
        """
        utterance = Utterance(text=words_of(str(event.get("text") or "")))
        if (word := self.conversation.forewarn(utterance)) is not None:
            await post_in_thread(client, word, event)
        reply = await self.conversation.hear(utterance, speaker)
        if is_direct(speaker.place.channel):
            await post_in_thread(client, reply, event)
            await finish(client, self.conversation, reply, speaker)
        elif reply.audience is Audience.PERSONAL:
            await send_privately(client, self.conversation, reply, speaker)
            pointer = self.conversation.words.point()
            await client.chat_postEphemeral(
                channel=event["channel"],
                user=event["user"],
                thread_ts=event.get("thread_ts"),
                text=pointer.title,
                blocks=to_blocks(pointer),
            )
        else:
            await post_in_thread(client, self.conversation.words.in_thread(reply), event)


def is_from_person(event: dict[str, Any]) -> bool:
    """Whether a person just wrote this: not a bot, not ourselves, not an edit, a deletion or a broadcast."""
    is_new = event.get("subtype") in WRITTEN and not event.get("edited")
    return is_new and bool(event.get("user")) and not event.get("bot_id")


def words_of(text: str) -> str:
    """Return a message's words: mentions taken out, Slack's three entities read back."""
    text = MENTION.sub(" ", text)
    for entity, letter in ENTITIES:
        text = text.replace(entity, letter)
    return text.strip()
