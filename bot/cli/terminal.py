"""A Reply in a terminal: colors where a person reads, plain Markdown where a program does."""

import re

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from bot.replies.reply import Reply, Step

LINE_END = re.compile(r"(?<=\S)\n")
WIDEST = 96  # columns; longer lines are hard to read


def show(reply: Reply, console: Console, command: str) -> None:
    """Print a reply with its next steps as commands to type."""
    if not console.is_terminal:
        console.out(as_plain(reply, command), highlight=False)
        return
    width = min(console.width, WIDEST)
    console.print(Markdown(hard_breaks(reply.body)), width=width)
    if reply.note:
        console.print(Padding(Markdown(hard_breaks(reply.note), style="dim"), (1, 0, 0, 0)), width=width)
    for number, step in enumerate(reply.all_steps, start=1):
        line = Text.assemble(("\n" if number == 1 else "") + f"  {number} ", (step.label, "bold"), "  ")
        console.print(line.append(typed(step, command), "dim"), width=width)


def as_plain(reply: Reply, command: str) -> str:
    """Return a reply as plain Markdown, each next step on a line with its command."""
    parts = [reply.body, reply.note]
    parts.append("\n".join(f"[{step.label}] {typed(step, command)}" for step in reply.all_steps))
    return "\n\n".join(part for part in parts if part) + "\n"


def typed(step: Step, command: str) -> str:
    """Return what a person types to take a step."""
    return f"{command} {step.command}"


def hard_breaks(markdown: str) -> str:
    """Return Markdown whose line ends stay line ends; a renderer would fold them, but not inside a fence."""
    outside = enumerate(markdown.split("```"))
    return "```".join(text if at % 2 else LINE_END.sub("  \n", text) for at, text in outside)
