"""An utterance -> what was meant."""

import re
from dataclasses import replace
from itertools import count
from math import exp

from bot.domain.amounts.words import CLOCK
from bot.domain.understanding import WANTED, Intent, Outcome, Span, Understanding, Utterance
from bot.domain.written import read_written
from bot.nlu.decide import decide
from bot.nlu.entry import Kind, Label
from bot.nlu.index import Index
from bot.nlu.intents import Cue, find_cue
from bot.nlu.normalize import MOST_LETTERS, split_words
from bot.nlu.pieces import PLACES, SKIP_COST, Use, classify, find_exact, find_near
from bot.nlu.question import Question, Verdict
from bot.nlu.segment import Reading, segment

_LIST = read_written(__file__)
_USES: dict[str, str] = _LIST["uses"]
_BESIDE = frozenset({"vs", "versus", "or"})  # words between two jobs
_MOST_BESIDE = 12  # words of two jobs set side by side; a longer text tells a story
_ASIDE, _NO_PLACE = (re.compile(_LIST.pop(name)) for name in ("aside", "no_place"))
"""whom a letter greets, and whom the job reports to: none of them is the job, nor who offers it"""
_UNSURE = 0.5  # the most that an answer which asks back is worth


def understand(utterance: Utterance, index: Index) -> Understanding:
    """Return what the utterance means, by the index. Never fails: what cannot be read is NONE."""
    told = _ASIDE.sub(" ", CLOCK.sub(" ", utterance.text[:MOST_LETTERS]))
    words = _leave_denied(split_words(told) or split_words(utterance.text), index)
    cue = None if utterance.intent else _find_wanted(words, index)
    intent = utterance.intent or (cue.intent if cue else Intent.COMP if words else Intent.HELP)
    names = words[: cue.start] + words[cue.end :] if cue else words
    if not names:
        topics, why = (cue.topic,) if cue and cue.topic else (), "no name was mentioned"
        read = Understanding(utterance=utterance, intent=intent, outcome=Outcome.NONE, topics=topics, why=why)
    else:
        question = _read(names, index)
        read = _set_beside(_conclude(utterance, intent, question, decide(question)), names, index)
    return replace(read, spans=_with_cue(read.spans, words, cue)) if cue else read


def _leave_denied(words: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Return words without a place that is denied, or a term of work that is spoken of: seattle, not sf; no to remote."""
    places = {
        at for at, word in enumerate(words) if any(one.label in PLACES for one in index.exact.get(word, ()))
    }
    denied = {at for at in places if _NO_PLACE.search(" ".join(words[max(at - 3, 0) : at]))}
    return tuple(word for at, word in enumerate(words) if at not in denied)


def _set_beside(heard: Understanding, names: tuple[str, ...], index: Index) -> Understanding:
    """Return the guided one of two jobs side by side, the company without a guide as its `stranger`."""
    at = next((at for at, word in enumerate(names) if word in _BESIDE), 0)
    if not 0 < at < len(names) - 1 < _MOST_BESIDE or any(word[0].isdigit() for word in names):
        return heard
    halves = (names[:at], names[at + 1 :])
    for half, rest in (halves, halves[::-1]):
        own, other = decide(_read(half, index)), decide(_read(rest, index))
        if own.outcome is not Outcome.FOUND or not own.company:
            continue
        if (other.stranger or "").casefold() not in index.proper:
            continue
        if own.role is None and other.role:
            own = decide(_read((*half, *split_words(other.role)), index))
        heard = replace(heard, company=own.company, role=own.role, stranger=other.stranger)
        return replace(heard, outcome=own.outcome, alternatives=own.alternatives)
    return heard


def _with_cue(spans: tuple[Span, ...], words: tuple[str, ...], cue: Cue) -> tuple[Span, ...]:
    """Return the spans of a question's names with the words that said what is wanted, where they stood."""
    said = " ".join(words[cue.start : cue.end])
    at = next(at for at in count() if len(" ".join(one.words for one in spans[:at]).split()) >= cue.start)
    own = Span(words=said, label=WANTED, slug=None, cost=0.0, why=f"says what is wanted: {cue.intent}")
    return (*spans[:at], own, *spans[at:])


def _find_wanted(words: tuple[str, ...], index: Index) -> Cue | None:
    """Return the words that say what is wanted, unless a company with a guide is called just that."""
    cue = find_cue(words, index.words.cues)
    named = index.exact.get("".join(words), ()) if cue else ()
    return None if any(entry.slug in index.roles_at for entry in named) else cue


def _read(words: tuple[str, ...], index: Index) -> Question:
    """Read the words by exact names; where that leaves words unread, by near names as well."""
    uses = [classify(word, index) for word in words]
    pieces = find_exact(words, uses, index)
    readings = segment(uses, pieces)
    if unread := readings[0].unread:
        for piece in find_near(words, uses, unread, index):
            pieces[piece.start].append(piece)
        readings = segment(uses, pieces)
    return Question(words=words, uses=uses, readings=readings, index=index)


def _conclude(utterance: Utterance, intent: Intent, question: Question, verdict: Verdict) -> Understanding:
    best = question.readings[0]
    return Understanding(
        utterance=utterance,
        intent=intent,
        outcome=verdict.outcome,
        company=verdict.company,
        role=verdict.role,
        region=best.region.entry.slug if best.region else None,
        level=best.level.entry.slug if best.level else None,
        alternatives=verdict.alternatives,
        stranger=verdict.stranger,
        unread=tuple(question.words[at] for at in best.unread),
        confidence=_rate(verdict, best),
        spans=_explain(question, best),
        why=verdict.why,
    )


def _rate(verdict: Verdict, best: Reading) -> float:
    if verdict.outcome is Outcome.NONE:
        return 0.0
    rate = exp(-best.cost)
    return round(rate if verdict.outcome is Outcome.FOUND else min(rate, _UNSURE), 3)


def _explain(question: Question, reading: Reading) -> tuple[Span, ...]:
    """Return every word of the question in order, read or not."""
    starts = {piece.start: piece for piece in reading.pieces}
    spans: list[Span] = []
    at = 0
    while at < len(question.words):
        piece = starts.get(at)
        end, use = piece.end if piece else at + 1, question.uses[at]
        label = piece.entry.label if piece else Label.UNKNOWN if use >= Use.EVERYDAY else Label.FILLER
        words, slug = " ".join(question.words[at:end]), piece.entry.slug or None if piece else None
        cost = round(piece.entry.cost, 3) if piece else SKIP_COST[use]
        kind = piece.entry.kind.value if piece else _USES[use.name.lower()]
        why = "a phrase that names nothing" if kind == Kind.WORD else kind
        spans.append(Span(words=words, label=label.value, slug=slug, cost=cost, why=why))
        at = end
    return tuple(spans)
