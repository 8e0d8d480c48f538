"""How soon `coach play` is usable, and how long a message takes to be answered. Run: python -m tests.bench.playground.

Start-up is a new process from its start to a served page, against an empty Python process. A round trip is a
message sent by the page's own endpoint until the reply is shown, against the same with an app that answers from
a bare socket.
"""

import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request

from tests.playground.browser import real_bot
from tests.playground.drivers import DM, GENERAL, Loop, Puppet, Site, until

STARTS, ROUNDS = 7, 300


def time_python() -> float:
    """Time an empty Python process, in seconds."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - begun


def time_start() -> tuple[float, float]:
    """Time a whole `coach play`: until its page is served, and until the coach is in; in seconds."""
    begun = time.perf_counter()
    command = [sys.executable, "-u", "-m", "bot", "play", "--port", "0", "--no-browser"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        urllib.request.urlopen(found[0]).read()  # noqa: S310 - our own loopback address
        page = time.perf_counter() - begun
        while "The coach is in" not in process.stdout.readline():
            pass
        joined = time.perf_counter() - begun
        process.terminate()
    return page, joined


def time_round(site: Site, text: str, room: str) -> float:
    """Time one message from being sent until its answer is shown, in milliseconds."""
    before = len([m for m in site.seen(room=room) if m.kind == "app"])
    begun = time.perf_counter()
    site.say(text, room)
    while len([m for m in site.seen(room=room) if m.kind == "app"]) == before:
        time.sleep(0.0002)
    return (time.perf_counter() - begun) * 1000


def show(name: str, values: list[float], unit: str) -> None:
    """Print the median, the 95th percentile and the worst."""
    ordered = sorted(values)
    late = ordered[int(len(ordered) * 0.95)]
    print(f"{name:<52}{statistics.median(ordered):>9.2f}{late:>9.2f}{ordered[-1]:>9.2f} {unit}")


def main() -> None:
    """Print the table."""
    print(f"{'':<52}{'p50':>9}{'p95':>9}{'max':>9}")
    show("empty python process", [time_python() for _ in range(STARTS)], "s")
    starts = [time_start() for _ in range(STARTS)]
    show("coach play: page served", [page for page, _ in starts], "s")
    show("coach play: coach connected", [joined for _, joined in starts], "s")
    loop = Loop()
    site = Site(loop)
    Puppet(site, slash_commands={"text": "answered"})
    show("/comp, app is a bare socket", [time_round(site, "/comp x", GENERAL) for _ in range(ROUNDS)], "ms")
    site.close()
    with real_bot(loop) as real:
        until(lambda: real.workspace.office.link.connected)
        rounds = [time_round(real, "/comp together-ai ml-engineer", GENERAL) for _ in range(ROUNDS)]
        show("/comp together-ai ml-engineer, real coach", rounds, "ms")
        rounds = [time_round(real, "together ai ml engineer", DM) for _ in range(ROUNDS)]
        show("a direct message, real coach", rounds, "ms")
    loop.close()


if __name__ == "__main__":
    main()
