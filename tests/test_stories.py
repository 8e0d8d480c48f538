"""Questions told as stories: whatever else comes up in them, the page that answers is shown or one tap away."""

import asyncio
from pathlib import Path

import pytest
import yaml

from bot.conversation import Conversation
from bot.domain.session import Person, Place, Speaker
from bot.domain.understanding import Utterance

STORIES = yaml.safe_load(Path(__file__).with_suffix(".yaml").with_name("stories.yaml").read_text("utf-8"))
DECLINED = STORIES.pop("declined")
TOLD = [(page, story) for page, stories in STORIES.items() for story in stories]


def hear(advisor: Conversation, text: str) -> tuple[str, list[str]]:
    """Return the title of the reply to somebody who has said nothing yet, and its buttons' labels."""
    speaker = Speaker(who=Person(team="T1", user="U7"), place=Place(channel="D7"))
    advisor.store.forget(speaker.who)
    reply = asyncio.run(advisor.hear(Utterance(text=text), speaker))
    return reply.title, [step.label for step in reply.all_steps]


@pytest.mark.parametrize(("page", "story"), TOLD)
def test_a_story_finds_its_page(advisor: Conversation, page: str, story: str) -> None:
    """A name or an amount that a story mentions does not stand between the person and the page that helps."""
    title, labels = hear(advisor, story)
    assert advisor.edition.playbook[page].title.text in {title, *labels}, (title, labels)


@pytest.mark.parametrize("text", DECLINED)
def test_what_is_not_ours_is_declined(advisor: Conversation, text: str) -> None:
    """A question of another trade is declined in one line, and never taken for a company or a page."""
    assert hear(advisor, text)[0] == "Not my trade"
