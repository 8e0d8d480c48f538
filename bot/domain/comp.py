"""What a job pays, part by part, as a guide states it."""

from dataclasses import dataclass
from enum import StrEnum, auto

from bot.domain.figure import Band, Figure, Quoted
from bot.domain.vocabulary import Name


class EquityBasis(StrEnum):
    """Whether an equity figure is one year's worth or the whole grant. Never assumed."""

    PER_YEAR = auto()
    GRANT_TOTAL = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class EquityGrant:
    """Equity as stated: on paper, before tax, never a promise of cash."""

    value: Band
    basis: EquityBasis
    instrument: str | None  # options, rsu, ppu …, as the guide names it
    vesting_years: Figure  # years over which a grant vests; a convention of four where the guide is silent
    assumed_vesting: bool  # whether `vesting_years` is that convention


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalComp:
    """One region's figures. All money in `currency`; a missing part is None, never zero."""

    region: Name
    currency: str
    base: Band | None  # a year, gross
    target_bonus: Band | None  # percent of base
    equity: EquityGrant | None
    sign_on: Band | None  # paid once
    stated_total: Band | None  # a year, as the guide states it, whatever its parts add up to
    derived_from: str | None  # the region these figures were scaled from, where the guide says so
    factor: Figure | None  # what that region's figures were multiplied by
    sources: tuple[tuple[str, Quoted], ...] = ()
    """(component, source) where the guide names a source per component"""
