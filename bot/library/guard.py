"""The guard before the front matter is loaded: hostile or broken YAML is refused at event level.

Why at event level: the C loader dies on 50,000 nested brackets and an alias bomb of 428 bytes grows past a
gigabyte, while merely listing the events of either is safe and quick.
"""

from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler

from bot.domain.problem import Problem, Severity

MOST_BYTES = 65_536
DEEPEST = 20


class Refused(Exception):  # noqa: N818 - the guard refuses; the fault is the file's, not ours
    """A file that must not be loaded, with the Problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def refuse(path: str, line: int, rule: str, message: str, *, remedy: str) -> Refused:
    """Return the refusal of `path` at `line` as an exception to raise."""
    return Refused(
        Problem(path=path, line=line, severity=Severity.ERROR, rule=rule, message=message, remedy=remedy)
    )


def read_text(file: Path, shown: str, *, folder: Path) -> str:
    """Return the text of `file`. Raises Refused if it leads out of `folder`, is too large or is not UTF-8 text."""
    if not file.resolve().is_relative_to(folder.resolve()):
        raise refuse(
            shown, 0, "outside", "the link leads out of the folder", remedy="copy the file in instead"
        )
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as fault:
        raise refuse(
            shown,
            0,
            "unreadable",
            f"the file cannot be read ({fault.strerror})",
            remedy="check its permissions",
        ) from None
    if len(raw) > MOST_BYTES:
        raise refuse(shown, 0, "size", "the file is larger than 64 KB", remedy="split it or shorten it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise refuse(
            shown, line, "encoding", "this is not UTF-8 text", remedy="save the file as UTF-8"
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise refuse(shown, line, "nul", "the text holds a NUL character", remedy="delete it")
    return text.replace("\r\n", "\n")


def split(text: str, shown: str) -> tuple[str, str, int]:
    """Return front matter, body, and the line on which the body begins. Raises Refused without both `---` lines."""
    handler = YAMLHandler()
    if not text.startswith("---\n"):
        raise refuse(
            shown, 1, "no-front-matter", "the file does not begin with ---", remedy="put --- on line 1"
        )
    try:
        matter, body = handler.split(text)
    except ValueError:
        raise refuse(
            shown,
            1,
            "cut-off",
            "the closing --- is missing: this is half a guide",
            remedy="end it with a --- line",
        ) from None
    body_line = text[: len(text) - len(body)].count("\n") + 1
    return matter, body.lstrip("\n"), body_line + len(body) - len(body.lstrip("\n"))


def check_events(matter: str, shown: str) -> None:
    """Raise Refused if the YAML nests too deep, uses an alias, a merge key or a tag, or does not parse."""
    depth = 0
    try:
        for event in yaml.parse(matter, Loader=yaml.CSafeLoader):
            line = line_of(event)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise refuse(
                    shown, line, "alias", "aliases (& and *) are not allowed", remedy="write the value out"
                )
            if getattr(event, "tag", None):
                raise refuse(shown, line, "tag", "tags (!) are not allowed", remedy="write a plain value")
            if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
                raise refuse(
                    shown, line, "merge", "merge keys (<<) are not allowed", remedy="write the keys out"
                )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise refuse(shown, line, "depth", f"nested deeper than {DEEPEST}", remedy="flatten it")
    except yaml.YAMLError as fault:
        raise unparsable(fault, shown) from None


def line_of(event: yaml.Event) -> int:
    """Return the file's line on which an event begins: line 1 is the opening `---`, which the matter lacks."""
    return event.start_mark.line + 1 if event.start_mark else 1


def unparsable(fault: yaml.YAMLError, shown: str) -> Refused:
    """Return the refusal for YAML that does not parse, at the line the parser points to."""
    mark = getattr(fault, "problem_mark", None)
    what = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "cannot be read"
    line = mark.line + 1 if mark else 1
    return refuse(
        shown,
        line,
        "yaml",
        f"the front matter is not valid YAML ({what})",
        remedy="check colons, quotes and indents",
    )
