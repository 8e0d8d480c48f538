"""The command line: the same rooms through a terminal door."""

import typer

from bot.cli.guides import guides
from bot.cli.manifest import manifest
from bot.cli.parse import parse
from bot.cli.play import play
from bot.cli.serve import serve
from bot.cli.talk import ask, chat

app = typer.Typer(
    name="coach",
    help="A pay-negotiation coach: what a job pays, what moves the number, what to say.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(play)
app.command()(chat)
app.command()(ask)
app.command()(parse)
app.command()(serve)
app.command()(manifest)
app.add_typer(guides, name="guides")
