"""A Reply: what is said, and what can be done next. It has never heard of Slack."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum, auto


class Audience(StrEnum):
    """Who is to see a reply. CHANNEL is for facts a person chose to share, never for private numbers."""

    ASKER = auto()  # made of shared facts alone, so it may be kept and shown again
    PERSONAL = auto()  # holds the asker's own numbers: never kept, never where others read
    CHANNEL = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A next step: a label to tap, and the command that the tap types."""

    label: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A pick among several values of one thing, such as the guide's regions."""

    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers over labels, to be drawn beside the same numbers in words."""

    title: str  # plain text, no amount
    unit: str  # what the numbers count, such as USD a year
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal, ...]], ...]  # (name, one number a label)


class FieldKind(StrEnum):
    """How a field is filled."""

    TEXT = auto()
    LONG = auto()
    DATE = auto()
    CHOICE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form; every field may be left empty."""

    name: str
    label: str
    kind: FieldKind
    hint: str = ""
    value: str = field(default="", repr=False)  # what stands in it: text, an ISO date, or a choice's value
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Fields to fill instead of typing a command."""

    command: str  # what is typed with the fields when the form is sent; holds no amount
    title: str
    submit: str
    fields: tuple[Field, ...]
    faults: tuple[tuple[str, str], ...] = ()  # (field, what is wrong with what was filled in)
    above: str = ""  # what has to be read first, Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The words of one answer, in Markdown, with the next steps."""

    title: str  # plain text, one line, for notifications: never holds an amount
    body: str
    note: str  # the small print, Markdown; may be empty
    steps: tuple[Step, ...]  # buttons, most useful first
    choice: Choice | None
    more: tuple[Step, ...]  # behind ⋯
    audience: Audience
    chart: Chart | None = None
    form: Form | None = None  # to be opened where a door can; else the body says what to type
    forgets: bool = False  # whether what was sent to this person is to be taken back

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Every next step, in the order in which a terminal numbers them."""
        return (*self.steps, *(self.choice.steps if self.choice else ()), *self.more)

    @property
    def labeled(self) -> tuple[tuple[str, str], ...]:
        """Every next step as (label, command)."""
        return tuple((step.label, step.command) for step in self.all_steps)
