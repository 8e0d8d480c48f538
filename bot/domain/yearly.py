"""An offer by the year: cash as targeted, equity on paper, and what each year is made of. Gross, in its own currency."""

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import zip_longest
from operator import add

from bot.domain.figure import Figure, Unit
from bot.domain.money import Money
from bot.domain.offer import Grant, Offer
from bot.domain.stake import at_exit, complete, net_value, paper_value, share_currency, size, worked
from bot.domain.sums import HUNDRED, whole
from bot.domain.vesting import EVEN, SHOWN_YEARS, vest

TIMES_A_YEAR = {Unit.PER_MONTH: Decimal(12), Unit.PER_QUARTER: Decimal(4), Unit.PER_HALF: Decimal(2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year at work, PER_YEAR. Equity is on paper and stays apart from cash."""

    number: Figure
    cash: Figure  # cash target, with the sign-on in the first year
    equity: Figure  # what vests that year
    together: Figure  # cash + equity on paper: shown only beside its two parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """A year at work on average, PER_YEAR, over the years a person expects to stay."""

    years: Figure
    cash: Figure
    equity: Figure | None


def base_a_year(offer: Offer) -> Figure | None:
    """Return base a year: as stated, or twelve months or four quarters of it; by the week, day or hour only times what they say is paid."""
    if offer.base is None or offer.base.unit is Unit.PER_YEAR:
        return offer.base
    counts = paid_times(offer, offer.base.unit)
    times = [count for count in counts if count]
    if len(times) < len(counts):
        return None
    money = offer.base.money
    for figure in times:
        money = money.times(size(figure))
    return worked(money, Unit.PER_YEAR, "what is paid × how often a year", offer.base, *times)


def paid_times(offer: Offer, unit: Unit) -> tuple[Figure | None, ...]:
    """Return the counts that make a year of a base in `unit`, one of them None where it was not said."""
    match unit:
        case Unit.PER_MONTH | Unit.PER_QUARTER | Unit.PER_HALF:
            return (worked(TIMES_A_YEAR[unit], Unit.COUNT, "how often a year"),)
        case Unit.PER_WEEK:
            return (offer.weeks_a_year,)
        case Unit.PER_HOUR if offer.paid_a_year is None:
            return (offer.hours_a_week, offer.weeks_a_year)
        case _:
            return (offer.paid_a_year,)


def bonus_a_year(offer: Offer) -> Figure | None:
    """Return the target bonus in money a year: as stated, times how often it is paid, or percent × base to a whole unit of currency."""
    base, target = base_a_year(offer), offer.bonus.target if offer.bonus else None
    if target is None or target.unit is not Unit.PERCENT_OF_BASE:
        return base_a_year(Offer(base=target))
    if base is None:
        return None
    money = whole(base.money.times(target.percent / HUNDRED))
    return worked(money, Unit.PER_YEAR, "target bonus % × base", target, base)


def cash_target(offer: Offer) -> Figure | None:
    """Return base + target bonus a year; sign-on and equity stay apart. None where base is not known by the year."""
    base, bonus = base_a_year(offer), bonus_a_year(offer)
    if base is None or bonus is None or not share_currency(base, bonus):
        return base
    return worked(base.money + bonus.money, Unit.PER_YEAR, "base + target bonus", base, bonus)


def equity_on_paper(grant: Grant) -> Figure | None:
    """Return what a grant is worth on paper: as stated, else its shares or percent at a stated price, less the strike.

    In GRANT, PER_YEAR or UNKNOWN_BASIS, as stated. The preferred price, which most offers quote, comes before the fair one.
    """
    if grant.value is not None:
        return grant.value
    known, price = complete(grant), grant.preferred or grant.fair
    if grant.valuation and not (grant.shares and price):
        return at_exit(known, grant.valuation, None)
    gross = paper_value(known, price)
    return net_value(gross, known) if gross else None


def vesting_years(grant: Grant) -> Figure:
    """Return over how many YEARS a grant vests: as stated, else the convention of four."""
    formula = "years of the vesting shape" if grant.vesting else "four even years, the usual convention"
    return worked(Decimal(len((grant.vesting or EVEN).percents)), Unit.YEARS, formula)


def equity_a_year(grant: Grant) -> Figure | None:
    """Return a grant's paper value ÷ its years, PER_YEAR; as stated where it is a year's; None where not said which."""
    worth = equity_on_paper(grant)
    if worth is None or worth.unit is Unit.PER_YEAR:
        return worth
    if worth.unit is not Unit.GRANT:
        return None
    years = vesting_years(grant)
    money = whole(Money(amount=worth.money.amount / size(years), currency=worth.money.currency))
    return worked(money, Unit.PER_YEAR, "grant ÷ vesting years", worth, years)


def vesting_in(offer: Offer, years: int) -> tuple[Figure, ...]:
    """Return what vests in each of the first `years`, refreshers included that can be counted; nothing where it cannot be told."""
    grant, promised = offer.equity or Grant(), refreshed(offer, years)
    worth = equity_on_paper(grant)
    own: tuple[Figure, ...] = ()
    if worth and worth.unit is not Unit.UNKNOWN_BASIS:
        own = (worth,) * years if worth.unit is Unit.PER_YEAR else vest(worth, grant.vesting)[:years]
    if not promised or (offer.equity and not own) or (own and not share_currency(own[0], promised[0])):
        return own
    formula, rows = "what vests of the grant + of refreshers", zip_longest(own, promised)
    present = ([one for one in row if one] for row in rows)
    return tuple(
        worked(reduce(add, (one.money for one in row)), Unit.PER_YEAR, formula, *row) for row in present
    )


def refreshed(offer: Offer, years: int) -> tuple[Figure, ...]:
    """Return what of promised refreshers vests in each year; nothing unless their amount, first year and vesting were told.

    Our convention: one is added at the start of each year from the first on, and vests in equal parts at its years' ends.
    """
    each, first, over = offer.refresher, offer.refresher_from, offer.refresher_over
    if each is None or first is None or over is None:
        return ()
    formula, none = "refresher ÷ its years × how many of them vest that year", Decimal(0)
    counted = "years from its first on, at most its years"
    counts = [min(max(year - size(first) + 1, none), size(over)) for year in range(1, years + 1)]
    vesting = [worked(count, Unit.COUNT, counted, first) for count in counts]
    part = Money(amount=each.money.amount / size(over), currency=each.money.currency)
    return tuple(
        worked(whole(part.times(size(one))), Unit.PER_YEAR, formula, each, over, one) for one in vesting
    )


def year_by_year(offer: Offer) -> tuple[Year, ...]:
    """Return the first four years; none where cash or equity is not known by the year, or they cannot be added."""
    cash, equity = cash_target(offer), vesting_in(offer, SHOWN_YEARS)
    if cash is None or not equity or not share_currency(cash, equity[0]):
        return ()
    return tuple(
        year_of(number, with_sign_on(cash, offer, number), vested)
        for number, vested in enumerate(equity, start=1)
    )


def year_of(number: int, cash: Figure, vested: Figure) -> Year:
    """Return one year of an offer."""
    count = worked(Decimal(number), Unit.COUNT, "years from the start")
    money = cash.money + vested.money
    together = worked(money, Unit.PER_YEAR, "cash + equity that vests, on paper", cash, vested)
    return Year(number=count, cash=cash, equity=vested, together=together)


def with_sign_on(cash: Figure, offer: Offer, year: int) -> Figure:
    """Return the cash of one year, from 1, with what is paid of the sign-on in it, where there is one in the same currency."""
    once, over = offer.sign_on, offer.sign_on_over
    if once is None or not share_currency(cash, once) or year > (size(over) if over else 1):
        return cash
    if over and size(over):
        part = Money(amount=once.money.amount / size(over), currency=once.money.currency)
        once = worked(whole(part), Unit.ONE_OFF, "sign-on ÷ the years it is paid over", once, over)
    return worked(cash.money + once.money, Unit.PER_YEAR, "cash target + sign-on", cash, once)


def average(offer: Offer, years: Figure) -> Average | None:
    """Return an average year over `years`, sign-on and vesting spread over them; None without a cash target or a year."""
    cash, count = cash_target(offer), size(years)
    if cash is None or count < 1:
        return None
    paid = [with_sign_on(cash, offer, year).money.amount for year in range(1, int(count) + 1)]
    spread = whole(Money(amount=sum(paid, Decimal(0)) / int(count), currency=cash.money.currency))
    figures = (cash, years, *((offer.sign_on,) if offer.sign_on and paid[0] > cash.money.amount else ()))
    return Average(
        years=years,
        cash=worked(spread, Unit.PER_YEAR, "cash target + sign-on ÷ years", *figures),
        equity=average_vested(offer, years),
    )


def average_vested(offer: Offer, years: Figure) -> Figure | None:
    """Return what vests within `years` ÷ those years, on paper; as stated where it is the same in each."""
    vested = vesting_in(offer, int(size(years)))
    if not vested:
        return None
    if len(vested) == size(years) and {year.money for year in vested} == {vested[0].money}:
        return vested[0]
    total = sum((year.money.amount for year in vested), Decimal(0))
    money = whole(Money(amount=total / size(years), currency=vested[0].money.currency))
    return worked(money, Unit.PER_YEAR, "what vests in those years ÷ years", *vested, years)
