"""`coach play`: a Slack workspace in the browser, on this machine, with the real bot in it."""

import asyncio
import webbrowser
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from bot.cli.options import GuidesOption, TodayOption, kindly
from bot.config import forget_proxies, forget_token, read_settings
from bot.errors import CoachError
from bot.playground import Workspace, play_script
from bot.slack.manifest import build_manifest

Bot = AbstractAsyncContextManager[object]  # the coach, in the workspace for as long as the block lasts


def play(  # noqa: PLR0913 - a command line option each
    port: Annotated[int, Option(help="Port of the page on 127.0.0.1; 0 takes any free one.")] = 3100,
    script: Annotated[Path | None, Option(help="Play this text file and print the conversation.")] = None,
    *,
    no_bot: Annotated[bool, Option("--no-bot", help="Only the workspace: point your own app at it.")] = False,
    no_browser: Annotated[bool, Option("--no-browser", help="Do not open the page.")] = False,
    guides: GuidesOption = None,
    day: TodayOption = None,
) -> None:
    """Open a Slack workspace in the browser, on this machine, with the coach in it."""
    with kindly():
        settings = read_settings()
        forget_proxies()
        forget_token()

        def load() -> Bot:
            moving_in = import_module("bot.cli.moving_in")  # half a second that the page does not wait for
            coach: Bot = moving_in.move_in(workspace, settings, guides=guides, day=day)
            return coach

        workspace = Workspace(build_manifest(settings.command))
        if script:
            asyncio.run(play_lines(workspace, load, read_script(script)))
        else:
            try:
                bot, command = None if no_bot else load, settings.command
                asyncio.run(play_page(workspace, bot, port, browser=not no_browser, command=command))
            except KeyboardInterrupt:
                typer.echo("\nGoodbye.")


async def play_page(
    workspace: Workspace, load: Callable[[], Bot] | None, port: int, *, browser: bool, command: str
) -> None:
    """Serve the page until interrupted. The page is up first; the coach moves in behind it."""
    await workspace.start(port)
    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(workspace.stop)
        typer.echo(f"Your workspace: {workspace.page_url}")
        if load is None:
            typer.echo("Point a Slack app at it with:\n")
            typer.echo("\n".join(f"export {name}={value}" for name, value in workspace.environment.items()))
        if browser and not await asyncio.to_thread(webbrowser.open, workspace.page_url):
            typer.echo("No browser could be opened here: open that address yourself.")
        if load is not None:
            await leaving.enter_async_context(await asyncio.to_thread(load))
            typer.echo(f"The coach is in. Try {command} help. Ctrl+C ends it.")
        await asyncio.Event().wait()


def read_script(script: Path) -> list[str]:
    """Return the lines of a script. Raises CoachError if there are none to be read."""
    try:
        return script.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CoachError("the script cannot be read", remedy="give --script a text file") from None


async def play_lines(workspace: Workspace, load: Callable[[], Bot], lines: list[str]) -> None:
    """Play a script and print the conversation. Raises CoachError if a line cannot be done."""
    await workspace.start(0)
    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(workspace.stop)
        await leaving.enter_async_context(load())
        async for line in play_script(workspace, lines):
            typer.echo(line)
