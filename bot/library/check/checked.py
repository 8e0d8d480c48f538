"""What every check sees: a guide that can be served, its body, the claims to look for, and which day it is."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.figure import Quoted
from bot.domain.guide import Guide, GuideBody, Section
from bot.domain.problem import Problem
from bot.domain.script import ClaimKind
from bot.library.rules import Place, nearest_line, place_of

CORRECTIONS = "correction"
"""begins the title of a part that says what was wrong before; its numbers are not the guide's own"""
SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"“A-Z\[])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One guide as the checks see it."""

    guide: Guide
    body: GuideBody
    claims: tuple[ClaimKind, ...]
    today: date

    def at(self, key: str) -> Place:
        """Return the place of a front-matter key, or of the nearest key around it."""
        return self.on(nearest_line(key, self.guide.lines))

    def place(self, words: Quoted, before: str = "") -> Place:
        """Return the place of words of the body, as many lines down as `before` has line ends."""
        return self.on(place_of(words).line + before.count("\n"))

    def on(self, line: int) -> Place:
        """Return a line of the guide's file."""
        return Place(path=self.guide.path, line=line)

    def says(self, key: str) -> bool:
        """Whether the front matter has a key."""
        return key in self.guide.lines

    def scripts(self) -> Iterator[Quoted]:
        """Yield all words that are meant to be said aloud, with their lines."""
        yield from (lever.script for lever in self.body.levers)
        if self.body.strategy:
            yield self.body.strategy

    def prose(self) -> Iterator[Section]:
        """Yield every stretch of the body's own words: no list of sources, no corrections of older editions."""
        for passage in self.body.passages:
            title = passage.title.casefold()
            if not (title.startswith(CORRECTIONS) or "sources" in title or "evidence" in title):
                yield passage


Check = Callable[[Checked], Iterable[Problem]]


def sentences(words: Quoted) -> Iterator[tuple[str, Place]]:
    """Yield the sentences of some words, each with the line on which it begins."""
    text, at, start = words.text, place_of(words), 0
    for end in [*(found.end() for found in SENTENCE_END.finditer(text)), len(text)]:
        if text[start:end].strip():
            yield text[start:end], Place(path=at.path, line=at.line + text.count("\n", 0, start))
        start = end


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: a, b and c."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
