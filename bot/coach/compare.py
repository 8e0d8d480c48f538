"""Offers side by side, equity counted as the person chooses: who leads at that counting, and where the order turns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum, auto

from bot.coach.meant import Turn, names_two, states_pay
from bot.coach.naming import is_called
from bot.coach.own import OfferWanted
from bot.coach.wishes import SOUNDS, count_known, weighs
from bot.domain.amounts import Component, Percent, read_quantities
from bot.domain.figure import Figure, Quoted, Said, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant, Offer
from bot.domain.stake import size, worked
from bot.domain.sums import HUNDRED, whole
from bot.domain.understanding import Intent
from bot.domain.yearly import average, cash_target, vesting_in, with_sign_on
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard

FEWEST, MOST = 2, 4  # offers compared
HORIZON, LONGEST = 4, 10
"""years compared where nobody said how long they stay, since most grants vest over four; and at most"""
COUNTINGS = {
    word: worked(Decimal(percent), Unit.PERCENT_OF_GRANT, "as you chose to count equity")
    for word, percent in (("nothing", 0), ("half", 50), ("face", 100))
}
"""how equity that cannot be sold is counted, by a command's word; a person may say a percent of their own"""
JOB = "Current job"  # what today's job is called beside offers
ALIKE = {"zero": "nothing", "full": "face", "fully": "face"}


class Hindrance(StrEnum):
    """Why an offer is not ranked among others."""

    NO_BASE = auto()
    PERIOD = auto()
    CURRENCY = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One offer beside others, at one counting. Money PER_YEAR, spread over the years compared, unless said."""

    name: str
    cash: Figure | None  # base + target bonus; None where base is not known by the year
    bonus: Figure | None  # the target in that cash, PERCENT_OF_BASE or PER_YEAR, as stated
    sign_on: Figure | None  # ONE_OFF
    equity: Figure | None
    is_listed: bool  # whether the shares can be sold once vested, so that they count in full
    uncounted: Figure | Quoted | None
    """equity as stated that cannot be put on a year, or in words of which it is still asked what they count"""
    years: tuple[Figure, ...] = ()  # each year: cash, the sign-on in the first, and what vests, as counted
    firm: Figure | None = None  # cash, sign-on and listed shares
    counted: Figure | None = None  # firm and the equity that cannot be sold, as counted
    hindrance: Hindrance | None = None
    base_gap: Figure | None = None  # how much more base would make it level with the leader at this counting
    turns_at: Figure | None = None
    """PERCENT_OF_GRANT, to a whole one: at which counting it is level with the leader; None where at none"""
    leads_above: bool = False  # whether it leads above that counting, or below it


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersCompared:
    """Offers at one counting: the leader first, those that cannot be ranked last."""

    counting: Figure  # percent of its paper value at which equity that cannot be sold is counted
    horizon: Figure  # YEARS
    offers: tuple[Beside, ...]
    has_leader: bool
    is_level: bool  # whether the first two come to the same at this counting
    left_out: tuple[str, ...] = ()  # offers known and not named, beyond the most that are compared
    lacks_job: bool = False  # whether today's job was to stand beside them, and what it pays is not known


def only_asks(turn: Turn) -> bool:
    """Whether a turn asks for a comparison, and tells of no pay to be taken in first."""
    said, typed, kept = turn.said, turn.heard.utterance.text, turn.kept
    if said.offer.base or tells_other(said):
        return False
    chooses = count_known(turn.session, kept) > 1 and SOUNDS["choice"].search(typed)
    is_open = turn.session.wants is Intent.COMPARE or chooses
    if weighs(typed, turn.session, kept) or (is_open and said.stance.years and not states_pay(said.offer)):
        return True
    if turn.heard.intent is Intent.COMPARE:
        return not said.doubts or read_counting(typed) is not None
    return said.is_empty and names_two(typed, turn.session, kept)


def asks_choice(turn: Turn) -> bool:
    """Whether what was told is to be compared: it is asked for, or it changes a comparison just shown."""
    said, is_open = turn.said, turn.session.wants is Intent.COMPARE
    is_choice = tells_other(said) and SOUNDS["choice"].search(turn.heard.utterance.text)
    changes = is_open and (tells_other(said) or states_pay(said.offer))
    return turn.heard.intent is Intent.COMPARE or bool(is_choice or changes)


def tells_other(said: OfferHeard) -> bool:
    """Whether today's base was told, or a rival's, whatever is doubtful of it."""
    named = [*(rival.offer.base for rival in said.stance.rivals), *(doubt.rival for doubt in said.doubts)]
    return bool(said.stance.current_base or any(named))


def compare_own(turn: Turn, now: Negotiation | None) -> OffersCompared | OfferWanted:
    """Return the person's offers side by side, `now` the one just told of; or ask for what is missing."""
    text, current = turn.heard.utterance.text, now or turn.session.negotiation
    typed, is_choice = (text, True) if only_asks(turn) else ("", turn.heard.intent is Intent.COMPARE)
    counting = read_counting(typed)
    if counting is None and ("%" in typed or "percent" in typed):
        return OfferWanted(resumes="compare my %", subject=None)
    kept = turn.kept.with_negotiation(current) if current else turn.kept
    known = (*kept.negotiations, *beside_them(kept.negotiations))
    if len(known) < FEWEST:
        return OfferWanted(resumes="compare", only=known[0].name if known else "")
    wants_job = SOUNDS["own_job"].search(typed)
    named = [
        one for one in known if is_called(one.name, text, turn.edition) or (one.name == JOB and wants_job)
    ]
    told = {kept.negotiations[0].name, *(rival.name for rival in turn.said.stance.rivals)}
    is_named = is_choice and len(named) >= FEWEST
    meant = named if is_named else sorted(known, key=lambda one: one.name not in told)
    counting = counting or turn.session.counting or COUNTINGS["half"]
    compared = compare(tuple(meant[:MOST]), counting, horizon_of(known))
    lacks_job = bool(wants_job) and all(one.name != JOB for one in known)
    return replace(compared, left_out=tuple(one.name for one in meant[MOST:]), lacks_job=lacks_job)


def over_years(turn: Turn) -> Negotiation | None:
    """Return the offer talked about with the years over which a comparison is asked: they stay so long. None without any."""
    own, years = turn.session.negotiation or next(iter(turn.kept.negotiations), None), turn.said.stance.years
    return replace(own, stance=replace(own.stance, years=years)) if own and years else None


def beside_them(negotiations: tuple[Negotiation, ...]) -> Iterator[Negotiation]:
    """Yield what a person has beside their own offers: today's job, and rivals' offers not kept by themselves."""
    for stance in [one.stance for one in negotiations if one.stance.current_base][:1]:
        yield Negotiation(name=JOB, offer=stance.job)
    names = {one.name.casefold() for one in negotiations}
    for rival in (rival for one in negotiations for rival in one.stance.rivals):
        if rival.name.casefold() not in names:
            yield Negotiation(name=rival.name or "Other offer", offer=rival.offer)


def read_counting(text: str) -> Figure | None:
    """Return the PERCENT_OF_GRANT at which the person wants equity counted, if one was said: in words, or alone."""
    words = (ALIKE.get(one, one) for one in split_words(text))
    told = (*words, "nothing") if SOUNDS["uncounted"].fullmatch(text) else words
    word = next((COUNTINGS[one] for one in told if one in COUNTINGS), None)
    for one in () if word else read_quantities(f"{text}%" if text.strip().isdecimal() else text):
        if isinstance(one.value, Percent) and 0 <= one.value.low <= HUNDRED:
            return Figure(value=one.value.low, unit=Unit.PERCENT_OF_GRANT, origin=Said(words=one.words))
    return word


def compare(
    negotiations: tuple[Negotiation, ...], counting: Figure, horizon: Figure | None = None
) -> OffersCompared:
    """Return offers side by side over a horizon in YEARS, at one of COUNTINGS or a PERCENT_OF_GRANT that the person stated."""
    horizon = horizon or horizon_of(negotiations)
    sums = (part.value for one in negotiations for part in one.offer.figures())
    is_mixed = len({one.currency for one in sums if isinstance(one, Money)}) > 1
    placed = [place(one, counting, horizon, is_mixed=is_mixed) for one in negotiations]
    placed.sort(key=lambda one: (one.counted is None, -amount(one.counted), one.name))
    ranked = [one for one in placed if one.counted]
    return OffersCompared(
        counting=counting,
        horizon=horizon,
        offers=tuple(behind(one, ranked[0]) if one.counted else one for one in placed),
        has_leader=len(ranked) > 1,
        is_level=len(ranked) > 1 and amount(ranked[0].counted) == amount(ranked[1].counted),
    )


def horizon_of(negotiations: tuple[Negotiation, ...]) -> Figure:
    """Return the whole YEARS compared, one to ten: how long they stay by the first that says it, the latest told; else four."""
    if (stay := next((one.stance.years for one in negotiations if one.stance.years), None)) is None:
        return worked(Decimal(HORIZON), Unit.YEARS, "the usual length of a grant")
    years = Decimal(min(max(int(size(stay)), 1), LONGEST))
    return worked(years, Unit.YEARS, "whole years, up to ten", stay)


def place(negotiation: Negotiation, counting: Figure, horizon: Figure, *, is_mixed: bool) -> Beside:
    """Return one offer by itself, counted unless something hinders it."""
    offer, cash = negotiation.offer, cash_target(negotiation.offer)
    spread = average(offer, horizon)
    equity, grant = spread.equity if spread else None, offer.equity or Grant()
    told = grant.value or grant.shares or grant.owned
    own = Beside(
        name=negotiation.name,
        cash=cash,
        bonus=offer.bonus.target if offer.bonus else None,
        sign_on=offer.sign_on,
        equity=equity,
        is_listed=bool(offer.equity and offer.equity.is_listed),
        uncounted=None if equity or Component.EQUITY in offer.absent else told or offer.unsettled,
    )
    if cash is None or spread is None or is_mixed:
        missing = Hindrance.PERIOD if offer.base else Hindrance.NO_BASE
        return replace(own, hindrance=missing if cash is None else Hindrance.CURRENCY)
    share = COUNTINGS["face"] if own.is_listed else counting
    return replace(
        own,
        years=tuple(each_year(offer, cash, share, horizon)),
        firm=count_in(spread.cash, equity if own.is_listed else None, share),
        counted=count_in(spread.cash, equity, share),
    )


def each_year(offer: Offer, cash: Figure, share: Figure, horizon: Figure) -> Iterator[Figure]:
    """Yield what each year comes to, PER_YEAR: cash, the sign-on in the first, and what vests at `share` of it."""
    vested = vesting_in(offer, int(size(horizon)))
    for year in range(int(size(horizon))):
        paid = with_sign_on(cash, offer, year + 1)
        yield count_in(paid, vested[year] if year < len(vested) else None, share)


def count_in(cash: Figure, equity: Figure | None, share: Figure) -> Figure:
    """Return cash + equity at `share` percent of it, PER_YEAR, to a whole unit of currency."""
    if equity is None:
        return cash
    money = whole(cash.money + equity.money.times(size(share) / HUNDRED))
    return worked(money, Unit.PER_YEAR, "cash + equity × percent counted", cash, equity, share)


def behind(own: Beside, leader: Beside) -> Beside:
    """Return an offer with what would make it lead: more base, or equity counted from (or below) some percent."""
    if own is leader or not (own.counted and leader.counted and own.firm and leader.firm):
        return own
    more = unsold(own) - unsold(leader)
    gap = amount(leader.firm) - amount(own.firm)
    level = (gap / more * HUNDRED).to_integral_value(ROUND_HALF_UP) if more else Decimal(-1)
    figures = [one for one in (leader.firm, own.firm, own.equity, leader.equity) if one]
    formula = "gap without unlisted equity ÷ gap in unlisted equity"
    turns_at = worked(level, Unit.PERCENT_OF_GRANT, formula, *figures) if level > 0 or more > 0 else None
    missing = base_between(own.counted, leader.counted, own.bonus)
    return replace(own, base_gap=missing, turns_at=turns_at, leads_above=more > 0)


def base_between(own: Figure, leading: Figure, bonus: Figure | None) -> Figure:
    """Return the base a year that closes a gap, PER_YEAR: a bonus in percent of base grows with it."""
    gap = leading.money - own.money
    if bonus is None or bonus.unit is not Unit.PERCENT_OF_BASE:
        return worked(gap, Unit.PER_YEAR, "gap a year", leading, own)
    money = whole(Money(amount=gap.amount / (1 + bonus.percent / HUNDRED), currency=gap.currency))
    return worked(money, Unit.PER_YEAR, "gap a year ÷ (100 % + target bonus)", leading, own, bonus)


def unsold(one: Beside) -> Decimal:
    """Return the equity of an offer that cannot be sold, a year, on paper."""
    return Decimal(0) if one.is_listed or one.equity is None else one.equity.money.amount


def amount(figure: Figure | None) -> Decimal:
    """Return the amount of a figure, nothing for none."""
    return figure.money.amount if figure else Decimal(0)
