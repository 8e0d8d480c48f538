"""The scripts folder -> sentences by purpose, each with the claims it makes, and the Problems met on the way.

A file holds paragraphs, a paragraph parts, a part the sentences of which the first that may be said is said. In a
text, `{slot}` stands for what is known, `{slot|hint}` leaves a blank where it is not, `[hint]` is always a blank. The
paragraph `items` is a list; `choice` one too, with a line of all its parts for each package.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.domain.figure import InGuide, Quoted
from bot.domain.offer import Instrument, Stage
from bot.domain.problem import Problem
from bot.domain.script import BRIEF, SLOTS, Blank, Claim, Letter, Purpose, Raised, Sentence, Slot, Tone, group
from bot.domain.topic import Channel
from bot.library.guard import RefusedError, read_text
from bot.library.positions import Loaded, load
from bot.library.rules import Place, find_fault

TOKEN = re.compile(r"\{(?P<slot>\w+)(?:\|(?P<hint>[^{}]+))?\}|\[(?P<blank>[^\[\]]+)\]", re.ASCII)
CONDITIONS = frozenset({BRIEF, *SLOTS, *Claim, *Raised, *Stage, *Instrument, *map(group, (*SLOTS, *Raised))})
"""what a sentence may need, or lack"""


class SentenceKeys(BaseModel):
    """One sentence as written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    channels: frozenset[Channel] = frozenset(Channel)
    tones: frozenset[Tone] = frozenset(Tone)
    claims: frozenset[Claim] = frozenset()
    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()


LETTER = TypeAdapter(dict[str, dict[str, tuple[SentenceKeys, ...]]])
PATTERNS = TypeAdapter(dict[str, tuple[re.Pattern[str], ...]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """All sentences by purpose, how somebody asks for words that are not true, and what is wrong in the files."""

    letters: Mapping[Purpose, Letter]
    inventing: Mapping[str, tuple[re.Pattern[str], ...]]
    """`asks` for what is not true, `plainly` where it may be true; `unless` it is a question, a story or a thought"""
    problems: tuple[Problem, ...]


def read_scripts(folder: Path) -> Scripts:
    """Read every script of the folder. What cannot be used becomes a Problem, and so does a missing file."""
    problems: list[Problem] = []
    letters = {purpose: read_letter(folder / f"{purpose}.yaml", problems) for purpose in Purpose}
    inventing, _ = read_keys(folder / "inventing.yaml", PATTERNS, problems)
    return Scripts(letters=letters, inventing=inventing, problems=tuple(problems))


def read_keys(file: Path, shape: TypeAdapter[Any], problems: list[Problem]) -> tuple[Any, Loaded]:
    """Return a file's values with their lines; none, with Problems, where it is not what it should be."""
    shown, loaded = f"{file.parent.name}/{file.name}", Loaded(values={})
    try:
        loaded = load(read_text(file, shown, folder=file.parent), shown)
        return shape.validate_python(loaded.values), loaded
    except RefusedError as refused:
        problems.extend(refused.problems)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        at = loaded.at(".".join(map(str, first["loc"])))
        problems.append(find_fault("script", at, first["msg"], "mend this line"))
    return {}, loaded


def read_letter(file: Path, problems: list[Problem]) -> Letter:
    """Return the paragraphs of one file; a sentence with a Problem is left out."""
    keys, loaded = read_keys(file, LETTER, problems)

    def read(part: tuple[SentenceKeys, ...], dotted: str) -> Iterator[Sentence]:
        for position, one in enumerate(part):
            at = loaded.at(f"{dotted}.{position}.text")
            if faults := [*check(one, at)]:
                problems.extend(faults)
            else:
                yield Sentence(pieces=tuple(split(one.text, at)), **one.model_dump(exclude={"text"}))

    return tuple(
        (name, tuple(tuple(read(part, f"{name}.{of}")) for of, part in parts.items()))
        for name, parts in keys.items()
    )


def check(keys: SentenceKeys, at: Place) -> Iterator[Problem]:
    """Yield what is wrong with one sentence: a slot or condition nobody knows, a claim not owned up to, a number."""
    for slot in (found["slot"] for found in TOKEN.finditer(keys.text) if found["slot"]):
        if slot not in SLOTS:
            yield find_fault("script", at, f"There is no slot {slot}", "use one of bot/domain/script.py")
        elif (claim := SLOTS[slot]) and claim not in keys.claims:
            yield find_fault("script", at, f"The slot {slot} claims {claim}", f"add {claim} to `claims`")
    for name in sorted((keys.needs | keys.lacks) - CONDITIONS):
        remedy = "name a slot, what is raised, a stage or an instrument"
        yield find_fault("script", at, f"Nothing is called {name}", remedy)
    if re.search(r"[{}\[\]\d]", TOKEN.sub("", keys.text)):
        remedy = "close the bracket, and let a slot bring the number"
        yield find_fault("script", at, "The sentence has an open bracket or a number of its own", remedy)


def split(text: str, at: Place) -> Iterator[Quoted | Slot | Blank]:
    """Yield a text's words, slots and blanks in order, spaces kept."""
    origin, end = InGuide(path=at.path, line=at.line, as_of=None), 0
    for found in TOKEN.finditer(text):
        if found.start() > end:
            yield Quoted(text=text[end : found.start()], origin=origin)
        blank = found["blank"]
        yield Blank(claim="own words", hint=blank) if blank else Slot(name=found["slot"], hint=found["hint"])
        end = found.end()
    if end < len(text):
        yield Quoted(text=text[end:], origin=origin)
