"""What leaving early keeps and costs, by the terms of the offer: what has vested, and what is paid back."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from bot.coach.wishes import SOUNDS
from bot.domain.amounts.words import SMALL
from bot.domain.asking import amount_of, at
from bot.domain.figure import Figure, Said, Unit
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant, Offer
from bot.domain.stake import HUNDRED, is_bought, worked
from bot.domain.vesting import EVEN, MONTHS_A_YEAR, after_cliff
from bot.domain.yearly import equity_on_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingWorked:
    """What is kept and owed after some months at work."""

    name: str
    offer: Offer
    after: Figure  # MONTHS
    grant: Figure | None
    percent: Figure | None  # PERCENT_OF_GRANT that has vested, in whole years of work
    vested: Figure | None
    is_bought: bool  # whether what has vested is lost unless it is paid for
    is_repaid: bool


def find_leaving(text: str) -> Figure | None:
    """Return after how many MONTHS a text has the person leave; "before" a time is a month short of it."""
    found = SOUNDS["leaving"].search(text)
    if found is None:
        return None
    count = int(found["count"]) if found["count"].isdecimal() else int(SMALL.get(found["count"].lower(), 1))
    months = count * (MONTHS_A_YEAR if found["unit"][0] in "yY" else 1) - (found["when"].lower() == "before")
    return Figure(value=months, unit=Unit.MONTHS, origin=Said(words=found[0]))


def leave(negotiation: Negotiation, after: Figure) -> LeavingWorked:
    """Return what leaving an offer's job keeps; of a grant whose vesting was not told, by the usual four years and cliff."""
    offer, months = negotiation.offer, amount_of(after)
    grant = offer.equity or Grant()
    paper = equity_on_paper(grant)
    whole = paper if paper and paper.unit is Unit.GRANT else grant.shares
    shape = after_cliff(grant.vesting or EVEN)[: int(months // MONTHS_A_YEAR)]
    share = worked(sum(shape, Decimal(0)), Unit.PERCENT_OF_GRANT, "percents of the whole years worked", after)
    part = (amount_of(whole) * amount_of(share) / HUNDRED).to_integral_value(ROUND_FLOOR) if whole else None
    within = offer.repaid_within
    return LeavingWorked(
        name=negotiation.name,
        offer=offer,
        after=after,
        grant=whole,
        percent=share if offer.equity else None,
        vested=at(whole, part, "grant × percent vested", whole, share) if whole and part else None,
        is_bought=is_bought(grant),
        is_repaid=bool(within and months < amount_of(within)),
    )
