"""Counts of what the coach could not answer, and of how its answers did: kinds alone, never words or amounts."""

import json
import logging
from collections import Counter
from pathlib import Path

log = logging.getLogger(__name__)


class Counts:
    """How often each kind came up in this process; with a file, other processes add to it and read it too."""

    def __init__(self, file: Path | None = None, *, names: bool = False) -> None:
        self.file = file
        """one JSON object a line, some 40 bytes; each process only ever appends, so they may share it"""
        self.names = names
        """whether a kind may name a company or a role that the lexicon knows"""
        self.seen: Counter[str] = Counter()

    def count(self, kind: str | None) -> None:
        """Count one of a kind; None is nothing to count. A file that cannot be written stops no answer: it is given up, and logged once."""
        if kind is None:
            return
        self.seen[kind] += 1
        if self.file is None:
            return
        try:
            with self.file.open("a", encoding="utf-8") as opened:
                opened.write(json.dumps({"kind": kind, "count": 1}) + "\n")
        except OSError as fault:
            self.file = None
            log.warning("COACH_COUNTS cannot be written, counts stay in memory: %s", fault.strerror)


def read_counts(file: Path) -> Counter[str]:
    """Return how often each kind was counted in a file: none where there is no file, a broken line left out."""
    seen: Counter[str] = Counter()
    if not file.is_file():
        return seen
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                one = json.loads(line)
                seen[str(one["kind"])] += int(one["count"])
            except (ValueError, KeyError, TypeError):
                continue
    return seen
