"""Commands, clicks, mentions and direct messages, as Slack delivers them."""

import asyncio
import json
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.replies.reply import Reply
from bot.replies.say import Words
from bot.slack.post import is_slack
from tests.drivers import Said, Slack


def test_a_command_is_answered_for_the_asker_alone(slack: Slack) -> None:
    """The answer rides in the acknowledgement, ephemeral, with no second call to Slack."""
    slack.command("/comp together-ai ml-engineer", user="U7")
    assert slack.replies[-1].seen_by == "U7"
    assert slack.replies[-1].message["response_type"] == "ephemeral"
    assert not slack.calls


def test_a_click_on_what_only_i_see_replaces_it(slack: Slack) -> None:
    """Choosing a region changes the card in place; Levers, What to say and Sources lead on and back."""
    slack.command("/comp together-ai ml-engineer")
    slack.click("Seattle")
    assert slack.replies[-1].replaces
    assert "$179K–$238K" in slack.replies[-1].text
    for label in ("Levers", "Back to pay", "What to say", "Back to pay", "Sources", "Back to pay"):
        slack.click(label)
        assert "Seattle" in slack.replies[-1].text or label == "Levers"
        assert slack.replies[-1].seen_by == "U1"


def test_sharing_posts_the_facts_to_the_channel(slack: Slack) -> None:
    """Share here shows the figures to everybody, through the click's own address, and leaves the card in place."""
    slack.command("/comp together-ai ml-engineer seattle")
    slack.click("Share here")
    shared = slack.replies[-1]
    assert shared.seen_by == "C1"
    assert not shared.replaces
    assert "$179K–$238K" in shared.text
    assert shared.message["unfurl_links"] is False
    assert not any(element["type"] == "static_select" for element in elements(shared))


def test_a_click_on_a_public_message_answers_its_clicker_alone(slack: Slack) -> None:
    """Nobody can rewrite what everybody sees."""
    slack.command("/comp share together-ai ml-engineer")
    assert slack.replies[-1].seen_by == "C1"
    slack.click("Sources", user="U2")
    assert slack.replies[-1].seen_by == "U2"
    assert not slack.replies[-1].replaces


@pytest.mark.row("A33")
def test_a_spent_response_url_loses_no_reply(slack: Slack) -> None:
    """Where a click's own address refuses, the reply goes to the clicker by another route."""
    slack.command("/comp together-ai ml-engineer")
    for number in range(6):
        slack.spent = number == 5
        slack.click("Levers" if number % 2 == 0 else "Back to pay", user="U3")
    assert len(slack.replies) == 7
    assert [method for method, _ in slack.calls] == ["chat.postEphemeral"]
    assert slack.replies[-1].seen_by == "U3"


def test_a_direct_message_is_answered_in_its_thread(slack: Slack) -> None:
    """A DM is read like `/comp` and answered under it; a reply in a thread stays there."""
    assert slack.dm("together ai ml engineer in seattle", ts="5.0") == 200
    assert "$179K–$238K" in slack.replies[-1].text
    assert slack.calls[-1][1]["thread_ts"] == "5.0"
    slack.dm("together ai ml engineer", ts="6.0", thread_ts="5.0")
    assert slack.calls[-1][1]["thread_ts"] == "5.0"


def test_a_click_in_a_direct_message_changes_it_in_place(slack: Slack) -> None:
    """In a DM the card is the person's own, so a region changes it."""
    slack.dm("together ai ml engineer")
    slack.click("Remote US", channel="D1")
    assert slack.replies[-1].replaces
    assert "$169K–$225K" in slack.replies[-1].text


def test_a_mention_is_answered_in_its_thread(slack: Slack) -> None:
    """A mention is answered where it was made, without unfurling."""
    slack.mention("together-ai mle", ts="9.0", channel="C5")
    method, sent = slack.calls[-1]
    assert (method, sent["channel"], sent["thread_ts"]) == ("chat.postMessage", "C5", "9.0")
    assert sent["unfurl_links"] is False
    assert sent["unfurl_media"] is False
    assert "$188K–$250K" in slack.replies[-1].text


@pytest.mark.row("A8")
@pytest.mark.row("A9")
def test_an_event_has_one_effect_and_a_lost_original_is_served(slack: Slack) -> None:
    """Four deliveries of one event make one reply; an event of which only a retry arrives is answered too."""
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": "U1",
        "text": "help",
        "ts": "1.0",
    }
    for attempt in range(4):
        headers = {"X-Slack-Retry-Num": str(attempt)} if attempt else None
        assert slack.event(event, event_id="EvOnce", headers=headers) == 200
    assert len(slack.replies) == 1
    for attempt in (1, 2, 3):
        slack.event(event, event_id=f"EvLost{attempt}", headers={"X-Slack-Retry-Num": str(attempt)})
    assert len(slack.replies) == 4


@pytest.mark.row("A11")
def test_being_rate_limited_is_acknowledged_and_logged(
    slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    """`app_rate_limited`, which carries no event, is answered 200 with one warning."""
    body = {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1, "api_app_id": "A1"}
    assert slack.post(json.dumps(body).encode())[0] == 200
    assert [record.name for record in caplog.records if "limits our events" in record.message] == [
        "bot.slack.app"
    ]


@pytest.mark.row("A37")
@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "thread_broadcast"},
        {"subtype": "bot_message"},
        {"edited": {"user": "U1", "ts": "2.0"}},
        {"user": None},
        {"channel_type": "channel"},
    ],
)
def test_the_coach_never_talks_to_bots_or_about_edits(slack: Slack, more: dict[str, Any]) -> None:
    """Own, bot, edited, deleted, broadcast and channel messages are acknowledged and left alone."""
    assert slack.dm("together ai ml engineer", **more) == 200
    assert not slack.replies


def test_words_beside_a_file_are_answered(slack: Slack) -> None:
    """A direct message that comes with a file, such as a picture of an offer, is answered by its words."""
    assert slack.dm("together ai ml engineer", subtype="file_share", files=[{"id": "F1"}]) == 200
    assert "ML/AI Engineer · Together AI" in slack.replies[-1].text


def test_url_verification_is_answered(slack: Slack) -> None:
    """Slack's test of the address gets its challenge back."""
    status, body = slack.post(json.dumps({"type": "url_verification", "challenge": "c-1"}).encode())
    assert (status, b"c-1" in body) == (200, True)


def test_refused_blocks_fall_back_to_text(slack: Slack) -> None:
    """Where a workspace refuses the blocks, the words still arrive."""
    slack.refuse["chat.postMessage"] = "invalid_blocks"
    slack.dm("together ai ml engineer")
    assert [("blocks" in sent) for _, sent in slack.calls] == [True, True, False]
    assert "$188K–$250K" in slack.calls[-1][1]["text"]


@pytest.mark.row("B18")
def test_an_address_that_is_not_slacks_is_never_called() -> None:
    """A response_url on another host, or one that only begins like Slack's, is not followed."""
    api = "http://127.0.0.1:9/api/"
    good = ["https://hooks.slack.com/commands/T1/1/x", "http://127.0.0.1:9/response/1"]
    bad = [
        "https://hooks.slack.com.evil.example/x",
        "https://evil.example/hooks.slack.com",
        "http://hooks.slack.com/x",
        "https://hooks.slack.com@evil.example/x",
        "https://hooks.slack.com:8443/x",
        "http://127.0.0.1:10/response",
        "https://127.0.0.1:9/response",
        "file:///etc/passwd",
        "",
    ]
    assert [is_slack(url, api) for url in good] == [True] * len(good)
    assert [is_slack(url, api) for url in bad] == [False] * len(bad)


@pytest.mark.row("A6")
def test_many_commands_at_once_are_all_acknowledged_in_time(slack: Slack) -> None:
    """Two hundred commands, fifty at a time: every one is answered within Slack's three seconds."""
    statuses, slowest, most = slack.rush(200, at_once=50)
    assert statuses == {200}
    assert slowest < most


@pytest.mark.row("A7")
def test_slow_work_after_the_acknowledgement_holds_up_nobody(slack: Slack) -> None:
    """While a Web API call hangs for one person, another's command is answered at once."""
    answered = asyncio.Event()

    async def hang() -> None:
        await answered.wait()

    async def start() -> None:
        for _ in range(10):
            slack.tasks.start(hang())

    slack.run(start())
    statuses, slowest, most = slack.rush(1, at_once=1)
    assert statuses == {200}
    assert slowest < most
    assert len(slack.tasks.running) == 10
    slack.loop.call_soon_threadsafe(answered.set)


def test_a_fault_of_ours_is_told_by_its_id_alone(
    coach: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    """When something breaks, the person gets an id and a next step, the log the same id and no text of theirs."""

    class Broken(Conversation):
        async def hear(self, utterance: Utterance, speaker: object, *, waits: bool = True) -> Reply:  # noqa: ARG002
            raise RuntimeError(f"cannot handle {utterance}")

    broken = Broken(coach.edition, coach.words, coach.today)
    with Slack.serving(broken) as slack:
        slack.command("/comp my offer is 213456")
        slack.dm("my offer is 213456")
        slack.settle()
    texts = [reply.text for reply in slack.replies]
    assert all("Something went wrong on my side" in text for text in texts)
    assert len(texts) == 2
    assert "213456" not in caplog.text
    faults = [
        record.getMessage().split()[1].rstrip(":")
        for record in caplog.records
        if "fault" in record.getMessage()
    ]
    assert all(any(fault in text for fault in faults) for text in texts)


def test_a_refusal_is_logged_in_slacks_word(slack: Slack, caplog: pytest.LogCaptureFixture) -> None:
    """Where Slack refuses a call, the log says its reason, so that whoever runs the coach sees a wrong token."""
    slack.refuse["chat.postMessage"] = "invalid_auth"
    slack.dm("my offer is 213456")
    assert "SlackApiError (invalid_auth)" in caplog.text
    assert "213456" not in caplog.text


def test_the_command_can_have_another_name(coach: Conversation) -> None:
    """Where another app owns /comp, COACH_COMMAND renames ours, in the listener and in every reply."""
    renamed = Conversation(coach.edition, Words("/pay"), coach.today)
    with Slack.serving(renamed, command="/pay") as slack:
        slack.command("/pay help")
        assert "/pay together-ai" in slack.replies[-1].text
        assert "/comp" not in slack.replies[-1].text


def elements(reply: Said) -> list[dict[str, Any]]:
    """Return what can be clicked in a reply."""
    return [element for block in reply.message["blocks"] for element in block.get("elements", ())]
