"""The gate before Bolt: size and signature. Nothing is parsed before the signature has been checked.

It also cures two faults measured in Bolt 1.30: a form body with the word "payload" in a command's text is lost
(Bolt takes it for an interaction), and a refused signature is logged with its whole body.
"""

import hmac
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from time import time
from typing import Any

from bot.slack.tasks import record

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger(__name__)

PATH = "/slack/events"
MOST_BYTES = 1_048_576
CLOCK_SECONDS = 300
"""how far a timestamp may lie from now: docs.slack.dev, "Verifying requests from Slack" """
TIMESTAMP = re.compile(rb"[0-9]{1,12}")
SIGNATURE = re.compile(rb"v0=[0-9a-f]{64}")


class Gate:
    """The ASGI app that Slack talks to: health for the host, and one door for signed requests."""

    def __init__(self, inner: Asgi, secret: str, *, now: Callable[[], float] = time) -> None:
        self.inner = inner
        self.secret = secret.encode()
        self.now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the server's own start and stop."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        match scope["method"], scope["path"]:
            case "POST", "/slack/events":
                await self.admit(scope, receive, send)
            case "GET" | "HEAD", "/healthz":
                await answer(send, 200, b"ok")
            case "GET" | "HEAD", "/readyz":
                await answer(send, 200, b"ready")
            case _, "/slack/events" | "/healthz" | "/readyz":
                await answer(send, 405, b"method not allowed")
            case _:
                await answer(send, 404, b"not found")

    async def admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a signed request to Bolt; refuse anything else without looking inside."""
        headers = dict(scope["headers"])
        if int_of(headers.get(b"content-length", b"0")) > MOST_BYTES:
            await answer(send, 413, b"too large")
            return
        body = await read_body(receive)
        if body is None:
            await answer(send, 413, b"too large")
        elif not self.is_signed(headers, body):
            await answer(send, 401, b"not signed by Slack")
        else:
            await self.pass_on(scope, keep_words(headers, body), send)

    def is_signed(self, headers: dict[bytes, bytes], body: bytes) -> bool:
        """Whether the body carries Slack's signature, made within five minutes of now."""
        stamp, given = headers.get(b"x-slack-request-timestamp", b""), headers.get(b"x-slack-signature", b"")
        if not TIMESTAMP.fullmatch(stamp) or not SIGNATURE.fullmatch(given):
            return False
        if abs(self.now() - int(stamp)) > CLOCK_SECONDS:
            log.warning("refused a request whose clock is %d s from ours", round(self.now() - int(stamp)))
            return False
        expected = b"v0=" + hmac.new(self.secret, b"v0:" + stamp + b":" + body, sha256).hexdigest().encode()
        return hmac.compare_digest(expected, given)

    async def pass_on(self, scope: Scope, body: bytes, send: Send) -> None:
        """Give Bolt the verified body; what it cannot parse, or is not what Slack sends, is answered 400, never 500."""

        async def replay() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        try:
            await self.inner(scope, replay, send)
        except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as fault:
            record(fault)
            await answer(send, 400, b"not understood")


async def read_body(receive: Receive) -> bytes | None:
    """Return the whole body, or None as soon as it passes the cap. Nothing beyond the cap is kept."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def keep_words(headers: dict[bytes, bytes], body: bytes) -> bytes:
    """Return a form body in which the word "payload" cannot be taken for an interaction's field."""
    is_form = headers.get(b"content-type", b"").startswith(b"application/x-www-form-urlencoded")
    if not is_form or body.startswith(b"payload=") or b"payload" not in body:
        return body
    return body.replace(b"payload", b"p%61yload")


def int_of(value: bytes) -> int:
    """Return a Content-Length, or more than the cap if it is none."""
    return int(value) if value.isdigit() and len(value) <= len(str(MOST_BYTES)) else MOST_BYTES + 1


async def answer(send: Send, status: int, text: bytes) -> None:
    """Send a short plain answer and close the connection if it is a refusal."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
    if status >= 400:  # noqa: PLR2004 - refusals
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": False})
