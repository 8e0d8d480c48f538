"""Logistic regression over many classes, by accelerated descent (Nesterov 1983), small enough to fit at start."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.nlu.topics.lexical import Floats, Sparse

STEPS = 100
BLOCK = 64
"""texts held beside all others at once: 0.7 MB for 2,700 texts"""

Classes = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Head:
    """A fitted regression: features x weight + bias are the classes' log-odds."""

    weight: Floats
    bias: Floats

    def score(self, features: Floats | Sparse) -> Floats:
        """Return each class's log-odds."""
        if isinstance(features, Sparse):
            return self.bias + features.values @ self.weight[features.places]
        return self.bias + features @ self.weight


def fit_dense(features: Floats, classes: Classes, *, among: int, strength: float) -> Head:
    """Return the head with the least loss: `strength` x log loss + half the squared weights (sklearn's C).

    `among` says how many classes there are; one without an example only ever becomes unlikely.
    """
    return _descend(features, features.T.__matmul__, np.eye(among, dtype=np.float32)[classes], strength)


def fit_sparse(rows: Sequence[Sparse], size: int, classes: Classes, *, among: int, strength: float) -> Head:
    """Return the same for sparse features, `size` of them, by way of the texts' likeness to each other.

    The best weights are a mix of the texts (the representer theorem), and each step of the descent moves only the mix.
    """
    gram = np.zeros((len(rows), len(rows)), np.float32)
    for texts, values in _columns(rows, size):
        for at in range(0, len(texts), BLOCK):
            gram[texts[at : at + BLOCK, None], texts] += np.outer(values[at : at + BLOCK], values)
    mix = _descend(gram, lambda error: error, np.eye(among, dtype=np.float32)[classes], strength)
    del gram
    weight = np.empty((size, among), np.float32)
    for at, (texts, values) in enumerate(_columns(rows, size)):
        weight[at] = values @ mix.weight[texts]
    return Head(weight=weight, bias=mix.bias)


def _descend(features: Floats, pull: Callable[[Floats], Floats], hot: Floats, strength: float) -> Head:
    """Return the head after `STEPS` steps; `pull` carries what is wrong with the texts' scores back to the weights."""
    # The loss's curvature is at most half the features' largest eigenvalue (Boehning 1992).
    reach = _largest_eigenvalue(features, pull) / 2 * strength + 1
    reach_bias = len(features) / 2 * strength
    weight = ahead = np.zeros((features.shape[1], hot.shape[1]), np.float32)
    bias = bias_ahead = np.zeros(hot.shape[1], np.float32)
    for step in range(STEPS):
        error = (softmax(features @ ahead + bias_ahead) - hot) * np.float32(strength)
        new = ahead - (pull(error) + ahead) / np.float32(reach)
        new_bias = bias_ahead - error.sum(axis=0) / np.float32(reach_bias)
        push = np.float32(step / (step + 3))
        ahead, bias_ahead = new + push * (new - weight), new_bias + push * (new_bias - bias)
        weight, bias = new, new_bias
    return Head(weight=weight, bias=bias)


def _largest_eigenvalue(features: Floats, pull: Callable[[Floats], Floats]) -> float:
    """Return an upper estimate of the largest eigenvalue of `pull` after `features`, by power iteration."""
    direction = np.ones(features.shape[1], np.float32)
    for _ in range(20):
        direction = pull(features @ (direction / np.linalg.norm(direction)))
    return 1.05 * float(np.linalg.norm(direction))


def _columns(rows: Sequence[Sparse], size: int) -> Iterator[tuple[Classes, Floats]]:
    """Yield each feature's texts and its values in them: unfolded, all features together would be 270 MB."""
    places = np.concatenate([row.places for row in rows])
    order = np.argsort(places, kind="stable")
    texts = np.repeat(np.arange(len(rows)), [len(row.places) for row in rows])[order]
    values = np.concatenate([row.values for row in rows])[order]
    edges = np.searchsorted(places[order], np.arange(size + 1))
    return ((texts[first:last], values[first:last]) for first, last in pairwise(edges))


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shares: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares
