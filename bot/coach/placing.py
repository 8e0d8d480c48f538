"""Where the parts of an offer stand beside a guide's bands, or a posting's. Never a percentile: a band holds no counts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from bot.coach.answers import Equity, Subject, Trust
from bot.coach.evidence import judge, read_equity
from bot.coach.subject import bonus_of, regional
from bot.domain.amounts import Component
from bot.domain.asking import amount_of
from bot.domain.comp import EquityBasis, RegionalComp
from bot.domain.figure import Band, Figure, Unit
from bot.domain.guide import Guide, Posting
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant, Offer
from bot.domain.stake import share_currency, worked
from bot.domain.sums import HUNDRED
from bot.domain.yearly import base_a_year, equity_a_year, equity_on_paper
from bot.library.edition import Edition


class Yardstick(StrEnum):
    """What an offer can be held against."""

    GUIDE = auto()
    POSTING = auto()  # the base range of a posting, as the person gave it
    OTHER_REGION = auto()  # a guide without figures for the offer's region
    OTHER_CURRENCY = auto()  # a guide or a posting in another currency: nothing is converted
    NONE = auto()


class Position(StrEnum):
    """Where a figure stands beside a band, from below it to above it."""

    BELOW = auto()
    LOW_END = auto()
    LOWER = auto()  # in the lowest third
    MIDDLE = auto()
    UPPER = auto()
    HIGH_END = auto()
    ABOVE = auto()


class NotPlaced(StrEnum):
    """Why a part of an offer cannot be placed."""

    NO_BAND = auto()
    GUIDE_BASIS = auto()  # the guide does not say whether its equity is a year's or a grant
    OFFER_BASIS = auto()  # the offer does not
    NO_VALUE = auto()  # a count or a percent of shares without a price; a bonus of an unknown base
    NOT_A_YEAR = auto()
    OTHER_CURRENCY = auto()
    OTHER_INSTRUMENT = auto()  # options beside a guide that speaks of RSUs, or the other way round


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One part beside its band."""

    stated: Figure
    band: Band
    position: Position
    gap: Figure | None
    """money: to the low from below, from the high when above, else up to the high; None in percent"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The bands beside which an offer is placed. A part without one cannot be."""

    yardstick: Yardstick
    subject: Subject | None = None
    base: Band | None = None
    bonus: Band | None = None
    sign_on: Band | None = None
    equity: Equity | None = None
    trust: Trust | None = None
    posted: Posting | None = None  # an employer posting beyond the guide's base band

    @property
    def is_posted_here(self) -> bool:
        """Whether that posting is for the same region: one for another place is no evidence."""
        region = self.subject and self.subject.region
        here = {region.display.casefold(), region.slug} if region else set()
        return self.posted is not None and self.posted.region.casefold() in here


@dataclass(frozen=True, slots=True, kw_only=True)
class RangePlaced:
    """The ends of a range that the employer named for the base, PER_YEAR, beside the band; one of a sum only supposed."""

    name: str
    ranged: Band
    ends: tuple[Placed | NotPlaced, ...]
    beside: Beside


def place_range(negotiation: Negotiation, ranged: Band, edition: Edition, today: date) -> RangePlaced:
    """Return where a range stands, as of `today`."""
    beside = find_bands(negotiation, Offer(currency=ranged.low.money.currency), edition, today)
    ends = tuple(place(end, beside.base) for end in dict.fromkeys((ranged.low, ranged.high)))
    return RangePlaced(name=negotiation.name, ranged=ranged, ends=ends, beside=beside)


def find_bands(negotiation: Negotiation, offer: Offer, edition: Edition, today: date) -> Beside:
    """Return the guide's bands for the offer's region, else the posting's, where they are in the offer's currency."""
    guide = edition.guides.get((negotiation.company or "", negotiation.role or ""))
    posted = negotiation.stance.posted
    currency = offer.base.money.currency if offer.base else offer.currency
    beside = Beside(yardstick=Yardstick.NONE)
    if guide is not None:
        comp, missing = regional(guide, negotiation.region, edition)
        subject = Subject(company=guide.company, role=guide.role, region=missing or comp.region)
        if not missing and currency in {None, comp.currency}:
            return of_guide(subject, comp, guide, edition, today)
        away = Yardstick.OTHER_REGION if missing else Yardstick.OTHER_CURRENCY
        beside = Beside(yardstick=away, subject=subject)
    if posted is None:
        return beside
    if currency not in {None, posted.low.money.currency}:
        return Beside(yardstick=Yardstick.OTHER_CURRENCY, subject=beside.subject)
    return Beside(yardstick=Yardstick.POSTING, subject=beside.subject, base=posted)


def of_guide(subject: Subject, comp: RegionalComp, guide: Guide, edition: Edition, today: date) -> Beside:
    """Return a guide's bands for one region, with how far they can be trusted on the day `today`."""
    bonus, body = bonus_of(guide, comp, edition), edition.body_of(guide)
    return Beside(
        yardstick=Yardstick.GUIDE,
        subject=subject,
        base=comp.base,
        bonus=bonus,
        sign_on=comp.sign_on,
        equity=read_equity(comp.equity, comp, bonus, body) if comp.equity else None,
        trust=judge(guide, edition, today),
        posted=guide.posted_beyond(comp),
    )


def place_parts(offer: Offer, beside: Beside) -> tuple[tuple[Component, Placed | NotPlaced], ...]:
    """Return where each stated part stands, base first; nothing where there is no yardstick."""
    if beside.yardstick not in {Yardstick.GUIDE, Yardstick.POSTING}:
        return ()
    base, band = offer.base, beside.base
    is_alike = base and band and base.unit is band.low.unit
    base = base if is_alike else base_a_year(offer)
    placed = {
        Component.BASE: place(base or NotPlaced.NOT_A_YEAR, band) if offer.base else None,
        Component.TARGET_BONUS: place(bonus_percent(offer), beside.bonus) if offer.bonus else None,
        Component.EQUITY: place_equity(offer.equity, beside.equity) if offer.equity else None,
        Component.SIGN_ON: place(offer.sign_on, beside.sign_on) if offer.sign_on else None,
    }
    return tuple((part, where) for part, where in placed.items() if where)


def bonus_percent(offer: Offer) -> Figure | NotPlaced:
    """Return the target bonus in percent of base: as stated, or its amount ÷ base."""
    base, target = base_a_year(offer), offer.bonus.target if offer.bonus else None
    if target is None or target.unit is Unit.PERCENT_OF_BASE:
        return target or NotPlaced.NO_VALUE
    if base is None or not base.money.amount:
        return NotPlaced.NO_VALUE
    percent = target.money.amount / base.money.amount * HUNDRED
    return worked(percent, Unit.PERCENT_OF_BASE, "bonus ÷ base", target, base)


def place_equity(grant: Grant, equity: Equity | None) -> Placed | NotPlaced:
    """Return where a year's worth of a grant stands, only where both sides say what their figure is."""
    worth, a_year = equity_on_paper(grant), equity_a_year(grant)
    if equity is None or worth is None:
        return NotPlaced.NO_VALUE if equity else NotPlaced.NO_BAND
    if a_year is None:
        return NotPlaced.OFFER_BASIS
    if equity.grant.basis is EquityBasis.UNKNOWN:
        return NotPlaced.GUIDE_BASIS
    if is_other_kind(grant, equity):
        return NotPlaced.OTHER_INSTRUMENT
    return place(a_year, equity.per_year or equity.grant.value)


def is_other_kind(grant: Grant, equity: Equity) -> bool:
    """Whether a grant is of another instrument than the guide speaks of, as far as both say."""
    ours, theirs = grant.instrument, equity.grant.instrument
    return bool(ours and theirs and ours not in theirs.casefold())


def place(stated: Figure | NotPlaced, band: Band | None) -> Placed | NotPlaced:
    """Return where a figure stands beside a band of the same unit, or why it cannot be placed."""
    if isinstance(stated, NotPlaced) or band is None:
        return stated if isinstance(stated, NotPlaced) else NotPlaced.NO_BAND
    if not isinstance(stated.value, Money):
        return Placed(stated=stated, band=band, position=position(stated, band), gap=None)
    if not share_currency(stated, band.low):
        return NotPlaced.OTHER_CURRENCY
    where = position(stated, band)
    return Placed(stated=stated, band=band, position=where, gap=gap(stated, band, where))


def position(stated: Figure, band: Band) -> Position:
    """Return where a figure stands; a third belongs to what lies above it."""
    value, low, high = map(amount_of, (stated, band.low, band.high))
    edges = {low: Position.LOW_END, high: Position.HIGH_END}
    if value in edges:
        return edges[value]
    if not low < value < high:
        return Position.BELOW if value < low else Position.ABOVE
    thirds = (value - low) * 3 // (high - low)
    return (Position.LOWER, Position.MIDDLE, Position.UPPER)[int(thirds)]


def gap(stated: Figure, band: Band, where: Position) -> Figure:
    """Return how far money lies below the band's low, above its high, or inside it below its high."""
    less, more, formula = {
        Position.BELOW: (stated, band.low, "low − stated"),
        Position.ABOVE: (band.high, stated, "stated − high"),
    }.get(where, (stated, band.high, "high − stated"))
    return worked(more.money - less.money, stated.unit, formula, more, less)
