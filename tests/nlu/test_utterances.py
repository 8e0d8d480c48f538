"""What is wanted, and of what: every utterance of the corpus is understood just so, and nothing is read into it."""

from pathlib import Path

import pytest
import yaml

from bot.coach.meant import TOLD, hear_offer, is_own
from bot.coach.topics import settle, wants_advice
from bot.conversation import Conversation
from bot.domain.session import Kept, Session
from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.nlu.intents import Phrase, find_at, mask, trim, unclip
from bot.nlu.normalize import split_words
from tests.conftest import TODAY
from tests.nlu.test_offers import write_heard

CORPUS = yaml.safe_load((Path(__file__).parent / "utterances.yaml").read_text("utf-8"))
NOTHING = "not"
SAID = [
    (intent, *(next(iter(one.items())) if isinstance(one, dict) else (one, {})))
    for intent, utterances in CORPUS.items()
    for one in utterances
]
MEANT = [said for said in SAID if said[0] != NOTHING]
NOT_MEANT = [text for intent, text, _ in SAID if intent == NOTHING]
NAMED = ("company", "role", "region", "level", "stranger")


def hear(advisor: Conversation, text: str) -> Understanding:
    """Return what a text means to somebody who has said nothing yet."""
    heard = advisor.understand(Utterance(text=text))
    ranking = advisor.rank(heard) if wants_advice(heard, advisor.edition) else None
    return settle(heard, ranking, advisor.edition) if ranking else heard


def wanted(advisor: Conversation, text: str) -> tuple[str, dict[str, str]]:
    """Return the intent of a text, `offer` where one is told in passing, and its slots."""
    heard = hear(advisor, text)
    said = hear_offer(heard, Session(), Kept(), advisor.edition, TODAY)
    tells = heard.intent in TOLD and is_own(heard, said, Session(), Kept())
    slots = {name: value for name in NAMED if (value := getattr(heard, name))}
    if tells or heard.intent in {Intent.OFFER, Intent.ROUND}:
        slots |= {name: str(value) for name, value in write_heard(said).items()}
    return (Intent.OFFER if tells else heard.intent), slots


@pytest.mark.parametrize("intent", sorted(set(CORPUS) - {NOTHING}))
def test_every_utterance_is_understood_just_so(advisor: Conversation, intent: str) -> None:
    """Each text has its intent and exactly its slots: one too many is as wrong as one too few."""
    expected = {text: (wish, slots) for wish, text, slots in MEANT if wish == intent}
    assert {text: wanted(advisor, text) for text in expected} == expected


def test_what_only_looks_like_a_wish_is_none(advisor: Conversation) -> None:
    """What sounds like a command, a company or an amount and is none starts nothing and states nothing."""
    for text in NOT_MEANT:
        intent, heard = wanted(advisor, text)[0], hear(advisor, text)
        is_unknown = intent == Intent.COMP and heard.outcome is Outcome.NONE
        assert is_unknown or intent in {Intent.OFF_TOPIC, Intent.ASK}, (text, intent)


def test_every_phrase_comes_with_its_sentence(advisor: Conversation) -> None:
    """No phrase is shipped that no sentence of the corpus uses for what it is meant to say."""
    cues = advisor.edition.index.words.cues
    wholes: set[tuple[str, Phrase]] = set()
    parts: set[tuple[str, Phrase]] = set()
    for intent, text, _ in MEANT:
        words = unclip(split_words(text), cues.clipped)
        starts, ends = trim(words, cues.polite), trim(words[::-1], cues.backwards)
        for said in (words, mask(words)):
            wholes |= {(intent, said[first : len(said) - last]) for first in starts for last in ends}
        for phrases in (cues.starts, cues.within):
            found = (find_at(words, at, phrases) for at in range(len(words)))
            parts |= {(intent, words[cue.start : cue.end]) for cue in found if cue}
    assert {(str(intent), phrase) for phrase, intent in cues.whole.items()} - wholes == set()
    placed = [pair for kind in (cues.starts, cues.within) for pairs in kind.values() for pair in pairs]
    assert {(str(intent), phrase) for phrase, intent in placed} - parts == set()
    asked = [
        f" {' '.join(split_words(text))} "
        for intent, text, _ in MEANT
        if intent in {Intent.ASK, Intent.OFFER}
    ]
    assert [said for said, _ in cues.worries if not any(f" {said} " in text for text in asked)] == []


def test_the_corpus_is_as_large_as_promised() -> None:
    """At least 420 utterances, a dozen of every intent, and 70 that mean nothing of the kind."""
    assert len(MEANT) >= 420
    assert len(NOT_MEANT) >= 70
    assert {intent for intent in Intent if len(CORPUS[intent]) < 12} == set()
