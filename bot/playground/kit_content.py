"""Rich text, table cells and charts as Slack accepts them, written as data.

Limits: https://docs.slack.dev/reference/block-kit/blocks (rich-text, table, data-table, data-visualization).
"""

from collections.abc import Iterator

from bot.playground.kit_elements import ID, URL
from bot.playground.shape import (
    Check,
    Shape,
    array,
    complain,
    is_flag,
    number,
    one_of,
    string,
    tagged,
    unique,
)

_LOOKS = "bold italic strike code underline highlight client_highlight unlink"
_LOOK: dict[str, Check] = {"style": Shape(may=dict.fromkeys(_LOOKS.split(), is_flag))}
_WORDS = string(40_000)


def _span(need: dict[str, Check], **may: Check) -> Check:
    return Shape(need=need, may={**_LOOK, **may})


_SPANS: dict[str, Check] = {
    "text": _span({"text": _WORDS}),
    "link": _span({"url": URL}, text=_WORDS, unsafe=is_flag),
    "emoji": _span({"name": ID}, unicode=ID, skin_tone=number(1, 6), url=URL),
    "user": _span({"user_id": ID}),
    "channel": _span({"channel_id": ID}),
    "usergroup": _span({"usergroup_id": ID}),
    "team": _span({"team_id": ID}),
    "broadcast": _span({"range": one_of("here", "channel", "everyone")}),
    "color": _span({"value": ID}),
    "date": _span({"timestamp": number(), "format": string(500)}, url=URL, fallback=string(500)),
}
_LINE = array(tagged(_SPANS), 0)
_LINES: dict[str, Check] = {"rich_text_section": Shape(need={"elements": _LINE})}
_BORDER: dict[str, Check] = {"border": number(0, 1)}
_RICH: dict[str, Check] = {
    **_LINES,
    "rich_text_list": Shape(
        need={"style": one_of("bullet", "ordered"), "elements": array(tagged(_LINES))},
        may={"indent": number(0, 8), "offset": number(0), **_BORDER},
    ),
    "rich_text_quote": Shape(need={"elements": _LINE}, may=_BORDER),
    "rich_text_preformatted": Shape(need={"elements": _LINE}, may={"language": ID, **_BORDER}),
}
RICH_TEXT = Shape(need={"elements": array(tagged(_RICH))}, may={"block_id": ID})
CELL = tagged(
    {
        "raw_text": Shape(need={"text": _WORDS}, may={"emoji": is_flag}),
        "raw_number": Shape(need={"value": number(kind=float)}, may={"text": _WORDS}),
        "rich_text": RICH_TEXT,
    }
)

_POINT = Shape(need={"label": string(20), "value": number(kind=float)})
_SLICE = Shape(need={"label": string(20), "value": number(5e-324, kind=float)})


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


_AXES = Shape(
    need={
        "series": array(Shape(need={"name": string(20), "data": array(_POINT, 1, 20)}), 1, 12),
        "axis_config": Shape(
            need={"categories": array(string(20), 1, 20)},
            may={"x_label": string(50, 0), "y_label": string(50, 0)},
        ),
    },
    rules=(_points_fit,),
)
CHART = tagged(
    {"pie": Shape(need={"segments": array(_SLICE, 1, 12)}), "bar": _AXES, "line": _AXES, "area": _AXES}
)
