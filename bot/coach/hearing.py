"""A negotiation, after something more was said of it: a later statement replaces that part alone."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.domain.amounts import Component
from bot.domain.figure import Unit
from bot.domain.negotiation import Alternative, Negotiation, Rival, Stance
from bot.domain.offer import Grant, Instrument, Offer, Stage
from bot.domain.session import Kept
from bot.nlu.offers import OfferHeard

STEPS = frozenset({Stage.COUNTERED, Stage.ANSWERED, Stage.ACCEPTED})
"""stages that a letter does not undo: what they came back with may be verbal or written"""
Stated = TypeVar("Stated", Offer, Grant, Stance)


def merge(old: Negotiation, heard: OfferHeard) -> Negotiation:
    """Return a negotiation with what was heard: an answer moves the old offer to `earlier`, a counter fills `asked`."""
    if written := write_down(old, heard):
        return replace(old, stance=written)
    stage = heard.stage if heard.stage in STEPS or old.offer.stage not in STEPS else None
    agreed = overlay(old.agreed or old.offer, heard.agreed) if heard.agreed else old.agreed
    offer = overlay(overlay(take_away(old.offer, heard.removed), heard.agreed or Offer()), heard.offer)
    goes_on = heard.stage is None and old.offer.stage is Stage.ACCEPTED and not heard.offer.is_empty
    is_yes = heard.stage is Stage.ACCEPTED or goes_on
    is_answer = heard.stage is Stage.ANSWERED and not old.offer.is_empty
    told = replace(
        old,
        offer=replace(offer, stage=stage or old.offer.stage),
        earlier=(*old.earlier, old.offer) if is_answer else old.earlier,
        brought=old.stance if is_answer else old.brought,
        asked=heard.asked or heard.will_ask or old.asked,
        agreed=agreed or (offer if is_yes and not offer.is_empty else None),
        stance=merge_stance(old.stance, heard.stance),
    )
    return leave_out(told, heard.denied)


def in_step(now: Negotiation, heard: OfferHeard, kept: Kept) -> Negotiation:
    """Return a negotiation with each rival's offer as the person tells of it elsewhere, what was just heard of it over that."""
    told = {one.name: one.offer for one in heard.stance.rivals}
    rivals = tuple(
        replace(one, offer=overlay(own.offer, told.get(one.name, Offer())))
        if (own := kept.named(one.name))
        else one
        for one in now.stance.rivals
    )
    return replace(now, stance=replace(now.stance, rivals=rivals))


def take_away(offer: Offer, parts: AbstractSet[Component]) -> Offer:
    """Return an offer without some parts, which were said not to be there."""
    names = {"bonus" if part is Component.TARGET_BONUS else part.value for part in parts}
    gone: dict[str, Any] = {part.name: None for part in fields(Offer) if part.name in names}
    return replace(offer, **gone, absent=offer.absent | parts)


def write_down(old: Negotiation, heard: OfferHeard) -> Stance | None:
    """Return a stance whose latest spoken offer of another is now in writing, where "it's in writing now" can mean no other."""
    alone = heard.stage is Stage.WRITTEN and heard.offer.is_empty and heard.stance == Stance()
    spoken = [one for one in old.stance.rivals if not one.is_written]
    if not (alone and spoken) or old.offer.stage is not Stage.WRITTEN:
        return None
    rivals = (replace(one, is_written=True) if one is spoken[-1] else one for one in old.stance.rivals)
    return replace(old.stance, rivals=tuple(rivals), alternative=Alternative.WRITTEN_OFFER)


def overlay(old: Offer, new: Offer) -> Offer:
    """Return an offer with each part that another states in its place."""
    equity = merge_grant(old.equity, new.equity) if old.equity and new.equity else new.equity
    hours = new.hours_left if new.deadline else old.hours_left
    return replace(put_over(old, replace(new, equity=equity)), hours_left=hours)


def merge_grant(old: Grant, new: Grant) -> Grant:
    """Return a grant with what another states: one that vests is a whole one, on the old basis where none is stated."""
    instrument = new.instrument if new.shares or new.instrument is not Instrument.SHARES else None
    value = new.value or old.value
    if value and old.value and value.unit is Unit.UNKNOWN_BASIS:
        value = replace(value, unit=old.value.unit)
    if value and value.unit is Unit.UNKNOWN_BASIS and (new.vesting or old.vesting):
        value = replace(value, unit=Unit.GRANT)
    return put_over(old, replace(new, value=value, instrument=instrument or old.instrument))


def merge_stance(old: Stance, new: Stance) -> Stance:
    """Return a stance with what another states; rivals are known by name, circumstances add up."""
    known = {rival.name: rival for rival in old.rivals}
    told = tuple(add_to(known.pop(one.name, one), one) for one in new.rivals)
    return replace(
        put_over(old, new),
        rivals=(*(rival for rival in old.rivals if rival.name in known), *told),
        circumstances=old.circumstances | new.circumstances,
    )


def leave_out(known: Negotiation, names: Collection[str]) -> Negotiation:
    """Return a negotiation without those offers of others; the best that is left is the alternative, if one was."""
    stance = known.stance
    rivals = tuple(one for one in stance.rivals if one.name not in names)
    best = Alternative.WRITTEN_OFFER if any(one.is_written for one in rivals) else Alternative.IN_PROCESS
    is_same = rivals == stance.rivals or stance.alternative in {Alternative.JOB, Alternative.NONE}
    alternative = stance.alternative if is_same else best if rivals else None
    return replace(known, stance=replace(stance, rivals=rivals, alternative=alternative))


def take_over(gone: Negotiation, kept: Kept) -> Negotiation | None:
    """Return the next offer that is kept with what others offer beside one that is to go; None where nothing is."""
    rest = kept.without(gone.name).negotiations
    rivals = tuple(one for one in gone.stance.rivals if not kept.named(one.name))
    told = Stance(rivals=rivals, alternative=gone.stance.alternative)
    return replace(rest[0], stance=merge_stance(rest[0].stance, told)) if rest and rivals else None


def add_to(old: Rival, new: Rival) -> Rival:
    """Return another's offer with what is told of it now; telling its numbers makes none that was written spoken."""
    is_written = new.is_written or (old.is_written and new.offer not in {Offer(), old.offer})
    return replace(new, offer=overlay(old.offer, new.offer), is_written=is_written)


def put_over(old: Stated, new: Stated) -> Stated:
    """Return `old` with each field of `new` that is not as it was born."""
    said: dict[str, Any] = {
        part.name: value for part in fields(new) if (value := getattr(new, part.name)) != part.default
    }
    return replace(old, **said)
