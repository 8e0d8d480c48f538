"""Equity in a private company, worked out line by line, with what must still be asked and who must be asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from bot.domain import stake
from bot.domain.amounts import Amount, Percent, read_quantities
from bot.domain.figure import Figure, Said, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant, Instrument

EXAMPLES = (Decimal("0.5"), Decimal(1), Decimal(3))
"""the last round's company value times these, where the person names no price: marked as examples, never forecasts"""
EXAMPLE = "an example, not a forecast"
LEAST_COMPANY = 1_000_000  # in any currency: less is no price of a company
YARDSTICK = Decimal(100_000_000)
"""a company value to show what a percent gives where no price of the company is known"""


class Unknown(StrEnum):
    """What the employer has to be asked, most valuable first."""

    INSTRUMENT = auto()
    COUNT = auto()
    FULLY_DILUTED = auto()
    PREFERRED = auto()
    STRIKE = auto()
    PREFERENCES = auto()
    WINDOW = auto()
    EXPIRY = auto()
    RSU_TRIGGER = auto()


class HandOff(StrEnum):
    """What raises a question of tax that only an adviser may answer.

    Sources: the playbook's equity_tax and exercise_leaving.
    """

    AMT = "AMT"
    ELECTION = "83(b)"
    WINDOW = auto()
    DOUBLE_TRIGGER = auto()
    VESTING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeWorked:
    """What an equity grant comes to, line by line. A line that cannot be worked out is None."""

    name: str
    grant: Grant  # as stated, its third count worked out from the other two
    stated_owned: Figure | None  # the percent they stated, where the counts give another
    cost: Figure | None
    at_preferred: Figure | None
    at_preferred_net: Figure | None
    """after the cost to exercise; None where nothing has to be paid, or not known"""
    at_fair: Figure | None
    dilution: Figure | None
    """percent of the stake lost to new shares, as the person said; None: shown before any"""
    exits: tuple[stake.Exit, ...]  # lowest price first
    are_examples: bool  # whether the prices are ours, to show what the stake gives, and not the person's
    is_before_cost: bool  # whether the shares have to be paid for, and what they cost is not known
    break_even: Figure | None
    unknown: tuple[Unknown, ...]
    hand_offs: tuple[HandOff, ...]


def work_out(
    negotiation: Negotiation, companies: tuple[Figure, ...] = (), dilution: Figure | None = None
) -> StakeWorked:
    """Return what the equity of an offer comes to.

    `companies` are prices for the whole company, ONE_OFF, and `dilution` a percent, as the person wants them tried.
    """
    stated = negotiation.offer.equity or Grant()
    grant = stake.complete(stated)
    cost, gross = stake.exercise_cost(grant), stake.paper_value(grant, grant.preferred)
    fair = stake.paper_value(grant, grant.fair)
    prices = prices_of(grant, companies, negotiation.offer.currency)
    return StakeWorked(
        name=negotiation.name,
        grant=grant,
        stated_owned=stated.owned if contradicts(stated.owned, grant.owned) else None,
        cost=cost,
        at_preferred=gross,
        at_preferred_net=stake.net_value(gross, grant) if gross and cost else None,
        at_fair=stake.net_value(fair, grant) if fair else None,
        dilution=dilution,
        exits=() if grant.is_listed else tuple(sell(grant, prices, dilution)),
        are_examples=not companies,
        is_before_cost=stake.is_bought(grant) and cost is None,
        break_even=stake.break_even(grant, dilution),
        unknown=missing(grant),
        hand_offs=hand_offs(grant),
    )


def read_sale(text: str, currency: str | None) -> tuple[tuple[Figure, ...], Figure | None]:
    """Return the prices for the whole company that a text tries, ONE_OFF, and the dilution it names, in percent."""
    companies, dilution = [], None
    for quantity in read_quantities(text):
        said = Said(words=quantity.words)
        match quantity.value:
            case Amount(low=low, currency=named) as price if low >= LEAST_COMPANY and (named or currency):
                money = price.in_money(currency)[0]
                companies.append(Figure(value=money, unit=Unit.ONE_OFF, origin=said))
            case Percent(low=low) if low < stake.HUNDRED:
                dilution = Figure(value=low, unit=Unit.PERCENT_OF_COMPANY, origin=said)
    return tuple(companies), dilution


def contradicts(stated: Figure | None, counted: Figure | None) -> bool:
    """Whether the percent stated is not what the counts give, rounded as the stated one is."""
    if stated is None or counted is None:
        return False
    exponent = stated.percent.as_tuple().exponent
    last_place = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(stated.percent - counted.percent) > last_place / 2


def sell(grant: Grant, prices: Iterable[Figure], dilution: Figure | None) -> Iterator[stake.Exit]:
    """Yield what the stake brings at each price for the whole company, lowest first."""
    for company in sorted(prices, key=lambda price: price.money.amount):
        value = stake.at_exit(grant, company, dilution)
        if value is not None and stake.share_currency(company, grant.strike):
            yield stake.Exit(company=company, value=value)


def prices_of(grant: Grant, companies: tuple[Figure, ...], currency: str | None) -> Iterator[Figure]:
    """Yield prices for the whole company: the person's and the last round's, else multiples of it, else a yardstick."""
    last = stake.company_value(grant)
    yield from companies
    if last and companies:
        yield last
    elif last:
        for times in EXAMPLES:
            factor = stake.worked(times, Unit.FACTOR, EXAMPLE)
            money = last.money.times(times)
            yield stake.worked(money, Unit.ONE_OFF, "last round's company value × example", last, factor)
    elif currency and not companies:
        yield stake.worked(Money(amount=YARDSTICK, currency=currency), Unit.ONE_OFF, EXAMPLE)


def missing(grant: Grant) -> tuple[Unknown, ...]:
    """Return what has to be asked of the employer, most valuable first."""
    is_private, is_rsu = not grant.is_listed, grant.instrument is Instrument.RSU
    has_options = stake.is_bought(grant) and grant.instrument is not Instrument.SHARES
    lacks = {
        Unknown.INSTRUMENT: grant.instrument is None and grant.strike is None,
        Unknown.COUNT: grant.shares is None and grant.owned is None,
        Unknown.FULLY_DILUTED: is_private and grant.fully_diluted is None,
        Unknown.PREFERRED: is_private and stake.company_value(grant) is None,
        Unknown.STRIKE: has_options and grant.strike is None,
        Unknown.PREFERENCES: is_private,
        Unknown.WINDOW: has_options and grant.exercise_window is None,
        Unknown.EXPIRY: has_options and grant.expiry is None,
        Unknown.RSU_TRIGGER: is_private and is_rsu and grant.is_double_trigger is None,
    }
    return tuple(unknown for unknown, is_missing in lacks.items() if is_missing)


def hand_offs(grant: Grant) -> tuple[HandOff, ...]:
    """Return the questions of tax that a grant raises."""
    match grant.instrument:
        case Instrument.SHARES:
            return (HandOff.ELECTION,)
        case Instrument.RSU:
            waits = grant.is_double_trigger is not False and not grant.is_listed
            return (HandOff.DOUBLE_TRIGGER if waits else HandOff.VESTING,)
        case _:
            return (HandOff.AMT, HandOff.ELECTION, HandOff.WINDOW) if stake.is_bought(grant) else ()
