"""Where a guide's numbers come from, what does not add up, and how old they are."""

from datetime import date

from bot.coach.answers import SourcesFound
from bot.coach.evidence import count, judge
from bot.coach.subject import bonus_of, regional, subject_of
from bot.domain.figure import InGuide, Quoted
from bot.domain.guide import Guide
from bot.domain.problem import Problem
from bot.domain.sums import add_up
from bot.domain.understanding import Understanding
from bot.library.body import table_bonus
from bot.library.edition import Edition

SHOWN_ANYWAY = frozenset({"L4", "L15", "undated-posting"})
"""rules whose findings every Sources answer shows as dates and postings"""
MOST_PROBLEMS = 5  # problems told in one reply; the rest are counted


def show_sources(heard: Understanding, guide: Guide, edition: Edition, today: date) -> SourcesFound:
    """Return origins, sums beside the stated total, disagreements and ages for one region of a guide."""
    comp, _ = regional(guide, heard.region, edition)
    body = edition.body_of(guide)
    own, table = comp.target_bonus, table_bonus(guide, body, comp.region.display)
    disagree = len({(band.low.percent, band.high.percent) for band in (own, table) if band}) > 1
    sums = add_up(comp, bonus_of(guide, comp, edition))
    is_off = not all(total.fits for total in sums)
    shown = SHOWN_ANYWAY | ({"L3"} if disagree else set()) | ({"L1"} if is_off else set())
    found = [problem for problem in edition.problems_of(guide, today) if problem.rule not in shown]
    beyond = len(found) - MOST_PROBLEMS
    return SourcesFound(
        subject=subject_of(guide, comp),
        path=guide.path,
        comp=comp,
        trust=judge(guide, edition, today),
        names=tuple(source.name for source in guide.sources),
        evidence=body.evidence,
        sums=sums,
        front_matter_bonus=comp.target_bonus if disagree else None,
        table_bonus=table if disagree else None,
        posted=guide.posted,
        review_due=guide.next_review_due,
        basis=comp.equity.basis if comp.equity else None,
        level_mapping=guide.level_mapping or body.level_mapping,
        problems=tuple(quoted(problem, guide) for problem in found[:MOST_PROBLEMS]),
        unlisted=count(beyond, "problems not listed") if beyond > 0 else None,
    )


def quoted(problem: Problem, guide: Guide) -> Quoted:
    """Return a Problem as words with its line; numbers in it are the guide's own, or worked out from them there."""
    where = InGuide(path=guide.path, line=problem.line, as_of=guide.oldest_day())
    return Quoted(text=problem.message, origin=where)
