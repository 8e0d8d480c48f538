"""Reads what an app sends to be shown, checked as Slack checks it: the content of messages, and views."""

import secrets
from collections.abc import Mapping

from bot.playground.kit import refuse_blocks, refuse_view
from bot.playground.values import APP, BOT_ID, TEAM, Json, Refusal

_MOST_TEXT, _MOST_MARKDOWN = 40_000, 12_000


def read_content(args: Mapping[str, object]) -> Json:
    """Read a message's text, blocks and attachments; refuse what Slack refuses."""
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
    content = {"text": text[:_MOST_TEXT], "blocks": _number(blocks), "attachments": tuple(attachments)}
    if not any(content.values()):
        raise Refusal("no_text")
    return content


def read_view(view: object, surface: str) -> Json:
    """Read a `modal` or `home` view; fill in what Slack fills in."""
    error, complaints = refuse_view(view, surface)
    if error or not isinstance(view, dict):
        raise Refusal(error, *complaints)
    texts = dict.fromkeys(("private_metadata", "callback_id", "external_id"), "")
    parts = dict.fromkeys(("title", "submit", "close"))
    flags = dict.fromkeys(("clear_on_close", "notify_on_close"), False)
    owner = {"team_id": TEAM, "app_id": APP, "bot_id": BOT_ID, "app_installed_team_id": TEAM}
    made = {**texts, **parts, **flags, **view, **owner, "blocks": list(_number(view.get("blocks", [])))}
    return {**made, "hash": f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}", "state": {"values": {}}}


def _number(blocks: object) -> tuple[Json, ...]:
    """Give every block and element the id that Slack makes up where the app gave none."""
    numbered = []
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        made = {"block_id": f"b{index}", **block}
        for name in made.keys() & {"element", "accessory"}:
            made[name] = _name(made[name], "a0")
        if isinstance(made.get("elements"), list) and made["type"] != "rich_text":
            made["elements"] = [_name(part, f"a{n}") for n, part in enumerate(made["elements"])]
        numbered.append(made)
    return tuple(numbered)


def _name(element: object, made_up: str) -> object:
    if not isinstance(element, dict) or element.get("type") in ("image", "plain_text", "mrkdwn"):
        return element
    return {"action_id": made_up, **element}
