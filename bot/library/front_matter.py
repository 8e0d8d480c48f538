"""The front matter of a guide: a wire format, read and translated into our words once, here.

What each key means stands in keys.toml, for `coach guides schema` and docs/writing-a-guide.md.
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

    model_config = ConfigDict(extra="forbid", frozen=True)


class ComponentSource(Keys):
    """Where one component's figures come from."""

    kind: Literal["employer_posting", "lca", "crowd", "estimate", "derived"] | None = None
    name: Text | None = None
    url: Text | None = None


class CompensationKeys(Keys):
    """One region's figures: money in `currency`, before tax, and a year's unless the key says otherwise."""

    region: Text
    currency: Currency
    base_low: Amount | None = None
    base_high: Amount | None = None
    stock_low: Amount | None = None
    stock_high: Amount | None = None
    bonus_pct: Percent | None = None
    bonus_pct_low: Percent | None = None
    bonus_pct_high: Percent | None = None
    sign_on_low: Amount | None = None
    sign_on_high: Amount | None = None
    total_comp_low: Amount | None = None
    total_comp_high: Amount | None = None
    equity_basis: Basis | None = None
    equity_type: Text | None = None
    vesting_years: Years | None = None
    derived_from: Text | None = None
    factor: Factor | None = None
    source: dict[Literal["base", "equity", "bonus", "sign_on"], ComponentSource] = {}


class PostedKeys(Keys):
    """A base range that the employer itself published in a job posting, a year, before tax."""

    title: Text
    region: Text
    base_low: Amount
    base_high: Amount
    currency: Currency | None = None
    date: Day | None = None
    where: Text


class SourceKeys(Keys):
    """A source with a link. A bare name is a source too."""

    name: Text
    url: Text | None = None


Cited = Annotated[SourceKeys, BeforeValidator(as_source, json_schema_input_type=Text | SourceKeys)]


class LevelMappingKeys(Keys):
    """How the employer's level compares with levels elsewhere."""

    internal: Text | None = None
    raw: Text | None = None


class FrontMatter(Keys):
    """The keys between the two --- lines at the top of a guide."""

    company: Slug
    company_display: Text | None = None
    company_aliases: tuple[Text, ...] = ()
    role: Slug
    role_display: Text | None = None
    role_aliases: tuple[Text, ...] = ()
    role_type: Text | None = None
    last_updated: Day | None = None
    next_review_due: Day | None = None
    as_of: Day | None = None
    salary_data_quarter: Text | None = None
    data_quality: Literal["high", "medium", "low"] | None = None
    compensation: Annotated[tuple[CompensationKeys, ...], Field(min_length=1)]
    equity_basis: Basis | None = None
    equity_type: Text | None = None
    vesting_years: Years | None = None
    level: Text | None = None
    n: Annotated[int, Field(strict=True, ge=0)] | None = None
    level_mapping: LevelMappingKeys | None = None
    data_sources: tuple[Cited, ...] = ()
    posted: tuple[PostedKeys, ...] = ()
    negotiation_dna_summary: Text | None = None
    ends_with: Text | None = None


PARTS: dict[str, type[Keys]] = {
    "The guide": FrontMatter, "compensation": CompensationKeys, "source, for one component": ComponentSource,
    "posted": PostedKeys, "data_sources": SourceKeys, "level_mapping": LevelMappingKeys,
}  # fmt: skip
"""the groups of keys, by the titles they have in the manual: the key they stand under, mostly"""
