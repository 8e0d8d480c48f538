"""An utterance -> what was meant."""

from math import exp

from bot.domain.understanding import Intent, Outcome, Span, Understanding, Utterance
from bot.nlu.decide import decide
from bot.nlu.entry import Kind, Label, Piece
from bot.nlu.index import Index
from bot.nlu.normalize import split_words
from bot.nlu.pieces import SKIP_COST, Use, classify_words, find_exact, find_near
from bot.nlu.question import Question, Verdict
from bot.nlu.segment import Reading, segment

_HELP = frozenset({"help", "hilfe", "ayuda", "aide", "man", "usage", "commands", "manual"})
_GREETING = frozenset({"hi", "hello", "hey", "hiya", "howdy", "hallo", "hola", "yo"})
_THANKS = frozenset({"thanks", "thank", "thx", "ty", "cheers", "danke", "merci", "gracias"})
MOST_THANKS = 4
"""words of a thank-you that is nothing else besides"""
_UNSURE = 0.5
"""the most that an answer which asks back is worth"""


def understand(utterance: Utterance, index: Index) -> Understanding:
    """Return what the utterance means, by the index. Never fails: what cannot be read is NONE."""
    words = split_words(utterance.text)
    intent = utterance.intent or _find_intent(words)
    if not words:
        return Understanding(
            utterance=utterance, intent=intent, outcome=Outcome.NONE, why="nothing was asked"
        )
    question = _read(words, index)
    return _conclude(utterance, intent, question, decide(question))


def _find_intent(words: tuple[str, ...]) -> Intent:
    asks_help = not words or (len(words) == 1 and words[0] in _HELP)
    if asks_help or (words and len(words) <= 2 and words[0] in _GREETING):  # noqa: PLR2004  hi there
        return Intent.HELP
    thanks = len(words) <= MOST_THANKS and not _THANKS.isdisjoint(words)
    return Intent.THANKS if thanks else Intent.COMP


def _read(words: tuple[str, ...], index: Index) -> Question:
    """Read the words by exact names; where that leaves words unread, by near names as well."""
    uses = classify_words(words, index)
    pieces = find_exact(words, uses, index)
    question = Question(words=words, uses=uses, readings=segment(uses, pieces), index=index)
    unread = question.readings[0].unread
    if not unread:
        return question
    for piece in find_near(words, uses, list(unread), index):
        pieces[piece.start].append(piece)
    return Question(words=words, uses=uses, readings=segment(uses, pieces), index=index)


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
    spans: list[Span] = []
    at = 0
    for piece in reading.pieces:
        spans += [_explain_word(question, place) for place in range(at, piece.start)]
        spans.append(_explain_piece(question, piece))
        at = piece.end
    spans += [_explain_word(question, place) for place in range(at, len(question.words))]
    return tuple(spans)


def _explain_piece(question: Question, piece: Piece) -> Span:
    entry = piece.entry
    return Span(
        words=" ".join(question.words[piece.start : piece.end]),
        label=entry.label.value,
        slug=entry.slug or None,
        cost=round(entry.cost, 3),
        why=entry.kind.value if entry.kind is not Kind.WORD else "a phrase that names nothing",
    )


_USES = {
    Use.FILLER: "carries no name",
    Use.WEAK: "carries no name here",
    Use.NEUTRAL: "a number, or a second region or level",
    Use.EVERYDAY: "a common word nothing was made of",
    Use.STRANGE: "nothing was made of it",
}


def _explain_word(question: Question, place: int) -> Span:
    use = question.uses[place]
    label = Label.UNKNOWN if use >= Use.EVERYDAY else Label.FILLER
    return Span(
        words=question.words[place], label=label.value, slug=None, cost=SKIP_COST[use], why=_USES[use]
    )
