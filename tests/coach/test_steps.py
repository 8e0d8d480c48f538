"""Next steps: whatever a reply about one's own offer lets you tap leads to an answer."""

import pytest

from bot.conversation import Conversation
from tests.drivers import Terminal

OFFER = "they offered 210k base, 15% bonus and 20k sign-on at together ai for ml engineer in sf"
FORMS = {"Fix a number", "Add a posted range", "Change my number", "Enter the offer", "Open the form"}


@pytest.mark.parametrize(
    "told",
    [
        (OFFER,),
        (OFFER, "plan"),
        (OFFER, "they say it's final"),
        (OFFER, "base is capped"),
        (OFFER, "i asked for 250"),
        (OFFER, "they came back with 225"),
        (OFFER, "my walk away is 400k", "plan"),
        (OFFER, "i accept", "the letter says 200"),
        (OFFER, "i make 190k", "compare"),
        (OFFER, "my offers"),
        ("they called and offered $210k at Acme",),
        ("they offered $180-210k at Acme",),
        ("they offered 150 at Acme",),
    ],
    ids=" / ".join,
)
def test_every_step_leads_to_an_answer(coach: Conversation, told: tuple[str, ...]) -> None:
    """No button opens an empty form, or is not understood, unless a form is what it says."""
    labels = tell(coach, told).replies[-1].labels
    assert labels
    for label in labels:
        terminal = tell(coach, told)
        terminal.click(label)
        text = terminal.replies[-1].text
        assert "can't tell what" not in text, label
        assert label in FORMS or label.startswith("Edit ") or "Tell me the offer in one line" not in text, (
            label
        )


def tell(coach: Conversation, told: tuple[str, ...]) -> Terminal:
    """Return a terminal in which all that was typed."""
    terminal = Terminal(coach)
    for line in told:
        terminal.command(line)
    return terminal
