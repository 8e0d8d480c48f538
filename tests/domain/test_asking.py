"""From an offer and its evidence to an ask: the formula, its rounding, and packages of equal worth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import Component
from bot.domain.asking import Ask, Backing, Evidence, aim, amount_of, floors, share_of_way, spoken, worth
from bot.domain.figure import Figure, Said, Unit
from bot.domain.negotiation import Alternative, Stance
from bot.domain.packages import equal_packages, rates
from tests.offers import amounts, money, offer, percent, years

SHARES = st.integers(0, 100).map(lambda n: share(Decimal(n) / 100))
BASES = amounts(1_000_000, Unit.PER_YEAR)


def share(value: Decimal) -> Figure:
    """Return a share of the way."""
    return Figure(value=value, unit=Unit.FACTOR, origin=Said(words=f"{value}"))


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        ("99_499", Unit.PER_YEAR, "99_000"),
        ("99_500", Unit.PER_YEAR, "100_000"),
        ("102_499", Unit.PER_YEAR, "100_000"),
        ("102_500", Unit.ONE_OFF, "105_000"),
        ("17.25", Unit.PERCENT_OF_BASE, "17.5"),
        ("17.24", Unit.PERCENT_OF_BASE, "17"),
        ("71.4", Unit.PER_HOUR, "71"),
    ],
)
def test_an_ask_is_rounded_as_people_speak(amount: str, unit: Unit, said: str) -> None:
    """Sums go to the thousand, from a hundred thousand on to five, percents to halves, an hour to whole money."""
    assert spoken(Decimal(amount), unit) == Decimal(said)


def test_the_formula_can_be_followed_by_hand() -> None:
    """Half the way from 210K to 270K is 240K; three quarters are 255K; rounding never passes a ceiling of 238K."""
    # 210 + 0.5 × (270 − 210) = 240 · 210 + 0.75 × 60 = 255 · 210 + 1 × 28 = 238, which would be spoken as 240
    offered, ceiling = money("210k"), money("270k")
    assert amount_of(aim(offered, ceiling, share(Decimal("0.5")))) == 240_000
    assert amount_of(aim(offered, ceiling, share(Decimal("0.75")))) == 255_000
    assert amount_of(aim(offered, money("238k"), share(Decimal(1)))) == 238_000


def test_facts_move_the_share_and_say_so() -> None:
    """Without any fact the target goes half the way; each known fact adds its part, and all the strongest make one."""
    # 0.5 · 0.5 + 0.2 = 0.7, opener 0.95 · 0.5 + 0.2 + 3 × 0.1 = 1, and the opener cannot go further
    everything = Stance(
        alternative=Alternative.WRITTEN_OFFER,
        would_take_unchanged=False,
        are_they_pressing=True,
        can_wait=True,
    )
    found = [
        (amount_of(shares.target), amount_of(shares.opener), len(shares.facts))
        for stance in (Stance(), Stance(alternative=Alternative.WRITTEN_OFFER), everything)
        for shares in [share_of_way(stance)]
    ]
    assert found == [(Decimal("0.5"), Decimal("0.75"), 0), (Decimal("0.7"), Decimal("0.95"), 1), (1, 1, 4)]


@given(held=BASES, ceiling=BASES, low=SHARES, high=SHARES, floor=st.none() | BASES)
def test_an_ask_lies_between_the_offer_and_its_ceiling(
    held: Figure, ceiling: Figure, low: Figure, high: Figure, floor: Figure | None
) -> None:
    """Whatever the numbers, offer ≤ smaller ask ≤ larger ask ≤ the higher of ceiling and offer."""
    small, large = sorted((low, high), key=amount_of)
    asks = [amount_of(aim(held, ceiling, share, floor)) for share in (small, large)]
    assert [amount_of(held), *asks, max(amount_of(held), amount_of(ceiling))] == sorted(
        [amount_of(held), *asks, max(amount_of(held), amount_of(ceiling))]
    )


@given(one=BASES, other=BASES, ceiling=BASES, way=SHARES, floor=st.none() | BASES)
def test_a_better_offer_never_lowers_an_ask(
    one: Figure, other: Figure, ceiling: Figure, way: Figure, floor: Figure | None
) -> None:
    """Of two offers with the same evidence, the higher one never leads to the lower ask."""
    worse, better = sorted((one, other), key=amount_of)
    assert amount_of(aim(worse, ceiling, way, floor)) <= amount_of(aim(better, ceiling, way, floor))


def test_a_walk_away_lifts_the_least_base() -> None:
    """The base aimed at keeps the walk-away beside the least bonus the formula can reach."""
    # bonus ceiling 20 %, half of it is 10 %: 264 ÷ 1.1 = 240
    ceilings = {Component.BASE: money("270k"), Component.TARGET_BONUS: percent("20%")}
    least = floors(money("264k"), ceilings, share(Decimal("0.5")))
    assert {part: amount_of(figure) for part, figure in least.items()} == {Component.BASE: 240_000}
    # 310 ÷ 1.1 = 281.8, beyond 270: then the bonus has to be 310 ÷ 270 − 1 = 14.8 %
    assert round(
        amount_of(floors(money("310k"), ceilings, share(Decimal("0.5")))[Component.TARGET_BONUS]), 1
    ) == Decimal("14.8")


def test_worth_spreads_what_is_paid_once() -> None:
    """A year's worth is cash, a part of the sign-on, and a part of the grant."""
    # 200 + 10 % of it + 40 ÷ 4 + 80 ÷ 4 = 250
    found = worth(offer(base="200k", bonus="10%", sign_on="40k", equity="80k/4y"), years(4))
    assert found is not None
    assert amount_of(found) == 250_000


def ask(part: Component, held: Figure, ceiling: Figure) -> Ask:
    """Return an ask that opens three quarters of the way up."""
    evidence = Evidence(ceiling=ceiling, backing=Backing.GUIDE)
    half, more = (aim(held, ceiling, share(Decimal(way))) for way in ("0.5", "0.75"))
    return Ask(part=part, held=held, evidence=evidence, target=half, opener=more)


def test_packages_are_worth_the_same() -> None:
    """With base fixed, a bonus and a sign-on trade places at rates that are shown."""
    # 210 + 15 % = 241.5; openers: 19 % and 30K ÷ 4 → 210 × 1.19 + 7.5 = 257.4 is what each package has to reach
    # sign-on first: 40 ÷ 4 = 10, so the bonus brings 257.4 − 220 = 37.4 → 17.8 % → 18 %, in all 257.8
    # bonus first: 210 × 1.2 = 252, so the sign-on brings 5.4 × 4 = 21.6 → 22, in all 257.5
    held = offer(base="210k", bonus="15%")
    asks = [
        ask(Component.SIGN_ON, money("0", Unit.ONE_OFF), money("40k", Unit.ONE_OFF)),
        ask(Component.TARGET_BONUS, percent("15%"), percent("20%")),
    ]
    found = equal_packages(held, asks, years(4))
    assert [[amount_of(figure) for _, figure in package.parts] for package in found] == [
        [18, 40_000],
        [20, 22_000],
    ]
    assert [amount_of(package.worth) for package in found] == [257_800, 257_500]
    # 10K of sign-on over four years is 2.5K a year; one percent of 210K is 2.1K
    assert [amount_of(a_year) for _, _, a_year in rates(held, asks, years(4))] == [2_500, 2_100]


@given(
    base=amounts(800_000, Unit.PER_YEAR),
    tops=st.tuples(amounts(1_000_000, Unit.PER_YEAR), amounts(200_000, Unit.ONE_OFF), st.integers(0, 60)),
    stay=st.integers(1, 10),
)
def test_no_two_packages_differ_by_much(base: Figure, tops: tuple[Figure, Figure, int], stay: int) -> None:
    """Packages lie within 2,000 a year of each other, and every part within its evidence."""
    held = offer(base=str(amount_of(base)), bonus="10%")
    assert held.base
    assert held.bonus
    pairs = [
        (Component.BASE, held.base, tops[0]),
        (Component.SIGN_ON, money("0", Unit.ONE_OFF), tops[1]),
        (Component.TARGET_BONUS, held.bonus.target, percent(f"{tops[2]}%")),
    ]
    asks = [ask(part, has, top) for part, has, top in pairs if amount_of(has) < amount_of(top)]
    found = equal_packages(held, [one for one in asks if one.opener.value != one.held.value], years(stay))
    worths = [amount_of(package.worth) for package in found]
    assert len(found) != 1
    assert not worths or max(worths) - min(worths) <= 2_000
    limits = {part: (amount_of(has), max(amount_of(has), amount_of(top))) for part, has, top in pairs}
    for package in found:
        assert all(limits[part][0] <= amount_of(figure) <= limits[part][1] for part, figure in package.parts)
