"""Text -> stems and letter runs: what the lexical scorers count."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.nlu.normalize import fold

MOST_LETTERS = 12_000
"""a longer paste is cut here; its subject has shown itself long before"""
RUNS = (3, 4, 5)
"""letters in a run; runs give back what a typo takes from the words"""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d")
# Endings that carry grammar rather than meaning; after Porter (1980), steps 1 to 4, made shorter.
_ENDINGS = (
    "ization", "ational", "ations", "ation", "ating", "ators", "ator", "ated", "ates", "ate", "ments",
    "ment", "ness", "ings", "ing", "edly", "ied", "ies", "ed", "ely", "ly", "es", "s", "e", "y",
)  # fmt: skip
_SHORTEST = 3
_LONGEST = 40
"""letters of a word; what is longer is no word"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text's words, folded, and their stems, in order."""

    folded: tuple[str, ...]
    stems: tuple[str, ...]

    def first_of_stems(self) -> dict[str, str]:
        """Return for each stem the first word that has it."""
        return dict(zip(reversed(self.stems), reversed(self.folded), strict=True))

    def count_stems(self) -> Counter[str]:
        """Return how often each stem and each pair of neighboring stems occurs."""
        counts = Counter(self.stems)
        counts.update(map(" ".join, pairwise(self.stems)))
        return counts

    def count_runs(self) -> Counter[str]:
        """Return how often each run of letters occurs within the words, a word's ends marked by a space."""
        counts: Counter[str] = Counter()
        for word, times in Counter(self.folded).items():
            for run in find_runs(word):
                counts[run] += times
        return counts


def read_words(text: str) -> Words:
    """Return the words of a text."""
    folded = tuple(word[:_LONGEST] for word in _WORD.findall(fold(text[:MOST_LETTERS])))
    return Words(folded=folded, stems=tuple(map(find_stem, folded)))


@lru_cache(maxsize=4_000)
def find_stem(word: str) -> str:
    """Return a folded word without its ending: negotiating, negotiate, negotiation -> negoti.

    Every number is the one stem `0`: its size tells no topic.
    """
    if _NUMBER.search(word):
        return "0"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _undouble(word[: -len(ending)])
    return word


def _undouble(stem: str) -> str:
    twice = len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    return stem[:-1] if twice else stem


@lru_cache(maxsize=1_000)
def find_runs(word: str) -> tuple[str, ...]:
    """Return the letter runs of one folded word."""
    marked = f" {word} "
    return tuple(marked[at : at + size] for size in RUNS for at in range(max(len(marked) - size + 1, 0)))
