"""Every Answer the coach can give: facts only, typed and frozen. The words are made upstairs."""

from dataclasses import dataclass

from bot.coach.courtesy import FeedbackTaken, NothingToRead, PracticeMissing, PromptsOffered
from bot.domain.comp import EquityBasis, EquityGrant, RegionalComp
from bot.domain.figure import Band, Figure, Quoted
from bot.domain.guide import Posting, Quality
from bot.domain.script import Script
from bot.domain.sums import Reading, Sum
from bot.domain.topic import Channel, Topic
from bot.domain.vocabulary import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an answer is about: one guide, seen from one region."""

    company: Name
    role: Name
    region: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Equity:
    """Equity with its basis, or with both readings where the guide does not say."""

    grant: EquityGrant
    per_year: Band | None  # a year's worth if the stated figure is a grant: stated ÷ vesting years
    fits: Reading | None  # which reading the guide's own total fits; None where nothing can be compared
    says_per_year: Quoted | None  # the guide's words that call it a yearly figure, if any


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far the figures can be trusted, and why."""

    quality: Quality
    claimed: Quality | None
    quarter: Quoted | None
    updated: Figure | None
    sources: Figure
    is_linked: bool
    overdue: Figure | None  # days past the guide's own review date
    errors: Figure | None
    """errors found in the guide, which lower its quality by one step; None where there are none"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompFound:
    """What one job pays in one region."""

    subject: Subject
    comp: RegionalComp
    target_bonus: Band | None
    equity: Equity | None
    proof: tuple[str, ...]  # what the guide's levers ask of the person, beyond another written offer
    trust: Trust
    posted: Posting | None  # an employer posting beyond the guide's base band, if one is known
    regions: tuple[Name, ...]
    missing_region: Name | None  # the region asked for, where the guide has no figures for it
    unsplit_level: Name | None  # the level asked for, where the guide is not split by level
    level_mapping: Quoted | None
    beside: str | None = None  # a company named beside this one, which has no guide


@dataclass(frozen=True, slots=True, kw_only=True)
class CompShared:
    """What one job pays, for everybody in the channel to see."""

    found: CompFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One guide in a list."""

    subject: Subject
    base: Band | None
    quality: Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFound:
    """The roles of one company that have a guide."""

    company: Name
    entries: tuple[Entry, ...]
    unlisted: Figure | None
    resumes: str
    beside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAcross:
    """One role across companies; `entries` is empty where no guide covers it."""

    role: Name
    entries: tuple[Entry, ...]
    unlisted: Figure | None
    resumes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """More than one reading, or a company without a guide for that role: choices, best first."""

    company: Name | None
    role: Name | None  # with `company`: the role asked for, which has no guide there
    typed: str
    options: tuple[Subject, ...]
    resumes: str
    is_strange: bool = False  # whether a word beside the company may be a role that nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class NoGuide:
    """Nothing that has a guide was named."""

    company: str | None  # the company asked about, as named or as typed
    asked: tuple[str, ...]  # the same, with what else was named
    typed: str
    role: Name | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWanted:
    """A command that needs a job, where none was named: the jobs to choose from, if they are few."""

    resumes: str
    options: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionsCompared:
    """What one job pays in each region of its guide."""

    subject: Subject
    comps: tuple[RegionalComp, ...]
    trust: Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class LeversFound:
    """A guide's levers, each with what it needs from the person."""

    subject: Subject
    levers: tuple[tuple[str, Script], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptsFound:
    """Words by moment, for one job."""

    subject: Subject
    comp: RegionalComp
    trust: Trust
    equity: Equity | None
    strategy: Script | None  # the guide's own script, with blanks where it would claim something


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFound:
    """Where a guide's numbers come from, what does not add up, and how old they are."""

    subject: Subject
    path: str
    comp: RegionalComp
    trust: Trust
    names: tuple[Quoted, ...]
    evidence: tuple[Quoted, ...]
    sums: tuple[Sum, ...]
    front_matter_bonus: Band | None  # where the comp table gives another bonus than the front matter
    table_bonus: Band | None
    posted: tuple[Posting, ...]
    review_due: Figure | None
    basis: EquityBasis | None
    level_mapping: Quoted | None
    problems: tuple[Quoted, ...]
    """what else is wrong with the guide, worst first, each as a sentence with its line"""
    unlisted: Figure | None
    is_against: bool = False  # whether only what speaks against the figures was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidesListed:
    """The guides there are."""

    entries: tuple[Entry, ...]
    unlisted: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFound:
    """One page of the playbook, beside what the guide says of the job that was named."""

    topic: Topic
    related: tuple[Topic, ...]
    found: CompFound | None
    channel: Channel | None = None  # set where only the page's words for it were asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsOffered:
    """Pages of the playbook to choose from, best first; or all there are, by title."""

    topics: tuple[Topic, ...]
    is_whole: bool = False
    is_worry: bool = False  # whether nothing was asked, and somebody said how they feel
    is_explained: bool = False  # whether it was asked why there is a choice
    unknown: str = ""  # the word whose meaning was asked for, which we don't know
    found: CompFound | None = None  # what the job that was named pays


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicBacked:
    """What one page of the playbook rests on: its sources and who says otherwise."""

    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """An answer given before, to be said in fewer words."""

    of: "Answer"
    again: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StillLearning:
    """The playbook is still being learned: a question has to wait a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OffTopic:
    """Not about offers and pay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanked:
    """A thank-you."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """What can be typed, with examples from the loaded guides."""

    examples: tuple[Subject, ...]
    role_example: Name | None


Answer = (
    CompFound | CompShared | CompanyFound | RoleAcross | Unclear | NoGuide | LeversFound | ScriptsFound | SourcesFound
    | GuidesListed | TopicFound | TopicsOffered | JobWanted | RegionsCompared | TopicBacked | Shortened | FeedbackTaken
    | NothingToRead | PromptsOffered | PracticeMissing | StillLearning | OffTopic | Thanked | Helped
)  # fmt: skip
