"""What the page shows: every block drawn, and nothing that anybody wrote ever taken for HTML."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.draw import Artist, lay_out
from bot.playground.kit import members, refuse_blocks
from bot.playground.link import Timing
from bot.playground.mrkdwn import to_html
from bot.playground.office import Office
from bot.playground.values import Message
from tests.playground.demo import (
    AXIS,
    GALLERY,
    HOME,
    MANIFEST,
    UNREAD,
    Json,
    card,
    chart,
    form,
    option,
    plain,
)
from tests.playground.drivers import ANA, GENERAL

GOLDEN = Path(__file__).parents[1] / "golden" / "blocks"
OFFICE = Office(MANIFEST, Timing())
ARTIST = Artist(OFFICE)
EVERY: list[Json] = [*GALLERY, *card(), *form()["blocks"], *HOME["blocks"], *map(chart, ("area", "pie"))]


class Seen(HTMLParser):
    """Gathers what a browser would make of a text: tags, attributes, words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a starttag."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("br", "hr", "img", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note a endtag."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a data."""
        self.words += data


def assert_harmless(html: str) -> Seen:
    """Hold that the HTML is well formed and has no script, handler, style or unsafe address in it."""
    seen = Seen(html)
    assert not seen.open
    assert not {"script", "style", "iframe", "object", "embed", "base", "meta", "link"} & set(seen.tags)
    for name, value in seen.attributes:
        assert not name.startswith("on")
        assert name != "style"
        if name in ("href", "src"):
            assert value.lower().startswith(("https://", "http://", "mailto:", "tel:", "#")), value
    return seen


def test_all_that_is_sent_is_drawn() -> None:
    """Every block of the demonstration has its template; there is no “not drawn here” box."""
    for block in EVERY:
        html = ARTIST.draw_block(block)
        assert "not drawn" not in html, block["type"]
        assert_harmless(html)


def test_every_type_that_is_checked_is_drawn() -> None:
    """Each block type we look into has a template of its own, each element type one or its look-alike's."""
    for kind in sorted(set(members("<blocks>")) - set(UNREAD)):
        assert kind in ARTIST.blocks
    elements = [kind for group in ("<inputs>", "<beside>", "<context_actions>") for kind in members(group)]
    undrawn = {kind for kind in elements if "not drawn" in ARTIST.draw_element(_sample(kind), "b")}
    assert undrawn == {"file_input"}


def _sample(kind: str) -> Json:
    side = {"text": plain("x"), "value": "x"}
    more = {"options": [option("x")], "text": plain("x"), "positive_button": side, "negative_button": side}
    return {"type": kind, "action_id": "a", "alt_text": "x", "image_url": "https://example.com/x.png", **more}


@pytest.mark.parametrize("kind", UNREAD)
def test_what_is_not_drawn_says_so(kind: str) -> None:
    """A type without a template is a visible box with its name, never nothing."""
    assert f"[{kind}] not drawn here" in ARTIST.draw_block({"type": kind})


def test_every_golden_file_is_accepted_and_drawn() -> None:
    """Everything the bot is known to send is accepted by the workspace and drawn without a box."""
    files = sorted(GOLDEN.glob("**/*.json"))
    if not files:
        pytest.skip("no golden Block Kit files yet: tests/golden/blocks is empty")
    for file in files:
        found = json.loads(file.read_text())
        blocks = found if isinstance(found, list) else found.get("blocks", [])
        surface = found.get("type", "message") if isinstance(found, dict) else "message"
        assert refuse_blocks(blocks, surface if surface in ("modal", "home") else "message") == [], file.name
        for block in blocks:
            assert "not drawn" not in ARTIST.draw_block(block), f"{file.name}: {block['type']}"


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}",
    "'; alert(1)//",
)


def _poison(part: object, poison: str) -> object:
    """Put the poison in place of every text that a bot or person chooses."""
    if isinstance(part, dict):
        kept = ("type", "style", "align", "initial_date")
        return {key: value if key in kept else _poison(value, poison) for key, value in part.items()}
    if isinstance(part, list):
        return [_poison(one, poison) for one in part]
    return poison if isinstance(part, str) else part


@given(st.sampled_from(EVERY), st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_nothing_in_a_block_becomes_html(block: Json, poison: str) -> None:
    """Whatever text stands in whatever field of whatever block, it stays text."""
    poisoned = _poison(block, poison)
    assert isinstance(poisoned, dict)
    if block["type"] == "data_visualization":  # labels must match for a chart to be drawn at all
        poisoned["chart"] = {**block["chart"]}
    assert_harmless(ARTIST.draw_block(poisoned))


MARKUP = st.lists(
    st.sampled_from(
        [
            "*",
            "_",
            "~",
            "`",
            "```",
            "<",
            ">",
            "|",
            "&lt;",
            "&amp;",
            "\n",
            "@U0ANAMORAL",
            "!here",
            "https://a.b",
            ":wave:",
            "javascript:x",
            '"',
            "'",
            "onerror=",
            "\ue000" + "0" + "\ue001",
            "{{x}}",
        ]
    )
    | st.text(max_size=6),
    max_size=25,
).map("".join)


@given(MARKUP)
def test_no_mrkdwn_becomes_foreign_html(text: str) -> None:
    """Any text at all gives well-formed HTML with our own few tags and safe addresses only."""
    seen = assert_harmless(to_html(text, OFFICE.name_of))
    assert set(seen.tags) <= {"b", "i", "s", "code", "pre", "a", "span", "time", "br", "blockquote"}
    assert {name for name, _ in seen.attributes} <= {"href", "target", "rel", "class"}


@given(
    st.text(
        alphabet=st.characters(
            blacklist_characters="*_~`<>&|:\n\r\ue000\ue001\x00", blacklist_categories=["Cs"]
        )
    )
)
def test_plain_words_are_kept_as_they_are(text: str) -> None:
    """Text without markup is shown letter for letter."""
    assert Seen(to_html(text, OFFICE.name_of)).words == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~no~ `code`", "<b>bold</b> <i>it</i> <s>no</s> <code>code</code>"),
        ("*bold _and_ it*", "<b>bold <i>and</i> it</b>"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("&gt; quoted\nnot", "<blockquote>quoted</blockquote>not"),
        ("```\n*a*\n```", "<pre>*a*</pre>"),
        (
            "<@U0ANAMORAL> in <#C0GENERAL0|general>",
            '<span class="mention">@ana</span> in <span class="mention">#general</span>',
        ),
        ("<!here> <!date^1^{date}|May 1>", '<span class="mention">@here</span> <time>May 1</time>'),
        ("<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"),
        ("<|x>", "&lt;|x&gt;"),
        (
            "_see `b_c`, *&gt; 1*_\n> *x*\n> y",
            "<i>see <code>b_c</code>, <b>&gt; 1</b></i><blockquote><b>x</b><br>y</blockquote>",
        ),
        (":wave: :nothing:", "👋 :nothing:"),
        (
            "<https://a.example/?q=1&amp;r=2|see>",
            '<a href="https://a.example/?q=1&amp;r=2" target="_blank" rel="noopener noreferrer nofollow">see</a>',
        ),
    ],
)
def test_mrkdwn_is_drawn_as_slack_draws_it(text: str, html: str) -> None:
    """Each mark has its look, inside a word it has none, and only safe addresses are links."""
    assert to_html(text, OFFICE.name_of) == html


def test_names_are_text_too() -> None:
    """An app whose manifest holds HTML in its names and commands shows it as text."""
    evil = HOSTILE[1]
    command = {"command": "/x", "description": evil, "usage_hint": HOSTILE[0]}
    shortcuts = [{"type": kind, "name": evil, "callback_id": evil} for kind in ("global", "message")]
    features = {"bot_user": {"display_name": evil}, "slash_commands": [command], "shortcuts": shortcuts}
    office = Office({"features": features}, Timing())
    artist = Artist(office)
    start = {"token": "t", "app": evil, "commands": [command], "rooms": {}}
    html = artist.draw("index.html", people=[], start=start)
    assert "<img" not in html
    assert "<script>alert" not in html
    said = Message(room=GENERAL, ts="1.000001", author="U0COACHBOT", text=evil, kind="app")
    assert_harmless(artist.draw_message(said))


@given(st.text(max_size=80) | st.sampled_from(HOSTILE))
def test_nothing_a_person_says_becomes_html(text: str) -> None:
    """A person's message and a person's command are shown as text."""
    for kind in ("person", "command", "notice"):
        message = Message(room=GENERAL, ts="1.000001", author=ANA, text=text, kind=kind)
        assert_harmless(ARTIST.draw_message(message))


@given(
    st.sampled_from(["bar", "line", "area"]),
    st.lists(st.floats(min_value=-1e9, max_value=1e9) | st.integers(-10, 10), min_size=1, max_size=20),
)
def test_every_mark_of_a_chart_stands_on_the_canvas(kind: str, values: list[float]) -> None:
    """Bars and points lie inside the canvas whatever the values, negative and equal ones included."""
    labels = [str(number) for number in range(len(values))]
    data = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    drawn = lay_out(
        {"type": kind, "series": [{"name": "s", "data": data}], "axis_config": {"categories": labels}}
    )
    for bar in drawn["series"][0]["bars"]:
        assert bar["height"] >= 0
        assert 0 <= bar["y"] <= 240
        assert 0 <= bar["x"] <= 480
    ticks = [mark["y"] for mark in drawn["ticks"]]
    assert ticks == sorted(ticks, reverse=True)


def test_a_chart_is_readable_without_seeing_it() -> None:
    """Beside the picture stands a table with every label and value."""
    words = Seen(ARTIST.draw_block(chart("bar"))).words
    for value in ("215", "265", "Base, Year 1", *AXIS["categories"]):
        assert value in words


def test_a_pie_of_one_slice_is_whole() -> None:
    """A single segment is drawn although a full circle has no corners."""
    assert (
        "A96 96" in lay_out({"type": "pie", "segments": [{"label": "all", "value": 1}]})["slices"][0]["path"]
    )


def test_markdown_is_drawn_without_its_html() -> None:
    """The markdown block draws headings, tables and links; raw HTML in it is text, images are not fetched."""
    text = "# T\n\n<script>x</script>\n\n![i](https://a.b/c.png) [l](https://a.b) [j](javascript:x) [r](/page)\n\n|a|\n|-|\n|1|\n"
    html = ARTIST.draw_block({"type": "markdown", "text": text})
    seen: Any = assert_harmless(html)
    assert {"h1", "table", "a"} <= set(seen.tags)
    assert "img" not in seen.tags
