"""What was learned, kept on disk for the next start: plain arrays, no pickles, and never believed blindly."""

import hashlib
import logging
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import normalize
from bot.nlu.topics.fit import Head
from bot.nlu.topics.lexical import Floats
from bot.nlu.topics.weights import SHA256

log = logging.getLogger(__name__)

_UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile)


def find_key(*parts: str) -> str:
    """Return a key that changes whenever the parts, the code, the model or numpy does."""
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(normalize.__file__)]
    code = (source.read_text(encoding="utf-8") for source in sources)
    return _digest((*parts, SHA256, np.__version__, *code))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def recall_head(file: Path | None, key: str, fit: Callable[[], Head]) -> Head:
    """Return the head kept under this key, else fit it and keep it where the folder can be written."""
    try:
        kept = _read(file, key)
        return Head(weight=kept["weight"], bias=kept["bias"])
    except _UNREADABLE:
        head = fit()
        _write(file, key, weight=head.weight, bias=head.bias)
        return head


def recall_vectors(
    file: Path | None, texts: Sequence[str], embed: Callable[[Sequence[str]], Floats]
) -> Floats:
    """Return a vector for each text, the kept one where there is one: an edit costs one text's time."""
    key, names = find_key(), [_digest((text,)) for text in texts]
    known: dict[str, Floats] = {}
    try:
        kept = _read(file, key)
        known = dict(zip(_unpack(kept["texts"]), kept["vectors"], strict=True))
    except _UNREADABLE:
        pass
    missing = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
    known.update(zip(missing, embed([*missing.values()]), strict=True))
    vectors = np.stack([known[name] for name in names])
    if missing:
        _write(file, key, texts=_pack(names), vectors=vectors)
    return vectors


def _write(file: Path | None, key: str, **arrays: NDArray[Any]) -> None:
    """Write beside the file and move over it, so that a reader finds the old file or the new, never a half."""
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=file.parent) as folder:
            part = Path(folder) / file.name
            np.savez(part, allow_pickle=False, key=_pack([key]), **arrays)
            part.replace(file)
    except OSError as fault:
        log.warning("what was learned is not kept for the next start: %s", fault.strerror)


def _read(file: Path | None, key: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file. Raises one of _UNREADABLE if it is none, broken, or kept under another key."""
    if file is None:
        raise KeyError(key)
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        if _unpack(kept["key"]) != [key]:
            raise KeyError(key)
        return {name: kept[name] for name in kept.files}


def _pack(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpack(packed: NDArray[Any]) -> list[str]:
    return packed.tobytes().decode().split("\n")
