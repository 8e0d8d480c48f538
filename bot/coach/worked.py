"""How a reply's numbers came about: each formula with its figures, in the order in which they build on each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from bot.coach.placing import Beside
from bot.domain.figure import Computed, Figure

MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The reckoning behind an answer: each figure with what it was worked out from."""

    lines: tuple[Figure, ...]


def show_work(answer: object) -> Worked:
    """Return every figure of an answer that was worked out from others, each once, the first ones first."""
    lines = dict.fromkeys(figure for figure in find_worked(answer) if shows(figure))
    return Worked(lines=tuple(lines)[:MOST_LINES])


def shows(figure: Figure) -> bool:
    """Whether a figure has a formula over figures to show."""
    return isinstance(figure.origin, Computed) and bool(figure.origin.figures)


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
