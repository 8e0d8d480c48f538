"""What a person chose in an element, in the words each element type has for it.

Reference: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload and /view-interactions-payload
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path

from bot.playground.values import Json, RefusalError

_LINES = (Path(__file__).parent / "elements.txt").read_text("utf-8").splitlines()
# By element type, its look and the key of what was chosen in it: elements.txt, whose head says more.
KINDS = {line.split()[0]: (*line.split()[1:], "")[:2] for line in _LINES if not line.startswith("#")}
Chosen = Mapping[str, list[str]]


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every element with an action_id, each with its block."""
    for block in blocks:
        parts = [block.get("element"), block.get("accessory"), *(block.get("elements") or ())]
        yield from ((block, part) for part in parts if isinstance(part, dict) and "action_id" in part)


def with_offers(blocks: list[Json], offers: Mapping[str, list[Json]]) -> list[Json]:
    """Copy the blocks with what the app offered for each external select as its options."""
    copied = deepcopy(blocks)
    for block, element in elements_of(copied):
        if element["type"].endswith("external_select"):
            element["options"] = offers.get(f"{block['block_id']}/{element['action_id']}", [])
    return copied


def find_element(blocks: list[Json], block_id: str, action_id: str) -> Json:
    """Find an element by its ids; refuse when it is not there (any more)."""
    for block, element in elements_of(blocks):
        if block["block_id"] == block_id and element["action_id"] == action_id:
            return element
    raise RefusalError("element_not_found")


def options_of(element: Json) -> list[Json]:
    """List an element's options, those of its groups included."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def labels_of(element: Json) -> Iterator[tuple[str, str]]:
    """Yield each label an element offers, with the value that choosing it sends."""
    yield from ((option["text"]["text"], option["value"]) for option in options_of(element))
    for part in (element, element.get("positive_button", {}), element.get("negative_button", {})):
        if "text" in part:
            yield part["text"]["text"], part.get("value", "")


def _option(element: Json, value: str) -> Json:
    initial = [element.get("initial_option"), *element.get("initial_options", ())]
    for option in (*options_of(element), *filter(None, initial)):
        if option["value"] == value:
            return {"text": option["text"], "value": value}
    raise RefusalError("option_not_found")


def read_choice(element: Json, values: list[str]) -> Json:
    """Say what was chosen as Slack does; nothing chosen is null, or an empty list."""
    _, key = KINDS[element["type"]]
    found: list[object] = [_read_value(key, element, value) for value in values if value]
    return {key: found} if key.endswith("s") else {key: found[0] if found else None}


def _read_value(key: str, element: Json, value: str) -> object:
    if key.startswith("selected_option"):
        return _option(element, value)
    if key == "rich_text_value":
        line = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {"type": "rich_text", "elements": [line]}
    return int(value) if key == "selected_date_time" else value


def read_action(element: Json, values: list[str]) -> Json:
    """Describe one click or choice for a `block_actions` payload."""
    said = {name: element[name] for name in ("type", "action_id")}
    if KINDS[element["type"]][1]:
        hint = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
        return {**said, **read_choice(element, values), **hint}
    sides = [element[name] for name in ("positive_button", "negative_button") if name in element]
    pressed = next((side for side in sides if side["value"] in values), element)
    return {**said, **{name: pressed[name] for name in ("text", "value") if name in pressed}}


def read_state(blocks: list[Json], chosen: Chosen) -> Json:
    """Gather `state.values`: every input there is, untouched ones with what they began with."""
    values: Json = {}
    for block, element in elements_of(blocks):
        _, key = KINDS.get(element["type"], ("", ""))
        if key and element["type"] != "overflow":
            choice = {"type": element["type"], **read_choice(element, _given(block, element, chosen))}
            values.setdefault(block["block_id"], {})[element["action_id"]] = choice
    return {"values": values}


def _given(block: Json, element: Json, chosen: Chosen) -> list[str]:
    return chosen.get(f"{block['block_id']}/{element['action_id']}", begin_with(element))


def begin_with(element: Json) -> list[str]:
    """List the values an element shows before anybody touched it."""
    begun = [element[name] for name in element if name.startswith("initial_") and element[name]]
    flat = begun[0] if begun and isinstance(begun[0], list) else begun
    return [str(part["value"]) if isinstance(part, dict) and "value" in part else str(part) for part in flat]


_FORMS = {
    "email_text_input": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Enter an email address."),
    "url_text_input": (r"\w[\w+.-]*://\S+", "Enter a URL, with https://."),
    "number_input": (r"-?\d+(\.\d+)?", "Enter a number."),
}


def find_faults(blocks: list[Json], chosen: Chosen) -> Json:
    """Say what Slack itself would not submit, by block id: empty required fields, wrong lengths and forms."""
    inputs = [block for block in blocks if block["type"] == "input"]
    faults = {b["block_id"]: _find_fault(b, "".join(_given(b, b["element"], chosen))) for b in inputs}
    return {name: fault for name, fault in faults.items() if fault}


def _find_fault(block: Json, text: str) -> str:
    element = block["element"]
    form, remedy = _FORMS.get(element["type"], (r"[\s\S]*", ""))
    if not text:
        return "" if block.get("optional") else "Please complete this required field."
    if not re.fullmatch(form, text):
        return remedy
    if element["type"] == "number_input":
        return _find_number_fault(element, text)
    if len(text) < element.get("min_length", 0):
        return f"Write at least {element['min_length']} characters."
    most = element.get("max_length", len(text))
    return f"Write at most {most} characters." if len(text) > most else ""


def _find_number_fault(element: Json, text: str) -> str:
    least, most = element.get("min_value", text), element.get("max_value", text)
    if "." in text and not element["is_decimal_allowed"]:
        return "Enter a whole number."
    if float(text) < float(least):
        return f"Enter {least} or more."
    return f"Enter {most} or less." if float(text) > float(most) else ""
