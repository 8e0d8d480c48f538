"""What a person does in the workspace: speak, press, choose, submit, close. DEEDS names all for the page.

What the app is sent then: https://docs.slack.dev/reference/interaction-payloads
"""

import html
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.playground.elements import find_element, find_faults, read_action, read_state, with_offers
from bot.playground.kit import complain, read_content, refuse
from bot.playground.link import UnansweredError
from bot.playground.office import Office
from bot.playground.values import APP, BOT_USER, TEAM, TEAM_NAME, Json, Message, Place, RefusalError

_NO_CONNECTION = {"": "We had some trouble connecting. Try again?"}
_LATE = "the app did not acknowledge it in time"
_TROUBLE = {"dispatch_failed": "no app is connected", "operation_timeout": _LATE}


async def _say(office: Office, place: Place, body: Json) -> None:
    """Send what was typed: a slash command, or a message."""
    text = str(body["text"])
    if re.match(r"/[\w-]", text):
        await _give_command(office, place, text)
    elif text.strip():
        _speak(office, place, link_names(office, html.escape(text, quote=False)))


def _speak(office: Office, place: Place, text: str) -> None:
    ts, thread = office.next_ts(), place.thread_ts
    if office.is_chat(place.room):
        thread = thread or office.chats.get(place.room)
        office.chats.setdefault(place.room, ts)
    said = office.post(Message(room=place.room, ts=ts, author=place.user, text=text, thread_ts=thread))
    event = office.announce(place.room, {**said.to_json(), "client_msg_id": f"local-{ts}"})
    if f"<@{BOT_USER}>" not in text or office.rooms[place.room].is_im:
        return
    if BOT_USER in office.rooms[place.room].members:
        office.emit("app_mention", {**event, "type": "app_mention"})
    else:
        note = f"You mentioned {office.app_name}, but it isn't in this channel."
        office.notify(place.user, place.room, note, place.thread_ts)


def link_names(office: Office, text: str) -> str:
    """Turn `@name` and `#room` into the links that Slack sends; a single word of a name will do."""
    rooms = {f"#{room.name}": f"<#{room.id}|{room.name}>" for room in office.rooms.values() if not room.is_im}
    people = {f"@{w}": f"<@{p.id}>" for p in office.people.values() for w in (*p.name.split(), p.name)}
    linked = {html.escape(name, quote=False).lower(): link for name, link in (rooms | people).items()}
    names = "|".join(re.escape(name) for name in sorted(linked, key=len, reverse=True))
    named = re.compile(rf"(?<!\w)({names})(?!\w)", re.IGNORECASE)
    return named.sub(lambda found: linked[found[0].lower()], text)


async def _give_command(office: Office, place: Place, line: str) -> None:
    command, _, text = line.partition(" ")
    known = [known["command"] for known in office.commands]
    if place.thread_ts or command not in known:
        fault = "is not supported in threads. Sorry!" if place.thread_ts else "is not a valid command."
        office.notify(place.user, place.room, f"{command} {fault}", place.thread_ts)
        return
    shown: Json = {"text": html.escape(line, quote=False), "kind": "command", "only_for": place.user}
    own = office.post(Message(room=place.room, ts=office.next_ts(), author=place.user, **shown))
    team = {"team_id": TEAM, "team_domain": TEAM_NAME.lower(), "api_app_id": APP, "token": "unused"}
    user = {"user_id": place.user, "user_name": office.people[place.user].name}
    room = {"channel_id": place.room, "channel_name": _name_room(office, place.room)}
    said = {"command": command, "text": text.strip(), "is_enterprise_install": "false"}
    payload = {**team, **user, **room, **said, **_make_passes(office, place)}
    if body := await _ask(office, "slash_commands", payload, place, command):
        if body.get("response_type") == "in_channel":  # then Slack shows the command to everybody too
            office.post(replace(own, only_for=None))
        answer(office, place, body, f"ack of {command}")


async def _new_chat(office: Office, place: Place, _body: Json) -> None:
    """Leave an agent's present chat; the next message begins another."""
    if office.chats.pop(place.room, None):
        office.notify(place.user, place.room, "New chat.")


async def _shortcut(office: Office, place: Place, body: Json) -> None:
    """Use a global shortcut, or with a message's `ts` a message shortcut."""
    name, message = str(body["callback_id"]), office.messages.get((place.room, str(body.get("ts"))))
    named = {"callback_id": name, "action_ts": office.next_ts()}
    if message and message.only_for is None:
        payload = _open_payload(office, place, "message_action") | _name_message(office, place, message)
        payload |= {**named, "message_ts": message.ts}
        del payload["container"]
    else:
        payload = _open_payload(office, place, "shortcut") | named
        payload["trigger_id"] = office.triggers.give(place)
    await _ask(office, "interactive", payload, place, name)


def open_app(office: Office, user: str, tab: str) -> None:
    """Open the app's Home tab (`home`) or its direct messages (`messages`)."""
    event: Json = {"type": "app_home_opened", "user": user, "channel": office.dm_of(user).id, "tab": tab}
    if tab == "home" and user in office.homes:
        event["view"] = dict(office.homes[user])
    office.emit("app_home_opened", event)


async def _open(office: Office, place: Place, body: Json) -> None:
    open_app(office, place.user, str(body["tab"]))


async def _act(office: Office, place: Place, body: Json) -> None:
    """Press a button or choose `values` in an element."""
    element, blocks, payload = _touch(office, place, body, "block_actions")
    values = [str(value) for value in body["values"]]
    action = {"block_id": body["block"], "action_ts": office.next_ts(), **read_action(element, values)}
    payload |= {"actions": [action], "state": read_state(blocks, body.get("chosen", {}))}
    if "view" in payload:
        payload["view"]["state"] = payload["state"]
    await _ask(office, "interactive", payload, place, element["action_id"])


def _touch(office: Office, place: Place, body: Json, kind: str) -> tuple[Json, list[Json], Json]:
    """Find what was touched: the element, the blocks around it, and the payload that says where it is."""
    payload = _open_payload(office, place, kind)
    if view_id := body.get("view"):
        view = _find_view(office, place.user, view_id)
        blocks, container = view["blocks"], {"type": "view", "view_id": view_id}
        payload |= {"container": container, "view": {**view}, "trigger_id": office.triggers.give(place)}
    else:
        message = office.messages.get((place.room, body["ts"]))
        if message is None or message.only_for not in (None, place.user):
            raise RefusalError("message_not_found")
        blocks = list(message.blocks)
        payload |= _name_message(office, place, message)
    blocks = with_offers(blocks, office.offers)
    return find_element(blocks, body["block"], body["action"]), blocks, payload


def _find_view(office: Office, user: str, view_id: str) -> Json:
    for owner, view in office.views():
        if (owner, view["id"]) == (user, view_id):
            return view
    raise RefusalError("view_not_found")


async def _suggest(office: Office, place: Place, body: Json) -> Json:
    """Ask the app for an external select's options; return them, each with its text and value."""
    element, _, payload = _touch(office, place, body, "block_suggestion")
    payload |= {"block_id": body["block"], "action_id": body["action"], "value": str(body["text"])}
    found = await _ask(office, "interactive", payload, place, element["action_id"]) or {}
    if complaints := refuse("suggestions", found):
        office.refused(f"options for {body['action']}", found, RefusalError("invalid_options", *complaints))
        return {"options": []}
    options = [*found.get("options", ()), *(o for g in found.get("option_groups", ()) for o in g["options"])]
    office.offers.setdefault(f"{body['block']}/{body['action']}", []).extend(options)
    return {"options": options}


async def _submit(office: Office, place: Place, body: Json) -> Json:
    """Submit a modal; return what is wrong with it by block id, as Slack or as the app says."""
    view, chosen = _find_view(office, place.user, body["view"]), body.get("chosen", {})
    blocks = with_offers(view["blocks"], office.offers)
    if faults := find_faults(blocks, chosen):
        return {"faults": faults}
    view["state"] = read_state(blocks, chosen)
    payload = _open_payload(office, place, "view_submission") | {"view": {**view}, "response_urls": []}
    payload["trigger_id"] = office.triggers.give(place)
    said = await _ask(office, "interactive", payload, place, view["callback_id"] or "view_submission")
    try:
        return {"faults": _NO_CONNECTION if said is None else _follow(office, place.user, view, said)}
    except RefusalError as refusal:
        office.refused("ack of view_submission", said, refusal)
        return {"faults": _NO_CONNECTION}


def _follow(office: Office, user: str, view: Json, said: Json) -> Json:
    """Do what the app answered a submission with; return the errors it gave, by block id."""
    match said.get("response_action"):
        case "errors":
            return _read_errors(view, said.get("errors"))
        case "update":
            office.replace_view(view["id"], said.get("view"))
        case "push":
            office.push_view(user, said.get("view"))
        case "clear":
            _take_off(office, user, len(office.stacks[user]))
        case None:
            _take_off(office, user, 1)
        case wish:
            why = complain(f"unknown response_action: {wish}", "/response_action")
            raise RefusalError("invalid_arguments", why)
    return {}


def _read_errors(view: Json, errors: object) -> Json:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise RefusalError("invalid_arguments", complain("errors must name input blocks", "/errors"))
    return errors


def _take_off(office: Office, user: str, count: int) -> None:
    del office.stacks[user][-count:]
    office.tell("views", user)


async def _close(office: Office, place: Place, body: Json) -> None:
    """Close a modal, and with `clear_on_close` all below it; the app hears of it where it asked to."""
    view, stack = _find_view(office, place.user, body["view"]), office.stacks[place.user]
    clears = bool(view["clear_on_close"])
    closed = stack[::-1] if clears else stack[-1:]
    _take_off(office, place.user, len(closed))
    for one in closed:
        if one["notify_on_close"]:
            payload = _open_payload(office, place, "view_closed") | {"view": {**one}, "is_cleared": clears}
            await _ask(office, "interactive", payload, place, "view_closed")


def _name_room(office: Office, room: str) -> str:
    """Name a room as payloads do."""
    return "directmessage" if office.rooms[room].is_im else office.rooms[room].name


def _make_passes(office: Office, place: Place) -> Json:
    """Make the response_url and the trigger id that go with an interaction."""
    url = f"{office.base_url}/response/{office.urls.give(place)}"
    return {"response_url": url, "trigger_id": office.triggers.give(place)}


def _open_payload(office: Office, place: Place, kind: str) -> Json:
    """Begin an interaction's payload: who does it, with which app."""
    name = office.people[place.user].name
    app = {"api_app_id": APP, "token": "unused", "enterprise": None, "is_enterprise_install": False}
    user = {"id": place.user, "name": name, "username": name, "team_id": TEAM}
    return {"type": kind, **app, "team": {"id": TEAM, "domain": TEAM_NAME.lower()}, "user": user}


def _name_message(office: Office, place: Place, message: Message) -> Json:
    """Say on which message an interaction happened. An ephemeral one isn't sent along: Slack keeps no copy."""
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": message.room}
    container |= {"is_ephemeral": bool(message.only_for)}
    container |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
    named: Json = {"channel": {"id": message.room, "name": _name_room(office, message.room)}}
    named |= {} if message.only_for else {"message": message.to_json()}
    passes = _make_passes(office, Place(user=place.user, room=message.room, message=message))
    return {"container": container, **named, **passes}


async def _ask(office: Office, kind: str, payload: Json, place: Place, name: str) -> Json | None:
    """Send the app a command or interaction; return its answer, or None after telling the person it failed."""
    try:
        return await office.link.send(kind, payload)
    except UnansweredError as why:
        trouble = f'{name} failed with the error "{why}": {_TROUBLE[str(why)]}.'
        office.notify(place.user, place.room, trouble, place.thread_ts)
        office.note("out", name, payload, None, trouble)
        return None


def answer(office: Office, place: Place, body: Json, name: str) -> Json:
    """Do what a response_url or an acknowledgement asks: say, replace or delete a message."""
    try:
        _carry_out(office, place, body)
    except RefusalError as refusal:
        return office.refused(name, body, refusal)
    office.note("in", name, body, {"ok": True})
    return {"ok": True}


def _carry_out(office: Office, place: Place, body: Json) -> None:
    old = place.message and office.messages.get((place.room, place.message.ts))
    if body.get("delete_original") and old:
        office.remove(old)
        return
    content = read_content(body)
    if body.get("replace_original") and old:
        office.post(replace(old, **content, edited=None if old.only_for else office.next_ts()))
        return
    content |= {"only_for": None if body.get("response_type") == "in_channel" else place.user}
    content |= {"thread_ts": body.get("thread_ts"), "ts": office.next_ts()}
    office.post(Message(room=place.room, author=BOT_USER, kind="app", **content))


DEEDS: dict[str, Callable[[Office, Place, Json], Awaitable[Json | None]]] = {
    deed.__name__.removeprefix("_"): deed
    for deed in (_say, _act, _suggest, _submit, _close, _new_chat, _open, _shortcut)
}
