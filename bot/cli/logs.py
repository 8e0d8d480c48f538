"""Logs: one JSON line an event on standard error, with nobody's words or amounts in it."""

import json
import logging
import sys
from datetime import UTC, datetime

OURS = "bot."
QUOTED = frozenset({"uvicorn.error"})  # foreign loggers whose sentences hold no request
NOT_OURS = "bot.slack.bolt"  # handed to Bolt and the SDK: what they write under it may hold a body


class OneLine(logging.Formatter):
    """One JSON object a line. Of a library's record only the place is told: its text may hold a request's body."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a JSON line; JSON escapes every control character."""
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage()
            if may_be_quoted(record)
            else f"at {record.module}:{record.lineno}",
        }
        if record.exc_info and record.exc_info[0]:
            line["fault"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=True)


def may_be_quoted(record: logging.LogRecord) -> bool:
    """Whether a record's own words may be shown: ours, and a server's about itself."""
    if record.name.startswith(NOT_OURS):
        return False
    return record.name.startswith(OURS) or (record.name in QUOTED and record.exc_info is None)


def log_to_stderr(level: str) -> None:
    """Send every log record to standard error as one JSON line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    handler.setLevel(level)
    logging.basicConfig(level=level, handlers=[handler], force=True)
