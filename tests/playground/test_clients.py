"""Slack's own Python clients, with nothing changed but the URL and the tokens."""

import logging
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler as WebsocketClientHandler
from slack_bolt.adapter.socket_mode.websockets import AsyncSocketModeHandler as WebsocketsHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.demo import Json, card
from tests.playground.drivers import BEN, GENERAL, Site, until

Leave = Callable[[], None]


def _serve_sync(site: Site, handler: type[SocketModeHandler] | type[WebsocketClientHandler]) -> Leave:
    app = App(
        client=WebClient(token=site.workspace.bot_token, base_url=site.workspace.api_url),
        token_verification_enabled=False,
    )

    @app.command("/comp")
    def answer(ack: Callable[..., None]) -> None:
        ack(text="answered", blocks=card())

    @app.action("say")
    def say(ack: Callable[..., None], respond: Callable[..., None]) -> None:
        ack()
        respond(text="said", replace_original=False)

    opened = handler(app, site.workspace.app_token)
    opened.connect()  # type: ignore[no-untyped-call]

    def leave() -> None:
        # close() hangs up at once, and then waits ten seconds for its own watchdog to look up.
        Thread(target=opened.close, daemon=True).start()
        until(lambda: opened.client.closed)

    return leave


def _serve_async(site: Site, handler: type[AsyncSocketModeHandler] | type[WebsocketsHandler]) -> Leave:
    app = AsyncApp(client=AsyncWebClient(token=site.workspace.bot_token, base_url=site.workspace.api_url))

    @app.command("/comp")
    async def answer(ack: Callable[..., object]) -> None:
        await ack(text="answered", blocks=card())  # type: ignore[misc]

    @app.action("say")
    async def say(ack: Callable[..., object], respond: Callable[..., object]) -> None:
        await ack()  # type: ignore[misc]
        await respond(text="said", replace_original=False)  # type: ignore[misc]

    async def connect() -> AsyncSocketModeHandler | WebsocketsHandler:
        opened = handler(app, site.workspace.app_token)
        await opened.connect_async()  # type: ignore[no-untyped-call]
        return opened

    opened = site.loop.run(connect())
    return lambda: site.loop.run(opened.close_async())  # type: ignore[no-untyped-call]


CLIENTS: dict[str, Callable[[Site], Leave]] = {
    "aiohttp": lambda site: _serve_async(site, AsyncSocketModeHandler),
    "websockets": lambda site: _serve_async(site, WebsocketsHandler),
    "websocket_client": lambda site: _serve_sync(site, WebsocketClientHandler),
    "builtin": lambda site: _serve_sync(site, SocketModeHandler),
}


@pytest.fixture(params=sorted(CLIENTS))
def served(request: pytest.FixtureRequest, site: Site) -> Iterator[Site]:
    """Return a workspace with a Bolt app connected by each of the four clients."""
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    leave = CLIENTS[request.param](site)
    until(lambda: site.workspace.office.link.connected)
    yield site
    leave()


def test_every_socket_client_answers_a_command_and_a_button(served: Site) -> None:
    """Each of the four Socket Mode clients acknowledges with a message and answers through response_url."""
    served.say("/comp x")
    message = until(lambda: [m for m in served.seen() if m.text == "answered"])[0]
    press = {"ts": message.ts, "block": "next", "action": "say", "values": [""]}
    served.page("POST", "do/act", press, room=GENERAL)
    until(lambda: [m for m in served.seen() if m.text == "said"])
    assert served.seen(BEN) == []


def test_the_sync_web_client_is_understood(site: Site) -> None:
    """Slack's sync client, which labels empty bodies as JSON, gets true answers and its own exceptions."""
    client = WebClient(token=site.workspace.bot_token, base_url=site.workspace.api_url)
    assert client.auth_test()["user"] == "coach"
    assert client.conversations_list(types="im,public_channel")["channels"]
    ts = client.chat_postMessage(channel="#general", text="hi", blocks=card())["ts"]
    assert client.chat_update(channel=GENERAL, ts=ts, text="new")["message"]["text"] == "new"
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        client.chat_postMessage(channel=GENERAL, text="x", blocks=[{"type": "header"}])


def test_the_async_web_client_is_understood(site: Site) -> None:
    """Slack's async client gets the same answers."""

    async def talk() -> Json:
        client = AsyncWebClient(token=site.workspace.bot_token, base_url=site.workspace.api_url)
        said = await client.chat_postMessage(channel=GENERAL, text="hi", blocks=card())
        pages = [page async for page in await client.conversations_history(channel=GENERAL, limit=1)]
        return {"said": said["message"]["text"], "pages": len(pages)}

    assert site.loop.run(talk()) == {"said": "hi", "pages": 1}


def test_a_node_style_form_body_is_understood(site: Site) -> None:
    """Slack's Node client sends a form whose blocks and view are JSON strings, and the token in a header."""
    view = '{"type":"home","blocks":[{"type":"divider"}]}'
    headers = {"Authorization": f"Bearer {site.workspace.bot_token}"}
    form = {"user_id": BEN, "view": view}
    status, text = site.request("POST", "/api/views.publish", data=form, headers=headers)
    assert (status, '"ok": true' in text) == (200, True)
