"""The front matter of a guide: a wire format, read and translated into our words once, here.

The text under each key is what `coach guides schema` and docs/writing-a-guide.md say about it.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

QUARTER = re.compile(r"(?P<year>20\d\d)[- ]?Q(?P<quarter>[1-4])", re.ASCII)
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LARGEST = 10**12


def exact(value: object) -> object:
    """Return a YAML number as an exact Decimal; anything else goes on to be refused by type."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value if isinstance(value, Decimal) else {"not a number": value}
    return Decimal(str(value))


def as_text(value: object) -> object:
    """Return a YAML scalar that was meant as a name (2025, 2025-10-01) as text. A float loses digits: refused."""
    return str(value) if isinstance(value, int | dt.date) and not isinstance(value, bool) else value


def as_day(value: object) -> object:
    """Return a date as it is; refuse numbers, which pydantic would take for seconds since 1970."""
    return {"not a date": value} if isinstance(value, int | float) else value


def as_source(value: object) -> object:
    """Return a source that is a bare name as one with its keys."""
    return value if isinstance(value, dict) else {"name": value}


Amount = Annotated[Decimal, Field(ge=0, le=LARGEST, max_digits=18), BeforeValidator(exact)]
Percent = Annotated[Decimal, Field(ge=0, le=1000), BeforeValidator(exact)]
Factor = Annotated[Decimal, Field(gt=0, le=10), BeforeValidator(exact)]
Years = Annotated[int, Field(strict=True, ge=1, le=10)]
Text = Annotated[str, BeforeValidator(as_text), StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Day = Annotated[dt.date, BeforeValidator(as_day)]
Basis = Literal["per_year", "grant_total", "unknown"]


class Keys(BaseModel):
    """What every part of the front matter shares."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class ComponentSource(Keys):
    """Where one component's figures come from."""

    kind: Literal["employer_posting", "lca", "crowd", "estimate", "derived"] | None = None
    """What kind of source: the employer's own posting, a US visa filing (lca), what people report (crowd), somebody's
    estimate, or worked out from other figures (derived)."""
    name: Text | None = None
    """Its name, as you would cite it."""
    url: Text | None = None
    """Its web address."""


class CompensationKeys(Keys):
    """One region's figures: money in `currency`, before tax, and a year's unless the key says otherwise."""

    region: Text
    """The place, as you would say it to somebody: San Francisco, Remote US, Berlin."""
    currency: Currency
    """Three capital letters, as in USD, EUR, GBP. Figures are never converted."""
    base_low: Amount | None = None
    """Lowest usual base salary, a year."""
    base_high: Amount | None = None
    """Highest usual base salary, a year."""
    stock_low: Amount | None = None
    """Lowest usual equity. `equity_basis` says whether a year's worth or the whole grant."""
    stock_high: Amount | None = None
    """Highest usual equity, on the same basis."""
    bonus_pct: Percent | None = None
    """Target bonus in percent of base, where it is one number: 15 for 15%."""
    bonus_pct_low: Percent | None = None
    """Lowest usual target bonus, in percent of base."""
    bonus_pct_high: Percent | None = None
    """Highest usual target bonus, in percent of base."""
    sign_on_low: Amount | None = None
    """Lowest usual sign-on bonus, paid once."""
    sign_on_high: Amount | None = None
    """Highest usual sign-on bonus, paid once."""
    total_comp_low: Amount | None = None
    """Low end of the total a year, where your source states one. Leave it out rather than adding it up yourself."""
    total_comp_high: Amount | None = None
    """High end of the total a year, where your source states one."""
    equity_basis: Basis | None = None
    """Whether this region's equity is a year's worth, the whole grant, or not known. Overrides the guide's."""
    equity_type: Text | None = None
    """What the equity is, such as options or RSUs, where this region differs from the rest of the guide."""
    vesting_years: Years | None = None
    """Years over which a grant vests, where this region differs from the rest of the guide."""
    derived_from: Text | None = None
    """The region these figures were scaled from, if nobody observed them here."""
    factor: Factor | None = None
    """What that region's figures were multiplied by: 0.95 for 95%."""
    source: dict[Literal["base", "equity", "bonus", "sign_on"], ComponentSource] = {}
    """A source for one component alone."""


class PostedKeys(Keys):
    """A base range that the employer itself published in a job posting, a year, before tax."""

    title: Text
    """The posting's job title, word for word."""
    region: Text
    """The place the posting names."""
    base_low: Amount
    """Low end of the posted base."""
    base_high: Amount
    """High end of the posted base."""
    currency: Currency | None = None
    """Currency of the posted range; may be left out where the whole guide has one currency."""
    date: Day | None = None
    """The day it was published or last seen: 2026-05-14."""
    where: Text
    """Where it can be found: the job board and the posting's number."""


class SourceKeys(Keys):
    """A source with a link. A bare name is a source too."""

    name: Text
    """Its name."""
    url: Text | None = None
    """Its web address."""


Cited = Annotated[SourceKeys, BeforeValidator(as_source, json_schema_input_type=Text | SourceKeys)]


class LevelMappingKeys(Keys):
    """How the employer's level compares with levels elsewhere."""

    internal: Text | None = None
    """What the employer itself calls the level."""
    raw: Text | None = None
    """The comparison in your words: Ours ≈ Google L5 · Meta E5."""


class FrontMatter(Keys):
    """The keys between the two --- lines at the top of a guide."""

    company: Slug
    """The company's short name: small letters, digits and hyphens, as in together-ai."""
    company_display: Text | None = None
    """The company's name as people write it. Without it the short name is spelled out."""
    company_aliases: tuple[Text, ...] = ()
    """Other names people use for the company."""
    role: Slug
    """The role's short name: ml-engineer."""
    role_display: Text | None = None
    """The role as people write it: ML Engineer."""
    role_aliases: tuple[Text, ...] = ()
    """Other names people use for the role."""
    role_type: Text | None = None
    """A word of your own to sort guides by; the coach does not use it."""
    last_updated: Day | None = None
    """The day you last changed a figure: 2026-02-23."""
    next_review_due: Day | None = None
    """The day by which the figures should be looked at again. Once it has passed, the coach says so."""
    as_of: Day | None = None
    """The last day the figures speak for. One of this, `salary_data_quarter` or `last_updated` is needed."""
    salary_data_quarter: Text | None = None
    """The quarter the figures were gathered in: 2025-Q4."""
    data_quality: Literal["high", "medium", "low"] | None = None
    """How far you trust the figures. The coach shows what sources and age earn, whatever stands here."""
    compensation: Annotated[tuple[CompensationKeys, ...], Field(min_length=1)]
    """The figures, one entry a region; the first is shown where nobody asks for another."""
    equity_basis: Basis | None = None
    """Whether equity figures are a year's worth (per_year), a whole grant (grant_total), or nobody knows (unknown)."""
    equity_type: Text | None = None
    """What the equity is: options, RSUs, profit units."""
    vesting_years: Years | None = None
    """Years over which a grant vests. Without it, four are assumed and shown as assumed."""
    level: Text | None = None
    """The level the figures are for, if they are for one level alone."""
    n: Annotated[int, Field(strict=True, ge=0)] | None = None
    """How many reports stand behind the figures."""
    level_mapping: LevelMappingKeys | None = None
    """How the level compares with levels elsewhere."""
    data_sources: tuple[Cited, ...] = ()
    """Where the figures come from: a name, or a name with a web address."""
    posted: tuple[PostedKeys, ...] = ()
    """Base ranges the employer itself published. They are shown beside the figures, never mixed into them."""
    negotiation_dna_summary: Text | None = None
    """The job in one line."""
    ends_with: Text | None = None
    """The file's last line, word for word. With it, a file that was cut short is noticed and not served."""


PARTS: dict[str, type[Keys]] = {
    "The guide": FrontMatter,
    "compensation": CompensationKeys,
    "source, for one component": ComponentSource,
    "posted": PostedKeys,
    "data_sources": SourceKeys,
    "level_mapping": LevelMappingKeys,
}
"""the groups of keys, by the titles they have in the manual: the key they stand under, mostly"""
