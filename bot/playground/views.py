"""Modals and Home: Web API methods, and the same steps when an acknowledgement asks for them.

Reference: https://docs.slack.dev/surfaces/modals
"""

import secrets

from bot.playground.kit import read_view
from bot.playground.office import Office
from bot.playground.values import Json, Refusal
from bot.playground.wire import Call

_MOST_OPEN = 3  # one modal and two pushed on it: docs.slack.dev/surfaces/modals


def _make_id() -> str:
    return f"V{secrets.token_hex(5).upper()}"


def push_view(office: Office, user: str, given: object) -> Json:
    """Put a modal on this person's stack; refuse a fourth."""
    view, stack = read_view(given, "modal"), office.stacks[user]
    if len(stack) >= _MOST_OPEN:
        raise Refusal("push_limit_reached")
    if view["external_id"] in {one["external_id"] for _, one in open_views(office)} - {""}:
        raise Refusal("duplicate_external_id")
    view |= {"id": _make_id(), "previous_view_id": stack[-1]["id"] if stack else None}
    view["root_view_id"] = stack[0]["id"] if stack else view["id"]
    stack.append(view)
    office.feed.tell("views", user)
    return view


def open_views(office: Office) -> list[tuple[str, Json]]:
    """List every modal and every Home, each after the person who sees it."""
    modals = [(user, view) for user, stack in office.stacks.items() for view in stack]
    return [*modals, *office.homes.items()]


def replace_view(office: Office, name: str, given: object, *, key: str = "id", seal: str = "") -> Json:
    """Put new contents in the view of this name; with a `seal` (Slack's `hash`) only if nobody did so meanwhile."""
    for user, view in open_views(office):
        if view[key] == name:
            if seal not in ("", view["hash"]):
                raise Refusal("hash_conflict")
            view.update(read_view(given, view["type"]))
            office.feed.tell("home" if view["type"] == "home" else "views", user)
            return view
    raise Refusal("not_found")


def open_view(call: Call) -> Json:
    """views.open and views.push: a second view lands on the first."""
    trigger = call.need("trigger_id")
    read_view(call.args.get("view"), "modal")  # first, so that a refused view doesn't spend the trigger
    return {"view": push_view(call.office, call.office.triggers.use(trigger).user, call.args.get("view"))}


def update_view(call: Call) -> Json:
    """views.update."""
    key = "external_id" if call.text("external_id") and not call.text("view_id") else "id"
    name = call.need("view_id" if key == "id" else key)
    return {"view": replace_view(call.office, name, call.args.get("view"), key=key, seal=call.text("hash"))}


def publish_view(call: Call) -> Json:
    """views.publish."""
    user, homes = call.person("user_id"), call.office.homes
    view, old = read_view(call.args.get("view"), "home"), homes.get(user)
    if old and call.text("hash") not in ("", old["hash"]):
        raise Refusal("hash_conflict")
    made_up = old["id"] if old else _make_id()
    homes[user] = {**view, "id": made_up, "root_view_id": made_up, "previous_view_id": None}
    call.office.feed.tell("home", user)
    return {"view": homes[user]}
