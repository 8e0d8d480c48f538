"""A stake in a company, worked out line by line: on paper, before tax, and before investors are paid first."""

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.figure import Computed, Figure, Unit
from bot.domain.money import Money
from bot.domain.offer import Grant, Instrument

HUNDRED = Decimal(100)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """What a stake brings once all of it has vested and the company is sold."""

    company: Figure  # what the company is sold for, ONE_OFF
    value: Figure
    """what the stake brings, in GRANT, less what it costs; never below nothing, since no one has to exercise"""


def complete(grant: Grant) -> Grant:
    """Return a grant with the third of its shares, all shares and the percent owned, where two are stated.

    With both counts stated the percent is worked out, whatever was stated, or is None where they cannot both be.
    A preferred price in another currency than the strike is left out: nothing is converted silently.
    """
    shares, whole, owned = grant.shares, grant.fully_diluted, grant.owned
    if shares and whole:
        formula, fits = "shares ÷ fully diluted shares", 0 < size(shares) <= size(whole)
        percent = size(shares) / size(whole) * HUNDRED if fits else NOTHING
        owned = worked(percent, Unit.PERCENT_OF_COMPANY, formula, shares, whole) if fits else None
    elif shares and owned and not whole and 0 < size(owned) <= HUNDRED:
        count = (size(shares) / size(owned) * HUNDRED).to_integral_value()
        whole = worked(count, Unit.SHARES, "shares ÷ percent owned", shares, owned)
    elif whole and owned and not shares:
        count = (size(whole) * size(owned) / HUNDRED).to_integral_value()
        shares = worked(count, Unit.SHARES, "fully diluted shares × percent owned", whole, owned)
    preferred = grant.preferred if share_currency(grant.preferred, grant.strike) else None
    return replace(grant, shares=shares, fully_diluted=whole, owned=owned, preferred=preferred)


def exercise_cost(grant: Grant) -> Figure | None:
    """Return what all the shares cost to get, ONE_OFF, before tax; None where the price or the count is unknown."""
    if grant.shares is None or grant.strike is None:
        return None
    money = grant.strike.money.times(size(grant.shares))
    return worked(money, Unit.ONE_OFF, "shares × strike", grant.shares, grant.strike)


def paper_value(grant: Grant, price: Figure | None) -> Figure | None:
    """Return shares × a price, in GRANT, strike not taken off: what offer letters call notional value.

    Source: the offer letter template Carta publishes (preferred price × options).
    """
    if grant.shares is None or price is None:
        return None
    money = price.money.times(size(grant.shares))
    return worked(money, Unit.GRANT, "shares × price of a share", grant.shares, price)


def net_value(gross: Figure, grant: Grant) -> Figure:
    """Return a value less what the shares cost to get, in GRANT: never below nothing; as it is where nothing is due."""
    cost = exercise_cost(grant)
    if cost is None or not share_currency(gross, cost):
        return gross
    amount = max(gross.money.amount - cost.money.amount, NOTHING)
    money = Money(amount=amount, currency=gross.money.currency)
    return worked(money, Unit.GRANT, "value − exercise cost, or nothing", gross, cost)


def company_value(grant: Grant) -> Figure | None:
    """Return what the whole company was valued at, ONE_OFF: as stated, else at the last preferred price."""
    if grant.valuation or grant.preferred is None or grant.fully_diluted is None:
        return grant.valuation
    money = grant.preferred.money.times(size(grant.fully_diluted))
    formula = "last preferred price × fully diluted shares"
    return worked(money, Unit.ONE_OFF, formula, grant.preferred, grant.fully_diluted)


def at_exit(grant: Grant, company: Figure, dilution: Figure | None) -> Figure | None:
    """Return what a stake brings at a company value, in GRANT, after `dilution` percent and before preferences.

    Without a dilution stated, before any. None where the percent owned is unknown.
    """
    if grant.owned is None:
        return None
    part = size(grant.owned) / HUNDRED * kept(dilution)
    formula = "company value × percent owned" + (" × (100 % − dilution)" if dilution else "")
    figures = (company, grant.owned, dilution) if dilution else (company, grant.owned)
    return net_value(worked(company.money.times(part), Unit.GRANT, formula, *figures), grant)


def break_even(grant: Grant, dilution: Figure | None) -> Figure | None:
    """Return the company value, ONE_OFF, at which the stake brings what it costs: below it, nothing."""
    cost, owned = exercise_cost(grant), grant.owned
    if cost is None or owned is None or not size(owned) or not kept(dilution):
        return None
    amount = cost.money.amount / (size(owned) / HUNDRED * kept(dilution))
    formula = "exercise cost ÷ percent owned" + (" ÷ (100 % − dilution)" if dilution else "")
    figures = (cost, owned, dilution) if dilution else (cost, owned)
    return worked(Money(amount=amount, currency=cost.money.currency), Unit.ONE_OFF, formula, *figures)


def is_bought(grant: Grant) -> bool:
    """Whether the shares have to be paid for: options, or anything with a strike."""
    return grant.instrument is Instrument.OPTIONS or grant.strike is not None


def kept(dilution: Figure | None) -> Decimal:
    """Return the part of a stake left after dilution, 0.8 for 20 %; all of it where none is stated."""
    return 1 - min(max(size(dilution), NOTHING), HUNDRED) / HUNDRED if dilution else Decimal(1)


def share_currency(one: Figure | None, other: Figure | None) -> bool:
    """Whether two sums are in one currency, or one of them is missing."""
    return one is None or other is None or one.money.currency == other.money.currency


def size(figure: Figure) -> Decimal:
    """Return a count or a percentage as a number. Raises TypeError for money and days."""
    if not isinstance(figure.value, int | Decimal):
        raise TypeError(f"a figure in {figure.unit} is not a number")
    return Decimal(figure.value)


def worked(value: Money | Decimal, unit: Unit, formula: str, *figures: Figure) -> Figure:
    """Return a figure worked out by a formula from others."""
    return Figure(value=value, unit=unit, origin=Computed(formula=formula, figures=figures))
