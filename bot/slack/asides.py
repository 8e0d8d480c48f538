"""What one person alone is told beside a message: coaching on what somebody wrote, thanks for feedback."""

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach.courtesy import FeedbackTaken, NothingToRead
from bot.domain.understanding import Utterance
from bot.replies.reply import Audience, Reply
from bot.slack.actions import Clicks, channel_of
from bot.slack.blocks import to_blocks
from bot.slack.messages import words_of
from bot.slack.post import ResponseRefused, post, respond
from bot.slack.privately import is_direct, send_privately
from bot.slack.seen import Seen
from bot.slack.speaker import speaker_of


class Asides:
    """The listeners for the message shortcut and the feedback buttons."""

    def __init__(self, clicks: Clicks) -> None:
        self.conversation = clicks.conversation
        self.clicks = clicks
        self.seen = Seen()

    async def on_coach_me(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Coach on a message; commands do not work in threads, this does."""
        await ack()
        self.clicks.tasks.start(self.coach(body, client), self.clicks.teller(body, client))

    async def on_feedback(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Count a click, the same one twice once, and thank whoever clicked."""
        await ack()
        value = body["actions"][0].get("value")
        if self.seen.is_first(str((body["user"]["id"], body.get("container", {}).get("message_ts"), value))):
            reply = self.conversation.tell(FeedbackTaken(is_helpful=value == "helpful"))
            self.clicks.tasks.start(self.whisper(reply, body, client))

    async def coach(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Hear a message's text as if whoever clicked had said it; their own numbers go to their direct messages."""
        text, channel = words_of(str(body["message"].get("text") or "")), channel_of(body)
        if not text:
            await self.whisper(self.conversation.tell(NothingToRead()), body, client)
            return
        # Direct messages may be those of two other people, where we cannot go: their place is nowhere.
        where = "" if is_direct(channel) else channel
        speaker = speaker_of(body, where, thread=body["message"].get("thread_ts") if where else "")
        reply = await self.conversation.hear(Utterance(text=text), speaker)
        if reply.audience is Audience.PERSONAL:
            await send_privately(client, self.conversation, reply, speaker)
            reply = self.conversation.words.point()
        await self.whisper(reply, body, client)

    async def whisper(self, reply: Reply, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Send a reply by the click's own address, in the channel, or directly, whichever is the first that works.

        In a thread the channel comes first: a response_url shows what is for one person beside the thread, where
        nobody looks (bolt-js issue 963).
        """
        message: dict[str, Any] = {"text": reply.title, "blocks": [*to_blocks(reply)]}
        user = body["user"]["id"]
        thread = body.get("container", {}).get("thread_ts") or body.get("message", {}).get("thread_ts")

        async def by_address() -> None:
            alone = {"response_type": "ephemeral", "replace_original": False, "unfurl_links": False}
            sent = {**message, **alone, "unfurl_media": False}
            await respond(body["response_url"], sent, api_url=self.clicks.connection.api_url)

        async def in_channel() -> None:
            await client.chat_postEphemeral(channel=channel_of(body), user=user, thread_ts=thread, **message)

        for send in (in_channel, by_address) if thread else (by_address, in_channel):
            try:
                await send()
            except (KeyError, ResponseRefused, SlackApiError):
                continue
            return
        await post(client, reply, channel=user)
