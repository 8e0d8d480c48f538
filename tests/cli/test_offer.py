"""`coach offer`: the review, the plan and the email of one line, for people and for programs."""

import io
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.offer import find_answers, show_answer
from bot.conversation import Conversation

LINE = "together-ai mle sf base 213k equity 200k vesting 5/15/40/40 bonus 16% sign-on 21k"


def run(*typed: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run `coach offer` on a fixed day; return exit code and standard output."""
    result = CliRunner().invoke(app, ["offer", *typed, "--today", "2026-11-22"], env=env)
    return result.exit_code, result.stdout


def shown(coach: Conversation, typed: str) -> str:
    """Return what a person at a terminal sees, without colors."""
    console = Console(file=io.StringIO(), width=100, force_terminal=True)
    for answer in find_answers(typed, coach):
        show_answer(answer, coach, console)
    assert isinstance(console.file, io.StringIO)
    return re.sub(r"\x1b\[[0-9;]*m", "", console.file.getvalue())


def figures(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Return every figure in a JSON value, however deep."""
    if isinstance(value, dict):
        own = [value] if value.keys() == {"value", "unit", "origin"} else []
        return own + [figure for part in value.values() for figure in figures(part)]
    return [figure for part in value for figure in figures(part)] if isinstance(value, list) else []


def test_one_line_gives_review_plan_and_email(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Piped, all three are plain Markdown in that order; no file is written, and no log, at any level, has an amount."""
    with caplog.at_level(logging.DEBUG):
        code, out = run(*LINE.split(), env={"COACH_CACHE": str(tmp_path)})
    assert [*tmp_path.iterdir()] == []
    assert not [word for word in ("213", "200k", "21k", "247") if word in caplog.text]
    assert code == 0
    assert out.index("Cash target $247K") < out.index("Counter plan") < out.index("Hi [their name]")
    assert "- Year 1: $268K + $10K = $278K" in out
    assert "/comp" not in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", out)


def test_a_terminal_shows_years_and_asks_as_tables(coach: Conversation) -> None:
    """Where a person reads, the years and the asks stand in columns, once."""
    text = shown(coach, LINE)
    assert re.search(r"year +cash +equity on paper +together", text)
    assert re.search(r"1 +\$268K +\$10K +\$278K", text)
    assert re.search(r"part +offered +ask +aim for +ceiling", text)
    assert re.search(r"base +\$213K", text)
    assert "Year 1:" not in text
    assert "(offered" not in text


def test_json_holds_every_figure_with_its_unit_and_origin() -> None:
    """A program gets each figure of review and plan with value, unit and where it comes from, and the email's text."""
    code, out = run(*LINE.split(), "--json")
    told = json.loads(out)
    assert code == 0
    assert set(told) == {"offer_reviewed", "counter_planned", "drafted", "email"}
    cash = told["offer_reviewed"]["cash_target"]
    assert cash["value"] == {"amount": "247080", "currency": "USD"}
    assert (cash["unit"], cash["origin"]["formula"] != "") == ("per_year", True)
    assert told["offer_reviewed"]["offer"]["base"]["origin"] == {"words": "213k", "is_theirs": False}
    assert len(figures(told)) > 40
    assert all(figure["unit"] and figure["origin"] for figure in figures(told))
    assert told["email"].startswith("Hi [their name],")
    assert "$213,000" in told["email"]


@pytest.mark.parametrize("typed", ["", "my seat"])
def test_what_states_nothing_asks_for_the_offer(coach: Conversation, typed: str) -> None:
    """Nothing that can be read as an offer is answered with what to type."""
    assert "Tell me the offer in one line" in shown(coach, typed)


def test_a_doubt_is_asked_about_and_told_to_programs() -> None:
    """An amount in no currency is a question, each reading with what to type for it, and exit code 1."""
    code, out = run("acme", "base", "250k")
    assert code == 1
    assert "in which currency?" in out
    assert "[EUR] coach offer Acme: base 250k EUR" in out
