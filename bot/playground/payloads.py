"""What the app is sent when a person does something, and how its answer is taken.

Payloads: https://docs.slack.dev/reference/interaction-payloads
"""

from bot.playground.kit import read_content
from bot.playground.link import UnansweredError
from bot.playground.office import Office
from bot.playground.values import APP, BOT_USER, TEAM, TEAM_NAME, Json, Message, Place, Refusal

_LATE = "the app did not acknowledge it in time"
_TROUBLE = {"dispatch_failed": "no app is connected", "operation_timeout": _LATE}


def name_room(office: Office, room: str) -> str:
    """Name a room as payloads do."""
    return "directmessage" if office.rooms[room].is_im else office.rooms[room].name


def make_passes(office: Office, place: Place) -> Json:
    """Make the response_url and the trigger id that go with an interaction."""
    url = f"{office.base_url}/response/{office.urls.give(place)}"
    return {"response_url": url, "trigger_id": office.triggers.give(place)}


def open_payload(office: Office, place: Place, kind: str) -> Json:
    """Begin an interaction's payload: who does it, with which app."""
    name = office.people[place.user].name
    app = {"api_app_id": APP, "token": "unused", "enterprise": None, "is_enterprise_install": False}
    user = {"id": place.user, "name": name, "username": name, "team_id": TEAM}
    return {"type": kind, **app, "team": {"id": TEAM, "domain": TEAM_NAME.lower()}, "user": user}


def name_message(office: Office, place: Place, message: Message) -> Json:
    """Say on which message an interaction happened. An ephemeral one isn't sent along: Slack keeps no copy."""
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": message.room}
    container |= {"is_ephemeral": bool(message.only_for)}
    container |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
    named: Json = {"channel": {"id": message.room, "name": name_room(office, message.room)}}
    named |= {} if message.only_for else {"message": message.to_json()}
    passes = make_passes(office, Place(user=place.user, room=message.room, message=message))
    return {"container": container, **named, **passes}


async def ask(office: Office, kind: str, payload: Json, place: Place, name: str) -> Json | None:
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
    except Refusal as refusal:
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
        office.change(old, **content, edited=None if old.only_for else office.next_ts())
        return
    content |= {"only_for": None if body.get("response_type") == "in_channel" else place.user}
    content |= {"thread_ts": body.get("thread_ts"), "ts": office.next_ts()}
    office.post(Message(room=place.room, author=BOT_USER, kind="app", **content))
