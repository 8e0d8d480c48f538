"""Socket Mode itself, seen from a bare socket."""

import aiohttp
import pytest

from tests.playground.drivers import ANA, DM, GENERAL, Json, Loop, Puppet, Site, until


def test_a_socket_is_greeted(site: Site) -> None:
    """The first frame is a hello that names the app and counts the connections."""
    puppet = Puppet(site)
    assert puppet.frames[0]["type"] == "hello"
    assert puppet.frames[0]["num_connections"] == 1


def test_a_ticket_opens_one_socket(site: Site) -> None:
    """The address that apps.connections.open gives works once; a made-up ticket never."""
    url = site.api("apps.connections.open", site.workspace.app_token)["url"]

    async def connect() -> str:
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
            return str((await socket.receive_json())["type"])

    assert site.loop.run(connect()) == "hello"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        site.loop.run(connect())


def test_each_envelope_goes_to_one_socket_in_turn(site: Site) -> None:
    """Two sockets of one app share the envelopes, none gets both."""
    first, second = Puppet(site), Puppet(site)
    for _ in range(4):
        site.say("/comp x")
    assert (len(first.envelopes), len(second.envelopes)) == (2, 2)


def test_a_command_carries_what_slack_sends(site: Site) -> None:
    """A slash command names the person, the room and the team, and comes with its two passes."""
    puppet = Puppet(site)
    site.say("/comp  together-ai  ml ")
    payload = puppet.sent("slash_commands")[0]
    assert (payload["command"], payload["text"]) == ("/comp", "together-ai  ml")
    assert (payload["user_id"], payload["channel_id"], payload["channel_name"]) == (ANA, GENERAL, "general")
    assert payload["response_url"].startswith(site.workspace.office.base_url)
    assert {"trigger_id", "team_id", "api_app_id", "user_name"} <= set(payload)
    assert "retry_attempt" not in puppet.envelopes[0]
    assert puppet.envelopes[0]["accepts_response_payload"] is True


def test_an_unanswered_command_is_a_visible_failure(quick: Site) -> None:
    """When the app does not acknowledge in time, the person reads operation_timeout and the page is told."""
    Puppet(quick, slash_commands=None)
    quick.say("/comp x")
    assert "operation_timeout" in quick.seen()[-1].text
    assert quick.workspace.office.log[-1]["trouble"]


def test_a_command_without_an_app_says_so(site: Site) -> None:
    """With no app connected the person reads dispatch_failed, at once."""
    site.say("/comp x")
    assert "dispatch_failed" in site.seen()[-1].text


def test_only_events_are_sent_again(quick: Site) -> None:
    """An unacknowledged event comes again with its attempt and reason; a command never does."""
    puppet = Puppet(quick, event_callback=None, slash_commands=None)
    quick.say("hello", DM)
    until(lambda: len(puppet.event("message")) == 3)
    attempts = [(e["retry_attempt"], e["retry_reason"]) for e in puppet.envelopes]
    assert attempts == [(0, ""), (1, "timeout"), (2, "timeout")]
    assert len({e["payload"]["event_id"] for e in puppet.envelopes}) == 1
    quick.say("/comp x")
    assert len(puppet.sent("slash_commands")) == 1


def test_a_refresh_asks_the_socket_to_leave(site: Site) -> None:
    """Disconnect is announced as refresh_requested, and nothing more is sent to that socket."""
    puppet = Puppet(site)
    site.loop.run(site.workspace.office.link.refresh())
    until(lambda: puppet.frames[-1]["type"] == "disconnect")
    assert puppet.frames[-1]["reason"] == "refresh_requested"
    assert site.workspace.office.link.connected == 0


def test_a_mention_is_an_event_where_the_bot_is_a_member(site: Site) -> None:
    """@coach in #general raises app_mention once; in #offers, where it isn't, the person is told."""
    puppet = Puppet(site)
    site.say("hello @coach & co")
    event = until(lambda: puppet.event("app_mention"))[0]
    assert (event["text"], event["channel"]) == ("hello <@U0COACHBOT> &amp; co", GENERAL)
    site.say("hello @coach", "C0OFFERS00")
    assert "isn't in this channel" in site.seen(room="C0OFFERS00")[-1].text
    assert len(puppet.event("app_mention")) == 1


def test_a_name_of_several_words_can_be_mentioned(loop: Loop) -> None:
    """@Negotiation coach, and @coach for short, both mean the app, in any case; an email address means nobody."""
    site = Site(loop, {"features": {"bot_user": {"display_name": "Negotiation coach"}}})
    puppet = Puppet(site)
    for text in ("@Negotiation coach hi", "@coach hi", "ask @COACH", "me@coach.example"):
        site.say(text)
    events = until(lambda: len(found := puppet.event("app_mention")) == 3 and found)
    assert isinstance(events, list)
    assert [event["text"] for event in events] == [
        "<@U0COACHBOT> hi",
        "<@U0COACHBOT> hi",
        "ask <@U0COACHBOT>",
    ]
    site.close()


def test_a_direct_message_is_an_event_of_its_own_kind(site: Site) -> None:
    """A message to the app arrives as message with channel_type im."""
    puppet = Puppet(site)
    site.say("they say it's final", DM)
    event = until(lambda: puppet.event("message"))[0]
    assert (event["channel_type"], event["user"], event["text"]) == ("im", ANA, "they say it's final")


def test_the_bots_own_messages_come_back_to_it(site: Site) -> None:
    """As in Slack, the app hears what it says itself, marked with its bot_id, and every edit."""
    puppet = Puppet(site)
    ts = site.api("chat.postMessage", channel=ANA, text="hi")["ts"]
    site.api("chat.update", channel=DM, ts=ts, text="ho")
    events = until(lambda: len(found := puppet.event("message")) == 2 and found)
    assert isinstance(events, list)
    assert (events[0]["bot_id"], events[1]["subtype"]) == ("B0COACHBOT", "message_changed")


def test_only_subscribed_events_are_sent(loop: Loop) -> None:
    """An app that did not subscribe to message.channels never hears channel chatter."""
    manifest: Json = {"settings": {"event_subscriptions": {"bot_events": ["app_mention"]}}}
    site = Site(loop, manifest)
    puppet = Puppet(site)
    site.say("chatter")
    site.say("@coach hello")
    until(lambda: puppet.event("app_mention"))
    assert [payload["event"]["type"] for payload in puppet.sent("event_callback")] == ["app_mention"]
    site.close()
