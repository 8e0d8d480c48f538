"""HTTP mode: the address it listens on."""

import asyncio
from socket import create_server

import pytest

from bot.conversation import Conversation
from bot.errors import SettingsError
from bot.slack.app import open_app
from bot.slack.connection import Connection
from bot.slack.http import serve_http
from bot.slack.tasks import Tasks
from tests.drivers import PATIENCE, SECRET, TOKEN


def test_a_taken_port_is_said_with_what_to_do(coach: Conversation) -> None:
    """Where another program listens on the port, serving ends with which it is and what to set."""
    with create_server(("127.0.0.1", 0)) as other:
        taken = Connection(
            command="/comp",
            api_url="http://127.0.0.1:1/api/",
            bot_token=TOKEN,
            signing_secret=SECRET,
            port=other.getsockname()[1],
        )
        serving = serve_http(open_app(coach, taken, Tasks()), taken, Tasks())
        with pytest.raises(SettingsError, match=f"127.0.0.1:{taken.port}") as told:
            asyncio.run(asyncio.wait_for(serving, PATIENCE))
    assert "PORT" in told.value.remedy
