"""Offers and negotiations for tests, written as people write them: `offer(base="210k", equity="80k/4y", bonus="15%")`.

Every part is a text. `at_together(...)` is the same offer under way at the shipped guide's company.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from bot.domain.figure import Band, Figure, Said, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Alternative, Circumstance, Negotiation, Rival, Stance
from bot.domain.offer import Bonus, Grant, Instrument, Offer, PriceBasis, Stage, VestingSchedule

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
SCALES = {"k": 1_000, "M": 1_000_000}
PERIODS = {
    "hr": Unit.PER_HOUR,
    "day": Unit.PER_DAY,
    "wk": Unit.PER_WEEK,
    "mo": Unit.PER_MONTH,
    "yr": Unit.PER_YEAR,
    "?": Unit.UNKNOWN_BASIS,
}
GRANT = frozenset(
    [
        "equity",
        "owned",
        "instrument",
        "price_basis",
        "vesting",
        "cliff",
        "trigger",
        "window",
        "shares",
        "fully_diluted",
        "strike",
        "preferred",
        "fair",
        "valuation",
    ]
)
PARTS = GRANT | frozenset(
    [
        "base",
        "bonus",
        "guaranteed",
        "sign_on",
        "relocation",
        "refresher",
        "repaid",
        "deadline",
        "start",
        "hours",
        "stage",
        "currency",
    ]
)


def number(text: str) -> Decimal:
    """Read 210k, 2.10, 250M, 40,000."""
    scale = SCALES.get(text[-1], 1)
    return Decimal((text[:-1] if scale > 1 else text).replace(",", "")) * scale


def money(text: str, unit: Unit = Unit.PER_YEAR) -> Figure:
    """Read $210k, €95k, 70/hr, 80k/?; dollars where no sign says otherwise."""
    amount, _, period = text.partition("/")
    currency = SIGNS.get(amount[0], "USD")
    value = Money(amount=number(amount.lstrip("".join(SIGNS))), currency=currency)
    return Figure(value=value, unit=PERIODS.get(period, unit), origin=Said(words=text))


def dollars(amount: Decimal | int, unit: Unit, currency: str = "USD") -> Figure:
    """Return a sum as the person stated it, in dollars where no other currency is named."""
    value = Money(amount=Decimal(amount), currency=currency)
    return Figure(value=value, unit=unit, origin=Said(words=f"{amount}"))


def said(value: Decimal | int | date, unit: Unit) -> Figure:
    """Return a figure that is not money, as the person stated it."""
    return Figure(value=value, unit=unit, origin=Said(words=str(value)))


def day(text: str | None) -> Figure | None:
    """Read 2026-11-27."""
    return said(date.fromisoformat(text), Unit.DATE) if text else None


def shares(text: str | None) -> Figure | None:
    """Read 40,000 or 250M."""
    return said(int(number(text)), Unit.SHARES) if text else None


def price(text: str | None) -> Figure | None:
    """Read 2.10, the price of one share."""
    return money(text, Unit.PER_SHARE) if text else None


def percent(text: str, unit: Unit = Unit.PERCENT_OF_BASE) -> Figure:
    """Read 15% or 0.016%."""
    return said(Decimal(text.rstrip("%")), unit)


def band(text: str) -> Band:
    """Read 153k-220k as a year's base."""
    low, high = text.split("-")
    return Band(low=money(low), high=money(high))


def shape(text: str, cliff: int = 12) -> VestingSchedule:
    """Read 5/15/40/40, or 4y for four even years."""
    parts = [Decimal(100) / int(text[:-1])] * int(text[:-1]) if text.endswith("y") else text.split("/")
    return VestingSchedule(
        percents=tuple(Decimal(part) for part in parts), cliff_months=cliff, is_assumed=False
    )


def offer(**parts: str) -> Offer:
    """Return an offer of the parts named; a part not named is not stated.

    base 210k | €95k | 70/hr · bonus 15% | 30k · guaranteed yes · sign_on, relocation, refresher 20k · repaid 12
    · deadline, start 2026-11-27 · hours 24 · stage verbal · currency EUR, and what `grant` reads.
    """
    assert parts.keys() <= PARTS, parts.keys() - PARTS
    bonus = parts.get("bonus")
    target = None if bonus is None else percent(bonus) if bonus.endswith("%") else money(bonus)
    return Offer(
        currency=parts.get("currency", "USD"),
        stage=Stage(parts.get("stage", "written")),
        base=money(parts["base"]) if "base" in parts else None,
        bonus=Bonus(target=target, is_guaranteed="guaranteed" in parts) if target else None,
        equity=grant(**parts) if GRANT & parts.keys() else None,
        sign_on=money(parts["sign_on"], Unit.ONE_OFF) if "sign_on" in parts else None,
        relocation=money(parts["relocation"], Unit.ONE_OFF) if "relocation" in parts else None,
        refresher=money(parts["refresher"], Unit.GRANT) if "refresher" in parts else None,
        repaid_within=said(int(parts["repaid"]), Unit.MONTHS) if "repaid" in parts else None,
        deadline=day(parts.get("deadline")),
        start=day(parts.get("start")),
        hours_left=said(int(parts["hours"]), Unit.COUNT) if "hours" in parts else None,
    )


def grant(**parts: str) -> Grant:
    """Return an equity grant of the parts named.

    equity 80k/4y | 200k | 20k/yr | 80k/? · vesting 5/15/40/40 | 4y · cliff 12 · shares 40,000 · fully_diluted 250M
    · valuation 100M · strike, preferred, fair 2.10 · owned 0.016% · instrument options | rsu · price_basis preferred · trigger
    double | single · window 3
    """
    amount, _, over = parts.get("equity", "").partition("/")
    years = over if over.endswith("y") else ""
    stated = parts.get("vesting", years)
    worth = money(amount if years else parts["equity"], Unit.GRANT) if amount else None
    return Grant(
        shares=shares(parts.get("shares")),
        fully_diluted=shares(parts.get("fully_diluted")),
        valuation=money(parts["valuation"], Unit.ONE_OFF) if "valuation" in parts else None,
        strike=price(parts.get("strike")),
        preferred=price(parts.get("preferred")),
        fair=price(parts.get("fair")),
        value=replace(worth, origin=Said(words=parts["equity"])) if worth else None,
        instrument=Instrument(parts["instrument"]) if "instrument" in parts else None,
        owned=percent(parts["owned"], Unit.PERCENT_OF_COMPANY) if "owned" in parts else None,
        price_basis=PriceBasis(parts.get("price_basis", "unknown")),
        vesting=shape(stated, int(parts.get("cliff", "12"))) if stated else None,
        is_double_trigger=parts["trigger"] == "double" if "trigger" in parts else None,
        exercise_window=said(int(parts["window"]), Unit.MONTHS) if "window" in parts else None,
    )


def at_together(region: str = "sf-bay-area", **parts: str) -> Negotiation:
    """Return an offer under way at Together AI, for which there is a guide; the parts as in `offer`."""
    return Negotiation(
        name="Together AI",
        company="together-ai",
        role="ml-ai-engineer",
        region=region,
        offer=offer(**parts),
    )


def elsewhere(name: str = "Acme", **parts: str) -> Negotiation:
    """Return an offer under way at a company without a guide; the parts as in `offer`."""
    return Negotiation(name=name, offer=offer(**parts))


def with_posted(negotiation: Negotiation, posted: str) -> Negotiation:
    """Return a negotiation with the base range of a posting, 153k-220k, as the person gave it."""
    return replace(negotiation, stance=replace(negotiation.stance, posted=band(posted)))


def staying(negotiation: Negotiation, count: int) -> Negotiation:
    """Return a negotiation of somebody who expects to stay that many years."""
    return replace(negotiation, stance=replace(negotiation.stance, years=years(count)))


def years(count: int) -> Figure:
    """Return the years that a person expects to stay."""
    return said(count, Unit.YEARS)


def amounts(most: int, unit: Unit, currency: str = "USD") -> st.SearchStrategy[Figure]:
    """Draw money up to `most`, to the cent now and then, in one currency."""
    sums = st.integers(0, most).map(Decimal) | st.decimals(0, most, places=2)
    return sums.map(
        lambda n: Figure(value=Money(amount=n, currency=currency), unit=unit, origin=Said(words=f"{n}"))
    )


def in_unit(figure: Figure, unit: Unit) -> Figure:
    """Return a figure in another unit."""
    return replace(figure, unit=unit)


def shapes() -> st.SearchStrategy[VestingSchedule]:
    """Draw vesting shapes of one to ten years that make 100, cliffs up to two years."""
    cuts = st.lists(st.integers(0, 100), max_size=9).map(lambda at: [0, *sorted(at), 100])
    return st.builds(
        VestingSchedule,
        percents=cuts.map(lambda at: tuple(Decimal(b - a) for a, b in pairwise(at))),
        cliff_months=st.integers(0, 24),
        is_assumed=st.booleans(),
    )


def grants(currency: str = "USD") -> st.SearchStrategy[Grant]:
    """Draw equity grants, each part stated or not."""
    counts = st.integers(1, 10**10).map(lambda n: said(n, Unit.SHARES))
    prices = amounts(500, Unit.PER_SHARE, currency)
    bases = st.sampled_from((Unit.GRANT, Unit.PER_YEAR, Unit.UNKNOWN_BASIS))
    worths = st.builds(in_unit, amounts(5_000_000, Unit.GRANT, currency), bases)
    return st.builds(
        Grant,
        instrument=st.none() | st.sampled_from(Instrument),
        value=st.none() | worths,
        shares=st.none() | counts,
        owned=st.none()
        | st.decimals(0, 100, places=4).map(lambda share: said(share, Unit.PERCENT_OF_COMPANY)),
        strike=st.none() | prices,
        preferred=st.none() | prices,
        fair=st.none() | prices,
        fully_diluted=st.none() | counts,
        valuation=st.none() | amounts(10**10, Unit.ONE_OFF, currency),
        price_basis=st.sampled_from(PriceBasis),
        vesting=st.none() | shapes(),
        is_double_trigger=st.sampled_from((None, True, False)),
        exercise_window=st.none() | st.integers(0, 120).map(lambda months: said(months, Unit.MONTHS)),
    )


def offers(currency: str = "USD") -> st.SearchStrategy[Offer]:
    """Draw offers in one currency, each part stated or not."""
    day = date(2026, 11, 22)
    days = st.integers(-2, 60).map(lambda n: said(day + timedelta(days=n), Unit.DATE))
    months = st.integers(1, 36).map(lambda n: said(n, Unit.MONTHS))
    periods = st.just(Unit.PER_YEAR) | st.sampled_from(
        (Unit.PER_HOUR, Unit.PER_DAY, Unit.PER_WEEK, Unit.PER_MONTH)
    )
    percents = st.decimals(0, 100, places=1).map(lambda share: said(share, Unit.PERCENT_OF_BASE))
    bonuses = st.builds(
        Bonus, target=percents | amounts(300_000, Unit.PER_YEAR, currency), is_guaranteed=st.booleans()
    )
    once = amounts(200_000, Unit.ONE_OFF, currency)
    return st.builds(
        Offer,
        currency=st.just(currency),
        stage=st.sampled_from(Stage),
        base=st.none() | st.builds(in_unit, amounts(1_000_000, Unit.PER_YEAR, currency), periods),
        bonus=st.none() | bonuses,
        equity=st.none() | grants(currency),
        sign_on=st.none() | once,
        repaid_within=st.none() | months,
        relocation=st.none() | once,
        refresher=st.none() | amounts(300_000, Unit.GRANT, currency),
        deadline=st.none() | days,
        hours_left=st.none() | st.integers(0, 72).map(lambda hours: said(hours, Unit.COUNT)),
    )


def stances() -> st.SearchStrategy[Stance]:
    """Draw what a person brings, each fact known or not."""
    maybe = st.sampled_from((None, True, False))
    salaries = amounts(600_000, Unit.PER_YEAR)
    bands = st.tuples(salaries, salaries).map(lambda ends: sorted(ends, key=lambda end: end.money.amount))
    posted = bands.map(lambda ends: Band(low=ends[0], high=ends[1]))
    rivals = st.builds(Rival, name=st.just("Globex"), offer=offers(), is_written=st.booleans())
    return st.builds(
        Stance,
        alternative=st.none() | st.sampled_from(Alternative),
        would_take_unchanged=maybe,
        are_they_pressing=maybe,
        can_wait=maybe,
        walk_away=st.none() | salaries,
        years=st.none() | st.integers(1, 10).map(years),
        circumstances=st.frozensets(st.sampled_from(Circumstance)),
        is_base_capped=st.booleans(),
        was_refused=st.booleans(),
        posted=st.none() | posted,
        rivals=st.lists(rivals, max_size=2).map(tuple),
        forfeits=st.none() | amounts(300_000, Unit.ONE_OFF),
        current_base=st.none() | salaries,
        uses_current_base=st.booleans(),
        will_sign=st.booleans(),
    )


def negotiations() -> st.SearchStrategy[Negotiation]:
    """Draw negotiations: at the shipped guide's company or where there is no guide, in dollars or in euros."""
    guided = st.sampled_from((None, "sf-bay-area", "seattle", "remote-us", "london")).map(
        lambda region: Negotiation(
            name="Together AI", company="together-ai", role="ml-ai-engineer", region=region
        )
    )
    under_way = guided | st.just(Negotiation(name="Acme"))
    dollars, euros = offers("USD"), offers("EUR")  # made once: a strategy made anew costs more than its draw
    drawn = st.one_of(dollars, dollars, dollars, euros)
    return st.builds(lambda at, one, mine: replace(at, offer=one, stance=mine), under_way, drawn, stances())
