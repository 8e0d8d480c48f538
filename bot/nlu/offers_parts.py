"""One owner's quantities → the parts of an offer. What can mean two things is asked about, never assumed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.domain.amounts import (
    Absurd,
    Ambiguity,
    Amount,
    Clear,
    Component,
    Day,
    Length,
    Percent,
    Period,
    Quantity,
    Question,
    Shares,
    Value,
    Why,
    YearlyShape,
)
from bot.domain.figure import Band, Figure, Said, Unit
from bot.domain.money import Money
from bot.domain.offer import Bonus, Grant, Instrument, Offer, PriceBasis, VestingSchedule
from bot.domain.written import read_written
from bot.nlu import offers_figures as figures
from bot.nlu.offers_cues import SOUNDS, Heard, Share, facts_of
from bot.nlu.offers_time import how_often, is_installment

_RATES = frozenset({Period.DAY, Period.WEEK, Period.MONTH})
_MOST_OWNED, _LEAST_BONUS, _MOST_BONUS, _WHOLE_COMPANY = 2, 5, 50, 20_000_000
"""percent; one that nothing names is a share of the company below the first, a bonus from the second to the third; shares:
so many that nothing else names are all there are, and no one's grant"""
LETTER, _NEAR = 500, 20
"""characters; in a longer text than the first a bare number or percentage that nothing names is none of the offer's; before
a percentage in which words of vesting count, and twice as many behind it; a total in so few is an offer's"""
_KINDS: dict[str, type] = {kind.__name__.lower(): kind for kind in (Amount, Percent, Shares, Length, Day)}
WRITTEN = read_written(__file__)
_ROWS = map(str.split, WRITTEN["places"])
_PLACES = {(Component(part), _KINDS[kind]): (slot, Unit(unit)) for part, kind, slot, unit in _ROWS}
NO_PART = frozenset({Component.CHANGE, Component.OTHER, Component.EXPERIENCE})
_PAY = frozenset({"base", "bonus", "value", "shares", "owned", "sign_on", "relocation"})
_GRANT = frozenset(field.name for field in fields(Grant))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A quantity that cannot be used as it stands."""

    words: str = field(repr=False)
    component: Component | None
    why: Question | Why
    readings: tuple[Clear, ...] = ()  # likeliest first; none for a number that no pay can be
    rival: str = ""  # whose offer it is a part of, where it is another's
    owner: str = ""  # what it is besides an offer's part: walk_away, current, forfeits


class Gathering:
    """The parts of one owner's offer while they are found.

    An amount that nothing names is the base, if none is named, where words of an offer lead it or other parts stand
    with it; so is a rate ("70/hr"). A percentage that nothing names is a bonus, or, if small, a share of the company.
    """

    def __init__(self, shares: Sequence[Share], text: str, currency: str | None) -> None:
        """Gather from an owner's shares of a text; `currency` is for amounts that name none."""
        self.text, self.currency = text, figures.spoken_currency(shares) or currency
        self.parts: dict[str, tuple[Figure, Clear]] = {}
        self.clashes: set[str] = set()
        self.spans: list[Length | YearlyShape] = []
        self.doubts: list[Doubt] = []
        self.unplaced: list[Quantity] = []
        self.ranged: Band | None = None
        self.facts = facts_of(shares, text)
        self.cue_ending = next((share.what.end for share in shares if isinstance(share.what, Heard)), 0)
        quantities = [(share, share.what) for share in shares if isinstance(share.what, Quantity)]
        self.told = [quantity for _, quantity in quantities]
        named = {quantity.component: quantity.value for quantity in self.told}
        removed = {part for kind, part in self.facts if kind == "removed"}
        self.removed = frozenset(map(Component, removed - named.keys()))
        self.sign_on = named.get(Component.SIGN_ON)
        self.is_alone = is_alone = len(quantities) == 1
        self.is_listed = not self.is_alone and any(isinstance(one.value, Percent) for _, one in quantities)
        has_all = Component.FULLY_DILUTED in named
        quantities = [(share, self._as_owned(one) if has_all else one) for share, one in quantities]
        for share, quantity in sorted(quantities, key=lambda each: each[1].component is None):
            if quantity.component is None:
                self._place_lone(share, quantity)
            elif quantity.component is Component.TOTAL and is_alone and (share.is_led or len(text) <= _NEAR):
                self._ask(quantity, Component.TOTAL, Question.MEANING)
            elif is_most(text, quantity):
                self.unplaced.append(quantity)
            elif quantity.component is Component.VALUATION and not self._is_near(quantity, SOUNDS["values"]):
                continue
            elif quantity.component not in NO_PART and not self._vests(quantity):
                self._settle(quantity, quantity.component)

    def _as_owned(self, quantity: Quantity) -> Quantity:
        """Return a bare number beside all shares there are as how many of them are theirs, where words say so."""
        owned = next((one for one in figures.read_bare(quantity.value) if isinstance(one, Shares)), None)
        before = self.text[max(0, quantity.start - _NEAR) : quantity.start]
        is_theirs = quantity.component in {None, Component.EQUITY} and SOUNDS["owning"].search(before)
        return replace(quantity, value=owned, component=Component.EQUITY) if owned and is_theirs else quantity

    def _vests(self, quantity: Quantity) -> bool:
        """Whether a percentage tells how much vests when: "25% of the options after the first anniversary"."""
        value = quantity.value
        is_step = isinstance(value, Percent) and value.high >= _MOST_OWNED
        return is_step and self._is_near(quantity, SOUNDS["vests"])

    def _is_near(self, quantity: Quantity, words: re.Pattern[str]) -> bool:
        """Whether some words stand beside a quantity, nearer than another number."""
        before = self.text[max(0, quantity.start - _NEAR) : quantity.start]
        after = self.text[quantity.end : quantity.end + 2 * _NEAR]
        parted = SOUNDS["parted"]
        return bool(words.search(f"{parted.split(before)[-1]} {parted.split(after)[0]}"))

    def _place_lone(self, share: Share, quantity: Quantity) -> None:
        is_stray = len(self.text) > LETTER and not isinstance(quantity.value, Amount | Length)
        if is_stray or self._vests(quantity):
            return
        if self.sign_on and is_installment(self.text, quantity, self.sign_on):
            self.unplaced.append(quantity)
            return
        is_led = share.is_led or self.is_listed or not _PAY.isdisjoint(self.parts)
        is_all = self.is_alone and self._is_all(quantity)
        value = quantity.value
        is_rate = isinstance(value, Amount) and value.currency and value.period in _RATES
        is_all = is_all or bool(is_rate and SOUNDS["name_alone"].fullmatch(self.text[: quantity.start]))
        is_led = is_led or is_all or bool(SOUNDS["offered"].match(self.text, quantity.end))
        value = figures.say(quantity.value) if is_led else quantity.value
        meant = value.readings[0] if isinstance(value, Ambiguity) and not figures.read_bare(value) else value
        component = self._time(share, quantity) if isinstance(meant, Length) else _mean(meant, is_led=is_led)
        is_open = is_all or (is_led and self.is_alone and self.currency is None)
        if is_open and (readings := figures.spell_out(quantity.value, self.currency)):
            self._ask(quantity, Component.BASE, Question.MEANING, *readings)
        elif component and (
            _PLACES.get((component, type(meant)), ("",))[0] not in self.parts
            or (component is Component.BASE and share.whose == "offer" and self._is_or(quantity))
        ):
            self._settle(replace(quantity, value=value), component)
        elif not isinstance(meant, Length | Day):
            self.unplaced.append(quantity)

    def _is_or(self, quantity: Quantity) -> bool:
        """Whether a number stands beside another as what it may be instead: "190 or 195"."""
        before = SOUNDS["or"].search(self.text, max(0, quantity.start - _NEAR), quantity.start)
        return bool(before or SOUNDS["or_next"].match(self.text, quantity.end))

    def _is_all(self, quantity: Quantity) -> bool:
        """Whether nothing was said but an amount: "150?", "my offer is 150"."""
        before, after = self.text[: quantity.start], self.text[quantity.end :]
        return bool(SOUNDS["naming"].fullmatch(before.lstrip())) and not after.strip(" .?!\n")

    def _time(self, share: Share, quantity: Quantity) -> Component | None:
        """Return what a length that nothing names is: a time of repayment, or 0.2% over four years."""
        if share.sentence in self.facts.get(("repaid", "back"), ()):
            return Component.REPAYMENT
        spread = SOUNDS["spread"].search(self.text[max(0, quantity.start - _NEAR) : quantity.start])
        before = [one for one in self.told if one.start < quantity.start]
        is_once = before and before[-1].component is Component.SIGN_ON
        if is_once and spread and not SOUNDS["granted"].search(self.text, before[-1].end, quantity.start):
            return Component.SIGN_ON
        return Component.VESTING if spread else None

    def _settle(self, quantity: Quantity, component: Component) -> None:
        match figures.choose(quantity.value, self.currency):
            case Absurd(why=why):
                self._ask(quantity, component, why)
            case Ambiguity(question=question, readings=readings):
                self._ask(quantity, component, question, *readings)
            case Amount(currency=None) as value if self.currency is None:
                self._ask(quantity, component, Question.CURRENCY, value)
            case Amount() as value if readings := figures.in_lakhs(value, self.currency):
                self._ask(quantity, component, Question.MEANING, *readings)
            case Shares(low=low, instrument="shares") as value if low >= _WHOLE_COMPANY:
                self._fill(quantity, Component.FULLY_DILUTED, value)
            case Length() | YearlyShape() as value if component is Component.VESTING:
                self.spans.append(value)
            case value:
                self._fill(quantity, component, value)

    def _ask(self, quantity: Quantity, component: Component, why: Question | Why, *readings: Clear) -> None:
        known = tuple(
            replace(each, currency=each.currency or self.currency) if isinstance(each, Amount) else each
            for each in readings
        )
        self.doubts.append(Doubt(words=quantity.words, component=component, why=why, readings=known))

    def _fill(self, quantity: Quantity, component: Component, value: Clear) -> None:
        slot, unit = _PLACES.get((component, type(value)), ("", Unit.COUNT))
        if isinstance(value, Amount) and slot == "bonus":
            unit = how_often(self.text, quantity) or unit
            slot = slot if value.period in {None, Period.MONTH, Period.YEAR} else ""
        if isinstance(value, Amount) and slot == "sign_on" and (over := value.over_years):
            self._fill(quantity, component, Length(low=over, high=over, unit=Period.YEAR))
        figure = figures.measure(quantity.words, value, unit, self.currency)
        band = figures.measure_band(Said(words=quantity.words), value, self.currency)
        if band and slot == "base" and figure is None and band.low.unit is Unit.PER_YEAR:
            self.ranged = self.ranged or band
        elif not slot or figure is None:
            self.unplaced.append(quantity)
        elif slot not in self.parts:
            self.parts[slot] = figure, value
        elif self.parts[slot][0].value != figure.value:
            self.clashes.add(slot)
            self._ask(quantity, component, Question.WHICH_ONE, self.parts[slot][1], value)

    def build(self) -> Offer:
        """Return the offer; a part stated in two ways is left out of it, and asked about."""
        clear = (slot for slot in self.parts if slot not in self.clashes)
        found: dict[str, Any] = {slot: self.parts[slot][0] for slot in clear}
        moneys = (figure.money for figure in found.values() if isinstance(figure.value, Money))
        currency = next((money.currency for money in moneys), None)
        day = self.parts["deadline"][1] if "deadline" in found else None
        if isinstance(day, Day) and day.hours is not None:
            found["hours_left"] = replace(found["deadline"], value=int(day.hours), unit=Unit.COUNT)
        if "bonus" in found:
            found["bonus"] = Bonus(target=found["bonus"], is_guaranteed=("bonus", "guaranteed") in self.facts)
        if "sign_on" in found and "repaid_within" not in found:
            found["repaid_within"] = self._repaid_in_first_year()
        grant = self._grant({slot: found.pop(slot) for slot in (*_GRANT, "cliff") if slot in found})
        return Offer(currency=currency, equity=None if grant == Grant() else grant, **found)

    def _repaid_in_first_year(self) -> Figure | None:
        back, year = self.facts.get(("repaid", "back"), {}), self.facts.get(("vesting", "first_year"), {})
        words = next((year[sentence] for sentence in year if sentence in back), None)
        months = figures.YEAR_MONTHS
        return Figure(value=months, unit=Unit.MONTHS, origin=Said(words=words)) if words else None

    def _grant(self, found: dict[str, Any]) -> Grant:
        cliff, vesting = found.pop("cliff", None), self._shape()
        if found.keys().isdisjoint({"owned", "shares"}):
            found.pop("valuation", None)
        if vesting:
            months = cliff.value if cliff else vesting.cliff_months
            found["vesting"] = replace(vesting, cliff_months=months, is_cliff_stated=bool(cliff))
        if not found:
            return Grant()
        value, named = found.get("value"), dict(reversed(self.facts))
        if value and value.unit is Unit.UNKNOWN_BASIS and (vesting or ("vesting", "grant") in self.facts):
            found["value"] = replace(value, unit=Unit.GRANT)
        counted = self.parts["shares"][1] if "shares" in found else None
        instrument = named.get("instrument") or (counted.instrument if isinstance(counted, Shares) else None)
        if instrument == "shares" and found.keys() == {"fully_diluted"}:
            instrument = None
        return Grant(
            instrument=Instrument(instrument) if instrument else None,
            price_basis=PriceBasis(named.get("price", "unknown") if value else "unknown"),
            is_double_trigger=named["trigger"] == "double" if "trigger" in named else None,
            **found,
        )

    def _shape(self) -> VestingSchedule | None:
        """Return the yearly shape that was stated, else even years over the longest time named."""
        granted = (self.parts[slot][1] for slot in self.parts.keys() & _GRANT)
        values = (value for value in granted if isinstance(value, Amount | Shares))
        spread = [int(value.over_years * figures.YEAR_MONTHS) for value in values if value.over_years]
        lengths = [figures.count_months(span) or 0 for span in self.spans if isinstance(span, Length)]
        shape = next((span.percents for span in self.spans if isinstance(span, YearlyShape)), None)
        if not (shape or spread or any(lengths)):
            return None
        cliff = 0 if ("vesting", "no_cliff") in self.facts else figures.YEAR_MONTHS
        percents = shape or figures.spread_evenly(max(*spread, *lengths, 1))
        return VestingSchedule(percents=percents, cliff_months=cliff, is_assumed=False)


def is_most(text: str, quantity: Quantity) -> bool:
    """Whether a bonus is stated as the most that it can be, which is no target."""
    before, is_bonus = text[max(0, quantity.start - 2 * _NEAR) : quantity.start], Component.TARGET_BONUS
    words = SOUNDS["most"].match(SOUNDS["clauses"].split(before)[-1]) or SOUNDS["at_most"].match(
        text, quantity.end
    )
    return quantity.component is is_bonus and bool(words)


def _mean(value: Value, *, is_led: bool) -> Component | None:
    """Return what a quantity that no word names can only be."""
    match value:
        case Amount(period=Period.HOUR) | Absurd(why=Why.VAGUE):
            return Component.BASE if is_led or isinstance(value, Amount) else None
        case Amount(low=low, period=period) if is_led and (low >= figures.LEAST_LONE or period in _RATES):
            return Component.BASE
        case Percent(high=high) if is_led and high < _MOST_OWNED:
            return Component.EQUITY
        case Percent(low=low, high=high) if is_led and low >= _LEAST_BONUS and high <= _MOST_BONUS:
            return Component.TARGET_BONUS
        case _:
            return None
