"""The author's manual: the front-matter model and the rules, as JSON Schema for editors and as a page for people."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DecimalSchema, ModelSchema

from bot.domain.written import read_written
from bot.library.front_matter import PARTS, FrontMatter, Keys
from bot.library.rules import FORM, REFUSALS, TRUTH, Rule

FRAME = Path(__file__).parent / "writing-a-guide.md"
"""the page's own words; {{keys}} and {{rules}} stand where the tables go"""
TOLD = read_written(__file__, "keys")
LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}
KINDS = {"number": "number", "integer": "whole number", "string": "text"}
RULE_TITLES = ("What a guide is not served with", "Whether it is true", "How it is written")


class KeysSchema(GenerateJsonSchema):
    """What keys.toml says of each key is its description, and a decimal is a number to an editor, never text."""

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """Return the schema of a group of keys, each described."""
        made = super().model_schema(schema)
        for name, words in TOLD[schema["cls"].__name__].items():
            made["properties"][name]["description"] = words
        return made

    def decimal_schema(self, schema: DecimalSchema) -> dict[str, Any]:
        """Return the schema of a number within the same limits."""
        limits = {LIMITS[key]: int(str(limit)) for key, limit in schema.items() if key in LIMITS}
        return {"type": "number", **limits}


def build_schema(model: type[Keys] = FrontMatter) -> dict[str, Any]:
    """Return the JSON Schema of the front matter, or of a part of it."""
    schema = model.model_json_schema(schema_generator=KeysSchema)
    return {"$schema": KeysSchema.schema_dialect, **schema}


def write_manual() -> str:
    """Return docs/writing-a-guide.md."""
    keys = "\n\n".join(_key_table(title, model) for title, model in PARTS.items())
    parts = zip(RULE_TITLES, (REFUSALS, TRUTH, FORM), strict=True)
    rules = "\n\n".join(_rule_table(title, found) for title, found in parts)
    return FRAME.read_text(encoding="utf-8").replace("{{keys}}", keys).replace("{{rules}}", rules)


def _key_table(title: str, model: type[Keys]) -> str:
    schema = build_schema(model)
    needed = set(schema.get("required", ()))
    rows = [
        f"| `{name}` | {_kind_of(found)}{', needed' if name in needed else ''} | {_told(found)} |"
        for name, found in schema["properties"].items()
    ]
    about = " ".join((model.__doc__ or "").split())
    return "\n".join((f"### {title}", "", about, "", "| key | holds | meaning |", "|---|---|---|", *rows))


def _told(found: Mapping[str, Any]) -> str:
    """Return a key's description on one line, safe in a table cell."""
    return " ".join(str(found.get("description", "")).split()).replace("|", "\\|")


def _kind_of(found: Mapping[str, Any]) -> str:
    """Return what a key holds, in a few words; nothing for the null of an optional key."""
    if "anyOf" in found:
        return " or ".join(dict.fromkeys(filter(None, map(_kind_of, found["anyOf"]))))
    if "enum" in found:
        return ", ".join(f"`{word}`" for word in found["enum"])
    if "$ref" in found or found.get("type") == "object":
        return "keys of its own"
    if found.get("type") == "array":
        return f"list of {_kind_of(found.get('items', {}))}"
    return "date" if found.get("format") == "date" else KINDS.get(found.get("type", ""), "")


def _rule_table(title: str, rules: Iterable[Rule]) -> str:
    head = (f"### {title}", "", "| rule | a breach is | what is asked | why |", "|---|---|---|---|")
    cells = ((r.id, "not served" if r.blocks else r.severity, r.about, r.why) for r in rules)
    return "\n".join((*head, *(f"| {' | '.join(row)} |" for row in cells)))
