"""The command line: the same rooms through a terminal door. A command's room is opened only when it is called."""

from functools import partial
from importlib import import_module
from typing import cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

NAMES = ("play", "chat", "ask", "offer", "parse", "serve", "manifest", "guides")
ROOMS = {name: "talk" if name in {"chat", "ask"} else name for name in NAMES}
"""command -> module of this package; importing them all takes a second, which `coach play` has no time for"""
PLAIN = partial(typer.Typer, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Rooms(TyperGroup):
    """The commands, each imported when it is first asked for."""

    def list_commands(self, _ctx: object) -> list[str]:
        """Return the commands in the order of help."""
        return [*ROOMS]

    def get_command(self, _ctx: object, cmd_name: str) -> TyperGroup | TyperCommand | None:
        """Return a command, or None if there is none of that name."""
        if cmd_name not in ROOMS:
            return None
        found = getattr(import_module(f"bot.cli.{ROOMS[cmd_name]}"), cmd_name)
        if isinstance(found, typer.Typer):
            return get_group(found)
        alone = PLAIN()
        alone.command(cmd_name)(found)
        return cast("TyperCommand", get_command(alone))


ABOUT = "A pay-negotiation coach: what a job pays, what moves the number, what to say."
app = PLAIN(name="coach", help=ABOUT, cls=Rooms, no_args_is_help=True)


@app.callback()
def coach() -> None:
    """Hold the commands together; each says for itself what it does."""
