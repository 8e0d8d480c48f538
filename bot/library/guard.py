"""The guard before the front matter is loaded: hostile or broken YAML is refused at event level.

Why at event level: the C loader dies on 50,000 nested brackets and an alias bomb of 428 bytes grows past a
gigabyte, while merely listing the events of either is safe and quick.
"""

from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler

from bot.domain.problem import Problem
from bot.library.rules import WRITTEN, Place, find_fault

MOST_BYTES = 65_536
DEEPEST = 20


class RefusedError(Exception):
    """A file that must not be loaded, with the Problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(str(problems[0]))
        self.problems = problems


def refuse(rule: str, at: Place, message: str, remedy: str = "") -> RefusedError:
    """Return the refusal of a file as an exception to raise."""
    return RefusedError(find_fault(rule, at, message, remedy))


def read_text(file: Path, shown: str, *, folder: Path) -> str:
    """Return the text of `file`. Raises RefusedError if it leads out of `folder`, is too large or is not UTF-8 text."""
    raw = _read_bytes(file, Place(path=shown, line=0), folder)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = Place(path=shown, line=raw[: fault.start].count(b"\n") + 1)
        raise refuse("encoding", at, "From here on this is not UTF-8 text") from None
    if "\0" in text:
        at = Place(path=shown, line=text[: text.index("\0")].count("\n") + 1)
        raise refuse("nul", at, "The text holds a NUL character")
    return text.replace("\r\n", "\n")


def _read_bytes(file: Path, whole: Place, folder: Path) -> bytes:
    if not file.resolve().is_relative_to(folder.resolve()):
        raise refuse("outside", whole, "The link leads out of the guides folder")
    if not file.is_file():
        remedy = "put a Markdown file here, or remove the name"
        raise refuse("unreadable", whole, "There is no plain file here", remedy)
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as fault:
        message = f"The file cannot be read ({fault.strerror})"
        raise refuse("unreadable", whole, message, "check its permissions") from None
    if len(raw) > MOST_BYTES:
        raise refuse("size", whole, "The file is larger than 64 KB")
    return raw


def split(text: str, shown: str) -> tuple[str, str, int]:
    """Return front matter, body, and the line on which the body begins. Raises RefusedError without both `---` lines."""
    if not text.startswith("---\n"):
        raise refuse("no-front-matter", Place(path=shown, line=1), "The file does not begin with a --- line")
    try:
        matter, body = YAMLHandler().split(text)
    except ValueError:
        at = Place(path=shown, line=text.count("\n") + 1)
        message = "The closing --- is missing: this is half a guide"
        remedy = "put a --- line below the last key, or fetch the whole file again"
        raise refuse("cut-off", at, message, remedy) from None
    body = body.lstrip("\n")
    return matter, body, text[: len(text) - len(body)].count("\n") + 1


def check_events(matter: str, shown: str) -> None:
    """Raise RefusedError if the YAML nests too deep, uses an alias, a merge key or a tag, or does not parse."""
    depth = 0
    try:
        for event in yaml.parse(matter, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if trick := "depth" if depth > DEEPEST else _name_trick(event):
                # line 1 is the opening ---, which the matter lacks
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise refuse(trick, Place(path=shown, line=line), WRITTEN["tricks"][trick])
    except yaml.YAMLError as fault:
        raise unparsable(fault, shown) from None


def _name_trick(event: yaml.Event) -> str | None:
    """Return which rule an anchor, an alias, a tag or a merge key breaks."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        return "alias"
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
        return "merge"
    return "tag" if getattr(event, "tag", None) is not None else None


def unparsable(fault: yaml.YAMLError, shown: str) -> RefusedError:
    """Return the refusal for YAML that does not parse, at the line the parser points to."""
    mark = getattr(fault, "problem_mark", None)
    told = getattr(fault, "problem", None) or getattr(fault, "reason", None)
    at = Place(path=shown, line=mark.line + 1 if mark else 1)
    what = WRITTEN["yaml_faults"].get(told or "", told)
    return refuse("yaml", at, f"The front matter cannot be read from here on ({what})")
