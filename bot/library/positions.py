"""Front matter with positions: the loaded values, and where every key stands and how it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.domain.problem import Problem
from bot.library.guard import Refused, check_events, unparsable
from bot.library.rules import Place
from bot.library.surprises import find_repeated, find_surprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a mapping. `within` is the path of the mapping, list positions as `*`: `compensation.*`."""

    within: str
    name: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The front matter of one file. Paths are dotted, list positions count from 0: `compensation.0.base_low`."""

    values: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """path -> value as written, for values that are neither lists nor mappings"""
    keys: list[Key] = field(default_factory=list)

    def line(self, path: str) -> int:
        """Return the line of a path, or of the nearest path around it, or 1."""
        while path not in self.lines and "." in path:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)


def load(matter: str, shown: str) -> Loaded:
    """Return the front matter's values with the positions of all its keys.

    Raises Refused for anything the guard refuses, for values that YAML reads as something nobody wrote, and if
    the front matter is not a mapping.
    """
    check_events(matter, shown)
    loader = yaml.CSafeLoader(matter)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise unparsable(yaml.YAMLError(), shown)
        walk = Walk(shown)
        walk.visit_mapping(node, "", "")
        if walk.problems:
            raise Refused(*walk.problems)
        return Loaded(
            values=loader.construct_document(node), lines=walk.lines, texts=walk.texts, keys=walk.keys
        )
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        raise unparsable(fault if isinstance(fault, yaml.YAMLError) else yaml.YAMLError(), shown) from None
    finally:
        loader.dispose()


class Walk:
    """One walk over the nodes of a front matter, noting where everything stands."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.lines: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.keys: list[Key] = []
        self.problems: list[Problem] = []

    def visit(self, node: yaml.Node, path: str, pattern: str) -> None:
        """Note a value and all below it."""
        if isinstance(node, yaml.MappingNode):
            self.visit_mapping(node, f"{path}.", pattern)
        elif isinstance(node, yaml.SequenceNode):
            for position, item in enumerate(node.value):
                self.lines[f"{path}.{position}"] = item.start_mark.line + 1
                self.visit(item, f"{path}.{position}", f"{pattern}.*")
        elif isinstance(node, yaml.ScalarNode):
            self.texts[path] = node.value
            self.problems.extend(self.surprises(node, path.rpartition(".")[2]))

    def visit_mapping(self, node: yaml.MappingNode, prefix: str, pattern: str) -> None:
        """Note every key of a mapping and all below it."""
        first: dict[str, int] = {}
        for key, value in node.value:
            line, name = key.start_mark.line + 1, str(key.value)
            if name in first:
                self.problems.append(find_repeated(name, first[name], Place(path=self.shown, line=line)))
            first[name] = self.lines[f"{prefix}{name}"] = line
            self.keys.append(Key(within=pattern, name=name, line=line))
            self.visit(value, f"{prefix}{name}", f"{pattern}.{name}" if pattern else name)

    def surprises(self, node: yaml.ScalarNode, name: str) -> Iterator[Problem]:
        """Yield the Problem of a bare value that YAML reads as something else, if it does."""
        found = find_surprise(node, name, Place(path=self.shown, line=node.start_mark.line + 1))
        if found is not None:
            yield found
