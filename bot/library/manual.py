"""The author's manual: the front-matter model and the rules, as JSON Schema for editors and as a page for people."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.domain.problem import Severity
from bot.library.front_matter import (
    CompensationKeys,
    ComponentSource,
    FrontMatter,
    Keys,
    LevelMappingKeys,
    PostedKeys,
    SourceKeys,
)
from bot.library.rules import FORM, REFUSALS, TRUTH, Rule

FRAME = Path(__file__).parent / "writing-a-guide.md"
"""the page's own words; {{keys}} and {{rules}} stand where the tables go"""
PARTS: tuple[tuple[str, type[Keys]], ...] = (
    ("The guide", FrontMatter),
    ("compensation", CompensationKeys),
    ("source, for one component", ComponentSource),
    ("posted", PostedKeys),
    ("data_sources", SourceKeys),
    ("level_mapping", LevelMappingKeys),
)
KINDS = {"number": "number", "integer": "whole number", "string": "text"}
RULE_PARTS = (
    ("What a guide is not served with", REFUSALS),
    ("Whether it is true", TRUTH),
    ("How it is written", FORM),
)


def build_schema() -> dict[str, Any]:
    """Return the JSON Schema of the front matter."""
    schema = FrontMatter.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def write_manual() -> str:
    """Return docs/writing-a-guide.md."""
    keys = "\n\n".join(key_table(title, model) for title, model in PARTS)
    rules = "\n\n".join(rule_table(title, found) for title, found in RULE_PARTS)
    return FRAME.read_text(encoding="utf-8").replace("{{keys}}", keys).replace("{{rules}}", rules)


def key_table(title: str, model: type[Keys]) -> str:
    """Return one group of keys as a Markdown table."""
    schema = model.model_json_schema()
    needed = set(schema.get("required", ()))
    rows = [
        f"| `{name}` | {kind_of(found)}{'' if name not in needed else ', needed'} | {told(found)} |"
        for name, found in schema["properties"].items()
    ]
    about = " ".join((model.__doc__ or "").split())
    return "\n".join((f"### {title}", "", about, "", "| key | holds | meaning |", "|---|---|---|", *rows))


def told(found: Mapping[str, Any]) -> str:
    """Return a key's description on one line, safe in a table cell."""
    return " ".join(str(found.get("description", "")).split()).replace("|", "\\|")


def kind_of(found: Mapping[str, Any]) -> str:
    """Return what a key holds, in a few words."""
    kinds = dict.fromkeys(kind for choice in choices(found) if (kind := kind_of_choice(choice)))
    return " or ".join(kinds)


def choices(found: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Return the kinds of value a key allows."""
    options: Iterable[Mapping[str, Any]] = found.get("anyOf", (found,))
    return options


def kind_of_choice(choice: Mapping[str, Any]) -> str:
    """Return one kind of value in a few words; nothing for the null of an optional key."""
    if "enum" in choice:
        return ", ".join(f"`{word}`" for word in choice["enum"])
    if "$ref" in choice or choice.get("type") == "object":
        return "keys of its own"
    if choice.get("type") == "array":
        return f"list of {kind_of(choice.get('items', {}))}"
    if choice.get("format") == "date":
        return "date"
    return KINDS.get(choice.get("type", ""), "")


def rule_table(title: str, rules: Iterable[Rule]) -> str:
    """Return one group of rules as a Markdown table."""
    rows = (f"| {rule.id} | {weight(rule)} | {rule.about} | {rule.why} |" for rule in rules)
    return "\n".join(
        (f"### {title}", "", "| rule | a breach is | what is asked | why |", "|---|---|---|---|", *rows)
    )


def weight(rule: Rule) -> str:
    """Return how grave a breach is, in the words of the manual."""
    if rule.blocks:
        return "not served"
    return {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}[rule.severity]


def documented() -> Iterator[tuple[str, str]]:
    """Yield every (group, key) the manual must explain."""
    for title, model in PARTS:
        yield from ((title, name) for name in model.model_fields)
