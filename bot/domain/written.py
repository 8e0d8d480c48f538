"""What is written beside a module: its words and what they sound like, as a TOML file."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_written(module: str, name: str | None = None) -> dict[str, Any]:
    """Return what is written in the file beside a module's `__file__`: of its own name, or of the `name` given."""
    path = Path(module)
    return tomllib.loads(path.with_name(f"{name or path.stem}.toml").read_text("utf-8"))


def to_sounds(patterns: Mapping[str, str], **within: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a table, each by its name; `<sum>` in one stands for the pattern given `within` as sum."""
    for name, pattern in within.items():
        patterns = {key: each.replace(f"<{name}>", pattern) for key, each in patterns.items()}
    return {name: re.compile(pattern) for name, pattern in patterns.items()}
