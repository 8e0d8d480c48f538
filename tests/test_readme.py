"""The README is run, not believed."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
TRANSCRIPT = re.compile(r"```console\n\$ coach (?P<typed>[^\n]+)\n(?P<shown>.*?)```", re.DOTALL)


def test_the_transcript_is_real(pageless: dict[str, str]) -> None:
    """What the README shows is what the command prints, word by word."""
    found = TRANSCRIPT.search(README)
    assert found is not None
    printed = CliRunner().invoke(app, shlex.split(found["typed"]), env=pageless)
    assert printed.stdout.strip() == found["shown"].strip()


def test_the_two_commands_install_locks_that_are_there() -> None:
    """Both one-liners install a lock file of the repository and then run the product or its tests."""
    commands = re.findall(r"^python3 -m venv [^\n]+$", README, re.MULTILINE)
    assert [command.split(" && ")[-1] for command in commands] == [
        ".venv/bin/python -m bot play",
        ".venv/bin/python -m pytest",
    ]
    locks = [re.search(r"-r (\S+)", command) for command in commands]
    assert all(lock and (ROOT / lock[1]).is_file() for lock in locks)


def test_ci_begins_with_the_readmes_test_command() -> None:
    """.ci/run starts with the command that the README promises."""
    commands = re.findall(r"^python3 -m venv [^\n]+pytest$", README, re.MULTILINE)
    lines = [
        line for line in (ROOT / ".ci/run").read_text("utf-8").splitlines() if line and line[0] not in "# "
    ]
    assert lines[2] == commands[0]


def test_the_smallest_guide_works(tmp_path: Path) -> None:
    """The guide in the README is served as it stands there."""
    guide = re.search(r"```markdown\n(?P<text>---.*?---\n)```", README, re.DOTALL)
    assert guide is not None
    (tmp_path / "guide.md").write_text(guide["text"], "utf-8")
    printed = CliRunner().invoke(
        app, ["ask", "--guides", str(tmp_path), "larkspur-robotics software-engineer"]
    )
    assert "Base **$170K–$220K** a year" in printed.stdout


def test_every_linked_file_is_there() -> None:
    """No link in the README leads to a file that is missing."""
    links = re.findall(r"\]\((?!http)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
