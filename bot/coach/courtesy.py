"""Answers about the talk itself: what can be asked first, and remarks that need no facts."""

from dataclasses import dataclass

from bot.domain.guide import Guide
from bot.domain.topic import Topic
from bot.library.edition import Edition

SITUATIONS = ("final_offer", "current_salary", "lowball", "first_number")
"""topics whose titles are what a person would say, so that they can be sent as they stand"""
MOST_PROMPTS = 4  # Slack shows no more
ABOUT_A_JOB = 2  # of them, where there is a guide


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptsOffered:
    """What can be asked first: about a job of the guides, if there are any, and about situations."""

    guide: Guide | None
    topics: tuple[Topic, ...]
    greets: bool = False  # whether somebody said hello, or asked who we are
    cheers: bool = False  # whether they told that they got the job


def offer_prompts(edition: Edition, *, greets: bool = False, cheers: bool = False) -> PromptsOffered:
    """Return the first guide by name and situations of the playbook: four suggestions in all."""
    guide = min(edition.guides.values(), key=lambda one: (one.company.slug, one.role.slug), default=None)
    room = MOST_PROMPTS - (ABOUT_A_JOB if guide else 0)
    topics = [edition.playbook[name] for name in SITUATIONS if name in edition.playbook]
    return PromptsOffered(guide=guide, topics=tuple(topics[:room]), greets=greets, cheers=cheers)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackTaken:
    """A word on how an answer did; counted, not kept."""

    is_helpful: bool | None = None  # None where it was typed, and may be either


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToRead:
    """A message without any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeMissing:
    """A wish to rehearse, which the coach cannot do yet."""
