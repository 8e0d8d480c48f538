"""How much of each part of an offer can be asked for, and on what evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from bot.coach.answers import Equity
from bot.coach.placing import Beside, Yardstick, is_other_kind
from bot.domain.amounts import Component
from bot.domain.asking import Backing, Evidence, amount_of, are_alike, at, parts_of
from bot.domain.comp import EquityBasis
from bot.domain.figure import Figure, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Rival, Stance
from bot.domain.offer import Grant, Offer
from bot.domain.stake import worked
from bot.domain.sums import HUNDRED

Held = Mapping[Component, Figure]


def held_parts(offer: Offer) -> Held:
    """Return the parts that can be asked for with a number. A sign-on not stated counts from nothing; others do not."""
    held = parts_of(offer)
    if Component.SIGN_ON not in held and Component.BASE in held:
        nothing = Money(amount=Decimal(0), currency=held[Component.BASE].money.currency)
        held[Component.SIGN_ON] = worked(nothing, Unit.ONE_OFF, "no sign-on in the offer")
    return held


def find_ceilings(offer: Offer, stance: Stance, beside: Beside) -> Mapping[Component, Evidence]:
    """Return the best evidence for each part of the offer that has any, in the offer's own unit and currency."""
    held = held_parts(offer)
    best: dict[Component, Evidence] = {}
    for part, evidence in gather(offer, stance, beside):
        if part not in held or not are_alike(evidence.ceiling, held[part]):
            continue
        if part not in best or amount_of(best[part].ceiling) < amount_of(evidence.ceiling):
            best[part] = evidence
    return best


def gather(offer: Offer, stance: Stance, beside: Beside) -> Iterator[tuple[Component, Evidence]]:
    """Yield everything that speaks for more of a part, in whatever unit and currency it is."""
    if beside.yardstick is Yardstick.GUIDE:
        yield from from_guide(beside, offer)
    if stance.posted:
        backing = Backing.NAMED if stance.posted.is_theirs else Backing.POSTED
        yield Component.BASE, Evidence(ceiling=stance.posted.high, backing=backing)
    if stance.current_base and stance.uses_current_base:
        yield Component.BASE, Evidence(ceiling=stance.current_base, backing=Backing.CURRENT_BASE)
    if stance.forfeits:
        yield Component.SIGN_ON, Evidence(ceiling=stance.forfeits, backing=Backing.FORFEITS)
    for rival in stance.rivals:
        if rival.is_written:
            yield from from_rival(rival, offer)


def from_guide(beside: Beside, offer: Offer) -> Iterator[tuple[Component, Evidence]]:
    """Yield the highs of a guide's bands, and the dated posting for the same region that reaches beyond its base.

    A posting for another place is no evidence: pay elsewhere says little about pay here.
    """
    highs = {
        Component.BASE: beside.base and beside.base.high,
        Component.TARGET_BONUS: beside.bonus and in_unit_of(beside.bonus.high, offer),
        Component.SIGN_ON: beside.sign_on and beside.sign_on.high,
        Component.EQUITY: beside.equity and offer.equity and equity_high(beside.equity, offer.equity),
    }
    yield from ((part, Evidence(ceiling=high, backing=Backing.GUIDE)) for part, high in highs.items() if high)
    posting = beside.posted
    if posting and posting.published and beside.is_posted_here:
        yield Component.BASE, Evidence(ceiling=posting.base.high, backing=Backing.POSTING, posting=posting)


def in_unit_of(bonus: Figure, offer: Offer) -> Figure:
    """Return a bonus percentage as a year's amount of the offered base, where the offer states its bonus as an amount."""
    base, own = offer.base, offer.bonus.target if offer.bonus else None
    if base is None or own is None or own.unit is bonus.unit or base.unit is not Unit.PER_YEAR:
        return bonus
    return at(base, amount_of(base) * bonus.percent / HUNDRED, "bonus % × offered base", bonus, base)


def equity_high(stated: Equity, grant: Grant) -> Figure | None:
    """Return the guide's equity high as the offer counts equity; None where basis, instrument or years do not compare."""
    if stated.grant.basis is EquityBasis.UNKNOWN or grant.value is None or is_other_kind(grant, stated):
        return None
    a_year = (stated.per_year or stated.grant.value).high
    own = len(grant.vesting.percents) if grant.vesting else None
    if grant.value.unit is not Unit.GRANT:
        return a_year
    if stated.per_year and own in (None, amount_of(stated.grant.vesting_years)):
        return stated.grant.value.high
    if own is None:
        return None
    years = worked(Decimal(own), Unit.YEARS, "years of your grant")
    grown = at(a_year, amount_of(a_year) * own, "a year's worth × years", a_year, years)
    return replace(grown, unit=Unit.GRANT)


def from_rival(rival: Rival, offer: Offer) -> Iterator[tuple[Component, Evidence]]:
    """Yield the parts of a written rival offer; equity only where it is the same instrument over the same years."""
    theirs, own = rival.offer.equity or Grant(), offer.equity or Grant()
    years = {grant.vesting and len(grant.vesting.percents) for grant in (theirs, own)}
    is_alike = theirs.instrument and theirs.instrument is own.instrument and len(years) == 1
    for part, figure in parts_of(rival.offer).items():
        if part is Component.EQUITY and not is_alike:
            continue
        ceiling = in_unit_of(figure, offer) if figure.unit is Unit.PERCENT_OF_BASE else figure
        yield part, Evidence(ceiling=ceiling, backing=Backing.RIVAL, rival=rival.name)
