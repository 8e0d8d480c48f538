"""A small invented playbook, with and without the model that reads meaning."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.domain.figure import InGuide, Quoted
from bot.domain.topic import Grade, GradedSource, Topic
from bot.nlu.topics.build import build_ranker
from bot.nlu.topics.embed import ModelFiles, find_model
from bot.nlu.topics.rank import Ranker

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
REVIEWED = date(2026, 1, 2)
PLAYBOOK = {
    "goat": (
        "Bringing a goat to the office",
        "can my goat come to work with me",
        "is there room for a goat under the desk",
        "my goat gets lonely when I am at the office all day",
        "they said pets are fine, does that cover a young goat",
        "who feeds the goat during meetings",
        "the goat ate the printer paper, what now",
    ),
    "piano": (
        "Playing the piano at night",
        "my neighbors complain when I play the piano late",
        "how late may I practice scales",
        "can I put felt under the piano so that it is quieter",
        "the landlord wants the grand piano out of the flat",
        "is a keyboard with headphones good enough to practice",
        "I like to play Chopin after midnight",
    ),
    "bread": (
        "Bread that does not rise",
        "my dough stays flat whatever I do",
        "is the yeast dead or the kitchen too cold",
        "how long should a loaf rest before baking",
        "the crust is hard and the inside is wet",
        "can I use old flour for a loaf",
        "baking at high altitude, the loaf falls in",
    ),
}
OFF_TOPIC = (
    "what is the weather in Oslo",
    "who won the football match",
    "how do I reset a phone",
    "cheap flights to Rome",
    "tell me something funny",
    "which car has the most seats",
    "how do vaccines work",
    "what time is it in Tokyo",
)


def quoted(text: str, line: int) -> Quoted:
    """Return words of an invented file."""
    return Quoted(text=text, origin=InGuide(path="playbook/invented.md", line=line, as_of=REVIEWED))


def make_topic(name: str, phrasings: Sequence[str]) -> Topic:
    """Return a topic; its first phrasing is its title and its advice."""
    return Topic(
        id=name,
        title=quoted(phrasings[0], 3),
        advice=quoted(f"{phrasings[0]}: ask first.", 30),
        say=(),
        find_out=(),
        dissent=(),
        handoff=None,
        sources=(GradedSource(name=quoted("invented", 5), url=None, grade=Grade.COMMUNITY),),
        related=(),
        last_reviewed=REVIEWED,
        phrasings=tuple(quoted(text, 9 + at) for at, text in enumerate(phrasings[1:])),
    )


@pytest.fixture(scope="session")
def topics() -> list[Topic]:
    """Return three invented topics."""
    return [make_topic(name, phrasings) for name, phrasings in PLAYBOOK.items()]


@pytest.fixture(scope="session")
def model() -> ModelFiles:
    """Return the installed model."""
    found = find_model(SEEDS / "lexicon" / "vocab.txt")
    assert found is not None, "the model is one of our dependencies: install requirements-dev.lock"
    return found


@pytest.fixture(scope="session")
def by_words(topics: list[Topic]) -> Ranker:
    """Return a ranker without a model."""
    return build_ranker(topics, OFF_TOPIC, model=None, cache=None)


@pytest.fixture(scope="session")
def by_both(topics: list[Topic], model: ModelFiles) -> Ranker:
    """Return a ranker with the model."""
    return build_ranker(topics, OFF_TOPIC, model=model, cache=None)


@pytest.fixture(params=["by_words", "by_both"])
def ranker(request: pytest.FixtureRequest) -> Ranker:
    """Return each ranker in turn: what is promised here is promised of both."""
    found: Ranker = request.getfixturevalue(request.param)
    return found
