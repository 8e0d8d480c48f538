"""How a reply's numbers came about: each formula with its figures, in the order in which they build on each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from bot.coach.answers import Subject
from bot.coach.placing import Beside
from bot.domain.figure import Computed, Figure
from bot.domain.topic import Topic

MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The reckoning behind an answer: each figure with what it was worked out from."""

    lines: tuple[Figure, ...]
    topic: Topic | None  # the page whose sources it rests on
    subject: Subject | None


def show_work(answer: object) -> Worked:
    """Return every figure of an answer that was worked out from others, each once, the first ones first, and its sources."""
    lines = dict.fromkeys(
        one for one in find_worked(answer) if isinstance(one.origin, Computed) and one.origin.figures
    )
    within = getattr(answer, "reviewed", None) or getattr(answer, "plan", None) or answer
    beside = getattr(within, "beside", None)
    return Worked(
        lines=tuple(lines)[:MOST_LINES],
        topic=getattr(answer, "topic", None),
        subject=beside.subject if isinstance(beside, Beside) else None,
    )


def find_worked(value: object) -> Iterator[Figure]:
    """Yield every figure in a value, those it was worked out from before it."""
    inside: Iterable[object] = ()
    if isinstance(value, Beside):
        return  # the guide's own reckoning stands under Sources
    if isinstance(value, Figure):
        inside = value.origin.figures if isinstance(value.origin, Computed) else ()
    elif isinstance(value, tuple):
        inside = value
    elif is_dataclass(value) and not isinstance(value, type):
        inside = (getattr(value, part.name) for part in fields(value))
    for one in inside:
        yield from find_worked(one)
    if isinstance(value, Figure):
        yield value
