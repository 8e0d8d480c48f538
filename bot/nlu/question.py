"""A question's words with their readings, and what can be asked of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.understanding import Outcome
from bot.nlu.entry import Label, Piece
from bot.nlu.guided import Pair
from bot.nlu.index import Index
from bot.nlu.pieces import Use
from bot.nlu.segment import Reading

_GLUE = frozenset({"and", "of", "the", "n"})
"""words that join two halves of a name"""
_LINKS = frozenset({"at", "for", "from", "with", "by"})
"""words after which a company is named"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What to answer, as `Understanding` puts it, and why."""

    outcome: Outcome
    why: str
    company: str | None = None
    role: str | None = None
    alternatives: tuple[Pair, ...] = ()
    stranger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The words of a question and the ways to read them, cheapest first."""

    words: tuple[str, ...]
    uses: Sequence[Use]
    readings: Sequence[Reading]
    index: Index

    def typed(self, piece: Piece) -> str:
        """Return the piece's words as one key."""
        return "".join(self.words[piece.start : piece.end])

    def unread(self, reading: Reading) -> list[int]:
        """Return the places of words that the reading makes nothing of."""
        read = _places(reading)
        return [at for at, use in enumerate(self.uses) if use >= Use.EVERYDAY and at not in read]

    def touches(self, reading: Reading, piece: Piece) -> bool:
        """Whether an unread word stands beside the piece, or is joined to it by `and` or `of`."""
        unread = {*self.unread(reading), *self._weak(reading, piece)}
        if not unread:
            return False
        before, after = piece.start - 1, piece.end
        while before > 0 and self.words[before] in _GLUE:
            before -= 1
        while after < len(self.words) - 1 and self.words[after] in _GLUE:
            after += 1
        return before in unread or after in unread

    def _weak(self, reading: Reading, piece: Piece) -> Iterator[int]:
        """Yield the places beside a company's name where a word stands unread that is part of many names."""
        if piece.entry.label is Label.COMPANY:
            read = _places(reading)
            beside = (piece.start - 1, piece.end)
            yield from (at for at in beside if self._is_weak(at) and at not in read)

    def _is_weak(self, at: int) -> bool:
        return 0 <= at < len(self.uses) and self.uses[at] is Use.WEAK

    def is_common(self, piece: Piece) -> bool:
        """Whether the piece is one common word."""
        return piece.end - piece.start == 1 and self.uses[piece.start] is not Use.STRANGE

    def is_in_passing(self, piece: Piece) -> bool:
        """Whether the piece is a common word of a sentence, or of chat, that does not speak of pay."""
        if not self.is_common(piece):
            return False
        if len(self.words) == 1:
            return self.words[0] in self.index.words.chat
        linked = piece.start > 0 and self.words[piece.start - 1] in _LINKS
        return not linked and self.index.words.pay.isdisjoint(self.words) and Use.FILLER in self.uses

    def guess_stranger(self, reading: Reading) -> str | None:
        """Return the unread words that look like a company's name: the longest run, a strange word outweighing."""
        runs = self._runs(reading)
        named = [run for run in runs if self._looks_named(run, reading)]
        if not named:
            return None
        start, end = max(named, key=lambda run: (max(self.uses[run[0] : run[1]]), run[1] - run[0], -run[0]))
        return " ".join(self.words[start:end])

    def _runs(self, reading: Reading) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for at in self.unread(reading):
            if runs and runs[-1][1] == at:
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
        return runs

    def _looks_named(self, run: tuple[int, int], reading: Reading) -> bool:
        """Whether an unread run may be a name: a strange word, or words that follow `at` or touch the role."""
        start, end = run
        if max(self.uses[start:end]) is Use.STRANGE or (start > 0 and self.words[start - 1] in _LINKS):
            return True
        return reading.role is not None and (end == reading.role.start or start == reading.role.end)


def _places(reading: Reading) -> set[int]:
    """Return the places of the words that the reading makes something of."""
    return {at for piece in reading.pieces for at in range(piece.start, piece.end)}
