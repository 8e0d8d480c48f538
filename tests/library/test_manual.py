"""The author's manual: complete, up to date, and its examples work."""

import re
from pathlib import Path

import pytest

from bot.library.front_matter import PARTS
from bot.library.manual import build_schema, write_manual
from bot.library.rules import RULES
from tests.library.folder import GOOD, ROOT, check_text

PAGE = ROOT / "docs" / "writing-a-guide.md"
EXAMPLES = re.findall(r"^```\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)

SNIPPETS = [example for example in EXAMPLES if not example.startswith(("---", "coach "))]


def test_the_page_is_what_the_model_says() -> None:
    """docs/writing-a-guide.md is what `coach guides schema --markdown` prints."""
    assert PAGE.read_text("utf-8") == write_manual()


def test_every_key_is_explained() -> None:
    """Each key a guide may have stands in the page, in its group, with a sentence on what it means."""
    page = PAGE.read_text("utf-8")
    for group, key in ((group, key) for group, model in PARTS.items() for key in model.model_fields):
        part = page.split(f"\n### {group}\n")[1].split("\n### ")[0]
        (row,) = re.findall(rf"^\| `{key}` \| (.+) \| (.+) \|$", part, re.MULTILINE)
        assert all(cell.strip() for cell in row), (group, key)


def test_every_rule_is_explained() -> None:
    """Each rule stands in the page, with what it asks and why."""
    page = PAGE.read_text("utf-8")
    for rule in RULES:
        (row,) = re.findall(rf"^\| {rule} \| (.+?) \| (.+) \| (.+) \|$", page, re.MULTILINE)
        assert all(cell.strip() for cell in row), rule


def test_every_key_of_the_schema_is_described() -> None:
    """An editor that reads the JSON Schema can explain every key, and marks any other."""
    schema = build_schema()
    parts = [schema, *schema["$defs"].values()]
    assert all(part["additionalProperties"] is False for part in parts)
    assert all(found["description"] for part in parts for found in part["properties"].values())


def test_the_smallest_guide_of_the_page_is_served(tmp_path: Path) -> None:
    """The page's first example is a guide that is served as it stands."""
    assert check_text(tmp_path, EXAMPLES[0]).is_served


@pytest.mark.parametrize("example", SNIPPETS, ids=lambda part: part.split("\n")[0][:30])
def test_every_example_of_a_part_breaks_no_rule(tmp_path: Path, example: str) -> None:
    """Each part of a body shown in the page can be copied into a guide and breaks no rule."""
    more = "    stock_low: 80000\n    stock_high: 140000\n    bonus_pct: 10\n    total_comp_low: 207000\n    total_comp_high: 277000\n"
    text = GOOD.replace("data_sources:", f"{more}data_sources:").replace(
        "compensation:", "equity_basis: grant_total\ncompensation:"
    )
    assert check_text(tmp_path, f"{text}# Role\n\n{example}").problems == ()
