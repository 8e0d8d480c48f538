"""Messages and views as Slack accepts them: kit.txt, whose head explains its notation, and what holds over the whole.

A check yields complaints, each with its JSON pointer, worded as Slack words them in `response_metadata.messages`.
"""

import json
import math
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.playground.values import APP, BOT_ID, TEAM, Json, RefusalError

_TEXT = (Path(__file__).parent / "kit.txt").read_text("utf-8")
_LINES = dict(line.split(": ", 1) for line in _TEXT.splitlines() if line and not line.startswith("#"))
_MOST_TEXT, _MOST_MARKDOWN, _MOST_CHARTS = 40_000, 12_000, 2
_MOST_VIEW_BYTES = 250_000  # docs.slack.dev/reference/methods/views.open: view_too_large
_OWNER = {"team_id": TEAM, "app_id": APP, "bot_id": BOT_ID, "app_installed_team_id": TEAM}
_LIST = re.compile(r"\[(?:(\d+(?:\.\.\d*)?) )?(.*)\]")


class Shape(NamedTuple):
    """An object: the kind of each field it may have, those it needs, and which of several it must have."""

    fields: Mapping[str, str]
    need: tuple[str, ...] = ("text",)
    choices: tuple[str, ...] = ()


def complain(why: str, at: str) -> str:
    """Word a complaint as Slack does."""
    return f"[ERROR] {why} [json-pointer:{at}]"


@cache
def members(group: str) -> dict[str, str]:
    """List the shapes of a group of kit.txt by the `type` that Slack knows them by."""
    found: dict[str, str] = {}
    for name in _LINES[group].split():
        kind = name.removeprefix("span_").removesuffix("_element")
        found |= members(name) if name.startswith("<") else {kind: name}
    return found


@cache
def read_shape(name: str, size: str = "") -> Shape:
    """Read one line of kit.txt, with those it takes over and the size it is to have."""
    parts = list(_split(name))
    kinds = [part.replace("$", size).partition(" ") for part in parts if part[0] not in "=~"]
    need = tuple(field[:-1] for field, _, _ in kinds if field.endswith("!"))
    choices = tuple(part for part in parts if part[0] in "=~")
    return Shape({field.rstrip("!"): kind for field, _, kind in kinds}, need, choices)


def _split(name: str) -> Iterator[str]:
    for part in _LINES[name].split("; "):
        yield from _split(part[1:]) if part.startswith("+") else (part,)


def _check(kind: str, value: object, at: str) -> Iterator[str]:
    """Hold a value to a kind, as kit.txt writes it."""
    if kind[0] == "@":
        yield from _check_shape(kind[1:], "", value, at)
    elif kind[0] == "<":
        group, _, size = kind.partition(" ")
        yield from _check_tagged(members(group), size, value, at)
    elif kind[0] == "[":
        yield from _check_list(kind, value, at)
    elif why := _judge(kind, value):
        yield complain(why, at)


def _judge(kind: str, value: object) -> str:
    """Say what is wrong with a value that holds no others; empty when nothing."""
    head, _, size = kind.partition(" ")
    match head:
        case "any":
            return ""
        case "flag":
            return "" if isinstance(value, bool) else "must provide a boolean"
        case "str":
            return _judge_length(size, value) if isinstance(value, str) else "must provide a string"
        case "int" | "num":
            return _judge_number(head, size, value)
        case _ if kind[0] == "/":
            fits = isinstance(value, str) and re.fullmatch(kind[1:-1], value) is not None
            return "" if fits else f"must match {kind[1:-1]}"
    return "" if value in kind.split("|") else f"must be one of: {kind.replace('|', ', ')}"


def _read_bounds(size: str, least: float = 1) -> tuple[float, float]:
    low, _, high = size.rpartition("..")
    return float(low) if low else least, float(high) if high else math.inf


def _judge_number(head: str, size: str, value: object) -> str:
    least, most = _read_bounds(size, -math.inf)
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, int | float) or not (is_whole or (head == "num" and isinstance(value, float))):
        return "must provide a number"
    return "" if least <= value <= most else f"must be between {least:.10g} and {most:.10g}"


def _judge_length(size: str, value: str) -> str:
    least, most = _read_bounds(size)
    if len(value) > most:
        return f"must be less than {most + 1:.0f} characters"
    return "" if len(value) >= least else f"must be more than {least - 1:.0f} characters"


def _check_list(kind: str, value: object, at: str) -> Iterator[str]:
    found = _LIST.fullmatch(kind)
    if not isinstance(value, list) or not found:
        yield complain("must provide an array", at)
        return
    least, most = _read_bounds(found[1] or "1..")
    if len(value) > most:
        yield complain(f"no more than {most:.0f} items allowed", at)
    if len(value) < least:
        yield complain(f"no fewer than {least:.0f} items allowed", at)
    for index, part in enumerate(value):
        yield from _check(found[2], part, f"{at}/{index}")


def _check_tagged(shapes: Mapping[str, str], size: str, value: object, at: str) -> Iterator[str]:
    """Accept an object whose `type` names one of the shapes."""
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict):
        yield complain("must provide an object", at)
    elif not isinstance(kind, str) or kind not in shapes:
        yield complain(f"unsupported type: {kind}", f"{at}/type")
    elif shapes[kind] in _LINES:  # else a block that we let pass unread
        yield from _check_shape(shapes[kind], size, value, at)


def _check_shape(name: str, size: str, value: object, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield complain("must provide an object", at)
    elif complaints := list(_check_fields(read_shape(name, size), value, at)):
        yield from complaints
    elif name in _RULES:  # a rule may rely on every field
        yield from _RULES[name](value, at)


def _check_fields(shape: Shape, value: Json, at: str) -> Iterator[str]:
    yield from (complain(f"missing required field: {name}", at) for name in shape.need if name not in value)
    for name, part in value.items():
        if name in shape.fields:
            yield from _check(shape.fields[name], part, f"{at}/{name}")
        elif name != "type":
            yield complain(f"invalid additional property: {name}", at)
    for choice in shape.choices:
        names = choice[1:].split()
        found = [name for name in names if value.get(name)]
        if not found:
            yield complain(f"missing required field: {' or '.join(names)}", at)
        elif choice[0] == "=" and len(found) > 1:
            yield complain(f"only one of {', '.join(names)} is allowed", at)


def _unique(values: Iterable[object], what: str, at: str) -> Iterator[str]:
    """Complain of every value that was there before; an absent one (None) may repeat."""
    seen: list[object] = []
    for value in values:
        if value is not None and value in seen:
            yield complain(f'{what} "{value}" already exists', at)
        seen.append(value)


def _unique_actions(block: Json, at: str) -> Iterator[str]:
    yield from _unique((part.get("action_id") for part in block["elements"]), "`action_id`", f"{at}/elements")


def _columns_agree(block: Json, at: str) -> Iterator[str]:
    if len({len(row) for row in block["rows"]}) > 1:
        yield complain("all rows must have the same number of columns", f"{at}/rows")
    if any(cell["type"] != "raw_text" for cell in block["rows"][0]):
        yield complain("header cells must be raw_text", f"{at}/rows/0")


def _points_fit(chart: Json, at: str) -> Iterator[str]:
    categories, series = chart["axis_config"]["categories"], chart["series"]
    yield from _unique((line["name"] for line in series), "series name", f"{at}/series")
    yield from _unique(categories, "category", f"{at}/axis_config/categories")
    if any(sorted(point["label"] for point in line["data"]) != sorted(categories) for line in series):
        yield complain("every series needs one point for every category", f"{at}/series")


_RULES: dict[str, Callable[[Json, str], Iterator[str]]] = {
    **dict.fromkeys(("actions", "context_actions"), _unique_actions),
    **dict.fromkeys(("bar", "line", "area"), _points_fit),
    "data_table": _columns_agree,
}


def refuse_blocks(blocks: object, surface: str, at: str = "/blocks") -> list[str]:
    """List what Slack would refuse in these blocks on a `message`, `modal` or `home`; empty when nothing."""
    most = 50 if surface == "message" else 100
    complaints = list(_check(f"[0..{most} <on_{surface}>]", blocks, at))
    if not complaints and isinstance(blocks, list):
        complaints = [*_unique((block.get("block_id") for block in blocks), "`block_id`", at)]
        complaints += _totals(blocks, at)
    return complaints


def _totals(blocks: list[Json], at: str) -> Iterator[str]:
    """Hold what is counted over the whole message: Markdown, tables, charts."""
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > _MOST_MARKDOWN:
        yield complain(f"markdown blocks hold more than {_MOST_MARKDOWN} characters in all", at)
    kinds = [block["type"] for block in blocks]
    if kinds.count("table") > 1:
        yield complain("only_one_table_allowed", at)
    if kinds.count("data_visualization") > _MOST_CHARTS:
        yield complain(f"no more than {_MOST_CHARTS} data_visualization blocks allowed", at)
    for kind, most in (("table", 10_000), ("data_table", 20_000)):
        if sum(count_text(block["rows"]) for block in blocks if block["type"] == kind) > most:
            yield complain(f"{kind} cells hold more than {most} characters in all", at)


def count_text(part: object) -> int:
    """Count the characters of all `text` in it, at any depth."""
    if isinstance(part, dict):
        own = part.get("text")
        rest = sum(count_text(inner) for inner in part.values())
        return rest + (len(own) if isinstance(own, str) else 0)
    return sum(count_text(inner) for inner in part) if isinstance(part, list) else 0


def refuse_view(view: object, *surfaces: str) -> tuple[str, list[str]]:
    """Return Slack's error code and complaints for this view, or `("", [])` when it is accepted."""
    complaints = list(_check_tagged(dict(zip(surfaces, surfaces, strict=True)), "", view, "/view"))
    if isinstance(view, dict) and not complaints:
        blocks = view.get("blocks", [])
        complaints = refuse_blocks(blocks, view["type"], "/view/blocks")
        inputs = not complaints and any(block["type"] == "input" for block in blocks)
        if inputs and view["type"] == "modal" and "submit" not in view:
            complaints = [complain("missing required field: submit (the view has inputs)", "/view")]
    if not complaints and len(json.dumps(view).encode()) > _MOST_VIEW_BYTES:
        return "view_too_large", []
    return ("invalid_arguments" if complaints else ""), complaints


def refuse(shape: str, found: object) -> list[str]:
    """List what Slack would refuse in what is to have a shape of kit.txt."""
    return list(_check_shape(shape, "", found, ""))


def read_content(args: Mapping[str, object]) -> Json:
    """Read a message's text, blocks and attachments; refuse what Slack refuses."""
    text, blocks = str(args.get("text") or ""), args.get("blocks") or []
    if markdown := str(args.get("markdown_text") or ""):
        if text or blocks:
            raise RefusalError("markdown_text_conflict")
        if len(markdown) > _MOST_MARKDOWN:
            raise RefusalError("msg_too_long")
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    if complaints := refuse_blocks(blocks, "message"):
        raise RefusalError("invalid_blocks", *complaints)
    attachments = args.get("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(part, dict) for part in attachments):
        raise RefusalError("invalid_attachments")
    content = {"text": text[:_MOST_TEXT], "blocks": tuple(_number(blocks)), "attachments": tuple(attachments)}
    if not any(content.values()):
        raise RefusalError("no_text")
    return content


def read_view(view: object, surface: str) -> Json:
    """Read a `modal` or `home` view; fill in what Slack fills in."""
    error, complaints = refuse_view(view, surface)
    if error or not isinstance(view, dict):
        raise RefusalError(error, *complaints)
    begun: Json = dict.fromkeys(("private_metadata", "callback_id", "external_id"), "")
    begun |= dict.fromkeys(("title", "submit", "close"))
    begun |= dict.fromkeys(("clear_on_close", "notify_on_close"), False)
    made = {**begun, **view, **_OWNER, "blocks": list(_number(view.get("blocks", [])))}
    return {**made, "hash": f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}", "state": {"values": {}}}


def _number(blocks: object) -> Iterator[Json]:
    """Give every block and element the id that Slack makes up where the app gave none."""
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        made = {"block_id": f"b{index}", **block}
        for name in made.keys() & {"element", "accessory"}:
            made[name] = _name(made[name], "a0")
        if isinstance(made.get("elements"), list) and made["type"] != "rich_text":
            made["elements"] = [_name(part, f"a{n}") for n, part in enumerate(made["elements"])]
        yield made


def _name(element: object, made_up: str) -> object:
    if not isinstance(element, dict) or element.get("type") in ("image", "plain_text", "mrkdwn"):
        return element
    return {"action_id": made_up, **element}
