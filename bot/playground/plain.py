"""Draws messages and views as lines of text, for the conversation a script prints."""

import re
from collections.abc import Iterable, Iterator

from bot.playground.elements import labels_of, options_of
from bot.playground.mrkdwn import Namer, read_entities
from bot.playground.values import Json, Message


def to_lines(message: Message, name_of: Namer) -> list[str]:
    """Draw a message; one without blocks is its text."""
    if not message.blocks:
        return _read(message.text, name_of).splitlines()
    return blocks_to_lines(message.blocks, name_of)


def blocks_to_lines(blocks: Iterable[Json], name_of: Namer) -> list[str]:
    """Draw blocks, each on lines of its own."""
    return [line for block in blocks for text in _draw(block, name_of) for line in text.splitlines()]


def _draw(block: Json, name_of: Namer) -> Iterator[str]:
    parts = block.get("elements", [block["accessory"]] if "accessory" in block else [])
    match block["type"]:
        case "divider":
            yield "———"
        case "input":
            optional = " (optional)" if block.get("optional") else ""
            yield f"{block['label']['text']}{optional}: {_element(block['element'])}"
        case "table" | "data_table":
            yield from (" | ".join(_words(cell) for cell in row) for row in block["rows"])
        case "rich_text":
            yield from (_words(part) for part in parts)
        case "data_visualization":
            yield f"[{block['chart']['type']} chart] {block['title']}"
        case "header" | "markdown" | "section" | "context" | "actions" | "context_actions":
            yield from (_say(part, name_of) for part in (block.get("text"), *block.get("fields", ())) if part)
            is_text = block["type"] == "context"
            yield " ".join(_say(p, name_of) if is_text and "text" in p else _element(p) for p in parts)
        case kind:
            yield f"[{kind}] {block.get('alt_text', 'not drawn here')}"


def _say(text: Json | str, name_of: Namer) -> str:
    return text if isinstance(text, str) else _read(text["text"], name_of)


def _read(text: str, name_of: Namer) -> str:
    named = re.sub(r"<([@#])(\w+)(?:\|[^>]*)?>", lambda found: found[1] + name_of(found[2]), text)
    linked = re.sub(r"<((?:https?|mailto):[^|>]+)\|([^>]+)>", r"\2 (\1)", named)
    return read_entities(re.sub(r"<((?:https?|mailto):[^|>]+)>", r"\1", linked))


def _element(part: Json) -> str:
    kind, labels = part["type"], [label for label, _ in labels_of(part)]
    if kind == "image":
        return f"[image: {part['alt_text']}]"
    if options_of(part):
        names = ", ".join(labels)
        return f"[⋯ {names}]" if kind == "overflow" else f"[{names} ▾]"
    hint = part.get("initial_value") or (part.get("placeholder") or {}).get("text")
    return " ".join(f"[{label}]" for label in labels) or f"[{hint or kind.replace('_', ' ')}]"


def _words(part: Json) -> str:
    """Read the words of rich text or of a table cell, lists with a dash."""
    if "elements" in part:
        inner = [_words(one) for one in part["elements"]]
        is_list = part["type"] == "rich_text_list"
        return "\n".join(f"- {line}" for line in inner) if is_list else "".join(inner)
    return str(part.get("text") or part.get("url") or part.get("value") or "")
