"""The Web API, called as any HTTP client may call it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.playground.methods import METHODS
from bot.playground.values import Place
from tests.playground.drivers import ANA, BEN, DM, GENERAL, OFFERS, Loop, Site

BOT = "U0COACHBOT"
VIEW = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [{"type": "divider"}]}
# Each method with arguments that it accepts, and what its answer then holds. {ts} is a message of the bot's.
ACCEPTED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "api.test": ({"foo": "bar"}, {"args": {"foo": "bar"}}),
    "auth.test": ({}, {"user_id": BOT, "team": "Playground"}),
    "bots.info": ({"bot": "B0COACHBOT"}, {}),
    "team.info": ({}, {}),
    "users.info": ({"user": ANA}, {}),
    "users.list": ({}, {}),
    "users.conversations": ({}, {}),
    "conversations.list": ({"types": "public_channel,im"}, {}),
    "conversations.info": ({"channel": GENERAL}, {}),
    "conversations.members": ({"channel": GENERAL}, {"members": sorted([ANA, BEN, BOT])}),
    "conversations.open": ({"users": ANA}, {"channel": {"id": DM}}),
    "conversations.history": ({"channel": GENERAL}, {"has_more": False}),
    "conversations.replies": ({"channel": GENERAL, "ts": "{ts}"}, {"has_more": False}),
    "chat.postMessage": ({"channel": GENERAL, "text": "hi"}, {"channel": GENERAL}),
    "chat.postEphemeral": ({"channel": GENERAL, "user": ANA, "text": "hi"}, {}),
    "chat.update": ({"channel": GENERAL, "ts": "{ts}", "text": "new"}, {"text": "new"}),
    "chat.delete": ({"channel": GENERAL, "ts": "{ts}"}, {"channel": GENERAL}),
    "chat.getPermalink": ({"channel": GENERAL, "message_ts": "{ts}"}, {"channel": GENERAL}),
    "reactions.add": ({"channel": GENERAL, "timestamp": "{ts}", "name": "eyes"}, {}),
    "reactions.remove": ({"channel": GENERAL, "timestamp": "{ts}", "name": "wave"}, {}),
    "assistant.threads.setStatus": ({"channel_id": DM, "thread_ts": "1.0", "status": "is thinking"}, {}),
    "assistant.threads.setTitle": ({"channel_id": DM, "thread_ts": "1.0", "title": "Offer"}, {}),
    "assistant.threads.setSuggestedPrompts": (
        {"channel_id": DM, "prompts": [{"title": "a", "message": "b"}]},
        {},
    ),
    "views.open": ({"trigger_id": "{trigger}", "view": VIEW}, {}),
    "views.push": ({"trigger_id": "{trigger}", "view": VIEW}, {}),
    "views.update": ({"view_id": "{view}", "view": VIEW}, {}),
    "views.publish": ({"user_id": ANA, "view": {"type": "home", "blocks": [{"type": "divider"}]}}, {}),
}


@pytest.fixture(scope="module")
def unchanged(loop: Loop) -> Iterator[Site]:
    """Return one workspace for all the calls that are refused: they change nothing in it."""
    made = Site(loop)
    yield made
    made.close()


def state(site: Site) -> dict[str, str]:
    """Return a message with a wave on it, a fresh trigger and the one open view."""
    site.workspace.office.stacks[ANA].clear()
    ts = site.api("chat.postMessage", channel=GENERAL, text="hello")["ts"]
    site.api("reactions.add", channel=GENERAL, timestamp=ts, name="wave")
    triggers, place = site.workspace.office.triggers, Place(user=ANA, room=GENERAL)
    view = site.api("views.open", trigger_id=triggers.give(place), view=VIEW)["view"]["id"]
    return {"ts": ts, "trigger": triggers.give(place), "view": view}


def _fill(args: dict[str, Any], facts: dict[str, str]) -> dict[str, Any]:
    return {
        name: facts.get(value[1:-1], value) if isinstance(value, str) else value
        for name, value in args.items()
    }


def test_every_method_has_an_accepted_call_in_this_table() -> None:
    """No method goes without the raw HTTP tests below."""
    assert set(ACCEPTED) == set(METHODS)


@pytest.mark.parametrize("method", sorted(ACCEPTED))
def test_a_method_takes_its_arguments_in_every_form(method: str, site: Site) -> None:
    """JSON bodies, form bodies with nested JSON as strings, and query strings all mean the same."""
    args, expected = ACCEPTED[method]
    headers = {"Authorization": f"Bearer {site.workspace.bot_token}"}
    for form in ("json", "data", "params"):
        filled = _fill(args, state(site))
        flat = {name: each if isinstance(each, str) else json.dumps(each) for name, each in filled.items()}
        sent: dict[str, Any] = {form: filled if form == "json" else flat}
        status, text = site.request("POST", f"/api/{method}", headers=headers, **sent)
        answer = json.loads(text)
        assert (status, answer["ok"]) == (200, True), (form, answer)
        assert expected.items() <= answer.items(), form


@pytest.mark.parametrize("method", sorted(set(ACCEPTED) - {"api.test"}))
def test_a_method_asks_for_its_token(method: str, unchanged: Site) -> None:
    """No token, a wrong one and the app-level one are each refused by their own name, with HTTP 200."""
    assert json.loads(unchanged.request("POST", f"/api/{method}")[1])["error"] == "not_authed"
    assert unchanged.api(method, "xoxb-wrong")["error"] == "invalid_auth"
    assert unchanged.api(method, unchanged.workspace.app_token)["error"] == "not_allowed_token_type"


def test_only_the_app_token_opens_a_socket(site: Site) -> None:
    """apps.connections.open takes the app-level token alone."""
    assert site.api("apps.connections.open")["error"] == "not_allowed_token_type"
    assert site.api("apps.connections.open", site.workspace.app_token)["url"].startswith("ws://127.0.0.1:")


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.nonsense", {}, "unknown_method"),
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C0NOWHERE0", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": OFFERS, "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": GENERAL}, "no_text"),
        ("chat.postMessage", {"channel": GENERAL, "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": GENERAL, "blocks": [{"type": "nope"}]}, "invalid_blocks"),
        (
            "chat.postMessage",
            {"channel": GENERAL, "text": "x", "thread_ts": "1.0"},
            "cannot_reply_to_message",
        ),
        (
            "chat.postMessage",
            {"channel": GENERAL, "text": "x", "markdown_text": "x"},
            "markdown_text_conflict",
        ),
        ("chat.postMessage", {"channel": GENERAL, "markdown_text": "x" * 12_001}, "msg_too_long"),
        ("chat.postEphemeral", {"channel": DM, "user": BEN, "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": GENERAL, "ts": "1.0", "text": "x"}, "message_not_found"),
        ("conversations.history", {"channel": GENERAL, "cursor": "x"}, "invalid_cursor"),
        ("conversations.replies", {"channel": GENERAL, "ts": "1.0"}, "thread_not_found"),
        ("conversations.open", {"users": f"{ANA},{BEN}"}, "user_not_found"),
        ("users.info", {"user": "U0NOBODY00"}, "user_not_found"),
        ("bots.info", {"bot": "B0NOBODY00"}, "bot_not_found"),
        ("views.open", {"trigger_id": "x", "view": VIEW}, "invalid_trigger_id"),
        (
            "views.open",
            {"trigger_id": "x", "view": {**VIEW, "blocks": [{"type": "table"}]}},
            "invalid_arguments",
        ),
        ("views.update", {"view_id": "V0NOWHERE0", "view": VIEW}, "not_found"),
        ("assistant.threads.setSuggestedPrompts", {"channel_id": DM, "prompts": []}, "invalid_arguments"),
    ],
)
def test_a_wrong_call_is_refused_by_slacks_own_name(
    method: str, args: dict[str, Any], error: str, unchanged: Site
) -> None:
    """A refusal carries Slack's error code, and the page is told of it."""
    assert unchanged.api(method, **args)["error"] == error
    assert error in unchanged.workspace.office.log[-1]["trouble"]


def test_an_update_keeps_what_it_does_not_name(site: Site) -> None:
    """chat.update with text alone leaves the blocks; with an empty list it takes them away."""
    ts = site.api("chat.postMessage", channel=GENERAL, text="a", blocks=[{"type": "divider"}])["ts"]
    assert site.api("chat.update", channel=GENERAL, ts=ts, text="b")["message"]["blocks"]
    assert "blocks" not in site.api("chat.update", channel=GENERAL, ts=ts, text="c", blocks=[])["message"]


def test_another_persons_message_cannot_be_changed(site: Site) -> None:
    """The bot may neither update nor delete what a person said."""
    site.say("mine")
    ts = site.seen()[0].ts
    assert site.api("chat.update", channel=GENERAL, ts=ts, text="x")["error"] == "cant_update_message"
    assert site.api("chat.delete", channel=GENERAL, ts=ts)["error"] == "cant_delete_message"


def test_an_ephemeral_message_is_never_part_of_history(site: Site) -> None:
    """conversations.history lists what everybody sees, newest first, and no ephemeral message."""
    site.api("chat.postEphemeral", channel=GENERAL, user=ANA, text="secret")
    for text in ("one", "two"):
        site.api("chat.postMessage", channel=GENERAL, text=text)
    texts = [message["text"] for message in site.api("conversations.history", channel=GENERAL)["messages"]]
    assert texts == ["two", "one"]


def test_pages_of_history_join_without_gap_or_repeat(site: Site) -> None:
    """Following next_cursor with a limit yields every message once."""
    for number in range(5):
        site.api("chat.postMessage", channel=GENERAL, text=str(number))
    found, cursor = [], ""
    while True:
        page = site.api("conversations.history", channel=GENERAL, limit=2, cursor=cursor)
        found += [message["text"] for message in page["messages"]]
        if not (cursor := page["response_metadata"]["next_cursor"]):
            break
    assert found == ["4", "3", "2", "1", "0"]


def test_a_thread_is_read_parent_first(site: Site) -> None:
    """conversations.replies gives the parent with its count, then the replies in order."""
    parent = site.api("chat.postMessage", channel=GENERAL, text="parent")["ts"]
    for text in ("one", "two"):
        site.api("chat.postMessage", channel=GENERAL, text=text, thread_ts=parent)
    found = site.api("conversations.replies", channel=GENERAL, ts=parent)["messages"]
    assert [message["text"] for message in found] == ["parent", "one", "two"]
    assert found[0]["reply_count"] == 2
    assert [m["text"] for m in site.api("conversations.history", channel=GENERAL)["messages"]] == ["parent"]


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        ("", "application/json", None),
        ("{", "application/json", "invalid_json"),
        ("[]", "application/json", "json_not_object"),
    ],
)
def test_a_body_is_judged_by_its_content(body: str, kind: str, error: str | None, site: Site) -> None:
    """An empty body labelled JSON is fine (Slack's sync Python client sends one); broken JSON is refused."""
    headers = {"Authorization": f"Bearer {site.workspace.bot_token}", "Content-Type": kind}
    answer = json.loads(site.request("POST", "/api/auth.test", headers=headers, data=body)[1])
    assert answer.get("error") == error


def test_prompts_with_a_thread_vanish_for_an_agent_app(site: Site) -> None:
    """As in Slack, suggested prompts with a thread_ts are taken and never shown when the app is an agent."""
    prompts = [{"title": "a", "message": "b"}]
    site.api("assistant.threads.setSuggestedPrompts", channel_id=DM, thread_ts="1.0", prompts=prompts)
    assert site.page("GET", "shown", room="dm")["html"].count("data-say") == 0
    site.api("assistant.threads.setSuggestedPrompts", channel_id=DM, prompts=prompts)
    assert site.page("GET", "shown", room="dm")["html"].count('data-say="b"') == 1


def test_too_much_text_in_all_blocks_is_refused(site: Site) -> None:
    """chat.postMessage refuses blocks with more than 12,000 characters of text in all; a response_url takes them."""
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5
    assert site.api("chat.postMessage", channel=GENERAL, blocks=blocks)["error"] == "msg_blocks_too_long"
