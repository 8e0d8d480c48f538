"""Names within one or two slips of the keys, or that begin so, without looking at every name.

Pass-Join (Li, Deng, Wang, Feng, VLDB 2012): cut each name into three; a name within two edits shares one whole part.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

PARTS, LEAST_LETTERS = 3, 3
TWO_EDITS_FROM = 7  # letters a name needs before two slips still point at it
MOST_LETTERS = 40
_CUTS = tuple(
    tuple(pairwise(length * part // PARTS for part in range(PARTS + 1))) for length in range(MOST_LETTERS + 1)
)
"""where to cut a key of each length: parts as equal as can be, the longer ones last"""


class Near:
    """An index of keys by their parts."""

    __slots__ = ("_keys", "_parts")

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = sorted({key for key in keys if LEAST_LETTERS <= len(key) <= MOST_LETTERS})
        self._parts: list[dict[str, list[str]]] = [{} for _ in range(PARTS * len(_CUTS))]
        for key in self._keys:
            for part, (start, end) in enumerate(_CUTS[len(key)], PARTS * len(key)):
                self._parts[part].setdefault(key[start:end], []).append(key)

    def within(self, word: str, most: int = 2) -> list[tuple[int, str]]:
        """Return (edits, key) of every key up to `most` edits away, one where the word is short, nearest first."""
        if not LEAST_LETTERS <= len(word) <= MOST_LETTERS:
            return []
        most = most if len(word) >= TWO_EDITS_FROM else 1
        found = (self._parts[part].get(word[start:end], ()) for part, start, end in _places(len(word), most))
        candidates = set().union(*found)
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
        return sorted((int(edits), key) for key, edits, _ in near if edits)

    def completions(self, beginning: str, most: int) -> list[str]:
        """Return up to `most` keys that begin so and go on, shortest first."""
        first = bisect_left(self._keys, beginning)
        last = bisect_left(self._keys, beginning + "\U0010ffff", lo=first)
        longer = (key for key in self._keys[first:last] if key != beginning)
        return sorted(longer, key=lambda key: (len(key), key))[:most]


@cache
def _places(size: int, most: int) -> list[tuple[int, int, int]]:
    """Return where each part of a key can stand in a word of `size` letters, `most` edits away: (part, start, end)."""
    return [
        (part, at, at + end - start)
        for length in range(max(LEAST_LETTERS, size - most), min(MOST_LETTERS, size + most) + 1)
        for part, (start, end) in enumerate(_CUTS[length], PARTS * length)
        for at in range(max(0, start - most), min(size - (end - start), start + most) + 1)
    ]
