"""Front matter in our words: a FrontMatter and its page → a Guide."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.domain.comp import EquityBasis, EquityGrant, RegionalComp
from bot.domain.figure import Band, Computed, Figure, InGuide, InPosting, Origin, Quoted, Unit
from bot.domain.guide import Guide, Posting, Quality, Source
from bot.domain.money import Money
from bot.domain.vocabulary import Name
from bot.library.front_matter import QUARTER, CompensationKeys, FrontMatter, PostedKeys
from bot.library.positions import Loaded

VESTING_CONVENTION = Figure(
    value=4, unit=Unit.COUNT, origin=Computed(formula="a usual grant vests over four years", figures=())
)
"""years; used to show a reading where a guide is silent"""

FindRegion = Callable[[str], Name]
EQUITY_UNITS = {
    EquityBasis.PER_YEAR: Unit.PER_YEAR, EquityBasis.GRANT_TOTAL: Unit.GRANT, EquityBasis.UNKNOWN: Unit.UNKNOWN_BASIS,
}  # fmt: skip


def speaks_for(keys: FrontMatter) -> tuple[dt.date | None, str]:
    """Return the last day the figures speak for and its key: `as_of`, else the data quarter's end, else the update."""
    if keys.as_of:
        return keys.as_of, "as_of"
    found = QUARTER.search(keys.salary_data_quarter or "")
    if not found:
        return keys.last_updated, "last_updated"
    year, month = int(found["year"]), int(found["quarter"]) * 3
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1), "salary_data_quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where on the guide's page a key stands, and the age of what stands there."""

    loaded: Loaded
    as_of: dt.date | None
    body: str
    body_line: int

    def origin(self, dotted: str) -> InGuide:
        """Return the origin of the value at a dotted key."""
        return InGuide(path=self.loaded.file, line=self.loaded.line(dotted), as_of=self.as_of)

    def figure(self, value: Money | Decimal | int | dt.date, unit: Unit, dotted: str) -> Figure:
        """Return the value at a dotted key as a Figure."""
        return Figure(value=value, unit=unit, origin=self.origin(dotted))

    def quoted(self, text: str | None, dotted: str) -> Quoted | None:
        """Return the text at a dotted key as it stands, or None where there is none."""
        return Quoted(text=text, origin=self.origin(dotted)) if text else None

    def day(self, value: dt.date | None, dotted: str) -> Figure | None:
        """Return the date at a dotted key as a Figure, or None where there is none."""
        return self.figure(value, Unit.DATE, dotted) if value else None

    def band(self, comp: CompensationKeys, at: str, name: str, unit: Unit) -> Band | None:
        """Return a region's band under `name`_low and `name`_high, or of the one number under `name`, if it is given."""
        keys = [f"{name}_low", f"{name}_high"] if getattr(comp, f"{name}_low") is not None else [name, name]
        ends: list[Any] = [getattr(comp, key, None) for key in keys]
        if None in ends:
            return None
        if unit is not Unit.PERCENT_OF_BASE:
            ends = [Money(amount=end, currency=comp.currency) for end in ends]
        low, high = (self.figure(end, unit, f"{at}.{key}") for key, end in zip(keys, ends, strict=True))
        return Band(low=low, high=high)


def translate(keys: FrontMatter, page: Page, find_region: FindRegion) -> Guide:
    """Return the Guide that the front matter describes, in our words."""
    mapping = keys.level_mapping
    return Guide(
        path=page.loaded.file,
        company=_name(keys.company, keys.company_display, keys.company_aliases),
        role=_name(keys.role, keys.role_display, keys.role_aliases),
        regions=tuple(_regional_comp(keys, page, at, find_region) for at in range(len(keys.compensation))),
        last_updated=page.day(keys.last_updated, "last_updated"),
        next_review_due=page.day(keys.next_review_due, "next_review_due"),
        as_of=page.day(*speaks_for(keys)),
        quarter=page.quoted(keys.salary_data_quarter, "salary_data_quarter"),
        claimed_quality=Quality(keys.data_quality) if keys.data_quality else None,
        sources=tuple(
            Source(name=Quoted(text=cited.name, origin=page.origin(f"data_sources.{at}")), url=cited.url)
            for at, cited in enumerate(keys.data_sources)
        ),
        posted=tuple(
            build_posting(posted, page.origin(f"posted.{at}"), keys.compensation[0].currency)
            for at, posted in enumerate(keys.posted)
        ),
        level=keys.level,
        sample_size=page.figure(keys.n, Unit.COUNT, "n") if keys.n is not None else None,
        level_mapping=page.quoted(mapping.raw if mapping else None, "level_mapping.raw"),
        summary=page.quoted(keys.negotiation_dna_summary, "negotiation_dna_summary"),
        body=page.body,
        body_line=page.body_line,
        lines=page.loaded.lines,
    )


def _name(slug: str, display: str | None, aliases: tuple[str, ...]) -> Name:
    """Return a name; its slug spelled out where the guide gives no other: ml-engineer → Ml Engineer."""
    return Name(slug=slug, display=display or slug.replace("-", " ").title(), aliases=aliases)


def _regional_comp(keys: FrontMatter, page: Page, position: int, find_region: FindRegion) -> RegionalComp:
    comp, at = keys.compensation[position], f"compensation.{position}"
    return RegionalComp(
        region=find_region(comp.region),
        currency=comp.currency,
        base=page.band(comp, at, "base", Unit.PER_YEAR),
        target_bonus=page.band(comp, at, "bonus_pct", Unit.PERCENT_OF_BASE),
        equity=_equity_grant(keys, comp, page, at),
        sign_on=page.band(comp, at, "sign_on", Unit.ONE_OFF),
        stated_total=page.band(comp, at, "total_comp", Unit.PER_YEAR),
        derived_from=comp.derived_from,
        factor=page.figure(comp.factor, Unit.FACTOR, f"{at}.factor") if comp.factor else None,
        sources=tuple(
            (component, Quoted(text=given.name or given.url or given.kind or "", origin=page.origin(at)))
            for component, given in comp.source.items()
        ),
    )


def _equity_grant(keys: FrontMatter, comp: CompensationKeys, page: Page, at: str) -> EquityGrant | None:
    """Return the region's equity by its own keys, else the guide's; its basis is UNKNOWN unless one of them says it."""
    basis = EquityBasis(comp.equity_basis or keys.equity_basis or "unknown")
    value = page.band(comp, at, "stock", EQUITY_UNITS[basis])
    if value is None:
        return None
    years = comp.vesting_years or keys.vesting_years
    return EquityGrant(
        value=value,
        basis=basis,
        instrument=comp.equity_type or keys.equity_type,
        vesting_years=page.figure(years, Unit.COUNT, "vesting_years") if years else VESTING_CONVENTION,
        assumed_vesting=years is None,
    )


def build_posting(keys: PostedKeys, titled: Origin | None, currency: str) -> Posting:
    """Return an employer posting, dated by itself, in `currency` unless it names its own. `titled` is where it stands."""
    origin = InPosting(title=keys.title, where=keys.where, published=keys.date, url=None)
    low, high = (
        Figure(value=Money(amount=end, currency=keys.currency or currency), unit=Unit.PER_YEAR, origin=origin)
        for end in (keys.base_low, keys.base_high)
    )
    return Posting(
        title=Quoted(text=keys.title, origin=titled or origin),
        region=keys.region,
        base=Band(low=low, high=high),
        published=Figure(value=keys.date, unit=Unit.DATE, origin=origin) if keys.date else None,
        where=keys.where,
    )
