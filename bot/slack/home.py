"""The Home tab: a person's offers, a search over the guides, and the way out. An Answer like any other, published."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Conversation
from bot.domain.session import Speaker
from bot.domain.understanding import Intent, Utterance
from bot.slack.blocks import plain, to_blocks

MOST_BLOCKS = 100
"""blocks of a Home tab"""


async def publish(client: AsyncWebClient, conversation: Conversation, speaker: Speaker) -> None:
    """Draw the Home tab of a person."""
    reply = await conversation.hear(Utterance(text="", intent=Intent.OFFERS), speaker)
    view = {"type": "home", "blocks": [search(), *to_blocks(reply)][:MOST_BLOCKS]}
    await client.views_publish(user_id=speaker.who.user, view=view)


def search() -> dict[str, Any]:
    """Return the search over companies and roles."""
    menu = {
        "type": "external_select",
        "action_id": "say:search:0",
        "placeholder": plain("Look up a company or role"),
        "min_query_length": 0,
    }
    return {"type": "actions", "block_id": "search", "elements": [menu]}
