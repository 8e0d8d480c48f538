"""Socket Mode: the same listeners over a real socket, in a workspace on this machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.conversation import Conversation
from bot.playground import Workspace, play_script
from bot.slack import socket
from bot.slack.app import open_app
from bot.slack.connection import Connection
from bot.slack.manifest import build_manifest
from bot.slack.socket import LinkLostError, linked, watch
from bot.slack.tasks import Tasks


@asynccontextmanager
async def moved_in(conversation: Conversation) -> AsyncIterator[tuple[Workspace, object]]:
    """Run a workspace with the real app linked to it."""
    workspace = Workspace(build_manifest())
    await workspace.start(0)
    reached = Connection(
        command="/comp",
        api_url=workspace.api_url,
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
    )
    tasks = Tasks()
    async with linked(open_app(conversation, reached, tasks), reached, tasks) as handler:
        yield workspace, handler
    await workspace.stop()


def test_a_conversation_over_socket_mode_reads_like_one_over_http(coach: Conversation) -> None:
    """Command, menu, ⋯, mention and direct message are answered over Socket Mode, each for whom it is meant."""
    lines = [
        "ana #general: /comp together-ai ml-engineer",
        'ana selects "Seattle"',
        'ana sees "$179K–$238K"',
        'ben #general misses "$179K"',
        'ana #general selects "Share here"',
        'ben #general sees "$179K–$238K"',
        "ana dm: what is a payload at together-ai for an mle",
        'ana sees "ML/AI Engineer"',
    ]

    async def play() -> list[str]:
        async with moved_in(coach) as (workspace, _):
            return [line async for line in play_script(workspace, lines)]

    assert any("Weak data" in line for line in asyncio.run(play()))


def test_the_watchdog_gives_up_on_a_dead_link(coach: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the link stays down, the process is told to end, so that its host starts it again."""
    monkeypatch.setattr(socket, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(socket, "DEAD_SECONDS", 0.2)

    async def lose() -> None:
        async with moved_in(coach) as (workspace, handler):
            await workspace.stop()
            await watch(handler, asyncio.Event())  # type: ignore[arg-type]

    with pytest.raises(LinkLostError):
        asyncio.run(asyncio.wait_for(lose(), 30))
