"""Words to say, and the claims in them: what the person has not said stays a visible blank."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from bot.domain.figure import Figure, Quoted
from bot.domain.topic import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimKind:
    """A kind of claim about the person: how a sentence shows it, and the blank that stands for it."""

    name: str
    cues: tuple[str, ...]  # fragments of a sentence, casefolded
    blank: str  # a word on what to put there
    needs: str | None  # what the person must have, to say such a sentence truthfully


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A gap that only the person can fill, truthfully."""

    claim: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Words a person can send or say, with blanks where they would claim something."""

    pieces: tuple[Quoted | Blank, ...]
    needs: tuple[str, ...]  # what the person must bring to fill the blanks


class Tone(StrEnum):
    """How words sound; what they claim and ask for stays the same."""

    WARM = auto()
    NEUTRAL = auto()
    FIRM = auto()


class Purpose(StrEnum):
    """What words are for; each has its file of sentences."""

    ASK = auto()
    QUESTIONS = auto()
    EXTENSION = auto()
    VERBAL_REPLY = auto()
    ACCEPT = auto()
    DECLINE = auto()
    CORRECT_LETTER = auto()
    NUDGE = auto()
    TRUE_LINE = auto()  # what is true, where somebody wanted to say what is not


class Claim(StrEnum):
    """What a sentence states as a fact; it needs the person's own word or a dated source."""

    RIVAL_OFFER = auto()
    OTHER_PROCESS = auto()
    CURRENT_PAY = auto()
    WILL_SIGN = auto()
    MARKET_FIGURE = auto()
    CREDENTIAL = auto()
    DEADLINE = auto()


class Raised(StrEnum):
    """What is raised without a number: room in a part, or a question, named as the review of an offer names it."""

    ROOM_IN_BASE = auto()
    ROOM_IN_BONUS = auto()
    ROOM_IN_SIGN_ON = auto()
    ROOM_IN_EQUITY = auto()
    PAY_REVIEW = auto()
    CHOICE = auto()  # packages to choose from, a line each of the paragraph of that name
    IN_WRITING = auto()
    BASE = auto()
    HOURS = auto()
    YEAR_OR_GRANT = auto()
    INSTRUMENT = auto()
    PRICE = auto()
    PERCENT = auto()
    REPAID = auto()
    BONUS = auto()
    EQUITY = auto()


PAID = ("base", "bonus", "sign_on", "relocation", "grant", "yearly_equity", "equity", "shares")
PARTS = (*PAID, "repayment", "start", "deadline", "vesting", "cliff", "exercise_window", "terms")
"""what a letter can state of an offer; `equity` is one whose basis is unknown"""
SLOTS: Mapping[str, Claim | None] = {
    **{f"{of}_{part}": None for of in ("offer", "ask", "agreed", "right", "missing") for part in PARTS},
    **dict.fromkeys(("company", "role", "settled_base", "rate", "forfeits")),
    **dict.fromkeys(("rival", "rival_base"), Claim.RIVAL_OFFER),
    **dict.fromkeys(("deadline", "hours_left"), Claim.DEADLINE),
    **{f"{who}_{of}": Claim.MARKET_FIGURE for who in ("posted", "named") for of in ("low", "high")},
    **{f"band_{of}": Claim.MARKET_FIGURE for of in ("low", "high", "dated", "region")},
    **{f"posting_{of}": Claim.MARKET_FIGURE for of in ("title", "high", "dated", "region")},
    "current_base": Claim.CURRENT_PAY,
    "reason": Claim.CREDENTIAL,
}
"""every slot a sentence can have, and the claim that its sentence then makes. `right` is what was agreed and the
letter has otherwise, `missing` what was agreed and the letter lacks, `settled` what no longer moves, `rate` a base by the hour, day, week or month"""

BRIEF = "brief"
"""what holds where a letter would be too long: sentences that lack it are left out, those that need it are shorter"""


def group(slot: str) -> str:
    """Return what a slot is about: `ask` for ask_base."""
    return slot.partition("_")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a sentence for what is known; without it, a blank with `hint`, or the sentence is left out."""

    name: str
    hint: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence that can be said, with when it may be."""

    pieces: tuple[Quoted | Slot | Blank, ...]
    channels: frozenset[Channel]
    tones: frozenset[Tone]
    claims: frozenset[Claim]
    needs: frozenset[str]
    """slots, their groups, things raised, stages or instruments that must be there though not printed"""
    lacks: frozenset[str]  # the same, where it must not be there


Parts = tuple[tuple[Sentence, ...], ...]
Letter = tuple[tuple[str, Parts], ...]
"""paragraphs to be, each with its name and its parts in order: of a part, the first sentence that fits is said"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What words are for, where they are said, and how they sound."""

    purpose: Purpose
    channel: Channel = Channel.EMAIL
    tone: Tone = Tone.NEUTRAL
    is_brief: bool = False
    given: str = ""
    """what holds for these words alone, as a command says it: a supposition, or a yes to what was asked"""
    unsaid: str = ""  # the parts that they are without, as a command says it
    is_choice: bool | None = None  # whether packages are offered; False where they were wished for in vain


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence as it is said, each piece with its origin."""

    pieces: tuple[Quoted | Figure | Blank, ...]
    claims: frozenset[Claim]

    @property
    def asks(self) -> bool:
        """Whether it ends in a question: on a call, one waits after it."""
        last = self.pieces[-1]
        return isinstance(last, Quoted) and last.text.endswith("?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together; a list has one item a line."""

    lines: tuple[Line, ...]
    is_list: bool
