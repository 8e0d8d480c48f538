"""`coach manifest`: the app manifest to paste into Slack."""

import json
from typing import Annotated

import typer
from typer import Option

from bot.cli.options import kindly
from bot.config import read_settings
from bot.slack.manifest import build_manifest


def manifest(
    url: Annotated[
        str | None, Option(help="Your server's https address, for HTTP mode. Without it: Socket Mode.")
    ] = None,
    *,
    no_agent: Annotated[bool, Option("--no-agent", help="For free plans, which have no agent view.")] = False,
) -> None:
    """Print the app manifest."""
    with kindly():
        command = read_settings().command
    typer.echo(json.dumps(build_manifest(command, url=url, agent=not no_agent), indent=2, ensure_ascii=False))
