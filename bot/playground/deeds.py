"""What a person does in the workspace with words: speak, give a command, use a shortcut, open Home."""

import html
import re
from typing import TYPE_CHECKING

from bot.playground.methods_chat import announce
from bot.playground.office import Office
from bot.playground.payloads import Place, answer, ask, passes, shown_name, who
from bot.playground.tickets import Origin
from bot.playground.values import APP, BOT_USER, TEAM, TEAM_NAME, Message, Refusal

if TYPE_CHECKING:
    from bot.playground.kit import Json


async def say(office: Office, place: Place, text: str) -> None:
    """Send what was typed: a slash command, or a message."""
    if place.user not in office.rooms[place.room].members:
        raise Refusal("not_in_channel")
    if re.match(r"/[\w-]", text):
        await _give_command(office, place, text)
    elif text.strip():
        _speak(office, place, text)


def _speak(office: Office, place: Place, text: str) -> None:
    ts, escaped, thread = (
        office.next_ts(),
        link_names(office, html.escape(text, quote=False)),
        place.thread_ts,
    )
    if office.is_chat(place.room):
        thread = thread or office.chats.get(place.room)
        office.chats.setdefault(place.room, ts)
    said = Message(room=place.room, ts=ts, author=place.user, text=escaped, thread_ts=thread)
    event = {**office.post(said).to_json(), "channel": place.room, "client_msg_id": f"local-{ts}"}
    announce(office, said, event)
    if f"<@{BOT_USER}>" not in escaped or office.rooms[place.room].is_im:
        return
    if BOT_USER in office.rooms[place.room].members:
        office.emit("app_mention", {**event, "type": "app_mention"})
    else:
        note = f"You mentioned {office.app.name}, but it isn't in this channel."
        office.notify(place.user, place.room, note, place.thread_ts)


def link_names(office: Office, text: str) -> str:
    """Turn `@name` and `#room` into the links that Slack sends; a single word of a name will do."""
    rooms = {f"#{room.name}": f"<#{room.id}|{room.name}>" for room in office.rooms.values() if not room.is_im}
    people = {f"@{w}": f"<@{p.id}>" for p in office.people.values() for w in (*p.name.split(), p.name)}
    linked = {html.escape(name, quote=False).lower(): link for name, link in (rooms | people).items()}
    names = "|".join(re.escape(name) for name in sorted(linked, key=len, reverse=True))
    return re.sub(
        rf"(?<!\w)({names})(?!\w)", lambda found: linked[found[0].lower()], text, flags=re.IGNORECASE
    )


async def _give_command(office: Office, place: Place, line: str) -> None:
    command, _, text = line.partition(" ")
    if place.thread_ts:
        fault = f"{command} is not supported in threads. Sorry!"
    else:
        known = {known["command"] for known in office.app.commands}
        fault = "" if command in known else f"{command} is not a valid command."
    if fault:
        office.notify(place.user, place.room, fault, place.thread_ts)
        return
    ts, shown = office.next_ts(), html.escape(line, quote=False)
    own = Message(room=place.room, ts=ts, author=place.user, text=shown, kind="command", only_for=place.user)
    office.post(own)
    await _run_command(office, own, command, text.strip())


async def _run_command(office: Office, own: Message, command: str, text: str) -> None:
    origin = Origin(user=own.author, room=own.room)
    team = {"team_id": TEAM, "team_domain": TEAM_NAME.lower(), "api_app_id": APP, "token": "unused"}
    user = {
        "user_id": own.author,
        "user_name": office.people[own.author].name,
        "is_enterprise_install": "false",
    }
    room = {"channel_id": own.room, "channel_name": shown_name(office, own.room)}
    payload = {**team, **user, **room, "command": command, "text": text, **passes(office, origin)}
    place = Place(user=own.author, room=own.room)
    if body := await ask(office, "slash_commands", payload, place, command):
        if body.get("response_type") == "in_channel":  # then Slack shows the command to everybody too
            office.change(own, only_for=None)
        answer(office, origin, body, f"ack of {command}")


def start_chat(office: Office, place: Place) -> None:
    """Leave an agent's present chat; the next message begins another."""
    if office.chats.pop(place.room, None):
        office.notify(place.user, place.room, "New chat.")


async def use_shortcut(office: Office, place: Place, callback_id: str, ts: str = "") -> None:
    """Use a global shortcut, or with a message's `ts` a message shortcut."""
    payload: Json = {"type": "shortcut", **who(office, place.user), "callback_id": callback_id}
    payload["action_ts"] = office.next_ts()
    message = office.messages.get((place.room, ts))
    if message and message.only_for is None:
        channel = {"id": place.room, "name": shown_name(office, place.room)}
        origin = Origin(user=place.user, room=place.room, message=message)
        payload |= {
            "type": "message_action",
            "message": message.to_json(),
            "message_ts": ts,
            "channel": channel,
        }
        payload |= passes(office, origin)
    else:
        payload["trigger_id"] = office.tickets.new_trigger(place.user)
    await ask(office, "interactive", payload, place, callback_id)


def open_app(office: Office, user: str, tab: str) -> None:
    """Open the app's Home tab (`home`) or its direct messages (`messages`)."""
    event: Json = {"type": "app_home_opened", "user": user, "channel": office.dm_of(user).id, "tab": tab}
    if tab == "home" and user in office.homes:
        event["view"] = dict(office.homes[user])
    office.emit("app_home_opened", event)
