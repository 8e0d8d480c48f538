"""Topics, lines off the topic, a model and a cache -> a ranker; one thread, and no memory that it is done with."""

import ctypes
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bot.domain.topic import Topic
from bot.nlu.topics.embed import ModelFiles, open_encoder
from bot.nlu.topics.learn import learn_meaning, learn_wording, write_lessons
from bot.nlu.topics.rank import Ranker
from bot.nlu.topics.weights import UnfitModelError

log = logging.getLogger(__name__)

# The name that OpenBLAS has in numpy's own wheels, and elsewhere: github.com/OpenMathLib/OpenBLAS, README, "Setting
# the number of threads at runtime".
_NAMES = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")
_MMAP_THRESHOLD = -3  # malloc.h: what is larger goes back to the system once freed, in any thread


def build_ranker(
    topics: Sequence[Topic], off_topic: Sequence[str], *, model: ModelFiles | None, cache: Path | None
) -> Ranker:
    """Return a ranker over the topics: up to 30 s the first time, 2 s with a warm cache folder.

    Without a model, or with one that is not the known one, words alone decide; the log says so once. A cache
    that is broken or cannot be written costs time and nothing else. numpy is kept to one thread from here on, in
    the whole process.
    """
    _keep_to_one_thread()
    _ask_allocator("mallopt", _MMAP_THRESHOLD, 2**20)
    lessons = write_lessons(topics, off_topic)
    if not lessons.ids:
        return Ranker(lessons=lessons, wording=None, reader=None)
    wording, reader = learn_wording(lessons, cache), None
    try:
        reader = learn_meaning(lessons, open_encoder(model), cache)
    except UnfitModelError as fault:
        log.warning("topics are ranked by words alone: %s", fault)
    _ask_allocator("malloc_trim", 0)
    return Ranker(lessons=lessons, wording=wording, reader=reader)


def _keep_to_one_thread() -> None:
    """Ask numpy's OpenBLAS to use one thread, in this whole process, where it can be asked.

    Our matrices are small: threads that wait for each other cost more than they bring. Measured on two busy
    cores: 28 ms a text with one thread, 56 ms and 240 MB more with two.
    """
    library = ctypes.CDLL(import_module("numpy.linalg._umath_linalg").__file__)
    for name in (name for name in _NAMES if hasattr(library, name)):
        getattr(library, name)(1)


def _ask_allocator(wish: str, *numbers: int) -> None:
    """Keep no memory that learning has freed, 55 MB after a first start, where the C library knows the wish."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), wish):
        getattr(library, wish)(*numbers)
