"""A range that the employer named for the base: no offer yet, but both of its ends can be placed."""

from dataclasses import dataclass
from datetime import date

from bot.coach.placing import Beside, NotPlaced, Placed, find_bands, place
from bot.domain.figure import Band
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer
from bot.library.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class RangePlaced:
    """Both ends of a range for the base, PER_YEAR, beside the band."""

    name: str
    ranged: Band
    ends: tuple[Placed | NotPlaced, Placed | NotPlaced]
    beside: Beside


def place_range(negotiation: Negotiation, ranged: Band, edition: Edition, today: date) -> RangePlaced:
    """Return where a range stands, as of `today`."""
    beside = find_bands(negotiation, Offer(currency=ranged.low.money.currency), edition, today)
    ends = place(ranged.low, beside.base), place(ranged.high, beside.base)
    return RangePlaced(name=negotiation.name, ranged=ranged, ends=ends, beside=beside)
