"""Where a guide's numbers come from, what does not add up, and how old they are."""

from datetime import date

from bot.coach.answers import SourcesFound
from bot.coach.evidence import add_up, judge
from bot.coach.subject import bonus_of, regional, subject_of
from bot.domain.figure import Band
from bot.domain.guide import Guide
from bot.domain.understanding import Understanding
from bot.library.body import table_bonus
from bot.library.edition import Edition


def show_sources(heard: Understanding, guide: Guide, edition: Edition, today: date) -> SourcesFound:
    """Return origins, sums beside the stated total, disagreements and ages for one region of a guide."""
    comp, _ = regional(guide, heard.region, edition)
    body = edition.body_of(guide)
    table = table_bonus(guide, body, comp.region.display)
    disagree = differs(comp.target_bonus, table)
    return SourcesFound(
        subject=subject_of(guide, comp),
        path=guide.path,
        comp=comp,
        trust=judge(guide, today),
        names=tuple(source.name for source in guide.sources),
        evidence=body.evidence,
        sums=add_up(comp, bonus_of(guide, comp, edition)),
        front_matter_bonus=comp.target_bonus if disagree else None,
        table_bonus=table if disagree else None,
        posted=guide.posted,
        review_due=guide.next_review_due,
        basis=comp.equity.basis if comp.equity else None,
        level_mapping=guide.level_mapping or body.level_mapping,
    )


def differs(one: Band | None, other: Band | None) -> bool:
    """Whether two bands of percentages are both given and not the same."""
    if one is None or other is None:
        return False
    return (one.low.percent, one.high.percent) != (other.low.percent, other.high.percent)
