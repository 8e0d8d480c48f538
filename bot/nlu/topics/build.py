"""Topics, lines off the topic, a model and a cache -> a ranker."""

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.domain.topic import Topic
from bot.nlu.topics.cache import (
    find_key,
    load_meaning,
    load_wording,
    recall_vectors,
    save_meaning,
    save_wording,
)
from bot.nlu.topics.embed import Encoder, ModelFiles, open_encoder
from bot.nlu.topics.learn import Lessons, Meaning, Wording, learn_meaning, learn_wording, write_lessons
from bot.nlu.topics.lexical import Floats
from bot.nlu.topics.process import give_back_memory, keep_to_one_thread
from bot.nlu.topics.rank import Ranker
from bot.nlu.topics.score import Reader
from bot.nlu.topics.weights import UnfitModel

log = logging.getLogger(__name__)


def build_ranker(
    topics: Sequence[Topic], off_topic: Sequence[str], *, model: ModelFiles | None, cache: Path | None
) -> Ranker:
    """Return a ranker over the topics: up to 30 s the first time, 2 s with a warm cache folder.

    Without a model, or with one that is not the known one, words alone decide; the log says so once. A cache
    that is broken or cannot be written costs time and nothing else. numpy is kept to one thread from here on, in
    the whole process.
    """
    keep_to_one_thread()
    lessons = write_lessons(topics, off_topic)
    key = find_key(lessons)
    if not lessons.ids:
        return Ranker(lessons=lessons, wording=None, reader=None)
    wording = _recall_wording(lessons, key, cache)
    ranker = Ranker(lessons=lessons, wording=wording, reader=_read(lessons, key, model, cache))
    give_back_memory()
    return ranker


def _recall_wording(lessons: Lessons, key: str, cache: Path | None) -> Wording:
    kept = load_wording(cache, key) if cache else None
    if kept:
        return kept
    wording = learn_wording(lessons)
    if cache:
        save_wording(cache, key, wording)
    return wording


def _read(lessons: Lessons, key: str, model: ModelFiles | None, cache: Path | None) -> Reader | None:
    try:
        encoder = open_encoder(model)
    except UnfitModel as fault:
        log.warning("topics are ranked by words alone: %s", fault)
        return None
    meaning = _recall_meaning(lessons, key, encoder, cache)
    return Reader(encoder=encoder, meaning=meaning, spans=lessons.spans())


def _recall_meaning(lessons: Lessons, key: str, encoder: Encoder, cache: Path | None) -> Meaning:
    kept = load_meaning(cache, key) if cache else None
    if kept:
        return kept
    meaning = learn_meaning(lessons, _embed(lessons.texts, encoder, cache))
    if cache:
        save_meaning(cache, key, meaning, lessons.texts)
    return meaning


def _embed(texts: Sequence[str], encoder: Encoder, cache: Path | None) -> Floats:
    """Return a vector for each text, the cache's where it has one."""
    known = recall_vectors(cache, texts) if cache else {}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    known.update(zip(missing, encoder.embed(missing), strict=True))
    return np.stack([known[text] for text in texts])
