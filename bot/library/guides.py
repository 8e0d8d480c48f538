"""A guide file → a Guide, and the Problems found on the way; without a Guide if it cannot be served."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.guide import Guide
from bot.domain.problem import Problem
from bot.library.guard import RefusedError, read_text, refuse, split
from bot.library.misfits import find_conflicts, fit
from bot.library.positions import load
from bot.library.rules import WRITTEN, Place, find_fault
from bot.library.translation import FindRegion, Page, speaks_for, translate

TWINS, HIDDEN = WRITTEN["letters"]["twins"], WRITTEN["letters"]["hidden"]
ODD = re.compile(f"(?<=[A-Za-z])[{TWINS}]|[{TWINS}](?=[A-Za-z])|[{HIDDEN}]")
ANY = re.compile(f"[{TWINS}{HIDDEN}]")  # quicker than ODD, which looks around itself at every letter
MOST_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one file holds: a Guide unless a Problem blocks it."""

    path: str
    guide: Guide | None
    problems: tuple[Problem, ...]


def read_guide(file: Path, *, folder: Path, find_region: FindRegion, shown: str | None = None) -> Found:
    """Read one guide of a folder, gathering every Problem. `shown` is its path as people see it."""
    path = shown or file.relative_to(folder).as_posix()
    guide, problems = None, list[Problem]()
    try:
        text = read_text(file, path, folder=folder)
        matter, body, body_line = split(text, path)
        loaded = load(matter, path)
        problems += _find_odd_letters(text, path)
        end = Place(path=path, line=text.count("\n") + 1)
        if not text.endswith("\n"):
            problems.append(find_fault("no-line-end", end, "The last line has no line end"))
        keys = fit(loaded, problems)
        whole = _refuse_cut(body, keys.ends_with, end)
        slugs = [find_region(comp.region).slug for comp in keys.compensation]
        conflicts = [*find_conflicts(keys, slugs, loaded)]
        problems = [*conflicts, *problems]
        page = Page(loaded=loaded, as_of=speaks_for(keys)[0], body=whole, body_line=body_line)
        guide = None if conflicts else translate(keys, page, find_region)
    except RefusedError as refused:
        problems = [*refused.problems, *problems]
    return Found(path=path, guide=guide, problems=tuple(problems))


def _refuse_cut(body: str, ends_with: str | None, at: Place) -> str:
    """Return the body without the closing line the front matter announces. Raises RefusedError where that line is not last."""
    if ends_with is None:
        return body
    whole = body.rstrip("\n")
    if not f"\n{whole}".endswith(f"\n{ends_with}"):
        message = f"The file does not end with its closing line, {ends_with}: this is half a guide"
        raise refuse("cut-off", at, message, "fetch the whole file again, or put the closing line back")
    return whole[: len(whole) - len(ends_with)].rstrip("\n") + "\n"


def _find_odd_letters(text: str, path: str) -> Iterator[Problem]:
    """Yield the first few letters of a file that look like others or cannot be seen, one a line."""
    if text.isascii() or not ANY.search(text):
        return
    lines = list[int]()
    for found in ODD.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if line not in lines:
            lines.append(line)
            name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}").lower()
            before, behind = text[max(0, found.start() - 20) : found.start()], text[found.end() :][:20]
            word = "▮".join((re.split(r"\s", before)[-1], re.split(r"\s", behind)[0]))
            message = f"A letter here is not the one it looks like: {name}, at the ▮ in {word}"
            yield find_fault("look-alike", Place(path=path, line=line), message)
        if len(lines) == MOST_TOLD:
            return
