"""Throughput and latency of `/comp` over HTTP, beside a bare Bolt app that acknowledges a constant.

    python -m tests.bench.http

200 distinct texts over 50 guides, warm, on one server process each; the client keeps connections alive. Both
answers have the same size. Machines are noisy: read the ratios.
"""

import asyncio
import json
import multiprocessing
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.bootstrap import open_conversation
from bot.config import Settings
from bot.slack.app import open_app
from bot.slack.connection import Connection
from bot.slack.http import open_server
from bot.slack.tasks import Tasks
from tests.drivers import SECRET, TOKEN, sign

ROOT = Path(__file__).parent.parent.parent
GUIDES, TEXTS, REQUESTS = 50, 200, 4_000
LENGTH = re.compile(rb"(?i)content-length: *(\d+)")
CONNECTION = Connection(
    command="/comp", api_url="http://127.0.0.1:9/api/", bot_token=TOKEN, signing_secret=SECRET
)


def write_guides(folder: Path) -> list[str]:
    """Write 50 guides made of our shipped one under other companies' names; return 200 distinct texts about them."""
    original = (ROOT / "seeds/guides/together-ai/ml-ai-engineer.md").read_text("utf-8")
    texts = []
    for number in range(GUIDES):
        slug = f"company-{'abcdefghij'[number % 10]}{'klmno'[number // 10]}"
        text = original.replace("company: together-ai", f"company: {slug}").replace(
            "company_aliases:", "x_aliases:"
        )
        text = text.replace("company_display: Together AI", f"company_display: {slug.title()}")
        (folder / f"{slug}.md").write_text(text, "utf-8")
        texts += [
            f"{slug} {rest}"
            for rest in ("ml-ai-engineer", "ml-ai-engineer seattle", "say ml-ai-engineer", "mle sf")
        ]
    return [text if " say " not in text else f"say {text.replace(' say', '')}" for text in texts]


def serve_ours(port: int, folder: str) -> None:
    """Serve the product."""
    conversation = open_conversation(
        Settings(seeds=ROOT / "seeds"), guides=Path(folder), clock=lambda: date(2026, 11, 22)
    )
    reached = replace(CONNECTION, port=port)
    asyncio.run(open_server(open_app(conversation, reached, Tasks()), reached).serve())


def serve_bare(port: int, body: str) -> None:
    """Serve a bare Bolt app on the same server: it verifies the signature and acknowledges a constant."""
    answer = json.loads(body)

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=TOKEN)

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    async def on_command(ack: AsyncAck) -> None:
        await ack(**answer)

    app.command("/comp")(on_command)
    config = uvicorn.Config(
        AsyncSlackRequestHandler(app), host="127.0.0.1", port=port, http="h11", lifespan="off", access_log=False, log_level="error"
    )  # fmt: skip
    asyncio.run(uvicorn.Server(config).serve())


async def send(port: int, texts: list[str], workers: int, requests: int) -> tuple[float, list[float], bytes]:
    """Send signed commands over keep-alive connections; return requests a second, seconds each, and a last body."""
    took: list[float] = []
    last = b""

    async def work(number: int) -> None:
        nonlocal last
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for turn in range(requests // workers):
            asked = frame(texts[(turn * workers + number) % len(texts)])
            began = time.perf_counter()
            writer.write(asked)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 200"), answer
            last = await reader.readexactly(int(LENGTH.findall(answer)[0]))
            took.append(time.perf_counter() - began)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(work(number) for number in range(workers)))
    return len(took) / (time.perf_counter() - began), took, last


def frame(text: str) -> bytes:
    """Return a signed command as it goes over the wire."""
    form = {"command": "/comp", "text": text, "user_id": "U1", "channel_id": "C1", "team_id": "T1"}
    body = urlencode(form).encode()
    headers = {
        **sign(body),
        "Host": "x",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }
    lines = ["POST /slack/events HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join((*lines, "", "")).encode() + body


def running(serve: Callable[..., None], port: int, argument: str) -> multiprocessing.Process:
    """Start a server process."""
    process = multiprocessing.Process(target=serve, args=(port, argument), daemon=True)
    process.start()
    return process


async def wait_for(port: int) -> None:
    """Wait until a server listens."""
    for _ in range(400):
        try:
            (await asyncio.open_connection("127.0.0.1", port))[1].close()
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise TimeoutError


def percentile(took: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    return sorted(took)[min(int(len(took) * share), len(took) - 1)] * 1_000


async def measure(texts: list[str], ours: int, bare: int) -> None:
    """Print the table."""
    rows: dict[str, list[tuple[float, float, float]]] = {"ours": [], "bare": []}
    for port in (ours, bare):
        await send(port, texts, 16, 800)
    for _ in range(5):
        for name, port in (("ours", ours), ("bare", bare)):
            rate, took, _ = await send(port, texts, 16, REQUESTS)
            rows[name].append((rate, percentile(took, 0.5), percentile(took, 0.99)))
    print(f"{'16 in flight':14}{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}   medians of five runs of {REQUESTS}")
    median = {
        name: [statistics.median(column) for column in zip(*runs, strict=True)] for name, runs in rows.items()
    }
    for name, (rate, p50, p99) in median.items():
        print(f"{name:14}{rate:8.0f}{p50:8.2f}{p99:8.2f}")
    ratios = [
        statistics.median(a[i] / b[i] for a, b in zip(rows["ours"], rows["bare"], strict=True))
        for i in range(3)
    ]
    print(
        f"{'ours / bare':14}{ratios[0]:8.2f}{ratios[1]:8.2f}{ratios[2]:8.2f}   pair by pair; wanted: at least 0.70, at most 2.00 for p99"
    )
    _, took, _ = await send(ours, texts, 400, 400)
    print(f"400 at once   slowest {max(took):.2f} s; over 3 s: {sum(one > 3 for one in took)}")


async def main(run: Callable[[list[str], int, int], Awaitable[None]] = measure) -> None:
    """Start both servers, measure, stop them."""
    with tempfile.TemporaryDirectory() as name:
        texts = write_guides(Path(name))
        assert len(set(texts)) == TEXTS
        ours, bare = 18_431, 18_432
        processes = [running(serve_ours, ours, name)]
        await wait_for(ours)
        _, _, body = await send(ours, texts, 1, 20)
        processes.append(running(serve_bare, bare, body.decode()))
        await wait_for(bare)
        try:
            await run(texts, ours, bare)
        finally:
            for process in processes:
                process.terminate()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
