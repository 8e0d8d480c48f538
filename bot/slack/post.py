"""Sending: the calls to Slack that carry a reply after the acknowledgement."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.replies.reply import Reply
from bot.slack.blocks import FEEDBACK, to_message
from bot.slack.tasks import word_of

SLACK_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
REFUSED_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
WAITS = 2  # times a call waits for Slack's rate limit before it gives up


def open_client(base_url: str) -> AsyncWebClient:
    """Return a Web API client that obeys rate limits and never repeats a call whose connection broke.

    A repeat after a broken connection can post a message twice. The token comes with each request's authorization.
    """
    waiting = AsyncRateLimitErrorRetryHandler(max_retry_count=WAITS)
    return AsyncWebClient(base_url=base_url, retry_handlers=[waiting])


class ResponseRefusedError(Exception):
    """A response_url took no message: used five times, or older than half an hour. The message goes another way."""


async def post_in_thread(client: AsyncWebClient, reply: Reply, event: dict[str, Any]) -> None:
    """Post a reply in the thread of the event, or begin one under it."""
    await post(client, reply, channel=event["channel"], thread=event.get("thread_ts") or event["ts"])


async def post(client: AsyncWebClient, reply: Reply, *, channel: str, thread: str = "") -> str:
    """Post a reply and return the id of the channel it went to. Falls back to text if blocks are refused.

    What has small print is an answer, and asks how it did; a workspace that has no such buttons yet gets none.
    """
    message = to_message(reply, draws=True) | {"channel": channel} | ({"thread_ts": thread} if thread else {})
    blocks = message["blocks"]
    for shown in ([*blocks, FEEDBACK], blocks) if reply.note else (blocks,):
        try:
            sent = await client.chat_postMessage(**{**message, "blocks": shown})
        except SlackApiError as refusal:
            if word_of(refusal) not in REFUSED_BLOCKS:
                raise
        else:
            return str(sent.get("channel") or channel)
    sent = await client.chat_postMessage(**{**message, "blocks": None, "text": as_text(blocks)})
    return str(sent.get("channel") or channel)


def as_text(blocks: list[dict[str, Any]]) -> str:
    """Return the words of blocks as one text, for a workspace that refuses the blocks."""
    texts = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    notes = [part["text"] for block in blocks if block["type"] == "context" for part in block["elements"]]
    return "\n\n".join((*texts, *notes))


async def respond(client: AsyncWebClient, url: str, message: dict[str, Any]) -> None:
    """Send a message to a response_url. Raises ResponseRefusedError if it is spent, ValueError for a host not Slack's."""
    if not is_slack(url, client.base_url):
        raise ValueError("a response_url that is not Slack's")
    answer = await AsyncWebhookClient(url, retry_handlers=[]).send_dict(message)
    if answer.status_code != HTTPStatus.OK or '"ok":false' in answer.body.replace(" ", ""):
        raise ResponseRefusedError


def is_slack(url: str, api_url: str) -> bool:
    """Whether a URL leads to Slack itself, or to the host that SLACK_API_URL names."""
    parts, api = urlsplit(url), urlsplit(api_url)
    if (parts.scheme, parts.hostname, parts.port) == (api.scheme, api.hostname, api.port):
        return True
    return parts.scheme == "https" and parts.netloc in SLACK_HOSTS
