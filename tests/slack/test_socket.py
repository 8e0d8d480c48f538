"""Socket Mode: the same listeners over a real socket, in a workspace on this machine."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import create_server

import pytest

from bot.conversation import Conversation
from bot.playground import Workspace, play_script
from bot.playground.deeds import open_app as open_app_tab
from bot.slack import socket
from bot.slack.app import open_app
from bot.slack.connection import Connection
from bot.slack.manifest import build_manifest
from bot.slack.socket import LinkLostError, linked, serve_socket, watch
from bot.slack.tasks import Tasks
from tests.conftest import ROOT
from tests.drivers import PATIENCE


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


def test_prompts_shortcut_and_feedback_work_in_a_workspace(coach: Conversation) -> None:
    """Opening the messages suggests what to ask, the shortcut answers its user alone, feedback is thanked for alone."""
    lines = [
        "ben #general: together ai ml engineer in seattle",
        'ana #general uses "Coach me on this"',
        'ana sees "$179K–$238K"',
        'ben #general misses "$179K–$238K"',
        "ana #general: @coach together ai ml engineer",
        'ana #general clicks "Not helpful"',
        'ana sees "that is counted"',
        'ben thread misses "that is counted"',
    ]

    async def play() -> list[str]:
        async with moved_in(coach) as (workspace, _):
            open_app_tab(workspace.office, "U0ANAMORAL", "messages")
            told = [line async for line in play_script(workspace, lines)]
            return told + [prompt["title"] for room in workspace.office.prompts.values() for prompt in room]

    told = asyncio.run(play())
    assert "They say it's final" in told
    assert any("only ana sees this, in the thread" in line for line in told)


def test_the_watchdog_gives_up_on_a_dead_link(coach: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the link stays down, the process is told to end, so that its host starts it again."""
    monkeypatch.setattr(socket, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(socket, "DEAD_SECONDS", 0.2)

    async def lose() -> None:
        async with moved_in(coach) as (workspace, handler):
            await workspace.stop()
            await watch(handler)  # type: ignore[arg-type]

    with pytest.raises(LinkLostError):
        asyncio.run(asyncio.wait_for(lose(), PATIENCE))


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

    with pytest.raises(LinkLostError, match="invalid_auth") as told:
        asyncio.run(asyncio.wait_for(knock(), PATIENCE))
    assert "SLACK_APP_TOKEN" in told.value.remedy


@pytest.mark.stress
def test_socket_mode_leaves_when_told_before_it_is_linked() -> None:
    """SIGTERM ends the process while Slack keeps it waiting for the link."""
    with create_server(("127.0.0.1", 0)) as mute:
        mute.settimeout(PATIENCE)
        env = {
            **os.environ,
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": f"http://127.0.0.1:{mute.getsockname()[1]}/api/",
        }
        process = subprocess.Popen([sys.executable, "-m", "bot", "serve", "socket"], cwd=ROOT, env=env)
        try:
            with mute.accept()[0] as line:
                assert line.recv(4) == b"POST"
                process.send_signal(signal.SIGTERM)
                assert process.wait(timeout=PATIENCE) == 0
        finally:
            process.kill()


def test_slack_out_of_reach_is_said_at_once(coach: Conversation) -> None:
    """Where nothing answers, the process ends with what to check, so that its host tries again."""
    nowhere = Connection(
        command="/comp", api_url="http://127.0.0.1:1/api/", bot_token="xoxb-1", app_token="x"
    )
    serving = serve_socket(open_app(coach, nowhere, Tasks()), nowhere, Tasks())
    with pytest.raises(LinkLostError, match="ClientConnectorError"):
        asyncio.run(asyncio.wait_for(serving, PATIENCE))
