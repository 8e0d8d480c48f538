"""When a near name may be taken for the name: weighed anew for every catalogue, from the catalogue itself.

The more names there are, and the shorter they are, the likelier a slip of the keys lands on another company. Names that
have no guide are tried on the index; an edit is accepted only where slips outweigh strangers by more than they would
cost, within a budget of confident mistakes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.nlu.edits import name_slip
from bot.nlu.entry import Entry, Kind, Label
from bot.nlu.near import Near

BUDGET = 0.002  # share of outside names that may be taken for one of ours
CORE_BUDGET = 0.0005
"""share of known outside names that may be one of ours without its tail; there are more that we do not know"""
SAMPLE = 2_000
LONGEST = 14
LEAST_ODDS = 10.0
SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What this catalogue's near names are worth."""

    rates: Mapping[int, float]
    """letters -> share of outside names of that length that lie one slip from one of ours"""
    least: float  # odds over rate that a slip needs to be believed
    cores: bool  # whether a name may be believed without its generic tail

    def believes(self, typed: str, key: str) -> bool:
        """Whether `typed`, one slip away from `key`, may be taken for it without asking."""
        if min(len(typed), len(key)) < SHORTEST:
            return False
        return name_slip(typed, key).odds / self.rates[min(len(typed), LONGEST)] > self.least


def weigh_trust(exact: Mapping[str, tuple[Entry, ...]], near: Near) -> Trust:
    """Try outside names, and our own as if they were missing, on the index, and set the bar to hold the budget."""
    outside = _choose_outsiders(exact)
    hits = {name: odds for name in outside if (odds := _best_odds(name, exact, near))}
    tried, hit = (Counter(min(len(name), LONGEST) for name in names) for names in (outside, hits))
    rates = {letters: (hit[letters] + 1) / (tried[letters] + 20) for letters in range(LONGEST + 1)}
    scores = sorted((odds / rates[min(len(name), LONGEST)] for name, odds in hits.items()), reverse=True)
    allowed = int(BUDGET * len(outside))
    return Trust(
        rates=rates,
        least=max(LEAST_ODDS, scores[allowed] if len(scores) > allowed else 0.0),
        cores=_count_core_mistakes(exact) <= CORE_BUDGET,
    )


def _choose_outsiders(exact: Mapping[str, tuple[Entry, ...]]) -> list[str]:
    """Return a fixed sample of names to try: strangers where there are enough, else our own."""
    strangers = sorted(key for key, entries in exact.items() if entries[0].label is Label.STRANGER)
    if len(strangers) < SAMPLE:
        names = (Label.COMPANY, Kind.NAME)
        own = (key for key, entries in exact.items() if any((e.label, e.kind) == names for e in entries))
        strangers = sorted({*strangers, *own})
    return strangers[:: max(1, len(strangers) // SAMPLE)]


def _best_odds(name: str, exact: Mapping[str, tuple[Entry, ...]], near: Near) -> float:
    """Return the odds of the likeliest key one slip from a name that belongs to another company, or 0."""
    own = {entry.slug for entry in exact[name]}
    keys = [key for _, key in near.within(name, most=1) if own.isdisjoint(e.slug for e in exact[key])]
    return max((name_slip(name, key).odds for key in keys), default=0.0)


def _count_core_mistakes(exact: Mapping[str, tuple[Entry, ...]]) -> float:
    """Return the share of outside names that are one of ours without its tail."""
    strangers = [entries for entries in exact.values() if any(e.label is Label.STRANGER for e in entries)]
    mistaken = sum(any(entry.kind is Kind.CORE for entry in entries) for entries in strangers)
    return mistaken / max(len(strangers), 1)
