"""A guide: what one company pays for one role, and the words that came with it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto

from bot.domain.comp import RegionalComp
from bot.domain.figure import Band, Figure, Quoted
from bot.domain.vocabulary import Name


class Quality(StrEnum):
    """How far figures can be trusted; `steps_down` moves toward LOW and stays there."""

    HIGH = auto()
    MEDIUM = auto()
    LOW = auto()

    def steps_down(self, steps: int) -> "Quality":
        """Return the quality `steps` steps lower, LOW at the lowest."""
        order = list(Quality)
        return order[min(order.index(self) + steps, len(order) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as the guide names it."""

    name: Quoted
    url: str | None
    component: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A range an employer published in a job posting: base only, a year, gross."""

    title: Quoted
    region: str
    base: Band
    published: Figure | None
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One guide file's front matter, plus its body, still unparsed."""

    path: str  # relative to the guides folder, as shown to people
    company: Name
    role: Name
    regions: tuple[RegionalComp, ...]
    last_updated: Figure | None
    next_review_due: Figure | None
    as_of: Figure | None  # last day the figures speak for
    quarter: Quoted | None  # the data's quarter in the guide's own words, such as 2025-Q4
    claimed_quality: Quality | None
    sources: tuple[Source, ...]
    posted: tuple[Posting, ...]
    level: str | None
    sample_size: Figure | None
    level_mapping: Quoted | None
    summary: Quoted | None
    body: str
    body_line: int  # line of the file on which `body` begins
    lines: dict[str, int] = field(default_factory=dict, hash=False, compare=False)
    """front-matter key (dotted: compensation.0.base_low) -> line"""

    def oldest_day(self) -> date | None:
        """Return the day the figures speak for: the data's own date, else the day of the last update."""
        days = (figure.value for figure in (self.as_of, self.last_updated) if figure)
        return next((day for day in days if isinstance(day, date)), None)

    def posted_beyond(self, comp: RegionalComp) -> Posting | None:
        """Return the employer posting that reaches furthest above a base band: that region's first."""
        if comp.base is None:
            return None
        high = comp.base.high.money
        tops = ((posting, posting.base.high.money) for posting in self.posted)
        beyond = [posting for posting, top in tops if top.currency == high.currency and high < top]
        names = {comp.region.display.casefold(), comp.region.slug}
        here = [posting for posting in beyond if posting.region.casefold() in names]
        return max(here or beyond, key=lambda p: (p.base.high.money.amount, p.title.text), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled stretch of a guide's body, kept as Markdown."""

    title: str
    text: Quoted  # Markdown, as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Something that can move an offer: its name, what it asks of the person, words for it."""

    name: str
    script: Quoted
    needs: str | None  # what the person must bring, where the guide says so


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One cell of the guide's comp table: text as written, and its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title in the body."""

    title: str
    level: int  # 1 to 6 for # to ######; 0 for a bold opening
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideBody:
    """A guide's body, read into parts. A part the guide lacks is empty; a part we do not know is a Section."""

    title: Section | None = None
    summary: Quoted | None = None
    table: tuple[tuple[TableCell, ...], ...] = ()  # header row first
    sections: tuple[Section, ...] = ()
    level_mapping: Quoted | None = None
    levers: tuple[Lever, ...] = ()
    strategy: Quoted | None = None
    evidence: tuple[Quoted, ...] = ()
    headings: tuple[Heading, ...] = ()  # every title in order, bold openings included
    passages: tuple[Section, ...] = ()
    """every stretch of words in order, under the title it stands under, with its own line; tables left out"""
