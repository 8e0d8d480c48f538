"""The command line, as a person or a program uses it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.conversation import Conversation
from tests.conftest import GUIDES, ROOT
from tests.drivers import PATIENCE, SECRET, TOKEN, Terminal, sign
from tests.playground.drivers import until

SERVES = re.compile(r"running on http://127\.0\.0\.1:(\d+)")
KEYS = ["utterance", "outcome", "intent", "company", "role", "region", "level", "alternatives", "confidence"]
READ = ["topics", "off_topic", "slots", "quantities"]


def run(*typed: str, stdin: str = "", env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Run the command line; return exit code, standard output and standard error."""
    result = CliRunner().invoke(app, list(typed), input=stdin, env=env)
    return result.exit_code, result.stdout, result.stderr


def test_ask_answers_one_question_as_plain_text() -> None:
    """Where a program reads, `ask` prints plain Markdown without a control character, each step with its command."""
    code, out, _ = run("ask", "together-ai", "mle", "seattle")
    assert code == 0
    assert "**$179K–$238K**" in out
    assert "[What to say] /comp say together-ai ml-ai-engineer seattle" in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", out)


def test_chat_is_a_conversation(terminal: Terminal, pageless: dict[str, str]) -> None:
    """`chat` opens with help, takes commands with or without the slash, steps by number, and leaves on `exit`."""
    terminal.command("/comp together-ai ml-engineer")
    seattle = terminal.replies[-1].labels.index("Seattle") + 1
    typed = f"/comp together-ai ml-engineer\n{seattle}\nlevers together-ai mle\nexit\nnever read\n"
    code, out, _ = run("chat", stdin=typed, env=pageless)
    assert code == 0
    assert out.index("Type a company and a role") < out.index("$188K–$250K") < out.index("$179K–$238K")
    assert "Needs from you" in out
    assert "never read" not in out


def test_chat_ends_quietly_when_input_does(pageless: dict[str, str]) -> None:
    """End of input is a goodbye, not an error."""
    assert run("chat", stdin="", env=pageless)[0] == 0


def test_parse_writes_one_object_a_line() -> None:
    """`parse --jsonl` reads one utterance a line and writes one object a line with just the promised keys."""
    typed = [
        "muehle-soehne data-engineer berlin",
        "larkspur robotics",
        "software engineer",
        "muehle-soehne product designer",
        "figma data-scientist",
        "",
        "levers larkspur-robotics software-engineer",
    ]
    names = ("parse", "--jsonl", "--names-only", "--guides", str(GUIDES))
    _, out, _ = run(*names, stdin="\n".join(typed) + "\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert [entry["utterance"] for entry in found] == typed
    assert all(list(entry) == [*KEYS, *READ] for entry in found)
    read = [(e["outcome"], e["intent"], e["company"], e["role"], e["region"]) for e in found]
    assert read == [
        ("found", "comp", "muehle-soehne", "data-engineer", "berlin"),
        ("found", "comp", "larkspur-robotics", None, None),
        ("found", "comp", None, "software-engineer", None),
        ("unclear", "comp", "muehle-soehne", "product-designer", None),
        ("none", "comp", None, "data-scientist", None),
        ("none", "help", None, None, None),
        ("found", "levers", "larkspur-robotics", "software-engineer", None),
    ]
    assert found[3]["alternatives"] == [["muehle-soehne", "data-engineer"]]


@pytest.mark.stress
def test_parse_ranks_pages_and_reads_slots() -> None:
    """Each object also holds the best five pages with scores, every slot's words and every quantity with its part."""
    typed = "they offered $240k base and say it's final"
    _, out, _ = run("parse", "--jsonl", stdin=f"{typed}\n")
    found = json.loads(out)
    assert list(found) == [*KEYS, *READ]
    assert len(found["topics"]) == 5
    assert found["topics"][0][0] == "final_offer"
    assert found["slots"] == {"amounts": ["$240k"]}
    assert [(one["words"], one["component"]) for one in found["quantities"]] == [("$240k", "base")]
    assert "final_offer: " in run("parse", typed)[1]


def test_parse_explains_itself() -> None:
    """`parse` shows for each stretch of words what it was read as, and why."""
    _, out, _ = run("parse", "--names-only", "togther ai mle sf")
    for expected in ("together-ai", "ml-ai-engineer", "sf-bay-area", "why", "found"):
        assert expected in out


@pytest.mark.parametrize(
    ("typed", "env", "says"),
    [
        (("serve", "http"), {}, "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET not set"),
        (("serve", "socket"), {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN not set"),
        (("serve",), {}, "neither is configured"),
        (("serve",), {"SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s"}, "both are configured"),
        (("ask", "x", "--today", "soon"), {}, "--today is not a date"),
        (("ask", "x"), {"COACH_COMMAND": "/pay me"}, "COACH_COMMAND is not a name Slack accepts"),
        (("ask", "x"), {"PORT": "1e5"}, "PORT is not a port number"),
        (("ask", "x"), {"SLACK_API_URL": "slack"}, "SLACK_API_URL is not a web address"),
        (("ask", "x"), {"COACH_LOG": "LOUD"}, "COACH_LOG is not a log level"),
        (("ask", "x"), {"COACH_SEEDS": "/nowhere"}, "there is no folder"),
        (("ask", "x", "--guides", "/nowhere"), {}, "there is no folder"),
        (("play", "--script", "/nowhere"), {}, "the script cannot be read"),
    ],
)
def test_what_stands_in_the_way_is_said_with_what_to_do(
    typed: tuple[str, ...], env: dict[str, str], says: str
) -> None:
    """A wrong setting is one line on standard error, with a remedy, and exit code 2; no traceback, no secret."""
    clean = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"), "")
    code, _, err = run(*typed, env={**clean, **env})
    assert code == 2
    assert says in err
    assert " — " in err
    assert "xapp-1" not in err
    assert len(err.strip().splitlines()) == 1


def test_a_broken_guide_is_named_and_the_others_are_served(tmp_path: Path) -> None:
    """A guide that cannot be read is told on standard error with line and remedy; the others answer."""
    good = (GUIDES / "muehle-soehne/data-engineer.md").read_text("utf-8")
    (tmp_path / "good.md").write_text(good, "utf-8")
    (tmp_path / "half.md").write_text(good[:120], "utf-8")
    code, out, err = run("ask", "--guides", str(tmp_path), "muehle-soehne data-engineer")
    assert code == 0
    assert "€68K–€95.5K" in out
    assert "half.md:6: error:" in err


def test_a_name_from_a_guide_cannot_break_a_terminal(tmp_path: Path, invented: Conversation) -> None:
    """Escape sequences and rich markup in a guide's names are shown as text or dropped, never obeyed."""
    good = (GUIDES / "muehle-soehne/data-engineer.md").read_text("utf-8")
    evil = good.replace("Mühle & Söhne", r'"[red]M\x1b[31m [link=x]"'.replace('"', "'"))
    (tmp_path / "evil.md").write_text(evil, "utf-8")
    _, out, _ = run("ask", "--guides", str(tmp_path), "muehle-soehne data-engineer")
    assert "\x1b" not in out
    terminal = Terminal(invented)
    terminal.command("[bold]zzqx[/bold] [nope")
    assert "[nope" in terminal.replies[-1].text or "No guide" in terminal.replies[-1].text


def test_the_manifest_is_json_to_paste() -> None:
    """`manifest` prints JSON; --url and --no-agent change what they say they change."""
    assert json.loads(run("manifest")[1])["settings"]["socket_mode_enabled"] is True
    http = json.loads(run("manifest", "--url", "https://coach.example/", "--no-agent")[1])
    assert http["features"]["slash_commands"][0]["url"] == "https://coach.example/slack/events"
    assert "agent_view" not in http["features"]
    renamed = json.loads(run("manifest", env={"COACH_COMMAND": "pay"})[1])
    assert renamed["features"]["slash_commands"][0]["command"] == "/pay"


@contextmanager
def serving(told: Path, **more: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run `serve` with only HTTP's variables set, on any free port; yield the process, and the port once it serves."""
    own = {"PORT": "0", "COACH_HOST": "127.0.0.1", "SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
    command = [sys.executable, "-m", "bot", "serve"]
    with told.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own, **more}, stderr=log)  # noqa: S603 - our own command
        try:
            yield process, int(until(lambda: SERVES.search(told.read_text("utf-8")))[1])
        finally:
            process.kill()
            process.wait()


def test_serve_http_is_healthy_and_leaves_when_told(tmp_path: Path, pageless: dict[str, str]) -> None:
    """`serve` with HTTP's variables set is ready, logs JSON without secrets or a library's warning, and ends on SIGTERM."""
    told = tmp_path / "log"
    with serving(told, COACH_LOG="DEBUG", **pageless) as (process, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE) as answer:
            assert answer.read() == b"ready"
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    lines = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert any("serving 1 guides by http on 127.0.0.1" in line["message"] for line in lines)
    assert not [line for line in lines if line["level"] == "WARNING" and "content:" not in line["message"]]
    assert TOKEN not in told.read_text("utf-8")
    assert SECRET not in told.read_text("utf-8")


class SlowSlack(BaseHTTPRequestHandler):
    """A Web API that takes a call only once the process has been told to leave."""

    left: ClassVar[Event] = Event()
    posted: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        """Take a call, a moment after the process was told to leave."""
        self.left.wait(PATIENCE)
        time.sleep(0.5)
        self.posted.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"ok": true}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Keep quiet."""


@pytest.mark.stress
def test_work_under_way_is_finished_before_the_process_leaves(tmp_path: Path) -> None:
    """A direct message acknowledged just before SIGTERM is still answered, however slow Slack is to take the reply."""
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "ts": "1.1"}
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": event}).encode()
    with ThreadingHTTPServer(("127.0.0.1", 0), SlowSlack) as slow:
        Thread(target=slow.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{slow.server_port}/api/"
        with serving(tmp_path / "log", SLACK_API_URL=url) as (process, port):
            with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as line:
                headers = {"Content-Type": "application/json", **sign(body)}
                line.request("POST", "/slack/events", body, headers)
                assert line.getresponse().status == 200
            process.send_signal(signal.SIGTERM)
            SlowSlack.left.set()
            process.wait(PATIENCE)
        slow.shutdown()
    assert SlowSlack.posted == ["/api/chat.postMessage"]
