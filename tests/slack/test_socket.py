"""Socket Mode: the same listeners over a real socket, in a workspace on this machine."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.conversation import Conversation
from bot.playground import Workspace, play_script
from bot.slack import socket
from bot.slack.app import open_app
from bot.slack.connection import Connection
from bot.slack.manifest import build_manifest
from bot.slack.socket import LinkLostError, linked, serve_socket, watch
from bot.slack.tasks import Tasks
from tests.conftest import ROOT


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
            await watch(handler)  # type: ignore[arg-type]

    with pytest.raises(LinkLostError):
        asyncio.run(asyncio.wait_for(lose(), 30))


def test_a_token_that_slack_refuses_is_said_at_once(coach: Conversation) -> None:
    """With a wrong app token the process ends with what Slack says and what to do, instead of trying for ever."""

    async def knock() -> None:
        workspace = Workspace(build_manifest())
        await workspace.start(0)
        try:
            wrong = Connection(
                command="/comp", api_url=workspace.api_url, bot_token=workspace.bot_token, app_token="xapp-no"
            )
            await serve_socket(open_app(coach, wrong, Tasks()), wrong, Tasks())
        finally:
            await workspace.stop()

    with pytest.raises(LinkLostError, match="Slack refuses the connection") as told:
        asyncio.run(asyncio.wait_for(knock(), 20))
    assert "SLACK_APP_TOKEN" in told.value.remedy


def test_socket_mode_leaves_when_told_while_slack_is_out_of_reach() -> None:
    """SIGTERM ends the process though it has never reached Slack."""
    env = {
        **os.environ,
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_API_URL": "http://127.0.0.1:1/api/",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "socket"], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        assert "Socket Mode" in process.stderr.readline()
        time.sleep(1.0)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode in {0, -signal.SIGTERM}
    finally:
        process.kill()
