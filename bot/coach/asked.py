"""What the person asked for, or means to ask for: kept, and set beside what the evidence backs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.coach.case import Case, study
from bot.coach.planned import NotYet
from bot.coach.rounds import difference
from bot.domain.amounts import Component
from bot.domain.asking import Evidence, amount_of, are_alike, parts_of
from bot.domain.figure import Figure
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer, Stage
from bot.library.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One part that was asked for."""

    part: Component
    held: Figure | None
    sum: Figure
    evidence: Evidence | None
    beyond: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNoted:
    """An ask of the person's own, sent or still meant to be."""

    name: str
    is_sent: bool
    wanted: tuple[Wanted, ...]


def note_ask(negotiation: Negotiation, edition: Edition, today: date) -> AskNoted | NotYet:
    """Return an ask beside the evidence for it, as of `today`; NotYet where there is no offer to move."""
    case = study(negotiation, edition, today)
    if isinstance(case, NotYet):
        return case
    return AskNoted(
        name=negotiation.name,
        is_sent=negotiation.offer.stage is Stage.COUNTERED,
        wanted=tuple(weigh(negotiation.asked or Offer(), case)),
    )


def weigh(asked: Offer, case: Case) -> Iterator[Wanted]:
    """Yield each part that was asked for, with its evidence where it counts the same."""
    held = parts_of(case.offer)
    for part, wanted in parts_of(asked).items():
        evidence = case.ceilings.get(part)
        known = evidence if evidence and are_alike(evidence.ceiling, wanted) else None
        is_beyond = known and amount_of(known.ceiling) < amount_of(wanted)
        beyond = difference(known.ceiling, wanted) if known and is_beyond else None
        yield Wanted(part=part, held=held.get(part), sum=wanted, evidence=known, beyond=beyond)
