"""Questions told as stories: whatever else comes up in them, the page that answers is shown or one tap away."""

import asyncio
from pathlib import Path

import pytest
import yaml

from bot.coach.topics import settle
from bot.conversation import Conversation
from bot.domain.session import Person, Place, Speaker
from bot.domain.understanding import Intent, Utterance
from bot.nlu.topics.rank import Ranking, Verdict

STORIES = yaml.safe_load(Path(__file__).with_suffix(".yaml").with_name("stories.yaml").read_text("utf-8"))
DECLINED, LOOKED_UP = STORIES.pop("declined"), STORIES.pop("looked_up")
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


@pytest.mark.parametrize("text", LOOKED_UP)
def test_a_name_is_looked_up(advisor: Conversation, text: str) -> None:
    """Who names a company and its job asks what it pays, and is told that there is no guide."""
    assert hear(advisor, text)[0] == "No guide yet"


def test_what_is_surely_of_another_trade_names_no_company(advisor: Conversation) -> None:
    """A company's name saves no text that is surely of another trade; a job of it does, however that is put."""
    surely = Ranking(verdict=Verdict.DECLINE, topics=(("lowball", 0.001),), off_topic=0.999, why=())
    for text, intent in (
        ("recipe for google cookies", Intent.OFF_TOPIC),
        ("google swe, cheers", Intent.COMP),
    ):
        heard = advisor.understand(Utterance(text=text))
        assert settle(heard, surely, advisor.edition).intent is intent, text
