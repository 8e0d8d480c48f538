"""Who is speaking, where, and what the conversation is about: enough for "and in Seattle?" to have a referent."""

from dataclasses import dataclass, field, replace

from bot.domain.amounts import Component
from bot.domain.figure import Figure
from bot.domain.negotiation import Negotiation
from bot.domain.understanding import Intent, Understanding

MOST_KEPT, MOST_LOOKUPS = 12, 5  # negotiations and look-ups kept of one person


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a workspace. Two people are the same only if both ids are."""

    team: str
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a conversation runs: a channel or a direct message, and the thread in it, if any."""

    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One person in one place: whose conversation it is."""

    who: Person
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What one person is talking about in one place. It may hold amounts, so it is never shown or logged."""

    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None  # the job last named, as slugs
    last: Understanding | None = field(default=None, repr=False)
    """what was answered last, for the remarks shorter and why"""
    wants: Intent | None = None  # what a job, when it is named next, is wanted for
    negotiation: Negotiation | None = field(default=None, repr=False)  # the offer talked about
    counting: Figure | None = None
    """PERCENT_OF_GRANT: at how much of its paper value they want equity counted"""
    drafted: Understanding | None = field(default=None, repr=False)
    """what words for it were asked for last, for the remarks firmer and as a call"""
    was_own: bool = False  # whether the last reply was about an offer of the person's
    steps: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """the last reply's next steps: (label, command)"""
    unsettled: "Unsettled | None" = field(default=None, repr=False)

    def about(self, negotiation: Negotiation) -> "Session":
        """Return this as talk about an offer; how words for another were to sound is left behind."""
        is_same = self.negotiation is None or self.negotiation.name == negotiation.name
        kept = (self.drafted, self.unsettled) if is_same else (None, None)
        is_there = negotiation.company == self.company or (negotiation.company is None and is_same)
        job = self if is_there else negotiation  # what is said next is of this offer's job
        return replace(
            self,
            company=job.company,
            role=job.role,
            region=job.region,
            level=job.level,
            negotiation=negotiation,
            drafted=kept[0],
            unsettled=kept[1],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """Amounts that cannot be used before a question about them is answered, in words that state them."""

    asked: str = field(repr=False)  # the ones that were asked about
    waiting: str = field(repr=False)  # others, told with them
    lacks_currency: bool  # whether a currency would settle them
    is_foreign: bool = False  # and only one that is named: the offer's own is another
    parts: frozenset[Component] = frozenset()  # the parts of the offer that were asked about
    wish: Intent | None = None  # what was wanted of the offer, to be answered once they are settled
    page: str = ""  # the page of the playbook that was asked for
    readings: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """what they may mean: (label, the command that states it)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of one person beyond an hour, until they say forget me."""

    negotiations: tuple[Negotiation, ...] = field(default=(), repr=False)
    """by name, each name once, the latest first"""
    lookups: tuple[tuple[str, str], ...] = ()  # (company, role) slugs looked up, the latest first
    was_told: bool = False  # whether they were told who may be able to read this

    def named(self, name: str) -> Negotiation | None:
        """Return the negotiation of that name, whatever its case."""
        return next((one for one in self.negotiations if one.name.casefold() == name.casefold()), None)

    def with_negotiation(self, negotiation: Negotiation) -> "Kept":
        """Return this with a negotiation first, in place of one of the same name."""
        kept = (negotiation, *self.without(negotiation.name).negotiations)
        return replace(self, negotiations=kept[:MOST_KEPT])

    def without(self, name: str) -> "Kept":
        """Return this without the negotiation of that name."""
        others = tuple(one for one in self.negotiations if one.name.casefold() != name.casefold())
        return replace(self, negotiations=others)

    def with_lookup(self, company: str, role: str) -> "Kept":
        """Return this with a look-up first."""
        others = tuple(one for one in self.lookups if one != (company, role))
        return replace(self, lookups=((company, role), *others)[:MOST_LOOKUPS])
