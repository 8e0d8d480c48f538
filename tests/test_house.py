"""The house itself: floors, sizes, promises, and lists that must say the same everywhere."""

import ast
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.coach.commands import COMMANDS, read_command
from bot.domain.understanding import Intent
from bot.slack.manifest import EVENTS, SCOPES, build_manifest
from tests.drivers import Terminal

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for path in (ROOT / "bot").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 45
MEDIAN_FUNCTION = 8
WHOLE_HOUSE = 24_650
"""lines; the aim is about 9,000: a mark of where the house stands, to be lowered"""
SPOKEN = {
    Intent.ASK,
    Intent.FEEDBACK,
    Intent.GREETING,
    Intent.OFF_TOPIC,
    Intent.PRACTICE,
    Intent.SHORTER,
    Intent.THANKS,
    Intent.WHY,
}
"""what is only ever said in words, never typed as a command"""


def functions(paths: list[Path]) -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function of some files."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def size(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return a function's lines."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_and_functions_stay_small_enough_to_see() -> None:
    """No file is over 300 lines, no function over 45, half the functions are 8 lines or less; the house does not grow."""
    long_files = [str(path) for path in SOURCES if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE]
    sizes = sorted(size(node) for _, node in functions(SOURCES))
    long_functions = [
        f"{path}:{node.name}" for path, node in functions(SOURCES) if size(node) > LONGEST_FUNCTION
    ]
    assert long_files == []
    assert long_functions == []
    assert sizes[len(sizes) // 2] <= MEDIAN_FUNCTION
    everything = [
        path for path in (ROOT / "bot").rglob("*") if path.suffix in {".py", ".j2", ".html", ".js", ".css"}
    ]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in everything) <= WHOLE_HOUSE


def test_every_test_states_its_promise() -> None:
    """Each test has a one-sentence docstring."""
    silent = [
        f"{path.name}:{node.name}"
        for path, node in functions(TESTS)
        if node.name.startswith("test_") and not (ast.get_docstring(node) or "").strip().endswith(".")
    ]
    assert silent == []


def test_no_room_has_a_forbidden_name() -> None:
    """There are no side rooms: nothing is called utils, helpers, common, manager or service."""
    forbidden = {"utils", "helpers", "common", "manager", "service", "misc"}
    assert [path for path in SOURCES if path.stem in forbidden] == []
    handled = [
        f"{path.name}:{node.name}" for path, node in functions(SOURCES) if node.name.startswith("handle_")
    ]
    assert handled == []


def test_only_three_places_catch_everything() -> None:
    """`except Exception` stands only in the background tasks' net: the Slack error handler is Bolt's own hook."""
    broad = [
        path.relative_to(ROOT).as_posix() for path in SOURCES if "except Exception" in path.read_text("utf-8")
    ]
    assert [
        place for place in broad if not place.startswith(("bot/slack/tasks", "bot/cli/", "bot/playground/"))
    ] == []


def test_only_config_reads_the_environment_and_only_bootstrap_the_clock() -> None:
    """Settings come from one file; the day is asked for in one file."""
    for path in SOURCES:
        text, name = path.read_text("utf-8"), path.relative_to(ROOT / "bot").as_posix()
        if name != "config.py" and not name.startswith(("playground/", "cli/")):
            assert "environ\n" not in text, name
            assert "os.environ" not in text, name
        if name.startswith(("coach/", "library/", "nlu/", "domain/", "replies/", "conversation")):
            assert "now(" not in text, name
            assert ".today()" not in text.replace("self.today()", ""), name


def test_every_command_is_understood_and_shown_in_help_and_readme(terminal: Terminal) -> None:
    """COMMANDS, help and the README's table name the same commands, and each name is read as what it says."""
    terminal.command("help")
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"| `/comp {command.usage}`" in readme, command.name
        if command.name:
            assert f"/comp {command.name}" in terminal.replies[-1].text
            assert read_command(f"{command.name} anything").intent is command.intent
    assert {command.intent for command in COMMANDS} == set(Intent) - SPOKEN


def test_the_committed_manifest_is_the_generated_one() -> None:
    """manifest.json is what `coach manifest` prints."""
    printed = CliRunner().invoke(app, ["manifest"], env={"COACH_COMMAND": None})
    committed = json.loads((ROOT / "manifest.json").read_text("utf-8"))
    assert committed == build_manifest() == json.loads(printed.stdout)


@pytest.mark.parametrize("url", [None, "https://coach.example"])
@pytest.mark.parametrize("agent", [True, False])
def test_the_manifest_asks_for_the_least(url: str | None, agent: bool) -> None:
    """Scopes and events are those the listeners need; HTTP mode has its addresses, Socket Mode has none."""
    manifest = build_manifest("/comp", url=url, agent=agent)
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    assert scopes == set(SCOPES) - (set() if agent else {"assistant:write"})
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == [*EVENTS]
    assert manifest["settings"]["socket_mode_enabled"] is (url is None)
    assert ("agent_view" in manifest["features"]) is agent
    addresses = json.dumps(manifest).count("https://coach.example/slack/events")
    assert addresses == (4 if url else 0)
    assert ("message_menu_options_url" in manifest["settings"]["interactivity"]) is bool(url)
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert len(manifest["display_information"]["name"]) <= 35
    assert len(manifest["display_information"]["description"]) <= 140


def test_the_wheel_carries_the_seeds() -> None:
    """The build ships seeds inside the package, where `coach` looks for them."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"]["force-include"] == {"seeds": "bot/seeds"}


def test_locks_name_no_host_index_or_folder() -> None:
    """The lock files hold versions and hashes only."""
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not any(
            word in text
            for word in ("http:", "https:", "index-url", "find-links", "trusted-host", "file:", " /")
        )
