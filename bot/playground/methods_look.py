"""Web API methods that look things up: auth, conversations, users, team and bots.

Reference: https://docs.slack.dev/reference/methods
"""

from bot.playground.kit import Json
from bot.playground.office import Office
from bot.playground.values import APP, BOT_ID, BOT_USER, TEAM, TEAM_NAME, Message, Person, Refusal, Room
from bot.playground.wire import Call, Method, find_room


def say_who(office: Office, _call: Call) -> Json:
    """auth.test."""
    bot = {"user": office.app.name, "user_id": BOT_USER, "bot_id": BOT_ID}
    return {
        "url": "https://playground.invalid/",
        "team": TEAM_NAME,
        "team_id": TEAM,
        **bot,
        "is_enterprise_install": False,
    }


def _open(office: Office, call: Call) -> Room:
    room = find_room(office, *call.need("channel"))
    if BOT_USER not in room.members:
        raise Refusal("not_in_channel")
    return room


def list_rooms(office: Office, call: Call) -> Json:
    """conversations.list: public channels unless `types` asks for direct messages too."""
    kinds = (call.text("types") or "public_channel").replace(" ", "").split(",")
    wanted = [room for room in office.rooms.values() if ("im" if room.is_im else "public_channel") in kinds]
    page, more = call.pick([room.to_json() for room in wanted])
    return {"channels": page, "response_metadata": more}


def show_room(office: Office, call: Call) -> Json:
    """conversations.info."""
    return {"channel": find_room(office, *call.need("channel")).to_json()}


def _public(office: Office, room: Room) -> list[Message]:
    """List what everybody in the room sees: an ephemeral message is never part of its history."""
    said = (m for m in office.messages.values() if m.room == room.id and m.only_for is None)
    return sorted(said, key=lambda message: message.ts)


def read_history(office: Office, call: Call) -> Json:
    """conversations.history, newest first, without thread replies."""
    said = _public(office, _open(office, call))
    oldest, latest, wide = call.text("oldest"), call.text("latest") or "~", call.flag("inclusive")
    found = [
        m
        for m in reversed(said)
        if m.in_room and (oldest < m.ts < latest or (wide and m.ts in (oldest, latest)))
    ]
    page, more = call.pick([_with_replies(message, said) for message in found])
    return {"messages": page, "has_more": bool(more["next_cursor"]), "response_metadata": more}


def _with_replies(message: Message, said: list[Message]) -> Json:
    replies = [other for other in said if other.thread_ts == message.ts and other.ts != message.ts]
    counted = {"thread_ts": message.ts, "reply_count": len(replies)} if replies else {}
    return message.to_json() | counted


def read_replies(office: Office, call: Call) -> Json:
    """conversations.replies: the parent first, then its replies, oldest first."""
    room, (ts,) = _open(office, call), call.need("ts")
    said = _public(office, room)
    found = [m for m in said if ts in (m.ts, m.thread_ts)]
    if not any(message.ts == ts for message in found):
        raise Refusal("thread_not_found")
    page, more = call.pick([_with_replies(message, said) for message in found])
    return {"messages": page, "has_more": bool(more["next_cursor"]), "response_metadata": more}


def list_members(office: Office, call: Call) -> Json:
    """conversations.members."""
    members = sorted(find_room(office, *call.need("channel")).members)
    page, more = call.pick([{"id": member} for member in members])
    return {"members": [member["id"] for member in page], "response_metadata": more}


def open_dm(office: Office, call: Call) -> Json:
    """conversations.open: only direct messages of one person and the app exist here."""
    users = call.args.get("users")
    names = users if isinstance(users, list) else call.text("users").split(",")
    if len(names) != 1 or names[0] not in office.stacks:
        raise Refusal("user_not_found")
    room = office.dm_of(names[0])
    return {"channel": room.to_json() if call.flag("return_im") else {"id": room.id}, "no_op": True}


def _find_person(office: Office, call: Call) -> Person:
    (user,) = call.need("user")
    if user not in office.people:
        raise Refusal("user_not_found")
    return office.people[user]


def show_person(office: Office, call: Call) -> Json:
    """users.info."""
    return {"user": _find_person(office, call).to_json()}


def list_people(office: Office, call: Call) -> Json:
    """users.list."""
    page, more = call.pick([person.to_json() for person in office.people.values()])
    return {"members": page, "response_metadata": more}


def list_rooms_of(office: Office, call: Call) -> Json:
    """users.conversations: the rooms of `user`, or of the bot."""
    user = call.text("user") or BOT_USER
    kinds = (call.text("types") or "public_channel").replace(" ", "").split(",")
    wanted = [room for room in office.rooms.values() if user in room.members]
    found = [room.to_json() for room in wanted if ("im" if room.is_im else "public_channel") in kinds]
    page, more = call.pick(found)
    return {"channels": page, "response_metadata": more}


def show_team(_office: Office, _call: Call) -> Json:
    """team.info."""
    return {"team": {"id": TEAM, "name": TEAM_NAME, "domain": TEAM_NAME.lower()}}


def show_bot(office: Office, call: Call) -> Json:
    """bots.info."""
    if call.text("bot") not in ("", BOT_ID):
        raise Refusal("bot_not_found")
    return {
        "bot": {"id": BOT_ID, "app_id": APP, "user_id": BOT_USER, "name": office.app.name, "deleted": False}
    }


METHODS: dict[str, Method] = {
    "api.test": lambda _office, call: {"args": dict(call.args)},
    "auth.test": say_who,
    "conversations.list": list_rooms,
    "conversations.info": show_room,
    "conversations.history": read_history,
    "conversations.replies": read_replies,
    "conversations.members": list_members,
    "conversations.open": open_dm,
    "users.info": show_person,
    "users.list": list_people,
    "users.conversations": list_rooms_of,
    "team.info": show_team,
    "bots.info": show_bot,
}
