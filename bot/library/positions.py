"""Front matter with positions: the loaded values, and where every key stands and how it is written."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.domain.problem import Problem
from bot.library.guard import RefusedError, check_events, unparsable
from bot.library.rules import WRITTEN, Place, find_fault, nearest_line

YAML_TAG = "tag:yaml.org,2002:"
TEXT = f"{YAML_TAG}str"
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The front matter of one file. Paths are dotted, list positions count from 0: `compensation.0.base_low`."""

    file: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """path -> value as written, for values that are neither lists nor mappings"""

    def line(self, path: str) -> int:
        """Return the line of a path, or of the nearest path around it, or 1."""
        return nearest_line(path, self.lines)

    def at(self, path: str) -> Place:
        """Return the place of a path."""
        return Place(path=self.file, line=self.line(path))


def load(matter: str, shown: str) -> Loaded:
    """Return the front matter's values with the positions of all its keys.

    Raises RefusedError for anything the guard refuses, for values that YAML reads as something nobody wrote, and if
    the front matter is not a mapping.
    """
    check_events(matter, shown)
    loader = yaml.CSafeLoader(matter)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise unparsable(yaml.YAMLError(), shown)
        walk = Walk(loader, shown)
        walk.found.values.update(walk.visit_mapping(node, ""))
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        raise unparsable(fault if isinstance(fault, yaml.YAMLError) else yaml.YAMLError(), shown) from None
    finally:
        loader.dispose()
    if walk.problems:
        raise RefusedError(*walk.problems)
    return walk.found


def find_surprise(node: yaml.ScalarNode) -> str | None:
    """Return what YAML reads a bare value as, where that is something else than it looks like."""
    kind, text = node.tag.removeprefix(YAML_TAG), node.value
    if kind == "timestamp":
        try:
            dt.date.fromisoformat(text[:10])
        except ValueError:
            return "a date, and there is no such date"
    looks, reading = WRITTEN["bare"].get(kind, (".*", None))
    return None if re.fullmatch(looks, text, re.ASCII | re.DOTALL) else reading


def excerpt(text: str) -> str:
    """Return a value as written, shortened."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


class Walk:
    """One walk over the nodes of a front matter, making their values and noting where everything stands."""

    def __init__(self, loader: yaml.CSafeLoader, shown: str) -> None:
        self.loader = loader
        self.found = Loaded(file=shown)
        self.problems: list[Problem] = []

    def visit(self, node: yaml.Node, path: str) -> object:
        """Return a value, with it and all below it noted."""
        if isinstance(node, yaml.ScalarNode):
            return self.visit_scalar(node, path)
        if isinstance(node, yaml.MappingNode):
            return self.visit_mapping(node, f"{path}.")
        for position, entry in enumerate(node.value):
            self.found.lines[f"{path}.{position}"] = entry.start_mark.line + 1
        return [self.visit(entry, f"{path}.{position}") for position, entry in enumerate(node.value)]

    def visit_scalar(self, node: yaml.ScalarNode, path: str) -> object:
        """Return one value as YAML reads it; None, with a Problem, where that is not what it looks like."""
        self.found.texts[path] = node.value
        if node.tag == TEXT:
            return node.value
        reading = find_surprise(node)
        if reading is None:
            return self.loader.construct_object(node)
        message = f"{path.rpartition('.')[2]} says {excerpt(node.value)}, which YAML reads as {reading}"
        self.tell("surprise", node, message)
        return None

    def visit_mapping(self, node: yaml.MappingNode, prefix: str) -> dict[str, Any]:
        """Return a mapping by its keys as they are written, with every key and all below it noted."""
        values: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in values:
                message = f"{name} was given already, on line {self.found.lines[prefix + name]}"
                self.tell("duplicate-key", key, message)
            self.found.lines[prefix + name] = key.start_mark.line + 1
            values[name] = self.visit(value, f"{prefix}{name}")
        return values

    def tell(self, rule: str, node: yaml.Node, message: str) -> None:
        """Note a breach of a rule at a node."""
        at = Place(path=self.found.file, line=node.start_mark.line + 1)
        self.problems.append(find_fault(rule, at, message))
