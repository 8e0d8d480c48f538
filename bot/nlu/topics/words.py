"""Text -> stems and letter runs: what the lexical scorers count."""

import re
from collections import Counter
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


def split_stems(text: str) -> list[str]:
    """Return the stems of a text in order; every number is the one stem `0`, since its size tells no topic."""
    return [find_stem(word) for word in _WORD.findall(fold(text[:MOST_LETTERS]))]


def find_first_words(text: str) -> dict[str, str]:
    """Return for each stem of a text the first word that has it, as typed but for its case and accents."""
    first: dict[str, str] = {}
    for word in _WORD.findall(fold(text[:MOST_LETTERS])):
        first.setdefault(find_stem(word), word)
    return first


@lru_cache(maxsize=20_000)
def find_stem(word: str) -> str:
    """Return a folded word without its ending: negotiating, negotiate, negotiation -> negoti."""
    if _NUMBER.search(word):
        return "0"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _undouble(word[: -len(ending)])
    return word


def _undouble(stem: str) -> str:
    twice = len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    return stem[:-1] if twice else stem


def count_words(text: str) -> Counter[str]:
    """Return how often each stem and each pair of neighboring stems occurs."""
    stems = split_stems(text)
    counts = Counter(stems)
    counts.update(map(" ".join, pairwise(stems)))
    return counts


def count_runs(text: str) -> Counter[str]:
    """Return how often each run of letters occurs within the words, a word's ends marked by a space."""
    counts: Counter[str] = Counter()
    for word, times in Counter(_WORD.findall(fold(text[:MOST_LETTERS]))).items():
        for run in find_runs(word):
            counts[run] += times
    return counts


@lru_cache(maxsize=5_000)
def find_runs(word: str) -> tuple[str, ...]:
    """Return the letter runs of one folded word."""
    marked = f" {word[:40]} "
    return tuple(marked[at : at + size] for size in RUNS for at in range(max(len(marked) - size + 1, 0)))
