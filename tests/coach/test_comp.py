"""What a job pays: where the answers lead."""

import pytest

from bot.conversation import Conversation
from tests.drivers import Terminal


@pytest.mark.parametrize("typed", ["figma data-scientist", "openai mle", "acme gmbh product manager"])
def test_no_step_leads_to_nothing(coach: Conversation, typed: str) -> None:
    """Where there is no guide, every step offered leads to something there is."""
    labels = opened(coach, typed).replies[-1].labels
    for label in labels:
        door = opened(coach, typed)
        door.click(label)
        assert "no guide covers it yet" not in door.replies[-1].text, label


def test_a_role_that_others_have_is_offered(coach: Conversation) -> None:
    """Where a company has no guide but its role has one elsewhere, the way there is a step."""
    assert opened(coach, "openai mle").replies[-1].labels[:2] == ("Check my offer", "ML Engineer elsewhere")


def test_an_example_of_help_opens_the_first_region(coach: Conversation) -> None:
    """A button of help names no region, so it shows what anybody sees who names none."""
    door = opened(coach, "help")
    door.click("ML/AI Engineer, Together AI")
    assert door.replies[-1].text == opened(coach, "together-ai ml-ai-engineer").replies[-1].text


@pytest.mark.parametrize("typed", ["together ai seattle", "mle in seattle"])
def test_a_list_is_seen_from_the_region_asked_for(coach: Conversation, typed: str) -> None:
    """With a company alone or a role alone, a region still counts: in the figures shown, and in where a tap leads."""
    door = opened(coach, typed)
    assert "$179K–$238K in Seattle" in door.replies[-1].text
    door.click(door.replies[-1].labels[0])
    assert "ML/AI Engineer · Together AI · Seattle" in door.replies[-1].text


@pytest.mark.parametrize("typed", ["say together ai", "say mle"])
def test_a_list_leads_on_to_what_was_asked_for(coach: Conversation, typed: str) -> None:
    """Whoever asks for words with a company alone or a role alone gets to words by choosing from the list."""
    door = opened(coach, typed)
    door.click(door.replies[-1].labels[0])
    assert door.replies[-1].text.startswith("What to say · ML/AI Engineer · Together AI")


def opened(coach: Conversation, typed: str) -> Terminal:
    """Return the terminal after one command."""
    door = Terminal(coach)
    door.command(typed)
    return door
