"""A question's words with their readings, and what can be asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

from bot.domain.understanding import Outcome
from bot.nlu.entry import Kind, Label, Piece
from bot.nlu.index import Index, Pair
from bot.nlu.normalize import split_words
from bot.nlu.pieces import Use
from bot.nlu.segment import Reading

MOST_OFFERED = 5
_GUESSES = frozenset({Kind.EDIT, Kind.TWO_EDITS})
_GLUE = frozenset({"and", "of", "the", "n", "s"})  # words that join two halves of a name
_LINKS = frozenset({"at", "for", "from", "with", "by"})  # words after which a company is named
_LONGEST_UNPARTED = 4  # characters of a company's name in a script that parts no words


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

    def touches(self, reading: Reading, piece: Piece) -> bool:
        """Whether a word that leaves doubt stands beside the piece, or is joined to it by `and` or `of`."""
        doubtful = self._find_doubtful(reading, piece)
        if not doubtful:
            return False
        before, after = piece.start - 1, piece.end
        while before > 0 and self.words[before] in _GLUE:
            before -= 1
        while after < len(self.words) - 1 and self.words[after] in _GLUE:
            after += 1
        return before in doubtful or after in doubtful

    def _find_doubtful(self, reading: Reading, piece: Piece) -> set[int]:
        """Return the places of unread words; for a company, also of weak words and of guessed regions and levels."""
        doubtful = set(reading.unread)
        if piece.entry.label is Label.COMPANY:
            read = {at for other in reading.pieces for at in range(other.start, other.end)}
            doubtful |= {at for at, use in enumerate(self.uses) if use is Use.WEAK and at not in read}
            for place in (reading.region, reading.level):
                if place and place.entry.kind in _GUESSES:
                    doubtful |= set(range(place.start, place.end))
        return doubtful

    def is_common(self, piece: Piece) -> bool:
        """Whether the piece is one common word, or several that carry no name: `for a` is not the company Fora."""
        uses = self.uses[piece.start : piece.end]
        return max(uses) <= Use.FILLER if len(uses) > 1 else uses[0] is not Use.STRANGE

    def is_in_passing(self, piece: Piece) -> bool:
        """Whether the piece is a common word of a sentence, or of chat, that does not speak of pay."""
        if not self.is_common(piece):
            return False
        if len(self.words) == 1:
            return self.words[0] in self.index.words.chat
        if piece.end - piece.start > 1:
            return True
        linked = piece.start > 0 and self.words[piece.start - 1] in _LINKS
        return not linked and self.index.words.pay.isdisjoint(self.words) and Use.FILLER in self.uses

    def guess_stranger(self, reading: Reading) -> str | None:
        """Return the unread words that look like a company's name: the longest run, a strange word outweighing."""
        named = [run for run in self._runs(reading) if self._looks_named(run, reading)]
        if not named:
            return None
        start, end = max(named, key=lambda run: (max(self.uses[run[0] : run[1]]), run[1] - run[0], -run[0]))
        return " ".join(self.words[start:end])

    def _runs(self, reading: Reading) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for at in reading.unread:
            start = runs.pop()[0] if runs and runs[-1][1] == at else at
            runs.append((start, at + 1))
        return runs

    def _looks_named(self, run: tuple[int, int], reading: Reading) -> bool:
        """Whether an unread run may be a name: a strange word, or words that follow `at` or touch the role."""
        start, end = run
        if _is_sentence("".join(self.words[start:end])):
            return False
        if max(self.uses[start:end]) is Use.STRANGE or (start > 0 and self.words[start - 1] in _LINKS):
            return True
        return reading.role is not None and (end == reading.role.start or start == reading.role.end)

    def find_guide(self, reading: Reading) -> Pair | None:
        """Return the guide that answers a reading: of the role itself, of one that covers it, or of its other name."""
        company, role = reading.company_slug, reading.role_slug
        if company is None or role is None:
            return None
        stand_ins = (role, *self.index.holders.get(role, ()), *self._other_names(role))
        guides = self.index.vocabulary.guides
        return next(((company, held) for held in stand_ins if (company, held) in guides), None)

    def find_guided(self, role: str) -> str | None:
        """Return the role under which any company has a guide for `role`, or None."""
        held = (role, *self._other_names(role))
        return next((name for one in held for name in self.index.holders.get(one, ())), None)

    def offer_near(self, reading: Reading) -> tuple[Pair, ...]:
        """Return the company's guides, those whose titles share most words with the role first."""
        company, asked = reading.company_slug or "", self._title_words(reading.role_slug or "")
        shared = {held: len(asked & self._title_words(held)) for held in self.index.roles_at.get(company, ())}
        ordered = sorted(shared, key=lambda held: (-shared[held], held))
        return tuple((company, held) for held in ordered[:MOST_OFFERED])

    def offer_role(self, role: str) -> tuple[Pair, ...]:
        """Return some guides for a role, by company."""
        found = (pair for held in self.index.holders.get(role, ()) for pair in self.index.samples[held])
        return tuple(sorted(found)[:MOST_OFFERED])

    def _other_names(self, role: str) -> tuple[str, ...]:
        """Return the role that this one is merely another name of; a combined role is more than any of its parts."""
        name = self.index.vocabulary.roles.get(role)
        return name.covers if name and len(name.covers) == 1 else ()

    def _title_words(self, role: str) -> frozenset[str]:
        name = self.index.vocabulary.roles.get(role)
        return frozenset(split_words(name.display)) if name else frozenset()


def _is_sentence(text: str) -> bool:
    """Whether text of a script that parts no words is more than a name: it has a digit, or over four characters."""
    unparted = [letter for letter in text if category(letter) == "Lo"]
    return bool(unparted) and (len(unparted) > _LONGEST_UNPARTED or any(map(str.isdigit, text)))
