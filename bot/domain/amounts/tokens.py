"""Text → tokens, in one linear pass. Folding keeps every character's place, so spans need no mapping."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bot.domain.amounts.quantity import Absurd, Why
from bot.domain.written import read_written

DASHES = frozenset("-–—~−")
MOST_TOKENS = 5_000
"""a text is read this far: 20 KB of prose; beyond is no message but an attack"""
MOST_DIGITS = 15
"""a trillion with cents; more is no pay in any currency"""


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    MARK = "mark"
    LINE = "line"
    ISO = "iso"
    OPAQUE = "opaque"
    """an address or a telephone number: nothing in it is read"""
    END = "end"


_TOKEN = re.compile("".join(read_written(__file__)["token"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as typed. `grouped` is set where its one point or comma may part thousands instead."""

    plain: Decimal
    grouped: Decimal | None = None
    comma: bool = False  # whether the unclear mark is a comma

    @property
    def likely(self) -> Decimal:
        """The likelier reading, where a guess is enough: to see whether two numbers make a range."""
        return self.grouped if self.grouped is not None and self.comma else self.plain


class Token(NamedTuple):
    """One token of the folded text. `tight` tells that nothing stands between it and the one before.

    A tuple, because thousands are made of one text: it is built in a fifth of a frozen dataclass's time.
    """

    kind: Kind
    text: str
    start: int
    end: int
    tight: bool
    number: Number | Absurd | None = None  # what a NUMBER token writes, if its marks make a number


Tokens = tuple[Token, ...]
"""the tokens of a text and END tokens behind them: looking a few places beyond either end finds an END"""
_PADDING = (Token(Kind.END, "", -1, -1, tight=False),) * 24
_KINDS = {kind.value: kind for kind in Kind} | {"plain": Kind.WORD, "name": Kind.WORD, "symbol": Kind.MARK}


@lru_cache(maxsize=1)  # whoever asks how far a text is read, reads it next
def split_tokens(text: str) -> Tokens:
    """Return the tokens of a text, folded to lower case and plain digits, at their places in `text`."""
    found: list[Token] = []
    last = -1
    for match in islice(_TOKEN.finditer(_fold(text)), MOST_TOKENS):
        group, (start, end) = match.lastgroup or "mark", match.span()
        number = read_number(match[0]) if group == "number" else None
        found.append(Token(_KINDS[group], match[0], start, end, start == last, number))
        last = end
    return (*found, *_PADDING)


def end_of_reading(text: str) -> int:
    """Return the place in a text where its tokens are no longer read."""
    tokens = split_tokens(text)
    return tokens[MOST_TOKENS - 1].end if len(tokens) == MOST_TOKENS + len(_PADDING) else len(text)


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Each letter as it is read, kept once it was met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        if len(self) < _MOST_FOLDED:
            self[code] = folded
        return folded


_FOLDED, _MOST_FOLDED = _Folded(), 10_000
"""letters kept, more than any language has; the rest is folded each time, so that no text fills the memory"""


def _fold_letter(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", letter).lower()
    if folded.isdecimal():
        return " "  # a footnote mark: 150¹ is 150
    return folded if len(folded) == 1 and not folded.isspace() else letter


_PARTS = re.compile(r"[.,'’\u00a0\u202f\u2009]|\d+")
_THOUSAND = 3
"""digits between two marks that part thousands"""
_LAKH = 2
"""digits between the marks of Indian grouping, but for the last three: 12,34,567"""


def read_number(text: str) -> Number | Absurd | None:
    """Return the number that a NUMBER token writes; None where its marks make no number (1.2.3)."""
    if len(text) > MOST_DIGITS and sum(letter.isdigit() for letter in text) > MOST_DIGITS:
        return Absurd(why=Why.TOO_LONG)
    if text.isdecimal():
        return Number(plain=Decimal(text))
    body, _, power = text.partition("e")
    if power:
        return _raise_power(Decimal(body.replace(",", "")), int(power)) if body.count(".") <= 1 else None
    parts = _PARTS.findall("0" + body if body.startswith(".") else body)
    digits, marks = parts[::2], parts[1::2]
    if len(marks) == 1 and marks[0] in ".,":
        return _read_one_mark(digits[0], marks[0], digits[1])
    return _read_groups(digits, marks)


def _raise_power(mantissa: Decimal, power: int) -> Number | Absurd:
    if power > MOST_DIGITS:
        return Absurd(why=Why.TOO_LARGE)
    if power < -MOST_DIGITS:
        return Absurd(why=Why.TOO_LONG)
    return Number(plain=mantissa.scaleb(power))


def _read_one_mark(whole: str, mark: str, rest: str) -> Number | None:
    plain = Decimal(f"{whole}.{rest}")
    if len(rest) == _THOUSAND and len(whole) <= _THOUSAND and not whole.startswith("0"):
        return Number(plain=plain, grouped=Decimal(whole + rest), comma=mark == ",")
    return None if mark == "," and len(rest) > _THOUSAND and whole != "0" else Number(plain=plain)


def _read_groups(digits: list[str], marks: list[str]) -> Number | None:
    decimals = ""
    if len(marks) > 1 and marks[-1] not in marks[:-1] and marks[-1] in ".,":
        decimals, digits, marks = digits[-1], digits[:-1], marks[:-1]
    inner = {len(group) for group in digits[1:-1]}
    fits = len(digits[-1]) == _THOUSAND and 0 < len(digits[0]) <= _THOUSAND and inner <= {_THOUSAND, _LAKH}
    if len(set(marks)) > 1 or not fits or (_LAKH in inner and (inner != {_LAKH} or marks[0] != ",")):
        return None
    return Number(plain=Decimal("".join(digits) + (f".{decimals}" if decimals else "")))
