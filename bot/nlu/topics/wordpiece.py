"""Text -> the token numbers that the model was trained on: BERT's uncased basic tokenizer, then WordPiece.

After github.com/google-research/bert, tokenization.py (Apache-2.0).
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD, LONGEST_TOKEN = 100, 18
"""letters; a longer word is unknown, and no token is longer"""
MOST_LETTERS = 12
"""letters that a token may take: beyond `head` and `tail` times this, a long text is not even split"""

# Blocks that BERT splits letter by letter, because their scripts put no spaces between words.
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPiece:
    """A vocabulary, by token."""

    places: Mapping[str, int]

    def number(self, text: str, *, head: int, tail: int) -> list[int]:
        """Return the token numbers between the first and the last mark; of a long text, its `head` and its `tail`.

        The beginning tells the situation and the end asks the question.
        """
        letters = MOST_LETTERS * (head + tail)
        if len(text) > 2 * letters:
            text = f"{text[:letters]} {text[-letters:]}"
        found = self.cut(text)
        if len(found) > head + tail:
            found = found[:head] + found[-tail:]
        return [self.places[FIRST], *found, self.places[LAST]]

    def cut(self, text: str) -> list[int]:
        """Return the token numbers of a text, without marks."""
        return [place for word in split_words(text) for place in self._cut(word)]

    def _cut(self, word: str) -> list[int]:
        unknown = [self.places[UNKNOWN]]
        if len(word) > LONGEST_WORD:
            return unknown
        found, start = [], 0
        while start < len(word):
            place, start = self._longest(word, start)
            if place < 0:
                return unknown
            found.append(place)
        return found

    def _longest(self, word: str, start: int) -> tuple[int, int]:
        lead = "##" if start else ""
        for end in range(min(len(word), start + LONGEST_TOKEN), start, -1):
            place = self.places.get(lead + word[start:end])
            if place is not None:
                return place, end
        return -1, start


def read_vocabulary(text: str) -> WordPiece:
    """Return the vocabulary of a file with one token a line. Raises ValueError if it lacks a mark."""
    places = {token: at for at, token in enumerate(text.split("\n")) if token}
    if not {FIRST, LAST, UNKNOWN} <= places.keys():
        raise ValueError("this is not a WordPiece vocabulary")
    return WordPiece(places=places)


def split_words(text: str) -> list[str]:
    """Return lower-case words without accents, each mark and each CJK letter a word of its own."""
    return "".join(map(_bare, unicodedata.normalize("NFD", text.lower()))).split()


@lru_cache(maxsize=4_096)
def _bare(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter.isspace():
        return " "
    if category in {"Mn", "Cc", "Cf", "Cs", "Co"} or letter in "\0�":
        return ""
    is_mark = category.startswith("P") or (letter.isascii() and letter.isprintable() and not letter.isalnum())
    return f" {letter} " if is_mark or any(low <= ord(letter) <= high for low, high in _CJK) else letter
