"""One turn: hear what was said, understand it, answer, put it into words. The only place where async meets sync."""

import asyncio
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from threading import Lock, Thread

from bot.coach.answer import answer
from bot.coach.answers import Answer, StillLearning
from bot.coach.commands import read_command
from bot.coach.follow_up import beside, complete, remember
from bot.coach.topics import settle, wants_advice
from bot.coach.unmet import unmet
from bot.domain.session import Session, Speaker
from bot.domain.understanding import Outcome, Understanding, Utterance
from bot.library.edition import Edition
from bot.nlu.read import understand
from bot.nlu.topics.rank import Ranker, Ranking
from bot.replies.reply import Reply
from bot.replies.say import Words
from bot.store import Store
from bot.store.counts import Counts
from bot.store.memory import MemoryStore

REMEMBERED = 4_096
"""replies kept; every one is made of shared facts alone"""


class Conversation:
    """The coach, ready to hear: one Edition, one set of words, and a clock that only says which day it is."""

    def __init__(
        self,
        edition: Edition,
        words: Words,
        today: Callable[[], date],
        ranker: "Later | None" = None,
        store: Store | None = None,
    ) -> None:
        self.edition = edition
        self.words = words
        self.today = today
        self.ranker = ranker
        """None answers from names alone"""
        self.store = store or MemoryStore()
        self.counts = Counts()
        self._understood = lru_cache(maxsize=REMEMBERED)(self.understand)
        self._said = lru_cache(maxsize=REMEMBERED)(self._say)

    async def hear(self, utterance: Utterance, speaker: Speaker, *, waits: bool = True) -> Reply:
        """Return the reply to one utterance. Commands run inline; a question is ranked beside the event loop.

        A slash command must be answered within three seconds, so it does not wait for a ranker still learning.
        """
        before = self.store.session(speaker) or Session()
        heard = complete(self._understood(utterance), before)
        if self.ranker and wants_advice(heard):
            if not waits and not self.ranker.is_ready and heard.outcome is Outcome.NONE:
                return self.words.say(StillLearning())
            if waits or self.ranker.is_ready:
                ranking = await asyncio.to_thread(self.rank, utterance.text)
                heard = beside(settle(heard, ranking, self.edition), before) if ranking else heard
        self.store.keep(speaker, remember(heard, before))
        reply, kind = self._said(heard, self.today(), before.last)
        self.counts.count(kind)
        return reply

    def tell(self, facts: Answer) -> Reply:
        """Return the words for facts that nobody asked for in words, such as thanks for a click."""
        reply, kind = self._told(facts)
        self.counts.count(kind)
        return reply

    def forewarn(self, utterance: Utterance) -> Reply | None:
        """Return word that a question has to wait for the playbook to be learned, or None where it need not."""
        if not self.ranker or self.ranker.is_ready or not wants_advice(self._understood(utterance)):
            return None
        return self.words.say(StillLearning())

    def understand(self, utterance: Utterance) -> Understanding:
        """Return what an utterance means. Typed text may begin with a command's name."""
        typed = utterance if utterance.intent else read_command(utterance.text)
        return understand(typed, self.edition.index)

    def rank(self, text: str) -> Ranking | None:
        """Return which pages of the playbook a text may be about, or None where nothing ranks."""
        return self.ranker.wait().rank(text) if self.ranker else None

    def begin(self) -> None:
        """Start to learn the playbook in the background, so that the first question need not wait."""
        if self.ranker:
            Thread(target=self.ranker.wait, daemon=True, name="ranker").start()

    def _say(self, heard: Understanding, today: date, last: Understanding | None) -> tuple[Reply, str | None]:
        return self._told(answer(heard, self.edition, today, last))

    def _told(self, facts: Answer) -> tuple[Reply, str | None]:
        """Return the words for facts, and the kind under which they are counted."""
        return self.words.say(facts), unmet(facts, self.edition.vocabulary, names=self.counts.names)


class Later:
    """A ranker that is built once, when first asked for; whoever comes meanwhile waits for it."""

    def __init__(self, make: Callable[[], Ranker]) -> None:
        self.make = make
        self.lock = Lock()
        self.made: Ranker | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it has been built."""
        return self.made is not None

    def wait(self) -> Ranker:
        """Return the ranker; build it now, or wait for whoever is building it."""
        with self.lock:
            if self.made is None:
                self.made = self.make()
            return self.made
