"""Reads kit.txt, whose head explains its notation, into checks."""

import re
from collections.abc import Iterator, Mapping

from bot.playground.shape import (
    Check,
    Shape,
    array,
    is_anything,
    is_flag,
    matching,
    number,
    one_of,
    some_of,
    string,
    tagged,
)

_LIST = re.compile(r"\[(?:(\d+(?:\.\.\d*)?) )?(.*)\]")
_KIND = re.compile(r"(str|plain|text|int|num)(?: (\S+))?")


class KitReader:
    """The shapes of kit.txt, by name. Shapes name each other, so each is looked up when it is first used."""

    def __init__(self, text: str, rules: Mapping[str, Check]) -> None:
        lines = (line.partition(": ") for line in text.splitlines() if line and not line.startswith("#"))
        self._lines = {name: rest for name, _, rest in lines}
        self._rules = rules
        self.shapes: dict[str, Check] = {}
        for name in self._lines:
            if not name.startswith("<"):
                self.shapes[name] = self._read_shape(name)

    def members(self, group: str) -> dict[str, str]:
        """List the shapes of a group by the `type` that Slack knows them by."""
        found: dict[str, str] = {}
        for name in self._lines[group].split():
            kind = name.removeprefix("span_").removesuffix("_element")
            found |= self.members(name) if name.startswith("<") else {kind: name}
        return found

    def _later(self, name: str) -> Check:
        def check(value: object, at: str) -> Iterator[str]:
            yield from self.shapes[name](value, at)

        return check

    def _read_shape(self, name: str) -> Check:
        need: dict[str, Check] = {}
        may: dict[str, Check] = {}
        rules = [self._rules[name]] if name in self._rules else []
        for part in self._parts(name):
            if part == "...":
                return is_anything
            field, _, kind = part.partition(" ")
            if part[0] in "=~":
                rules.append(some_of(*part[1:].split(), only_one=part[0] == "="))
            elif field.endswith("!"):
                need[field[:-1]] = self._read_kind(kind)
            else:
                may[field] = self._read_kind(kind)
        return Shape(need=need, may=may, rules=tuple(rules))

    def _parts(self, name: str) -> Iterator[str]:
        for part in self._lines[name].split("; "):
            yield from self._parts(part[1:]) if part.startswith("+") else (part,)

    def _read_kind(self, kind: str) -> Check:
        if kind.startswith("@"):
            return self._later(kind[1:])
        if kind.startswith("<"):
            return tagged({name: self._later(shape) for name, shape in self.members(kind).items()})
        if kind.startswith("/"):
            return matching(kind[1:-1])
        if found := _LIST.fullmatch(kind):
            return array(self._read_kind(found[2]), *_read_bounds(found[1] or "1.."))
        if found := _KIND.fullmatch(kind):
            return _read_measured(found[1], found[2] or "")
        plain = {"flag": is_flag, "any": is_anything}
        return plain[kind] if kind in plain else one_of(*kind.split("|"))


def _read_bounds(text: str) -> tuple[int, int | None]:
    least, dots, most = text.partition("..")
    return (int(least), int(most) if most else None) if dots else (1, int(text))


def _read_measured(kind: str, size: str) -> Check:
    least, _, most = size.partition("..")
    if kind in ("int", "num"):
        low, high = (float(edge) if edge else None for edge in (least, most))
        return number(low, high, kind=float if kind == "num" else int)
    shortest, longest = _read_bounds(size)
    words = string(longest or 0, shortest)
    if kind == "str":
        return words
    shapes: dict[str, Check] = {
        "plain_text": Shape(need={"text": words}, may={"emoji": is_flag}),
        "mrkdwn": Shape(need={"text": words}, may={"verbatim": is_flag}),
    }
    return tagged(shapes, *(["plain_text"] if kind == "plain" else []))
