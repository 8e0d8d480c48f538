"""The gate before Bolt: size and signature. Nothing is parsed before the signature has been checked.

What is said is read here and given to Bolt as Socket Mode gives it. Bolt 1.30's own way in loses a command with the
word "payload" in its text, which it takes for an interaction, and logs the whole body of a refused signature.
"""

import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from hashlib import sha256
from http import HTTPStatus
from time import time
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.tasks import record

Headers = Mapping[bytes, bytes]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]

log = logging.getLogger(__name__)

PATH = "/slack/events"
HEALTH = {"/healthz": "ok", "/readyz": "ready"}
MOST_BYTES = 1_048_576
CLOCK_SECONDS = 300  # how far a timestamp may lie from now: docs.slack.dev, "Verifying requests from Slack"
TIMESTAMP = re.compile(rb"[0-9]{1,12}")
SIGNATURE = re.compile(rb"v0=[0-9a-f]{64}")


class Gate:
    """The ASGI app that Slack talks to: health for the host, and one door for signed requests."""

    def __init__(self, dispatch: Dispatch, secret: str, *, now: Callable[[], float] = time) -> None:
        self.dispatch = dispatch
        self.secret = secret.encode()
        self.now = now

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request; close the connection if it is refused."""
        response = await self.serve(scope, receive)
        headers = [(b"content-type", kind.encode()) for kind in response.headers["content-type"]]
        body = response.body.encode()
        headers.append((b"content-length", str(len(body)).encode()))
        if response.status >= HTTPStatus.BAD_REQUEST:
            headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def serve(self, scope: Message, receive: Receive) -> BoltResponse:
        """Return the answer to one request."""
        method, path = scope["method"], scope["path"]
        if (method, path) == ("POST", PATH):
            return await self.admit(dict(scope["headers"]), receive)
        if method in {"GET", "HEAD"} and path in HEALTH:
            return BoltResponse(status=200, body=HEALTH[path])
        if path in {PATH, *HEALTH}:
            return BoltResponse(status=405, body="method not allowed")
        return BoltResponse(status=404, body="not found")

    async def admit(self, headers: Headers, receive: Receive) -> BoltResponse:
        """Hand a signed request to Bolt; refuse anything else without looking inside.

        What cannot be parsed, or is not what Slack sends, is answered 400, never 500.
        """
        is_small = int(headers.get(b"content-length", b"0")) <= MOST_BYTES  # h11 lets digits through alone
        body = await read_body(receive) if is_small else None
        if body is None:
            return BoltResponse(status=413, body="too large")
        if not self.is_signed(headers, body):
            return BoltResponse(status=401, body="not signed by Slack")
        try:
            return await self.dispatch(AsyncBoltRequest(body=read_said(headers, body), mode="socket_mode"))
        except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as fault:
            record(fault)
            return BoltResponse(status=400, body="not understood")

    def is_signed(self, headers: Headers, body: bytes) -> bool:
        """Whether the body carries Slack's signature, made within five minutes of now."""
        stamp, given = headers.get(b"x-slack-request-timestamp", b""), headers.get(b"x-slack-signature", b"")
        if not TIMESTAMP.fullmatch(stamp) or not SIGNATURE.fullmatch(given):
            return False
        if abs(self.now() - int(stamp)) > CLOCK_SECONDS:
            log.warning("refused a request whose clock is %d s from ours", round(self.now() - int(stamp)))
            return False
        expected = b"v0=" + hmac.new(self.secret, b"v0:" + stamp + b":" + body, sha256).hexdigest().encode()
        return hmac.compare_digest(expected, given)


async def read_body(receive: Receive) -> bytes | None:
    """Return the whole body, or None as soon as it passes the cap. Nothing beyond the cap is kept."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        more = message.get("more_body", False)
    return bytes(body)


def read_said(headers: Headers, body: bytes) -> dict[str, Any]:
    """Return what Slack says: a command's form, or the JSON of an event or, in a form, of an interaction."""
    text = body.decode()
    if headers.get(b"content-type", b"").startswith(b"application/x-www-form-urlencoded"):
        form = dict(parse_qsl(text, keep_blank_values=True))
        if "payload" not in form:
            return form
        text = form["payload"]
    said = json.loads(text)
    if not isinstance(said, dict):
        raise TypeError("a body that is not an object")
    return said
