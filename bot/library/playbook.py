"""The playbook folder -> Topics, each text with its path and line, and the Problems met on the way."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from bot.domain.figure import InGuide, Quoted
from bot.domain.problem import Problem
from bot.domain.topic import Channel, Dissent, Grade, GradedSource, SayLine, Topic
from bot.library.guard import RefusedError, read_text, refuse, split
from bot.library.positions import Loaded, load
from bot.library.rules import WRITTEN, Place, find_fault, place_of

FEWEST_PHRASINGS = 16
"""a topic with fewer is missed too often: from 6 to 14 phrasings adds 3 to 7 points of accuracy"""
MOST_ADVICE_WORDS = 120  # one phone screen
REMEDIES = WRITTEN["page_keys"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """All topics that can be served, by id, and what is wrong in the files."""

    topics: Mapping[str, Topic]
    problems: tuple[Problem, ...]
    digest: str  # changes whenever a served topic does


def read_playbook(folder: Path, shown: Path | None = None) -> Playbook:
    """Read every topic of the folder. A file that cannot be served becomes a Problem, and so does a missing folder.

    `shown` is the folder's path as people see it; without it, its name.
    """
    if not folder.is_dir():
        at, said = Place(path=folder.name, line=0), "there is no such folder: free questions get no advice"
        return Playbook(topics={}, problems=(find_fault("no-playbook", at, said),), digest="")
    served: dict[str, Topic] = {}
    problems: list[Problem] = []
    within = shown or Path(folder.name)
    for file in sorted(folder.glob("*.md")):
        try:
            topic = read_topic(file, folder=folder, shown=(within / file.name).as_posix())
        except RefusedError as refused:
            problems.extend(refused.problems)
        else:
            served[topic.id] = topic
    for topic in served.values():
        problems.extend(_check_topic(topic, served))
    problems.extend(_check_phrasings(served))
    # a button can lead to a related topic that is served, and once is enough
    related = {name: dict.fromkeys(n for n in topic.related if n in served) for name, topic in served.items()}
    topics = {name: replace(topic, related=tuple(related[name])) for name, topic in served.items()}
    digest = hashlib.sha256(repr(topics).encode()).hexdigest()[:16]
    return Playbook(topics=topics, problems=tuple(problems), digest=digest)


def read_off_topic(file: Path) -> tuple[str, ...]:
    """Return the lines that a coach declines, `#` comments left out; none where there is no such file."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return tuple(dict.fromkeys(line for line in map(str.strip, lines) if line and not line.startswith("#")))


def read_topic(file: Path, *, folder: Path, shown: str) -> Topic:
    """Read one topic. Raises RefusedError, with Problems that name file, line and remedy, if it cannot be served."""
    matter, advice, advice_line = split(read_text(file, shown, folder=folder), shown)
    loaded = load(matter, shown)
    try:
        keys = _TopicKeys.model_validate(loaded.values)
    except ValidationError as fault:
        found = (
            (".".join(map(str, error["loc"])), error["msg"])
            for error in fault.errors(include_url=False, include_input=False)
        )
        raise RefusedError(*(_misfit(dotted, said, loaded) for dotted, said in found)) from None
    if keys.id != file.stem:
        raise refuse("topic-id", loaded.at("topic"), f"the file holds topic {keys.id}")
    if not advice.strip():
        raise refuse("no-advice", Place(path=shown, line=advice_line), "there is no advice")
    origin = InGuide(path=shown, line=advice_line, as_of=keys.last_reviewed)
    parts: dict[str, Any] = {name: _placed(part, name, loaded, origin) for name, part in keys}
    return Topic(advice=Quoted(text=advice.strip(), origin=origin), **parts)


def _misfit(dotted: str, said: str, loaded: Loaded) -> Problem:
    message = f"{dotted}: {said.lower().removeprefix('value error, ')}"
    return find_fault("front-matter", loaded.at(dotted), message, REMEDIES.get(dotted, REMEDIES["other"]))


def _placed(value: object, dotted: str, loaded: Loaded, page: InGuide) -> object:
    """Return what stands at a dotted key in the topic's own types: its words with the line they stand on."""
    match value:
        case Words():
            return Quoted(text=str(value), origin=replace(page, line=loaded.line(dotted)))
        case tuple():
            return tuple(_placed(one, f"{dotted}.{at}", loaded, page) for at, one in enumerate(value))
        case _Keys():
            return value.made(**{n: _placed(part, f"{dotted}.{n}", loaded, page) for n, part in value})
        case _:
            return value


class Words(str):
    """Words that are shown, and so keep their line."""

    __slots__ = ()


def _text(value: object) -> object:
    """Return a YAML scalar that was meant as words (a phrasing that is a bare number) as text without space around it."""
    if isinstance(value, dict):
        said = "a colon makes this a key and a value, not words: put it in quotes"
        raise PydanticCustomError("words", said)
    return str(value).strip() if isinstance(value, str | int | float | dt.date) else value


def _at_least_one(value: object) -> object:
    """Return a list that is not empty; pydantic's own words would speak of tuples and lengths."""
    if not isinstance(value, list) or not value:
        raise ValueError("there is none; at least one is needed")
    return value


_Text = Annotated[str, Field(min_length=1), BeforeValidator(_text), AfterValidator(Words)]
_TopicId = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=60)]
_Filled = BeforeValidator(_at_least_one)
_Maybe = BeforeValidator(lambda value: [] if value is None else value)
"""`dissent:` with nothing after it means none"""


class _Keys(BaseModel):
    """Unknown keys are refused: a misspelled `dissent` would silently drop the other side."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    made: ClassVar[Callable[..., object]]  # what is made of these keys; its fields have their names


class _SourceKeys(_Keys):
    made = GradedSource
    name: _Text
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>|]+$")] | None = None
    grade: Grade


class _SayKeys(_Keys):
    made = SayLine
    moment: _Text
    channel: Channel
    words: _Text


class _DissentKeys(_Keys):
    made = Dissent
    who: _Text
    says: _Text


class _TopicKeys(_Keys):
    """The front matter of one topic."""

    id: _TopicId = Field(alias="topic")
    title: _Text
    last_reviewed: dt.date
    sources: Annotated[tuple[_SourceKeys, ...], _Filled]
    phrasings: Annotated[tuple[_Text, ...], _Filled]
    say: Annotated[tuple[_SayKeys, ...], _Maybe] = ()
    find_out: Annotated[tuple[_Text, ...], _Maybe] = ()
    dissent: Annotated[tuple[_DissentKeys, ...], _Maybe] = ()
    handoff: _Text | None = None
    related: Annotated[tuple[_TopicId, ...], _Maybe] = ()


def _check_topic(topic: Topic, served: Mapping[str, Topic]) -> Iterator[Problem]:
    words = len(topic.advice.text.split())
    if words > MOST_ADVICE_WORDS:
        message, remedy = f"the advice has {words} words", f"keep it to {MOST_ADVICE_WORDS}"
        yield find_fault("advice-length", place_of(topic.advice), message, remedy)
    if len(topic.phrasings) < FEWEST_PHRASINGS:
        message = f"only {len(topic.phrasings)} phrasings: free questions will miss this topic"
        remedy = f"write at least {FEWEST_PHRASINGS}"
        yield find_fault("phrasings", place_of(topic.phrasings[0]), message, remedy)
    for name in dict.fromkeys(topic.related):
        if name not in served or name == topic.id:
            yield find_fault("related", place_of(topic.title), f"there is no other topic {name}")


def _check_phrasings(served: Mapping[str, Topic]) -> Iterator[Problem]:
    """Yield a Problem for each phrasing that an earlier topic, or the same one, already has."""
    seen: dict[str, Place] = {}
    for phrasing in (phrasing for topic in served.values() for phrasing in topic.phrasings):
        at = place_of(phrasing)
        first = seen.setdefault(" ".join(phrasing.text.casefold().split()), at)
        if first != at:
            yield find_fault("phrasing-twice", at, f"the same phrasing stands at {first.path}:{first.line}")
