"""What happens between a person and a real Bolt app over Socket Mode."""

import json
from typing import Any

import pytest

from tests.playground.demo import FEEDBACK, Demo, card
from tests.playground.drivers import ANA, BEN, DM, GENERAL, Json, Puppet, Site, until


def _apps(site: Site, user: str = ANA, room: str = GENERAL) -> list[Any]:
    return [message for message in site.seen(user, room) if message.kind == "app"]


def _act(site: Site, message: Any, action: str, *values: str, **more: object) -> Json:  # noqa: ANN401
    block = next(b["block_id"] for b in message.blocks if f'"{action}"' in json.dumps(b))
    target = {"ts": message.ts, "block": block, "action": action, "values": list(values), **more}
    return site.page("POST", "do/act", target, room=message.room)


def test_a_commands_answer_is_seen_by_its_sender_alone(site: Site, demo: Demo) -> None:
    """An ephemeral acknowledgement of /comp is seen by Ana, not by Ben."""
    site.say("/comp together-ai ml-engineer")
    assert "Together AI" in _apps(site)[0].blocks[0]["text"]["text"]
    assert site.seen(BEN) == []
    assert demo.heard[0]["text"] == "together-ai ml-engineer"


@pytest.mark.usefixtures("demo")
def test_a_select_changes_the_card_in_place(site: Site) -> None:
    """replace_original on a click's response_url rewrites that ephemeral message and adds none."""
    site.say("/comp x")
    shown = _apps(site)[0]
    _act(site, shown, "region", "Seattle")
    after = _apps(site)
    assert [message.ts for message in after] == [shown.ts]
    assert "Seattle" in after[0].blocks[0]["text"]["text"]
    assert after[0].only_for == ANA


@pytest.mark.usefixtures("demo")
def test_share_puts_the_card_in_the_channel_and_the_ephemeral_stays(site: Site) -> None:
    """in_channel on a click's response_url is seen by Ben; what Ana alone saw stays hers."""
    site.say("/comp x")
    shown = _apps(site)[0]
    _act(site, shown, "more", "share")
    assert len(_apps(site, BEN)) == 1
    assert len(_apps(site)) == 2


def test_a_shared_answer_shows_the_command_too(site: Site) -> None:
    """An acknowledgement in_channel shows everybody who asked what, as Slack does."""
    Puppet(site, slash_commands={"text": "public", "response_type": "in_channel"})
    site.say("/comp x")
    assert [message.kind for message in site.seen(BEN)] == ["command", "app"]


@pytest.mark.usefixtures("demo")
def test_a_mention_is_answered_in_its_thread(site: Site) -> None:
    """The answer to a mention lands in the thread and not in the channel itself."""
    site.say("@coach what does it pay?")
    answer = until(lambda: _apps(site, BEN))[0]
    assert answer.thread_ts == site.seen()[0].ts
    assert not answer.in_room


@pytest.mark.usefixtures("demo")
def test_a_direct_message_is_private_to_its_two(site: Site) -> None:
    """Ana's direct message is answered there; Ben can neither read nor write it."""
    site.say("they say it's final", DM)
    until(lambda: _apps(site, room=DM))
    assert site.page("GET", "shown", user=BEN, room=DM)["error"] == "channel_not_found"


def test_a_click_sends_what_the_element_holds(site: Site) -> None:
    """A button sends its value; a select its option; state holds the other inputs; ephemeral has no message."""
    puppet = Puppet(site, slash_commands={"blocks": card()})
    site.say("/comp x")
    message = _apps(site)[0]
    _act(site, message, "say", "")
    _act(site, message, "region", "Seattle", chosen={"next/region": ["Seattle"]})
    pressed, chosen = puppet.sent("block_actions")
    assert pressed["actions"][0] | {"action_ts": ""} == {
        "type": "button",
        "action_id": "say",
        "block_id": "next",
        "text": {"type": "plain_text", "text": "What to say"},
        "value": "What to say",
        "action_ts": "",
    }
    assert pressed["state"]["values"]["next"]["region"]["selected_option"]["value"] == "San Francisco"
    assert chosen["actions"][0]["selected_option"]["value"] == "Seattle"
    assert chosen["state"]["values"]["next"]["region"]["selected_option"]["value"] == "Seattle"
    assert chosen["container"]["is_ephemeral"] is True
    assert "message" not in chosen


def test_what_is_not_offered_cannot_be_chosen(site: Site, demo: Demo) -> None:
    """A value that no option has, or an element that is not there, never reaches the app."""
    site.say("/comp x")
    message = _apps(site)[0]
    assert _act(site, message, "region", "Atlantis")["error"] == "option_not_found"
    target = {"ts": message.ts, "block": "next", "action": "nope", "values": []}
    assert site.page("POST", "do/act", target, room=GENERAL)["error"] == "element_not_found"
    assert _act(site, message, "region", "Seattle", ts="1.0")["error"] == "message_not_found"
    assert len(demo.heard) == 1


def test_a_response_url_works_five_times(site: Site) -> None:
    """The sixth use of one response_url is refused with used_url; an unknown one with invalid_url."""
    puppet = Puppet(site)
    site.say("/comp x")
    url = puppet.sent("slash_commands")[0]["response_url"].removeprefix(site.workspace.office.base_url)
    answers = [site.request("POST", url, json={"text": str(n)}) for n in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [404]
    assert json.loads(answers[5][1])["error"] == "used_url"
    assert (
        json.loads(site.request("POST", "/response/made-up", json={"text": "x"})[1])["error"] == "invalid_url"
    )
    assert [message.only_for for message in _apps(site)] == [ANA] * 5


def test_a_response_url_dies_after_half_an_hour(loop: Any) -> None:  # noqa: ANN401
    """Thirty minutes later the response_url is refused with expired_url, and a trigger after three seconds."""
    moment = [1_000_000.0]
    site = Site(loop, now=lambda: moment[0])
    puppet = Puppet(site)
    site.say("/comp x")
    payload = puppet.sent("slash_commands")[0]
    moment[0] += 4
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [{"type": "divider"}]}
    assert (
        site.api("views.open", trigger_id=payload["trigger_id"], view=view)["error"] == "expired_trigger_id"
    )
    path = payload["response_url"].removeprefix(site.workspace.office.base_url)
    assert site.request("POST", path, json={"text": "x"})[0] == 200
    moment[0] += 1800
    assert json.loads(site.request("POST", path, json={"text": "x"})[1])["error"] == "expired_url"
    site.close()


def test_a_response_url_can_delete_its_message(site: Site) -> None:
    """delete_original takes away the message that was clicked, ephemeral or not."""
    puppet = Puppet(
        site,
        slash_commands={
            "text": "x",
            "blocks": [
                {
                    "type": "actions",
                    "elements": [
                        {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
                    ],
                }
            ],
        },
    )
    site.say("/comp x")
    _act(site, _apps(site)[0], "go", "")
    url = puppet.sent("block_actions")[0]["response_url"].removeprefix(site.workspace.office.base_url)
    site.request("POST", url, json={"delete_original": True})
    assert _apps(site) == []


@pytest.mark.usefixtures("demo")
def test_a_refused_acknowledgement_is_told_to_the_developer(site: Site) -> None:
    """Blocks that Slack would refuse are not shown; the page's banner says which and why."""
    site.say("/broken")
    assert _apps(site) == []
    trouble = site.workspace.office.log[-1]["trouble"]
    assert "invalid_blocks" in trouble
    assert "/blocks/0/text/text" in trouble


def test_feedback_sends_the_pressed_side(site: Site) -> None:
    """A feedback button sends its own text and value."""
    puppet = Puppet(site)
    site.api("chat.postMessage", channel=GENERAL, text="x", blocks=[FEEDBACK])
    _act(site, _apps(site)[0], "feedback", "bad")
    payload = puppet.sent("block_actions")[0]
    assert (payload["actions"][0]["value"], payload["actions"][0]["text"]["text"]) == ("bad", "Bad")
    assert payload["message"]["ts"] == payload["container"]["message_ts"]


def test_shortcuts_name_what_they_were_used_on(site: Site) -> None:
    """A global shortcut brings a trigger; a message shortcut also the message and a response_url."""
    puppet = Puppet(site)
    site.say("please look")
    site.page("POST", "do/shortcut", {"callback_id": "ask"}, room=GENERAL)
    site.page("POST", "do/shortcut", {"callback_id": "on_this", "ts": site.seen()[0].ts}, room=GENERAL)
    assert "trigger_id" in puppet.sent("shortcut")[0]
    assert puppet.sent("message_action")[0]["message"]["text"] == "please look"
    assert "response_url" in puppet.sent("message_action")[0]


def test_opening_the_app_says_which_tab(site: Site, demo: Demo) -> None:
    """Home opened asks for tab home and shows what is published; the messages tab shows the prompts."""
    site.page("POST", "do/open", {"tab": "home"})
    until(lambda: ANA in site.workspace.office.homes)
    assert "Your negotiation" in site.page("GET", "shown", tab="home")["html"]
    site.page("POST", "do/open", {"tab": "messages"})
    until(lambda: site.workspace.office.prompts)
    assert {event["tab"] for event in demo.heard} == {"home", "messages"}


def test_an_unknown_command_is_answered_by_the_workspace(site: Site) -> None:
    """A command that the manifest does not declare never reaches the app; nor does any in a thread."""
    puppet = Puppet(site)
    site.say("/nope")
    assert "not a valid command" in site.seen()[-1].text
    site.say("parent")
    site.say("/comp x", thread=site.seen()[-1].ts)
    assert "not supported in threads" in site.seen()[-1].text
    assert puppet.sent("slash_commands") == []


def test_an_agents_direct_messages_are_one_chat(site: Site) -> None:
    """The first message starts a thread, those after it belong to it, until a new chat is begun."""
    puppet = Puppet(site)
    for text in ("one", "two"):
        site.say(text, DM)
    site.page("POST", "do/new_chat", {}, room=DM)
    site.say("three", DM)
    events = until(lambda: len(found := puppet.event("message")) == 3 and found)
    assert isinstance(events, list)
    first = events[0]["ts"]
    assert [event.get("thread_ts") for event in events] == [None, first, None]
    shown = site.page("GET", "shown", room=DM)["html"]
    assert all(text in shown for text in ("one", "two", "three"))
