"""Turns: what one person says in one place is heard in order, and no word of it is lost."""

import asyncio
import time

from bot.conversation import Conversation
from bot.domain.session import Person, Place, Speaker
from bot.domain.understanding import Utterance
from bot.nlu.topics.rank import Ranking
from bot.store.memory import MemoryStore

ANA = Speaker(who=Person(team="T1", user="U1"), place=Place(channel="D1"))


class Slow:
    """A ranker that takes its time with the first text."""

    is_ready = True

    def __init__(self, real: Conversation) -> None:
        self.real = real
        self.asked = 0

    def wait(self) -> "Slow":
        """Return itself: it has nothing to learn."""
        return self

    def rank(self, text: str) -> Ranking | None:
        """Rank as the real one does, the first time later."""
        self.asked += 1
        time.sleep(0.3 if self.asked == 1 else 0)
        return self.real.rank(self.real.understand(Utterance(text=text)))


def slow(advisor: Conversation) -> Conversation:
    """Return the coach with nobody remembered and a first question that takes long."""
    ranker = Slow(advisor)
    return Conversation(advisor.edition, advisor.words, advisor.today, ranker, MemoryStore())  # type: ignore[arg-type]


def test_two_messages_at_once_are_heard_in_order(advisor: Conversation) -> None:
    """A message that comes while the one before is still being read is heard after it, and both are kept."""
    coach = slow(advisor)

    async def both() -> list[str]:
        texts = ("they offered $210k base at together as mle, is it low?", "sign-on 20k")
        return [
            reply.body
            for reply in await asyncio.gather(*(coach.hear(Utterance(text=text), ANA) for text in texts))
        ]

    second = asyncio.run(both())[1]
    assert "$210K" in second
    assert "$20K sign-on" in second


def test_a_command_does_not_wait_for_the_turn_before(advisor: Conversation) -> None:
    """While a question of the same person is still being read, a command of theirs is answered, and neither is lost."""
    coach = slow(advisor)

    async def both() -> str:
        question = asyncio.create_task(
            coach.hear(Utterance(text="what if they say no to everything I ask for?"), ANA)
        )
        await asyncio.sleep(0.05)
        await coach.hear(Utterance(text="offer together-ai mle base 210k"), ANA, waits=False)
        assert not question.done()
        await question
        return (await coach.hear(Utterance(text="my offers"), ANA)).body

    assert "$210K" in asyncio.run(both())
