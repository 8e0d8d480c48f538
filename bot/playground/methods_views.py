"""Web API methods for modals and Home, and the same steps when an acknowledgement asks for them.

Reference: https://docs.slack.dev/surfaces/modals
"""

import secrets

from bot.playground.kit import Json, refuse_view
from bot.playground.methods_chat import number_blocks
from bot.playground.office import Office
from bot.playground.values import APP, BOT_ID, TEAM, Refusal
from bot.playground.wire import Call, Method

_MOST_OPEN = 3  # one modal and two pushed on it: docs.slack.dev/surfaces/modals


def _read_view(view: object, *surfaces: str) -> Json:
    error, complaints = refuse_view(view, *surfaces)
    if error or not isinstance(view, dict):
        raise Refusal(error, *complaints)
    defaults = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None}
    flags = {"clear_on_close": False, "notify_on_close": False, "submit": None, "close": None}
    owner = {"team_id": TEAM, "app_id": APP, "bot_id": BOT_ID, "app_installed_team_id": TEAM}
    made = {**defaults, **flags, **view, **owner, "blocks": number_blocks(view.get("blocks", []))}
    return {**made, "hash": f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}", "state": {"values": {}}}


def push_view(office: Office, user: str, given: object) -> Json:
    """Put a modal on this person's stack; refuse a fourth."""
    view, stack = _read_view(given, "modal"), office.stacks[user]
    if len(stack) >= _MOST_OPEN:
        raise Refusal("push_limit_reached")
    if view["external_id"] and _find_view(office, "", view["external_id"]):
        raise Refusal("duplicate_external_id")
    view |= {"id": f"V{secrets.token_hex(5).upper()}", "previous_view_id": stack[-1]["id"] if stack else None}
    view["root_view_id"] = stack[0]["id"] if stack else view["id"]
    stack.append(view)
    office.feed.tell("views", user)
    return view


def _find_view(office: Office, view_id: str, external_id: str) -> tuple[str, Json] | None:
    every = [(user, view) for user, stack in office.stacks.items() for view in stack]
    every += list(office.homes.items())
    for user, view in every:
        if (view_id and view["id"] == view_id) or (external_id and view["external_id"] == external_id):
            return user, view
    return None


def replace_view(
    office: Office, view_id: str, given: object, *, external_id: str = "", seal: str = ""
) -> Json:
    """Put new contents in an open view; with a `seal` (Slack's `hash`) only if nobody did so meanwhile."""
    if (found := _find_view(office, view_id, external_id)) is None:
        raise Refusal("not_found")
    user, view = found
    if seal and seal != view["hash"]:
        raise Refusal("hash_conflict")
    new = _read_view(given, view["type"])
    kept = ("id", "root_view_id", "previous_view_id")
    view.update({**new, **{name: view[name] for name in kept}})
    office.feed.tell("home" if view["type"] == "home" else "views", user)
    return view


def open_view(office: Office, call: Call) -> Json:
    """views.open and views.push: a second view lands on the first."""
    (trigger,) = call.need("trigger_id")
    # Checked first, so that a refused view doesn't spend the trigger.
    _read_view(call.args.get("view"), "modal")
    return {"view": push_view(office, office.tickets.use_trigger(trigger), call.args.get("view"))}


def update_view(office: Office, call: Call) -> Json:
    """views.update."""
    ids = call.text("view_id"), call.text("external_id")
    if not any(ids):
        raise Refusal("invalid_arguments", "[ERROR] missing required field: view_id or external_id")
    seal = call.text("hash")
    return {"view": replace_view(office, ids[0], call.args.get("view"), external_id=ids[1], seal=seal)}


def publish_view(office: Office, call: Call) -> Json:
    """views.publish."""
    (user,) = call.need("user_id")
    if user not in office.stacks:
        raise Refusal("user_not_found")
    view, old = _read_view(call.args.get("view"), "home"), office.homes.get(user)
    if old and call.text("hash") not in ("", old["hash"]):
        raise Refusal("hash_conflict")
    made_up = old["id"] if old else f"V{secrets.token_hex(5).upper()}"
    office.homes[user] = {**view, "id": made_up, "root_view_id": made_up, "previous_view_id": None}
    office.feed.tell("home", user)
    return {"view": office.homes[user]}


METHODS: dict[str, Method] = {
    "views.open": open_view,
    "views.push": open_view,
    "views.update": update_view,
    "views.publish": publish_view,
}
