"""A fault in content: found, gathered and shown to whoever can mend it. It never stops the bot."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Severity(StrEnum):
    """ERROR: not served, or misleading. WARNING: worth mending. NOTE: worth knowing."""

    ERROR = auto()
    WARNING = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in a content file, where, and how to mend it."""

    path: str
    line: int
    """1 is the file's first line; 0 speaks of the whole file"""
    severity: Severity
    rule: str
    """short stable name, such as `yaml-depth` or `L1`"""
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message} — {self.remedy}"
