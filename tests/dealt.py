"""Negotiations dealt from a seed like hands of cards: a tenth of the cost of drawing them part by part, and every kind often.

A hand is a plain one with a twist, and each twist leads mostly to one kind of counter plan.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from bot.domain.amounts import Component
from bot.domain.asking import parts_of, with_parts
from bot.domain.figure import Band, Figure, Unit
from bot.domain.negotiation import Alternative, Circumstance, Negotiation, Rival, Stance
from bot.domain.offer import Bonus, Grant, Instrument, Offer, Stage
from tests.conftest import TODAY
from tests.offers import dollars, said, shape, years

Amount = Decimal | int
TOPS: dict[tuple[str | None, str | None], dict[Component, Amount]] = {
    # the employer's dated posting for San Francisco reaches 270; elsewhere the guide's own highs stand
    ("together-ai", "sf-bay-area"): {Component.BASE: 270_000, Component.TARGET_BONUS: 20},
    ("together-ai", "seattle"): {Component.BASE: 238_000, Component.TARGET_BONUS: 20},
    ("together-ai", "remote-us"): {Component.BASE: 225_000, Component.TARGET_BONUS: 20},
    ("larkspur-robotics", "new-york"): {
        Component.BASE: 220_000, Component.TARGET_BONUS: 10, Component.SIGN_ON: 25_000, Component.EQUITY: 140_000,
    },
    ("larkspur-robotics", "remote-us"): {
        Component.BASE: 195_000, Component.TARGET_BONUS: 10, Component.EQUITY: 140_000,
    },
}  # fmt: skip
"""what the guides back, read off their files by hand: dollars a year, percent, and a grant of options over four years"""
BANDS: dict[tuple[str | None, str | None], int] = {
    ("together-ai", "sf-bay-area"): 250_000,
    ("together-ai", "seattle"): 238_000,
    ("together-ai", "remote-us"): 225_000,
    ("larkspur-robotics", "new-york"): 220_000,
    ("larkspur-robotics", "remote-us"): 195_000,
}
"""the tops of the guides' own bands of base"""
ROLES = {
    "together-ai": ("Together AI", "ml-ai-engineer"),
    "larkspur-robotics": ("Larkspur", "software-engineer"),
}
RATES = {Unit.PER_HOUR: 2_000, Unit.PER_DAY: 240, Unit.PER_WEEK: 50, Unit.PER_MONTH: 12}
ALONE = (None, None)
"""no guide"""


def hands() -> st.SearchStrategy[Negotiation]:
    """Draw hands of every kind."""
    return chances().map(deal)


def chances() -> st.SearchStrategy[Random]:
    """Draw seeded generators."""
    return st.binary(min_size=8, max_size=8).map(Random)


def deal(chance: Random) -> Negotiation:
    """Deal a plain hand with a twist."""
    return chance.choice(TWISTS)(chance, plain(chance))


def near(chance: Random, amount: Amount, least: float, most: float) -> int:
    """Deal a sum around another: mostly whole thousands, now and then to the dollar."""
    exact = int(amount * Decimal(chance.uniform(least, most)))
    return exact if chance.random() < 0.2 else exact // 1_000 * 1_000


def maybe(chance: Random, share: float, make: Callable[[], Figure]) -> Figure | None:
    """Deal a figure in that share of hands."""
    return make() if chance.random() < share else None


def plain(chance: Random) -> Negotiation:
    """Deal a yearly offer with room above it, and a person in no special circumstance."""
    at = chance.choice((*TOPS, ALONE, ALONE, ALONE))
    currency = "EUR" if at == ALONE and chance.random() < 0.3 else "USD"
    base = near(chance, BANDS.get(at) or chance.choice((70_000, 100_000, 160_000, 300_000)), 0.6, 1.02)
    name, role = ROLES.get(at[0] or "", ("Acme", None))
    own = Negotiation(name=name, company=at[0], role=role, region=at[1])
    held = dealt_offer(chance, base, currency)
    return replace(own, offer=held, stance=stance(chance, held, has_guide=at != ALONE))


def dealt_offer(chance: Random, base: int, currency: str, parts: float = 0.5) -> Offer:
    """Deal an offer, a year's base given and each other part stated in a share of hands."""
    percent = said(Decimal(chance.randrange(0, 61)) / 2, Unit.PERCENT_OF_BASE)
    amount = dollars(near(chance, base, 0, 0.4), Unit.PER_YEAR, currency)
    bonus = maybe(chance, parts, lambda: percent if chance.random() < 0.8 else amount)
    return Offer(
        currency=currency,
        stage=chance.choices((Stage.WRITTEN, Stage.VERBAL, Stage.COUNTERED), (8, 2, 1))[0],
        base=dollars(base, Unit.PER_YEAR, currency),
        bonus=Bonus(target=bonus) if bonus else None,
        sign_on=maybe(chance, parts, lambda: dollars(near(chance, 60_000, 0, 1), Unit.ONE_OFF, currency)),
        equity=grant(chance, currency) if chance.random() < parts else None,
    )


def grant(chance: Random, currency: str) -> Grant:
    """Deal a grant, mostly a sum over four years."""
    unit = chance.choices((Unit.GRANT, Unit.PER_YEAR, Unit.UNKNOWN_BASIS), (8, 1, 1))[0]
    return Grant(
        instrument=chance.choice((Instrument.OPTIONS, Instrument.OPTIONS, Instrument.RSU, None)),
        value=dollars(near(chance, 160_000, 0.05, 1), unit, currency),
        vesting=shape(chance.choice(("4y", "4y", "4y", "5y", "5/15/40/40")))
        if chance.random() < 0.9
        else None,
    )


def stance(chance: Random, held: Offer, *, has_guide: bool) -> Stance:
    """Deal what a person brings who is in no special circumstance: leverage, evidence, now and then a walk-away."""
    assert held.base
    base, currency = int(held.base.money.amount), held.base.money.currency

    def a_year(least: float, most: float) -> Figure:
        return dollars(near(chance, base, least, most), Unit.PER_YEAR, currency)

    high = a_year(0.9, 1.5)
    low = replace(high, value=replace(high.money, amount=high.money.amount * Decimal("0.7")))
    walk_away = maybe(chance, 0.2, lambda: a_year(0.6, 1.15))
    if walk_away and chance.random() < 0.4:
        walk_away = replace(walk_away, unit=Unit.BASE_PER_YEAR)
    return Stance(
        alternative=chance.choice((None, *Alternative)),
        would_take_unchanged=chance.choice((None, True, False)),
        are_they_pressing=chance.choice((None, True, False)),
        can_wait=chance.choice((None, True, False)),
        walk_away=walk_away,
        years=maybe(chance, 0.5, lambda: years(chance.randrange(1, 11))),
        posted=Band(low=low, high=high) if chance.random() < (0.2 if has_guide else 0.8) else None,
        rivals=tuple(rival(chance, base, currency) for _ in range(chance.choice((0, 0, 1, 2)))),
        forfeits=maybe(chance, 0.4, lambda: dollars(near(chance, 90_000, 0, 1), Unit.ONE_OFF, currency)),
        current_base=maybe(chance, 0.3, lambda: a_year(0.6, 1.4)),
        uses_current_base=chance.choice((None, True, False)),
    )


def rival(chance: Random, base: int, currency: str) -> Rival:
    """Deal another employer's offer, mostly in writing."""
    theirs = dealt_offer(chance, near(chance, base, 0.8, 1.3), currency, parts=0.7)
    return Rival(name=chance.choice(("Globex", "Hooli")), offer=theirs, is_written=chance.random() < 0.75)


def with_stance(own: Negotiation, **facts: object) -> Negotiation:
    """Return a hand with some facts of the person's own."""
    stance: Stance = replace(own.stance, **facts)  # type: ignore[arg-type]
    return replace(own, stance=stance)


def scaled(offer: Offer, chance: Random, least: float, most: float) -> Offer:
    """Return an offer with each part changed by about so much."""
    return with_parts(
        offer,
        {part: more(one, Decimal(chance.uniform(least, most))) for part, one in parts_of(offer).items()},
    )


def more(figure: Figure, factor: Decimal) -> Figure:
    """Return a figure as if so much more had been stated, in whole hundreds or halves."""
    if figure.unit is Unit.PERCENT_OF_BASE:
        return said((figure.percent * factor * 2).to_integral_value() / 2, figure.unit)
    return replace(figure, value=replace(figure.money, amount=figure.money.amount * factor // 100 * 100))


def as_it_is(_: Random, own: Negotiation) -> Negotiation:
    """Change nothing."""
    return own


def at_risk(chance: Random, own: Negotiation) -> Negotiation:
    """Give a person much to lose."""
    return with_stance(own, circumstances=frozenset(chance.sample([*Circumstance], chance.choice((1, 1, 2)))))


def late(chance: Random, own: Negotiation) -> Negotiation:
    """Leave about a day."""
    if chance.random() < 0.3:
        due = TODAY + timedelta(days=chance.choice((0, 0, 1)))
        return replace(own, offer=replace(own.offer, deadline=said(due, Unit.DATE)))
    return replace(
        own,
        offer=replace(own.offer, hours_left=said(chance.choice((*range(24), *range(24, 30))), Unit.COUNT)),
    )


def refused(chance: Random, own: Negotiation) -> Negotiation:
    """Answer what was asked with a flat no."""
    asked = scaled(own.offer, chance, 1.05, 1.3) if chance.random() < 0.7 else None
    return with_stance(replace(own, asked=asked), was_refused=True)


def answered(chance: Random, own: Negotiation) -> Negotiation:
    """Let them come back with something, of what was asked."""
    asked = scaled(own.offer, chance, 0.98, 1.3) if chance.random() < 0.8 else None
    before = scaled(own.offer, chance, 0.8, 1.0) if chance.random() < 0.9 else own.offer
    now = replace(own.offer, stage=Stage.ANSWERED)
    return replace(own, offer=now, earlier=(before,), asked=asked)


def beyond(chance: Random, own: Negotiation) -> Negotiation:
    """Set a walk-away far up."""
    assert own.offer.base
    limit = more(own.offer.base, Decimal(chance.uniform(1.3, 3)))
    return with_stance(own, walk_away=limit, is_base_capped=chance.random() < 0.2)


def close(chance: Random, own: Negotiation) -> Negotiation:
    """Leave little or no room above the offer."""
    held, tops = own.offer, TOPS.get((own.company, own.region), {})
    assert held.base
    top = tops.get(Component.BASE) or near(chance, held.base.money.amount, 1, 1.06)
    base = dollars(near(chance, top, 0.94, 1.03), Unit.PER_YEAR, held.base.money.currency)
    bonus = Bonus(target=said(Decimal(20), Unit.PERCENT_OF_BASE)) if tops else None
    held = replace(held, base=base, bonus=bonus, equity=None)
    high = dollars(top, Unit.PER_YEAR, held.base.money.currency) if held.base else None
    posted = Band(low=high, high=high) if high and not tops else None
    facts: dict[str, object] = {"rivals": (), "forfeits": None, "uses_current_base": None, "walk_away": None}
    return with_stance(replace(own, offer=held), posted=posted, **facts)


def capped(chance: Random, own: Negotiation) -> Negotiation:
    """Cap the base, with two other parts that can move."""
    held = own.offer
    assert held.base
    currency = held.base.money.currency
    percent = said(Decimal(chance.randrange(0, 31)) / 2, Unit.PERCENT_OF_BASE)
    few = dollars(near(chance, 30_000, 0, 1), Unit.ONE_OFF, currency) if chance.random() < 0.6 else None
    theirs = dealt_offer(chance, int(held.base.money.amount), currency, parts=1)
    other = Rival(name="Globex", offer=theirs, is_written=True)
    forfeits = dollars(near(chance, 120_000, 0.2, 1), Unit.ONE_OFF, currency)
    own = replace(own, offer=replace(held, bonus=Bonus(target=percent), sign_on=few))
    rivals, chooses = (other, *own.stance.rivals[:1]), chance.random() < 0.3
    return with_stance(own, is_base_capped=not chooses, forfeits=forfeits, rivals=rivals, walk_away=None)


def odd(chance: Random, own: Negotiation) -> Negotiation:
    """Offer by the hour, in another currency, too little or nothing, or have it accepted."""
    held = own.offer
    assert held.base
    if chance.random() < 0.6:
        unit = chance.choice([*RATES])
        held = at_rate(held, unit)
        others = tuple(replace(one, offer=at_rate(one.offer, unit)) for one in own.stance.rivals)
        return with_stance(replace(own, offer=held), rivals=others)
    stage = chance.choice((Stage.NONE, Stage.ACCEPTED, held.stage, held.stage, held.stage))
    other = chance.choice((None, dollars(900, Unit.PER_YEAR), dollars(90_000, Unit.PER_YEAR, "CHF")))
    return replace(own, offer=replace(held, stage=stage, base=other))


def at_rate(offer: Offer, unit: Unit) -> Offer:
    """Return a yearly offer as one by the hour, day, week or month."""
    if offer.base is None:
        return offer
    money = replace(offer.base.money, amount=offer.base.money.amount // RATES[unit])
    return replace(offer, base=replace(offer.base, value=money, unit=unit))


TWISTS = (
    as_it_is, as_it_is, at_risk, late, late, refused, answered, beyond, beyond, close, close, close, capped, capped, capped,
    odd,
)  # fmt: skip
