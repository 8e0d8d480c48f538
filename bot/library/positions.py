"""Front matter with positions: the loaded values, and the line of every key."""

from collections.abc import Iterator
from typing import Any

import yaml

from bot.library.guard import check_events, unparsable


def load(matter: str, shown: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the front matter's values and a dotted key -> line of the file (line 1 is the opening `---`).

    Raises Refused for anything the guard refuses, or if the front matter is not a mapping.
    """
    check_events(matter, shown)
    loader = yaml.CSafeLoader(matter)
    try:
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError) as fault:
        raise unparsable(fault if isinstance(fault, yaml.YAMLError) else yaml.YAMLError(), shown) from None
    finally:
        loader.dispose()
    if node is None or not isinstance(values, dict):
        raise unparsable(yaml.YAMLError(), shown)
    return values, dict(key_lines(node, ""))


def key_lines(node: yaml.Node, prefix: str) -> Iterator[tuple[str, int]]:
    """Yield every dotted key below `node` with its line; list items count from 0."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            dotted = f"{prefix}{key.value}"
            yield dotted, key.start_mark.line + 1
            yield from key_lines(value, f"{dotted}.")
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield f"{prefix}{position}", item.start_mark.line + 1
            yield from key_lines(item, f"{prefix}{position}.")
