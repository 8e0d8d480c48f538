"""`coach ask` and `coach chat`: the coach in a terminal."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.bootstrap import open_conversation, today
from bot.cli.options import GuidesOption, TodayOption, kindly
from bot.cli.terminal import show
from bot.config import read_settings
from bot.conversation import Conversation
from bot.domain.session import Person, Place, Speaker
from bot.domain.understanding import Utterance
from bot.replies.reply import Reply

HERE = Speaker(who=Person(team="", user="me"), place=Place(channel="terminal"))
LEAVE = frozenset({"exit", "quit", "bye", ":q"})


def ask(
    text: Annotated[list[str], typer.Argument(help="What you would type behind /comp.")],
    guides: GuidesOption = None,
    day: TodayOption = None,
) -> None:
    """Answer one question and exit."""
    conversation = open_coach(guides, day)
    turn(" ".join(text), conversation, Console())


def chat(guides: GuidesOption = None, day: TodayOption = None) -> None:
    """Talk with the coach; nothing you type leaves this machine. Type `exit` to leave."""
    conversation = open_coach(guides, day)
    conversation.begin()
    console = Console()
    reply = turn("help", conversation, console)
    while (text := listen(console)) is not None:
        reply = turn(meant(text, reply), conversation, console)


def open_coach(guides: Path | None, day: date | None) -> Conversation:
    """Return the coach for a terminal; faults in content are told on standard error, and do not stop it."""
    with kindly():
        clock = (lambda: day) if day else today
        conversation = open_conversation(read_settings(), guides=guides, clock=clock)
    for problem in conversation.edition.problems:
        Console(stderr=True).out(problem, style="yellow", highlight=False)
    return conversation


def listen(console: Console) -> str | None:
    """Return the next line typed, or None when the person is done."""
    try:
        text = console.input("\n[bold]> [/bold]" if console.is_terminal else "").strip()
    except (EOFError, KeyboardInterrupt):
        return None
    return None if text.casefold() in LEAVE else text


def meant(text: str, last: Reply) -> str:
    """Return what a line stands for: a step's number picks that step, anything else is itself."""
    steps = last.all_steps
    if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= len(steps):
        return steps[int(text[:4]) - 1].command
    return text


def turn(text: str, conversation: Conversation, console: Console) -> Reply:
    """Answer one line, typed with the slash command's name in front or without."""
    command = conversation.words.command
    first, _, rest = text.strip().partition(" ")
    reply = asyncio.run(conversation.hear(Utterance(text=rest if first == command else text), HERE))
    show(reply, console, command)
    return reply
