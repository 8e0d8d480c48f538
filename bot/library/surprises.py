"""What YAML 1.1 makes of bare values: `no` is false, `12:30` is 750, `010` is 8."""

import datetime as dt
import re

import yaml

YAML_TAG = "tag:yaml.org,2002:"
TEXT = f"{YAML_TAG}str"
KINDS = {
    "bool": ("true|false", "yes or no, true or false"),
    "null": ("~|null|", "nothing at all"),
    "int": (r"-?(0|[1-9]\d*|[1-9]\d{0,2}(_\d{3})+)", "a time, or a number in another notation"),
    "float": (r"-?\d+\.\d*([eE][+-]?\d{1,3})?", "a number of another kind"),
    "timestamp": ("", "a date, and there is no such date"),
    "value": ("(?!)", "an instruction"),
}
"""kind of bare value -> how it looks where it is what it looks like, and what YAML makes of it otherwise"""


def find_surprise(node: yaml.ScalarNode) -> str | None:
    """Return what YAML reads a bare value as, where that is something else than it looks like."""
    kind, text = node.tag.removeprefix(YAML_TAG), node.value
    if kind not in KINDS or (_is_day(text) if kind == "timestamp" else _looks_like(kind, text)):
        return None
    return KINDS[kind][1]


def _looks_like(kind: str, text: str) -> bool:
    return re.fullmatch(KINDS[kind][0], text, re.ASCII) is not None


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
