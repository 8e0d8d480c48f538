"""A person's own numbers go to their direct messages, where they last; an ephemeral message is gone on reload."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversation
from bot.domain.session import Place, Speaker
from bot.replies.reply import Reply
from bot.slack.forms import to_view
from bot.slack.home import publish
from bot.slack.listener import speaker_of
from bot.slack.post import post
from bot.slack.tasks import TellAboutFault, word_of

PAGE, MOST_TAKEN_BACK = 200, 1_000  # messages read at once, and messages taken back in all
GONE = frozenset({"message_not_found", "cant_delete_message", "thread_not_found"})


def is_direct(channel: str) -> bool:
    """Whether a channel's id is that of direct messages."""
    return channel.startswith("D")


async def send_privately(
    client: AsyncWebClient, conversation: Conversation, reply: Reply, speaker: Speaker
) -> None:
    """Post a reply in the person's direct messages, and let the conversation go on there."""
    place = speaker.place
    where = place.channel if is_direct(place.channel) else speaker.who.user
    channel = await post(client, reply, channel=where, thread=place.thread if is_direct(where) else "")
    there = Speaker(who=speaker.who, place=Place(channel=channel))
    conversation.move(speaker, there)
    await finish(client, conversation, reply, there)


def teller(client: AsyncWebClient, conversation: Conversation, said: dict[str, Any]) -> TellAboutFault:
    """Return what tells a person about a fault of ours, in their direct messages."""
    speaker, words = speaker_of(said, ""), conversation.words
    return lambda name: send_privately(client, conversation, words.apologize(name), speaker)


async def finish(client: AsyncWebClient, conversation: Conversation, reply: Reply, speaker: Speaker) -> None:
    """Take back what was sent to a person who wants to be forgotten: messages, and what stands on their Home."""
    if reply.forgets:
        await take_back(client, speaker.place.channel)
        await publish(client, conversation, speaker)


async def open_form(
    client: AsyncWebClient, conversation: Conversation, reply: Reply, speaker: Speaker, trigger: str
) -> None:
    """Open a reply's form as a modal; where Slack refuses, since three seconds have passed, send its words."""
    if reply.form is None:
        return
    try:
        await client.views_open(trigger_id=trigger, view=to_view(reply.form, speaker.place.channel))
    except SlackApiError as refusal:
        if "trigger" not in word_of(refusal):
            raise
        await send_privately(client, conversation, reply, speaker)


async def take_back(client: AsyncWebClient, channel: str) -> None:
    """Delete every message of ours in a person's direct messages, the newest excepted: it says what was done."""
    messages: list[dict[str, Any]] = []
    async for page in await client.conversations_history(channel=channel, limit=PAGE):
        messages += page.get("messages") or ()
        if len(messages) >= MOST_TAKEN_BACK:
            break
    for message in [*messages]:
        if message.get("reply_count"):
            below = await client.conversations_replies(channel=channel, ts=message["ts"], limit=PAGE)
            async for page in below:
                messages += [one for one in page.get("messages") or () if one["ts"] != message["ts"]]
    ours = sorted({message["ts"] for message in messages if message.get("bot_id")})
    for ts in ours[:-1]:
        try:
            await client.chat_delete(channel=channel, ts=ts)
        except SlackApiError as refusal:
            if word_of(refusal) not in GONE:
                raise
