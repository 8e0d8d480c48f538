"""How the body is built: titles (L13, headings), text nobody will be shown, levers with a part missing."""

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.problem import Problem
from bot.library.check.checked import Checked
from bot.library.rules import find_fault


def check_titles(seen: Checked) -> Iterator[Problem]:
    """Yield L13: a title that promises the world, a first title that is no title, a title used twice."""
    headings, currencies = seen.body.headings, {comp.currency for comp in seen.guide.regions}
    top = next((heading for heading in headings if heading.level), None)
    if top and "global" in top.title.casefold().split() and len(currencies) == 1:
        message = f"The title says Global, but all figures are in {seen.guide.regions[0].currency}"
        yield find_fault("L13", seen.on(top.line), message, "drop the word, or add other countries")
    if top and top is headings[0] and top.level > 1:
        message = f"The first title is a sub-title ({'#' * top.level})"
        yield find_fault("L13", seen.on(top.line), message, "begin the body with one #")
    first: dict[str, int] = {}
    for heading in headings:
        line = first.setdefault(heading.title.casefold(), heading.line)
        if line != heading.line:
            message = f"{heading.title} is the title of two parts, here and on line {line}"
            yield find_fault("L13", seen.on(heading.line), message, "give one of them a title of its own")


def check_steps(seen: Checked) -> Iterator[Problem]:
    """Yield titles that skip a level on the way down."""
    for above, below in pairwise(heading for heading in seen.body.headings if heading.level):
        if below.level > above.level + 1:
            one, other = (f"{heading.title} ({'#' * heading.level})" for heading in (below, above))
            message = f"{one} skips a level below {other}"
            yield find_fault("headings", seen.on(below.line), message, f"write {'#' * (above.level + 1)}")


def check_stray(seen: Checked) -> Iterator[Problem]:
    """Yield text that stands under no title."""
    for passage in seen.body.passages:
        if not passage.title and passage.text.text:
            yield find_fault("stray-text", seen.place(passage.text), "This text stands under no title")


def check_levers(seen: Checked) -> Iterator[Problem]:
    """Yield levers without a name or without words."""
    for lever in seen.body.levers:
        if not lever.name or not lever.script.text:
            message = f"A lever has no {'words to say' if lever.name else 'name in bold'}"
            yield find_fault("lever", seen.place(lever.script), message)
