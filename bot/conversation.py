"""One turn: hear what was said, understand it, answer, put it into words."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from bot.coach.answer import answer
from bot.coach.commands import read_command
from bot.domain.understanding import Understanding, Utterance
from bot.library.edition import Edition
from bot.nlu.read import understand
from bot.replies.reply import Reply
from bot.replies.say import Words

REMEMBERED = 4_096
"""replies kept; every one is made of shared facts alone"""


class Conversation:
    """The coach, ready to hear: one Edition, one set of words, and a clock that only says which day it is."""

    def __init__(self, edition: Edition, words: Words, today: Callable[[], date]) -> None:
        self.edition = edition
        self.words = words
        self.today = today
        self._remember = lru_cache(maxsize=REMEMBERED)(self._reply)

    async def hear(self, utterance: Utterance) -> Reply:
        """Return the reply to one utterance. Commands take well under a millisecond, so they run inline."""
        return self._remember(utterance, self.today())

    def understand(self, utterance: Utterance) -> Understanding:
        """Return what an utterance means. Typed text may begin with a command's name."""
        typed = utterance if utterance.intent else read_command(utterance.text)
        return understand(typed, self.edition.index)

    def _reply(self, utterance: Utterance, today: date) -> Reply:
        return self.words.say(answer(self.understand(utterance), self.edition, today))
