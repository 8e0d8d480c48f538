"""What YAML 1.1 makes of bare values: `no` is false, `12:30` is 750, `010` is 8, a key given twice counts once."""

import datetime as dt
import re
from collections.abc import Callable

import yaml

from bot.domain.problem import Problem
from bot.library.rules import Place, find_fault

PLAIN_INT = re.compile(r"-?(0|[1-9]\d*|[1-9]\d{0,2}(_\d{3})+)", re.ASCII)
PLAIN_FLOAT = re.compile(r"-?\d+\.\d*([eE][+-]?\d{1,3})?", re.ASCII)
YAML_TAG = "tag:yaml.org,2002:"
LONGEST_SHOWN = 40


def find_surprise(node: yaml.ScalarNode, name: str, at: Place) -> Problem | None:
    """Return the Problem of a value that YAML reads as something else than it looks like, or None."""
    is_plain, reading = KINDS.get(node.tag.removeprefix(YAML_TAG), (always, ""))
    return None if is_plain(node.value) else surprise(name, node.value, reading, at)


def surprise(name: str, text: str, reading: str, at: Place) -> Problem:
    """Return the Problem of one value."""
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return find_fault(
        "surprise",
        at,
        f"{name} says {shown}, which YAML reads as {reading}",
        "put it in quotes if it is a name; write a plain number or date if it is one",
    )


def is_day(text: str) -> bool:
    """Whether a timestamp begins with a day that exists."""
    try:
        dt.date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def always(_text: str) -> bool:
    """Accept any text: text is what it looks like."""
    return True


def never(_text: str) -> bool:
    """Accept no text."""
    return False


KINDS: dict[str, tuple[Callable[[str], object], str]] = {
    "bool": (frozenset({"true", "false"}).__contains__, "yes or no, true or false"),
    "null": (frozenset({"", "~", "null"}).__contains__, "nothing at all"),
    "int": (PLAIN_INT.fullmatch, "a time, or a number in another notation"),
    "float": (PLAIN_FLOAT.fullmatch, "a number of another kind"),
    "timestamp": (is_day, "a date, and there is no such date"),
    "value": (never, "an instruction"),
}
"""kind of bare value -> whether it looks like what it is, and what YAML makes of it otherwise"""


def find_repeated(name: str, first: int, at: Place) -> Problem:
    """Return the Problem of a key that is given twice in one mapping."""
    return find_fault(
        "duplicate-key", at, f"{name} was given already, on line {first}", "keep one of the two"
    )
