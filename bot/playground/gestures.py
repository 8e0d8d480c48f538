"""What a person does with the app's blocks and views: press, choose, search, submit, close."""

from dataclasses import dataclass, field

from bot.playground.elements import Chosen, find_element, find_faults, read_action, read_state, with_offers
from bot.playground.kit import Json, refuse_suggestions
from bot.playground.methods_views import push_view, replace_view
from bot.playground.office import Office
from bot.playground.payloads import Place, around_message, around_view, ask, who
from bot.playground.values import Message, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An element, by its ids, in the message `ts` or in the view `view`; and what the fields around it hold."""

    ts: str = ""
    view: str = ""
    block: str = ""
    action: str = ""
    chosen: Chosen = field(default_factory=dict)


async def act(office: Office, place: Place, target: Target, values: list[str]) -> None:
    """Press a button or choose `values` in an element."""
    blocks, around = _surround(office, place, target)
    element = find_element(blocks, target.block, target.action)
    action = {**read_action(element, values), "block_id": target.block, "action_ts": office.next_ts()}
    state = read_state(blocks, target.chosen)
    payload = {
        "type": "block_actions",
        **who(office, place.user),
        "actions": [action],
        "state": state,
        **around,
    }
    if "view" in payload:
        payload["view"]["state"] = state
    await ask(office, "interactive", payload, place, element["action_id"])


def _surround(office: Office, place: Place, target: Target) -> tuple[list[Json], Json]:
    if target.view:
        view = find_view(office, place.user, target.view)
        return with_offers(view["blocks"], office.offers), around_view(office, place.user, view)
    message = _find_message(office, place, target.ts)
    return with_offers(list(message.blocks), office.offers), around_message(office, place.user, message)


def _find_message(office: Office, place: Place, ts: str) -> Message:
    message = office.messages.get((place.room, ts))
    if message is None or message.only_for not in (None, place.user):
        raise Refusal("message_not_found")
    return message


def find_view(office: Office, user: str, view_id: str) -> Json:
    """Find a view this person has open: a modal of the stack, or Home."""
    home = office.homes.get(user)
    for view in (*office.stacks[user], *([home] if home else [])):
        if view["id"] == view_id:
            return view
    raise Refusal("view_not_found")


async def suggest(office: Office, place: Place, target: Target, typed: str) -> list[Json]:
    """Ask the app for an external select's options; return them, each with its text and value."""
    blocks, around = _surround(office, place, target)
    element = find_element(blocks, target.block, target.action)
    asked = {"block_id": target.block, "action_id": target.action, "value": typed}
    payload = {"type": "block_suggestion", **who(office, place.user), **around, **asked}
    found = await ask(office, "interactive", payload, place, element["action_id"]) or {}
    if complaints := refuse_suggestions(found):
        office.refused(f"options for {target.action}", found, Refusal("invalid_options", *complaints))
        return []
    options = [*found.get("options", ()), *(o for g in found.get("option_groups", ()) for o in g["options"])]
    office.offers.setdefault(f"{target.block}/{target.action}", []).extend(options)
    return options


async def submit(office: Office, place: Place, view_id: str, chosen: Chosen) -> Json:
    """Submit a modal; return what is wrong with it by block id, as Slack or as the app says."""
    view = find_view(office, place.user, view_id)
    blocks = with_offers(view["blocks"], office.offers)
    if faults := find_faults(blocks, chosen):
        return faults
    view["state"] = read_state(blocks, chosen)
    payload: Json = {"type": "view_submission", **who(office, place.user), "view": dict(view)}
    payload |= {"response_urls": [], "trigger_id": office.tickets.new_trigger(place.user)}
    body = await ask(office, "interactive", payload, place, view["callback_id"] or "view_submission")
    if body is None:
        return {"": "We had some trouble connecting. Try again?"}
    try:
        return _follow(office, place.user, view, body)
    except Refusal as refusal:
        office.refused("ack of view_submission", body, refusal)
        return {"": "We had some trouble connecting. Try again?"}


def _follow(office: Office, user: str, view: Json, body: Json) -> Json:
    """Do what the app answered a submission with; return the errors it gave, by block id."""
    wish = body.get("response_action")
    if wish == "errors":
        errors = body.get("errors")
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise Refusal("invalid_arguments", "[ERROR] errors must name input blocks [json-pointer:/errors]")
        return errors
    if wish == "update":
        replace_view(office, view["id"], body.get("view"))
    elif wish == "push":
        push_view(office, user, body.get("view"))
    elif wish == "clear":
        _take_off(office, user, len(office.stacks[user]))
    elif wish is None:
        _take_off(office, user, 1)
    else:
        raise Refusal(
            "invalid_arguments", f"[ERROR] unknown response_action: {wish} [json-pointer:/response_action]"
        )
    return {}


def _take_off(office: Office, user: str, count: int) -> None:
    del office.stacks[user][-count:]
    office.feed.tell("views", user)


async def close(office: Office, place: Place, view_id: str) -> None:
    """Close a modal, and with `clear_on_close` all below it; the app hears of it where it asked to."""
    view, stack = find_view(office, place.user, view_id), office.stacks[place.user]
    clears = bool(view["clear_on_close"])
    closed = list(reversed(stack)) if clears else stack[-1:]
    _take_off(office, place.user, len(closed))
    for one in closed:
        if one["notify_on_close"]:
            payload = {
                "type": "view_closed",
                **who(office, place.user),
                "view": dict(one),
                "is_cleared": clears,
            }
            await ask(office, "interactive", payload, place, "view_closed")
