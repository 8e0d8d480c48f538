"""Runs a workspace, and an app in it, on a loop of its own, so that tests may be plain functions."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

import aiohttp

from bot.playground import Timing, Workspace
from tests.drivers import PATIENCE
from tests.playground.demo import MANIFEST, Demo

Json = dict[str, Any]
T = TypeVar("T")


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run to the end and return the outcome."""
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(PATIENCE)

    def close(self) -> None:
        """Stop the loop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


def until(is_so: Callable[[], T | None], seconds: float = PATIENCE) -> T:
    """Wait until it is so, and return what it then is; fail where it never is."""
    end = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
    return found


class Site:
    """A running workspace, and what tests do with it over HTTP."""

    def __init__(self, loop: Loop, manifest: Mapping[str, Any] = MANIFEST, **settings: Any) -> None:  # noqa: ANN401
        self.loop = loop
        self.workspace = Workspace(manifest, **{"timing": Timing(answer=PATIENCE), **settings})
        loop.run(self.workspace.start(0))
        self._close: list[Callable[[], Coroutine[Any, Any, object]]] = []

    def join(self) -> Demo:
        """Let the demonstration app in, over its socket."""
        demo = Demo(self.workspace.api_url, self.workspace.bot_token)

        async def connect() -> None:
            handler = demo.connect(self.workspace.app_token)
            await handler.connect_async()  # type: ignore[no-untyped-call]
            self._close.append(handler.close_async)

        self.loop.run(connect())
        until(lambda: self.workspace.office.link.connected)
        return demo

    def leave(self) -> None:
        """Let every app go."""
        while self._close:
            self.loop.run(self._close.pop()())

    def close(self) -> None:
        """Let everybody go."""
        self.leave()
        self.loop.run(self.workspace.stop())

    def request(self, method: str, path: str, **options: Any) -> tuple[int, str]:  # noqa: ANN401
        """Send any request; return its status and text."""

        async def send() -> tuple[int, str]:
            async with (
                aiohttp.ClientSession() as session,
                session.request(method, f"{self.workspace.office.base_url}{path}", **options) as answer,
            ):
                return answer.status, await answer.text()

        return self.loop.run(send())

    def api(self, method: str, token: str | None = None, **args: object) -> Json:
        """Call a Web API method with JSON, as the bot unless told otherwise."""

        async def send() -> Json:
            bearer = {"Authorization": f"Bearer {token or self.workspace.bot_token}"}
            url = f"{self.workspace.api_url}{method}"
            async with (
                aiohttp.ClientSession() as session,
                session.post(url, json=args, headers=bearer) as answer,
            ):
                found: Json = await answer.json()
                return found

        return self.loop.run(send())

    def page(self, verb: str, path: str, body: Json | None = None, *, user: str = "", **query: str) -> Json:
        """Ask the page's own endpoint, with the page's token."""

        async def send() -> Json:
            headers = {"X-Playground-Token": self.workspace.page_token}
            url = f"{self.workspace.office.base_url}/page/{path}"
            asked = {"as": user or ANA, **query}
            async with (
                aiohttp.ClientSession(headers=headers) as session,
                session.request(verb, url, json=body, params=asked) as answer,
            ):
                found: Json = await answer.json()
                return found

        return self.loop.run(send())

    def say(self, text: str, room: str | None = None, **query: str) -> Json:
        """Type into the message box, as Ana in #general unless told otherwise."""
        return self.page("POST", "do/say", {"text": text}, room=room or GENERAL, **query)

    def seen(self, user: str | None = None, room: str | None = None) -> list[Any]:
        """List what a person sees in a room."""
        return self.workspace.office.seen(user or ANA, room or GENERAL)


ANA, BEN, GENERAL, OFFERS, DM = "U0ANAMORAL", "U0BENOKAFR", "C0GENERAL0", "C0OFFERS00", "D0ANAMORAL"


class Puppet:
    """An app that is nothing but a socket: keeps what it is sent, and answers as told (None: not at all)."""

    def __init__(self, site: Site, **answers: Json | None) -> None:
        self.envelopes: list[Json] = []
        self.frames: list[Json] = []
        self.answers: dict[str, Json | None] = dict(answers)
        self._site = site
        url = site.api("apps.connections.open", site.workspace.app_token)["url"]
        self._task = asyncio.run_coroutine_threadsafe(self._listen(url), site.loop._loop)
        site._close.append(self._leave)
        until(lambda: self.frames)

    async def _listen(self, url: str) -> None:
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
            async for frame in socket:
                found = json.loads(frame.data)
                self.frames.append(found)
                if "envelope_id" in found:
                    self.envelopes.append(found)
                    await self._answer(socket, found)

    async def _answer(self, socket: aiohttp.ClientWebSocketResponse, found: Json) -> None:
        kind = found["payload"].get("type", found["type"])
        payload = self.answers.get(kind, {})
        if payload is not None:
            said = {"payload": payload} if payload else {}
            await socket.send_json({"envelope_id": found["envelope_id"], **said})

    async def _leave(self) -> None:
        self._task.cancel()

    def sent(self, kind: str) -> list[Json]:
        """List the payloads it was sent of this type, such as `block_actions` or `slash_commands`."""
        return [e["payload"] for e in self.envelopes if e["payload"].get("type", e["type"]) == kind]

    def event(self, kind: str) -> list[Json]:
        """List the events it was sent of this type."""
        return [
            payload["event"] for payload in self.sent("event_callback") if payload["event"]["type"] == kind
        ]
