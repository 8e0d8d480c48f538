"""Offers walked through every way in: what is told, who listens, and what must not come of it."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TypeVar

from rich.console import Console

from bot.cli.logs import OneLine
from bot.cli.talk import turn
from bot.playground.kit import refuse_blocks, refuse_view
from bot.store.memory import MemoryStore
from tests.drivers import Slack, refusal
from tests.origins import Witness

T = TypeVar("T")
JOBS = (
    "together-ai mle sf",
    "together ai ml engineer seattle",
    "acme data scientist",
    "globex",
    "together-ai mle london",
)
CLOCKS = {"ts", "thread_ts"}
"""Slack's own numbers for messages: in a soak they count up to some that look like an amount"""
CHATTER = "markdown_it"
"""a library that notes each line it reads thousands of times an offer: of a library's notes only the place is logged"""
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
FOLLOW_UPS = ("counter", "email", "call firm", "equity", "compare", "why?", "shorter", "my offers")
POSTED = "150k"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A job, what is offered there, and what of it must stay with whoever tells it."""

    job: str
    line: str
    sums: frozenset[Decimal]
    """its money"""
    amounts: frozenset[str]
    """every way in which its amounts could be repeated"""


def tell(chance: Random) -> Told:
    """Deal an offer."""
    sign, line = chance.choice(SIGNS), chance.choice(LINES)
    # Odd amounts, so that no guide, date or count has the same digits, nor has Slack's clock.
    sums = {
        name: chance.randrange(101, 999) * 1_000 + chance.randrange(111, 999)
        for name in ("base", "equity", "once")
    }
    prices = {"hourly": f"{chance.randrange(61, 99)}.37", "price": f"{chance.randrange(61, 99)}.43"}
    shares, percent = chance.randrange(60_011, 99_989, 2), f"{chance.randrange(11, 49)}.7"
    words = {
        name: f"{sign}{amount:,}" if chance.random() < 0.5 else f"{sign}{amount}"
        for name, amount in sums.items()
    }
    return Told(
        job=chance.choice(JOBS),
        line=line.format(**words, **prices, shares=f"{shares:,}", percent=percent),
        sums=frozenset([*map(Decimal, sums.values()), *map(Decimal, prices.values()), Decimal(150_000)]),
        amounts=frozenset(form for amount in (*sums.values(), shares) for form in forms(amount))
        | {*prices.values(), f"{percent}%"},
    )


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
    def alone(self, *, but: str = "") -> Iterator[None]:
        """Listen to every logger `but` one in place of all others, who would keep millions of records."""
        root, chatter = logging.getLogger(), logging.getLogger(but or CHATTER)
        level, others = root.level, root.handlers[:]
        self.lines.clear()
        root.handlers[:] = [self]
        root.setLevel(logging.DEBUG)
        chatter.setLevel(logging.INFO if but else logging.NOTSET)
        try:
            yield
        finally:
            root.handlers[:] = others
            root.setLevel(level)
            chatter.setLevel(logging.NOTSET)


def by_command(slack: Slack, told: Told, chance: Random) -> None:
    """Type it behind the command."""
    line, job = told.line, told.job
    for typed in some(chance, f"offer {job} {line}", f"round {line}", line, f"{job} {line}"):
        slack.command(f"/comp {typed}")


def by_mention(slack: Slack, told: Told, chance: Random) -> None:
    """Mention the coach with it, in a channel and in a thread."""
    line = told.line
    for typed in some(
        chance, f"offer {told.job} {line}", f"share {line}", f"topic {line}", f"say {line}", f"email {line}"
    ):
        slack.mention(typed)
    slack.mention(line, thread_ts="9.0")


def by_message(slack: Slack, told: Told, chance: Random) -> None:
    """Say it in a direct message, and go on with it; look at Home."""
    slack.dm(f"{told.line} at {told.job}")
    for text in some(chance, *FOLLOW_UPS):
        slack.dm(text)
    slack.opened("home")


def by_shortcut(slack: Slack, told: Told, chance: Random) -> None:
    """Be coached on a message that holds it, in a channel or in a thread."""
    if chance.random() < 0.5:
        slack.shortcut(f"{told.line} at {told.job}")
    else:
        slack.shortcut(told.line, thread_ts="9.0")


def by_form(slack: Slack, told: Told, chance: Random) -> None:
    """Fill it into the form, in fields where it belongs and where it does not."""
    line = told.line
    slack.command("/comp forget")
    slack.command("/comp offer")
    for typed in some(chance, line, f"{told.job} {line}", line.rsplit(maxsplit=1)[-1]):
        slack.submit(job=typed, base=line, equity=line, posted=line)
        slack.submit(job=typed, base=POSTED, equity="", posted="")


def by_fault(slack: Slack, told: Told, chance: Random) -> None:
    """Say it where our answer is refused."""
    slack.refuse["chat.postMessage"] = "channel_not_found"
    for say in some(chance, slack.dm, slack.mention):
        say(f"offer {told.job} {told.line}")
    slack.refuse.clear()


WAYS = (by_command, by_mention, by_message, by_shortcut, by_form, by_fault)
Way = Callable[[Slack, Told, Random], None]


def some(chance: Random, *things: T) -> list[T]:
    """Deal half of some things, in any order."""
    return chance.sample(things, (len(things) + 1) // 2)


def converse(slack: Slack, told: Told, chance: Random) -> None:
    """Tell one offer in a terminal, and check what stands there."""
    conversation, witness = slack.conversation, listener(slack)
    conversation.store = MemoryStore()
    screen = Console(file=io.StringIO(), width=80, force_terminal=True)
    typed = some(chance, "counter", "email", told.line, "offers", "forget")
    for text in (f"offer {told.job} {told.line}", *typed):
        turn(text, conversation, screen)
    assert isinstance(screen.file, io.StringIO)
    assert (witness.faults, witness.strange(screen.file.getvalue())) == ([], set())


def check(slack: Slack, logged: Logged, told: Told) -> None:
    """Check everything that went out: what a channel, a lock screen, a log, an address or a count could show."""

    def shown(text: str) -> list[str]:
        return [amount for amount in told.amounts if amount in text]

    for method, sent in slack.calls:
        blocks, view = sent.get("blocks") or [], sent.get("view")
        assert (refusal(blocks), refuse_blocks(blocks, "message") if blocks else []) == (None, []), method
        assert not view or refuse_view(view, "modal", "home")[1] == []
        wire = json.dumps({key: sent[key] for key in sent.keys() - CLOCKS}, ensure_ascii=False)
        assert str(sent.get("channel", "D")).startswith(("D", "U")) or not shown(wire), method
        carried = (sent.get("text", ""), view["private_metadata"] if view and view["type"] == "modal" else "")
        assert not shown(" ".join(carried)), method
        assert listener(slack).strange(wire) == set(), method
    for reply in slack.replies:
        wire = json.dumps(reply.message, ensure_ascii=False)
        assert reply.seen_by.startswith("D") or not shown(wire)
        assert not shown(str(reply.message.get("text", "")))
        assert listener(slack).strange(wire) == set()
    assert not shown(" ".join(slack.urls))
    assert not shown("\n".join(logged.lines))
    assert not shown(" ".join(slack.conversation.counts.seen))
    assert listener(slack).faults == []


def walk(slack: Slack, logged: Logged, told: Told, chance: Random, *ways: Way) -> None:
    """Tell one offer to a coach who knows nothing, by each way in turn, and check all that came of it."""
    slack.forget()
    listener(slack).begin(f"{told.job} {told.line} {POSTED}", told.sums)
    with logged.alone(but=CHATTER if ways[1:] else ""):
        for way in ways:
            way(slack, told, chance)
        slack.settle()
    check(slack, logged, told)


def listener(slack: Slack) -> Witness:
    """Return the words that look over what the coach behind a door says."""
    assert isinstance(slack.conversation.words, Witness)
    return slack.conversation.words
