"""Where the parts are joined: Settings → a running coach. The only place that asks what day it is."""

import gc
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

from bot.config import Settings
from bot.conversation import Conversation
from bot.library.edition import Edition, read_edition
from bot.nlu.topics.build import build_ranker
from bot.nlu.topics.embed import find_model
from bot.nlu.topics.rank import Later, Ranker
from bot.replies.say import Words
from bot.slack.connection import Connection
from bot.store.counts import Counts
from bot.store.memory import MemoryStore


def today() -> date:
    """Return the day it is, in UTC."""
    return datetime.now(tz=UTC).date()


def connection(settings: Settings) -> Connection:
    """Return how to reach Slack, as the settings say."""
    named = {field.name: getattr(settings, field.name) for field in fields(Connection)}
    return Connection(**named)


def open_conversation(
    settings: Settings, *, guides: Path | None = None, clock: Callable[[], date] = today, advises: bool = True
) -> Conversation:
    """Return the coach over the settings' seeds. Raises SeedsError if there are none.

    With `advises` it answers questions from the playbook too, once it has learned them; without, names alone.
    """
    gc.disable()  # nothing read is garbage yet: walking it over and over took a quarter of the time
    try:
        edition = read_edition(settings.seeds, guides)
    finally:
        gc.enable()
    ranker = Later(lambda: open_ranker(edition, settings)) if advises else None
    store = MemoryStore(saves=settings.saves)
    conversation = Conversation(edition, Words(settings.command), clock, ranker, store)
    conversation.counts = Counts(settings.counts, names=settings.wanted_names)
    return conversation


def open_ranker(edition: Edition, settings: Settings) -> Ranker:
    """Return the ranker over the playbook, with the model where it is installed."""
    ranker = build_ranker(
        list(edition.playbook.values()),
        edition.off_topic,
        model=find_model(settings.seeds / "lexicon" / "vocab.txt"),
        cache=settings.cache,
    )
    gc.freeze()  # all that was read lives as long as the process: walking it again held answers up for 150 ms
    return ranker
