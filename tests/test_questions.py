"""Questions in a person's own words, answered from the playbook."""

import asyncio
from pathlib import Path

import pytest

from bot.bootstrap import open_conversation
from bot.cli.talk import HERE
from bot.config import Settings
from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.replies.reply import Reply
from bot.store.memory import MemoryStore
from tests.conftest import TODAY
from tests.drivers import Slack


@pytest.fixture(scope="module")
def thinker(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    """Return the coach with the model; it learns the playbook for half a minute."""
    settings = Settings(seeds=seeds, cache=tmp_path_factory.mktemp("cache"))
    return open_conversation(settings, clock=lambda: TODAY)


def ask(advisor: Conversation, text: str, *, waits: bool = True) -> Reply:
    """Return the reply to a text from somebody who has said nothing yet."""
    advisor.store = MemoryStore()
    return asyncio.run(advisor.hear(Utterance(text=text), HERE, waits=waits))


@pytest.mark.parametrize("text", ["they say it's final, what now?", "topic sign_on"])
def test_a_question_is_answered_from_the_playbook(advisor: Conversation, text: str) -> None:
    """A situation in plain words gets its page: advice, words to say, sources with their month, related pages."""
    reply = ask(advisor, text)
    assert "Reviewed Nov 2026" in reply.note
    assert reply.steps
    assert all(ask(advisor, step.command).title == step.label for step in reply.steps)


def test_a_near_tie_offers_three_pages(advisor: Conversation) -> None:
    """Where no page stands well ahead, the best three are offered as buttons, never a guess."""
    reply = ask(advisor, "should I tell the recruiter what I make now?")
    assert reply.title == "Which of these?"
    assert len(reply.steps) == 3
    assert "They ask what you make now" in [step.label for step in reply.steps]


@pytest.mark.parametrize("told", ["They offered $210k base at Stripe.", "How do I ask for more time?"])
def test_a_text_too_long_says_how_far_it_was_read(advisor: Conversation, told: str) -> None:
    """Whoever sends more than is read is told the last words that were, whether of an offer or a question."""
    prose = " They asked me about the team and my plans." * 800
    assert 'I read it up to "' in ask(advisor, f"{told}{prose} The sign-on is $30k.").body
    assert "I read it up to" not in ask(advisor, f"{told}{prose[:4_000]}").body


def test_what_is_not_our_trade_is_declined_in_one_friendly_line(advisor: Conversation) -> None:
    """Off-topic is declined, with help one tap away."""
    reply = ask(advisor, "best pizza in town")
    assert reply.title == "Not my trade"
    assert reply.steps[0].label == "Help"


@pytest.mark.parametrize("text", ["how do I negotiate", "how do i negotiate my salary", "negotiate?"])
def test_our_own_trade_is_never_declined(advisor: Conversation, text: str) -> None:
    """A text that names negotiating or a salary gets a page or three to choose from, whatever the ranking says."""
    reply = ask(advisor, text)
    assert any(step.command.startswith("topic ") for step in reply.steps)


@pytest.mark.stress
@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("should I tell the recruiter what I make now?", "They ask what you make now"),
        ("is 0.1% ok for employee 12?", "How much equity to ask for"),
        ("they offered 240 base at together for ml eng in seattle and say it's final", "They say it's final"),
        ("can you write my python homework about sorting lists", "Not my trade"),
    ],
)
def test_the_model_is_surer_than_words_alone(thinker: Conversation, text: str, title: str) -> None:
    """With the model, situations that words alone leave open are answered, and a named job's band stands beside."""
    reply = ask(thinker, text)
    assert reply.title == title
    assert ("$179K–$238K" in reply.body) is ("seattle" in text)


@pytest.mark.parametrize(
    "text",
    [
        "together-ai ml-engineer",
        "figma data-scientist",
        "figma data scientist salary range please",
        "ml engineer",
        "together ai",
        "guides",
    ],
)
def test_names_are_looked_up_and_never_ranked(advisor: Conversation, coach: Conversation, text: str) -> None:
    """A command's plain names are answered as they are without the playbook."""
    assert ask(advisor, text) == ask(coach, text)


def test_every_page_can_be_opened_by_its_name(advisor: Conversation) -> None:
    """`topic` lists every page, and each opens."""
    listed = ask(advisor, "topic")
    for name, topic in advisor.edition.playbook.items():
        assert f"topic {name}`" in listed.body
        assert ask(advisor, f"topic {name}").title == topic.title.text


def test_a_slash_command_does_not_wait_for_the_playbook_to_be_learned(coach: Conversation) -> None:
    """While the ranker is still learning, a command is answered at once from names, and a question told to wait."""

    class Learning:
        is_ready = False

        def wait(self) -> None:
            raise AssertionError("waited")

    early = Conversation(coach.edition, coach.words, coach.today, Learning())  # type: ignore[arg-type]
    assert ask(early, "they say it's final, what now?", waits=False).title == "One moment"
    assert "Together AI" in ask(early, "together-ai mle", waits=False).title
    forewarned = early.forewarn(Utterance(text="they say it's final, what now?"))
    assert forewarned is not None
    assert "still reading my playbook" in forewarned.body
    assert early.forewarn(Utterance(text="together-ai mle")) is None


def test_a_question_in_a_direct_message_is_answered_in_its_thread(advisor: Conversation) -> None:
    """In Slack a DM with a question gets its page under it, and a related page one tap further."""
    with Slack.serving(advisor) as slack:
        slack.dm("they say it's final, what now?", ts="7.0")
        assert "They say it's final" in slack.replies[-1].text
        assert slack.calls[-1][1]["thread_ts"] == "7.0"
        slack.click(slack.replies[-1].labels[0], channel="D1")
        assert slack.replies[-1].replaces
