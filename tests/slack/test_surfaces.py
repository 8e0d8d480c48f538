"""Suggested prompts, the message shortcut and feedback buttons, as Slack delivers them."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.talk import HERE
from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.library.edition import read_edition
from bot.replies.say import Words
from bot.slack.blocks import FEEDBACK, to_blocks
from bot.store.counts import Counts
from bot.store.memory import MemoryStore
from tests.drivers import Slack, refusal
from tests.slack.test_limits import reply_of

PROMPTS = "assistant.threads.setSuggestedPrompts"


@pytest.fixture
def fresh(coach: Conversation) -> Iterator[Slack]:
    """Return a Slack that nobody has opened, with nothing counted."""
    with Slack.serving(Conversation(coach.edition, coach.words, coach.today)) as slack:
        yield slack


def test_opening_the_messages_suggests_four_things_to_ask(fresh: Slack) -> None:
    """The tab gets four prompts from the loaded guides and the playbook, by channel alone, once an hour."""
    for _ in range(3):
        fresh.opened("messages", channel="D7")
    fresh.opened("messages", channel="D8")
    assert [(method, sent["channel_id"]) for method, sent in fresh.calls] == [
        (PROMPTS, "D7"),
        (PROMPTS, "D8"),
    ]
    sent = fresh.calls[0][1]
    assert "thread_ts" not in sent
    assert sent["title"] == "Ask in your own words, or begin with one of these"
    assert [prompt["title"] for prompt in sent["prompts"]] == [
        "What does ML/AI Engineer pay at Together AI?",
        "They say it's final",
        "They ask what you make now",
        "What to say to Together AI",
    ]


@pytest.mark.stress
def test_each_suggestion_is_answered(advisor: Conversation) -> None:
    """Whoever takes a prompt gets what it promises: pay, a page of the playbook, or words."""
    advisor.rank(advisor.understand(Utterance(text="learn the playbook now")))
    with Slack.serving(advisor) as slack:
        slack.opened("messages")
        titles = []
        for prompt in slack.calls[0][1]["prompts"]:
            slack.dm(prompt["message"])
            titles.append(slack.replies[-1].text.split("\n")[0])
    assert titles == [
        "ML/AI Engineer · Together AI · San Francisco",
        "They say it's final",
        "They ask what you make now",
        "What to say · ML/AI Engineer · Together AI · San Francisco",
    ]


def test_without_a_guide_all_four_come_from_the_playbook(seeds: Path, tmp_path: Path) -> None:
    """An empty guides folder still leaves four situations to begin with."""
    empty = Conversation(read_edition(seeds, tmp_path), Words(), lambda: None)  # type: ignore[arg-type,return-value]
    with Slack.serving(empty) as slack:
        slack.opened("messages")
        prompts = slack.calls[0][1]["prompts"]
    assert len(prompts) == 4
    assert {prompt["title"] for prompt in prompts} <= {
        topic.title.text for topic in empty.edition.playbook.values()
    }


def test_home_gets_no_prompts(fresh: Slack) -> None:
    """Opening the Home tab sets none: they belong to the messages."""
    fresh.opened("home")
    assert PROMPTS not in [method for method, _ in fresh.calls]


def test_a_workspace_without_the_agent_view_is_told_of_once(
    fresh: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    """Where Slack refuses prompts the log says so once, and everything else goes on."""
    fresh.refuse[PROMPTS] = "not_allowed"
    fresh.opened("messages", channel="D1")
    fresh.opened("messages", channel="D2")
    said = [record for record in caplog.records if "suggested prompts" in record.getMessage()]
    assert [record.levelno for record in said] == [logging.WARNING]
    assert "fault" not in caplog.text
    fresh.dm("help")
    assert "Type a company" in fresh.replies[-1].text


def test_the_shortcut_answers_whoever_clicked_alone(slack: Slack) -> None:
    """A message's words are heard as one's own, and the answer is seen by nobody else."""
    slack.shortcut("what does <@U5> together ai ml engineer in seattle pay?", user="U4")
    assert slack.replies[-1].seen_by == "U4"
    assert "$179K–$238K" in slack.replies[-1].text
    assert not slack.replies[-1].replaces
    assert not slack.calls


def test_words_that_would_share_stay_private(slack: Slack) -> None:
    """A message that begins with share posts nothing to the channel when it is read for one person."""
    slack.shortcut("share together ai ml engineer", user="U4")
    assert slack.replies[-1].seen_by == "U4"
    assert slack.replies[-1].message["response_type"] == "ephemeral"


def test_in_a_thread_the_answer_stands_in_that_thread(slack: Slack) -> None:
    """Where commands do not work, the shortcut's answer is shown to its person in the thread itself."""
    slack.shortcut("together ai ml engineer", user="U4", thread_ts="9.0")
    method, sent = slack.calls[-1]
    assert (method, sent["user"], sent["thread_ts"]) == ("chat.postEphemeral", "U4", "9.0")
    assert "$188K–$250K" in slack.replies[-1].text


@pytest.mark.parametrize("thread", [{}, {"thread_ts": "9.0"}])
def test_no_answer_is_lost_on_its_way(slack: Slack, thread: dict[str, str]) -> None:
    """Where its address is spent and the channel is closed to us, the answer comes as a direct message."""
    slack.spent = True
    slack.refuse["chat.postEphemeral"] = "not_in_channel"
    slack.shortcut("together ai ml engineer", user="U4", **thread)
    method, sent = slack.calls[-1]
    assert (method, sent["channel"]) == ("chat.postMessage", "U4")
    assert sent["unfurl_links"] is False
    assert "$188K–$250K" in slack.replies[-1].text


@pytest.mark.parametrize("channel", ["C1", "D77"])
def test_ones_own_numbers_go_to_ones_direct_messages(slack: Slack, channel: str) -> None:
    """An offer in a message is reviewed where it lasts, in one's direct messages; where one clicked only that is said."""
    slack.shortcut(
        "they offered 215k base and 15% bonus at together ai ml engineer", user="U4", channel=channel
    )
    review, pointer = slack.replies[-2:]
    assert (review.seen_by, pointer.seen_by) == ("D4", "U4")
    assert [sent["channel"] for method, sent in slack.calls] == ["U4"]
    assert "$215K" in review.text
    assert "215" not in str(pointer.message)


@pytest.mark.parametrize("more", [{"files": [{"id": "F1"}]}, {"blocks": [{"type": "image"}]}])
def test_a_message_without_text_is_said_to_have_none(slack: Slack, more: dict[str, Any]) -> None:
    """A picture or a card is not guessed at: what to do instead is said, to one person."""
    slack.shortcut("", user="U4", **more)
    assert slack.replies[-1].seen_by == "U4"
    assert "no text I can read" in slack.replies[-1].text
    assert "Help" in slack.replies[-1].labels


def test_a_click_on_a_private_answer_goes_on(slack: Slack) -> None:
    """Buttons of the shortcut's answer work like those of a command's, and a follow-up knows the job."""
    slack.shortcut("together ai ml engineer", user="U4")
    slack.click("Seattle", user="U4")
    assert slack.replies[-1].replaces
    assert "$179K–$238K" in slack.replies[-1].text


def test_answers_ask_how_they_did_and_small_talk_does_not(slack: Slack) -> None:
    """Posted answers carry feedback buttons; a question back, a thank-you and an acknowledgement do not."""
    slack.dm("together ai ml engineer")
    slack.mention("together ai ml engineer")
    assert all(reply.message["blocks"][-1] == FEEDBACK for reply in slack.replies)
    slack.dm("thanks")
    slack.dm("figma")
    slack.command("/comp together-ai ml-engineer")
    slack.shortcut("together ai ml engineer")
    assert all("feedback_buttons" not in str(reply.message) for reply in slack.replies[2:])


def test_a_workspace_that_refuses_the_buttons_gets_the_answer(slack: Slack) -> None:
    """Where blocks are refused the answer is tried without feedback first, then as text."""
    slack.refuse["chat.postMessage"] = "invalid_blocks"
    slack.dm("together ai ml engineer")
    shown = [len(sent.get("blocks", ())) for _, sent in slack.calls]
    assert shown == [shown[0], shown[0] - 1, 0]
    assert "$188K–$250K" in slack.calls[-1][1]["text"]


def test_the_longest_answer_leaves_room_for_feedback() -> None:
    """An answer cut at Slack's limit still has its fiftieth block free."""
    body = "\n\n".join(f"line {number}" for number in range(80))
    assert refusal([*to_blocks(reply_of(body, note="small print")), FEEDBACK]) is None


def test_feedback_is_thanked_for_in_the_same_words_and_counted(fresh: Slack) -> None:
    """Helpful or not, the thanks are the same and seen by one person; not helpful opens three ways on."""
    fresh.dm("together ai ml engineer", ts="5.0")
    fresh.feedback("helpful", user="U1")
    liked = fresh.replies[-1]
    fresh.feedback("not", user="U2")
    disliked = fresh.replies[-1]
    assert (liked.seen_by, disliked.seen_by) == ("U1", "U2")
    assert liked.text == disliked.text.split("\n")[0]
    assert liked.text.startswith("Thank you, that is counted.")
    assert liked.labels == ()
    assert disliked.labels == ("All topics", "Guides I have", "Help")
    assert fresh.calls[-1][1]["thread_ts"] == "5.0"
    assert fresh.conversation.counts.seen == {"helpful": 1, "not_helpful": 1}


def test_the_same_click_twice_counts_once(fresh: Slack) -> None:
    """Pressing again adds nothing; changing one's mind does, and the next step after it works."""
    fresh.dm("together ai ml engineer")
    for value in ("helpful", "helpful", "not", "not"):
        fresh.feedback(value)
    assert fresh.conversation.counts.seen == {"helpful": 1, "not_helpful": 1}
    fresh.click("Guides I have", channel="D1")
    assert "The guides I have" in fresh.replies[-1].text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("figma data scientist", "company"),
        ("zanzibar pay ltd salary", "company"),
        ("together ai data scientist", "role"),
        ("product designer", "role"),
        ("qwxz vbnm asdf", "company"),
        ("best pizza in town", "off_topic"),
        ("should I tell the recruiter what I make now?", "question:current_salary"),
        ("that was wrong", "feedback"),
        ("they say it's final, what now?", None),
        ("together ai ml engineer", None),
        ("topic", None),
        ("help", None),
        ("", None),
    ],
)
def test_what_could_not_be_answered_is_counted_by_kind(
    advisor: Conversation, text: str, kind: str | None
) -> None:
    """A count says what was missing, never what was typed or who asked; an answer leaves no trace."""
    advisor.counts, advisor.store = Counts(), MemoryStore()
    asyncio.run(advisor.hear(Utterance(text=text), HERE))
    assert list(advisor.counts.seen) == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("figma data scientist", "company:figma"),
        ("zanzibar pay ltd salary", "company"),
        ("together ai data scientist", "role:together-ai/data-scientist"),
        ("product designer", "role:product-designer"),
        ("seattle", "unread"),
    ],
)
def test_names_are_counted_where_the_operator_wants_them(coach: Conversation, text: str, kind: str) -> None:
    """With names on, a company or role that the lexicon knows is named; a word that is nobody's never is."""
    named = Conversation(coach.edition, coach.words, coach.today)
    named.counts = Counts(names=True)
    for _ in range(2):
        asyncio.run(named.hear(Utterance(text=text), HERE))
    assert named.counts.seen == {kind: 2}
