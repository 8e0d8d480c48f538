"""What the app is sent when a person does something, and how its answer is taken.

Payloads: https://docs.slack.dev/reference/interaction-payloads
"""

from dataclasses import dataclass

from bot.playground.kit import Json
from bot.playground.link import UnansweredError
from bot.playground.methods_chat import read_content
from bot.playground.office import Office
from bot.playground.tickets import Origin
from bot.playground.values import APP, BOT_USER, TEAM, TEAM_NAME, Message, Refusal

_TROUBLE = {
    "dispatch_failed": "no app is connected",
    "operation_timeout": "the app did not acknowledge it in time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person does something: as whom, in which room, in which thread if any."""

    user: str
    room: str
    thread_ts: str | None = None


def shown_name(office: Office, room: str) -> str:
    """Name a room as payloads do."""
    return "directmessage" if office.rooms[room].is_im else office.rooms[room].name


def passes(office: Office, origin: Origin) -> Json:
    """Make the response_url and the trigger id that go with an interaction."""
    url = f"{office.base_url}/response/{office.tickets.new_response_key(origin)}"
    return {"response_url": url, "trigger_id": office.tickets.new_trigger(origin.user)}


def who(office: Office, user: str) -> Json:
    """Say who interacts, with which app."""
    person = office.people[user]
    named = {"id": user, "name": person.name, "username": person.name, "team_id": TEAM}
    team = {"id": TEAM, "domain": TEAM_NAME.lower()}
    app = {"api_app_id": APP, "token": "unused", "enterprise": None, "is_enterprise_install": False}
    return {**app, "team": team, "user": named}


def around_message(office: Office, user: str, message: Message) -> Json:
    """Say on which message an interaction happened. An ephemeral one isn't sent along: Slack keeps no copy."""
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": message.room}
    container |= {"is_ephemeral": bool(message.only_for)}
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    channel = {"id": message.room, "name": shown_name(office, message.room)}
    around: Json = {"container": container, "channel": channel}
    if not message.only_for:
        around["message"] = message.to_json()
    return around | passes(office, Origin(user=user, room=message.room, message=message))


def around_view(office: Office, user: str, view: Json) -> Json:
    """Say in which view an interaction happened; there is no response_url in it."""
    container = {"type": "view", "view_id": view["id"]}
    return {"container": container, "view": dict(view), "trigger_id": office.tickets.new_trigger(user)}


async def ask(office: Office, kind: str, payload: Json, place: Place, name: str) -> Json | None:
    """Send the app a command or interaction; return its answer, or None after telling the person it failed."""
    try:
        return await office.link.send(kind, payload)
    except UnansweredError as why:
        trouble = f'{name} failed with the error "{why}": {_TROUBLE[str(why)]}.'
        office.notify(place.user, place.room, trouble, place.thread_ts)
        office.note("out", name, payload, None, trouble)
        return None


def answer(office: Office, origin: Origin, body: Json, name: str) -> Json:
    """Do what a response_url or an acknowledgement asks: say, replace or delete a message."""
    try:
        _carry_out(office, origin, body)
    except Refusal as refusal:
        return office.refused(name, body, refusal)
    office.note("in", name, body, {"ok": True})
    return {"ok": True}


def _carry_out(office: Office, origin: Origin, body: Json) -> None:
    old = origin.message and office.messages.get((origin.room, origin.message.ts))
    if body.get("delete_original") and old:
        office.remove(old)
        return
    content = read_content(body)
    if not any(content.values()):
        raise Refusal("no_text")
    if body.get("replace_original") and old:
        office.change(old, **content, edited=None if old.only_for else office.next_ts())
        return
    seen_by = None if body.get("response_type") == "in_channel" else origin.user
    ts, thread = office.next_ts(), body.get("thread_ts")
    new = Message(
        room=origin.room, ts=ts, author=BOT_USER, kind="app", thread_ts=thread, only_for=seen_by, **content
    )
    office.post(new)
