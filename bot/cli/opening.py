"""How every command opens the coach, and how it says what stands in the way."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import open_conversation, today
from bot.config import read_settings
from bot.conversation import Conversation
from bot.errors import CoachError

GuidesOption = Annotated[
    Path | None, typer.Option("--guides", help="Read the guides of this folder instead.")
]
TodayOption = Annotated[
    str | None, typer.Option("--today", help="Answer as of this day, such as 2026-11-22.")
]


def open_coach(guides: Path | None, day: str | None) -> Conversation:
    """Return the coach for a terminal; faults in content are told on standard error, and do not stop it."""
    clock = (lambda: date.fromisoformat(day)) if day else today
    with kindly():
        if day:
            read_day(day)
        conversation = open_conversation(read_settings(), guides=guides, clock=clock)
    for problem in conversation.edition.problems:
        Console(stderr=True).print(
            str(problem), style="yellow", markup=False, highlight=False, soft_wrap=True
        )
    return conversation


def read_day(day: str) -> date:
    """Return a day as typed. Raises CoachError for anything but YYYY-MM-DD."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise CoachError("--today is not a date", remedy="write it like 2026-11-22") from None


@contextmanager
def kindly() -> Iterator[None]:
    """Turn a CoachError into one line on standard error with its remedy, and exit code 2."""
    try:
        yield
    except CoachError as fault:
        sys.stderr.write(f"coach: {fault} — {fault.remedy}\n")
        raise typer.Exit(2) from None
