"""Front matter with positions: the loaded values, and where every key stands and how it is written."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.domain.problem import Problem
from bot.library.guard import Refused, check_events, unparsable
from bot.library.rules import Place
from bot.library.surprises import find_repeated, find_surprise

TEXT = "tag:yaml.org,2002:str"


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
        walk = Walk(loader, shown)
        values = walk.visit_mapping(node, "", "")
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        raise unparsable(fault if isinstance(fault, yaml.YAMLError) else yaml.YAMLError(), shown) from None
    finally:
        loader.dispose()
    if walk.problems:
        raise Refused(*walk.problems)
    return Loaded(values=values, lines=walk.lines, texts=walk.texts, keys=walk.keys)


class Walk:
    """One walk over the nodes of a front matter, making their values and noting where everything stands."""

    def __init__(self, loader: yaml.CSafeLoader, shown: str) -> None:
        self.loader = loader
        self.shown = shown
        self.lines: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.keys: list[Key] = []
        self.problems: list[Problem] = []

    def visit(self, node: yaml.Node, path: str, pattern: str) -> object:
        """Return a value, with it and all below it noted."""
        if isinstance(node, yaml.ScalarNode):
            return self.visit_scalar(node, path)
        if isinstance(node, yaml.MappingNode):
            return self.visit_mapping(node, f"{path}.", pattern)
        items = []
        for position, item in enumerate(node.value):
            self.lines[f"{path}.{position}"] = item.start_mark.line + 1
            items.append(self.visit(item, f"{path}.{position}", f"{pattern}.*"))
        return items

    def visit_scalar(self, node: yaml.ScalarNode, path: str) -> object:
        """Return one value as YAML reads it; None, with a Problem, where that is not what it looks like."""
        self.texts[path] = node.value
        if node.tag == TEXT:
            return node.value
        at = Place(path=self.shown, line=node.start_mark.line + 1)
        found = find_surprise(node, path.rpartition(".")[2], at)
        if found is None:
            return self.loader.construct_object(node)
        self.problems.append(found)
        return None

    def visit_mapping(self, node: yaml.MappingNode, prefix: str, pattern: str) -> dict[str, Any]:
        """Return a mapping by its keys as they are written, with every key and all below it noted."""
        values: dict[str, Any] = {}
        for key, value in node.value:
            line, name = key.start_mark.line + 1, str(key.value)
            if name in values:
                at = Place(path=self.shown, line=line)
                self.problems.append(find_repeated(name, self.lines[f"{prefix}{name}"], at))
            self.lines[f"{prefix}{name}"] = line
            self.keys.append(Key(within=pattern, name=name, line=line))
            values[name] = self.visit(value, f"{prefix}{name}", f"{pattern}.{name}" if pattern else name)
        return values
