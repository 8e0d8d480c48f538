"""Ranking: the right topic, one answer everywhere, and nothing that stops it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.topic import Topic
from bot.nlu.topics.build import build_ranker
from bot.nlu.topics.embed import ModelFiles
from bot.nlu.topics.rank import Ranker, Ranking, Verdict
from tests.nlu.topics.conftest import OFF_TOPIC, PLAYBOOK

ROOT = Path(__file__).resolve().parents[3]
NEW = [
    ("would the goat be allowed in our office", "goat"),
    ("goats at work, good idea?", "goat"),
    ("may I play piano at eleven in the evening", "piano"),
    ("my upstairs neighbors hate my piano", "piano"),
    ("why did my loaf not rise", "bread"),
    ("is my yeast too old for a loaf", "bread"),
]
SAME_MEANING = [
    ("livestock beside my cubicle", "goat"),
    ("the people next door are fed up with my nocturne rehearsals", "piano"),
    ("sourdough came out of the oven like a brick", "bread"),
]
PRINT_RANKINGS = """
from tests.nlu.topics.conftest import OFF_TOPIC, PLAYBOOK, make_topic, SEEDS
from bot.nlu.topics.build import build_ranker
from bot.nlu.topics.embed import find_model
topics = [make_topic(name, phrasings) for name, phrasings in PLAYBOOK.items()]
for model in (None, find_model(SEEDS / "lexicon" / "vocab.txt")):
    ranker = build_ranker(topics, OFF_TOPIC, model=model, cache=None)
    print(ranker.rank("my goat plays the piano"), ranker.rank("a loaf of rain"))
"""


@pytest.mark.parametrize(("text", "topic"), NEW)
def test_the_right_topic_comes_first(ranker: Ranker, text: str, topic: str) -> None:
    """Words that a topic's phrasings use in another order find that topic, with or without the model."""
    assert ranker.rank(text).topics[0][0] == topic


@pytest.mark.parametrize(("text", "topic"), SAME_MEANING)
def test_meaning_is_found_without_a_shared_word(by_both: Ranker, text: str, topic: str) -> None:
    """With the model, a question in quite other words still finds its topic."""
    assert by_both.rank(text).topics[0][0] == topic


@pytest.mark.parametrize("text", ["the gaot ate the printr paper", "can i brign my gooat to wrok"])
def test_slips_of_the_finger_do_not_hide_a_topic(ranker: Ranker, text: str) -> None:
    """Misspelled words still find their topic."""
    assert ranker.rank(text).topics[0][0] == "goat"


def test_a_question_at_the_end_of_a_long_post_is_read(by_both: Ranker) -> None:
    """The model reads the end of a text that is longer than it can take, since the question stands there."""
    story = "It has been a long week and I moved here last year with two bags and a lamp. " * 20
    assert by_both.rank(story + "The dough stays flat, is the yeast dead?").topics[0][0] == "bread"


def test_scores_are_ordered_and_never_above_the_chance_of_being_on_topic(ranker: Ranker) -> None:
    """The first score is the chance that the text is on topic; no other topic has more."""
    ranking = ranker.rank("my goat plays the piano at night")
    scores = [score for _, score in ranking.topics]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == pytest.approx(1 - ranking.off_topic, abs=2e-4)


def test_the_verdict_follows_the_standing(ranker: Ranker) -> None:
    """One topic far ahead is answered at once, of two that are close the person chooses, the rest is declined."""
    both = f"{PLAYBOOK['goat'][2]} and {PLAYBOOK['piano'][5]}"
    asked = (PLAYBOOK["goat"][2], both, OFF_TOPIC[0])
    verdicts = [ranker.rank(text).verdict for text in asked]
    assert verdicts == [Verdict.ANSWER, Verdict.OFFER, Verdict.DECLINE]
    assert {name for name, _ in ranker.rank(both).topics[:2]} == {"goat", "piano"}


def test_lines_taught_as_off_topic_stand_below_every_phrasing(ranker: Ranker) -> None:
    """What was taught to be declined is less on topic than anything taught to be answered."""
    least = min(ranker.rank(line).topics[0][1] for lines in PLAYBOOK.values() for line in lines)
    assert [text for text in OFF_TOPIC if ranker.rank(text).topics[0][1] >= least] == []


def test_reasons_are_words_of_the_text_and_a_phrasing_of_the_topic(by_both: Ranker) -> None:
    """Why a topic was chosen is told in the person's own words and by the nearest phrasing of that topic."""
    reason = by_both.rank("May the GOAT sleep under my desk?").why[0]
    assert reason.topic == "goat"
    assert reason.words[0] in {"goat", "desk", "under"}
    assert reason.phrasing == "is there room for a goat under the desk"


def test_reasons_without_a_model_name_no_phrasing(by_words: Ranker) -> None:
    """Words alone cannot say which phrasing is nearest in meaning, and do not pretend to."""
    assert all(reason.phrasing is None for reason in by_words.rank("my goat").why)


def test_a_playbook_without_topics_declines_everything(model: ModelFiles) -> None:
    """With nothing to offer, nothing is offered, and nothing fails."""
    empty = build_ranker([], OFF_TOPIC, model=model, cache=None)
    assert empty.rank("may I bring my goat") == Ranking(
        topics=(), off_topic=1.0, verdict=Verdict.DECLINE, why=()
    )


def test_one_topic_and_no_line_to_decline_are_enough(topics: list[Topic]) -> None:
    """A playbook of one topic works, without any off-topic line."""
    alone = build_ranker(topics[:1], (), model=None, cache=None)
    assert [name for name, _ in alone.rank("goat").topics] == ["goat"]


def test_the_order_of_the_topics_does_not_matter(topics: list[Topic], by_words: Ranker) -> None:
    """The same topics read in another order give the same ranking."""
    backward = build_ranker(topics[::-1], OFF_TOPIC, model=None, cache=None)
    assert backward.rank("a goat at the piano") == by_words.rank("a goat at the piano")


@pytest.mark.stress
def test_every_process_ranks_alike() -> None:
    """The ranking does not depend on a process's hash seed."""
    said = {
        subprocess.run(  # noqa: S603  our own code
            [sys.executable, "-c", PRINT_RANKINGS],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert b"goat" in said.pop()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400) | st.text(alphabet="goat $1\n<!@#>{}\u202e\u0000é日🐐", max_size=3000))
def test_whatever_is_typed_gets_a_ranking(ranker: Ranker, text: str) -> None:
    """No text fails: at most five topics, scores between 0 and 1, a chance and a verdict that agree."""
    ranking = ranker.rank(text)
    assert len(ranking.topics) == len(ranking.why) == len(PLAYBOOK)
    assert all(0 <= score <= 1 for _, score in ranking.topics)
    assert 0 <= ranking.off_topic <= 1
    assert ranking.is_off_topic == (ranking.off_topic > 0.5)
    assert ranker.rank(text) == ranking
