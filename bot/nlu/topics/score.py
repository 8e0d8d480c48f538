"""How well a text fits each topic, by words and by meaning, and how surely it is on topic at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.nlu.topics.embed import Encoder
from bot.nlu.topics.learn import Meaning, Wording
from bot.nlu.topics.lexical import Floats
from bot.nlu.topics.words import Words

NEAREST = 3
"""a topic is as near as its three nearest phrasings together: one alone may be an accident"""
LIKENESS = 10.0
"""log-odds for each unit of cosine, beside two that are log-odds already"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """A text's standing."""

    topics: Floats
    """one number a topic, larger is better; of use only beside each other"""
    log_odds: float
    """of being on topic, before calibration"""
    near: Floats
    """likeness to each lesson; empty where no model reads meaning"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reader:
    """The model and what was learned with it."""

    encoder: Encoder
    meaning: Meaning
    spans: tuple[tuple[int, int], ...]
    """first and last + 1 of each topic's lessons"""


def weigh(text: str, words: Words, wording: Wording, reader: Reader | None) -> Fit:
    """Return what the words of a text and, where a model reads it, its meaning say."""
    odds = wording.head.score_sparse(wording.features.read(words))
    topics = 0.5 * spread(wording.bm25.score(words)) + 0.5 * spread(odds[:-1])
    fit = Fit(topics=topics, log_odds=on_topic(odds), near=np.empty(0, np.float32))
    return _weigh_meaning(text, fit, reader) if reader else fit


def _weigh_meaning(text: str, words: Fit, reader: Reader) -> Fit:
    vector = reader.encoder.embed([text])[0]
    odds = reader.meaning.head.score_dense(vector)
    near = reader.meaning.vectors @ vector
    close = reader.meaning.centers @ vector
    likeness = close + near_topics(near, reader.spans)
    return Fit(
        topics=words.topics + spread(likeness) + spread(odds[:-1]),
        log_odds=words.log_odds + on_topic(odds) + LIKENESS * float(close.max()),
        near=near,
    )


def near_topics(near: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
    """Return each topic's likeness: the mean of its nearest lessons'."""
    return np.array([np.sort(near[first:last])[-NEAREST:].mean() for first, last in spans], np.float32)


def spread(scores: Floats) -> Floats:
    """Return the scores with mean 0 and spread 1, so that scorers can be added."""
    scale = float(scores.std()) or 1.0
    centered: Floats = (scores - scores.mean()) / np.float32(scale)
    return centered


def on_topic(odds: Floats) -> float:
    """Return the log-odds of any topic against the last class, off the topic."""
    most = float(odds[:-1].max())
    return most + float(np.log(np.exp(odds[:-1] - most).sum())) - float(odds[-1])
