"""The gate: only Slack gets in, nothing is parsed before its signature is checked, and no sender is waited for."""

import json
import logging
import random
import re
import socket
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack import http
from bot.slack.gate import Gate
from tests.drivers import PATIENCE, SECRET, Slack, sign

BODY = b"command=%2Fcomp&text=help"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.row("A1")
def test_forged_requests_never_get_in(slack: Slack) -> None:
    """Random, cut, upper-case, empty, old-secret, other-body and other-time signatures are all refused, and nobody acts."""
    good = sign(BODY)
    signature, stamp = good["X-Slack-Signature"], good["X-Slack-Request-Timestamp"]
    chance = random.Random(1)
    forged = [
        {"X-Slack-Signature": signature[:-1]},
        {"X-Slack-Signature": signature.upper()},
        {"X-Slack-Signature": signature.replace("v0=", "v1=")},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": sign(b"other")["X-Slack-Signature"]},
        {"X-Slack-Request-Timestamp": str(int(stamp) - 1)},
        sign(BODY, secret="an older secret"),
        *({"X-Slack-Signature": f"v0={chance.randbytes(32).hex()}"} for _ in range(200)),
    ]
    statuses = {slack.post(BODY, FORM, headers=headers)[0] for headers in forged}
    assert statuses == {401}
    assert not slack.calls


@pytest.mark.row("A2")
@given(
    stamp=st.one_of(
        st.sampled_from(
            ["abc", "1e9", "5" * 5000, " 1700000000", "+1700000000", "1_700_000_000", "١٧٠٠", "-1"]
        ),
        st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=20),
    ),
    signature=st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=80),
)
def test_a_malformed_signature_is_refused_and_never_an_error(
    slack_server: Slack, stamp: str, signature: str
) -> None:
    """Whatever stands in the two headers, the answer is 401."""
    headers = {
        "X-Slack-Request-Timestamp": stamp.encode("utf-8").decode("latin-1"),
        "X-Slack-Signature": signature,
    }
    assert slack_server.post(BODY, FORM, headers=headers)[0] == 401


@pytest.mark.row("A3")
@given(
    body=st.one_of(
        st.binary(max_size=300), st.sampled_from([b"{bad", b"[" * 100_000, b"\xff\xfe", b"payload={"])
    )
)
def test_nothing_is_parsed_before_the_signature_is_checked(slack_server: Slack, body: bytes) -> None:
    """Unsigned bytes of any shape are refused as unsigned, not as unreadable."""
    assert slack_server.post(body, headers={"X-Slack-Signature": "v0=" + "0" * 64})[0] == 401


@pytest.mark.row("A3")
@pytest.mark.parametrize(
    "body",
    [
        b"{bad",
        b"\xff\xfe{",
        b'{"type":"event_callback","event":' + b"[" * 50_000,
        b"[]",
        b"null",
        b"5",
        b'{"type":"event_callback","event":null}',
        b'{"type":"block_actions","user":{"id":"U1"},"actions":[]}',
    ],
)
def test_signed_nonsense_is_a_bad_request(slack: Slack, body: bytes) -> None:
    """A signed body that cannot be read, or is not what Slack sends, is answered 400, and the app lives on."""
    assert slack.post(body)[0] == 400
    slack.command("/comp help")
    assert "Type a company and a role" in slack.replies[-1].text


@pytest.mark.row("A4")
def test_a_request_counts_for_five_minutes() -> None:
    """A timestamp 299 seconds off is taken, one 301 seconds off is not, in both directions."""

    async def dispatch(_: AsyncBoltRequest) -> BoltResponse:
        return BoltResponse(status=200)

    noon = 1_795_305_600
    door = Gate(dispatch, SECRET, now=lambda: noon)
    for offset, is_taken in ((-299, True), (299, True), (-301, False), (301, False)):
        signed = sign(BODY, at=noon + offset).items()
        headers = {name.lower().encode(): value.encode() for name, value in signed}
        assert door.is_signed(headers, BODY) is is_taken


@pytest.mark.row("A5")
def test_a_wrong_clock_is_told_in_seconds(slack: Slack, caplog: pytest.LogCaptureFixture) -> None:
    """A stale request leaves one line with the skew and nothing of the body."""
    body = b"command=%2Fcomp&text=secret-213456"
    with caplog.at_level(logging.DEBUG):
        slack.post(body, FORM, headers=sign(body, at=time.time() - 600))
    assert re.search(r"\b6\d\d s from ours", caplog.text)
    assert "213456" not in caplog.text


@pytest.mark.row("A35")
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.sampled_from(["what is a payload?", "&payload={}", "payload=1", "a+b %26 c=d"]),
    )
)
def test_no_word_makes_a_command_vanish(slack_server: Slack, text: str) -> None:
    """Any command text, "payload" included, is answered with blocks."""
    form = {"command": "/comp", "text": text, "user_id": "U1", "channel_id": "C1", "team_id": "T1"}
    status, body = slack_server.post_form(form)
    assert status == 200
    assert json.loads(body)["blocks"]


@pytest.mark.row("A35")
def test_the_word_payload_reaches_the_reply(slack: Slack) -> None:
    """The text with "payload" in it is the text that is answered."""
    slack.command("/comp payload zzqx")
    assert "payload" in slack.replies[-1].text


@pytest.mark.row("B15")
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_one_megabyte_is_cut_off(slack: Slack, chunked: bool) -> None:
    """One byte over 1 MiB is refused with 413, announced or not, without waiting for the rest."""
    with socket.create_connection(("127.0.0.1", slack.port), timeout=PATIENCE) as line:
        if chunked:
            line.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in range(17):
                line.sendall(b"10000\r\n" + b"a" * 65_536 + b"\r\n")
        else:
            line.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.row("B15")
def test_a_body_of_one_megabyte_is_read(slack: Slack) -> None:
    """Exactly 1 MiB is not too large: it is judged by its signature."""
    assert slack.post(b"a" * 1_048_576, headers={"X-Slack-Signature": "v0=" + "0" * 64})[0] == 401


@pytest.mark.row("B16")
def test_slow_senders_are_dropped(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that stops before, within or after its headers is closed in its time, which is under ten seconds."""
    assert http.REQUEST_SECONDS < 10
    monkeypatch.setattr(http, "REQUEST_SECONDS", 0.5)
    halves = (
        b"",
        b"POST /slack/events HT",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab",
    )
    lines = [socket.create_connection(("127.0.0.1", slack.port), timeout=PATIENCE) for _ in halves]
    for line, half in zip(lines, halves, strict=True):
        line.sendall(half)
    for line in lines:
        while line.recv(200):
            pass
        line.close()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/slack/events", 405),
        ("PUT", "/slack/events", 405),
        ("POST", "/healthz", 405),
        ("GET", "/", 404),
        ("POST", "/slack/install", 404),
    ],
)
def test_health_is_open_and_everything_else_is_shut(
    slack: Slack, method: str, path: str, status: int
) -> None:
    """The host can ask after health; no other route or method answers."""
    request = f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", slack.port), timeout=PATIENCE) as line:
        line.sendall(request.encode())
        assert line.recv(100).startswith(f"HTTP/1.1 {status}".encode())


@pytest.mark.row("B22")
def test_secrets_are_compared_in_constant_time() -> None:
    """No `==` stands on a line of the Slack door that speaks of a secret, a signature or a token."""
    door = Path(__file__).parent.parent.parent / "bot" / "slack"
    risky = [
        line
        for file in sorted(door.glob("*.py"))
        for line in file.read_text("utf-8").splitlines()
        if "==" in line
        and any(word in line for word in ("secret", "signature", "token", "expected", "given"))
    ]
    assert risky == []
    assert "compare_digest" in (door / "gate.py").read_text("utf-8")


def test_a_signed_request_is_served(slack: Slack) -> None:
    """The signature used throughout is the one Slack documents."""
    body = urlencode(
        {"command": "/comp", "text": quote("help"), "user_id": "U1", "channel_id": "C1"}
    ).encode()
    assert slack.post(body, FORM, headers=sign(body, secret=SECRET))[0] == 200
