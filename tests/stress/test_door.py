"""The Slack door under load and attack, at the figures that the reliability table names."""

import os
import random
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.drivers import PATIENCE, Slack

pytestmark = pytest.mark.stress
FORM = "application/x-www-form-urlencoded"


def resident_mb() -> float:
    """Return this process's resident memory in MB; the door runs in it."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.row("A1")
def test_ten_thousand_forgeries_are_refused(slack: Slack) -> None:
    """Of 10,000 random signatures none is accepted, and nobody acts."""
    chance = random.Random(7)
    body = b"command=%2Fcomp&text=help"

    def forge(_: int) -> int:
        return slack.post(body, FORM, headers={"X-Slack-Signature": f"v0={chance.randbytes(32).hex()}"})[0]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(forge, range(10_000))) == {401}
    assert not slack.calls


@pytest.mark.row("A6")
def test_four_hundred_commands_at_once(slack: Slack) -> None:
    """400 commands at once are all acknowledged, each within Slack's three seconds."""
    statuses, slowest, most = slack.rush(400, at_once=400)
    assert statuses == {200}
    assert slowest < most


@pytest.mark.row("B15")
def test_huge_bodies_cost_no_memory(slack: Slack) -> None:
    """Thirty unsigned senders who would each stream 200 MB are cut off at 1 MB and leave no mark on memory."""
    before = resident_mb()

    def flood(_: int) -> bytes:
        chunk = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
        with socket.create_connection(("127.0.0.1", slack.port), timeout=PATIENCE) as line:
            line.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            try:
                for _ in range(3_200):
                    line.sendall(chunk)
            except OSError:
                return b"cut"
            return line.recv(12)

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(flood, range(30)))
    assert all(answer in {b"cut", b"HTTP/1.1 413"} for answer in answers)
    assert resident_mb() - before < 60
    slack.command("/comp help")


@pytest.mark.row("B16")
def test_a_thousand_slow_senders_are_dropped_and_others_served(slack: Slack) -> None:
    """1,000 half-sent requests are closed when their time is over, and a real command is answered before that."""
    lines: list[socket.socket] = []
    halves = (b"POST /sl", b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab")
    with ExitStack() as opened:
        for number in range(1_000):
            line = opened.enter_context(socket.create_connection(("127.0.0.1", slack.port), timeout=PATIENCE))
            line.sendall(halves[number % 2])
            lines.append(line)
        slack.command("/comp together-ai ml-engineer")
        lines[-1].settimeout(0)
        with pytest.raises(BlockingIOError):  # still open: nothing came, and nobody hung up
            lines[-1].recv(1)
        lines[-1].settimeout(PATIENCE)
        for line in lines:
            while line.recv(500):
                pass


@pytest.mark.row("A8")
def test_two_hundred_events_have_two_hundred_effects(slack: Slack) -> None:
    """Each of 200 events, delivered eight times by racing senders, is answered exactly once."""
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": "U1",
        "text": "help",
        "ts": "1.0",
    }
    with ThreadPoolExecutor(8) as pool:
        deliveries = [number % 200 for number in range(1_600)]
        assert set(pool.map(lambda n: slack.event(event, event_id=f"EvRace{n}"), deliveries)) == {200}
    assert len(slack.replies) == 200
