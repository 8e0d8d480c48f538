"""Whatever is typed: no failure, no stall, the same answer everywhere, every word accounted for."""

import os
import subprocess
import sys
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.understanding import Outcome
from bot.nlu.index import Index
from bot.nlu.normalize import split_words
from tests.nlu.conftest import GUIDES, Read

ROOT = Path(__file__).parents[2]
LONGEST = 10_240
SLOWEST = 0.200
"""seconds of CPU for one text: twenty times what the slowest takes, so that only a stall is told, on any machine"""

WORDS = st.sampled_from(
    [
        "quibblestone",
        "quibblestoen",
        "swe",
        "make",
        "at",
        "for",
        "plumber",
        "zzyzx",
        "larkspur",
        "remote",
        "us",
        "L5",
        "can",
        "you",
        "pm",
        "<@U1>",
        "&amp;",
        "engineer",
    ]
)
PIECES = st.one_of(
    st.text(min_size=1, max_size=60),
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join),
    st.sampled_from(
        [
            "<",
            "<https://",
            "|",
            "\x00",
            "\u202e",
            "\u0301",
            "ß",
            "ﷺ",
            "漢字",
            "🎉",
            "&" * 50,
            "'s",
            "s" * 50,
            "\ud800",
            "co" * 40,
        ]
    ),
)
HOSTILE = st.builds(
    lambda piece, times: (piece * times)[:LONGEST], PIECES, st.integers(min_value=1, max_value=LONGEST)
)

SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from bot.domain.understanding import Utterance
from bot.domain.vocabulary import Vocabulary
from bot.library.lexicon import read_lexicon
from bot.nlu.index import build_index
from bot.nlu.read import understand
from tests.nlu.conftest import COMPANIES, GUIDES
lexicon = read_lexicon(Path(sys.argv[1]) / "seeds" / "lexicon")
roles = {"ml-ai-engineer": lexicon.roles["ml-engineer"]}
index = build_index(Vocabulary(companies=COMPANIES, roles=roles, regions={}, levels={}, guides=GUIDES), lexicon)
texts = ["larkspur pm", "quibblestoen eng remote us", "johnson fde", "scale ai engineer", "make recruiter", "software-engineeer lrkspur", "archtect at stipe"]
print(hashlib.sha256("".join(repr(understand(Utterance(text=text), index)) for text in texts).encode()).hexdigest())
"""


@given(texts=st.lists(HOSTILE, min_size=5, max_size=5))
def test_nothing_typed_fails_or_stalls(read: Read, texts: list[str]) -> None:
    """No text of up to 10 KB, in any script, raises or stalls."""
    for text in texts:
        assert any(_time(read, text) <= SLOWEST for _ in range(3))


def _time(read: Read, text: str) -> float:
    start = thread_time()
    read(text)
    return thread_time() - start


@given(text=HOSTILE)
def test_every_word_is_accounted_for(read: Read, text: str) -> None:
    """The spans are the question's words, all of them, in order."""
    heard = read(text)
    assert " ".join(span.words for span in heard.spans).split() == list(split_words(text))


@given(text=HOSTILE)
def test_what_is_said_exists(read: Read, index: Index, text: str) -> None:
    """FOUND names a guide, a company or a role that has one; every alternative is a real guide; NONE offers nothing."""
    heard = read(text)
    assert set(heard.alternatives) <= GUIDES.keys()
    if heard.outcome is Outcome.FOUND and heard.company and heard.role:
        assert (heard.company, heard.role) in GUIDES
    elif heard.outcome is Outcome.FOUND:
        assert heard.company in index.roles_at or heard.role in {role for _, role in GUIDES}
    elif heard.outcome is Outcome.UNCLEAR:
        assert heard.alternatives
    else:
        assert not heard.alternatives
        assert heard.company is None


@pytest.mark.stress
def test_every_process_reads_alike() -> None:
    """The same text is read the same whatever the process's hash seed."""
    digests = {_digest(seed) for seed in ("0", "20261122")}
    assert len(digests) == 1


def _digest(seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", SCRIPT, str(ROOT)], env=env, capture_output=True, check=True, text=True
    )
    return done.stdout
