"""The guard before the front matter is loaded: hostile or broken YAML is refused at event level.

Why at event level: the C loader dies on 50,000 nested brackets and an alias bomb of 428 bytes grows past a
gigabyte, while merely listing the events of either is safe and quick.
"""

from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler

from bot.domain.problem import Problem
from bot.library.rules import Place, find_fault

MOST_BYTES = 65_536
DEEPEST = 20
COPIES = "& and * make YAML copy values"
IN_PLAIN_WORDS = {
    "": "it is not a list of keys with values",
    "mapping values are not allowed in this context": "there is a colon too many: put the value in quotes",
    "could not find expected ':'": "a colon is missing",
    "did not find expected key": "an indent or a quote is off",
    "did not find expected '-' indicator": "an indent or a hyphen is off",
    "found character that cannot start any token": "there is a tab, or a sign that needs quotes",
    "found unexpected end of stream": "a quote or a bracket is not closed",
    "did not find expected ',' or ']'": "a bracket is not closed",
    "did not find expected ',' or '}'": "a bracket is not closed",
    "control characters are not allowed": "there is a character that cannot be seen",
}
"""what libyaml says -> what it means to whoever wrote the line"""


class Refused(Exception):  # noqa: N818 - the guard refuses; the fault is the file's, not ours
    """A file that must not be loaded, with the Problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(str(problems[0]))
        self.problems = problems


def refuse(rule: str, at: Place, message: str, remedy: str) -> Refused:
    """Return the refusal of a file as an exception to raise."""
    return Refused(find_fault(rule, at, message, remedy))


def read_text(file: Path, shown: str, *, folder: Path) -> str:
    """Return the text of `file`. Raises Refused if it leads out of `folder`, is too large or is not UTF-8 text."""
    whole = Place(path=shown, line=0)
    raw = read_bytes(file, whole, folder)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = Place(path=shown, line=raw[: fault.start].count(b"\n") + 1)
        raise refuse(
            "encoding", at, "From here on this is not UTF-8 text", "save the file again as UTF-8"
        ) from None
    if "\0" in text:
        at = Place(path=shown, line=text[: text.index("\0")].count("\n") + 1)
        raise refuse("nul", at, "The text holds a NUL character", "delete it")
    return text.replace("\r\n", "\n")


def read_bytes(file: Path, whole: Place, folder: Path) -> bytes:
    """Return the bytes of a plain file inside `folder`. Raises Refused if it is not that, or too large."""
    if not file.resolve().is_relative_to(folder.resolve()):
        raise refuse(
            "outside",
            whole,
            "The link leads out of the guides folder",
            "copy the file into the folder instead",
        )
    if not file.is_file():
        raise refuse(
            "unreadable", whole, "There is no plain file here", "put a Markdown file here, or remove the name"
        )
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as fault:
        raise refuse(
            "unreadable", whole, f"The file cannot be read ({fault.strerror})", "check its permissions"
        ) from None
    if len(raw) > MOST_BYTES:
        raise refuse("size", whole, "The file is larger than 64 KB", "shorten it, or split it by role")
    return raw


def split(text: str, shown: str) -> tuple[str, str, int]:
    """Return front matter, body, and the line on which the body begins. Raises Refused without both `---` lines."""
    if not text.startswith("---\n"):
        raise refuse(
            "no-front-matter",
            Place(path=shown, line=1),
            "The file does not begin with a --- line",
            "put --- on line 1, the keys below it, and --- below them",
        )
    try:
        matter, body = YAMLHandler().split(text)
    except ValueError:
        raise refuse(
            "cut-off",
            Place(path=shown, line=text.count("\n") + 1),
            "The closing --- is missing: this is half a guide",
            "put a --- line below the last key, or fetch the whole file again",
        ) from None
    body_line = text[: len(text) - len(body)].count("\n") + 1
    return matter, body.lstrip("\n"), body_line + len(body) - len(body.lstrip("\n"))


def check_events(matter: str, shown: str) -> None:
    """Raise Refused if the YAML nests too deep, uses an alias, a merge key or a tag, or does not parse."""
    depth = 0
    try:
        for event in yaml.parse(matter, Loader=yaml.CSafeLoader):
            refuse_trick(event, shown)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise refuse(
                    "depth",
                    place_of(event, shown),
                    f"Nested deeper than {DEEPEST}",
                    "write it flat, as the guide shows",
                )
    except yaml.YAMLError as fault:
        raise unparsable(fault, shown) from None


def refuse_trick(event: yaml.Event, shown: str) -> None:
    """Raise Refused if an event is an anchor, an alias, a tag or a merge key."""
    if isinstance(event, yaml.ScalarEvent):
        if event.value == "<<" and event.implicit[0]:
            raise refuse("merge", place_of(event, shown), "<< makes YAML merge keys", "write the keys out")
    elif isinstance(event, yaml.AliasEvent):
        raise refuse("alias", place_of(event, shown), COPIES, "write the value out, or quote it")
    elif not isinstance(event, yaml.CollectionStartEvent):
        return
    if event.anchor is not None:
        raise refuse("alias", place_of(event, shown), COPIES, "write the value out, or quote it")
    if event.tag is not None:
        raise refuse(
            "tag", place_of(event, shown), "! makes YAML build things", "write a plain value, or quote it"
        )


def place_of(event: yaml.Event, shown: str) -> Place:
    """Return the file's line on which an event begins: line 1 is the opening `---`, which the matter lacks."""
    return Place(path=shown, line=event.start_mark.line + 1 if event.start_mark else 1)


def unparsable(fault: yaml.YAMLError, shown: str) -> Refused:
    """Return the refusal for YAML that does not parse, at the line the parser points to."""
    mark = getattr(fault, "problem_mark", None)
    told = getattr(fault, "problem", None) or getattr(fault, "reason", None)
    what = IN_PLAIN_WORDS.get(told or "", told)
    at = Place(path=shown, line=mark.line + 1 if mark else 1)
    return refuse(
        "yaml",
        at,
        f"The front matter cannot be read from here on ({what})",
        "check colons, quotes and indents",
    )
