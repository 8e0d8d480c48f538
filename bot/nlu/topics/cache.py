"""What was learned, kept on disk for the next start: plain arrays, no pickles, and never believed blindly."""

import hashlib
import logging
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import normalize
from bot.nlu.topics.fit import Head
from bot.nlu.topics.learn import Lessons, Meaning, Wording
from bot.nlu.topics.lexical import Block, Bm25, Features, Floats, lay_out
from bot.nlu.topics.weights import SHA256

log = logging.getLogger(__name__)

Arrays = dict[str, NDArray[Any]]

_WORDING, _MEANING = "topic-wording.npz", "topic-meaning.npz"
_UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile)


def find_key(lessons: Lessons) -> str:
    """Return a key that changes whenever the lessons, the code, the model or numpy does."""
    return _digest((find_code(), repr(lessons)))


def find_code() -> str:
    """Return a key of the code, the model and numpy alone: what makes a text's vector what it is."""
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(normalize.__file__)]
    return _digest((SHA256, np.__version__, *(source.read_text(encoding="utf-8") for source in sources)))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def save_wording(folder: Path, key: str, wording: Wording) -> None:
    """Keep what was learned about words, where the folder can be written."""
    arrays: Arrays = {
        "stems": _pack(wording.bm25.places),
        "bm25": wording.bm25.weights,
        "words": _pack(wording.features.words.places),
        "word_rarity": wording.features.words.rarity,
        "runs": _pack(wording.features.runs.places),
        "run_rarity": wording.features.runs.rarity,
        "weight": wording.head.weight,
        "bias": wording.head.bias,
    }
    _write(folder / _WORDING, key, arrays)


def load_wording(folder: Path, key: str) -> Wording | None:
    """Return what was learned about words under this key, or None where nothing whole is kept."""
    try:
        kept = _read(folder / _WORDING, key)
        places = {name: at for at, name in enumerate(_unpack(kept["stems"]))}
        words = _block(kept, "words", "word_rarity", start=0)
        return Wording(
            bm25=Bm25(places=places, weights=kept["bm25"]),
            features=Features(words=words, runs=_block(kept, "runs", "run_rarity", start=len(words.rarity))),
            head=Head(weight=kept["weight"], bias=kept["bias"]),
        )
    except _UNREADABLE:
        return None


def save_meaning(folder: Path, key: str, meaning: Meaning, texts: Sequence[str]) -> None:
    """Keep what was learned about meaning, vectors by text, where the folder can be written."""
    arrays: Arrays = {
        "code": _pack([find_code()]),
        "texts": _pack(_digest((text,)) for text in texts),
        "vectors": meaning.vectors,
        "centers": meaning.centers,
        "weight": meaning.head.weight,
        "bias": meaning.head.bias,
    }
    _write(folder / _MEANING, key, arrays)


def load_meaning(folder: Path, key: str) -> Meaning | None:
    """Return what was learned about meaning under this key, or None where nothing whole is kept."""
    try:
        kept = _read(folder / _MEANING, key)
        head = Head(weight=kept["weight"], bias=kept["bias"])
        return Meaning(vectors=kept["vectors"], centers=kept["centers"], head=head)
    except _UNREADABLE:
        return None


def recall_vectors(folder: Path, texts: Sequence[str]) -> dict[str, Floats]:
    """Return the vectors kept for some of the texts, whatever else has changed since: an edit costs one text's time."""
    try:
        kept = _read(folder / _MEANING, None)
        if _unpack(kept["code"]) != [find_code()]:
            return {}
        known = dict(zip(_unpack(kept["texts"]), kept["vectors"], strict=True))
    except _UNREADABLE:
        return {}
    return {text: known[key] for text in texts if (key := _digest((text,))) in known}


def _write(file: Path, key: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write beside the file and move over it, so that a reader finds the old file or the new, never a half."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=file.parent) as folder:
            part = Path(folder) / file.name
            np.savez(part, allow_pickle=False, key=_pack([key]), **arrays)
            part.replace(file)
    except OSError as fault:
        log.warning("what was learned is not kept for the next start: %s", fault.strerror)


def _read(file: Path, key: str | None) -> Arrays:
    """Return the arrays of a file. Raises one of _UNREADABLE if it is broken, or kept under another key."""
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        if key is not None and _unpack(kept["key"]) != [key]:
            raise KeyError(key)
        return {name: kept[name] for name in kept.files}


def _block(kept: Arrays, names: str, rarity: str, *, start: int) -> Block:
    pairs = zip(_unpack(kept[names]), kept[rarity].tolist(), strict=True)
    return lay_out(dict(pairs), start=start)


def _pack(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpack(packed: NDArray[Any]) -> list[str]:
    return packed.tobytes().decode().split("\n")
