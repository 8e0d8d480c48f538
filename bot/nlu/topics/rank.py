"""A text -> the topics it may be about, best first, and whether to answer, to offer or to decline."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from threading import Lock

import numpy as np

from bot.nlu.topics.learn import Lessons, Reader, Wording
from bot.nlu.topics.lexical import Bm25, Floats, Words, read_words

MOST_TOPICS = 5
MOST_WORDS = 5
EVEN = 0.5
NEAREST = 3
LIKENESS = 10.0
"""log-odds for each unit of cosine, beside two that are log-odds already"""


class Verdict(StrEnum):
    """What the ranking is good for."""

    ANSWER = auto()  # the first topic stands well ahead
    OFFER = auto()  # one of the first three, most likely: let the person choose
    DECLINE = auto()  # not about offers and pay


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What speaks for one topic."""

    topic: str
    words: tuple[str, ...]  # the words of the text that weigh most for it, heaviest first
    phrasing: str | None  # the lesson nearest in meaning; None where no model reads meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The best five topics of a text, and what to do with them."""

    topics: tuple[tuple[str, float], ...]
    """id and score, best first. The first score is the chance that the text is on topic; each other is its
    share of the first, by how far it stands behind"""
    off_topic: float  # the chance that the text is not about offers and pay, 0 to 1
    verdict: Verdict
    why: tuple[Reason, ...]  # in the order of `topics`

    @property
    def is_off_topic(self) -> bool:
        """Whether the text should be declined."""
        return self.verdict is Verdict.DECLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Where the lines are drawn, fitted once on development questions."""

    middle: float  # log-odds at which a text is as likely on topic as off; below, it is declined
    slope: float  # log-odds -> chance of being on topic: 1 / (1 + exp(-slope x (log-odds - middle)))
    lead: float  # how far the first topic must stand ahead of the second to be answered at once


# On the development questions `middle` keeps 96 % of what is on topic, and `lead` is where 9 of 10 topics answered
# at once are right; tests/bench/questions.py shows both on any file.
BY_WORDING = Cuts(middle=2.8, slope=1.5, lead=1.5)
BY_BOTH = Cuts(middle=10.5, slope=0.8, lead=1.5)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """A text's standing."""

    topics: Floats  # one number a topic, larger is better; of use only beside each other
    log_odds: float  # of being on topic, before calibration
    near: Floats  # likeness to each lesson; empty where no model reads meaning


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranker:
    """Everything learned, ready to rank. Never changes: threads may share it."""

    lessons: Lessons
    wording: Wording | None  # None where there are no topics
    reader: Reader | None  # None where words alone are at work

    def rank(self, text: str) -> Ranking:
        """Return the ranking of a text of any length: 10 to 30 ms, 1 to 15 ms by words alone."""
        if self.wording is None:
            return Ranking(topics=(), off_topic=1.0, verdict=Verdict.DECLINE, why=())
        words = read_words(text)
        fit = _weigh(text, words, self.wording, self.reader)
        cuts = BY_BOTH if self.reader else BY_WORDING
        chance = 1 / (1 + math.exp(min(-cuts.slope * (fit.log_odds - cuts.middle), 60.0)))
        best = np.argsort(-fit.topics, kind="stable")[:MOST_TOPICS].tolist()
        behind = [float(fit.topics[at] - fit.topics[best[0]]) for at in best]
        first = dict(zip(reversed(words.stems), reversed(words.folded), strict=True))
        shares = (round(chance * math.exp(less), 4) for less in behind)
        return Ranking(
            topics=tuple(zip((self.lessons.ids[at] for at in best), shares, strict=True)),
            off_topic=round(1 - chance, 4),
            verdict=_judge(chance, behind, cuts),
            why=tuple(self._explain(at, self.wording.bm25, first, fit) for at in best),
        )

    def _explain(self, topic: int, bm25: Bm25, words: Mapping[str, str], fit: Fit) -> Reason:
        weights = bm25.explain(words, topic)
        first, last = self.reader.spans[topic] if self.reader else (0, 0)
        heaviest = sorted(weights, key=lambda stem: (-weights[stem], stem))[:MOST_WORDS]
        return Reason(
            topic=self.lessons.ids[topic],
            words=tuple(words[stem] for stem in heaviest),
            phrasing=self.lessons.texts[first + int(fit.near[first:last].argmax())] if self.reader else None,
        )


def _judge(chance: float, behind: Sequence[float], cuts: Cuts) -> Verdict:
    if chance < EVEN:
        return Verdict.DECLINE
    clear = len(behind) == 1 or -behind[1] >= cuts.lead
    return Verdict.ANSWER if clear else Verdict.OFFER


def _weigh(text: str, words: Words, wording: Wording, reader: Reader | None) -> Fit:
    """Return what the words of a text and, where a model reads it, its meaning say."""
    odds = wording.head.score(wording.features.read(words))
    topics = 0.5 * _spread(wording.bm25.score(words)) + 0.5 * _spread(odds[:-1])
    fit = Fit(topics=topics, log_odds=_on_topic(odds), near=np.empty(0, np.float32))
    return _add_meaning(text, fit, reader) if reader else fit


def _add_meaning(text: str, words: Fit, reader: Reader) -> Fit:
    vector = reader.encoder.embed([text])[0]
    odds = reader.head.score(vector)
    near = reader.vectors @ vector
    close = reader.centers @ vector
    # a topic is as near as its three nearest phrasings together: one alone may be an accident
    nearest = [np.sort(near[first:last])[-NEAREST:].mean() for first, last in reader.spans]
    likeness = close + np.array(nearest, np.float32)
    return Fit(
        topics=words.topics + _spread(likeness) + _spread(odds[:-1]),
        log_odds=words.log_odds + _on_topic(odds) + LIKENESS * float(close.max()),
        near=near,
    )


def _spread(scores: Floats) -> Floats:
    """Return the scores with mean 0 and spread 1, so that scorers can be added."""
    scale = float(scores.std()) or 1.0
    centered: Floats = (scores - scores.mean()) / np.float32(scale)
    return centered


def _on_topic(odds: Floats) -> float:
    """Return the log-odds of any topic against the last class, off the topic."""
    most = float(odds[:-1].max())
    return most + float(np.log(np.exp(odds[:-1] - most).sum())) - float(odds[-1])


class Later:
    """A ranker that is built once, when first asked for; whoever comes meanwhile waits for it."""

    def __init__(self, make: Callable[[], Ranker]) -> None:
        self.make = make
        self.lock = Lock()
        self.made: Ranker | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it has been built."""
        return self.made is not None

    def wait(self) -> Ranker:
        """Return the ranker; build it now, or wait for whoever is building it."""
        with self.lock:
            if self.made is None:
                self.made = self.make()
            return self.made
