"""Words to say, and the claims in them: what the person has not said stays a visible blank."""

from dataclasses import dataclass

from bot.domain.figure import Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimKind:
    """A kind of claim about the person: how a sentence shows it, and the blank that stands for it."""

    name: str
    cues: tuple[str, ...]
    """fragments of a sentence, casefolded"""
    blank: str
    """a word on what to put there"""
    needs: str | None
    """what the person must have, to say such a sentence truthfully"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A gap that only the person can fill, truthfully."""

    claim: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Words a person can send or say, with blanks where they would claim something."""

    pieces: tuple[Quoted | Blank, ...]
    needs: tuple[str, ...]
    """what the person must bring to fill the blanks"""
