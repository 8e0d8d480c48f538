"""Reply → Block Kit, within Slack's limits. The only place that builds blocks for messages."""

from collections.abc import Iterator
from typing import Any

from bot.domain.written import read_written
from bot.replies.reply import Audience, Chart, Choice, Reply, Step
from bot.slack.mrkdwn import to_paragraphs

Block = dict[str, Any]

MOST_BLOCKS = 48
"""blocks of words: a message takes 50, docs.slack.dev/reference/block-kit/blocks, and a chart and feedback may follow"""
MOST_TEXT = 10_000
"""characters in all blocks of a message: refused near 12,000 to 13,200 (bolt-js issues 2509 and 2867), so we stop short"""
MOST_SECTION = 3_000  # characters of one text object
MOST_LABEL = 75  # characters of a button's or an option's text
MOST_OPTION_VALUE = 75
"""characters of an option's value; two of three lists of limits say 150, we keep to the smaller"""
MOST_BUTTON_VALUE = 2_000
MOST_BUTTONS = 10  # buttons in one row: Slack allows 25; more than ten are no choice on a phone
MOST_OPTIONS = 100
MOST_OVERFLOW = 5
MOST_SERIES_NAME = 20
CUT = " …"
OWN = "own"  # id of the block of steps below a person's own numbers
WRITTEN = read_written(__file__)
FEEDBACK: Block = WRITTEN["feedback"]
SEARCH: Block = WRITTEN["search"]


def to_message(reply: Reply, *, draws: bool = False) -> dict[str, Any]:
    """Return a reply as what every message is made of, whichever way it goes."""
    blocks = to_blocks(reply, draws=draws)
    return {"text": reply.title, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def to_blocks(reply: Reply, *, draws: bool = False) -> list[Block]:
    """Return a reply as blocks: text, small print, next steps. An acknowledgement cannot carry what `draws` adds, its chart."""
    steps = actions(reply)
    notes = [context(text) for text in fit([*to_paragraphs(reply.note)], MOST_SECTION)]
    spare = MOST_BLOCKS - len(steps) - len(notes)
    body = [section(text) for text in fit([*to_paragraphs(reply.body)], MOST_TEXT - MOST_SECTION)]
    chart = [draw(reply.chart)] if draws and reply.chart else []
    return [*body[:spare], *notes, *chart, *steps]


def draw(chart: Chart) -> Block:
    """Return a chart as bars; the words beside it hold the same numbers."""
    series = [
        {
            "name": name[:MOST_SERIES_NAME],
            "data": [
                {"label": label, "value": int(value)}
                for label, value in zip(chart.labels, values, strict=True)
            ],
        }
        for name, values in chart.series
    ]
    axes = {"categories": [*chart.labels], "y_label": chart.unit}
    drawn = {"type": "bar", "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": chart.title, "chart": drawn}


def fit(paragraphs: list[str], budget: int) -> Iterator[str]:
    """Yield paragraphs within the budget of characters, each within a text object; what is cut ends in an ellipsis."""
    for paragraph in paragraphs:
        if budget <= len(CUT):
            return
        most = min(budget, MOST_SECTION)
        shown = paragraph if len(paragraph) <= most else shorten(paragraph, most)
        budget -= len(shown)
        yield shown


def shorten(text: str, most: int) -> str:
    """Return mrkdwn cut to `most` characters at a line or a word, never inside an escape, and visibly cut."""
    kept = text[: most - len(CUT)]
    at = max(kept.rfind("\n"), kept.rfind(" "))
    kept = kept[:at] if at > most // 2 else kept
    if (lone := kept.rfind("&")) > kept.rfind(";"):
        kept = kept[:lone]
    return kept + CUT


def section(text: str) -> Block:
    """Return one paragraph. `verbatim` keeps Slack from making links and mentions of a person's words."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def context(text: str) -> Block:
    """Return one line of small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def plain(text: str) -> Block:
    """Return a label within Slack's length."""
    return {"type": "plain_text", "text": text if len(text) <= MOST_LABEL else f"{text[: MOST_LABEL - 1]}…"}


def actions(reply: Reply) -> list[Block]:
    """Return the row of next steps: buttons, then a select, then ⋯; nothing if there are none."""
    overflow = [step for step in reply.more if fits_option(step)]
    row = [*reply.steps, *(step for step in reply.more if not fits_option(step))]
    typable = [step for step in row if len(step.command) <= MOST_BUTTON_VALUE]
    elements = [button(step, at) for at, step in enumerate(typable[:MOST_BUTTONS])]
    if reply.choice:
        elements += select(reply.choice, len(elements))
    if len(overflow) == 1:
        elements.append(button(overflow[0], len(elements)))
    elif overflow:
        options = [option(step) for step in overflow[:MOST_OVERFLOW]]
        elements.append({"type": "overflow", "action_id": f"say:more:{len(elements)}", "options": options})
    own = {"block_id": OWN} if reply.audience is Audience.PERSONAL else {}
    return [{"type": "actions", **own, "elements": elements}] if elements else []


def fits_option(step: Step) -> bool:
    """Whether a step's command fits an option's value; else it needs a button."""
    return len(step.command) <= MOST_OPTION_VALUE


def button(step: Step, at: int) -> Block:
    """Return a step as a button; its value is the whole command it types."""
    word = step.command.partition(" ")[0] or "help"
    return {
        "type": "button",
        "action_id": f"say:{word}:{at}"[:255],
        "text": plain(step.label),
        "value": step.command,
    }


def select(choice: Choice, at: int) -> list[Block]:
    """Return a choice as a menu, or as buttons where there is just one, or a command is too long for a menu."""
    if len(choice.steps) == 1 or not all(map(fits_option, choice.steps)):
        return [button(step, at) for at, step in enumerate(choice.steps[:MOST_BUTTONS], start=at)]
    menu = {
        "type": "static_select",
        "action_id": f"say:choose:{at}",
        "placeholder": plain(choice.label),
        "options": [option(step) for step in choice.steps[:MOST_OPTIONS]],
    }
    return [menu]


def option(step: Step) -> Block:
    """Return a step as an option of a menu."""
    return {"text": plain(step.label), "value": step.command}
