"""Blocks, messages and views as Slack accepts them: kit.txt, and what must hold between fields and over the whole."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.playground.kit_reader import KitReader
from bot.playground.shape import Check, Json, array, complain, tagged, unique


def _unique_actions(block: object, at: str) -> Iterator[str]:
    elements = block.get("elements") if isinstance(block, dict) else None
    ids = [part.get("action_id") for part in elements or () if isinstance(part, dict)]
    yield from unique(ids, "`action_id`", f"{at}/elements")


def _columns_agree(block: object, at: str) -> Iterator[str]:
    rows = block.get("rows") if isinstance(block, dict) else None
    rows = [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []
    if len({len(row) for row in rows}) > 1:
        yield complain("all rows must have the same number of columns", f"{at}/rows")
    if any(isinstance(cell, dict) and cell.get("type") != "raw_text" for cell in (rows or [[]])[0]):
        yield complain("header cells must be raw_text", f"{at}/rows/0")


def _points_fit(chart: object, at: str) -> Iterator[str]:
    try:
        categories = chart["axis_config"]["categories"]  # type: ignore[index]
        drawn = [[point["label"] for point in line["data"]] for line in chart["series"]]  # type: ignore[index]
        names = [line["name"] for line in chart["series"]]  # type: ignore[index]
    except (KeyError, TypeError):
        return  # the fields' own checks have said so
    yield from unique(names, "series name", f"{at}/series")
    yield from unique(categories, "category", f"{at}/axis_config/categories")
    if any(sorted(labels, key=str) != sorted(categories, key=str) for labels in drawn):
        yield complain("every series needs one point for every category", f"{at}/series")


_RULES: dict[str, Check] = {
    **dict.fromkeys(("actions", "context_actions"), _unique_actions),
    **dict.fromkeys(("bar", "line", "area"), _points_fit),
    "data_table": _columns_agree,
}
_KIT = KitReader((Path(__file__).parent / "kit.txt").read_text("utf-8"), _RULES)
BLOCKS = {kind: _KIT.shapes[name] for kind, name in _KIT.members("<blocks>").items()}
ELEMENTS = {
    kind: _KIT.shapes[name]
    for group in ("<inputs>", "<beside>", "<context_actions>")
    for kind, name in _KIT.members(group).items()
}
SURFACES = {
    "message": frozenset(BLOCKS) - {"alert"},
    "modal": frozenset(_KIT.members("<on_modal>")),
    "home": frozenset(_KIT.members("<on_home>")),
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


_VIEWS = {name: _KIT.shapes[name] for name in ("modal", "home")}
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
    return list(_KIT.shapes["suggestions"](found, ""))
