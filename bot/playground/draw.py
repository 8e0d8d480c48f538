"""Draws messages and views as HTML: one macro in templates/ for each block type and each look of an element."""

import json
import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jinja2.runtime import Macro
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from bot.playground.elements import KINDS, begin_with, options_of
from bot.playground.mrkdwn import draw_link, draw_plain, read_entities, to_html
from bot.playground.office import PEOPLE, Office
from bot.playground.values import Json, Message

# A chart's canvas is 480 by 240.
WIDTH, LEFT, TOP, BOTTOM = 480.0, 46.0, 14.0, 206.0
WIDEST = 10_000  # a number whose five digits fill the margin
TINIEST = 1e-300  # a step below which floats lose their way
LOADER = FileSystemLoader(Path(__file__).parent / "templates")
TEMPLATES = Environment(loader=LOADER, autoescape=True, trim_blocks=True, lstrip_blocks=True)


class Artist:
    """Draws for one workspace, whose people and rooms it calls by name."""

    def __init__(self, office: Office) -> None:
        self._office = office
        # What Slack's markdown block takes: CommonMark with tables and strikethrough, no HTML, no images.
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
        self._markdown.disable("image").validateLink = lambda url: draw_link(url, "") is not None  # type: ignore[method-assign] # its own way
        own = (self.draw_block, self.draw_element, self.draw_message, self.read_markdown, self.choices)
        self._names = {
            **{one.__name__: one for one in (*own, self.say, begin_with, lay_out, read_entities)},
            "office": office,
            "link": lambda url, label: draw_link(url, label) or label or url,
            "pretty": lambda value: json.dumps(value, indent=2, ensure_ascii=False),
        }
        # The page is drawn whole after every change, and nearly all of it stands there already.
        self._draw_said = lru_cache(1_000)(lambda m, replies: self.draw("message.html", m=m, replies=replies))
        self.blocks, self._looks = (self._read_macros(f"{name}.html") for name in ("blocks", "elements"))

    def _read_macros(self, template: str) -> dict[str, Macro]:
        parts = vars(TEMPLATES.get_template(template).make_module(self._names))
        return {name: part for name, part in parts.items() if isinstance(part, Macro)}

    def draw(self, template: str, **what: object) -> Markup:
        """Draw a whole template by name."""
        return escape(TEMPLATES.get_template(template).make_module(self._names | what))

    def draw_block(self, block: Json) -> str:
        """Draw one block; a type without a macro shows a box that says so."""
        if block["type"] not in self.blocks:
            return _draw_unknown(block)
        return self.blocks[block["type"]](block, block.get("block_id", ""))

    def draw_element(self, element: Json, block_id: str, *, acts: bool = True, label: str = "") -> str:
        """Draw one element of a block; `acts` where touching it tells the app at once."""
        look, _ = KINDS.get(element["type"], ("", ""))
        if look not in self._looks:
            return _draw_unknown(element)
        path = f"{block_id}/{element.get('action_id', '')}"
        return self._looks[look](element, block_id, path, acts, label)

    def draw_message(self, message: Message) -> Markup:
        """Draw one message, with the way into its thread."""
        return self._draw_said(message, self._office.count_replies(message))

    def say(self, text: Json) -> Markup:
        """Draw a text object, plain or mrkdwn."""
        plain = text["type"] in ("plain_text", "raw_text")
        return draw_plain(text["text"]) if plain else to_html(text["text"], self._office.name_of)

    def read_markdown(self, text: str) -> str:
        """Draw Markdown, every link to open beside the page."""
        html: str = self._markdown.render(text)
        # no HTML is taken, so that every `<a ` is a link's
        return html.replace("<a ", '<a target="_blank" rel="noopener noreferrer nofollow" ')

    def choices(self, element: Json) -> list[Json]:
        """List what can be chosen in an element: its options, or people and rooms."""
        rooms = [(room.id, f"#{room.name}") for room in self._office.rooms.values() if not room.is_im]
        people = [(person.id, person.real_name) for person in PEOPLE]
        kinds = {"users": people, "channels": rooms, "conversations": rooms + people}
        kind = element["type"].removeprefix("multi_").removesuffix("_select")
        if kind not in kinds:
            return options_of(element)
        return [{"value": key, "text": {"type": "plain_text", "text": text}} for key, text in kinds[kind]]


def _draw_unknown(part: Json) -> Markup:
    return Markup('<p class="not-drawn">[{}] not drawn here</p>').format(part["type"])


def lay_out(chart: Json) -> Json:
    """Return the marks to draw: slices of a pie, or axis, bars, lines and areas."""
    if chart["type"] != "pie":
        return _lay_out_axes(chart)
    total, turned, slices = math.fsum(part["value"] for part in chart["segments"]), 0.0, []
    for number, part in enumerate(chart["segments"]):
        share = part["value"] / total
        slices.append({"path": _wedge(turned, share), "number": number, "share": f"{share:.0%}", **part})
        turned += share
    return {"slices": slices}


def _wedge(start: float, share: float) -> str:
    share = min(share, 0.9999)  # a whole circle has no corner for an arc to end at
    turns = [2 * math.pi * at for at in (start, start + share)]
    (x1, y1), (x2, y2) = ((120 + 96 * math.sin(turn), 120 - 96 * math.cos(turn)) for turn in turns)
    return f"M120 120L{x1:.1f} {y1:.1f}A96 96 0 {int(share > 1 / 2)} 1 {x2:.1f} {y2:.1f}Z"


def _lay_out_axes(chart: Json) -> Json:
    categories, series = chart["axis_config"]["categories"], chart["series"]
    values = [point["value"] for line in series for point in line["data"]]
    ticks = _choose_ticks(min(0, *values), max(0, *values))
    low, high = ticks[0], ticks[-1]

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    step = (WIDTH - LEFT) / len(categories)
    shown = [_lay_out_series(line, n, chart, step, y) for n, line in enumerate(series)]
    labels = [{"x": LEFT + step * (n + 0.5), "text": text} for n, text in enumerate(categories)]
    scale, unit = (1_000, "K") if high >= WIDEST else (1, "")
    marks = [{"y": y(tick), "text": f"{tick / scale:,.10g}{unit if tick else ''}"} for tick in ticks]
    return {"ticks": marks, "labels": labels, "series": shown}


def _lay_out_series(line: Json, number: int, chart: Json, step: float, y: Callable[[float], float]) -> Json:
    by_label = {point["label"]: point["value"] for point in line["data"]}
    values = [by_label[label] for label in chart["axis_config"]["categories"]]
    width = step * 0.7 / len(chart["series"])
    bars, points = [], []
    for index, value in enumerate(values):
        left = LEFT + step * (index + 0.15) + width * number
        top, bottom = sorted((y(value), y(0)))
        bars.append({"x": left, "y": top, "width": max(width - 2, 1), "height": bottom - top, "value": value})
        points.append(f"{LEFT + step * (index + 0.5):.1f},{y(value):.1f}")
    edges = (points[0].split(",")[0], points[-1].split(",")[0])
    area = f"{edges[0]},{y(0):.1f} {' '.join(points)} {edges[1]},{y(0):.1f}"
    return {"name": line["name"], "number": number, "bars": bars, "points": " ".join(points), "area": area}


def _choose_ticks(low: float, high: float) -> list[float]:
    """Choose four or five round numbers that span the values, zero among them."""
    rough = max((high - low or 1) / 4, TINIEST)
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * nice for nice in (1, 2, 2.5, 5, 10) if size * nice >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * n for n in range(first, max(last, first + 1) + 1)]
