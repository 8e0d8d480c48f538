"""Slack's limits and Slack's markup, whatever a guide or a person says."""

import asyncio
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.talk import HERE
from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.replies.markdown import escape as escape_markdown
from bot.replies.markdown import unescape, visible
from bot.replies.reply import Audience, Choice, Reply, Step
from bot.slack.blocks import to_blocks
from bot.slack.mrkdwn import escape, to_paragraphs
from tests.drivers import Slack, refusal

HOSTILE = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "<!channel>",
            "<https://evil.example|Pay>",
            "<@U1>",
            "[Pay](http://evil.example)",
            "`code` *bold* _it_ ~no~",
            "a\nb",
            "\u202eevil",
            "&lt;!here&gt;",
            "# heading",
            "1. list",
            "> quote",
            "|a|b|",
            "\u200b",
        ]
    ),
)
CONTROL = re.compile(r"<[!@#h]")


def reply_of(body: str, *, steps: tuple[Step, ...] = (), note: str = "") -> Reply:
    """Return a reply with a body."""
    return Reply(
        title="t", body=body, note=note, steps=steps, choice=Choice(label="Region", steps=steps), more=steps,
        audience=Audience.ASKER,
    )  # fmt: skip


@pytest.mark.row("A32")
@given(
    paragraphs=st.lists(st.text(min_size=1, max_size=6_000), max_size=80),
    labels=st.lists(
        st.tuples(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=3_000)), max_size=40
    ),
)
def test_any_reply_fits_slacks_limits(paragraphs: list[str], labels: list[tuple[str, str]]) -> None:
    """However long a reply and its steps are, the blocks stay within what Slack takes."""
    body = "\n\n".join(escape_markdown(text) for text in paragraphs)
    steps = tuple(Step(label=label, command=command) for label, command in labels)
    assert refusal([*to_blocks(reply_of(body, steps=steps, note=body))]) is None


@pytest.mark.row("A31")
@given(text=st.text(max_size=300))
def test_escaping_for_slack_is_exact(text: str) -> None:
    """Escaped text holds no control character of Slack's, and reads back as exactly the same text."""
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@pytest.mark.row("B11")
@given(name=HOSTILE)
def test_no_name_becomes_a_mention_or_a_link(name: str) -> None:
    """A name from a guide or a person never turns into a mention, a link or a line of its own."""
    shown = "\n".join(to_paragraphs(f"**{escape_markdown(name)}** pays"))
    assert not CONTROL.search(shown)
    assert "\u202e" not in shown
    assert "\u200b" not in shown
    assert shown.count("\n") == 0


@given(name=HOSTILE)
def test_markdown_escaping_shows_the_same_text(name: str) -> None:
    """What is escaped for Markdown is drawn as the same words, in one paragraph, without unseen characters."""
    words = " ".join(visible(name).split())
    drawn = [*to_paragraphs(f"x{escape_markdown(name)}")]
    assert drawn == [f"x{escape(words)}"]
    assert unescape(escape_markdown(name)) == words


@pytest.mark.row("B11")
@given(text=HOSTILE)
def test_whatever_is_typed_comes_back_as_text(slack_server: Slack, text: str) -> None:
    """A command's text, echoed in a reply, carries no control sequence into Slack, and the reply fits."""
    slack_server.command(f"/comp {text}")
    message = slack_server.replies[-1].message
    raw = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    assert not any(CONTROL.search(words) for words in raw)
    assert all(block["text"]["verbatim"] for block in message["blocks"] if block["type"] == "section")
    slack_server.forget()


@pytest.mark.row("B12")
def test_nothing_we_post_unfurls(slack: Slack) -> None:
    """Commands, clicks, messages and mentions all switch link previews off."""
    slack.command("/comp together-ai ml-engineer")
    slack.click("Levers")
    slack.dm("together ai ml engineer")
    slack.mention("together ai ml engineer")
    assert len(slack.replies) == 4
    assert all(reply.message["unfurl_links"] is False for reply in slack.replies)
    assert all(reply.message["unfurl_media"] is False for reply in slack.replies)


def test_every_reply_about_every_guide_fits(coach: Conversation, invented: Conversation) -> None:
    """Every command about every guide and region stays within Slack's limits."""
    for conversation in (coach, invented):
        for (company, role), guide in conversation.edition.guides.items():
            for command in ("", "say ", "levers ", "sources ", "share "):
                for comp in guide.regions:
                    reply = hear(conversation, f"{command}{company} {role} {comp.region.slug}")
                    assert refusal([*to_blocks(reply)]) is None


def hear(conversation: Conversation, text: str) -> Reply:
    """Return the reply to a text, outside any event loop."""
    return asyncio.run(conversation.hear(Utterance(text=text), HERE))


def test_the_day_is_an_input(coach: Conversation) -> None:
    """The same question on another day says another age: nothing below the door asks the clock."""
    later = Conversation(coach.edition, coach.words, lambda: date(2027, 1, 1))
    assert "223 days overdue" in hear(later, "together-ai ml-engineer").note
    assert "183 days overdue" in hear(coach, "together-ai ml-engineer").note
