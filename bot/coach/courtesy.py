"""Answers about the talk itself, with no facts of a guide in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackTaken:
    """A word on how an answer did; counted, not kept."""

    is_helpful: bool | None = None
    """None where it was typed, and may be either"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToRead:
    """A message without any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeMissing:
    """A wish to rehearse, which the coach cannot do yet."""
