"""Logistic regression over many classes, by accelerated descent (Nesterov 1983), small enough to fit at start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.nlu.topics.lexical import Floats, Sparse

STEPS = 100
BLOCK = 1_024
"""features unfolded at once: 10 MB for 2,500 texts"""

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
    for start in range(0, size, BLOCK):
        part = _unfold(rows, start)
        gram += part @ part.T
    mix = _descend(gram, lambda error: error, np.eye(among, dtype=np.float32)[classes], strength)
    weight = np.vstack([_unfold(rows, start).T @ mix.weight for start in range(0, size, BLOCK)])[:size]
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


def _unfold(rows: Sequence[Sparse], start: int) -> Floats:
    dense = np.zeros((len(rows), BLOCK), np.float32)
    for at, row in enumerate(rows):
        first, last = np.searchsorted(row.places, (start, start + BLOCK))
        dense[at, row.places[first:last] - start] = row.values[first:last]
    return dense


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shares: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares
