"""Logs hold no text, no amount and no token, at any level, whatever goes wrong."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from bot.cli.logs import OneLine
from bot.conversation import Conversation
from tests.drivers import SECRET, TOKEN, Slack

CANARIES = ("213456", "Zanzibar Pay Ltd", "walkaway-77", "xoxb-", SECRET, "U0CANARY")


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Return what the product's own log handler writes, with everything set to DEBUG."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.row("B13")
def test_logs_hold_nobodys_words(coach: Conversation, log: StringIO) -> None:
    """Commands, messages, clicks, refusals, faults and Slack's own errors leave no canary in a DEBUG log."""
    secret = "Zanzibar Pay Ltd offers 213456 walkaway-77"
    with Slack.serving(coach) as slack:
        slack.command(f"/comp {secret}", user="U0CANARY")
        slack.dm(secret, user="U0CANARY")
        slack.mention(secret)
        slack.post(b"command=%2Fcomp&text=213456", headers={"X-Slack-Signature": "v0=bad"})
        slack.post(b"{" + secret.encode())
        slack.post(json.dumps({"type": "unknown_thing", "text": secret}).encode())
        slack.refuse["chat.postMessage"] = "channel_not_found"
        slack.dm(secret)
        slack.click("Help")
    text = log.getvalue()
    assert "fault" in text
    assert [canary for canary in CANARIES if canary in text] == []


@pytest.mark.row("B14")
@pytest.mark.parametrize("words", ["a\r\nb", "\x1b[31mred", "\u2028line", '"},{"level":"FORGED'])
def test_logs_cannot_be_forged(log: StringIO, words: str) -> None:
    """Whatever stands in a message, one event is one line of JSON without a raw control character."""
    logging.getLogger("bot.test").warning("said %s", words)
    lines = log.getvalue().splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["message"] == f"said {words}"
    assert lines[0].isascii()
    assert lines[0].isprintable()


def test_a_librarys_own_words_are_not_repeated(log: StringIO) -> None:
    """Of a record by Slack's libraries only the place is told."""
    for name in ("slack_bolt.app", "slack_sdk.web", "aiohttp.server", "bot.slack.bolt"):
        logging.getLogger(name).error("body: salary 213456 %s", TOKEN)
    assert "213456" not in log.getvalue()
    assert "test_privacy:" in log.getvalue()
