"""Clicks: a button is a command already typed, and the message shortcut says a message's words."""

from dataclasses import replace

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach.courtesy import FeedbackTaken, NothingToRead
from bot.domain.session import Speaker
from bot.domain.understanding import Utterance
from bot.replies.reply import Audience, Reply
from bot.slack.blocks import OWN, fits_option, option, to_message
from bot.slack.forms import PREFIX, read_value, read_values
from bot.slack.home import publish
from bot.slack.listener import Listener, Said, speaker_of
from bot.slack.messages import words_of
from bot.slack.post import ResponseRefusedError, post, respond
from bot.slack.privately import is_direct, open_form, send_privately, teller


class Clicks(Listener):
    """The listener for every button, menu, ⋯, form and shortcut."""

    async def on_action(self, ack: AsyncAck, body: Said, client: AsyncWebClient) -> None:
        """Acknowledge at once; an acknowledgement of a click cannot carry a message, so the reply follows."""
        await ack()
        apologize = self.conversation.words.apologize
        work = self.answer(body, client)
        self.tasks.start(work, lambda name: self.send(apologize(name), body, client, aside=True))

    async def answer(self, body: Said, client: AsyncWebClient) -> None:
        """Send the reply to where the click was made; the person's own numbers to their direct messages."""
        channel, container = channel_of(body), body.get("container", {})
        thread = container.get("thread_ts") or ""
        speaker = speaker_of(body, channel, thread="" if is_direct(channel) else thread)
        reply = await self.conversation.hear(Utterance(text=read_value(body["actions"][0])), speaker)
        if reply.form:
            await open_form(client, self.conversation, reply, speaker, str(body.get("trigger_id") or ""))
        elif reply.audience is Audience.PERSONAL or not channel or is_own(body):
            below = thread or container.get("message_ts") if is_direct(channel) else ""
            place = replace(speaker.place, thread=str(below or ""))
            await self.deliver(reply, client, replace(speaker, place=place))
        else:
            await self.send(reply, body, client)

    async def on_search(self, ack: AsyncAck, payload: Said) -> None:
        """Answer what is typed into a search with the jobs that fit."""
        found = self.conversation.suggest(str(payload.get("value") or ""))
        await ack(options=[option(step) for step in found if fits_option(step)])

    async def on_form(self, ack: AsyncAck, body: Said, view: Said, client: AsyncWebClient) -> None:
        """Take a form; say what is wrong beside its field, or send the reply to the person's direct messages."""
        speaker = speaker_of(body, view.get("private_metadata"))
        name = str(view["callback_id"]).removeprefix(PREFIX).partition(" ")[2]
        reply = self.conversation.fill(name, read_values(view), speaker)
        if reply.form and reply.form.faults:
            await ack(response_action="errors", errors=dict(reply.form.faults))
            return
        await ack()
        self.tasks.start(self.deliver(reply, client, speaker), teller(client, self.conversation, body))

    async def deliver(self, reply: Reply, client: AsyncWebClient, speaker: Speaker) -> None:
        """Send a reply to the direct messages; draw the Home tab anew where that is what it was asked from."""
        await send_privately(client, self.conversation, reply, speaker)
        if not speaker.place.channel:
            await publish(client, self.conversation, speaker)

    async def on_feedback(self, ack: AsyncAck, body: Said, client: AsyncWebClient) -> None:
        """Count a click, the same one twice once, and thank whoever clicked."""
        await ack()
        value = body["actions"][0].get("value")
        if self.seen.is_first(str((body["user"]["id"], body.get("container", {}).get("message_ts"), value))):
            reply = self.conversation.tell(FeedbackTaken(is_helpful=value == "helpful"))
            self.tasks.start(self.send(reply, body, client, aside=True))

    async def on_coach_me(self, ack: AsyncAck, body: Said, client: AsyncWebClient) -> None:
        """Coach on a message; commands do not work in threads, this does."""
        await ack()
        self.tasks.start(self.coach(body, client), teller(client, self.conversation, body))

    async def coach(self, body: Said, client: AsyncWebClient) -> None:
        """Hear a message's text as if whoever clicked had said it; their own numbers go to their direct messages."""
        text, channel = words_of(str(body["message"].get("text") or "")), channel_of(body)
        if not text:
            await self.send(self.conversation.tell(NothingToRead()), body, client, aside=True)
            return
        # Direct messages may be those of two other people, where we cannot go: their place is nowhere.
        where = "" if is_direct(channel) else channel
        speaker = speaker_of(body, where, thread=body["message"].get("thread_ts") if where else "")
        reply = await self.conversation.hear(Utterance(text=text), speaker)
        if reply.audience is Audience.PERSONAL:
            await send_privately(client, self.conversation, reply, speaker)
            reply = self.conversation.words.point()
        await self.send(reply, body, client, aside=True)

    async def send(self, reply: Reply, body: Said, client: AsyncWebClient, *, aside: bool = False) -> None:
        """Send a reply by the click's own address, in the channel, or directly, whichever is the first that works.

        A click replaces what only its clicker sees: an ephemeral message, or one in their direct messages. On a public
        message, and as an aside, it answers the clicker alone. In a thread the channel comes first then: a
        response_url shows what is for one person beside the thread, where nobody looks (bolt-js issue 963).
        """
        is_shared = reply.audience is Audience.CHANNEL and not aside
        replaces = is_private(body) and not aside and not is_shared
        whose = {} if replaces else {"response_type": "in_channel" if is_shared else "ephemeral"}
        message, user = to_message(reply), body["user"]["id"]
        thread = body.get("container", {}).get("thread_ts") or body.get("message", {}).get("thread_ts")

        async def by_address() -> None:
            await respond(client, body["response_url"], {**message, **whose, "replace_original": replaces})

        async def in_channel() -> None:
            alone = {"channel": channel_of(body), "user": user, "thread_ts": thread}
            await client.chat_postEphemeral(**alone, text=reply.title, blocks=message["blocks"])

        if is_shared:
            await by_address()
            return
        for send in (in_channel, by_address) if thread and not replaces else (by_address, in_channel):
            try:
                await send()
            except (KeyError, ResponseRefusedError, SlackApiError):
                continue
            return
        await post(client, reply, channel=user)


def is_own(body: Said) -> bool:
    """Whether the message that was clicked holds the person's own numbers: it lasts, and the answer goes below."""
    return is_direct(channel_of(body)) and body["actions"][0].get("block_id") == OWN


def is_private(body: Said) -> bool:
    """Whether only the clicker sees the message that was clicked."""
    return bool(body.get("container", {}).get("is_ephemeral")) or is_direct(channel_of(body))


def channel_of(body: Said) -> str:
    """Return the id of the channel in which a click was made."""
    return str(body.get("channel", {}).get("id") or body.get("container", {}).get("channel_id") or "")
