"""What every command shares: options, and how it says what stands in the way. Light to import."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from bot.errors import CoachError

GuidesOption = Annotated[Path | None, Option("--guides", help="Read the guides of this folder instead.")]


@contextmanager
def kindly() -> Iterator[None]:
    """Turn a CoachError into one line on standard error with its remedy, and exit code 2."""
    try:
        yield
    except CoachError as fault:
        sys.stderr.write(f"coach: {fault} — {fault.remedy}\n")
        raise typer.Exit(2) from None


def read_day(day: str) -> date:
    """Return a day as typed."""
    with kindly():
        try:
            return date.fromisoformat(day)
        except ValueError:
            raise CoachError("--today is not a date", remedy="write it like 2026-11-22") from None


TodayOption = Annotated[
    date | None,
    Option("--today", parser=read_day, metavar="DAY", help="Answer as of this day, such as 2026-11-22."),
]
