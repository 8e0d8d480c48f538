"""The front matter of a guide: a wire format, read and translated into our words once, here."""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

QUARTER = re.compile(r"(?P<year>20\d\d)[- ]?Q(?P<quarter>[1-4])", re.ASCII)
CURRENCY = r"^[A-Z]{3}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def exact(value: object) -> object:
    """Return a YAML number as an exact Decimal; anything else goes on to be refused by type."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value if isinstance(value, Decimal) else {"not a number": value}
    return Decimal(str(value))


def as_text(value: object) -> object:
    """Return a YAML scalar that was meant as a name (2025, 2025-10-01) as text."""
    return str(value) if isinstance(value, int | float | dt.date) and not isinstance(value, bool) else value


Amount = Annotated[
    Decimal, BeforeValidator(exact), Field(ge=0, le=Decimal(10**12), allow_inf_nan=False, max_digits=18)
]
Percent = Annotated[Decimal, BeforeValidator(exact), Field(ge=0, le=1000, allow_inf_nan=False)]
Text = Annotated[str, BeforeValidator(as_text), StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]


class Keys(BaseModel):
    """What every part of the front matter shares: unknown keys are kept out, not refused."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class ComponentSource(Keys):
    """Where one component's figures come from."""

    kind: Literal["employer_posting", "lca", "crowd", "estimate", "derived"] | None = None
    name: Text | None = None
    url: Text | None = None


class CompensationKeys(Keys):
    """One region's figures. Money in `currency`, a year and gross unless the key says otherwise."""

    region: Text
    currency: Annotated[str, StringConstraints(pattern=CURRENCY)]
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
    equity_basis: Literal["per_year", "grant_total", "unknown"] | None = None
    equity_type: Text | None = None
    vesting_years: Annotated[int, Field(ge=1, le=10)] | None = None
    derived_from: Text | None = None
    factor: Annotated[Decimal, BeforeValidator(exact), Field(gt=0, le=10)] | None = None
    source: dict[Literal["base", "equity", "bonus", "sign_on"], ComponentSource] = {}


class PostedKeys(Keys):
    """A base range the employer published in a posting, a year, gross."""

    title: Text
    region: Text
    base_low: Amount
    base_high: Amount
    currency: Annotated[str, StringConstraints(pattern=CURRENCY)] = "USD"
    date: dt.date | None = None
    where: Text


class SourceKeys(Keys):
    """A source with a link. A bare name is a source too."""

    name: Text
    url: Text | None = None


class LevelMappingKeys(Keys):
    """How the employer's level compares with levels elsewhere."""

    internal: Text | None = None
    raw: Text | None = None


class FrontMatter(Keys):
    """The whole front matter of one guide."""

    company: Slug
    company_display: Text | None = None
    company_aliases: tuple[Text, ...] = ()
    role: Slug
    role_display: Text | None = None
    role_aliases: tuple[Text, ...] = ()
    role_type: Text | None = None
    last_updated: dt.date | None = None
    next_review_due: dt.date | None = None
    as_of: dt.date | None = None
    salary_data_quarter: Text | None = None
    data_quality: Literal["high", "medium", "low"] | None = None
    compensation: Annotated[tuple[CompensationKeys, ...], Field(min_length=1)]
    equity_basis: Literal["per_year", "grant_total", "unknown"] | None = None
    equity_type: Text | None = None
    vesting_years: Annotated[int, Field(ge=1, le=10)] | None = None
    level: Text | None = None
    n: Annotated[int, Field(ge=0)] | None = None
    level_mapping: LevelMappingKeys | None = None
    data_sources: tuple[Text | SourceKeys, ...] = ()
    posted: tuple[PostedKeys, ...] = ()
    negotiation_dna_summary: Text | None = None
