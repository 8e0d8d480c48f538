"""A coach whose every reply is looked over, behind a door of its own, and what listens to every logger."""

from collections.abc import Iterator

import pytest

from bot.conversation import Conversation
from tests.drivers import Slack
from tests.origins import Witness
from tests.walks import Logged


@pytest.fixture(scope="module")
def watched(coach: Conversation) -> Iterator[Slack]:
    """Run the real app over a coach whose words look over all they say."""
    conversation = Conversation(coach.edition, Witness(coach.edition), coach.today)
    with Slack.serving(conversation) as slack:
        yield slack


@pytest.fixture(scope="module")
def logged() -> Logged:
    """Return what listens to every logger."""
    return Logged()
