"""The playbook folder -> Topics, each text with its path and line, and the Problems met on the way."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from bot.domain.figure import InGuide, Quoted
from bot.domain.problem import Problem, Severity
from bot.domain.topic import Channel, Dissent, Grade, GradedSource, SayLine, Topic
from bot.library.guard import Refused, read_text, split
from bot.library.positions import load

FEWEST_PHRASINGS = 16
"""a topic with fewer is missed too often: from 6 to 14 phrasings adds 3 to 7 points of accuracy"""
MOST_ADVICE_WORDS = 120
"""one phone screen"""
MEND = "give or mend this key"
REMEDIES = {
    "sources": "name who says so, each with a grade: R, E, L, C or V",
    "last_reviewed": "write the day somebody last read the page, like 2026-11-22",
    "phrasings": f"write at least {FEWEST_PHRASINGS} ways in which people put it",
}
"""key -> what to do where it is missing, or is none"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """All topics that can be served, by id, and what is wrong in the files."""

    topics: Mapping[str, Topic]
    problems: tuple[Problem, ...]
    digest: str
    """changes whenever a served topic does"""


def read_playbook(folder: Path, shown: Path | None = None) -> Playbook:
    """Read every topic of the folder. A file that cannot be served becomes a Problem, and so does a missing folder.

    `shown` is the folder's path as people see it; without it, its name.
    """
    if not folder.is_dir():
        return Playbook(topics={}, problems=(_no_folder(folder),), digest="")
    served: dict[str, Topic] = {}
    problems: list[Problem] = []
    within = shown or Path(folder.name)
    for file in sorted(folder.glob("*.md")):
        try:
            topic = read_topic(file, folder=folder, shown=(within / file.name).as_posix())
        except Refused as refused:
            problems.extend(refused.problems)
        else:
            served[topic.id] = topic
    for topic in served.values():
        problems.extend(_check_topic(topic, served))
    problems.extend(_check_phrasings(served))
    topics = {name: _without_strangers(topic, served) for name, topic in served.items()}
    digest = hashlib.sha256(repr(topics).encode()).hexdigest()[:16]
    return Playbook(topics=topics, problems=tuple(problems), digest=digest)


def read_off_topic(file: Path) -> tuple[str, ...]:
    """Return the lines that a coach declines, `#` comments left out; none where there is no such file."""
    if not file.is_file():
        return ()
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def read_topic(file: Path, *, folder: Path, shown: str) -> Topic:
    """Read one topic. Raises Refused, with Problems that name file, line and remedy, if it cannot be served."""
    matter, advice, advice_line = split(read_text(file, shown, folder=folder), shown)
    loaded = load(matter, shown)
    lines = loaded.lines
    try:
        keys = _TopicKeys.model_validate(loaded.values)
    except ValidationError as fault:
        raise _unfit(fault, shown, lines) from None
    if keys.topic != file.stem:
        said = f"the file holds topic {keys.topic}"
        raise Refused(_fault(shown, lines["topic"], "topic-id", said, remedy="give both one name"))
    if not advice.strip():
        said = "there is no advice"
        raise Refused(_fault(shown, advice_line, "no-advice", said, remedy="write it below the ---"))
    page = _Page(path=shown, lines=lines, as_of=keys.last_reviewed)
    return _translate(keys, page, page.at_line(advice.strip(), advice_line))


def _text(value: object) -> object:
    """Return a YAML scalar that was meant as words (a phrasing that is a bare number) as text."""
    if isinstance(value, dict):
        raise ValueError("a colon makes this a key and a value, not words: put it in quotes")  # noqa: TRY004  pydantic reports no TypeError
    return str(value) if isinstance(value, int | float | dt.date) else value


_Text = Annotated[str, BeforeValidator(_text), StringConstraints(strip_whitespace=True, min_length=1)]
_TopicId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=60)]


class _Keys(BaseModel):
    """Unknown keys are refused: a misspelled `dissent` would silently drop the other side."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _SourceKeys(_Keys):
    name: _Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>|]+$")] | None = None
    grade: Grade


class _SayKeys(_Keys):
    moment: _Text
    channel: Channel
    words: _Text


class _DissentKeys(_Keys):
    who: _Text
    says: _Text


def _at_least_one(value: object) -> object:
    """Return a list that is not empty; pydantic's own words would speak of tuples and lengths."""
    if not isinstance(value, list) or not value:
        raise ValueError("there is none; at least one is needed")
    return value


def _list(value: object) -> object:
    """Return a missing list as an empty one: `dissent:` with nothing after it means none."""
    return [] if value is None else value


_Filled = BeforeValidator(_at_least_one)
_Maybe = BeforeValidator(_list)


class _TopicKeys(_Keys):
    """The front matter of one topic."""

    topic: _TopicId
    title: _Text
    last_reviewed: dt.date
    sources: Annotated[tuple[_SourceKeys, ...], _Filled]
    phrasings: Annotated[tuple[_Text, ...], _Filled]
    say: Annotated[tuple[_SayKeys, ...], _Maybe] = ()
    find_out: Annotated[tuple[_Text, ...], _Maybe] = ()
    dissent: Annotated[tuple[_DissentKeys, ...], _Maybe] = ()
    handoff: _Text | None = None
    related: Annotated[tuple[_TopicId, ...], _Maybe] = ()


def _unfit(fault: ValidationError, shown: str, lines: Mapping[str, int]) -> Refused:
    found = []
    for one in fault.errors(include_url=False, include_input=False):
        dotted = ".".join(str(part) for part in one["loc"])
        line = next((lines[key] for key in _outward(dotted) if key in lines), 1)
        said = f"{dotted}: {one['msg'].lower().removeprefix('value error, ')}"
        found.append(_fault(shown, line, "front-matter", said, remedy=REMEDIES.get(dotted, MEND)))
    return Refused(*found)


def _fault(shown: str, line: int, rule: str, message: str, *, remedy: str) -> Problem:
    error = Severity.ERROR
    return Problem(
        path=shown, line=line, severity=error, rule=rule, message=message, remedy=remedy, blocks=True
    )


def _outward(dotted: str) -> Iterator[str]:
    while dotted:
        yield dotted
        dotted = dotted.rpartition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Where on the topic's page a key stands, and the day the page speaks for."""

    path: str
    lines: Mapping[str, int]
    as_of: dt.date

    def at_line(self, text: str, line: int) -> Quoted:
        return Quoted(text=text, origin=InGuide(path=self.path, line=line, as_of=self.as_of))

    def quoted(self, text: str, dotted: str) -> Quoted:
        return self.at_line(text, self.lines[dotted])

    def listed(self, texts: Sequence[str], key: str) -> tuple[Quoted, ...]:
        return tuple(self.quoted(text, f"{key}.{at}") for at, text in enumerate(texts))


def _translate(keys: _TopicKeys, page: _Page, advice: Quoted) -> Topic:
    return Topic(
        id=keys.topic,
        title=page.quoted(keys.title, "title"),
        advice=advice,
        say=tuple(_say_line(line, page, f"say.{at}") for at, line in enumerate(keys.say)),
        find_out=page.listed(keys.find_out, "find_out"),
        dissent=tuple(_dissent(voice, page, f"dissent.{at}") for at, voice in enumerate(keys.dissent)),
        handoff=page.quoted(keys.handoff, "handoff") if keys.handoff else None,
        sources=tuple(_source(source, page, f"sources.{at}") for at, source in enumerate(keys.sources)),
        related=tuple(dict.fromkeys(keys.related)),
        last_reviewed=keys.last_reviewed,
        phrasings=page.listed(keys.phrasings, "phrasings"),
    )


def _say_line(keys: _SayKeys, page: _Page, at: str) -> SayLine:
    moment, words = page.quoted(keys.moment, f"{at}.moment"), page.quoted(keys.words, f"{at}.words")
    return SayLine(moment=moment, channel=keys.channel, words=words)


def _dissent(keys: _DissentKeys, page: _Page, at: str) -> Dissent:
    return Dissent(who=page.quoted(keys.who, f"{at}.who"), says=page.quoted(keys.says, f"{at}.says"))


def _source(keys: _SourceKeys, page: _Page, at: str) -> GradedSource:
    return GradedSource(name=page.quoted(keys.name, f"{at}.name"), url=keys.url, grade=keys.grade)


def _without_strangers(topic: Topic, served: Mapping[str, Topic]) -> Topic:
    """Return the topic with only those related topics that a button can lead to."""
    return replace(topic, related=tuple(name for name in topic.related if name in served))


def _check_topic(topic: Topic, served: Mapping[str, Topic]) -> Iterator[Problem]:
    words = len(topic.advice.text.split())
    if words > MOST_ADVICE_WORDS:
        said = f"the advice has {words} words"
        yield _warn(topic.advice, "advice-length", said, remedy=f"keep it to {MOST_ADVICE_WORDS}")
    if len(topic.phrasings) < FEWEST_PHRASINGS:
        said = f"only {len(topic.phrasings)} phrasings: free questions will miss this topic"
        yield _warn(topic.phrasings[0], "phrasings", said, remedy=f"write at least {FEWEST_PHRASINGS}")
    for name in topic.related:
        if name not in served or name == topic.id:
            said = f"there is no other topic {name}"
            yield _warn(topic.title, "related", said, remedy="mend its name in `related`, or leave it out")


def _check_phrasings(served: Mapping[str, Topic]) -> Iterator[Problem]:
    """Yield a Problem for each phrasing that an earlier topic, or the same one, already has."""
    seen: dict[str, str] = {}
    for topic in served.values():
        for phrasing in topic.phrasings:
            first = seen.setdefault(" ".join(phrasing.text.casefold().split()), _place(phrasing))
            if first != _place(phrasing):
                remedy = "say it otherwise, or leave it to one topic"
                yield _warn(phrasing, "phrasing-twice", f"the same phrasing stands at {first}", remedy=remedy)


def _place(words: Quoted) -> str:
    path, line = _where(words)
    return f"{path}:{line}"


def _where(words: Quoted) -> tuple[str, int]:
    if not isinstance(words.origin, InGuide):
        raise TypeError("a topic's words stand in its file")
    return words.origin.path, words.origin.line


def _warn(words: Quoted, rule: str, message: str, *, remedy: str) -> Problem:
    path, line = _where(words)
    return Problem(path=path, line=line, severity=Severity.WARNING, rule=rule, message=message, remedy=remedy)


def _no_folder(folder: Path) -> Problem:
    said = "there is no such folder: free questions get no advice"
    return _fault(folder.name, 0, "no-playbook", said, remedy="restore seeds/playbook from the release")
