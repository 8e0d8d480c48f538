"""What words say: stems and letter runs, BM25 over a topic's whole text, and TF-IDF features over words and letter runs."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from bot.nlu.normalize import fold

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

K1, B = 1.2, 0.75
"""BM25's usual saturation and length weights: Robertson and Zaragoza (2009), The Probabilistic Relevance Framework"""
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

    def count_stems(self) -> Counter[str]:
        """Return how often each stem and each pair of neighboring stems occurs."""
        return Counter(chain(self.stems, map(" ".join, pairwise(self.stems))))

    def count_runs(self) -> Counter[str]:
        """Return how often each run of letters occurs within the words, a word's ends marked by a space."""
        return Counter(chain.from_iterable(map(find_runs, self.folded)))


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bm25:
    """Per stem, what it adds to each topic."""

    places: Mapping[str, int]
    weights: Floats  # (stems, topics)

    def score(self, words: Words) -> Floats:
        """Return each topic's score; a word said twice counts once, so that a long post is not one loud word."""
        found = [self.places[stem] for stem in sorted(set(words.stems)) if stem in self.places]
        total: Floats = self.weights[found].sum(axis=0)
        return total

    def explain(self, stems: Iterable[str], topic: int) -> dict[str, float]:
        """Return what each of the stems adds to a topic, those that add nothing left out."""
        added = {stem: float(self.weights[self.places[stem], topic]) for stem in stems if stem in self.places}
        return {stem: weight for stem, weight in added.items() if weight}


def weigh_bm25(texts: Sequence[Words]) -> Bm25:
    """Return BM25 over one text a topic."""
    counts = [Counter(text.stems) for text in texts]
    places = {stem: at for at, stem in enumerate(sorted(set().union(*counts)))}
    often = np.zeros((len(places), len(texts)), np.float32)
    for topic, count in enumerate(counts):
        for stem, times in count.items():
            often[places[stem], topic] = times
    length = often.sum(axis=0)
    known = (often > 0).sum(axis=1, keepdims=True)
    rarity = np.log1p((len(texts) - known + 0.5) / (known + 0.5))
    crowd = K1 * (1 - B + B * length / max(float(length.mean()), 1.0))
    return Bm25(places=places, weights=(rarity * often * (K1 + 1) / (often + crowd)).astype(np.float32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparse:
    """One text's features: where they are not zero, and how large."""

    places: Places
    values: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """One family of features with its own length, so that neither family drowns the other."""

    places: Mapping[str, int]
    rarity: Floats
    start: int  # place of the family's first feature among all features

    def weigh(self, counts: Mapping[str, int]) -> Sparse:
        """Return the features of length one: (1 + log count) x rarity."""
        known = sorted((self.places[name], times) for name, times in counts.items() if name in self.places)
        places = np.array([place for place, _ in known], np.intp)
        often = np.array([times for _, times in known], np.float32)
        values = (1 + np.log(often)) * self.rarity[places]
        length = float(np.sqrt(values @ values)) or 1.0
        return Sparse(places=places + self.start, values=(values / length).astype(np.float32))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """TF-IDF over words and pairs, and over letter runs."""

    words: Block
    runs: Block

    @property
    def size(self) -> int:
        """How many features there are."""
        return self.runs.start + len(self.runs.rarity)

    def read(self, text: Words) -> Sparse:
        """Return a text's features, both families."""
        words, runs = self.words.weigh(text.count_stems()), self.runs.weigh(text.count_runs())
        return Sparse(
            places=np.concatenate((words.places, runs.places)),
            values=np.concatenate((words.values, runs.values)),
        )


def learn_features(texts: Sequence[Words]) -> Features:
    """Return the features that the texts share: those in at least two texts, and every single word."""
    words = _lay_out((text.count_stems() for text in texts), len(texts), start=0)
    runs = _lay_out((text.count_runs() for text in texts), len(texts), start=len(words.rarity))
    return Features(words=words, runs=runs)


def _lay_out(counts: Iterable[Counter[str]], total: int, *, start: int) -> Block:
    """Return the family that begins at `start`; only the first, of words, keeps what stands in a single text."""
    known = Counter(chain.from_iterable(counts))
    names = sorted(name for name, n in known.items() if n > 1 or (not start and " " not in name))
    often = np.array([known[name] for name in names])
    rarity = (np.log((1 + total) / (1 + often)) + 1).astype(np.float32)
    return Block(places={name: at for at, name in enumerate(names)}, rarity=rarity, start=start)
