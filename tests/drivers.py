"""The doors that tests come in by: a signed Slack, and a terminal. Both say what was typed and read what came back."""

import asyncio
import hashlib
import hmac
import http.client
import io
import json
import re
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

import uvicorn
from aiohttp import web
from rich.console import Console

from bot.cli.talk import meant, turn
from bot.conversation import Conversation
from bot.replies.reply import Reply as Words
from bot.slack.app import open_app
from bot.slack.connection import Connection
from bot.slack.http import open_server
from bot.slack.tasks import Tasks
from bot.store.memory import MemoryStore

SECRET = "a-signing-secret-of-the-tests"
TOKEN = "xoxb-a-token-of-the-tests"
T = TypeVar("T")
PATIENCE = 60.0
"""seconds; generous, since the machine may be busy"""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message as a person sees it."""

    text: str
    """all its words, marks of emphasis taken off"""
    labels: tuple[str, ...]
    """next steps"""
    seen_by: str
    """a user id for an ephemeral message, else the channel"""
    message: dict[str, Any] = field(default_factory=dict)
    """what was sent to Slack"""
    replaces: bool = False


class Door(Protocol):
    """What both doors can do."""

    replies: list[Said]

    def command(self, typed: str) -> None:
        """Type a slash command."""

    def click(self, label: str) -> None:
        """Take a next step of the last reply by its label."""


class Terminal:
    """The terminal, as `coach chat` runs it."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.conversation.store = MemoryStore()
        self.replies: list[Said] = []
        self.last: Words | None = None

    def command(self, typed: str) -> None:
        """Type a line."""
        console = Console(file=io.StringIO(), width=100)
        assert self.conversation is not None
        self.last = turn(meant(typed, self.last) if self.last else typed, self.conversation, console)
        steps = self.last.all_steps
        text = unmarked(self.last.body + "\n" + self.last.note)
        self.replies.append(Said(text=text, labels=tuple(step.label for step in steps), seen_by="me"))

    def click(self, label: str) -> None:
        """Type the number of a step."""
        assert self.last is not None
        numbers = {step.label: number for number, step in enumerate(self.last.all_steps, start=1)}
        self.command(str(numbers[label]))


class Slack:
    """The real app on loopback behind its gate, and a fake Slack that refuses what Slack refuses."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.replies: list[Said] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.urls: list[str] = []
        self.refuse: dict[str, str] = {}
        """Web API method -> error it answers a message with blocks with"""
        self.spent = False
        """whether response_urls refuse"""
        self.posted: dict[str, list[dict[str, Any]]] = {}
        """channel -> our messages that still stand there"""
        self.views: list[dict[str, Any]] = []
        """modals opened"""
        self.homes: dict[str, dict[str, Any]] = {}
        self.tasks = Tasks()
        self.loop = asyncio.new_event_loop()
        self.port = 0
        self.api_port = 0
        self.count = 0

    @classmethod
    @contextmanager
    def serving(cls, conversation: Conversation, *, command: str = "/comp") -> Iterator["Slack"]:
        """Run the app and the fake Slack in a thread until the block ends."""
        slack = cls(conversation)
        ready = threading.Event()
        thread = threading.Thread(target=slack._run, args=(ready, command), daemon=True)
        thread.start()
        assert ready.wait(PATIENCE), "the app did not start"
        try:
            yield slack
        finally:
            slack.server.should_exit = True
            thread.join(PATIENCE)

    def _run(self, ready: threading.Event, command: str) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve(ready, command))
        self.loop.close()

    async def _serve(self, ready: threading.Event, command: str) -> None:
        api = web.Application(client_max_size=2**22)
        api.router.add_route("*", "/api/{method}", self._api)
        api.router.add_post("/response/{user}/{channel}", self._response)
        runner = web.AppRunner(api, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.api_port = runner.addresses[0][1]
        reached = Connection(
            command=command,
            api_url=f"http://127.0.0.1:{self.api_port}/api/",
            bot_token=TOKEN,
            signing_secret=SECRET,
        )
        self.app = open_app(self.conversation, reached, self.tasks)
        self.server: uvicorn.Server = open_server(self.app, reached)
        serving = asyncio.create_task(self.server.serve())
        while not self.server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        ready.set()
        await serving
        await self.tasks.drain()
        await runner.cleanup()

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.urls.append(request.path_qs)
        if request.content_type == "application/json":
            sent = await request.json()
        else:
            sent = {**request.query, **await request.post()}
        self.calls.append((method, sent))
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if sent.get("blocks") and (fault := refusal([*sent["blocks"]])):
            return web.json_response({"ok": False, "error": "invalid_blocks", "why": fault})
        if (error := self.refuse.get(method)) and {"blocks", "prompts", "view"} & sent.keys():
            return web.json_response({"ok": False, "error": error})
        return web.json_response({"ok": True, "ts": "1.0", **self._do(method, sent)})

    def _do(self, method: str, sent: dict[str, Any]) -> dict[str, Any]:
        """Do what a method does, as far as a person would see it; return what it answers."""
        match method:
            case "chat.postMessage":
                channel = home_of(sent["channel"]) if sent["channel"].startswith("U") else sent["channel"]
                stands = self.posted.setdefault(channel, [])
                message = {**sent, "channel": channel, "ts": f"1800000000.{len(self.calls):06}"}
                stands.append({**message, "bot_id": "B1", "user": "UBOT"})
                self.replies.append(said(message, seen_by=channel))
                return {"channel": channel, "ts": message["ts"]}
            case "chat.postEphemeral":
                self.replies.append(said(sent, seen_by=sent["user"]))
            case "conversations.history" | "conversations.replies":
                standing, at = self._standing(method, sent), int(sent.get("cursor") or 0)
                end = at + 2 + at  # Slack may give fewer than were asked for
                more = {"next_cursor": str(end)} if standing[end:] else {}
                return {"messages": standing[at:end], "response_metadata": more}
            case "chat.delete":
                stands = self.posted[sent["channel"]]
                stands[:] = [message for message in stands if message["ts"] != sent["ts"]]
            case "views.open":
                self.views.append(sent["view"])
            case "views.publish":
                self.homes[sent["user_id"]] = sent["view"]
            case _:
                pass
        return {}

    def _standing(self, method: str, sent: dict[str, Any]) -> list[dict[str, Any]]:
        """Return a thread, or newest first what stands outside of threads, each parent written by the person."""
        stands = self.posted.get(sent["channel"], [])
        if method == "conversations.replies":
            parent = {"type": "message", "user": "U1", "ts": sent["ts"], "thread_ts": sent["ts"]}
            return [parent, *(message for message in stands if message.get("thread_ts") == sent["ts"])]
        threads = {message["thread_ts"] for message in stands if message.get("thread_ts")}
        parents = [{"type": "message", "user": "U1", "ts": ts, "reply_count": 1} for ts in sorted(threads)]
        return [*(message for message in stands if not message.get("thread_ts")), *parents][::-1]

    async def _response(self, request: web.Request) -> web.Response:
        if self.spent:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        sent = await request.json()
        fault = refusal(sent.get("blocks") or [])
        assert fault is None, fault
        public = sent.get("response_type") == "in_channel"
        seen_by = request.match_info["channel" if public else "user"]
        self.replies.append(said(sent, seen_by=seen_by))
        return web.Response(text="ok")

    def forget(self) -> None:
        """Begin anew: nothing said, nothing remembered, nothing refused."""
        self.settle()
        self.conversation.store = MemoryStore()
        for kept in (self.replies, self.calls, self.urls, self.posted, self.views, self.homes):
            kept.clear()
        self.refuse.clear()
        self.spent = False

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something on the app's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def settle(self) -> None:
        """Wait until all background work is done."""
        self.run(self.tasks.drain())

    def command(self, typed: str, *, user: str = "U1", channel: str = "C1") -> None:
        """Type a slash command; the reply rides in the acknowledgement, or comes after it."""
        name, _, text = typed.partition(" ")
        form = {"command": name, "text": text, "user_id": user, "channel_id": channel, "team_id": "T1"}
        form |= {"response_url": self.response_url(user, channel), "trigger_id": "1.2.3"}
        before = len(self.replies)
        status, body = self.post_form(form)
        assert status == 200, (status, body)
        self.settle()
        if not body:
            return
        message = json.loads(body)
        fault = refusal(message["blocks"])
        assert fault is None, fault
        public = message["response_type"] == "in_channel"
        self.replies.insert(before, said(message, seen_by=channel if public else user))

    def click(self, label: str, *, user: str = "U1", channel: str = "C1") -> None:
        """Click a button, or choose from a menu, of the last reply."""
        last = self.replies[-1]
        action = next(found for found in actions_of(last.message) if found["label"] == label)
        ephemeral = last.seen_by.startswith("U")
        channel = last.seen_by if last.seen_by.startswith("D") else channel
        container = {"type": "message", "is_ephemeral": ephemeral, "channel_id": channel}
        container |= {name: last.message[name] for name in ("thread_ts",) if last.message.get(name)}
        container |= {"message_ts": last.message["ts"]} if "ts" in last.message else {}
        self.interact("block_actions", user, channel, container=container, actions=[action["payload"]])

    def click_home(self, label: str, *, user: str = "U1") -> None:
        """Click a button, or choose from a menu, of the Home tab."""
        view = self.homes[user]
        action = next(found for found in actions_of(view) if found["label"] == label)
        self.touch_home(action["payload"], user)

    def touch_home(self, action: dict[str, Any], user: str = "U1") -> None:
        """Send what Slack sends for a click on the Home tab: it has a view, and neither channel nor response_url."""
        view = {**self.homes[user], "id": "V1"}
        body = {"container": {"type": "view", "view_id": "V1"}, "view": view, "actions": [action]}
        self.interact("block_actions", user, "", **body)

    def submit(self, *, user: str = "U1", **values: str) -> dict[str, str]:
        """Fill fields of the open modal and send it; return what is wrong with it, by field."""
        view = {**self.views[-1], "id": "V1", "state": {"values": state_of(self.views[-1], values)}}
        payload = {"type": "view_submission", "user": {"id": user, "team_id": "T1"}, "team": {"id": "T1"}}
        status, body = self.post_form({"payload": json.dumps({**payload, "view": view})})
        assert status == 200, (status, body)
        self.settle()
        errors: dict[str, str] = json.loads(body)["errors"] if body else {}
        assert errors.keys() <= {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        return errors

    def search(self, typed: str, *, user: str = "U1") -> list[dict[str, Any]]:
        """Type into the search of the Home tab; return its options."""
        payload = {"type": "block_suggestion", "user": {"id": user}, "team": {"id": "T1"}, "value": typed}
        payload |= {"action_id": "say:search:0", "block_id": "search"}
        status, body = self.post_form({"payload": json.dumps(payload)})
        assert status == 200, (status, body)
        options: list[dict[str, Any]] = json.loads(body)["options"]
        return options

    def feedback(self, value: str, *, user: str = "U1", channel: str = "D1") -> None:
        """Press helpful or not under the last message that asks."""
        asking = next(reply for reply in reversed(self.replies) if "feedback_buttons" in str(reply.message))
        container = {"type": "message", "message_ts": "1.0", "channel_id": channel}
        thread = asking.message.get("thread_ts")
        action = {"type": "feedback_buttons", "action_id": "feedback", "block_id": "b", "value": value}
        self.interact(
            "block_actions", user, channel, container={**container, "thread_ts": thread}, actions=[action]
        )

    def shortcut(self, text: str, *, user: str = "U1", channel: str = "C1", **more: object) -> None:
        """Use "Coach me on this" on a message that somebody wrote."""
        message = {"type": "message", "user": "U9", "ts": "1700000000.000100", "text": text, **more}
        self.interact("message_action", user, channel, callback_id="coach_me", message=message)

    def interact(self, kind: str, user: str, channel: str, **more: object) -> None:
        """Send what Slack sends when a person clicks; on the Home tab there is no channel."""
        place = {"channel": {"id": channel}, "response_url": self.response_url(user, channel)}
        place = place if channel else {}
        payload = {
            "type": kind,
            "user": {"id": user, "team_id": "T1"},
            "team": {"id": "T1"},
            "trigger_id": "1.2.3",
            **place,
            **more,
        }
        status, body = self.post_form({"payload": json.dumps(payload)})
        assert (status, body) == (200, b""), (status, body)
        self.settle()

    def opened(self, tab: str, *, user: str = "U1", channel: str = "D1") -> None:
        """Open the coach's messages or its Home."""
        assert self.event({"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}) == 200

    def event(
        self, event: dict[str, Any], *, event_id: str | None = None, headers: dict[str, str] | None = None
    ) -> int:
        """Deliver an event; return the HTTP status."""
        self.count += 1
        body = {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": event_id or f"Ev{self.count}",
            "event": event,
            "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
        }
        status, _ = self.post(json.dumps(body).encode(), "application/json", headers=headers)
        self.settle()
        return status

    def dm(self, text: str, *, user: str = "U1", **more: object) -> int:
        """Send the coach a direct message."""
        ts = f"1700000000.{self.count:06}"
        return self.event(
            {
                "type": "message",
                "channel_type": "im",
                "channel": home_of(user or "U1"),
                "user": user,
                "text": text,
                "ts": ts,
                **more,
            }
        )

    def mention(self, text: str, *, user: str = "U1", channel: str = "C1", **more: object) -> int:
        """Mention the coach in a channel."""
        ts = f"1700000000.{self.count:06}"
        return self.event(
            {
                "type": "app_mention",
                "channel": channel,
                "user": user,
                "text": f"<@UBOT> {text}",
                "ts": ts,
                **more,
            }
        )

    def rush(self, count: int, at_once: int) -> tuple[set[int], float, float]:
        """Type commands at once; return their statuses, the seconds of the slowest, and those it may take.

        It may take the three that Slack waits; or, where other work slows the machine down, three times as long as
        commands typed one after another make it wait.
        """

        def one(number: int) -> tuple[int, float]:
            form = {"command": "/comp", "text": f"together-ai ml-engineer {number}", "user_id": "U1"}
            began = time.monotonic()
            return self.post_form(form)[0], time.monotonic() - began

        alone = sum(one(-number)[1] for number in range(20)) / 20
        with ThreadPoolExecutor(at_once) as pool:
            answers = list(pool.map(one, range(count)))
        slowest = max(seconds for _, seconds in answers)
        return {status for status, _ in answers}, slowest, max(3, 3 * at_once * alone)

    def response_url(self, user: str, channel: str) -> str:
        """Return a response_url on the fake Slack."""
        return f"http://127.0.0.1:{self.api_port}/response/{user}/{channel}"

    def post_form(self, form: dict[str, str]) -> tuple[int, bytes]:
        """Send a signed form."""
        return self.post(urlencode(form).encode(), "application/x-www-form-urlencoded")

    def post(
        self, body: bytes, kind: str = "application/json", *, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Send a signed body; `headers` replace the signed ones. Return status and answer."""
        sent = {"Content-Type": kind, **sign(body), **(headers or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("POST", "/slack/events", body, sent)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def sign(body: bytes, *, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """Return Slack's two signature headers for a body."""
    stamp = str(int(at if at is not None else time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def home_of(user: str) -> str:
    """Return the channel of a person's direct messages with the coach."""
    return f"D{user[1:]}"


def state_of(view: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    """Return what a modal's inputs hold: what they began with, and `values` in their place."""
    state: dict[str, Any] = {}
    for block in (block for block in view["blocks"] if block["type"] == "input"):
        element = block["element"]
        key = {"datepicker": "selected_date", "static_select": "selected_option"}.get(
            element["type"], "value"
        )
        held = element.get("initial_date") or element.get("initial_option") or element.get("initial_value")
        if (value := values.get(block["block_id"])) is not None:
            is_choice = element["type"] == "static_select"
            held = next(o for o in element["options"] if o["value"] == value) if is_choice else value or None
        state[block["block_id"]] = {element["action_id"]: {"type": element["type"], key: held}}
    return state


def said(message: dict[str, Any], *, seen_by: str) -> Said:
    """Return a message as a person sees it."""
    return Said(
        text=unmarked(words_in(message)),
        labels=tuple(action["label"] for action in actions_of(message)),
        seen_by=seen_by,
        message=message,
        replaces=bool(message.get("replace_original")),
    )


def words_in(message: dict[str, Any]) -> str:
    """Return all the words of a message's blocks, entities read back, or its text where it has no blocks."""
    blocks = message.get("blocks") or []
    texts = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    notes = [part["text"] for block in blocks if block["type"] == "context" for part in block["elements"]]
    words = "\n".join((*texts, *notes)) if blocks else str(message.get("text", ""))
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def unmarked(text: str) -> str:
    """Return text without marks of emphasis, quotes and lists, which differ between the doors."""
    text = re.sub(r"\\([\\`*_\[\]<>&|~#+=.)-])", r"\1", text)
    return re.sub(r"(?m)^(> |- |• )|[*`]", "", text)


def actions_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Return everything in a message that can be clicked or chosen: its label, and the payload of doing so."""
    found = []
    for block in message.get("blocks") or []:
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            shared = {"action_id": element["action_id"], "type": element["type"]}
            shared["block_id"] = block.get("block_id", "b")
            if element["type"] == "button":
                found.append(
                    {"label": element["text"]["text"], "payload": {**shared, "value": element["value"]}}
                )
            for option in element.get("options", ()):
                chosen = {**shared, "selected_option": option}
                found.append({"label": option["text"]["text"], "payload": chosen})
    return found


def refusal(blocks: list[dict[str, Any]]) -> str | None:
    """Return why Slack would refuse blocks, or None: the limits of docs.slack.dev, checked apart from the app."""
    checks: list[tuple[Callable[[], bool], str]] = [
        (lambda: len(blocks) > 50, "more than 50 blocks"),
        (lambda: len(json.dumps(blocks, ensure_ascii=False)) > 45_000, "more than 45 kB"),
        (lambda: sum(len(text) for text in texts_of(blocks)) > 12_000, "more than 12,000 characters"),
        (
            lambda: any(not 1 <= len(text) <= 3_000 for text in texts_of(blocks)),
            "a text object out of 1 to 3,000",
        ),
        (lambda: any(len(block.get("elements", ())) > 25 for block in blocks), "more than 25 elements"),
        (lambda: any(not block.get("elements", (1,)) for block in blocks), "no elements"),
        (lambda: any(len(label) > 75 for label in labels_of(blocks)), "a label over 75"),
        (
            lambda: any(len(value) > 2_000 for value in values_of(blocks, "button")),
            "a button value over 2,000",
        ),
        (lambda: any(len(value) > 75 for value in values_of(blocks, "option")), "an option value over 75"),
        (
            lambda: (
                not distinct(
                    [e["action_id"] for b in blocks for e in b.get("elements", ()) if "action_id" in e]
                )
            ),
            "an action_id twice",
        ),
    ]
    return next((why for fails, why in checks if fails()), None)


def texts_of(blocks: list[dict[str, Any]]) -> list[str]:
    """Return every text object of sections and contexts."""
    sections = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    return sections + [e["text"] for block in blocks if block["type"] == "context" for e in block["elements"]]


def labels_of(blocks: list[dict[str, Any]]) -> list[str]:
    """Return every label that can be clicked or chosen."""
    return [action["label"] for action in actions_of({"blocks": blocks})]


def values_of(blocks: list[dict[str, Any]], kind: str) -> list[str]:
    """Return the values of all buttons, or of all options."""
    payloads = [action["payload"] for action in actions_of({"blocks": blocks})]
    if kind == "button":
        return [payload["value"] for payload in payloads if "value" in payload]
    return [payload["selected_option"]["value"] for payload in payloads if "selected_option" in payload]


def distinct(names: list[str]) -> bool:
    """Whether no name comes twice."""
    return len(names) == len(set(names))
