"""A topic of the playbook: what people ask, what we advise, who says otherwise, and where it comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.figure import Quoted


class Grade(StrEnum):
    """What kind of source speaks; the letter is what a topic's file holds."""

    RESEARCH = "R"  # peer-reviewed, or a digest of it
    PRACTITIONER = "E"  # a named person or firm of long standing
    LEGAL = "L"  # a legal or HR publisher
    COMMUNITY = "C"  # one person's view
    VENDOR = "V"  # someone who sells something: low authority


class Channel(StrEnum):
    """Where words are said; a chat message counts as e-mail."""

    CALL = "call"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSource:
    """A source of a topic's advice, and how far it goes."""

    name: Quoted
    url: str | None
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class SayLine:
    """Words a person can use; what only they know stands in [square brackets]."""

    moment: Quoted  # when to say it, in a few words
    channel: Channel
    words: Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """Who advises otherwise, and what."""

    who: Quoted
    says: Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One file of the playbook. Every text carries its path and line, dated by `last_reviewed`."""

    id: str  # snake_case, the file's name without .md
    title: Quoted
    advice: Quoted  # Markdown; the first sentence answers the question
    say: tuple[SayLine, ...]
    find_out: tuple[Quoted, ...]  # what to learn before acting
    dissent: tuple[Dissent, ...]
    handoff: Quoted | None  # whom to ask where law or tax decides, and about what
    sources: tuple[GradedSource, ...]
    related: tuple[str, ...]  # ids of topics that are in the playbook
    last_reviewed: date
    phrasings: tuple[Quoted, ...]  # how people put it; they teach the ranking and are not shown
