"""Who is speaking, where, and what the conversation is about: enough for "and in Seattle?" to have a referent."""

from dataclasses import dataclass, field

from bot.domain.negotiation import Negotiation
from bot.domain.understanding import Intent, Understanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a workspace. Two people are the same only if both ids are."""

    team: str
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a conversation runs: a channel or a direct message, and the thread in it, if any."""

    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One person in one place: whose conversation it is."""

    who: Person
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What one person is talking about in one place. It may hold amounts, so it is never shown or logged."""

    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None
    """the job last named, as slugs"""
    last: Understanding | None = field(default=None, repr=False)
    """what was answered last, for the remarks shorter and why"""
    wants: Intent | None = None
    """what a job, when it is named next, is wanted for"""
    negotiation: Negotiation | None = field(default=None, repr=False)
    """the offer talked about"""
