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
    from bot.playground.shape import Json


async def say(office: Office, place: Place, text: str) -> None:
    """Send what was typed: a slash command, or a message."""
    if place.user not in office.rooms[place.room].members:
        raise Refusal("not_in_channel")
    if re.match(r"/[\w-]", text):
        await _give_command(office, place, text)
    elif text.strip():
        _speak(office, place, text)


def _speak(office: Office, place: Place, text: str) -> None:
    ts, escaped = office.next_ts(), _link_names(office, html.escape(text, quote=False))
    said = Message(room=place.room, ts=ts, author=place.user, text=escaped, thread_ts=place.thread_ts)
    event = {**office.post(said).to_json(), "channel": place.room, "client_msg_id": f"local-{ts}"}
    announce(office, said, event)
    if f"<@{BOT_USER}>" not in escaped or office.rooms[place.room].is_im:
        return
    if BOT_USER in office.rooms[place.room].members:
        office.emit("app_mention", {**event, "type": "app_mention"})
    else:
        note = f"You mentioned {office.app.name}, but it isn't in this channel."
        office.notify(place.user, place.room, note, place.thread_ts)


def _link_names(office: Office, text: str) -> str:
    names = {f"@{person.name}": f"<@{person.id}>" for person in office.people.values()}
    names |= {f"#{r.name}": f"<#{r.id}|{r.name}>" for r in office.rooms.values() if not r.is_im}
    return re.sub(r"(?<!\w)[@#][\w-]+", lambda found: names.get(found[0], found[0]), text)


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
