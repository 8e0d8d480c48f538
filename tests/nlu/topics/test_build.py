"""Building: what happens without the model, and what the cache may and may not do."""

import logging
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from bot.domain.topic import Topic
from bot.nlu.topics.build import build_ranker
from bot.nlu.topics.embed import ModelFiles
from bot.nlu.topics.rank import Ranker
from tests.nlu.topics.conftest import OFF_TOPIC, make_topic

TEXTS = ("my goat is at the office", "a loaf of rain", "")


def same(one: Ranker, other: Ranker) -> bool:
    """Return whether two rankers agree on some texts."""
    return [one.rank(text) for text in TEXTS] == [other.rank(text) for text in TEXTS]


def kept(cache: Path) -> dict[str, int]:
    """Return the cache's files and which copy of each it is: a file written anew is another copy."""
    return {file.name: file.stat().st_ino for file in cache.iterdir()}


@pytest.fixture(scope="module")
def learned(topics: list[Topic], model: ModelFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder in which the topics have been learned; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("learned")
    build_ranker(topics, OFF_TOPIC, model=model, cache=folder)
    return folder


@pytest.fixture
def warm(learned: Path, tmp_path: Path) -> Path:
    """Return a cache folder of the test's own in which the topics have been learned."""
    return copytree(learned, tmp_path / "warm")


@pytest.fixture(params=["none", "absent", "altered", "no vocabulary", "odd vocabulary"])
def unfit(request: pytest.FixtureRequest, model: ModelFiles, tmp_path: Path) -> ModelFiles | None:
    """Return no model, or one with a fault."""
    weights, vocabulary = tmp_path / "model.onnx", tmp_path / "vocab.txt"
    raw = bytearray(model.weights.read_bytes())
    raw[len(raw) // 2] ^= 1
    (tmp_path / "altered.onnx").write_bytes(raw)
    (tmp_path / "odd.txt").write_text("just\nwords\n", encoding="utf-8")
    files = {
        "absent": ModelFiles(weights=weights, vocabulary=model.vocabulary),
        "altered": ModelFiles(weights=tmp_path / "altered.onnx", vocabulary=model.vocabulary),
        "no vocabulary": ModelFiles(weights=model.weights, vocabulary=vocabulary),
        "odd vocabulary": ModelFiles(weights=model.weights, vocabulary=tmp_path / "odd.txt"),
    }
    return files.get(request.param)


def test_without_a_fit_model_words_decide_and_the_log_says_so_once(
    topics: list[Topic], unfit: ModelFiles | None, by_words: Ranker, caplog: pytest.LogCaptureFixture
) -> None:
    """A model that is missing, altered or without its vocabulary is left out: one line in the log, no failure."""
    with caplog.at_level(logging.INFO, logger="bot"):
        built = build_ranker(topics, OFF_TOPIC, model=unfit, cache=None)
        assert same(built, by_words)
    assert built.reader is None
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        "topics are ranked by words alone"
    ]


def test_the_known_model_is_used(by_both: Ranker) -> None:
    """The installed model passes its check and is at work."""
    assert by_both.reader


def test_a_warm_cache_gives_the_same_ranker_and_is_not_written_again(
    topics: list[Topic], model: ModelFiles, by_both: Ranker, warm: Path
) -> None:
    """What was learned once is taken from the cache: same rankings, same files."""
    before = kept(warm)
    assert same(build_ranker(topics, OFF_TOPIC, model=model, cache=warm), by_both)
    assert kept(warm) == before
    assert len(before) == 3


def test_other_topics_do_not_get_the_cache_of_these(
    topics: list[Topic], model: ModelFiles, warm: Path
) -> None:
    """A changed playbook is learned anew, its unchanged phrasings' vectors kept."""
    cow = make_topic(
        "cow", ("Bringing a cow", "my cow wants to see the office", "is a cow too big for the lift")
    )
    fresh = build_ranker([*topics, cow], OFF_TOPIC, model=model, cache=None)
    assert same(build_ranker([*topics, cow], OFF_TOPIC, model=model, cache=warm), fresh)


@pytest.mark.stress
@pytest.mark.parametrize("fault", ["empty", "cut off", "no archive", "other arrays", "a pickle"])
def test_a_broken_cache_is_ignored_and_replaced(
    topics: list[Topic], model: ModelFiles, by_both: Ranker, warm: Path, fault: str
) -> None:
    """Whatever is wrong with a cached file, the ranker is the same and the next start has a whole file again."""
    whole = kept(warm)
    for file in warm.iterdir():
        spoil(file, fault)
    assert same(build_ranker(topics, OFF_TOPIC, model=model, cache=warm), by_both)
    mended = kept(warm)
    assert mended.keys() == whole.keys()
    build_ranker(topics, OFF_TOPIC, model=model, cache=warm)
    assert kept(warm) == mended


def spoil(file: Path, fault: str) -> None:
    """Break a cached file in one of the ways files break."""
    if fault == "other arrays":
        with np.load(file) as kept_arrays:
            np.savez(file, key=kept_arrays["key"], other=np.ones(3))
    elif fault == "a pickle":
        np.save(file.with_suffix(".npy"), np.array([{"a": 1}], dtype=object), allow_pickle=True)
        file.with_suffix(".npy").replace(file)
    else:
        left = {"empty": b"", "cut off": file.read_bytes()[:1000], "no archive": b"hello"}
        file.write_bytes(left[fault])


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(
    topics: list[Topic], by_words: Ranker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where no folder can be made the ranker works all the same, and the log says why the next start is slow."""
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    assert same(build_ranker(topics, OFF_TOPIC, model=None, cache=tmp_path / "cache"), by_words)
    assert "not kept" in caplog.text
