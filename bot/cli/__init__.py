"""The command line: the same rooms through a terminal door. A command's room is opened only when it is called."""

from importlib import import_module
from typing import cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

ROOMS = {
    "play": "play",
    "chat": "talk",
    "ask": "talk",
    "offer": "offer",
    "parse": "parse",
    "serve": "serve",
    "manifest": "manifest",
    "guides": "guides",
}
"""command -> module of this package; importing them all takes a second, which `coach play` has no time for"""


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
        alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        alone.command(cmd_name)(found)
        return cast("TyperCommand", get_command(alone))


app = typer.Typer(
    name="coach",
    help="A pay-negotiation coach: what a job pays, what moves the number, what to say.",
    cls=Rooms,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def coach() -> None:
    """Hold the commands together; each says for itself what it does."""
