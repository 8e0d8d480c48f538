"""How far a guide's figures can be trusted: age, sources, and whether its parts add up."""

import re
from datetime import date

from bot.coach.answers import Equity, Trust
from bot.domain.comp import EquityBasis, EquityGrant, RegionalComp
from bot.domain.figure import Band, Computed, Figure, Unit
from bot.domain.grading import earned_quality, is_linked, overdue
from bot.domain.guide import Guide, GuideBody, Quality
from bot.domain.problem import Severity
from bot.domain.sums import Reading, add_up, yearly
from bot.library.edition import Edition

YEARLY_EQUITY = re.compile(r"(?i)(equity|stock|options|rsus?)\b[^.]{0,60}?(/\s?(year|yr)|\b(per|a) year)\b")


def judge(guide: Guide, edition: Edition, today: date) -> Trust:
    """Return how far a guide's figures can be trusted on the day `today`."""
    errors = count_errors(guide, edition, today)
    return Trust(
        quality=quality_of(guide, edition, today),
        claimed=guide.claimed_quality,
        quarter=guide.quarter,
        updated=guide.last_updated,
        sources=count(len(guide.sources), "sources named in the front matter"),
        is_linked=is_linked(guide),
        overdue=overdue(guide, today),
        errors=count(errors, "errors found in the guide") if errors else None,
    )


def quality_of(guide: Guide, edition: Edition, today: date) -> Quality:
    """Return the quality earned by sample, links and age; a passed review date and errors lower it by a step each."""
    late, wrong = overdue(guide, today) is not None, count_errors(guide, edition, today) > 0
    return earned_quality(guide, today).steps_down(late + wrong)


def count_errors(guide: Guide, edition: Edition, today: date) -> int:
    """Return how many errors the checks find in a guide."""
    return sum(problem.severity is Severity.ERROR for problem in edition.problems_of(guide, today))


def count(number: int, formula: str) -> Figure:
    """Return a count of things, with how it was counted."""
    return Figure(value=number, unit=Unit.COUNT, origin=Computed(formula=formula, figures=()))


def read_equity(grant: EquityGrant, comp: RegionalComp, bonus: Band | None, body: GuideBody) -> Equity:
    """Return equity with both readings and what speaks for each. An unknown basis stays unknown."""
    fitting = [total.equity_as for total in add_up(comp, bonus) if total.fits]
    fits = Reading.BOTH if len(fitting) > 1 else next(iter(fitting), Reading.NEITHER)
    scripts = [lever.script for lever in body.levers] + ([body.strategy] if body.strategy else [])
    texts = (*scripts, *(section.text for section in body.sections))
    return Equity(
        grant=grant,
        per_year=None if grant.basis is EquityBasis.PER_YEAR else yearly(grant),
        fits=fits if comp.stated_total and comp.base else None,
        says_per_year=next((words for words in texts if YEARLY_EQUITY.search(words.text)), None),
    )
