"""What was said, and what was understood of it."""

from dataclasses import dataclass, field
from enum import StrEnum, auto


class Intent(StrEnum):
    """What a person wants. A slash command and a button say it; a message has to be read for it."""

    COMP = auto()
    SAY = auto()
    LEVERS = auto()
    SOURCES = auto()
    SHARE = auto()
    COMPARE = auto()  # regions or roles of guides side by side, or the person's own offers
    GUIDES = auto()
    TOPIC = auto()  # a page of the playbook by its name
    ASK = auto()  # a question in plain words, for the playbook
    OFFER = auto()
    COUNTER = auto()
    ROUND = auto()  # they came back with something
    STAKE = auto()  # what equity in a private company may come to
    EMAIL = auto()
    CALL = auto()
    OFFERS = auto()  # the person's own offers, as they stated them
    EDIT = auto()
    FORGET = auto()
    PRACTICE = auto()
    FEEDBACK = auto()
    SHORTER = auto()
    WHY = auto()
    THANKS = auto()
    HELP = auto()
    GREETING = auto()
    OFF_TOPIC = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What somebody typed, or what a button typed for them. `intent` is None where it has to be found."""

    text: str
    intent: Intent | None = None
    telling: str = field(default="", repr=False)
    """what the employer is to be told of another's offer: set apart from the text, since it states nothing"""


class Outcome(StrEnum):
    """How sure the reading is. UNCLEAR asks back, best guess first; NONE says what is missing."""

    FOUND = auto()
    UNCLEAR = auto()
    NONE = auto()


WANTED = "intent"  # label of the words that say what is wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the utterance's words and how it was read, for `coach parse`."""

    words: str
    label: str  # company, role, region, level, filler, unknown, or WANTED
    slug: str | None
    cost: float  # 0 for an exact name; what the reading paid for this stretch
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """The meaning found in an utterance: an intent, slots as slugs, and how sure.

    FOUND with company and role: that guide exists. FOUND with one of them: the other was not named.
    UNCLEAR: `alternatives` holds (company, role) pairs, best first; company alone is set where the company is
    known but has no such guide. NONE: nothing that has a guide was named. `stranger` is the name of a company without
    a guide that was asked about, alone or beside one that has one.
    """

    utterance: Utterance
    intent: Intent
    outcome: Outcome
    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None
    alternatives: tuple[tuple[str, str], ...] = ()
    stranger: str | None = None
    unread: tuple[str, ...] = ()  # words nothing could be made of
    confidence: float = 0.0  # 0 to 1: for ranking and for the operator; replies go by `outcome`
    spans: tuple[Span, ...] = ()
    topics: tuple[str, ...] = ()
    """pages of the playbook that may answer, best first: one where it is clear, else a choice"""
    nearby: tuple[str, ...] = ()  # the pages that came next, where one page is clear
    why: str = ""  # what the outcome rests on, for `coach parse`

    @property
    def is_bare(self) -> bool:
        """Whether nothing was said but what is wanted."""
        return all(span.label == WANTED for span in self.spans)
