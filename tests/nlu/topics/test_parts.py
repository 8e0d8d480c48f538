"""The parts whose right answer is known from elsewhere: tokens, vectors, stems, regressions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.topics.embed import Encoder, ModelFiles, open_encoder
from bot.nlu.topics.fit import fit_dense, fit_sparse, softmax
from bot.nlu.topics.lexical import Sparse, find_stem, read_words

# Printed by Hugging Face's tokenizers 0.23.3 with the tokenizer.json of all-MiniLM-L6-v2, without truncation.
TOKENS = [
    ("They offered $240k at Together, is that fair?", [2027, 3253, 1002, 11212, 2243, 2012, 2362, 1010, 2003, 2008, 4189, 1029]),
    ("naïve Café résumé", [15743, 7668, 13746]),
    ("日本語 offer", [1864, 1876, 1950, 3749]),
    ("don't-panic... [sic] #1", [2123, 1005, 1056, 1011, 6634, 1012, 1012, 1012, 1031, 14387, 1033, 1001, 1015]),
    ("RSUs/ISOs & 83(b)", [12667, 2271, 1013, 11163, 2015, 1004, 6640, 1006, 1038, 1007]),
    ("‘quoted’ — dash… 🙂 €95.000", [1520, 9339, 1521, 1517, 11454, 1529, 100, 1574, 2683, 2629, 1012, 2199]),
    ("\tTABS\nand\u200bzero\0width", [21628, 2015, 1998, 6290, 5004, 3593, 2705]),
    ("x" * 101, [100]),
    ("", []),
]  # fmt: skip
# Printed by onnxruntime 1.32.0 on the same file: the mean of the last states, at length one, its first eight numbers.
VECTORS = [
    ("They offered $240k at Together, is that fair?", [-0.051, 0.0043, -0.0216, -0.0061, -0.0581, -0.0536, 0.0167, 0.0076]),
    ("naïve Café résumé", [-0.0386, -0.0163, 0.0044, 0.0314, 0.0467, 0.0725, -0.0342, -0.0427]),
]  # fmt: skip


@pytest.fixture(scope="session")
def encoder(model: ModelFiles) -> Encoder:
    """Return the model, ready."""
    return open_encoder(model)


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_text_is_cut_as_the_model_was_taught(encoder: Encoder, text: str, tokens: list[int]) -> None:
    """Our WordPiece gives the reference's tokens between the two marks."""
    assert encoder.pieces.number(text, head=50, tail=50) == [101, *tokens, 102]


@given(text=st.text(max_size=300))
def test_no_text_is_more_than_its_head_and_tail(encoder: Encoder, text: str) -> None:
    """The model is never given more tokens than it is meant to read, whatever the text."""
    numbers = encoder.pieces.number(text, head=6, tail=3)
    assert len(numbers) <= 6 + 3 + 2
    assert (numbers[0], numbers[-1]) == (101, 102)


def test_a_long_text_keeps_its_beginning_and_its_end(encoder: Encoder) -> None:
    """Of a text too long, the first tokens and the last are kept, in order."""
    words = [f"{number}" for number in range(10, 99)]
    numbers = encoder.pieces.number(" ".join(words * 50), head=3, tail=2)
    ends = encoder.pieces.number("10 11 12 97 98", head=10, tail=10)
    assert numbers == ends


@pytest.mark.parametrize(("text", "start"), VECTORS)
def test_vectors_are_those_of_the_reference(encoder: Encoder, text: str, start: list[float]) -> None:
    """Six layers in numpy give the vector that an inference library gives for the same file."""
    vector = encoder.embed([text])[0]
    assert vector[:8] == pytest.approx(start, abs=6e-4)
    assert float(vector @ vector) == pytest.approx(1, abs=1e-5)


def test_texts_embedded_together_are_embedded_as_if_alone(encoder: Encoder) -> None:
    """Batches change nothing, and vectors come back in the order of the texts."""
    texts = ["a goat", "two goats at the office", "a loaf", "", "two goats\n\nat the office"]
    alone = np.vstack([encoder.embed([text]) for text in texts])
    assert np.abs(encoder.embed(texts) - alone).max() < 1e-5


def test_a_title_weighs_more_than_the_text_below_it(encoder: Encoder) -> None:
    """The first line of a post pulls its vector more than the same words without a line of their own."""
    title, body = "my goat at the office", "it has rained all week and the bread is stale again"
    alone, split, joined = encoder.embed([title, f"{title}\n{body}", f"{title} {body}"])
    assert float(alone @ split) > float(alone @ joined)


@pytest.mark.parametrize(
    "family",
    [
        ("negotiate", "negotiating", "negotiation", "negotiated", "negotiates"),
        ("vest", "vesting", "vested", "vests"),
        ("plan", "plans", "planned", "planning"),
        ("120", "95k", "4th"),
    ],
)
def test_forms_of_a_word_share_a_stem(family: tuple[str, ...]) -> None:
    """What grammar does to a word does not make it another word; no number is told from another."""
    assert len({find_stem(word) for word in family}) == 1


@pytest.mark.parametrize(("one", "other"), [("offer", "off"), ("letter", "let"), ("base", "bonus")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    """Words that only look alike stay apart."""
    assert find_stem(one) != find_stem(other)


def test_words_are_read_through_markup_case_and_accents() -> None:
    """Slack's markup, capitals and accents do not hide a word."""
    assert read_words("<@U1> *Réfreshers* &amp; PAY!").folded == ("refreshers", "and", "pay")


def test_a_regression_finds_the_least_loss() -> None:
    """At the fitted weights the loss has no slope left: the descent has arrived."""
    maker = np.random.default_rng(5)
    features = maker.normal(size=(60, 5)).astype(np.float32)
    classes = maker.integers(0, 3, 60).astype(np.intp)
    head = fit_dense(features, classes, among=3, strength=1.0)
    error = softmax(head.score(features)) - np.eye(3, dtype=np.float32)[classes]
    assert np.abs(features.T @ error + head.weight).max() < 0.05
    assert np.abs(error.sum(axis=0)).max() < 0.05


def test_sparse_and_dense_regressions_agree() -> None:
    """The way by the Gram matrix leads to the same weights as the straight one."""
    maker = np.random.default_rng(7)
    dense = (maker.normal(size=(40, 12)) * (maker.random((40, 12)) < 0.5)).astype(np.float32)
    classes = maker.integers(0, 3, 40).astype(np.intp)
    rows = [Sparse(places=np.flatnonzero(row), values=row[np.flatnonzero(row)]) for row in dense]
    straight = fit_dense(dense, classes, among=3, strength=1.0)
    around = fit_sparse(rows, 12, classes, among=3, strength=1.0)
    found = np.stack([around.score(row) for row in rows])
    assert np.abs(found - straight.score(dense)).max() < 0.05
