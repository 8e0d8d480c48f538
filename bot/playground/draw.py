"""Draws messages and views as HTML: one macro in templates/ for each block type and each look of an element."""

import json
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jinja2.runtime import Macro
from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.playground.chart import lay_out
from bot.playground.elements import KINDS, begin_with, options_of
from bot.playground.mrkdwn import draw_link, draw_plain, read_entities, to_html
from bot.playground.office import PEOPLE, Office
from bot.playground.values import Json, Message


class Artist:
    """Draws for one workspace, whose people and rooms it calls by name."""

    def __init__(self, office: Office) -> None:
        self._office = office
        loader = FileSystemLoader(Path(__file__).parent / "templates")
        self._templates = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        # What Slack's markdown block takes: CommonMark with tables and strikethrough, no HTML, no images.
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
        self._markdown.disable("image").validateLink = lambda url: draw_link(url, "") is not None  # type: ignore[method-assign]
        self._templates.globals |= {
            "office": office,
            "draw_block": self.draw_block,
            "draw_element": self.draw_element,
            "draw_message": self.draw_message,
            "say": self.say,
            "link": lambda url, label: draw_link(url, label) or label or url,
            "read_markdown": self._read_markdown,
            "read_entities": read_entities,
            "choices": self._choices,
            "begin_with": begin_with,
            "lay_out": lay_out,
            "pretty": lambda value: json.dumps(value, indent=2, ensure_ascii=False),
        }
        # The page is drawn whole after every change, and nearly all of it stands there already.
        self._draw_said = lru_cache(1_000)(lambda m, replies: self.draw("message.html", m=m, replies=replies))
        self.blocks, self._looks = (self._read_macros(f"{name}.html") for name in ("blocks", "elements"))

    def _read_macros(self, template: str) -> dict[str, Macro]:
        parts = vars(self._templates.get_template(template).module)
        return {name: part for name, part in parts.items() if isinstance(part, Macro)}

    def draw(self, template: str, **what: object) -> Markup:
        """Draw a whole template by name."""
        return Markup(self._templates.get_template(template).render(what))  # noqa: S704 - autoescaped

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

    def say(self, text: Json | None) -> Markup:
        """Draw a text object, plain or mrkdwn."""
        if not text:
            return Markup("")
        plain = text["type"] in ("plain_text", "raw_text")
        return draw_plain(text["text"]) if plain else to_html(text["text"], self._office.name_of)

    def _read_markdown(self, text: str) -> Markup:
        html = self._markdown.render(text)
        away = '<a target="_blank" rel="noopener noreferrer nofollow" '
        return Markup(html.replace("<a ", away))  # noqa: S704 - html is off, so that every `<a ` is a link's

    def _choices(self, element: Json) -> list[Json]:
        rooms = [(room.id, f"#{room.name}") for room in self._office.rooms.values() if not room.is_im]
        people = [(person.id, person.real_name) for person in PEOPLE]
        kinds = {"users": people, "channels": rooms, "conversations": rooms + people}
        found = kinds.get(element["type"].removeprefix("multi_").removesuffix("_select"))
        if found is None:
            return options_of(element)
        return [{"value": key, "text": {"type": "plain_text", "text": text}} for key, text in found]


def _draw_unknown(part: Json) -> Markup:
    return Markup('<p class="not-drawn">[{}] not drawn here</p>').format(part["type"])
