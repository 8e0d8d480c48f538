"""Generated offers through every way in: nobody but their person ever sees an amount, and nothing breaks."""

import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.cli.logs import OneLine
from bot.cli.talk import turn
from bot.conversation import Conversation
from bot.playground.kit import refuse_blocks, refuse_view
from bot.store.memory import MemoryStore
from tests.drivers import Slack, refusal

JOBS = (
    "together-ai mle sf",
    "together ai ml engineer seattle",
    "acme data scientist",
    "globex",
    "together-ai mle london",
)
MANY = int(os.environ.get("COACH_LEAKS", "300"))
"""offers walked through every way in, a quarter of a second each: COACH_LEAKS=5000 is the soak"""
CLOCKS = {"ts", "thread_ts"}
"""Slack's own numbers for messages: in a soak they count up to some that look like an amount"""
Way = Callable[[Slack, str, str], None]
SIGNS = ("$", "€", "£", "", "USD ", "CHF ")
LINES = (
    "base {base} bonus {percent}% equity {equity}/4y sign-on {once}",
    "they offered {base} base, {equity} RSUs over 4 years, {once} signing repaid if I leave in 12 months",
    "{base} base + {percent}% bonus + {equity} in options, 5/15/40/40, answer by Friday",
    "base {base}, {shares} options at {price} strike, 250M fully diluted, preferred {price}",
    "{hourly}/hr and {once} relocation, I make {base} today and won't go below {equity}",
    "verbal offer: {base} base; the posting says {equity}-{base}; written offer from Hooli at {once}",
    "they came back with {base} and {once} sign-on, I asked for {equity}",
    "{base} {equity} {once}",
    "is {base} good? or {equity} at {once}",
    "share this: {base} or {percent}%",
    "what does {equity} pay, and {once} levers",
)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, str, frozenset[str]]:
    """Draw a job, what is offered there, and every way in which its amounts could be repeated."""
    sign, chance = draw(st.sampled_from(SIGNS)), draw(st.randoms(use_true_random=False))
    # Odd amounts, so that no guide, date or count has the same digits.
    sums = {
        name: chance.randrange(101, 999) * 1_000 + chance.randrange(111, 999)
        for name in ("base", "equity", "once")
    }
    prices = {"hourly": f"{chance.randrange(61, 99)}.37", "price": f"{chance.randrange(61, 99)}.43"}
    shares = chance.randrange(30_011, 99_989)
    words = {
        name: f"{sign}{amount:,}" if chance.random() < 0.5 else f"{sign}{amount}"
        for name, amount in sums.items()
    }
    percent = f"{chance.randrange(11, 49)}.7"
    line = draw(st.sampled_from(LINES)).format(**words, **prices, shares=f"{shares:,}", percent=percent)
    used = {form for amount in (*sums.values(), shares) for form in forms(amount)} | {
        *prices.values(),
        f"{percent}%",
    }
    return draw(st.sampled_from(JOBS)), line, frozenset(used)


def forms(amount: int) -> Iterator[str]:
    """Yield the ways in which an amount is written: 187341, 187,341, 187.3K."""
    tenth = (Decimal(amount) / 1_000).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    yield from (str(amount), f"{amount:,}", f"{tenth}K")


class Logged(logging.Handler):
    """Keeps what our own handler would write, and the plain words of our own loggers, at every level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.lines.append(OneLine().format(record))
        if record.name.startswith("bot.") and not record.name.startswith("bot.slack.bolt"):
            self.lines.append(f"{record.getMessage()} {record.exc_info}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Listen to every logger in place of all others, who would keep millions of records."""
        root = logging.getLogger()
        level, others = root.level, root.handlers[:]
        self.lines.clear()
        root.handlers[:] = [self]
        root.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            root.handlers[:] = others
            root.setLevel(level)


@pytest.fixture(scope="module")
def logged() -> Logged:
    """Return what listens to every logger."""
    return Logged()


def by_command(slack: Slack, job: str, line: str) -> None:
    """Type it behind the command."""
    for typed in (f"offer {job} {line}", f"round {line}", line, f"{job} {line}"):
        slack.command(f"/comp {typed}")


def by_mention(slack: Slack, job: str, line: str) -> None:
    """Mention the coach with it, in a channel and in a thread."""
    for typed in (f"offer {job} {line}", f"share {line}", f"topic {line}", f"say {line}", f"email {line}"):
        slack.mention(typed)
    slack.mention(line, thread_ts="9.0")


def by_message(slack: Slack, job: str, line: str) -> None:
    """Say it in a direct message, and go on with it; look at Home."""
    slack.dm(f"{line} at {job}")
    for text in ("counter", "email", "call firm", "equity", "compare", "why?", "shorter", "my offers"):
        slack.dm(text)
    slack.opened("home")


def by_shortcut(slack: Slack, job: str, line: str) -> None:
    """Be coached on a message that holds it."""
    slack.shortcut(f"{line} at {job}")
    slack.shortcut(line, thread_ts="9.0")


def by_form(slack: Slack, job: str, line: str) -> None:
    """Fill it into the form, in fields where it belongs and where it does not."""
    slack.command("/comp forget")
    slack.command("/comp offer")
    for typed in (line, f"{job} {line}", line.rsplit(maxsplit=1)[-1]):
        slack.submit(job=typed, base=line, equity=line, posted=line)
        slack.submit(job=typed, base="150k", equity="", posted="")


def by_fault(slack: Slack, job: str, line: str) -> None:
    """Say it where our answer is refused."""
    slack.refuse["chat.postMessage"] = "channel_not_found"
    slack.dm(f"offer {job} {line}")
    slack.mention(f"offer {job} {line}")


WAYS = (by_command, by_mention, by_message, by_shortcut, by_form, by_fault)


def check(slack: Slack, logged: Logged, amounts: frozenset[str]) -> None:
    """Check everything that went out: what a channel, a lock screen, a log, an address or a count could show."""

    def shown(text: str) -> list[str]:
        return [amount for amount in amounts if amount in text]

    for method, sent in slack.calls:
        blocks = sent.get("blocks") or []
        assert (refusal(blocks), refuse_blocks(blocks, "message") if blocks else []) == (None, []), method
        view = sent.get("view")
        assert not view or refuse_view(view, "modal", "home")[1] == []
        if not str(sent.get("channel", "D")).startswith(("D", "U")):
            told = {name: value for name, value in sent.items() if name not in CLOCKS}
            assert not shown(json.dumps(told, ensure_ascii=False)), method
        carried = (sent.get("text", ""), view["private_metadata"] if view and view["type"] == "modal" else "")
        assert not shown(" ".join(carried)), method
    for reply in slack.replies:
        if not reply.seen_by.startswith("D"):
            assert not shown(json.dumps(reply.message, ensure_ascii=False))
        assert not shown(str(reply.message.get("text", "")))
    assert not shown(" ".join(slack.urls))
    assert not shown("\n".join(logged.lines))
    assert not shown(" ".join(slack.conversation.counts.seen))


def walk(slack: Slack, logged: Logged, offer: tuple[str, str, frozenset[str]], *ways: Way) -> None:
    """Tell one offer to a coach who knows nothing, and check all that came of it."""
    job, line, amounts = offer
    slack.forget()
    with logged.alone():
        for way in ways:
            way(slack, job, line)
        slack.settle()
    check(slack, logged, amounts)


def converse(conversation: Conversation, offer: tuple[str, str, frozenset[str]]) -> None:
    """Tell one offer in a terminal."""
    conversation.store = MemoryStore()
    for text in (f"offer {offer[0]} {offer[1]}", "counter", "email", offer[1], "offers", "forget"):
        turn(text, conversation, Console(file=io.StringIO(), width=80, force_terminal=True))


@given(offer=told(), way=st.sampled_from(WAYS))
def test_no_amount_leaves_its_person(
    slack_server: Slack, logged: Logged, offer: tuple[str, str, frozenset[str]], way: Way
) -> None:
    """Told by command, mention, message, shortcut or form, an amount is in nothing but its person's own messages."""
    walk(slack_server, logged, offer, way)


@given(offer=told())
@settings(max_examples=8)
def test_any_offer_is_answered_in_the_terminal(
    coach: Conversation, offer: tuple[str, str, frozenset[str]]
) -> None:
    """Whatever an offer says, the terminal reviews it, plans, writes and forgets without breaking."""
    converse(coach, offer)


@pytest.mark.stress
@given(offer=told())
@settings(max_examples=MANY)
def test_many_offers_leave_nothing_behind(
    slack_server: Slack, logged: Logged, offer: tuple[str, str, frozenset[str]]
) -> None:
    """Three hundred offers through every way in: none breaks it, none shows elsewhere; a soak walks as many as it likes."""
    walk(slack_server, logged, offer, *WAYS)
    converse(slack_server.conversation, offer)


def test_the_check_would_notice(slack_server: Slack, logged: Logged) -> None:
    """An amount in a channel, in a notification, in an address or in a log fails the check."""
    amount = frozenset({"187,341"})
    for forged in ({"channel": "C1", "text": "", "blocks": []}, {"channel": "D1", "text": ""}):
        slack_server.forget()
        logged.lines.clear()
        slack_server.calls.append(("chat.postMessage", {**forged}))
        check(slack_server, logged, amount)
        slack_server.calls[-1][1]["text"] = "base $187,341"
        with pytest.raises(AssertionError):
            check(slack_server, logged, amount)
    slack_server.forget()
    with logged.alone():
        logging.getLogger("bot.test").debug("base %s", "187,341")
    with pytest.raises(AssertionError):
        check(slack_server, logged, amount)
    logged.lines.clear()
    slack_server.urls.append("/api/chat.delete?text=187,341")
    with pytest.raises(AssertionError):
        check(slack_server, logged, amount)
