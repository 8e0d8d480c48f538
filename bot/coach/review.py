"""An offer reviewed: added up, each part placed where there is evidence, what is unusual, what to ask first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from bot.coach.placing import Beside, NotPlaced, Placed, find_bands, place_parts
from bot.domain import yearly
from bot.domain.amounts import Component
from bot.domain.figure import Figure, Unit
from bot.domain.guide import Quality
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Bonus, Grant, Instrument, Offer, PriceBasis, Stage
from bot.domain.offer_checks import Misfit, find_misfits, without
from bot.domain.stake import size
from bot.domain.vesting import SHOWN_YEARS
from bot.domain.vocabulary import Name
from bot.library.edition import Edition

SOON_DAYS, SOON_HOURS, BACK_HEAVY = 3, 72, 10
"""the last: percent of the grant by which a shape's later half outweighs its first (all three: our conventions)"""
MOST_QUESTIONS, MOST_ROLES = 3, 4


class Oddity(StrEnum):
    """What is unusual about an offer, or about the evidence beside it."""

    VERBAL_ONLY = auto()
    DEADLINE_NEAR = auto()
    REPAYMENT = auto()
    WITHOUT_TOTAL = auto()
    LONG_VESTING = auto()
    BACK_LOADED = auto()
    DOUBLE_TRIGGER = auto()
    NO_BONUS = auto()  # none named where the guide has one
    WEAK_GUIDE = auto()


class Question(StrEnum):
    """What to ask the employer before judging, most valuable first."""

    IN_WRITING = auto()
    BASE = auto()
    HOURS = auto()  # paid hours, days or weeks a year
    YEAR_OR_GRANT = auto()
    INSTRUMENT = auto()  # options or RSUs, and at which price
    PRICE = auto()
    PERCENT = auto()  # percent of the company, fully diluted
    REPAID = auto()  # whether a sign-on is paid back on leaving, and pro-rated
    BONUS = auto()
    EQUITY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferReviewed:
    """One offer, added up and placed. Cash and equity on paper are two figures, never one."""

    name: str
    offer: Offer  # less the parts that cannot be as stated
    misfits: tuple[Misfit, ...]
    base: Figure | None  # a year
    bonus: Figure | None  # money a year
    cash_target: Figure | None
    equity: Figure | None  # on paper: the whole grant or a year's worth, by its unit
    equity_a_year: Figure | None
    vesting_years: Figure
    years: tuple[yearly.Year, ...]  # the first four, where what vests differs from year to year
    average: yearly.Average | None
    beside: Beside
    is_region_assumed: bool
    roles: tuple[Name, ...]  # the company's roles with a guide, where none was named
    placed: tuple[tuple[Component, Placed | NotPlaced], ...]  # each part stated; none without a yardstick
    unusual: tuple[Oddity, ...]
    questions: tuple[Question, ...]
    is_due_new: bool = True  # whether the deadline was told just now, so that its time zone is asked for once
    is_judged: bool = False  # whether it is asked about again, with nothing new in it: is it good?
    has_others: bool = False  # whether there are other offers of theirs to compare it with


def review(negotiation: Negotiation, edition: Edition, today: date) -> OfferReviewed:
    """Return an offer added up, and placed beside the guide's bands or the posting's as of `today`."""
    misfits = find_misfits(negotiation.offer, today)
    offer = without(negotiation.offer, misfits)
    beside = find_bands(negotiation, offer, edition, today)
    grant, years, stay = offer.equity or Grant(), yearly.year_by_year(offer), negotiation.stance.years
    return OfferReviewed(
        name=negotiation.name,
        offer=offer,
        misfits=misfits,
        base=yearly.base_a_year(offer),
        bonus=yearly.bonus_a_year(offer),
        cash_target=yearly.cash_target(offer),
        equity=yearly.equity_on_paper(grant),
        equity_a_year=yearly.equity_a_year(grant),
        vesting_years=yearly.vesting_years(grant),
        years=years if len({year.equity.money for year in years}) > 1 else (),
        average=yearly.average(offer, stay) if stay else None,
        beside=beside,
        is_region_assumed=beside.subject is not None and negotiation.region is None,
        roles=roles_at(negotiation, edition),
        placed=place_parts(offer, beside),
        unusual=find_oddities(offer, negotiation.offer.bonus, beside, today),
        questions=find_questions(negotiation.offer),
    )


def roles_at(negotiation: Negotiation, edition: Edition) -> tuple[Name, ...]:
    """Return the roles that the offer's company has guides for, where the offer's role is not known."""
    known = (guide for guide in edition.guides.values() if guide.company.slug == negotiation.company)
    return () if negotiation.role else tuple(guide.role for guide in known)[:MOST_ROLES]


def find_oddities(offer: Offer, named: Bonus | None, beside: Beside, today: date) -> tuple[Oddity, ...]:
    """Return what is unusual, most pressing first; `named` is the bonus as stated, whether or not it can be."""
    grant = offer.equity or Grant()
    total = grant.fully_diluted or grant.owned
    percents = grant.vesting.percents if grant.vesting else ()
    half = len(percents) // 2
    found = {
        Oddity.VERBAL_ONLY: offer.stage is Stage.VERBAL,
        Oddity.DEADLINE_NEAR: is_soon(offer, today),
        Oddity.REPAYMENT: offer.sign_on is not None and offer.repaid_within is not None,
        Oddity.WITHOUT_TOTAL: grant.instrument is Instrument.OPTIONS and total is None,
        Oddity.LONG_VESTING: len(percents) > SHOWN_YEARS,
        Oddity.BACK_LOADED: sum(percents[len(percents) - half :]) - sum(percents[:half]) > BACK_HEAVY,
        Oddity.DOUBLE_TRIGGER: bool(grant.is_double_trigger),
        Oddity.NO_BONUS: None not in (offer.base, beside.bonus) and named is None,
        Oddity.WEAK_GUIDE: beside.trust is not None and beside.trust.quality is Quality.LOW,
    }
    return tuple(oddity for oddity, is_so in found.items() if is_so)


def is_soon(offer: Offer, today: date) -> bool:
    """Whether an answer is due in under three days."""
    if offer.hours_left and size(offer.hours_left) < SOON_HOURS:
        return True
    day = offer.deadline.value if offer.deadline else None
    return isinstance(day, date) and (day - today).days < SOON_DAYS


def find_questions(offer: Offer) -> tuple[Question, ...]:
    """Return what to ask first, three at most."""
    grant, value = offer.equity or Grant(), offer.equity.value if offer.equity else None
    is_private = offer.equity is not None and not grant.is_listed
    price = grant.preferred or grant.fair or grant.valuation
    is_priced = grant.price_basis is not PriceBasis.UNKNOWN or price is not None
    asks = {
        Question.IN_WRITING: offer.stage is Stage.VERBAL,
        Question.BASE: offer.base is None,
        Question.HOURS: offer.base is not None and yearly.base_a_year(offer) is None,
        Question.YEAR_OR_GRANT: value is not None and value.unit is Unit.UNKNOWN_BASIS,
        Question.INSTRUMENT: is_private and grant.instrument is None,
        Question.PRICE: is_private and grant.instrument is not None and not is_priced,
        Question.PERCENT: is_private and (grant.owned or grant.fully_diluted) is None,
        Question.REPAID: offer.sign_on is not None and offer.repaid_within is None,
        Question.BONUS: offer.bonus is None and Component.TARGET_BONUS not in offer.absent,
        Question.EQUITY: offer.equity is None and Component.EQUITY not in offer.absent,
    }
    return tuple(question for question, is_open in asks.items() if is_open)[:MOST_QUESTIONS]
