"""Forms as modals: what a person fills in, and what is wrong beside the field."""

from collections.abc import Mapping
from typing import Any

from bot.replies.markdown import unescape
from bot.replies.reply import Field, FieldKind, Form, Reply
from bot.slack.blocks import plain, section
from bot.slack.mrkdwn import to_paragraphs

MOST_TITLE = 24  # characters of a modal's title and of its buttons
MOST_VALUE = 3_000
MOST_HINT = 2_000
PREFIX = "form:"


def to_view(form: Form, where: str) -> dict[str, Any]:
    """Return a form as a modal. `where` is the channel it was opened in; amounts stand in the fields alone."""
    return {
        "type": "modal",
        "callback_id": f"{PREFIX}{form.command}"[:255],
        "private_metadata": where,
        "title": {"type": "plain_text", "text": form.title[:MOST_TITLE]},
        "submit": {"type": "plain_text", "text": form.submit[:MOST_TITLE]},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [*map(section, to_paragraphs(form.above)), *map(to_input, form.fields)],
    }


def to_input(field: Field) -> dict[str, Any]:
    """Return a field as an input block, named after it, so that an error finds it."""
    block: dict[str, Any] = {
        "type": "input",
        "block_id": field.name,
        "optional": True,
        "label": plain(field.label),
        "element": {"action_id": "value", **element(field)},
    }
    if field.hint:
        block["hint"] = {"type": "plain_text", "text": field.hint[:MOST_HINT]}
    return block


def element(field: Field) -> dict[str, Any]:
    """Return the element that a field is filled with, holding what stands in it."""
    match field.kind:
        case FieldKind.DATE:
            return {"type": "datepicker", **({"initial_date": field.value} if field.value else {})}
        case FieldKind.CHOICE:
            options = {value: {"text": plain(label), "value": value} for value, label in field.choices}
            chosen = {"initial_option": options[field.value]} if field.value in options else {}
            return {"type": "static_select", "options": [*options.values()], **chosen}
        case FieldKind.TEXT | FieldKind.LONG:
            initial = {"initial_value": field.value[:MOST_VALUE]} if field.value else {}
            several = field.kind is FieldKind.LONG
            return {"type": "plain_text_input", "multiline": several, "max_length": MOST_VALUE, **initial}


def to_errors(reply: Reply, view: Mapping[str, Any]) -> dict[str, Any]:
    """Return a reply as a word beside a modal's first field."""
    first = next(block["block_id"] for block in view["blocks"] if block["type"] == "input")
    return {"response_action": "errors", "errors": {first: unescape(reply.body).replace("`", "")}}


def read_values(view: Mapping[str, Any]) -> dict[str, str]:
    """Return what was filled in, by field; an empty field is left out."""
    filled = {name: read_value(block["value"]) for name, block in view["state"]["values"].items()}
    return {name: value for name, value in filled.items() if value}


def read_value(state: Mapping[str, Any]) -> str:
    """Return the value of one element."""
    chosen = state.get("selected_option") or {}
    return str(state.get("value") or state.get("selected_date") or chosen.get("value") or "").strip()
