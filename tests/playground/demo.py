"""A small Bolt app with every kind of block, to try the playground with; it is told only a URL and tokens."""

from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]
MANIFEST: Json = {
    "features": {
        "bot_user": {"display_name": "coach"},
        "agent_view": {"agent_description": "Helps"},
        "slash_commands": [
            {
                "command": "/comp",
                "usage_hint": "company role",
                "description": "What a role pays, and what moves it",
            },
            {
                "command": "/guides",
                "usage_hint": "[company]",
                "description": "Which guides there are, and how fresh",
            },
            {"command": "/form", "description": "Open a form"},
            {"command": "/broken", "description": "Send a block that Slack refuses"},
            {"command": "/silent", "description": "Never answer"},
        ],
        "shortcuts": [
            {"type": "global", "name": "Ask the coach", "callback_id": "ask", "description": "Open a form"},
            {
                "type": "message",
                "name": "Coach me on this",
                "callback_id": "on_this",
                "description": "Answer in thread",
            },
        ],
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "app_mention", "message.im", "message.channels"]
        }
    },
}
# Blocks that Slack has and we neither look into nor draw.
UNREAD = "alert auth_provider card carousel container file plan task_card video".split()  # noqa: SIM905
CITIES = {"San Francisco": "$188K–$250K", "Seattle": "$180K–$240K", "Remote US": "$165K–$221K"}


def plain(text: str) -> Json:
    """Make plain text."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    """Make formatted text."""
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str | None = None) -> Json:
    """Make an option."""
    return {"text": plain(text), "value": value or text}


def button(text: str, action_id: str, **more: object) -> Json:
    """Make a button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": text, **more}


def card(city: str = "San Francisco") -> list[Json]:
    """Draw the answer to `/comp together-ai ml-engineer`, as the coach words it."""
    head = (
        f"*ML/AI Engineer · Together AI · {city}*\n"
        f"Base *{CITIES[city]}* · Bonus 15–20% · Total, as the guide states it, *$232K–$322K* a year\n"
        "Equity $55K–$90K. The guide doesn’t say if that is per year or a 4-year grant. Ask before you value it."
    )
    moves = "*What moves it*  Another written offer · your level · proof of inference or kernel work"
    words = "*Say, before an offer*\n> What level is this role, and what base range is budgeted for it?"
    regions = {
        "type": "static_select",
        "action_id": "region",
        "placeholder": plain("Region"),
        "options": [option(name) for name in CITIES],
        "initial_option": option(city),
    }
    more = {
        "type": "overflow",
        "action_id": "more",
        "options": [option("Levers", "levers"), option("Sources", "sources"), option("Share here", "share")],
    }
    small = "ⓘ Weak data: 2025 Q4, one unlinked source, review 183 days overdue. An employer posting for a nearby role reaches $270K base (SF, May 2026)."
    return [
        {"type": "section", "text": mrkdwn(head)},
        {"type": "section", "text": mrkdwn(f"{moves}\n{words}")},
        {"type": "context", "elements": [mrkdwn(small)]},
        {
            "type": "actions",
            "block_id": "next",
            "elements": [
                button("Check my offer", "check", style="primary"),
                button("What to say", "say"),
                regions,
                more,
            ],
        },
    ]


def rich(*parts: Json) -> Json:
    """Make a rich text block."""
    return {"type": "rich_text", "elements": list(parts)}


def words(*spans: str | Json) -> list[Json]:
    """Make the spans of a line of rich text."""
    return [{"type": "text", "text": span} if isinstance(span, str) else span for span in spans]


BOLD = {"type": "text", "text": "bold", "style": {"bold": True}}
LINES = {
    "type": "rich_text_section",
    "elements": words(
        "Plain, ", BOLD, ", and ", {"type": "link", "url": "https://example.com", "text": "a link"}
    ),
}
SERIES = [
    {
        "name": "Base",
        "data": [
            {"label": "Year 1", "value": 215},
            {"label": "Year 2", "value": 222},
            {"label": "Year 3", "value": 230},
        ],
    },
    {
        "name": "With bonus",
        "data": [
            {"label": "Year 1", "value": 247},
            {"label": "Year 2", "value": 255},
            {"label": "Year 3", "value": 265},
        ],
    },
]
AXIS: Json = {"categories": ["Year 1", "Year 2", "Year 3"], "x_label": "Year", "y_label": "Thousand dollars"}


def chart(kind: str) -> Json:
    """Draw a chart of two series, or a pie."""
    if kind == "pie":
        segments = [
            {"label": "Base", "value": 215},
            {"label": "Bonus", "value": 32},
            {"label": "Equity", "value": 20},
        ]
        return {
            "type": "data_visualization",
            "title": "One year",
            "chart": {"type": "pie", "segments": segments},
        }
    body = {"type": kind, "series": SERIES, "axis_config": AXIS}
    return {"type": "data_visualization", "title": "Cash by year", "chart": body}


def cells(*rows: list[str]) -> list[list[Json]]:
    """Make table rows of plain text."""
    return [[{"type": "raw_text", "text": text} for text in row] for row in rows]


TABLE: Json = {
    "type": "table",
    "rows": cells(
        ["Company", "Base", "Reviewed"],
        ["Together AI", "$188K–$250K", "Q4 2025"],
        ["Quietwater", "$140K–$171K", "Q2 2026"],
    ),
    "column_settings": [{"align": "left"}, {"align": "right"}],
}
FEEDBACK: Json = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": {"text": plain("Good"), "value": "good"},
            "negative_button": {"text": plain("Bad"), "value": "bad"},
        },
        {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Delete")},
    ],
}
GALLERY: list[Json] = [
    {"type": "header", "text": plain("A header")},
    {
        "type": "section",
        "fields": [mrkdwn("*Base*\n$215K"), mrkdwn("*Bonus*\n15%")],
        "accessory": button("Open", "open"),
    },
    {
        "type": "section",
        "text": mrkdwn("With an image"),
        "accessory": {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"},
    },
    {"type": "divider"},
    rich(
        LINES,
        {"type": "rich_text_list", "style": "bullet", "elements": [LINES, LINES]},
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [LINES]},
        {"type": "rich_text_quote", "elements": words("Quoted")},
        {"type": "rich_text_preformatted", "elements": words("preformatted")},
    ),
    TABLE,
    {
        "type": "data_table",
        "caption": "Figures",
        "rows": [
            *cells(["Year", "Cash"]),
            [{"type": "raw_text", "text": "1"}, {"type": "raw_number", "value": 247, "text": "$247K"}],
        ],
    },
    {
        "type": "markdown",
        "text": "# Title\n\nSome **bold**, a [link](https://example.com)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    },
    {
        "type": "image",
        "image_url": "https://example.com/a.png",
        "alt_text": "a picture",
        "title": plain("A picture"),
    },
    chart("bar"),
    chart("line"),
    FEEDBACK,
    {
        "type": "context",
        "elements": [
            mrkdwn("small print"),
            plain("plain"),
            {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"},
        ],
    },
]


def form(title: str = "Check my offer") -> Json:
    """Draw a modal with every kind of input."""
    kinds: dict[str, Json] = {
        "base": {
            "type": "number_input",
            "is_decimal_allowed": False,
            "min_value": "1000",
            "placeholder": plain("215000"),
        },
        "note": {"type": "plain_text_input", "multiline": True, "max_length": 200},
        "city": {
            "type": "static_select",
            "options": [option(city) for city in CITIES],
            "placeholder": plain("City"),
        },
        "company": {"type": "external_select", "min_query_length": 1, "placeholder": plain("Company")},
        "parts": {"type": "checkboxes", "options": [option("Bonus"), option("Equity")]},
        "stage": {
            "type": "radio_buttons",
            "options": [option("Verbal"), option("Written")],
            "initial_option": option("Verbal"),
        },
        "due": {"type": "datepicker"},
        "with": {"type": "multi_static_select", "options": [option("Recruiter"), option("Manager")]},
        "who": {"type": "users_select"},
    }
    blocks: list[Json] = [{"type": "section", "text": mrkdwn("What you know so far; blanks are fine.")}]
    for name, element in kinds.items():
        needed = name == "base"
        made = {**element, "action_id": "it"}
        blocks.append(
            {
                "type": "input",
                "block_id": name,
                "label": plain(name.capitalize()),
                "optional": not needed,
                "element": made,
            }
        )
    ends = {"submit": plain("Review"), "close": plain("Cancel")}
    return {
        "type": "modal",
        "callback_id": "offer",
        "notify_on_close": True,
        "title": plain(title),
        **ends,
        "blocks": blocks,
    }


HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Your negotiation")},
        {"type": "section", "text": mrkdwn("Nothing is due. Type */comp* in any channel, or write to me.")},
        {"type": "actions", "elements": [button("Check my offer", "form", style="primary")]},
    ],
}


class Demo:
    """The app, and what reached it."""

    def __init__(self, api_url: str, bot_token: str) -> None:
        self.heard: list[Json] = []
        self.app = AsyncApp(
            client=AsyncWebClient(token=bot_token, base_url=api_url), process_before_response=True
        )
        self._listen()

    def _listen(self) -> None:
        app = self.app
        app.command("/comp")(self.comp)
        app.command("/guides")(self.guides)
        app.command("/form")(self.open_form)
        app.command("/broken")(self.send_broken)
        app.action("region")(self.change_region)
        app.action("say")(self.say_words)
        app.action("more")(self.do_more)
        app.action("form")(self.open_form)
        app.action("feedback")(self.take_note)
        app.options("it")(self.suggest)
        app.view("offer")(self.review)
        app.view_closed("offer")(self.take_note)
        app.shortcut("ask")(self.open_form)
        app.shortcut("on_this")(self.answer_in_thread)
        app.event("app_mention")(self.answer_mention)
        app.event("app_home_opened")(self.greet)
        app.event("message")(self.answer_message)

    async def comp(self, ack: Any, command: Json) -> None:  # noqa: ANN401 - Bolt's own objects
        """Answer with the card, for the sender alone."""
        self.heard.append(command)
        await ack(response_type="ephemeral", text="The card", blocks=card())

    async def guides(self, ack: Any, respond: Any) -> None:  # noqa: ANN401
        """Guides."""
        await ack()
        await respond(text="The gallery", blocks=GALLERY, response_type="in_channel")

    async def open_form(self, ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
        """Open form."""
        self.heard.append(body)
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form())

    async def send_broken(self, ack: Any) -> None:  # noqa: ANN401
        """Send broken."""
        await ack(text="broken", blocks=[{"type": "header", "text": plain("x" * 151)}])

    async def change_region(self, ack: Any, respond: Any, action: Json) -> None:  # noqa: ANN401
        """Change region."""
        await ack()
        await respond(replace_original=True, text="The card", blocks=card(action["selected_option"]["value"]))

    async def say_words(self, ack: Any, respond: Any) -> None:  # noqa: ANN401
        """Say words."""
        await ack()
        await respond(replace_original=False, text="*Say* “Thank you. Is there room in the base?” Then wait.")

    async def do_more(self, ack: Any, respond: Any, action: Json) -> None:  # noqa: ANN401
        """Do more."""
        await ack()
        if action["selected_option"]["value"] == "share":
            await respond(
                response_type="in_channel", replace_original=False, text="The card", blocks=card()[:3]
            )
        else:
            await respond(replace_original=False, text="*Levers* sign-on, start date, level")

    async def suggest(self, ack: Any, payload: Json) -> None:  # noqa: ANN401
        """Suggest."""
        names = [name for name in ("Together AI", "Quietwater") if payload["value"].lower() in name.lower()]
        await ack(options=[option(name) for name in names])

    async def review(self, ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
        """Review."""
        self.heard.append(body)
        values = body["view"]["state"]["values"]
        if values["base"]["it"]["value"] == "1234":
            await ack(response_action="errors", errors={"base": "That is a month, not a year."})
            return
        await ack()
        text = f"Base read as {values['base']['it']['value']}."
        await client.chat_postMessage(
            channel=body["user"]["id"],
            text=text,
            blocks=[{"type": "section", "text": mrkdwn(text)}, FEEDBACK],
        )

    async def take_note(self, ack: Any, body: Json) -> None:  # noqa: ANN401
        """Take note."""
        self.heard.append(body)
        await ack()

    async def answer_in_thread(self, ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
        """Answer in thread."""
        self.heard.append(body)
        await ack()
        ts = body["message"].get("thread_ts", body["message"]["ts"])
        await client.chat_postMessage(
            channel=body["channel"]["id"], thread_ts=ts, text="Coached in a thread."
        )

    async def answer_mention(self, event: Json, client: AsyncWebClient) -> None:
        """Answer mention."""
        self.heard.append(event)
        thread = event.get("thread_ts", event["ts"])
        await client.chat_postMessage(
            channel=event["channel"], thread_ts=thread, text=f"You asked, <@{event['user']}>: {event['text']}"
        )

    async def greet(self, event: Json, client: AsyncWebClient) -> None:
        """Greet."""
        self.heard.append(event)
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=HOME)
        else:
            prompts = [{"title": "They say it’s final", "message": "they say it's final"}]
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=event["channel"], thread_ts="", prompts=prompts
            )

    async def answer_message(self, event: Json, client: AsyncWebClient) -> None:
        """Answer message."""
        self.heard.append(event)
        if event.get("channel_type") == "im" and "subtype" not in event:
            text = f"It may be. One different question might tell you.\nYou wrote: {event['text']}"
            await client.chat_postMessage(
                channel=event["channel"], text=text, blocks=[{"type": "section", "text": mrkdwn(text)}]
            )

    def connect(self, app_token: str) -> AsyncSocketModeHandler:
        """Make the handler that holds this app's socket."""
        return AsyncSocketModeHandler(self.app, app_token)
