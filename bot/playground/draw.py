"""Draws messages and views as HTML: one small template per block and element type."""

from collections.abc import MutableMapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from bot.playground.chart import lay_out
from bot.playground.elements import begin_with, options_of
from bot.playground.kit import Json
from bot.playground.mrkdwn import draw_link, draw_plain, to_html
from bot.playground.office import PEOPLE, Office
from bot.playground.values import Message

# Several element types look the same; the template is named after the first.
_SAME = {
    "workflow_button": "button",
    "email_text_input": "plain_text_input",
    "url_text_input": "plain_text_input",
    "rich_text_input": "plain_text_input",
    "number_input": "plain_text_input",
    "timepicker": "datepicker",
    "datetimepicker": "datepicker",
    "users_select": "static_select",
    "channels_select": "static_select",
    "conversations_select": "static_select",
    "multi_users_select": "multi_static_select",
    "multi_channels_select": "multi_static_select",
    "multi_conversations_select": "multi_static_select",
    "multi_external_select": "external_select",
}


def _read_markdown() -> MarkdownIt:
    """Read what Slack's markdown block takes: CommonMark with tables and strikethrough, no HTML, no images."""
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    reader.validateLink = lambda url: draw_link(url, "") is not None  # type: ignore[method-assign]

    def open_elsewhere(
        self: RendererHTML,
        tokens: list[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, object],
    ) -> str:
        tokens[index].attrs |= {"target": "_blank", "rel": "noopener noreferrer nofollow"}
        return self.renderToken(tokens, index, options, env)

    reader.add_render_rule("link_open", open_elsewhere)
    return reader


class Artist:
    """Draws for one workspace, whose people and rooms it calls by name."""

    def __init__(self, office: Office) -> None:
        self._office = office
        folder = Path(__file__).parent / "templates"
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._known = frozenset(self._templates.list_templates())
        self._markdown = _read_markdown()
        self._templates.globals |= {
            "draw_block": self.draw_block,
            "draw_element": self.draw_element,
            "say": self.say,
            "name_of": office.name_of,
            "link": lambda url, label: draw_link(url, label) or label or url,
            "markdown": lambda text: Markup(self._markdown.render(text)),  # noqa: S704 - html is off
            "choices": self._choices,
            "begin_with": begin_with,
            "lay_out": lay_out,
        }

    def draw(self, template: str, **what: object) -> Markup:
        """Draw a whole template by name."""
        return Markup(self._templates.get_template(template).render(what))  # noqa: S704 - autoescaped

    def draw_block(self, block: Json) -> Markup:
        """Draw one block; a type without a template shows a box that says so."""
        name = f"blocks/{block['type']}.html"
        if name not in self._known:
            return self.draw("unknown.html", type=block["type"])
        return self.draw(name, b=block, id=block.get("block_id", ""))

    def draw_element(self, element: Json, block_id: str, *, acts: bool = True, label: str = "") -> Markup:
        """Draw one element of a block; `acts` where touching it tells the app at once."""
        kind = _SAME.get(element["type"], element["type"])
        name = f"elements/{kind}.html"
        if name not in self._known:
            return self.draw("unknown.html", type=element["type"])
        path = f"{block_id}/{element.get('action_id', '')}"
        return self.draw(name, e=element, block_id=block_id, path=path, acts=acts, label=label)

    def say(self, text: Json | None) -> Markup:
        """Draw a text object, plain or mrkdwn."""
        if not text:
            return Markup("")
        plain = text["type"] in ("plain_text", "raw_text")
        return draw_plain(text["text"]) if plain else to_html(text["text"], self._office.name_of)

    def _choices(self, element: Json) -> list[Json]:
        rooms = [(room.id, f"#{room.name}") for room in self._office.rooms.values() if not room.is_im]
        people = [(person.id, person.real_name) for person in PEOPLE]
        kinds = {"users": people, "channels": rooms, "conversations": rooms + people}
        for kind, found in kinds.items():
            if f"{kind}_select" in element["type"]:
                return [{"value": key, "text": {"type": "plain_text", "text": text}} for key, text in found]
        return options_of(element)

    def draw_message(self, message: Message) -> Markup:
        """Draw one message, with the way into its thread."""
        is_chat = self._office.is_chat(message.room)
        replies = (
            0 if is_chat else sum(m.thread_ts == message.ts != m.ts for m in self._office.messages.values())
        )
        author = self._office.people[message.author]
        return self.draw(
            "message.html", m=message, author=author, replies=replies, is_chat=is_chat, app=self._office.app
        )
