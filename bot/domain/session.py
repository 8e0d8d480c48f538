"""Who is speaking, where, and what the conversation is about: enough for "and in Seattle?" to have a referent."""

from dataclasses import dataclass


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
    """The job that one person is talking about in one place. Holds names, never amounts."""

    company: str
    role: str
    region: str | None
    level: str | None
