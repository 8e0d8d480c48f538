"""A fault in content: found, gathered and shown to whoever can mend it. It never stops the bot."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Severity(StrEnum):
    """ERROR: not served, or misleading. WARNING: worth mending. NOTE: worth knowing."""

    ERROR = auto()
    WARNING = auto()
    NOTE = auto()

    @property
    def rank(self) -> int:
        """Position from worst (0) to mildest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in a content file, where, and how to mend it."""

    path: str
    line: int  # 1 is the file's first line; 0 speaks of the whole file
    severity: Severity
    rule: str  # short stable name, such as `depth` or `L1`
    message: str  # what is wrong, one sentence without its full stop
    remedy: str
    why: str = ""
    """what it does to whoever relies on the guide; a sentence, or nothing where the message says it all"""
    blocks: bool = False
    """whether the guide cannot be served at all; an ERROR that does not block lowers the quality shown"""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.told()} — {self.remedy}"

    def told(self) -> str:
        """Return what is wrong and why it matters."""
        stop = "" if self.message.endswith((".", "?")) else "."
        return f"{self.message}{stop} {self.why}" if self.why else self.message
