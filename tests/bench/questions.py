"""Measure topic ranking and the off-topic gate on a file of labeled questions, BM25 alone beside it in the same run.

Usage: python tests/bench/questions.py FILE [--misses] [--lexical]
FILE holds one JSON object a line: {"q": text, "topic": id, "alt_topics": [id...]}; topic may be `off_topic`, which
is to be declined, or `other`, which is left out. Small talk is our own, from tests/nlu/topics/small_talk.txt.
Each design runs in a process of its own, so that its memory is its own. Intervals are Wilson's, 95 %.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.domain.topic import Topic
from bot.library.playbook import read_off_topic, read_playbook
from bot.nlu.topics.build import build_ranker
from bot.nlu.topics.embed import find_model
from bot.nlu.topics.learn import read_texts
from bot.nlu.topics.lexical import read_words, weigh_bm25
from bot.nlu.topics.rank import Ranker, Verdict

ROOT = Path(__file__).resolve().parents[2]
LEXICON, PLAYBOOK = ROOT / "seeds" / "lexicon", ROOT / "seeds" / "playbook"
SMALL_TALK = ROOT / "tests" / "nlu" / "topics" / "small_talk.txt"
DESIGNS = {"bm25": "BM25 alone", "words": "words alone", "both": "words and meaning"}
PASTE = 10_000
"""letters of a long paste"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a design made of one text."""

    topics: tuple[str, ...]
    """best first, five at most"""
    sure: float
    """the larger, the surer that the text is on topic"""
    verdict: str | None
    ms: float


Design = Callable[[str], Guess]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One labeled text."""

    text: str
    topic: str
    also: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: `hits` of `n`, and the target it is held to."""

    what: str
    hits: int
    n: int
    target: str = ""


def main() -> None:
    """Measure every design on the file and print one table."""
    asked = _parse()
    questions = read_questions(asked.file)
    if asked.design:
        print(json.dumps(_measure(asked.design, questions, misses=asked.misses)))
        return
    wanted = [name for name in DESIGNS if not (asked.lexical and name == "both")]
    found = {name: _measure_apart(name, asked) for name in wanted}
    print(f"{len(questions)} questions of {asked.file.name}")
    print(f"{'':34}" + "".join(f"{DESIGNS[name]:>26}" for name in found) + "   target")
    for line in zip(*(result["rows"] for result in found.values()), strict=True):
        print(
            f"{line[0]['what']:34}"
            + "".join(f"{_share(cell):>26}" for cell in line)
            + f"   {line[0]['target']}"
        )
    for name in found[wanted[0]]["costs"]:
        print(f"{name:34}" + "".join(f"{result['costs'][name]:>26}" for result in found.values()))
    print("\n".join(found[wanted[-1]]["misses"]))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="print every question whose first topic is wrong"
    )
    parser.add_argument("--lexical", action="store_true", help="leave the model out")
    parser.add_argument("--design", choices=DESIGNS, help="measure one design, print JSON (used by itself)")
    return parser.parse_args()


def read_questions(file: Path) -> list[Question]:
    """Return the questions of a file."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Question(text=line["q"], topic=line["topic"], also=frozenset(line.get("alt_topics") or ()))
        for line in lines
    ]


def _measure_apart(design: str, asked: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, __file__, str(asked.file), "--design", design]
    command += ["--misses"] if asked.misses else []
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603  ourselves
    return result


def _measure(name: str, questions: Sequence[Question], *, misses: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        first, _ = open_design(name, Path(folder))
        warm, guess = open_design(name, Path(folder))
    guesses = [guess(question.text) for question in questions]
    pasted = [guess(text) for text in long_pastes(questions)]
    wrong = [pair for pair in pair_up(questions, guesses) if pair[1].topics[0] != pair[0].topic]
    return {
        "rows": [_as_cell(row) for row in rows_of(questions, guess)],
        "costs": {
            "first start, with a warm cache": f"{first:.1f} s, {warm:.1f} s",
            "ms a question, p50 and p99": _times(guesses),
            "ms a paste of 10 KB, p50 and p99": _times(pasted),
            "memory, now and most": _memory(),
        },
        "misses": [_describe(*pair) for pair in wrong] if misses else [],
    }


def rows_of(questions: Sequence[Question], guess: Design) -> list[Row]:
    """Return the table's rows for one design."""
    guesses = [guess(question.text) for question in questions]
    talk = [guess(line) for line in read_off_topic(SMALL_TALK)]
    on = pair_up(questions, guesses)
    off = [made for asked, made in zip(questions, guesses, strict=True) if asked.topic == "off_topic"]
    return [*rows_of_topics(on), *rows_of_gate([made for _, made in on], off, talk)]


def pair_up(questions: Sequence[Question], guesses: Sequence[Guess]) -> list[tuple[Question, Guess]]:
    """Return the questions about a topic, each with what was made of it."""
    pairs = zip(questions, guesses, strict=True)
    return [pair for pair in pairs if pair[0].topic not in {"other", "off_topic"}]


def open_design(name: str, cache: Path) -> tuple[float, Design]:
    """Return the seconds it took to open a design, and the design."""
    start = time.perf_counter()
    topics = sorted(read_playbook(PLAYBOOK).topics.values(), key=lambda topic: topic.id)
    design = _bm25(topics) if name == "bm25" else _ranker(topics, cache, with_model=name == "both")
    return time.perf_counter() - start, design


def _bm25(topics: Sequence[Topic]) -> Design:
    bm25 = weigh_bm25([read_words(" ".join(read_texts(topic))) for topic in topics])

    def guess(text: str) -> Guess:
        start = time.perf_counter()
        scores = bm25.score(read_words(text))
        best = np.argsort(-scores, kind="stable")[:5]
        spent = (time.perf_counter() - start) * 1e3
        sure = float(scores[best[0]])
        return Guess(topics=tuple(topics[at].id for at in best), sure=sure, verdict=None, ms=spent)

    return guess


def _ranker(topics: Sequence[Topic], cache: Path, *, with_model: bool) -> Design:
    model = find_model(LEXICON / "vocab.txt") if with_model else None
    if with_model and model is None:
        sys.exit("the model is not installed; ask for --lexical")
    off_topic = read_off_topic(LEXICON / "off_topic.txt")
    return as_design(build_ranker(topics, off_topic, model=model, cache=cache))


def as_design(ranker: Ranker) -> Design:
    """Return a ranker as a design."""

    def guess(text: str) -> Guess:
        start = time.perf_counter()
        ranking = ranker.rank(text)
        spent = (time.perf_counter() - start) * 1e3
        names = tuple(name for name, _ in ranking.topics)
        return Guess(topics=names, sure=ranking.topics[0][1], verdict=ranking.verdict, ms=spent)

    return guess


def long_pastes(questions: Sequence[Question]) -> Iterator[str]:
    """Yield a hundred texts of 10 KB, each from where the one before began and on."""
    whole = "\n".join(question.text for question in questions) * 30
    for at in range(100):
        yield whole[at * 997 : at * 997 + PASTE]


def rows_of_topics(on: Sequence[tuple[Question, Guess]]) -> Iterator[Row]:
    """Yield how often the topic is right; lenient rows take a second label too."""
    n = len(on)
    strict = [(frozenset({asked.topic}), made) for asked, made in on]
    lenient = [(asked.also | {asked.topic}, made) for asked, made in on]
    for label, pairs, targets in (
        ("", strict, (">= 0.66", ">= 0.88")),
        (", lenient", lenient, (">= 0.80", ">= 0.93")),
    ):
        yield Row(what=f"topic first{label}", hits=_within(pairs, 1), n=n, target=targets[0])
        yield Row(what=f"topic among three{label}", hits=_within(pairs, 3), n=n, target=targets[1])
    direct = [pair for pair in lenient if pair[1].verdict == Verdict.ANSWER]
    yield Row(what="answered at once", hits=len(direct), n=n)
    yield Row(what="of these right, lenient", hits=_within(direct, 1), n=len(direct))
    pages = {topic.id: topic.related for topic in read_playbook(PLAYBOOK).topics.values()}
    for label, pairs, target in (("", strict, ""), (", lenient", lenient, ">= 0.88")):
        hits = sum(not right.isdisjoint(_one_tap(made, pages)) for right, made in pairs)
        yield Row(what=f"right within one tap{label}", hits=hits, n=n, target=target)


def _one_tap(made: Guess, pages: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the pages that the reply shows or has a button for: the answer, the next two and its related pages, or the offered."""
    if made.verdict == Verdict.ANSWER:
        return (*made.topics[:3], *pages[made.topics[0]])
    return made.topics[:3] if made.verdict == Verdict.OFFER else ()


def _within(pairs: Sequence[tuple[frozenset[str], Guess]], first: int) -> int:
    return sum(not right.isdisjoint(made.topics[:first]) for right, made in pairs)


def rows_of_gate(on: Sequence[Guess], off: Sequence[Guess], talk: Sequence[Guess]) -> Iterator[Row]:
    """Yield how many off-topic texts come through where a share of the on-topic ones does."""
    for share, targets in ((0.9, ("<= 0.12", "<= 0.01")), (0.95, ("", ""))):
        cut = sorted(made.sure for made in on)[len(on) - math.ceil(share * len(on))]
        for label, texts, target in zip(("off topic", "small talk"), (off, talk), targets, strict=True):
            hits = sum(made.sure >= cut for made in texts)
            yield Row(what=f"{label} let in at {share:.0%} recall", hits=hits, n=len(texts), target=target)
    for label, texts in (("on topic", on), ("off topic", off), ("small talk", talk)):
        hits = sum(made.verdict != Verdict.DECLINE for made in texts)
        yield Row(what=f"{label} let in as shipped", hits=hits, n=len(texts))


def _as_cell(row: Row) -> dict[str, Any]:
    return {"what": row.what, "hits": row.hits, "n": row.n, "target": row.target}


def _share(cell: Mapping[str, Any]) -> str:
    hits, n = cell["hits"], cell["n"]
    if not n:
        return "-"
    low, high = wilson(hits, n)
    return f"{hits / n:.2f} [{low:.2f}, {high:.2f}] n={n}"


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    z = 1.96
    middle = (hits + z * z / 2) / (n + z * z)
    reach = z / (n + z * z) * math.sqrt(hits * (n - hits) / n + z * z / 4)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _times(guesses: Sequence[Guess]) -> str:
    spent = sorted(made.ms for made in guesses)
    return f"{spent[len(spent) // 2]:.1f}, {spent[int(len(spent) * 0.99)]:.1f}"


def _memory() -> str:
    status = Path("/proc/self/status")
    if not status.exists():
        return "-"
    fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
    now, most = (int(fields[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))
    return f"{now} MB, {most} MB"


def _describe(asked: Question, made: Guess) -> str:
    return f"{asked.topic} {sorted(asked.also)} <- {', '.join(made.topics[:3])}: {asked.text[:100]!r}"


if __name__ == "__main__":
    main()
