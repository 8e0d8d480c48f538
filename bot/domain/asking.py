"""What to ask for: from an offer, a ceiling of evidence and a share of the way, to an opener and a target."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum, auto

from bot.domain.amounts import Component
from bot.domain.figure import Figure, Unit
from bot.domain.guide import Posting
from bot.domain.money import Money
from bot.domain.negotiation import Stance
from bot.domain.offer import Bonus, Grant, Offer
from bot.domain.stake import share_currency, size, worked
from bot.domain.sums import HUNDRED
from bot.domain.vesting import MONTHS_A_YEAR
from bot.domain.yearly import cash_target, equity_a_year, vesting_years

BASE_FIRST = (Component.BASE, Component.EQUITY, Component.SIGN_ON, Component.TARGET_BONUS)
EASY_FIRST = (Component.SIGN_ON, Component.BASE, Component.EQUITY, Component.TARGET_BONUS)
"""the orders to ask in: what lasts first; or, with little leverage, what employers grant most easily (playbook,
trade_levers), a bonus last since it goes by level (bonus_target)"""
START, BEYOND, ALL_THE_WAY = Decimal("0.5"), Decimal("0.25"), Decimal(1)
FORMULA = "held + share × (ceiling − held), rounded as people speak, never past the ceiling"
GRIDS = {Unit.PERCENT_OF_BASE: Decimal("0.5"), Unit.PER_HOUR: Decimal(1), Unit.PER_MONTH: Decimal(100)}
RATE_GRID, FINE_GRID, COARSE_GRID, COARSE_FROM = Decimal(10), Decimal(1_000), Decimal(5_000), Decimal(100_000)


class Leverage(StrEnum):
    """A fact that makes a larger ask sensible; the first three are named as the alternatives are."""

    WRITTEN_OFFER = auto()
    IN_PROCESS = auto()
    JOB = auto()
    WANTS_MORE = auto()  # the person would not take today's offer unchanged
    PRESSING = auto()
    CAN_WAIT = auto()


WEIGHTS: Mapping[Leverage, Decimal] = {
    **dict.fromkeys(Leverage, Decimal("0.1")),
    Leverage.WRITTEN_OFFER: Decimal("0.2"),
}
"""what each fact adds to the share of the way: our convention; the most that can come together makes 1"""


class Backing(StrEnum):
    """What an evidence ceiling rests on."""

    GUIDE = auto()
    POSTING = auto()  # a dated posting of the employer's
    POSTED = auto()  # the posting's range as the person gave it
    NAMED = auto()  # a range that they named in talk
    RIVAL = auto()
    FORFEITS = auto()
    CURRENT_BASE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The most that can be asked for one part, in the offer's own unit, and what says so."""

    ceiling: Figure
    backing: Backing
    posting: Posting | None = None
    rival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How much of the way from what is held to its ceiling to go, each a FACTOR, and the facts that say so."""

    start: Figure
    facts: tuple[tuple[Leverage, Figure], ...]
    target: Figure
    opener: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to ask for one part: held ≤ target ≤ opener ≤ the higher of ceiling and held."""

    part: Component
    held: Figure
    evidence: Evidence
    target: Figure
    opener: Figure


def parts_of(offer: Offer) -> dict[Component, Figure]:
    """Return the stated parts of an offer, what its repayment term is included."""
    parts = {
        Component.BASE: offer.base,
        Component.TARGET_BONUS: offer.bonus.target if offer.bonus else None,
        Component.SIGN_ON: offer.sign_on,
        Component.EQUITY: offer.equity.value if offer.equity else None,
        Component.RELOCATION: offer.relocation,
        Component.REFRESHER: offer.refresher,
        Component.REPAYMENT: offer.repaid_within,
    }
    return {part: figure for part, figure in parts.items() if figure is not None}


def terms_of(offer: Offer) -> dict[Component, Figure]:
    """Return the stated terms of an offer that are no pay: its days, and how its equity vests and can be kept."""
    grant = offer.equity or Grant()
    vesting = grant.vesting
    is_told = vesting and (vesting.is_cliff_stated or vesting.cliff_months != MONTHS_A_YEAR)
    cliff = worked(Decimal(vesting.cliff_months), Unit.MONTHS, "the cliff") if vesting and is_told else None
    terms = {
        Component.START: offer.start,
        Component.DEADLINE: offer.deadline,
        Component.VESTING: vesting_years(grant) if vesting else None,
        Component.CLIFF: cliff,
        Component.EXERCISE_WINDOW: grant.exercise_window,
        Component.EXPIRY: grant.expiry,
    }
    return {part: figure for part, figure in terms.items() if figure is not None}


def with_parts(offer: Offer, parts: Mapping[Component, Figure]) -> Offer:
    """Return an offer with some of base, target bonus, sign-on and equity replaced."""
    bonus, equity = parts.get(Component.TARGET_BONUS), parts.get(Component.EQUITY)
    return replace(
        offer,
        base=parts.get(Component.BASE, offer.base),
        sign_on=parts.get(Component.SIGN_ON, offer.sign_on),
        bonus=replace(offer.bonus or Bonus(target=bonus), target=bonus) if bonus else offer.bonus,
        equity=replace(offer.equity or Grant(), value=equity) if equity else offer.equity,
    )


def amount_of(figure: Figure) -> Decimal:
    """Return the bare amount of money, percentage, count or factor. Raises TypeError for a day."""
    return figure.value.amount if isinstance(figure.value, Money) else size(figure)


def at(figure: Figure, amount: Decimal, formula: str, *figures: Figure) -> Figure:
    """Return another amount of what a figure counts, worked out by `formula` from figures."""
    money = figure.value if isinstance(figure.value, Money) else None
    return worked(replace(money, amount=amount) if money else amount, figure.unit, formula, *figures)


def are_alike(*figures: Figure) -> bool:
    """Whether figures count the same thing, in the same currency where it is money."""
    kinds = {(one.unit, one.value.currency if isinstance(one.value, Money) else "") for one in figures}
    return len(kinds) == 1


def share_of_way(stance: Stance) -> Shares:
    """Return the shares that the known facts give; a fact not known adds nothing."""
    start = worked(START, Unit.FACTOR, "our convention")
    facts = tuple((fact, worked(WEIGHTS[fact], Unit.FACTOR, "our convention")) for fact in leverage(stance))
    added = [weight for _, weight in facts]
    aimed = START + sum(map(amount_of, added), Decimal(0))
    target = worked(aimed, Unit.FACTOR, "start + what the facts add", start, *added)
    beyond = worked(BEYOND, Unit.FACTOR, "our convention")
    formula = "target's share + what an opener adds, at most 1"
    opener = worked(min(aimed + BEYOND, ALL_THE_WAY), Unit.FACTOR, formula, target, beyond)
    return Shares(start=start, facts=facts, target=target, opener=opener)


def leverage(stance: Stance) -> Iterator[Leverage]:
    """Yield the facts on the person's side."""
    if stance.alternative is not None and stance.alternative.value in set(Leverage):
        yield Leverage(stance.alternative.value)
    if stance.would_take_unchanged is False:
        yield Leverage.WANTS_MORE
    if stance.are_they_pressing:
        yield Leverage.PRESSING
    if stance.can_wait:
        yield Leverage.CAN_WAIT


def spoken(amount: Decimal, unit: Unit, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Round as people speak: yearly and whole sums to 1,000, from 100,000 on to 5,000; percents to halves."""
    grid = GRIDS.get(unit, RATE_GRID)
    if unit in {Unit.PER_YEAR, Unit.ONE_OFF, Unit.GRANT}:
        grid = FINE_GRID if amount < COARSE_FROM else COARSE_GRID
    return (amount / grid).to_integral_value(rounding=rounding) * grid


def aim(held: Figure, ceiling: Figure, share: Figure, floor: Figure | None = None) -> Figure:
    """Return the share of the way from what is held to its ceiling, and `floor` at least where the ceiling allows.

    All else equal, more held never gives less: each step here rises with it.
    """
    most = max(amount_of(ceiling), amount_of(held))
    by_formula = spoken(amount_of(held) + amount_of(share) * (most - amount_of(held)), held.unit)
    least = spoken(amount_of(floor), held.unit, ROUND_CEILING) if floor else by_formula
    amount = min(max(by_formula, least, amount_of(held)), most)
    if floor and least > by_formula:
        return at(held, amount, "the least that keeps your walk-away, within the ceiling", floor, ceiling)
    return at(held, amount, FORMULA, held, share, ceiling)


def floors(walk_away: Figure, ceilings: Mapping[Component, Figure], share: Figure) -> dict[Component, Figure]:
    """Return the least base, and the least bonus beside the highest base, that keep a walk-away in a year's cash.

    They go by the ceilings alone, never by the offer, so that a better offer cannot lower an ask. The bonus counted
    beside a base is the least that the formula can aim at: share × its ceiling.
    """
    base, bonus = ceilings.get(Component.BASE), ceilings.get(Component.TARGET_BONUS)
    if base is None or not are_alike(base, walk_away):
        return {}
    wanted, most = amount_of(walk_away), amount_of(base)
    if bonus is None or bonus.unit is not Unit.PERCENT_OF_BASE or not amount_of(share) * amount_of(bonus):
        return {Component.BASE: at(base, wanted, "walk-away", walk_away)}
    counted, formula = (
        amount_of(share) * amount_of(bonus) / HUNDRED,
        "walk-away ÷ (1 + share × bonus ceiling)",
    )
    least = {Component.BASE: at(base, wanted / (1 + counted), formula, walk_away, share, bonus)}
    if most < amount_of(least[Component.BASE]):
        percent = (wanted / most - 1) * HUNDRED if most else amount_of(bonus)
        least[Component.TARGET_BONUS] = at(bonus, percent, "walk-away ÷ base ceiling − 1", walk_away, base)
    return least


def worth(offer: Offer, years: Figure) -> Figure | None:
    """Return what an offer is worth a year: cash target + sign-on ÷ years + equity on paper ÷ its vesting years.

    None without a year's cash; a part in another currency is left out.
    """
    cash = cash_target(offer)
    equity = equity_a_year(offer.equity) if offer.equity else None
    once = offer.sign_on
    if cash is None:
        return None
    spread = once and at(once, amount_of(once) / amount_of(years), "sign-on ÷ years", once, years)
    parts = [part for part in (cash, spread, equity) if part and share_currency(cash, part)]
    together = sum(map(amount_of, parts), Decimal(0))
    return at(cash, together, "cash target + sign-on a year + equity a year", *parts)
