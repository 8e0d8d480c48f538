"""The Web API: what each method does, in one table at the end.

Reference: https://docs.slack.dev/reference/methods
"""

from collections.abc import Callable
from dataclasses import replace

from bot.playground.kit import count_text, read_content, read_view, refuse
from bot.playground.values import APP, BOT_ID, BOT_USER, TEAM, TEAM_NAME, Json, Message, RefusalError, Room
from bot.playground.wire import Call

_URL, _DOMAIN = "https://playground.invalid/", TEAM_NAME.lower()
# Undocumented, met at about 12,000 characters: github.com/slackapi/bolt-js/issues/2509.
_MOST_BLOCK_TEXT = 12_000


def _say_who(call: Call) -> Json:
    bot = {"user": call.office.app_name, "user_id": BOT_USER, "bot_id": BOT_ID}
    return {"url": _URL, "team": TEAM_NAME, "team_id": TEAM, **bot, "is_enterprise_install": False}


def _show_bot(call: Call) -> Json:
    if call.text("bot") not in ("", BOT_ID):
        raise RefusalError("bot_not_found")
    known = {"id": BOT_ID, "app_id": APP, "user_id": BOT_USER, "name": call.office.app_name}
    return {"bot": {**known, "deleted": False}}


def _show_person(call: Call) -> Json:
    if (user := call.need("user")) not in call.office.people:
        raise RefusalError("user_not_found")
    return {"user": call.office.people[user].to_json()}


def _list_rooms(call: Call, user: str = "") -> Json:
    """List public channels unless `types` asks for direct messages too; with a `user`, only their rooms."""
    kinds = (call.text("types") or "public_channel").replace(" ", "").split(",")
    found = (r for r in call.office.rooms.values() if ("im" if r.is_im else "public_channel") in kinds)
    return call.cut("channels", [room.to_json() for room in found if not user or user in room.members])


def _open_dm(call: Call) -> Json:
    """Only direct messages of one person and the app exist here."""
    users = call.args.get("users")
    names = users if isinstance(users, list) else call.text("users").split(",")
    if len(names) != 1 or names[0] not in call.office.stacks:
        raise RefusalError("user_not_found")
    room = call.office.dm_of(names[0])
    return {"channel": room.to_json() if call.flag("return_im") else {"id": room.id}, "no_op": True}


def _say_with_replies(call: Call, messages: list[Message]) -> Json:
    counted = [(message, call.office.count_replies(message)) for message in messages]
    more = [{"thread_ts": message.ts, "reply_count": count} if count else {} for message, count in counted]
    said = [message.to_json() | part for message, part in zip(messages, more, strict=True)]
    return call.cut("messages", said)


def _read_history(call: Call) -> Json:
    """List what was said, newest first, without thread replies."""
    oldest, latest, wide = call.text("oldest"), call.text("latest") or "~", call.flag("inclusive")
    said = [message for message in call.office.seen("", call.own_room().id) if message.in_room]
    found = [m for m in said if oldest < m.ts < latest or (wide and m.ts in (oldest, latest))]
    return _say_with_replies(call, found[::-1])


def _read_replies(call: Call) -> Json:
    """List the parent, then its replies, oldest first."""
    room, ts = call.own_room(), call.need("ts")
    found = [m for m in call.office.seen("", room.id) if ts in (m.ts, m.thread_ts)]
    if ts not in [message.ts for message in found]:
        raise RefusalError("thread_not_found")
    return _say_with_replies(call, found)


def _read_own(call: Call) -> tuple[Room, Message]:
    """Read the message that a call says, and where."""
    room, thread = call.own_room(), call.text("thread_ts") or None
    if thread and (room.id, thread) not in call.office.messages:
        raise RefusalError("cannot_reply_to_message")
    wide, content = call.flag("reply_broadcast"), _read_sent(call)
    place: Json = {"room": room.id, "thread_ts": thread, "broadcast": wide}
    return room, Message(ts=call.office.next_ts(), author=BOT_USER, kind="app", **place, **content)


def _read_sent(call: Call) -> Json:
    content = read_content(call.args)
    if count_text(list(content["blocks"])) > _MOST_BLOCK_TEXT:
        raise RefusalError("msg_blocks_too_long")
    return content


def _post(call: Call) -> Json:
    room, own = _read_own(call)
    said = call.office.post(own).to_json()
    call.office.announce(room.id, said)
    return {"channel": room.id, "ts": own.ts, "message": said}


def _post_ephemeral(call: Call) -> Json:
    room, own = _read_own(call)
    if (user := call.need("user")) not in room.members:
        raise RefusalError("user_not_in_channel")
    call.office.post(replace(own, only_for=user, broadcast=False))
    return {"message_ts": own.ts}


def _find_own(call: Call, error: str) -> Message:
    message = call.message()
    if message.author != BOT_USER:
        raise RefusalError(error)
    return message


def _update(call: Call) -> Json:
    """Change what is given; the rest stays as it was."""
    office, old = call.office, _find_own(call, "cant_update_message")
    kept = {name: value for name, value in _read_sent(call).items() if name in call.args or value}
    new = office.post(replace(old, **kept, edited=office.next_ts()))
    event = {"subtype": "message_changed", "hidden": True, "ts": office.next_ts()}
    office.announce(new.room, {**event, "message": new.to_json(), "previous_message": old.to_json()})
    return {"channel": new.room, "ts": new.ts, "text": new.text, "message": new.to_json()}


def _delete(call: Call) -> Json:
    office, message = call.office, _find_own(call, "cant_delete_message")
    office.remove(message)
    event = {"subtype": "message_deleted", "hidden": True, "ts": office.next_ts()}
    office.announce(message.room, {**event, "deleted_ts": message.ts})
    return {"channel": message.room, "ts": message.ts}


def _get_permalink(call: Call) -> Json:
    message = call.message("message_ts")
    address = f"{_URL}archives/{message.room}/p{message.ts.replace('.', '')}"
    return {"channel": message.room, "permalink": address}


def _react(call: Call, refusal: str, *, adds: bool) -> Json:
    message, name = call.message("timestamp"), call.need("name")
    reactions = dict(message.reactions or {})
    users = reactions.pop(name, ())
    if (BOT_USER in users) == adds:
        raise RefusalError(refusal)
    if left := (*users, BOT_USER) if adds else tuple(user for user in users if user != BOT_USER):
        reactions[name] = left
    call.office.post(replace(message, reactions=reactions))
    return {}


def _set_status(call: Call) -> Json:
    """Show what the app is doing; an empty status clears it."""
    room, _ = call.room("channel_id"), call.need("thread_ts")
    call.office.doing[room.id] = call.text("status")
    call.office.tell("status", room.owner)
    return {}


def _set_title(call: Call) -> Json:
    """Take it and keep it nowhere, since the page lists no threads."""
    call.room("channel_id"), call.need("thread_ts"), call.need("title")
    return {}


def _set_prompts(call: Call) -> Json:
    office, room, prompts = call.office, call.room("channel_id"), call.args.get("prompts", [])
    if complaints := refuse("prompts", {"prompts": prompts}):
        raise RefusalError("invalid_arguments", *complaints)
    # An agent app's prompts belong to the whole tab; with a thread_ts Slack drops them without a word.
    if not (office.is_agent and call.text("thread_ts")):
        office.prompts[room.id] = prompts
        office.tell("prompts", room.owner)
    return {}


def _open_view(call: Call) -> Json:
    """views.open and views.push: a second view lands on the first."""
    trigger, given = call.need("trigger_id"), call.args.get("view")
    read_view(given, "modal")  # first, so that a refused view doesn't spend the trigger
    return {"view": call.office.push_view(call.office.triggers.use(trigger).user, given)}


def _update_view(call: Call) -> Json:
    key = "external_id" if call.text("external_id") and not call.text("view_id") else "id"
    name, seal = call.need("view_id" if key == "id" else key), call.text("hash")
    return {"view": call.office.replace_view(name, call.args.get("view"), key=key, seal=seal)}


def _publish_view(call: Call) -> Json:
    user, given = call.person("user_id"), call.args.get("view")
    return {"view": call.office.publish_view(user, given, call.text("hash"))}


METHODS: dict[str, Callable[[Call], Json]] = {
    "api.test": lambda call: {"args": dict(call.args)}, "auth.test": _say_who, "bots.info": _show_bot,
    "team.info": lambda _: {"team": {"id": TEAM, "name": TEAM_NAME, "domain": _DOMAIN}}, "users.info": _show_person,
    "users.list": lambda call: call.cut("members", [p.to_json() for p in call.office.people.values()]),
    "users.conversations": lambda call: _list_rooms(call, call.text("user") or BOT_USER),
    "conversations.list": _list_rooms, "conversations.info": lambda call: {"channel": call.room().to_json()},
    "conversations.history": _read_history, "conversations.replies": _read_replies,
    "conversations.members": lambda call: call.cut("members", sorted(call.room().members)),
    "conversations.open": _open_dm, "chat.postMessage": _post, "chat.postEphemeral": _post_ephemeral,
    "chat.update": _update, "chat.delete": _delete, "chat.getPermalink": _get_permalink,
    "reactions.add": lambda call: _react(call, "already_reacted", adds=True),
    "reactions.remove": lambda call: _react(call, "no_reaction", adds=False),
    "assistant.threads.setStatus": _set_status, "assistant.threads.setTitle": _set_title,
    "assistant.threads.setSuggestedPrompts": _set_prompts,
    "views.open": _open_view, "views.push": _open_view, "views.update": _update_view, "views.publish": _publish_view,
}  # fmt: skip
