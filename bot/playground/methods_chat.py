"""Web API methods that speak: chat.*, reactions.* and assistant.threads.*.

Reference: https://docs.slack.dev/reference/methods
"""

from collections.abc import Mapping

from bot.playground.kit import Json, count_text, refuse_blocks
from bot.playground.office import Office
from bot.playground.values import BOT_USER, Message, Refusal, Room
from bot.playground.wire import Call, Method, find_room

_MOST_TEXT, _MOST_BLOCK_TEXT, _MOST_MARKDOWN = 40_000, 12_000, 12_000


def read_content(args: Mapping[str, object]) -> Json:
    """Read text, blocks and attachments, checked as Slack checks them; refuse what it refuses."""
    text, blocks = str(args.get("text") or ""), args.get("blocks") or []
    if markdown := str(args.get("markdown_text") or ""):
        if text or blocks:
            raise Refusal("markdown_text_conflict")
        if len(markdown) > _MOST_MARKDOWN:
            raise Refusal("msg_too_long")
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    if complaints := refuse_blocks(blocks, "message"):
        raise Refusal("invalid_blocks", *complaints)
    attachments = args.get("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(part, dict) for part in attachments):
        raise Refusal("invalid_attachments")
    numbered = tuple(number_blocks(blocks))
    return {"text": text[:_MOST_TEXT], "blocks": numbered, "attachments": tuple(attachments)}


def number_blocks(blocks: object) -> list[Json]:
    """Give every block and element the id that Slack makes up where the app gave none."""
    numbered = []
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        made = {"block_id": f"b{index}", **block}
        for name in ("element", "accessory"):
            if isinstance(block.get(name), dict):
                made[name] = _named(block[name], "a0")
        if isinstance(block.get("elements"), list) and block["type"] != "rich_text":
            made["elements"] = [_named(part, f"a{n}") for n, part in enumerate(block["elements"])]
        numbered.append(made)
    return numbered


def _named(element: Json, made_up: str) -> Json:
    unnamed = element["type"] in ("image", "plain_text", "mrkdwn")
    return element if unnamed else {"action_id": made_up, **element}


def _need_content(call: Call) -> Json:
    content = read_content(call.args)
    if not any(content.values()):
        raise Refusal("no_text")
    # Undocumented, met at about 12,000 characters: github.com/slackapi/bolt-js/issues/2509.
    if count_text(list(content["blocks"])) > _MOST_BLOCK_TEXT:
        raise Refusal("msg_blocks_too_long")
    return content


def _open_room(office: Office, call: Call) -> Room:
    room = find_room(office, *call.need("channel"))
    if BOT_USER not in room.members:
        raise Refusal("not_in_channel")
    if (thread := call.text("thread_ts")) and (room.id, thread) not in office.messages:
        raise Refusal("cannot_reply_to_message")
    return room


def post_message(office: Office, call: Call) -> Json:
    """chat.postMessage."""
    room, content = _open_room(office, call), _need_content(call)
    ts = office.next_ts()
    thread, wide = call.text("thread_ts") or None, call.flag("reply_broadcast")
    own = Message(
        room=room.id, ts=ts, author=BOT_USER, kind="app", thread_ts=thread, broadcast=wide, **content
    )
    said = office.post(own).to_json()
    announce(office, own, {**said, "channel": room.id})
    return {"channel": room.id, "ts": ts, "message": said}


def announce(office: Office, message: Message, event: Json) -> None:
    """Send the app a message event, its own messages included, as Slack does."""
    kind = "im" if office.rooms[message.room].is_im else "channel"
    subscription = "message.im" if kind == "im" else "message.channels"
    office.emit(subscription, {**event, "channel_type": kind})


def post_ephemeral(office: Office, call: Call) -> Json:
    """chat.postEphemeral."""
    room, content = _open_room(office, call), _need_content(call)
    (user,) = call.need("user")
    if user not in room.members:
        raise Refusal("user_not_in_channel")
    ts, thread = office.next_ts(), call.text("thread_ts") or None
    office.post(
        Message(room=room.id, ts=ts, author=BOT_USER, kind="app", only_for=user, thread_ts=thread, **content)
    )
    return {"message_ts": ts}


def _find_own(office: Office, call: Call, error: str) -> Message:
    channel, ts = call.need("channel", "ts")
    message = office.messages.get((find_room(office, channel).id, ts))
    if message is None or message.only_for:
        raise Refusal("message_not_found")
    if message.author != BOT_USER:
        raise Refusal(error)
    return message


def update(office: Office, call: Call) -> Json:
    """chat.update: what is not given stays as it was."""
    message = _find_own(office, call, "cant_update_message")
    content = _need_content(call)
    kept = {name: value for name, value in content.items() if name in call.args or value}
    new = office.change(message, **kept, edited=office.next_ts())
    event = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": new.room}
    details = {"message": new.to_json(), "previous_message": message.to_json(), "ts": office.next_ts()}
    announce(office, new, {**event, **details})
    return {"channel": new.room, "ts": new.ts, "text": new.text, "message": new.to_json()}


def delete(office: Office, call: Call) -> Json:
    """chat.delete."""
    message = _find_own(office, call, "cant_delete_message")
    office.remove(message)
    event = {"type": "message", "subtype": "message_deleted", "hidden": True, "channel": message.room}
    announce(office, message, {**event, "deleted_ts": message.ts, "ts": office.next_ts()})
    return {"channel": message.room, "ts": message.ts}


def _find(office: Office, channel: str, ts: str) -> Message:
    message = office.messages.get((find_room(office, channel).id, ts))
    if message is None or message.only_for:
        raise Refusal("message_not_found")
    return message


def get_permalink(office: Office, call: Call) -> Json:
    """chat.getPermalink."""
    message = _find(office, *call.need("channel", "message_ts"))
    address = f"https://playground.invalid/archives/{message.room}/p{message.ts.replace('.', '')}"
    return {"channel": message.room, "permalink": address}


def add_reaction(office: Office, call: Call) -> Json:
    """reactions.add."""
    channel, ts, name = call.need("channel", "timestamp", "name")
    message = _find(office, channel, ts)
    users = (message.reactions or {}).get(name, ())
    if BOT_USER in users:
        raise Refusal("already_reacted")
    office.change(message, reactions={**(message.reactions or {}), name: (*users, BOT_USER)})
    return {}


def remove_reaction(office: Office, call: Call) -> Json:
    """reactions.remove."""
    channel, ts, name = call.need("channel", "timestamp", "name")
    message = _find(office, channel, ts)
    users = (message.reactions or {}).get(name, ())
    if BOT_USER not in users:
        raise Refusal("no_reaction")
    left = {**(message.reactions or {}), name: tuple(user for user in users if user != BOT_USER)}
    office.change(message, reactions={key: value for key, value in left.items() if value})
    return {}


def set_status(office: Office, call: Call) -> Json:
    """assistant.threads.setStatus: an empty status clears it."""
    channel, thread = call.need("channel_id", "thread_ts")
    room = find_room(office, channel)
    office.feed.tell("status", office.owner(room.id), room=room.id, thread=thread, text=call.text("status"))
    return {}


def set_title(office: Office, call: Call) -> Json:
    """assistant.threads.setTitle: taken and kept nowhere, since the page lists no threads."""
    find_room(office, call.need("channel_id", "thread_ts", "title")[0])
    return {}


def set_prompts(office: Office, call: Call) -> Json:
    """assistant.threads.setSuggestedPrompts."""
    room, prompts = find_room(office, *call.need("channel_id")), call.args.get("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:  # noqa: PLR2004 - Slack's own limit
        raise Refusal("invalid_arguments", "[ERROR] prompts must hold 1 to 4 items [json-pointer:/prompts]")
    if not all(
        isinstance(prompt, dict) and prompt.get("title") and prompt.get("message") for prompt in prompts
    ):
        raise Refusal("invalid_arguments", "[ERROR] a prompt needs title and message [json-pointer:/prompts]")
    # An agent app's prompts belong to the whole tab; with a thread_ts Slack drops them without a word.
    if not (office.app.is_agent and call.text("thread_ts")):
        shown = office.prompts[room.id] = {"title": call.text("title"), "prompts": prompts}
        office.feed.tell("prompts", office.owner(room.id), room=room.id, prompts=shown)
    return {}


METHODS: dict[str, Method] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
    "reactions.add": add_reaction,
    "reactions.remove": remove_reaction,
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setTitle": set_title,
    "assistant.threads.setSuggestedPrompts": set_prompts,
}
