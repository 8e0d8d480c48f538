"""What the workspace refuses, against Slack's limits and against two validators that nobody here wrote."""

import inspect
import json
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import slackblocks
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks import block_elements as sdk_elements
from slack_sdk.models.blocks import blocks as sdk_blocks

from bot.playground.kit import members, read_shape, refuse_blocks, refuse_view
from tests.playground.demo import (
    FEEDBACK,
    GALLERY,
    HOME,
    UNREAD,
    Json,
    card,
    cells,
    chart,
    form,
    mrkdwn,
    option,
    plain,
)


def text(length: int) -> str:
    """Make a text of this length."""
    return "x" * length


def section(**more: object) -> Json:
    """Make a section."""
    return {"type": "section", "text": mrkdwn("x"), **more}


def actions(*elements: Json) -> Json:
    """Make an actions block."""
    return {"type": "actions", "elements": list(elements)}


def button(**more: object) -> Json:
    """Make a button."""
    return {"type": "button", "text": plain("Go"), **more}


def select(**more: object) -> Json:
    """Make a select."""
    return {"type": "static_select", "options": [option("a")], **more}


def confirm(**more: object) -> Json:
    """Make a confirmation dialog."""
    return {"title": plain("t"), "text": plain("t"), "confirm": plain("y"), "deny": plain("n"), **more}


def options(count: int, **more: object) -> list[Json]:
    """Make options."""
    return [{**option(str(number)), **more} for number in range(count)]


def bars(points: int, lines: int = 1) -> Json:
    """Make a bar chart."""
    labels = [str(number) for number in range(points)]
    data = [{"label": label, "value": 1} for label in labels]
    series = [{"name": str(number), "data": data} for number in range(lines)]
    body = {"type": "bar", "series": series, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": "t", "chart": body}


def image(**more: object) -> Json:
    """Make an image block."""
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a", **more}


# name of the limit: blocks that just fit, blocks that just don't
LIMITS: dict[str, tuple[list[Json], list[Json]]] = {
    "50 blocks": ([{"type": "divider"}] * 50, [{"type": "divider"}] * 51),
    "header 150": (
        [{"type": "header", "text": plain(text(150))}],
        [{"type": "header", "text": plain(text(151))}],
    ),
    "header is plain": ([{"type": "header", "text": plain("x")}], [{"type": "header", "text": mrkdwn("x")}]),
    "section 3000": ([section(text=mrkdwn(text(3000)))], [section(text=mrkdwn(text(3001)))]),
    "section text not empty": ([section(text=mrkdwn("x"))], [section(text=mrkdwn(""))]),
    "section has text or fields": ([{"type": "section", "fields": [plain("x")]}], [{"type": "section"}]),
    "10 fields": ([section(fields=[plain("x")] * 10)], [section(fields=[plain("x")] * 11)]),
    "field 2000": ([section(fields=[plain(text(2000))])], [section(fields=[plain(text(2001))])]),
    "context 10": (
        [{"type": "context", "elements": [plain("x")] * 10}],
        [{"type": "context", "elements": [plain("x")] * 11}],
    ),
    "25 elements": (
        [actions(*(button(action_id=str(n)) for n in range(25)))],
        [actions(*(button(action_id=str(n)) for n in range(26)))],
    ),
    "button text 75": ([actions(button(text=plain(text(75))))], [actions(button(text=plain(text(76))))]),
    "button value 2000": ([actions(button(value=text(2000)))], [actions(button(value=text(2001)))]),
    "button url 3000": ([actions(button(url=text(3000)))], [actions(button(url=text(3001)))]),
    "button style": ([actions(button(style="danger"))], [actions(button(style="calm"))]),
    "button label 75": (
        [actions(button(accessibility_label=text(75)))],
        [actions(button(accessibility_label=text(76)))],
    ),
    "action_id 255": ([actions(button(action_id=text(255)))], [actions(button(action_id=text(256)))]),
    "block_id 255": ([section(block_id=text(255))], [section(block_id=text(256))]),
    "block_id unique": ([section(block_id="a"), section(block_id="b")], [section(block_id="a")] * 2),
    "action_id unique in its block": (
        [actions(button(action_id="a"), button(action_id="b"))],
        [actions(button(action_id="a"), button(action_id="a"))],
    ),
    "100 options": ([actions(select(options=options(100)))], [actions(select(options=options(101)))]),
    "at least one option": ([actions(select(options=options(1)))], [actions(select(options=[]))]),
    "options or groups": (
        [actions({"type": "static_select", "option_groups": [{"label": plain("g"), "options": options(1)}]})],
        [actions(select(option_groups=[{"label": plain("g"), "options": options(1)}]))],
    ),
    "option text 75": (
        [actions(select(options=[option(text(75), "v")]))],
        [actions(select(options=[option(text(76), "v")]))],
    ),
    "option value 150": (
        [actions(select(options=[option("a", text(150))]))],
        [actions(select(options=[option("a", text(151))]))],
    ),
    "option description 75": (
        [actions(select(options=options(1, description=plain(text(75)))))],
        [actions(select(options=options(1, description=plain(text(76)))))],
    ),
    "placeholder 150": (
        [actions(select(placeholder=plain(text(150))))],
        [actions(select(placeholder=plain(text(151))))],
    ),
    "overflow 5": (
        [actions({"type": "overflow", "options": options(5)})],
        [actions({"type": "overflow", "options": options(6)})],
    ),
    "checkboxes 10": (
        [actions({"type": "checkboxes", "options": options(10)})],
        [actions({"type": "checkboxes", "options": options(11)})],
    ),
    "radio 10": (
        [actions({"type": "radio_buttons", "options": options(10)})],
        [actions({"type": "radio_buttons", "options": options(11)})],
    ),
    "confirm title 100": (
        [actions(button(confirm=confirm(title=plain(text(100)))))],
        [actions(button(confirm=confirm(title=plain(text(101)))))],
    ),
    "confirm text 300": (
        [actions(button(confirm=confirm(text=plain(text(300)))))],
        [actions(button(confirm=confirm(text=plain(text(301)))))],
    ),
    "confirm 30": (
        [actions(button(confirm=confirm(confirm=plain(text(30)))))],
        [actions(button(confirm=confirm(confirm=plain(text(31)))))],
    ),
    "image alt 2000": ([image(alt_text=text(2000))], [image(alt_text=text(2001))]),
    "image url 3000": ([image(image_url=text(3000))], [image(image_url=text(3001))]),
    "image title 2000": ([image(title=plain(text(2000)))], [image(title=plain(text(2001)))]),
    "markdown 12000": (
        [{"type": "markdown", "text": text(12_000)}],
        [{"type": "markdown", "text": text(12_001)}],
    ),
    "markdown 12000 in all": (
        [{"type": "markdown", "text": text(6000)}] * 2,
        [{"type": "markdown", "text": text(6001)}] * 2,
    ),
    "one table": ([{"type": "table", "rows": cells(["a"])}], [{"type": "table", "rows": cells(["a"])}] * 2),
    "table 100 rows": (
        [{"type": "table", "rows": cells(*[["a"]] * 100)}],
        [{"type": "table", "rows": cells(*[["a"]] * 101)}],
    ),
    "table 20 columns": (
        [{"type": "table", "rows": cells(["a"] * 20)}],
        [{"type": "table", "rows": cells(["a"] * 21)}],
    ),
    "table 10000": (
        [{"type": "table", "rows": cells([text(5000)] * 2)}],
        [{"type": "table", "rows": cells([text(5001)] * 2)}],
    ),
    "cell text not empty": (
        [{"type": "table", "rows": cells(["a"])}],
        [{"type": "table", "rows": cells([""])}],
    ),
    "data_table 2 rows": (
        [{"type": "data_table", "caption": "c", "rows": cells(["a"], ["b"])}],
        [{"type": "data_table", "caption": "c", "rows": cells(["a"])}],
    ),
    "data_table 201 rows": (
        [{"type": "data_table", "caption": "c", "rows": cells(*[["a"]] * 201)}],
        [{"type": "data_table", "caption": "c", "rows": cells(*[["a"]] * 202)}],
    ),
    "data_table even rows": (
        [{"type": "data_table", "caption": "c", "rows": cells(["a"], ["b"])}],
        [{"type": "data_table", "caption": "c", "rows": cells(["a"], ["b", "c"])}],
    ),
    "2 charts": ([bars(1)] * 2, [bars(1)] * 3),
    "chart title 50": ([{**bars(1), "title": text(50)}], [{**bars(1), "title": text(51)}]),
    "20 points": ([bars(20)], [bars(21)]),
    "12 series": ([bars(1, 12)], [bars(1, 13)]),
    "feedback text 75": (
        [FEEDBACK],
        [
            {
                **FEEDBACK,
                "elements": [
                    {**FEEDBACK["elements"][0], "positive_button": {"text": plain(text(76)), "value": "v"}}
                ],
            }
        ],
    ),
    "no unknown type": ([{"type": "divider"}], [{"type": "dividers"}]),
    "no unknown field": ([{"type": "divider"}], [{"type": "divider", "color": "red"}]),
    "no alert in a message": ([{"type": "divider"}], [{"type": "alert", "text": plain("x")}]),
}


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_a_limit_holds_at_its_edge(name: str) -> None:
    """What just fits is accepted; one more is refused, with a pointer to where."""
    fits, bursts = LIMITS[name]
    assert refuse_blocks(fits, "message") == []
    complaints = refuse_blocks(bursts, "message")
    assert complaints
    assert all(
        complaint.startswith("[ERROR] ") and "[json-pointer:/blocks" in complaint for complaint in complaints
    )


def _sdk_refuses(blocks: list[Json]) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = [Block.parse(block) for block in blocks]
        if None in parsed:
            return True
        try:
            for block in parsed:
                block.to_dict() if block else None
        except SlackObjectFormationError:
            return True
    return False


# Where Slack's own Python models let pass what Slack (and we) refuse: they count nothing over a whole message,
# check no ids across blocks and few lower bounds, drop unknown fields, and know no data_table or chart.
SDK_MISSES = {
    "50 blocks",
    "header is plain",
    "section text not empty",
    "field 2000",
    "block_id unique",
    "action_id unique in its block",
    "at least one option",
    "option text 75",
    "option value 150",
    "option description 75",
    "checkboxes 10",
    "radio 10",
    "markdown 12000 in all",
    "one table",
    "table 100 rows",
    "table 20 columns",
    "table 10000",
    "cell text not empty",
    "no unknown field",
    "no alert in a message",
}
SDK_UNKNOWN = {
    "data_table 2 rows",
    "data_table 201 rows",
    "data_table even rows",
    "2 charts",
    "chart title 50",
    "20 points",
    "12 series",
}


@pytest.mark.parametrize("name", sorted(set(LIMITS) - SDK_UNKNOWN))
def test_slacks_own_models_agree(name: str) -> None:
    """slack_sdk accepts what we accept and refuses what we refuse, but for the differences listed above."""
    fits, bursts = LIMITS[name]
    assert not _sdk_refuses(fits)
    assert _sdk_refuses(bursts) != (name in SDK_MISSES)


ELEMENT_CLASSES: dict[str, Any] = {
    "button": slackblocks.Button,
    "static_select": slackblocks.StaticSelectMenu,
    "overflow": slackblocks.OverflowMenu,
    "checkboxes": slackblocks.CheckboxGroup,
    "radio_buttons": slackblocks.RadioButtonGroup,
    "feedback_buttons": slackblocks.FeedbackButtons,
}


def _build_part(name: str, part: Any) -> Any:  # noqa: ANN401 - any part of an element
    """Turn a part of an element into slackblocks' own object for it."""
    if name in ("options", "option_groups"):
        return [_build_part(name[:-1], one) for one in part]
    if name == "option_group":
        return slackblocks.OptionGroup(
            _build_part("label", part["label"]), _build_part("options", part["options"])
        )
    classes = {
        "option": slackblocks.Option,
        "confirm": slackblocks.ConfirmationDialogue,
        "positive_button": slackblocks.FeedbackButton,
        "negative_button": slackblocks.FeedbackButton,
    }
    if name in classes and "type" not in part:
        return classes[name](**{key: _build_part(key, value) for key, value in part.items()})
    if isinstance(part, dict):
        kind = (
            slackblocks.TextType.PLAINTEXT if part["type"] == "plain_text" else slackblocks.TextType.MARKDOWN
        )
        return slackblocks.Text(part["text"], kind)
    return part


def _slackblocks_refuses(block: Json) -> bool:
    try:
        if block["type"] not in ("actions", "context_actions"):
            slackblocks.Block.from_dict(json.loads(json.dumps(block)))
            return False
        built = []
        for element in block["elements"]:
            if element["type"] in ELEMENT_CLASSES:  # it has no reader for elements, only their classes
                fields = {"action_id": None, **element}
                fields = {key: _build_part(key, value) for key, value in fields.items() if key != "type"}
                built.append(ELEMENT_CLASSES[element["type"]](**fields))
        made = slackblocks.ActionsBlock if block["type"] == "actions" else slackblocks.ContextActionsBlock
        made(built)
    except slackblocks.InvalidUsageError:
        return True
    return False


# Where slackblocks 3.0.0 lets pass what Slack (and we) refuse: stray fields, and action ids within one block.
SLACKBLOCKS_MISSES = {
    "button style",
    "no unknown field",
    "no alert in a message",
    "action_id unique in its block",
    "header is plain",
}
TOTALS = {"50 blocks", "block_id unique", "markdown 12000 in all", "one table", "2 charts"}


def _is_readable(name: str) -> bool:
    kinds = {block["type"] for block in LIMITS[name][0]}
    return not kinds & {"table", "data_table", "data_visualization"} and name not in TOTALS


@pytest.mark.parametrize("name", sorted(name for name in LIMITS if _is_readable(name)))
def test_a_third_validator_agrees(name: str) -> None:
    """The slackblocks package accepts what we accept and refuses what we refuse, but for the differences listed above."""
    fits, bursts = LIMITS[name]
    assert not any(_slackblocks_refuses(block) for block in fits)
    assert any(_slackblocks_refuses(block) for block in bursts) != (name in SLACKBLOCKS_MISSES)


def test_charts_and_data_tables_agree_with_slackblocks() -> None:
    """What slackblocks builds at its own limits we accept, and what it refuses to build we refuse."""

    def build(points: int, lines: int = 1) -> Json:
        labels = [str(number) for number in range(points)]
        data = [slackblocks.DataPoint(label, 1) for label in labels]
        series = [slackblocks.DataSeries(str(number), data) for number in range(lines)]
        body = slackblocks.BarChart(series, slackblocks.AxisConfig(labels))
        made: Json = slackblocks.DataVisualizationBlock("t", body)._resolve()
        return made

    assert refuse_blocks([build(20, 12)], "message") == []
    for points, lines in ((21, 1), (1, 13)):
        with pytest.raises(slackblocks.InvalidUsageError):
            build(points, lines)
        assert refuse_blocks([bars(points, lines)], "message")


def _attributes(module: Any, base: Any) -> Iterator[tuple[str, set[str]]]:  # noqa: ANN401 - a module
    for _, made in inspect.getmembers(module, inspect.isclass):
        kind = getattr(made, "type", None)
        if issubclass(made, base) and isinstance(kind, str):
            yield kind, set(inspect.signature(made.__init__).parameters) - {"self", "others", "type"}


@pytest.mark.parametrize(
    ("module", "base", "groups"),
    [
        (sdk_blocks, sdk_blocks.Block, ["<blocks>"]),
        (sdk_elements, sdk_elements.BlockElement, ["<inputs>", "<beside>", "<context_actions>"]),
    ],
    ids=["blocks", "elements"],
)
def test_no_field_of_slacks_is_taken_for_a_stray(module: Any, base: Any, groups: list[str]) -> None:  # noqa: ANN401
    """Every field that Slack's own models can send is one that we know."""
    shapes = {kind: name for group in groups for kind, name in members(group).items() if kind not in UNREAD}
    missing = {
        f"{kind}.{name}"
        for kind, names in _attributes(module, base)
        if kind in shapes
        for name in names - set(read_shape(shapes[kind]).fields)
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("surface", "refused"),
    [
        ("message", {"alert"}),
        ("modal", {"markdown", "table", "context_actions", "data_table", "data_visualization"}),
        ("home", {"markdown", "context_actions", "alert"}),
    ],
)
def test_each_surface_has_its_own_blocks(surface: str, refused: set[str]) -> None:
    """A block on the wrong surface is refused as unsupported, there only."""
    for block in [*GALLERY, {"type": "alert", "text": plain("x")}]:
        assert bool(refuse_blocks([block], surface)) == (block["type"] in refused), block["type"]


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (form(), ""),
        (HOME, ""),
        ({**form(), "title": plain(text(25))}, "invalid_arguments"),
        ({**form(), "submit": plain(text(25))}, "invalid_arguments"),
        ({**form(), "private_metadata": text(3001)}, "invalid_arguments"),
        ({**form(), "callback_id": text(256)}, "invalid_arguments"),
        ({**form(), "blocks": [{"type": "divider"}] * 101}, "invalid_arguments"),
        ({name: part for name, part in form().items() if name != "submit"}, "invalid_arguments"),
        ({**HOME, "submit": plain("Go")}, "invalid_arguments"),
        ({**HOME, "blocks": [{"type": "markdown", "text": "x"}]}, "invalid_arguments"),
        ({"type": "picture", "blocks": []}, "invalid_arguments"),
        ({**HOME, "blocks": [section(text=mrkdwn(text(3000)))] * 90}, "view_too_large"),
        ("home", "invalid_arguments"),
    ],
)
def test_views_are_held_to_their_limits(view: Any, error: str) -> None:  # noqa: ANN401
    """A view is accepted or refused as Slack would, by its error code."""
    found, complaints = refuse_view(view, "modal", "home")
    assert found == error
    assert bool(complaints) == (error == "invalid_arguments")


def test_all_that_the_demonstration_sends_is_accepted() -> None:
    """The gallery, the card and every kind of chart pass."""
    assert refuse_blocks(GALLERY, "message") == []
    assert refuse_blocks(card(), "message") == []
    for kind in ("bar", "line", "area", "pie"):
        assert refuse_blocks([chart(kind)], "message") == []


NOISE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def damaged(draw: st.DrawFn) -> list[Any]:
    """Take good blocks and put anything at all in one place of them."""
    blocks = json.loads(json.dumps(draw(st.sampled_from([GALLERY, card(), form()["blocks"]]))))
    spot, path = blocks, []
    while isinstance(spot, dict | list) and spot:
        keys = sorted(spot) if isinstance(spot, dict) else list(range(len(spot)))
        path.append((spot, draw(st.sampled_from(keys))))
        spot = spot[path[-1][1]]
    holder, key = draw(st.sampled_from(path))
    holder[key] = draw(NOISE)
    return list(blocks)


@given(damaged())
def test_no_input_makes_the_check_itself_fail(blocks: list[Any]) -> None:
    """Whatever is sent as blocks, the answer is a list of complaints, never an exception."""
    for surface in ("message", "modal", "home"):
        assert all(isinstance(complaint, str) for complaint in refuse_blocks(blocks, surface))


@given(NOISE)
def test_no_view_makes_the_check_itself_fail(view: Any) -> None:  # noqa: ANN401
    """Whatever is sent as a view is accepted or refused, never an exception."""
    assert refuse_view(view, "modal", "home")[0] in ("invalid_arguments", "view_too_large", "")
