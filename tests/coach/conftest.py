"""What the laws of the counter plan are tried on."""

from dataclasses import replace

import pytest

from bot.coach.counter import plan
from bot.coach.planned import Planned
from bot.conversation import Conversation
from bot.domain.negotiation import Negotiation
from bot.library.edition import Edition
from tests.conftest import TODAY


class Counter:
    """Plans counters with the shipped guides and the invented ones: everything that a hand can be at."""

    def __init__(self, shipped: Edition, invented: Edition) -> None:
        self.edition = replace(shipped, guides={**shipped.guides, **invented.guides})

    def __call__(self, own: Negotiation, *, as_choice: bool = False) -> Planned:
        """Plan on the tests' day."""
        return plan(own, self.edition, TODAY, as_choice=as_choice)


@pytest.fixture(scope="session")
def counter(coach: Conversation, invented: Conversation) -> Counter:
    """Return what plans."""
    return Counter(coach.edition, invented.edition)
