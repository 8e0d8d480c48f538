"""A small language for saying what Slack accepts. A check yields complaints, each with its JSON pointer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Check = Callable[[object, str], Iterator[str]]


def complain(why: str, at: str) -> str:
    """Word a complaint as Slack words it in `response_metadata.messages`."""
    return f"[ERROR] {why} [json-pointer:{at}]"


def string(most: int, least: int = 1) -> Check:
    """Accept a string of `least` to `most` characters."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield complain("must provide a string", at)
        elif len(value) > most:
            yield complain(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield complain(f"must be more than {least - 1} characters", at)

    return check


def number(least: float | None = None, most: float | None = None, kind: type = int) -> Check:
    """Accept a number within bounds, both included; with `kind=float` also a fraction."""

    def check(value: object, at: str) -> Iterator[str]:
        kinds = (int, float) if kind is float else (int,)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield complain("must provide a number", at)
        elif (least is not None and value < least) or (most is not None and value > most):
            yield complain(f"must be between {least} and {most}", at)

    return check


def one_of(*choices: str) -> Check:
    """Accept one of the given words."""

    def check(value: object, at: str) -> Iterator[str]:
        if value not in choices:
            yield complain(f"must be one of: {', '.join(choices)}", at)

    return check


def matching(pattern: str) -> Check:
    """Accept a string of this form."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield complain(f"must match {pattern}", at)

    return check


def is_flag(value: object, at: str) -> Iterator[str]:
    """Accept true or false."""
    if not isinstance(value, bool):
        yield complain("must provide a boolean", at)


def is_anything(value: object, at: str) -> Iterator[str]:  # noqa: ARG001 - the form of a Check
    """Accept whatever comes: for parts that the workspace does not look into."""
    yield from ()


def array(check_item: Check, least: int = 1, most: int | None = None) -> Check:
    """Accept a list of `least` to `most` items that each pass."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield complain("must provide an array", at)
            return
        if most is not None and len(value) > most:
            yield complain(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield complain(f"no fewer than {least} items allowed", at)
        for index, item in enumerate(value):
            yield from check_item(item, f"{at}/{index}")

    return check


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An object: the fields it needs, those it may have, and rules over the whole. Nothing else may be in it."""

    need: Mapping[str, Check] = field(default_factory=dict)
    may: Mapping[str, Check] = field(default_factory=dict)
    rules: tuple[Check, ...] = ()

    def __call__(self, value: object, at: str) -> Iterator[str]:
        """Yield what is wrong with `value`, found at the pointer `at`."""
        if not isinstance(value, dict):
            yield complain("must provide an object", at)
            return
        yield from (
            complain(f"missing required field: {name}", at) for name in self.need if name not in value
        )
        for name, part in value.items():
            check = self.need.get(name) or self.may.get(name)
            yield from check(part, f"{at}/{name}") if check else _stray(name, at)
        for rule in self.rules:
            yield from rule(value, at)


def _stray(name: str, at: str) -> Iterator[str]:
    if name != "type":
        yield complain(f"invalid additional property: {name}", at)


def tagged(shapes: Mapping[str, Check], *allowed: str) -> Check:
    """Accept an object whose `type` names one of the shapes; with `allowed`, only those of them."""

    def check(value: object, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            yield complain("must provide an object", at)
        elif not isinstance(kind, str) or kind not in shapes or (allowed and kind not in allowed):
            yield complain(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from shapes[kind](value, at)

    return check


def some_of(*names: str, only_one: bool = False) -> Check:
    """Require at least one of the named fields, or exactly one."""

    def check(value: object, at: str) -> Iterator[str]:
        found = [name for name in names if isinstance(value, dict) and value.get(name)]
        if not found:
            yield complain(f"missing required field: {' or '.join(names)}", at)
        elif only_one and len(found) > 1:
            yield complain(f"only one of {', '.join(names)} is allowed", at)

    return check


def unique(values: Iterable[object], what: str, at: str) -> Iterator[str]:
    """Complain of every value that was there before; an absent one (None) may repeat."""
    seen: set[object] = set()
    for value in values:
        if value is not None and value in seen:
            yield complain(f'{what} "{value}" already exists', at)
        seen.add(value)
