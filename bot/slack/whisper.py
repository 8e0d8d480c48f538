"""A reply for one person alone, wherever they clicked."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.replies.reply import Reply
from bot.slack.actions import channel_of
from bot.slack.blocks import to_blocks
from bot.slack.post import ResponseRefused, respond


async def whisper(reply: Reply, body: dict[str, Any], client: AsyncWebClient, api_url: str) -> None:
    """Send a reply that only the person who clicked sees: by the click's own address, in the channel, or directly.

    In a thread the channel's way comes first: a response_url shows what is for one person beside the thread, where
    nobody looks (docs.slack.dev, "Publishing responses in thread", is for public ones). It needs us in the channel.
    """
    message: dict[str, Any] = {
        "text": reply.title,
        "blocks": [*to_blocks(reply)],
        "unfurl_links": False,
        "unfurl_media": False,
    }
    user, thread = body["user"]["id"], thread_of(body)

    async def by_address() -> None:
        answered = {**message, "response_type": "ephemeral", "replace_original": False}
        await respond(body["response_url"], answered, api_url=api_url)

    async def in_channel() -> None:
        await client.chat_postEphemeral(channel=channel_of(body), user=user, thread_ts=thread, **message)

    for send in (in_channel, by_address) if thread else (by_address, in_channel):
        try:
            await send()
        except (KeyError, ResponseRefused, SlackApiError):
            continue
        return
    await client.chat_postMessage(channel=user, **message)


def thread_of(body: dict[str, Any]) -> str | None:
    """Return the thread that a clicked message is in, or None."""
    thread = body.get("container", {}).get("thread_ts") or body.get("message", {}).get("thread_ts")
    return str(thread) if thread else None
