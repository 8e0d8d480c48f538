"""Days and deadlines: due Friday, by Nov 27, in 48 hours, end of next week, 2026-11-27."""

from datetime import date, timedelta
from decimal import Decimal

from bot.domain.amounts import words
from bot.domain.amounts.measure import Fixed
from bot.domain.amounts.quantity import Ambiguity, Component, Day, Period, Question
from bot.domain.amounts.tokens import Kind, Tokens

_WEEK, _FRIDAY, _SATURDAY, _HOURS, _CENTURY, _NEXT_CENTURY, _YEAR_DIGITS = 7, 4, 5, 24, 2000, 2100, 4
_PRONOUNS = words.words_of("i you we they he she it that this")  # before "may", which is then no month
_FULL_NAME, _LOOK_BACK, _LONGEST = 6, 8, 366
"""letters of the shortest full weekday: shorter ones (sat, sun, wed) are also plain words; how many words before a day
can say that it is a deadline: expires at 5pm PT on November 27; days: a longer count is no deadline"""


def read_day(tokens: Tokens, index: int, today: date | None) -> Fixed | None:
    """Return the day that begins at token `index`, if one does, resolved against `today` if given.

    A weekday or a day without a year is the next one from `today` on. The working week ends on Friday.
    """
    readers = _BY_NUMBER if tokens[index].kind is Kind.NUMBER else _BY_WORD
    for reader in readers if tokens[index - 1].text != "since" else ():  # a day that has been is no deadline
        if found := reader(tokens, index, today):
            value, after = found
            return Fixed(first=index, after=after, value=value, component=_name_deadline(tokens, index))
    return None


_Found = tuple[Day | Ambiguity, int] | None


def _read_iso(tokens: Tokens, index: int, _today: date | None) -> _Found:
    if tokens[index].kind is not Kind.ISO:
        return None
    text = tokens[index].text
    year, month, day = text.split("-") if "-" in text else reversed(text.split("."))
    on = _make(int(year), int(month), int(day))
    return (Day(on=on), index + 1) if on else None


def _read_soon(tokens: Tokens, index: int, today: date | None) -> _Found:
    days, after = words.SOON.get(tokens[index].text), [tokens[index + far].text for far in (1, 2, 3)]
    return None if days is None or (after[1:] == ["s", "offer"]) else (_day_in(days, today), index + 1)


def _read_weekday(tokens: Tokens, index: int, today: date | None) -> _Found:
    shift = tokens[index].text if tokens[index].text in {"this", "next", "coming"} else ""
    at = index + bool(shift)
    weekday = words.WEEKDAYS.get(tokens[at].text)
    sure = len(tokens[at].text) >= _FULL_NAME or tokens[at - 1].text in words.DAY_LEADS
    if weekday is None or not sure or tokens[index - 1].text in words.PAST or _names_date(tokens, at + 1):
        return None
    if today is None:
        return Day(on=None), at + 1
    days = (weekday - today.weekday()) % _WEEK
    if shift == "next":
        return _either(today, days or _WEEK, _WEEK - today.weekday() + weekday), at + 1
    return _either(today, days, days if days or shift else _WEEK), at + 1


def _names_date(tokens: Tokens, index: int) -> bool:
    """Whether a date follows a weekday, which then only repeats it: Friday, November 27."""
    index += tokens[index].text == ","
    return any(reader(tokens, index, None) for reader in (_read_month, _read_iso))


def _either(today: date, soon: int, late: int) -> Day | Ambiguity:
    days = tuple(_day_in(count, today) for count in sorted({soon, late}))
    return days[0] if len(days) == 1 else Ambiguity(question=Question.WHICH_DAY, readings=days)


def _read_end(tokens: Tokens, index: int, today: date | None) -> _Found:
    short = {"eow": "week", "eom": "month", "eoy": "year"}.get(tokens[index].text)
    if short:
        return _end(short, today, following=False), index + 1
    if (tokens[index].text, tokens[index + 1].text) != ("end", "of"):
        return None
    shift = tokens[index + 2].text if tokens[index + 2].text in {"the", "this", "next"} else ""
    at = index + 2 + bool(shift)
    unit = tokens[at].text if tokens[at].text in {"day", "week", "month", "year"} else None
    if unit == "day" and tokens[at + 1].text in words.SOON.keys() | words.WEEKDAYS.keys():
        return None  # end of day tomorrow
    return (_end(unit, today, following=shift == "next"), at + 1) if unit else None


def _end(unit: str, today: date | None, *, following: bool) -> Day | Ambiguity:
    if today is None or unit == "day":
        return _day_in(0, today)
    if unit == "week":
        days = (_FRIDAY - today.weekday()) % _WEEK
        if not following:
            return _day_in(days, today)
        # On a weekend "next week" begins tomorrow for some and a week later for others.
        return _either(today, days if today.weekday() >= _SATURDAY else days + _WEEK, days + _WEEK)
    ahead = today.month + following if unit == "month" else 12 * (1 + following)
    first = date(min(today.year + ahead // 12, date.max.year), ahead % 12 + 1, 1)
    return Day(on=first - timedelta(days=1))


def _read_month(tokens: Tokens, index: int, today: date | None) -> _Found:
    month_at, day_at = index, index + 1
    if tokens[index].text not in words.MONTHS:
        day_at = index
        month_at = _skip_ordinal(tokens, index)
        month_at += tokens[month_at].text == "of"
    day, month = _whole(tokens, day_at), words.MONTHS.get(tokens[month_at].text)
    if day is None or month is None:
        return None
    after = max(month_at + 1, _skip_ordinal(tokens, day_at))
    glued = tokens[after].tight and (tokens[after].kind is Kind.WORD or tokens[after].text in words.PERCENTS)
    if glued or tokens[index - 1].text in _PRONOUNS:
        return None
    year_at = after + (tokens[after].text == ",")
    year = _whole(tokens, year_at)
    if year and _CENTURY < year < _NEXT_CENTURY:
        on = _make(year, month, day)
        return (Day(on=on), year_at + 1) if on else None
    return (_next_one(month, day, today), after) if _make(_CENTURY, month, day) else None


def _read_slashes(tokens: Tokens, index: int, today: date | None) -> _Found:
    mark = tokens[index + 1].text
    one, two = _whole(tokens, index), _whole(tokens, index + 2)
    if one is None or two is None or mark != "/" or not (tokens[index + 1].tight and tokens[index + 2].tight):
        return None
    year = _whole(tokens, index + 4) if tokens[index + 3].text == "/" else None
    before = tokens[index - 1 - (tokens[index - 1].text == "is")].text
    if year is None and (tokens[index + 3].text == "/" or before not in words.DAY_LEADS):
        return None
    after = index + (3 if year is None else 5)
    if "/" in {tokens[index - 1].text, tokens[after].text}:
        return None
    orders = [(one, two), (two, one)] if one != two else [(one, two)]
    read = (_dated(year, month, day, today) for month, day in orders if _make(_CENTURY, month, day))
    days = tuple(dict.fromkeys(read))
    if len(days) > 1:
        return Ambiguity(question=Question.DATE_ORDER, readings=days), after
    return (days[0], after) if days else None


def _dated(year: int | None, month: int, day: int, today: date | None) -> Day:
    if year is None:
        return _next_one(month, day, today)
    return Day(on=_make(year if year > _CENTURY else _CENTURY + year, month, day))


def _read_count(tokens: Tokens, index: int, today: date | None) -> _Found:
    """Read "in 48 hours", "within two weeks", "5 days to decide"."""
    led = tokens[index].text in {"in", "within"}
    at = index + led
    count = _whole(tokens, at) or int(words.SMALL.get(tokens[at].text, 0))
    unit = words.LENGTHS.get(tokens[at + 1].text)
    hours = {Period.HOUR: 1, Period.DAY: _HOURS, Period.WEEK: _WEEK * _HOURS}.get(unit or Period.YEAR)
    if not hours or not count or tokens[at + 2].text in {"a", "per", "each"}:  # in 5 days a week
        return None
    beside = {tokens[index - 1].text, *(tokens[at + ahead].text for ahead in range(2, 6))}
    if not beside.isdisjoint(words.NOT_DUE):
        return None
    days = count * hours // _HOURS
    if days > _LONGEST or not (led or _is_to_decide(tokens, at + 2)):
        return None
    return Day(on=_day_in(days, today).on, hours=Decimal(count) if unit is Period.HOUR else None), at + 2


def _is_to_decide(tokens: Tokens, index: int) -> bool:
    word, following = tokens[index].text, tokens[index + 1].text
    return word == "left" or (word == "to" and following in words.DEADLINES)


def _read_nth(tokens: Tokens, index: int, today: date | None) -> _Found:
    """Read "by the 27th"."""
    day, after = _whole(tokens, index + 1), _skip_ordinal(tokens, index + 1)
    # "on the 3rd round"
    counts = tokens[after].kind is Kind.WORD and tokens[after].text not in words.FOLLOWERS
    due = tokens[index - 1].text in words.DAY_LEADS and not counts
    is_nth = tokens[index].text == "the" and after > index + 2
    if day is None or not (due and is_nth and _make(_CENTURY, 1, day)):
        return None
    if today is None:
        return Day(on=None), after
    months = (divmod(today.month - 1 + ahead, 12) for ahead in range(4))
    days = (_make(today.year + years, month + 1, day) for years, month in months)
    return Day(on=next((on for on in days if on and on >= today), None)), after


def _whole(tokens: Tokens, index: int) -> int | None:
    text = tokens[index].text
    return int(text) if text.isdecimal() and len(text) <= _YEAR_DIGITS else None


def _skip_ordinal(tokens: Tokens, index: int) -> int:
    ending = tokens[index + 1]
    return index + 1 + (ending.tight and ending.text in {"st", "nd", "rd", "th"})


def _next_one(month: int, day: int, today: date | None) -> Day:
    """Return the next such day; 29 February may be years away."""
    if today is None:
        return Day(on=None)
    days = (_make(today.year + ahead, month, day) for ahead in range(9))
    return Day(on=next((on for on in days if on and on >= today), None))


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _day_in(days: int, today: date | None) -> Day:
    if today is None or days > (date.max - today).days:
        return Day(on=None)
    return Day(on=today + timedelta(days=days))


def _name_deadline(tokens: Tokens, index: int) -> Component | None:
    near = [tokens[index].text]
    for back in range(1, _LOOK_BACK):
        if tokens[index - back].text in {".", "?", "!", "\n", "start", "starts", "starting"}:
            break
        near.append(tokens[index - back].text)
    led = not words.DEADLINES.isdisjoint(near) or _is_to_decide(tokens, index + 2)
    return Component.DEADLINE if led else None


_BY_NUMBER = (_read_month, _read_slashes, _read_count)
_BY_WORD = (_read_iso, _read_soon, _read_weekday, _read_end, _read_month, _read_count, _read_nth)
