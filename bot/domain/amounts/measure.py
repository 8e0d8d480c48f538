"""Numbers and ranges with their units, as typed: nothing is decided yet that other words could change."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from bot.domain.amounts import words
from bot.domain.amounts.quantity import Absurd, Component, Period, Value
from bot.domain.amounts.side import Side, low_factor, read_side, scale
from bot.domain.amounts.tokens import DASHES, Kind, Number, Tokens

_YEARS, _RATE = (1900, 2099), 100
"""a bare whole number between the first is a calendar year; "a day" or longer makes money of one from the last on"""
_GROSS = words.words_of("gross brutto brut bruts bruto brutos bruta lordi lordo")
_NAMED = frozenset({"base", "salary"})
"""words that can stand between an amount and its period; the first belong to it without one too"""
_SPREAD_WORDS, _LONGEST_GRANT, _USUAL_YEARS, _QUARTERS = 6, 50, range(2, 7), 3
"""words; years; those that need no word of years behind them; months: only whole quarters are exact in decimal years"""


class Measure(NamedTuple):
    """A number or a range as typed, tokens `first` to `after` (exclusive)."""

    first: int
    after: int
    low: Side
    high: Side
    unit: str | None = None  # a key of PERCENTS, INSTRUMENTS or LENGTHS; None for money and for bare numbers
    period: Period | None = None
    over_years: Decimal | None = None

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the words around can say what is counted."""
        return self.unit is None and self.period is None and self.low.is_bare and self.high.is_bare

    @property
    def sign(self) -> str | None:
        """The currency's sign or word, a key of CURRENCIES; None where none was typed."""
        return self.low.sign or self.high.sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A value that no word around it can change."""

    first: int
    after: int
    value: Value
    component: Component | None = None


def read_measure(tokens: Tokens, first: int) -> Measure | None:
    """Return the number or range that begins at token `first`, if one does and it can be a quantity."""
    low = read_side(tokens, first)
    if low is None:
        return None
    unit, after = _read_unit(tokens, low)
    measure = Measure(first=first, after=after, low=low, high=low, unit=unit)
    measure = _widen(tokens, measure)
    if measure.unit not in words.PERCENTS and measure.unit not in words.LENGTHS:
        measure = _spread(tokens, _pace(tokens, measure))
    return measure if _can_be_meant(tokens, measure) else None


def _read_unit(tokens: Tokens, side: Side) -> tuple[str | None, int]:
    """Return the unit behind a number, and the index behind that unit."""
    at = side.after + (tokens[side.after].text == "+" and side.is_bare)
    token = tokens[at]
    if token.text in words.PERCENTS and side.is_bare:
        return token.text, at + (2 if tokens[at + 1].text in {"point", "points"} else 1)
    repeated = token.text == ")" and tokens[side.after - 2].text == "("  # twelve (12) months
    hyphen = repeated or (token.text == "-" and token.tight and tokens[at + 1].tight)
    length = tokens[at + hyphen]
    if side.is_bare and length.text in words.LENGTHS and (length.tight or length.text not in words.TIGHT):
        return length.text, at + hyphen + 1
    after = at
    while tokens[after].text in words.BEFORE_INSTRUMENT and after < at + 2:
        after += 1
    if side.sign is None and tokens[after].text in words.INSTRUMENTS:
        return tokens[after].text, after + 1
    return None, side.after


def _widen(tokens: Tokens, measure: Measure) -> Measure:
    """Return the range that begins with `measure`, or `measure` itself; what it is paid for may stand behind each end."""
    paced = measure if measure.unit else _pace(tokens, measure)
    high = read_side(tokens, paced.after + 1) if _joins(tokens, paced) else None
    if high is None or high.negative:
        return measure
    unit, after = _read_unit(tokens, high)
    if (
        paced.after > measure.after
        and _pace(tokens, measure._replace(after=after)).period is not paced.period
    ):
        return measure
    agree = measure.unit in {None, unit} or (unit is None and high.is_bare)
    mixed = (unit in words.PERCENTS or unit in words.LENGTHS) and not measure.low.is_bare
    signs = {sign for sign in (measure.low.sign, high.sign) if sign}
    falls = measure.low.likely * low_factor(measure.low, high) > scale(high)
    if not agree or mixed or len(signs) > 1 or falls:
        return measure
    return measure._replace(high=high, unit=measure.unit or unit, after=max(after, high.after))


def _joins(tokens: Tokens, measure: Measure) -> bool:
    mark, following, before = tokens[measure.after], tokens[measure.after + 1], tokens[measure.first - 1]
    if mark.text in DASHES and mark.kind is Kind.MARK:
        if mark.text == "—":
            return mark.tight and following.tight
        return mark.tight == following.tight or mark.text == "–"
    moved = before.text == "from" and any(
        tokens[measure.first - back].text in words.CHANGES for back in range(2, 6)
    )
    return (mark.text == "to" and not moved) or (mark.text == "and" and before.text == "between")


def _pace(tokens: Tokens, measure: Measure) -> Measure:
    """Return the measure with the period it is paid for, if words behind or before it name one."""
    measure = measure._replace(after=measure.after + (tokens[measure.after].text in _GROSS))
    after = measure.after + (tokens[measure.after].text in _NAMED)
    if tokens[after].text in {"in", "of"} and tokens[after + 1].text in words.SPREAD:  # 80k in stock a year
        after += 2
    elif tokens[after].text in (
        {*words.INSTRUMENTS, "equity", "stock"} if measure.sign else {"equity", "stock"}
    ):
        after += 1
    token, word = tokens[after], tokens[after + 1].text
    if token.text in words.PER and word in words.PERIODS:
        return measure._replace(period=words.PERIODS[word], after=after + 2)
    if token.text in words.PERIOD_WORDS:
        return measure._replace(period=words.PERIOD_WORDS[token.text], after=after + 1)
    if token.text == "pm" and measure.sign:
        return measure._replace(period=Period.MONTH, after=after + 1)
    if "lpa" in {measure.low.scale, measure.high.scale}:
        return measure._replace(period=Period.YEAR)
    return measure._replace(period=None if measure.unit else _pace_before(tokens, measure.first))


def _pace_before(tokens: Tokens, first: int) -> Period | None:
    for back in range(1, 4):
        token = tokens[first - back]
        if token.text in words.PERIOD_WORDS:
            return words.PERIOD_WORDS[token.text]
        if token.text == "rate" and tokens[first - back - 1].text in {"day", "hour"}:
            return words.PERIODS[tokens[first - back - 1].text]
        if token.kind is not Kind.WORD and token.text not in {":", "~"}:
            return None
    return None


def _spread(tokens: Tokens, measure: Measure) -> Measure:
    """Return the measure with the years it is spread over: $80k/4y, 80k of equity over four years."""
    at = measure.after
    while tokens[at].text in words.SPREAD and at < measure.after + _SPREAD_WORDS:
        at += 1
    is_bare = at > measure.after and _names_years(tokens, at)
    if tokens[at].text not in {"over", "across", "/"} and not is_bare:
        return measure
    count, unit_at = _count_at(tokens, at + (not is_bare))
    unit = words.LENGTHS.get(tokens[unit_at].text)
    is_sum = not measure.is_bare or tokens[measure.first - 1].text in words.SPREAD  # stock 120/4
    if unit is None and is_sum and count in _USUAL_YEARS and _stands_alone(tokens, at + 2):
        return measure._replace(over_years=count, after=at + 2)  # 80k stock over 4, signing 20
    is_exact = unit is Period.YEAR or (unit is Period.MONTH and count and not count % _QUARTERS)
    if count is None or not is_exact:
        return measure
    years = count / 12 if unit is Period.MONTH else count
    if not 0 < years <= _LONGEST_GRANT:
        return measure
    return measure._replace(over_years=years, after=unit_at + 1)


def _names_years(tokens: Tokens, at: int) -> bool:
    """Whether a grant's usual years stand right behind its words: $100k rsus 4y."""
    count, unit_at = _count_at(tokens, at)
    is_years = words.LENGTHS.get(tokens[unit_at].text) is Period.YEAR and tokens[unit_at].text != "yoe"
    return is_years and count in _USUAL_YEARS and tokens[unit_at + 1].text not in {"cliff", "of", "exp"}


def _count_at(tokens: Tokens, index: int) -> tuple[Decimal | None, int]:
    index += 2 * (tokens[index].text in words.SMALL and tokens[index + 1].text == "(")  # four (4) years
    token = tokens[index]
    count = token.number.plain if isinstance(token.number, Number) else words.SMALL.get(token.text)
    return count, index + 1 + (tokens[index + 1].text in {"-", ")"})


def read_word_length(tokens: Tokens, index: int) -> Measure | None:
    """Return a length whose number is a word: four years, one-year."""
    if tokens[index].text not in words.SMALL or tokens[index - 1].text == "-":  # thirty-six months
        return None
    count, unit_at = _count_at(tokens, index)
    if count is None or tokens[unit_at].text not in words.LENGTHS or tokens[unit_at].text in words.TIGHT:
        return None
    side = Side(number=Number(plain=count), after=unit_at)
    return Measure(first=index, after=unit_at + 1, low=side, high=side, unit=tokens[unit_at].text)


def _can_be_meant(tokens: Tokens, measure: Measure) -> bool:
    """Whether this can be a quantity at all, and not a name, a count of things, a year or a date."""
    before, following = tokens[measure.first - 1], tokens[measure.after]
    counts = measure.unit in words.PERCENTS or measure.unit in words.LENGTHS
    if isinstance(measure.low.number, Absurd) or measure.sign or counts:
        return True
    if measure.unit in {"option", "options"}:
        return not 0 < _most(measure.high) < _RATE  # "I have 2 options" is about choices
    if measure.unit in words.INSTRUMENTS:
        return True
    grouped = before.text == "of" and tokens[measure.first - 2].text in words.GROUPS
    counted = grouped or following.text in words.COUNTED
    if not measure.is_bare:
        near = tokens[max(measure.first - 2, 0) : measure.after + 2] if measure.period is Period.YEAR else ()
        is_rate = measure.period in {None, Period.HOUR} or scale(measure.high) >= _RATE
        return not counted and (is_rate or any(one.text in words.PHRASES for one in near))
    label = before.text in words.LABELS and tokens[measure.first - 2].text != "last"  # last round 7.50
    parted = tokens[measure.first].tight and before.text == "/"
    is_fraction = parted and tokens[measure.first - 2].kind is Kind.NUMBER
    number = measure.low.number
    is_year = number.grouped is None and _YEARS[0] <= number.plain <= _YEARS[1]
    named = label or before.text in words.MONTHS or is_fraction or is_year
    return not (counted or named) and _stands_alone(tokens, measure.after)


def _most(side: Side) -> Decimal:
    """Return the largest reading of a side, scaled."""
    grouped = side.number.grouped if isinstance(side.number, Number) else None
    return scale(side) if grouped is None else grouped


def _stands_alone(tokens: Tokens, after: int) -> bool:
    """Whether the number is not merely the count of the noun behind it."""
    token = tokens[after]
    if token.text == "+" and token.tight:
        return _stands_alone(tokens, after + 1)
    if token.kind is Kind.MARK:
        return not (token.tight and token.text in "/-_#@:" and tokens[after + 1].tight)
    follows = token.text in words.FOLLOWERS or token.text in words.PHRASES
    return follows or token.kind in {Kind.LINE, Kind.END, Kind.NUMBER, Kind.SIGN}
