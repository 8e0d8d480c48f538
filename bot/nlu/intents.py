"""What is wanted, by the words used for it: phrases are data, an utterance that fits none says nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from bot.domain.understanding import Intent

MOST_WORDS, SHORT = 30, 8
"""words of an utterance in which a phrase may stand anywhere, and a worry: in a longer story it is said in passing"""
Phrase = tuple[str, ...]
LEADS = (
    *product(("what", "how"), ("about", "is", "are", "does", "do")),
    *product(("explain", "define", "what")),
)
ARTICLES = frozenset({"the", "a", "an", "my", "their"})
MEANING = frozenset({"mean", "means", "meaning", "stand", "for", "work", "works", "there"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words `start` to `end` of an utterance that say what is wanted."""

    intent: Intent
    start: int
    end: int
    topic: str = ""  # the page that answers, where the words are about a part of an offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Every phrase with its intent; `starts` and `within` by their first word, in the order of precedence."""

    polite: frozenset[Phrase] = frozenset()
    backwards: frozenset[Phrase] = frozenset()  # politeness, its words in turned order
    clipped: Mapping[str, str] = field(default_factory=dict)
    """words as they are read: whats as it is left when an apostrophe was typed, aks as what it is a slip of"""
    sentence: frozenset[str] = frozenset()  # words that stand in a sentence, not behind a command's name
    parts: Mapping[Phrase, str] = field(default_factory=dict)
    """words for a part of an offer -> the page about it"""
    worries: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """words that ask nothing and say how somebody feels, and the pages nearest to them"""
    plain: frozenset[tuple[str, ...]] = frozenset()  # of those pages the ones that are near to no feeling
    whole: Mapping[Phrase, Intent] = field(default_factory=dict)
    starts: Mapping[str, tuple[tuple[Phrase, Intent], ...]] = field(default_factory=dict)
    within: Mapping[str, tuple[tuple[Phrase, Intent], ...]] = field(default_factory=dict)


def find_cue(words: tuple[str, ...], cues: Cues) -> Cue | None:
    """Return the words that say what is wanted: all of them, the first ones, or some in a short utterance."""
    words = unclip(words, cues.clipped)
    starts, ends, spelled = trim(words, cues.polite), trim(words[::-1], cues.backwards), (words, mask(words))
    for first, last in product(starts, ends):
        found = (cues.whole.get(said[first : len(words) - last]) for said in spelled)
        if intent := next(filter(None, found), None):
            return Cue(intent=intent, start=0, end=len(words))
    start, end = starts[-1], len(words) - ends[-1]
    if (topic := cues.parts.get(subject(words[start:end]))) is not None:
        return Cue(intent=Intent.ASK, start=0, end=len(words), topic=topic)
    if (cue := find_at(words, start, cues.starts)) is not None:
        return cue
    places: Iterable[int] = range(len(words)) if len(words) <= MOST_WORDS else ()
    return next((cue for at in places if (cue := find_at(words, at, cues.within))), None)


def mask(words: Phrase) -> Phrase:
    """Return words with `#` for every number."""
    return tuple("#" if word.rstrip("k").isdecimal() else word for word in words)


def subject(words: Phrase) -> Phrase:
    """Return what "what about the sign-on", "what does OTE mean" or a bare "TC?" is about."""
    lead = next((len(lead) for lead in LEADS if words[: len(lead)] == lead), 0)
    rest = tuple(word for word in words[lead:] if word not in MEANING)
    return rest[1:] if rest and rest[0] in ARTICLES else rest


def find_worry(words: Phrase, cues: Cues) -> tuple[str, ...]:
    """Return the pages nearest to what a short remark says somebody feels; none for any other."""
    text = f" {' '.join(words)} " if len(words) <= 2 * SHORT else ""
    is_short = len(words) <= SHORT  # a longer remark only by a feeling's one name
    return next(
        (pages for said, pages in cues.worries if f" {said} " in text and (is_short or " " not in said)), ()
    )


def find_at(
    words: tuple[str, ...], at: int, phrases: Mapping[str, tuple[tuple[Phrase, Intent], ...]]
) -> Cue | None:
    """Return the longest phrase that begins at word `at`."""
    for phrase, intent in phrases.get(words[at], ()) if at < len(words) else ():
        if words[at : at + len(phrase)] == phrase:
            return Cue(intent=intent, start=at, end=at + len(phrase))
    return None


def trim(words: Phrase, polite: frozenset[Phrase]) -> list[int]:
    """Return how many of the first words may go, none first, until all that is politeness has gone but one word."""
    longest = max(map(len, polite), default=0)
    starts = [0]
    while size := next((n for n in range(longest, 0, -1) if words[starts[-1] :][:n] in polite), 0):
        if starts[-1] + size >= len(words):
            break
        starts.append(starts[-1] + size)
    return starts


def unclip(words: Phrase, clipped: Mapping[str, str]) -> Phrase:
    """Return words as they are read: whats as what, aks as ask."""
    return tuple(clipped.get(word, word) for word in words)


def gather_cues(phrases: Mapping[str, Mapping[str, Iterable[Phrase]]]) -> Cues:
    """Return cues from phrases by intent and kind: of the same words the first intent has them, longer ones go first.

    Raises ValueError for an intent that does not exist.
    """
    whole: dict[Phrase, Intent] = {}
    placed: dict[str, dict[str, list[tuple[Phrase, Intent]]]] = {"starts": {}, "within": {}}
    spelled = ((name, kind, one) for name, kinds in phrases.items() for kind in kinds for one in kinds[kind])
    for name, kind, phrase in spelled:
        if kind == "whole":
            whole.setdefault(phrase, Intent(name))
        else:
            placed[kind].setdefault(phrase[0], []).append((phrase, Intent(name)))
    longest_first = {
        kind: {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in by_first.items()}
        for kind, by_first in placed.items()
    }
    return Cues(whole=whole, starts=longest_first["starts"], within=longest_first["within"])
