"""Block Kit's texts, options and elements as Slack accepts them, written as data.

Limits: https://docs.slack.dev/reference/block-kit/block-elements and /composition-objects.
"""

import re
from collections.abc import Iterator

from bot.playground.shape import (
    Check,
    Shape,
    array,
    complain,
    is_anything,
    is_flag,
    number,
    one_of,
    some_of,
    string,
    tagged,
)

ID = string(255)
URL = string(3000)
_STYLE = one_of("primary", "danger")


def text(most: int, *kinds: str) -> Check:
    """Accept a text object of at most `most` characters; with `kinds`, only `plain_text` or `mrkdwn`."""
    shapes: dict[str, Check] = {
        "plain_text": Shape(need={"text": string(most)}, may={"emoji": is_flag}),
        "mrkdwn": Shape(need={"text": string(most)}, may={"verbatim": is_flag}),
    }
    return tagged(shapes, *kinds)


def plain(most: int) -> Check:
    """Accept a plain text object of at most `most` characters."""
    return text(most, "plain_text")


def _matching(pattern: str, what: str) -> Check:
    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield complain(f"must be {what}", at)

    return check


_CONFIRM = Shape(
    need={"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    may={"style": _STYLE},
)


def _option(label: Check) -> Check:
    return Shape(need={"text": label, "value": string(150)}, may={"description": text(75), "url": URL})


# Menus draw plain text only; checkboxes and radio buttons may format their options.
_OPTION, _FORMATTED = _option(plain(75)), _option(text(75))
_OPTIONS = array(_OPTION, 1, 100)
_GROUP = Shape(need={"label": plain(75), "options": _OPTIONS})
_GROUPS = array(_GROUP, 1, 100)
SUGGESTIONS = Shape(may={"options": array(_OPTION, 0, 100), "option_groups": array(_GROUP, 0, 100)})
_MENU: dict[str, Check] = {
    "action_id": ID,
    "confirm": _CONFIRM,
    "placeholder": plain(150),
    "focus_on_load": is_flag,
}
_MANY: dict[str, Check] = {**_MENU, "max_selected_items": number(1)}
_FIELD: dict[str, Check] = {
    "action_id": ID,
    "placeholder": plain(150),
    "focus_on_load": is_flag,
    "dispatch_action_config": Shape(
        may={"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}
    ),
}


def _static(may: dict[str, Check]) -> Check:
    lists = {"options": _OPTIONS, "option_groups": _GROUPS}
    return Shape(may={**may, **lists}, rules=(some_of("options", "option_groups", only_one=True),))


def _choice(initial: dict[str, Check]) -> Check:
    known: dict[str, Check] = {"action_id": ID, "confirm": _CONFIRM, "focus_on_load": is_flag, **initial}
    return Shape(need={"options": array(_FORMATTED, 1, 10)}, may=known)


_MENUS: dict[str, Check] = {
    "static_select": _static({**_MENU, "initial_option": _OPTION}),
    "multi_static_select": _static({**_MANY, "initial_options": _OPTIONS}),
    "external_select": Shape(may={**_MENU, "initial_option": _OPTION, "min_query_length": number(0)}),
    "multi_external_select": Shape(may={**_MANY, "initial_options": _OPTIONS, "min_query_length": number(0)}),
    "checkboxes": _choice({"initial_options": array(_FORMATTED, 1, 10)}),
    "radio_buttons": _choice({"initial_option": _FORMATTED}),
    "datepicker": Shape(
        may={**_MENU, "initial_date": _matching(r"\d{4}-[01]\d-[0-3]\d", "a date, YYYY-MM-DD")}
    ),
    "timepicker": Shape(
        may={
            **_MENU,
            "initial_time": _matching(r"([01]\d|2[0-3]):[0-5]\d", "a time, HH:mm"),
            "timezone": string(100),
        }
    ),
    "datetimepicker": Shape(may={**_MENU, "initial_date_time": number(1_000_000_000, 9_999_999_999)}),
}
for _thing in ("user", "channel", "conversation"):
    _more: dict[str, Check] = {} if _thing == "user" else {"response_url_enabled": is_flag}
    if _thing == "conversation":
        _more |= {"default_to_current_conversation": is_flag, "filter": is_anything}
    _MENUS[f"{_thing}s_select"] = Shape(may={**_MENU, **_more, f"initial_{_thing}": ID})
    _MENUS[f"multi_{_thing}s_select"] = Shape(may={**_MANY, **_more, f"initial_{_thing}s": array(ID)})
_FIELDS: dict[str, Check] = {
    "plain_text_input": Shape(
        may={
            **_FIELD,
            "initial_value": string(3000, 0),
            "multiline": is_flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        }
    ),
    "number_input": Shape(
        need={"is_decimal_allowed": is_flag},
        may={**_FIELD, "initial_value": string(100), "min_value": string(100), "max_value": string(100)},
    ),
    "email_text_input": Shape(may={**_FIELD, "initial_value": string(3000)}),
    "url_text_input": Shape(may={**_FIELD, "initial_value": string(3000)}),
    "rich_text_input": Shape(
        may={
            **_FIELD,
            "initial_value": is_anything,
            "min_lines": number(1, 100),
            "max_lines": number(1, 100),
        }
    ),
    "file_input": Shape(may={"action_id": ID, "filetypes": array(string(100)), "max_files": number(1, 10)}),
}
_FEEDBACK = Shape(need={"text": plain(75), "value": string(2000)}, may={"accessibility_label": string(75)})
_PRESSED: dict[str, Check] = {
    "action_id": ID,
    "confirm": _CONFIRM,
    "accessibility_label": string(75),
    "value": string(2000),
    "visible_to_user_ids": array(ID, 1, 10),
}
_BUTTONS: dict[str, Check] = {
    "button": Shape(
        need={"text": plain(75)},
        may={
            **_PRESSED,
            "url": URL,
            "style": _STYLE,
            "icon": is_anything,
            "agent_prompt": string(4000),
            "agent_prompt_display": is_anything,
        },
    ),
    "workflow_button": Shape(
        need={"text": plain(75), "workflow": is_anything}, may={**_PRESSED, "style": _STYLE}
    ),
    "overflow": Shape(need={"options": array(_OPTION, 1, 5)}, may={"action_id": ID, "confirm": _CONFIRM}),
}
IMAGE = Shape(
    need={"alt_text": string(2000)},
    may={"image_url": URL, "slack_file": is_anything},
    rules=(some_of("image_url", "slack_file", only_one=True),),
)
_SMALL: dict[str, Check] = {
    "feedback_buttons": Shape(
        need={"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, may={"action_id": ID}
    ),
    "icon_button": Shape(need={"icon": one_of("trash"), "text": plain(75)}, may=_PRESSED),
}
IN_ACTIONS = tagged({**_MENUS, **_BUTTONS, "rich_text_input": _FIELDS["rich_text_input"]})
IN_INPUT = tagged({**_MENUS, **_FIELDS})
BESIDE_SECTION = tagged({**_MENUS, **_BUTTONS, "image": IMAGE})
IN_CONTEXT = tagged({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)})
IN_CONTEXT_ACTIONS = tagged(_SMALL)
ELEMENTS = {**_MENUS, **_FIELDS, **_BUTTONS, **_SMALL, "image": IMAGE}
