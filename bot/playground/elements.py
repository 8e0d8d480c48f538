"""What a person chose in an element, in the words each element type has for it.

Reference: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload and /view-interactions-payload
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from bot.playground.kit import Json
from bot.playground.values import Refusal

# The key that holds the choice, by element type; a plural key holds a list.
_KEYS = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
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
    raise Refusal("element_not_found")


def options_of(element: Json) -> list[Json]:
    """List an element's options, those of its groups included."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _option(element: Json, value: str) -> Json:
    initial = (
        [element["initial_option"]] if "initial_option" in element else element.get("initial_options", ())
    )
    known = [*options_of(element), *initial]
    for option in known:
        if option["value"] == value:
            return {"text": option["text"], "value": value}
    raise Refusal("option_not_found")


def read_choice(element: Json, values: list[str]) -> Json:
    """Say what was chosen as Slack does; nothing chosen is null, or an empty list."""
    key = _KEYS[element["type"]]
    if key.startswith("selected_option"):
        found: list[object] = [_option(element, value) for value in values if value]
    elif key == "selected_date_time":
        found = [int(value) for value in values if value]
    elif key == "rich_text_value":
        found = [_as_rich_text(value) for value in values if value]
    else:
        found = [value for value in values if value]
    return {key: found} if key.endswith("s") else {key: found[0] if found else None}


def _as_rich_text(text: str) -> Json:
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [line]}


def read_action(element: Json, values: list[str]) -> Json:
    """Describe one click or choice for a `block_actions` payload."""
    said = {name: element[name] for name in ("type", "action_id")}
    if element["type"] in _KEYS:
        choice = read_choice(element, values)
        return {**said, **choice, **{k: element[k] for k in ("placeholder",) if k in element}}
    pressed = element
    if element["type"] == "feedback_buttons":
        names = ("positive_button", "negative_button")
        pressed = next((element[n] for n in names if element[n]["value"] in values), {})
    return {**said, **{name: pressed[name] for name in ("text", "value") if name in pressed}}


def read_state(blocks: list[Json], chosen: Chosen) -> Json:
    """Gather `state.values`: every input there is, untouched ones with what they began with."""
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] in _KEYS and element["type"] != "overflow":
            given = chosen.get(f"{block['block_id']}/{element['action_id']}", begin_with(element))
            choice = {"type": element["type"], **read_choice(element, given)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = choice
    return {"values": values}


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
    faults = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            given = chosen.get(f"{block['block_id']}/{element['action_id']}", begin_with(element))
            if fault := _fault(element, "".join(given), is_needed=not block.get("optional")):
                faults[block["block_id"]] = fault
    return faults


def _fault(element: Json, text: str, *, is_needed: bool) -> str:
    if not text:
        return "Please complete this required field." if is_needed else ""
    form, remedy = _FORMS.get(element["type"], (r"[\s\S]*", ""))
    if not re.fullmatch(form, text):
        return remedy
    if len(text) < element.get("min_length", 0):
        return f"Write at least {element['min_length']} characters."
    if len(text) > element.get("max_length", len(text)):
        return f"Write at most {element['max_length']} characters."
    return _out_of_bounds(element, text) if element["type"] == "number_input" else ""


def _out_of_bounds(element: Json, text: str) -> str:
    if "." in text and not element["is_decimal_allowed"]:
        return "Enter a whole number."
    if float(text) < float(element.get("min_value", text)):
        return f"Enter {element['min_value']} or more."
    return (
        f"Enter {element['max_value']} or less."
        if float(text) > float(element.get("max_value", text))
        else ""
    )
