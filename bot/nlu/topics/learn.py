"""Topics and lines off the topic -> everything the ranking knows, as plain arrays."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.domain.topic import Topic
from bot.nlu.topics.cache import find_key, recall_head, recall_vectors
from bot.nlu.topics.embed import Encoder
from bot.nlu.topics.fit import Head, fit_dense, fit_sparse
from bot.nlu.topics.lexical import Bm25, Features, Floats, learn_features, read_words, weigh_bm25

STRENGTH = 10.0
"""sklearn's C; between 3 and 30 the development questions see no difference beyond chance"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """The texts that teach, and for each the topic it belongs to; those off the topic come last."""

    texts: tuple[str, ...]
    classes: tuple[int, ...]
    ids: tuple[str, ...]

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the first and last + 1 of each topic's texts, which stand together."""
        edges = [bisect_left(self.classes, at) for at in range(len(self.ids) + 1)]
        return tuple(pairwise(edges))


def write_lessons(topics: Sequence[Topic], off_topic: Sequence[str]) -> Lessons:
    """Return the lessons: each topic's title, advice and phrasings, then the lines to decline."""
    ordered = sorted(topics, key=lambda topic: topic.id)
    pairs = [(text, at) for at, topic in enumerate(ordered) for text in read_texts(topic)]
    pairs += [(line, len(ordered)) for line in off_topic]
    return Lessons(
        texts=tuple(text for text, _ in pairs),
        classes=tuple(owner for _, owner in pairs),
        ids=tuple(topic.id for topic in ordered),
    )


def read_texts(topic: Topic) -> list[str]:
    """Return what a topic teaches by: what people say, and what we say about it."""
    return [topic.title.text, topic.advice.text, *(phrasing.text for phrasing in topic.phrasings)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """What was learned about words. Class `topics` of the head is off the topic."""

    bm25: Bm25
    features: Features
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reader:
    """The model and what was learned about meaning with it."""

    encoder: Encoder
    vectors: Floats  # one row for each lesson
    centers: Floats  # one row for each topic: the direction its lessons share
    head: Head
    spans: tuple[tuple[int, int], ...]  # first and last + 1 of each topic's lessons


def learn_wording(lessons: Lessons, cache: Path | None) -> Wording:
    """Return BM25 over each topic's whole text and a regression over TF-IDF: 6 s for 61 topics, 0.4 s of them each start."""
    bm25 = weigh_bm25([read_words(" ".join(lessons.texts[first:last])) for first, last in lessons.spans()])
    texts = [read_words(text) for text in lessons.texts]
    features = learn_features(texts)
    among, classes = len(lessons.ids) + 1, np.array(lessons.classes)
    rows = map(features.read, texts)
    head = recall_head(
        cache and cache / "topic-wording.npz",
        find_key(repr(lessons)),
        lambda: fit_sparse([*rows], features.size, classes, among=among, strength=STRENGTH),
    )
    return Wording(bm25=bm25, features=features, head=head)


def learn_meaning(lessons: Lessons, encoder: Encoder, cache: Path | None) -> Reader:
    """Return each topic's center and a regression over the lessons' vectors, (lessons, 384)."""
    vectors = recall_vectors(cache and cache / "topic-vectors.npz", lessons.texts, encoder.embed)
    spans, among = lessons.spans(), len(lessons.ids) + 1
    centers = np.stack([vectors[first:last].mean(axis=0) for first, last in spans])
    centers /= np.linalg.norm(centers, axis=1, keepdims=True)
    head = recall_head(
        cache and cache / "topic-meaning.npz",
        find_key(repr(lessons)),
        lambda: fit_dense(vectors, np.array(lessons.classes), among=among, strength=STRENGTH),
    )
    return Reader(encoder=encoder, vectors=vectors, centers=centers, head=head, spans=spans)
