"""Blocks, messages and views as Slack accepts them: which blocks where, how many, how much text in all.

Limits: https://docs.slack.dev/reference/block-kit/blocks; totals that Slack enforces without a page are noted.
"""

import json
from collections.abc import Iterator

from bot.playground.kit_content import CELL, CHART, RICH_TEXT
from bot.playground.kit_elements import (
    BESIDE_SECTION,
    ID,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    SUGGESTIONS,
    plain,
    text,
)
from bot.playground.shape import (
    Check,
    Json,
    Shape,
    array,
    complain,
    is_anything,
    is_flag,
    number,
    one_of,
    some_of,
    string,
    tagged,
    unique,
)

_BLOCK: dict[str, Check] = {"block_id": ID}
_COLUMN = Shape(may={"align": one_of("left", "center", "right"), "is_wrapped": is_flag})


def _unique_actions(block: object, at: str) -> Iterator[str]:
    elements = block.get("elements") if isinstance(block, dict) else None
    ids = [part.get("action_id") for part in elements or () if isinstance(part, dict)]
    yield from unique(ids, "`action_id`", f"{at}/elements")


def _columns_agree(block: object, at: str) -> Iterator[str]:
    rows = _rows(block)
    if len({len(row) for row in rows}) > 1:
        yield complain("all rows must have the same number of columns", f"{at}/rows")
    if any(isinstance(cell, dict) and cell.get("type") != "raw_text" for cell in (rows or [[]])[0]):
        yield complain("header cells must be raw_text", f"{at}/rows/0")


def _rows(block: object) -> list[list[object]]:
    rows = block.get("rows") if isinstance(block, dict) else None
    return [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []


BLOCKS: dict[str, Check] = {
    "header": Shape(need={"text": plain(150)}, may={**_BLOCK, "level": number(1, 6)}),
    "section": Shape(
        may={
            **_BLOCK,
            "text": text(3000),
            "fields": array(text(2000), 1, 10),
            "accessory": BESIDE_SECTION,
            "expand": is_flag,
        },
        rules=(some_of("text", "fields"),),
    ),
    "context": Shape(need={"elements": array(IN_CONTEXT, 1, 10)}, may=_BLOCK),
    "context_actions": Shape(
        need={"elements": array(IN_CONTEXT_ACTIONS, 1, 5)}, may=_BLOCK, rules=(_unique_actions,)
    ),
    "divider": Shape(may=_BLOCK),
    "actions": Shape(need={"elements": array(IN_ACTIONS, 1, 25)}, may=_BLOCK, rules=(_unique_actions,)),
    "input": Shape(
        need={"label": plain(2000), "element": IN_INPUT},
        may={**_BLOCK, "hint": plain(2000), "optional": is_flag, "dispatch_action": is_flag},
    ),
    "image": Shape(need=IMAGE.need, may={**IMAGE.may, **_BLOCK, "title": plain(2000)}, rules=IMAGE.rules),
    "rich_text": RICH_TEXT,
    "markdown": Shape(need={"text": string(12_000)}, may=_BLOCK),
    "table": Shape(
        need={"rows": array(array(CELL, 1, 20), 1, 100)},
        may={**_BLOCK, "column_settings": array(_COLUMN, 0, 20)},
    ),
    "data_table": Shape(
        need={"rows": array(array(CELL, 1, 20), 2, 201), "caption": string(2000)},
        may={**_BLOCK, "page_size": number(1, 100), "row_header_column_index": number(0, 19)},
        rules=(_columns_agree,),
    ),
    "data_visualization": Shape(need={"title": string(50), "chart": CHART}, may=_BLOCK),
}
# Slack has these too. We let them pass unread and draw them as "not drawn here".
UNREAD = "alert auth_provider card carousel container file plan task_card video".split()  # noqa: SIM905
BLOCKS |= dict.fromkeys(UNREAD, is_anything)
_ANYWHERE = {
    "actions",
    "card",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "video",
}
_DATA = {"carousel", "container", "data_table", "data_visualization", "table"}
SURFACES = {
    "message": frozenset(BLOCKS) - {"alert"},
    "modal": frozenset(_ANYWHERE | {"alert"}),
    "home": frozenset(_ANYWHERE | _DATA),
}


def refuse_blocks(blocks: object, surface: str, at: str = "/blocks") -> list[str]:
    """List what Slack would refuse in these blocks on a `message`, `modal` or `home`; empty when nothing."""
    known = tagged(BLOCKS, *sorted(SURFACES[surface]))
    complaints = list(array(known, 0, 50 if surface == "message" else 100)(blocks, at))
    if not complaints and isinstance(blocks, list):
        complaints = list(unique((block.get("block_id") for block in blocks), "`block_id`", at))
        complaints += _totals(blocks, at)
    return complaints


def _totals(blocks: list[Json], at: str) -> Iterator[str]:
    """Hold what is counted over the whole message: Markdown, tables, charts."""
    of = {kind: [block for block in blocks if block["type"] == kind] for kind in BLOCKS}
    if sum(len(block["text"]) for block in of["markdown"]) > 12_000:  # noqa: PLR2004 - the limit itself, named in the complaint
        yield complain("markdown blocks hold more than 12000 characters in all", at)
    if len(of["table"]) > 1:
        yield complain("only_one_table_allowed", at)
    if len(of["data_visualization"]) > 2:  # noqa: PLR2004 - the limit itself, named in the complaint
        yield complain("no more than 2 data_visualization blocks allowed", at)
    for kind, most in (("table", 10_000), ("data_table", 20_000)):
        if sum(count_text(block["rows"]) for block in of[kind]) > most:
            yield complain(f"{kind} cells hold more than {most} characters in all", at)


def count_text(part: object) -> int:
    """Count the characters of all `text` in it, at any depth."""
    if isinstance(part, dict):
        own = part.get("text")
        rest = sum(count_text(inner) for inner in part.values())
        return rest + (len(own) if isinstance(own, str) else 0)
    return sum(count_text(inner) for inner in part) if isinstance(part, list) else 0


_VIEW: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
    "blocks": is_anything,
}
_FLAGS = dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), is_flag)
_VIEWS: dict[str, Check] = {
    "modal": Shape(
        need={"title": plain(24)}, may={**_VIEW, "submit": plain(24), "close": plain(24), **_FLAGS}
    ),
    "home": Shape(may=_VIEW),
}
_MOST_VIEW_BYTES = 250_000  # docs.slack.dev/reference/methods/views.open: view_too_large


def refuse_view(view: object, *surfaces: str) -> tuple[str, list[str]]:
    """Return Slack's error code and complaints for this view, or `("", [])` when it is accepted."""
    complaints = list(tagged(_VIEWS, *surfaces)(view, "/view"))
    if isinstance(view, dict) and not complaints:
        blocks = view.get("blocks", [])
        complaints = refuse_blocks(blocks, view["type"], "/view/blocks")
        inputs = not complaints and any(block["type"] == "input" for block in blocks)
        if inputs and view["type"] == "modal" and "submit" not in view:
            complaints = [complain("missing required field: submit (the view has inputs)", "/view")]
    if not complaints and len(json.dumps(view).encode()) > _MOST_VIEW_BYTES:
        return "view_too_large", []
    return ("invalid_arguments" if complaints else ""), complaints


def refuse_suggestions(found: object) -> list[str]:
    """List what Slack would refuse in the options an app offers for an external select."""
    return list(SUGGESTIONS(found, ""))
