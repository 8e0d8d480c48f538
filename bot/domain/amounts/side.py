"""One number as typed, with its sign and scale: $185k, 1.5 cr, 120'000 CHF."""

from decimal import Decimal
from typing import NamedTuple

from bot.domain.amounts import words
from bot.domain.amounts.quantity import Absurd, Why
from bot.domain.amounts.tokens import DASHES, Kind, Number, Token, Tokens

_ENDLESS = {"nan": Why.NOT_A_NUMBER, "inf": Why.INFINITE, "infinity": Why.INFINITE, "infinite": Why.INFINITE}
_AT_HOME = frozenset({"r$", "mx$", "€", "euro", "euros", "reais"})
"""currencies beside which "mil" is the Spanish and Portuguese thousand, no million"""
_GROUP = 3  # digits of a group of thousands
_MOST_GROUPS = 3


class Side(NamedTuple):
    """One number with the sign and scale typed at it; a range has two."""

    number: Number | Absurd
    after: int  # index of the first token behind it
    negative: bool = False
    sign: str | None = None
    scale: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether nothing says what is counted."""
        return self.sign is None and self.scale is None

    @property
    def likely(self) -> Decimal:
        """The likeliest size, unscaled; 0 for an absurd one."""
        return self.number.likely if isinstance(self.number, Number) else Decimal(0)


def read_side(tokens: Tokens, index: int) -> Side | None:
    """Return the number that begins at token `index`, with its sign and scale, if one does."""
    negative = _is_minus(tokens, index)
    index += negative
    sign = tokens[index].text if tokens[index].text in words.CURRENCIES else None
    if sign:
        index += 2 if sign == "rs" and tokens[index + 1].text == "." else 1
    number = _number_at(tokens, index, signed=sign is not None)
    if number is None:
        return None
    joined, after = _join_groups(tokens, index, signed=sign is not None)
    side = Side(number=joined or number, after=after, negative=negative, sign=sign)
    side = _read_suffix(tokens, _read_scale(tokens, side))
    return None if _is_glued(tokens[side.after]) else side


def _is_minus(tokens: Tokens, index: int) -> bool:
    mark, before = tokens[index], tokens[index - 1].kind
    attached = mark.tight and before is not Kind.LINE
    if mark.text not in {"-", "−"} or attached or not tokens[index + 1].tight:
        return False
    bullet = before is Kind.LINE or (before is Kind.END and any(token.kind is Kind.LINE for token in tokens))
    return mark.text == "−" or not bullet


def _number_at(tokens: Tokens, index: int, *, signed: bool) -> Number | Absurd | None:
    token = tokens[index]
    if token.text == "∞":
        return Absurd(why=Why.INFINITE)
    if token.text in _ENDLESS:
        meant = signed or tokens[index - 1].text in words.PHRASES or tokens[index + 1].text in words.PERCENTS
        return Absurd(why=_ENDLESS[token.text]) if meant else None
    if token.kind is not Kind.NUMBER or (not signed and _is_part_of_name(tokens, index)):
        return None
    return token.number


def _is_part_of_name(tokens: Tokens, index: int) -> bool:
    """Whether the number belongs to what stands right before it: L5, #12, 10:30, gpt-4."""
    token, before, earlier, mark = tokens[index], tokens[index - 1], tokens[index - 2], tokens[index + 1]
    clock = mark.text == ":" and mark.tight and tokens[index + 2].kind is Kind.NUMBER
    if clock or not token.tight:
        return clock
    if before.text in "#@_§\\" or before.kind is Kind.WORD:
        return before.text not in words.CURRENCIES
    if before.text == ":" and before.tight and earlier.kind is Kind.NUMBER:
        return True
    known = earlier.text in words.PHRASES or earlier.text in words.SCALES or earlier.text in words.CURRENCIES
    return before.text in DASHES and before.tight and earlier.kind is Kind.WORD and not known


def _join_groups(tokens: Tokens, index: int, *, signed: bool) -> tuple[Number | None, int]:
    """Return a number written with spaces between its thousands, where money or shares make that certain."""
    after = _end_groups(tokens, index)
    last = _end_groups(tokens, after + 1) if tokens[after].text in {*DASHES, "to"} else after
    digits, word = "".join(token.text for token in tokens[index:after]), tokens[last].text
    known = (words.CURRENCIES, words.INSTRUMENTS, words.BEFORE_INSTRUMENT)
    marked = signed or any(word in each for each in known)
    if after == index + 1 or not marked or len(tokens[index].text) > _GROUP or not digits.isdecimal():
        return None, index + 1
    return Number(plain=Decimal(digits)), after


def _end_groups(tokens: Tokens, index: int) -> int:
    ends = range(index + 1, index + 1 + _MOST_GROUPS)
    return next((at for at in ends if not _is_group(tokens, at)), index + 1 + _MOST_GROUPS)


def _is_group(tokens: Tokens, index: int) -> bool:
    token = tokens[index]
    apart = token.start - tokens[index - 1].end == 1
    return apart and token.kind is Kind.NUMBER and len(token.text) == _GROUP and token.text.isdecimal()


def _read_scale(tokens: Tokens, side: Side) -> Side:
    token, following = tokens[side.after], tokens[side.after + 1]
    apart = token.text in words.TIGHT and not token.tight
    if token.text not in words.SCALES or apart or (following.tight and following.kind is Kind.NUMBER):
        return side
    is_thousand = token.text == "mil" and not _AT_HOME.isdisjoint({side.sign, following.text})
    return side._replace(scale="k" if is_thousand else token.text, after=side.after + 1)


def _read_suffix(tokens: Tokens, side: Side) -> Side:
    token, following = tokens[side.after], tokens[side.after + 1]
    heads = following.kind is Kind.NUMBER or (following.tight and following.kind is Kind.WORD)
    belongs_to_next = heads and (token.kind is Kind.SIGN or side.sign is not None)
    if token.text not in words.CURRENCIES or belongs_to_next:
        return side
    return side._replace(sign=token.text, after=side.after + 1)


def _is_glued(token: Token) -> bool:
    """Whether a word that is no unit hangs on the number: 3rd, 5x, 24h7."""
    known = (words.PERCENTS, words.LENGTHS, words.INSTRUMENTS, words.PERIOD_WORDS, {"to", "pm"})
    return token.tight and token.kind is Kind.WORD and not any(token.text in each for each in known)


def scale(side: Side) -> Decimal:
    """Return the likeliest size of a side, scaled."""
    return side.likely * (words.SCALES[side.scale] if side.scale else 1)


def low_factor(low: Side, high: Side) -> Decimal:
    """Return what a range's low end is multiplied by: its own scale, or that of the high end (185-210k, 60-72,000)."""
    if low.scale:
        return words.SCALES[low.scale]
    is_short = low.likely < words.THOUSAND and not high.likely % words.THOUSAND
    likely = (words.SCALES[high.scale], words.THOUSAND) if high.scale else (words.THOUSAND,) * is_short
    fitting = (each for each in likely if low.likely * each <= scale(high))
    return next(fitting, Decimal(1))
