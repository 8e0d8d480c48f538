"""What a stretch of words can mean: one entry of the index, one piece of a reading."""

from enum import StrEnum, auto
from typing import NamedTuple


class Label(StrEnum):
    """What a name is a name of. STRANGER: a real company without any guide."""

    COMPANY = auto()
    STRANGER = auto()
    ROLE = auto()
    REGION = auto()
    LEVEL = auto()
    FILLER = auto()
    UNKNOWN = auto()


class Kind(StrEnum):
    """How the words relate to the name: the reason for the cost, and whether an answer may rest on it."""

    NAME = "the name itself"
    ALIAS = "another name for it"
    TITLE = "a spelling of the title"
    TURNED = "the title turned round"
    CORE = "the name without its generic tail"
    FIRST_WORDS = "the first words of the name"
    BEGINNING = "the beginning of the name"
    EDIT = "one slip of the keys away"
    TWO_EDITS = "two slips of the keys away"
    READING = "one of its readings"
    LOOSE = "a hint, not a title"
    WORD = "not a name"


class Entry(NamedTuple):
    """One meaning of a key: what it names, what believing so costs, and why."""

    label: Label
    slug: str
    cost: float
    kind: Kind


class Piece(NamedTuple):
    """Words `start` to `end` (exclusive) of the question, read as `entry`; `key` is the name's spelling in the index."""

    start: int
    end: int
    entry: Entry
    key: str
