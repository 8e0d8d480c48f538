"""How a terminal command opens the coach."""

from pathlib import Path

from rich.console import Console

from bot.bootstrap import open_conversation, today
from bot.cli.options import kindly, read_day
from bot.config import read_settings
from bot.conversation import Conversation


def open_coach(guides: Path | None, day: str | None) -> Conversation:
    """Return the coach for a terminal; faults in content are told on standard error, and do not stop it."""
    with kindly():
        asked = read_day(day) if day else None
        clock = (lambda: asked) if asked else today
        conversation = open_conversation(read_settings(), guides=guides, clock=clock)
    for problem in conversation.edition.problems:
        Console(stderr=True).print(
            str(problem), style="yellow", markup=False, highlight=False, soft_wrap=True
        )
    return conversation
