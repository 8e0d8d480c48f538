"""What stands ready when the coach is opened: its Home tab, an Answer like any other, and suggestions what to ask."""

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach.courtesy import offer_prompts
from bot.conversation import Conversation
from bot.domain.session import Speaker
from bot.domain.understanding import Intent, Utterance
from bot.slack.blocks import SEARCH, to_blocks
from bot.slack.listener import Listener, speaker_of
from bot.slack.tasks import kind_of

log = logging.getLogger(__name__)

MOST_BLOCKS = 100  # blocks of a Home tab


class Tabs(Listener):
    """The listener for whoever opens the coach: its Home each time, its messages once an hour."""

    was_refused = False

    async def on_opened(self, event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        """Draw the Home tab, or suggest what to ask; the HTTP answer waits for neither."""
        if event.get("tab") == "home":
            speaker = speaker_of(event, "", team=body.get("team_id"))
            self.tasks.start(publish(client, self.conversation, speaker))
        elif event.get("tab") == "messages" and self.seen.is_first(str(event["channel"])):
            self.tasks.start(self.suggest(str(event["channel"]), client))

    async def suggest(self, channel: str, client: AsyncWebClient) -> None:
        """Set the prompts. Without a thread_ts, which makes Slack drop an agent's prompts without a word."""
        reply = self.conversation.tell(offer_prompts(self.conversation.edition))
        prompts = [{"title": step.label, "message": step.command} for step in reply.steps]
        if not prompts:
            return
        try:
            suggest = client.assistant_threads_setSuggestedPrompts
            await suggest(channel_id=channel, title=reply.title, prompts=prompts)
        except SlackApiError as refusal:
            if not self.was_refused:
                log.warning("no suggested prompts here, %s: they need the agent view", kind_of(refusal))
            self.was_refused = True


async def publish(client: AsyncWebClient, conversation: Conversation, speaker: Speaker) -> None:
    """Draw the Home tab of a person: their offers, a search over the guides, and the way out."""
    reply = await conversation.hear(Utterance(text="", intent=Intent.OFFERS), speaker)
    view = {"type": "home", "blocks": [SEARCH, *to_blocks(reply)][:MOST_BLOCKS]}
    await client.views_publish(user_id=speaker.who.user, view=view)
