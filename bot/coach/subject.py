"""From slugs to the guide, the region and the names an answer is about."""

from collections.abc import Iterable
from datetime import date

from bot.coach.answers import Entry, Subject
from bot.coach.evidence import count, quality_of
from bot.domain.comp import RegionalComp
from bot.domain.figure import Band, Figure
from bot.domain.guide import Guide
from bot.domain.vocabulary import Name
from bot.library.body import table_bonus
from bot.library.edition import Edition

MOST_LISTED = 12  # guides in one list: about a phone screen


def regional(guide: Guide, region: str | None, edition: Edition) -> tuple[RegionalComp, Name | None]:
    """Return the figures for a region slug or the one region within it, and the region's name where the guide has none."""
    if region is None:
        return guide.regions[0], None
    exact = [comp for comp in guide.regions if comp.region.slug == region]
    contained = [comp for comp in guide.regions if comp.region.within == region]
    if exact or len(contained) == 1:
        return (exact or contained)[0], None
    return guide.regions[0], edition.vocabulary.regions.get(region)


def subject_of(guide: Guide, comp: RegionalComp) -> Subject:
    """Return what an answer about one region of a guide is about."""
    return Subject(company=guide.company, role=guide.role, region=comp.region)


def bonus_of(guide: Guide, comp: RegionalComp, edition: Edition) -> Band | None:
    """Return the target bonus in percent of base: the front matter's, widened by the comp table's."""
    stated, table = comp.target_bonus, table_bonus(guide, edition.body_of(guide), comp.region.display)
    if stated is None or table is None:
        return stated or table
    low = min(stated.low, table.low, key=lambda figure: figure.percent)
    return Band(low=low, high=max(stated.high, table.high, key=lambda figure: figure.percent))


def entries(
    guides: Iterable[Guide], region: str | None, edition: Edition, today: date
) -> tuple[tuple[Entry, ...], Figure | None]:
    """Return the first guides by name, seen from the region asked for, else their first, and how many more there are."""
    ordered = sorted(guides, key=lambda one: (one.company.display.casefold(), one.role.display.casefold()))
    seen = ((guide, regional(guide, region, edition)[0]) for guide in ordered[:MOST_LISTED])
    listed = tuple(
        Entry(subject=subject_of(guide, comp), base=comp.base, quality=quality_of(guide, edition, today))
        for guide, comp in seen
    )
    beyond = len(ordered) - len(listed)
    return listed, count(beyond, "guides not listed") if beyond > 0 else None
