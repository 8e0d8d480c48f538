"""Where each number comes from: words that look over all they say, for the tests in which nobody reads it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from bot.domain.figure import Computed, Figure, InGuide, InPosting, InTopic, Said, Unit
from bot.domain.money import Money
from bot.library.edition import Edition
from bot.replies.markdown import unescape
from bot.replies.reply import Audience, Reply
from bot.replies.say import Words
from tests.replies.test_grounding import NUMBER
from tests.replies.test_grounding_own import forms

SUM = re.compile(r"(?:[$€£]|CHF ?)\d+(?:[.,]\d+)*[KMB]?")
"""money as a reply prints it: $188K, €95.5K, CHF245,000"""
CONVENTIONS = {5_000, 10_000, 100_000_000}
"""sums of our own, shown as such: a gap that is small, an example of an exchange, a company that a stake is measured by"""
THOUSAND = 1_000  # a base of 91.43 is one of 91,430


class Witness(Words):
    """The words, each reply looked over before it goes: what it prints without an origin is kept as a fault."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        bodies = tuple(edition.body_of(guide) for guide in edition.guides.values())
        self.sources = {one.value for one in figures_in((edition.guides, edition.playbook, bodies))}
        self.shown: set[str] = set()
        """every sum printed so far that has an origin"""
        self.begin("", ())

    def begin(self, typed: str, sums: Iterable[Decimal]) -> None:
        """Listen to a person who will type this, and so state these sums."""
        self.typed, self.sums, self.faults = NUMBER.findall(typed), frozenset(sums), list[str]()
        self.own = set(SUM.findall(typed))

    def write(self, name: str, facts: dict[str, object], audience: Audience) -> Reply:
        """Return the reply that a template makes of facts, looked over."""
        reply = super().write(name, facts, audience)
        self.faults += (f"{name}: {fault}" for fault in self.look_over(reply, facts))
        return reply

    def look_over(self, reply: Reply, of: object) -> Iterator[str]:
        """Yield each number of a reply that no fact of its answer prints as, and each fact that comes from nowhere."""
        words = words_of(reply)
        sums, numbers = set(SUM.findall(words)), set(NUMBER.findall(words))
        if not numbers:
            return
        known = [*parts_in(of)]
        held = [one for one in known if isinstance(one, Figure)]
        loose = (one for one in held if not self.is_grounded(one))
        yield from (f"{getattr(one.value, 'amount', one.value)} {one.unit} from nowhere" for one in loose)
        told = " ".join(form for one in known if not isinstance(one, Figure) for form in forms(one))
        ways = [printed(one.value, one.unit) for one in held]
        yield from sums.difference(SUM.findall(told), *(way[0] for way in ways))
        yield from numbers.difference(NUMBER.findall(told), *(way[1] for way in ways))
        (self.own if reply.audience is Audience.PERSONAL else self.shown).update(sums)

    def is_grounded(self, figure: Figure) -> bool:
        """Whether a figure is what a source says, what the person stated, or worked out from such."""
        match figure.origin:
            case Computed(formula=formula, figures=of):
                is_convention = not isinstance(figure.value, Money) or figure.value.amount in CONVENTIONS
                return bool(formula and (of or is_convention))
            case Said(words=words) if isinstance(figure.value, Money):
                amount = figure.value.amount
                return not self.sums.isdisjoint({amount, amount / THOUSAND})
            case Said(words=words):
                return set(NUMBER.findall(words)) <= {*self.typed}
            case InGuide() | InPosting() | InTopic():
                return figure.value in self.sources

    def strange(self, wire: str) -> set[str]:
        """Return the sums in what was sent that no reply looked over has printed, nor the person typed."""
        return {*SUM.findall(wire)} - self.shown - self.own


@lru_cache(maxsize=100_000)
def printed(value: Money | Decimal | int | date, unit: Unit) -> tuple[frozenset[str], frozenset[str]]:
    """Return the sums and the numbers in all ways to print a figure."""
    told = " ".join(forms(Figure(value=value, unit=unit, origin=Said(words=""))))
    return frozenset(SUM.findall(told)), frozenset(NUMBER.findall(told))


def parts_in(value: object) -> Iterator[object]:
    """Yield everything that facts hold, however deep, each once."""
    seen: set[int] = set()
    left = [value]
    while left:
        one = left.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, tuple | list | frozenset):
            left += one
        elif isinstance(one, Mapping):
            left += one.values()
        else:
            left += (getattr(one, name) for name in getattr(one, "__dataclass_fields__", ()))


def figures_in(value: object) -> Iterator[Figure]:
    """Yield every figure that facts hold."""
    return (one for one in parts_in(value) if isinstance(one, Figure))


def words_of(reply: Reply) -> str:
    """Return all that a person can read of a reply."""
    steps = (step.label for step in reply.all_steps)
    words = [reply.title, reply.body, reply.note, *steps]
    if reply.form:
        of_fields = (text for one in reply.form.fields for text in (one.label, one.hint, one.value))
        words += [reply.form.above, *of_fields, *(fault for _, fault in reply.form.faults)]
    return unescape(" ".join(words))
