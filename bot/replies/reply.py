"""A Reply: what is said, and what can be done next. It has never heard of Slack."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto


class Audience(StrEnum):
    """Who is to see a reply. CHANNEL is for facts a person chose to share, never for private numbers."""

    ASKER = auto()
    """made of shared facts alone, so it may be kept and shown again"""
    PERSONAL = auto()
    """holds the asker's own numbers: never kept, never where others read"""
    CHANNEL = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A next step: a label to tap, and the command that the tap types."""

    label: str
    """plain text"""
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A pick among several values of one thing, such as the guide's regions."""

    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers over labels, to be drawn beside the same numbers in words."""

    title: str
    """plain text, no amount"""
    unit: str
    """what the numbers count, such as USD a year"""
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal, ...]], ...]
    """(name, one number a label)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The words of one answer, in Markdown, with the next steps."""

    title: str
    """plain text, one line, for notifications: never holds an amount"""
    body: str
    note: str
    """the small print, Markdown; may be empty"""
    steps: tuple[Step, ...]
    """buttons, most useful first"""
    choice: Choice | None
    more: tuple[Step, ...]
    """behind ⋯"""
    audience: Audience
    chart: Chart | None = None
