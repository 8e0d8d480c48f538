"""Reading an offer out of words: its parts, how far it has come, and what the person says of themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice, pairwise, product
from typing import Any

from rapidfuzz.distance import OSA

from bot.domain import amounts
from bot.domain.amounts.words import PHRASES
from bot.domain.figure import Band, Figure, Said, Unit
from bot.domain.negotiation import Alternative, Circumstance, Rival, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.sums import add_together
from bot.nlu.offers_cues import (
    SOUNDS,
    Cues,
    Facts,
    Heard,
    Share,
    facts_of,
    find_cues,
    share_out,
    take_answers,
)
from bot.nlu.offers_figures import choose, in_lakhs, in_pace, measure, measure_band, say
from bot.nlu.offers_left import find_beside, find_wholes, last_read, words_kept
from bot.nlu.offers_parts import WRITTEN, Doubt, Gathering
from bot.nlu.offers_time import find_halves, read_time, set_mode, with_vague, without_horizon

_LEADS = ("from", "with", "at")
_MISSPELLED = ["bonus", "equity", "signon", "signing", "joining", "salary", "relocation", "refresher"]
_LONG_NAME, _DENIED, _REACH = 8, 40, 20
"""letters of a name that two slips still point at; characters before an amount that may take it back; of a name before one"""
_KEPT = frozenset(
    {("walk_away", "base"), ("current", "target_bonus")}
)  # parts that an owner's one figure keeps
_WRITTEN = frozenset({("stage", "written"), ("rival", "written")})
_ONCE = {owner: Unit(unit) for owner, unit in WRITTEN["once"].items()}
"""owners of one figure that is no part of an offer"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHeard:
    """What a text states of an offer. Nothing in it is assumed but a currency that the caller gave."""

    offer: Offer  # its own `stage` says nothing: the one heard stands beside it
    stage: Stage | None = None
    asked: Offer | None = None  # what the person says they asked for
    will_ask: Offer | None = None  # what they mean to ask for, and have not yet
    agreed: Offer | None = None  # what they say was agreed in words
    ranged: Band | None = None
    """PER_YEAR: what the employer named as the base, where it is a range and so no offer"""
    removed: frozenset[amounts.Component] = frozenset()
    """parts that are said not to be there, or not any more"""
    is_correction: bool = False  # whether what is stated puts right what was said before, and moves nothing
    is_waiting: bool = False  # whether they have not answered yet
    got_all: bool = False  # whether they agreed to all that was asked for; nothing says what that was
    stance: Stance = field(default_factory=Stance)
    doubts: tuple[Doubt, ...] = ()
    unplaced: tuple[amounts.Quantity, ...] = ()
    """amounts of which nothing says what they are; ranges of other parts than the base; and totals, which are no part"""
    beside: tuple[tuple[str, amounts.Quantity], ...] = ()
    """of those the ones that count for nothing, behind whose they are: `another`, or a `past` job's"""
    denied: tuple[str, ...] = ()  # employers that are said to have made no offer
    read_to: str | None = None  # the last words that were read of a text too long to be read whole
    has_settled: bool = field(default=False, compare=False)
    """whether it answers what was asked about sums told before"""

    @property
    def is_empty(self) -> bool:
        """Whether the text says nothing of an offer, a stage or a stance."""
        return replace(self, unplaced=(), beside=(), read_to=None) == OfferHeard(offer=Offer())


def read_offer(
    text: str, cues: Cues, *, today: date, currency: str | None, paid: Unit | None = None
) -> OfferHeard:
    """Return what a text states of an offer; `currency` (ISO 4217) and how it is `paid` are for amounts that name none. Never raises."""
    whole, text = text, SOUNDS["travel"].sub(lambda way: " " * len(way[0]), amounts.cut(text))
    currency = found[1].upper() if (found := SOUNDS["all_in"].search(text.lower())) else currency
    told = with_vague(text, without_old(text, amounts.read_quantities(text, today=today)))
    quantities = [in_pace(name_near(text, one), paid) for one in told]
    shares = tuple(set_mode(text, share, today) for share in find_shares(text, quantities, cues))
    mine = Gathering([share for share in shares if share.whose == "offer"], text, currency)
    asked, intended, agreed, current = (
        Gathering([share for share in shares if share.whose == whose], text, mine.currency)
        for whose in ("asked", "intended", "agreed", "current")
    )
    rivals = gather_rivals([share for share in shares if share.whose == "rival"], text, mine.currency)
    figures, doubts = take_figures(shares, mine.currency)
    facts = facts_of([share for share in shares if share.whose != "rival"], text)
    stages = [Stage(name) for group, name in facts if group == "stage"]
    offer, countered = mine.build(), asked.build()
    got_all = ("said", "got_all") in facts
    stages += [Stage.COUNTERED] * (not countered.is_empty) + [Stage.ANSWERED] * got_all
    posted = read_posted(shares, text, mine.currency)
    doubts += [posted] if isinstance(posted, Doubt) else []
    stance = take_stance(facts, figures, posted, name_rivals(rivals, text))
    owned = {"": mine, "asked": asked, "intended": intended, "agreed": agreed}
    doubted = (replace(doubt, owner=owner) for owner, one in owned.items() for doubt in one.doubts)
    left_out = [one for each in (*owned.values(), *rivals) for one in each.unplaced]
    now, wanted, in_words = current.build(), intended.build(), agreed.build()
    heard = OfferHeard(
        offer=replace(offer, start=figures.get("start"), **read_time(text, quantities)),
        stage=max(stages, key=list(Stage).index, default=None),
        asked=countered if Stage.COUNTERED in stages else None,
        will_ask=None if wanted.is_empty else wanted,
        agreed=None if in_words.is_empty else in_words,
        ranged=mine.ranged,
        removed=mine.removed,
        is_correction=("said", "is_correction") in facts and bool(quantities),
        is_waiting=("said", "is_waiting") in facts,
        got_all=got_all and offer.is_empty,
        stance=replace(stance, current=now if now.bonus or now.equity else None),
        doubts=(*doubted, *name_doubts(rivals, text), *doubts),
        unplaced=(*left_out, *find_halves(text, quantities)),
        read_to=last_read(whole),
    )
    return leave_out(heard, text, shares)


def leave_out(heard: OfferHeard, text: str, shares: Sequence[Share]) -> OfferHeard:
    """Return what was heard with every amount that is found nowhere in it, as left out."""
    offers = filter(None, (heard.offer, heard.asked, heard.will_ask, heard.agreed))
    kept = words_kept(offers, heard.stance, heard.ranged)
    left = [one for one in find_beside(text, shares, kept, heard.doubts) if one[1] not in heard.unplaced]
    reasoned = tuple((why, one) for why, one in left if why not in {"beside", "unclear"})
    wholes, every = find_wholes(text, heard.unplaced), (*heard.unplaced, *(one for _, one in left))
    return replace(heard, unplaced=every, beside=(*reasoned, *wholes))


def find_shares(text: str, quantities: Sequence[amounts.Quantity], cues: Cues) -> Iterator[Share]:
    """Yield whose each quantity and cue of a text is, a sum and the years it is compared over apart."""
    shares = put_beaten(tuple(take_answers(share_out(text, quantities, tuple(find_cues(text, cues))))))
    for at, share in enumerate(shares):
        yield from without_horizon(text, share, islice(shares, at))


def gather_rivals(theirs: Sequence[Share], text: str, currency: str | None) -> list[Gathering]:
    """Return the offers of others, each gathered apart."""
    counts = sorted({share.rival for share in theirs})
    return [Gathering([one for one in theirs if one.rival == count], text, currency) for count in counts]


def without_old(text: str, quantities: Sequence[amounts.Quantity]) -> tuple[amounts.Quantity, ...]:
    """Return quantities without those that hold no more: of "210 base to 225" and of "225, not 210" only 225 does."""
    kept = list(quantities[:1])
    for old, new in pairwise(quantities):
        if SOUNDS["not"].fullmatch(text, old.end, new.start):
            continue
        moved = isinstance(new.value, amounts.Amount | amounts.Ambiguity | amounts.Percent) and (
            SOUNDS["move"].fullmatch(text, old.end, new.start)
            or SOUNDS["instead"].fullmatch(text, max(0, old.start - _DENIED), new.start)
        )
        if moved:
            kept.pop()
        kept.append(
            replace(new, value=say(new.value), component=new.component or old.component) if moved else new
        )
    return tuple(kept)


def name_near(text: str, quantity: amounts.Quantity) -> amounts.Quantity:
    """Return a quantity with the part that a misspelled word right beside it names: 20k singon, relocaton 5k."""
    is_open = quantity.component in {None, amounts.Component.TARGET_BONUS}  # 20k singon bonus
    if not is_open or not isinstance(quantity.value, amounts.Amount | amounts.Ambiguity):
        return quantity
    before = SOUNDS["before"].search(text[max(0, quantity.start - _REACH) : quantity.start])
    words = [found[1].lower() for found in (SOUNDS["behind"].match(text, quantity.end), before) if found]
    near = (
        PHRASES[name][-1][1]
        for word, name in product(words, _MISSPELLED)
        if 0 < OSA.distance(word, name) <= 1 + (len(name) >= _LONG_NAME)
    )
    return replace(quantity, component=next(near, quantity.component))


def put_beaten(shares: Sequence[Share]) -> Sequence[Share]:
    """Return shares, the offer's bases before the last that they came back with set apart: that one is the base now."""
    answered = [
        at
        for at, (cue, told) in enumerate(pairwise(shares), start=1)
        if isinstance(cue.what, Heard) and ("stage", "answered") in cue.what.cue.facts and is_base(told)
    ]
    last = answered[-1] if answered else 0
    return [
        share._replace(whose="before") if at < last and is_base(share) else share
        for at, share in enumerate(shares)
    ]


def is_base(share: Share) -> bool:
    """Whether a share is money of the offer's that is its base, or that nothing names."""
    match share.what:
        case amounts.Quantity(value=value, component=None | amounts.Component.BASE) if isinstance(
            say(value), amounts.Amount
        ):
            return share.whose == "offer"
        case _:
            return False


def take_figures(shares: Sequence[Share], currency: str | None) -> tuple[dict[str, Figure], list[Doubt]]:
    """Return the first figure of each owner of one, all they lose added up, and what has to be asked before the others can be had."""
    found: dict[str, Figure] = {}
    doubts: list[Doubt] = []
    for share in shares:
        unit, what = _ONCE.get(share.whose), share.what
        is_more = share.whose == "forfeits" or share.whose not in found
        if unit is None or not isinstance(what, amounts.Quantity) or not is_more:
            continue
        part = what.component if (share.whose, what.component) in _KEPT else None
        value = say(choose(what.value, currency))
        doubt = Doubt(words=what.words, component=part, why=amounts.Question.CURRENCY, owner=share.whose)
        if isinstance(value, amounts.Absurd | amounts.Ambiguity):
            doubts.append(
                replace(doubt, why=value.why if isinstance(value, amounts.Absurd) else value.question)
            )
        elif readings := in_lakhs(value, currency):
            doubts.append(replace(doubt, why=amounts.Question.MEANING, readings=readings))
        elif figure := measure(what.words, value, unit, currency):
            figure = (
                replace(figure, unit=Unit.BASE_PER_YEAR) if part == "base" and figure.unit is unit else figure
            )
            before = found.get(share.whose)
            found[share.whose] = add_together(before, figure) if before else figure
        elif isinstance(value, amounts.Amount) and value.low == value.high:
            doubts.append(replace(doubt, readings=(value,)))
    return found, doubts


def read_posted(shares: Sequence[Share], text: str, currency: str | None) -> Band | Doubt | None:
    """Return the base range that the person says a posting states or they named, one number being both ends, or what it lacks."""
    owner = "named" if (is_theirs := bool(SOUNDS["theirs"].search(text))) else "posted"
    for what in (share.what for share in shares if share.whose == "posted"):
        if not isinstance(what, amounts.Quantity):
            continue
        value = say(choose(what.value, currency))
        if band := measure_band(Said(words=what.words, is_theirs=is_theirs), value, currency):
            return band
        if isinstance(value, amounts.Amount):
            why = amounts.Question.CURRENCY
            return Doubt(words=what.words, component=None, why=why, readings=(value,), owner=owner)
    return None


def name_rivals(rivals: Sequence[Gathering], text: str) -> tuple[Rival, ...]:
    """Return the offers of others, each with the name that follows its first cue, or none."""
    found: dict[str, Rival] = {}
    for rival in rivals:
        name = name_of(rival, text)
        offer = rival.build()
        is_written = not _WRITTEN.isdisjoint(rival.facts)
        if name or is_written or not offer.is_empty:
            found[name] = Rival(name=name, offer=offer, is_written=is_written)
    return tuple(found.values())


def name_of(rival: Gathering, text: str) -> str:
    """Return the name that follows a rival's first cue, or none."""
    cue = rival.cue_ending
    match = SOUNDS["name"].match(text, cue)
    is_named = match and (match["led"] or text[:cue].lower().endswith(_LEADS))
    return match["name"] if match and is_named else ""


def name_doubts(rivals: Sequence[Gathering], text: str) -> Iterator[Doubt]:
    """Yield what is doubtful in the offers of others, each by its owner's name, and that it is in writing where it is."""
    for rival in rivals:
        name = name_of(rival, text) or "another company"
        named = name if _WRITTEN.isdisjoint(rival.facts) else f"{name} in writing"
        yield from (replace(doubt, rival=named) for doubt in rival.doubts)


def take_stance(
    facts: Facts, figures: dict[str, Figure], posted: Band | Doubt | None, rivals: tuple[Rival, ...]
) -> Stance:
    """Return what the person says of themselves; of several alternatives the strongest."""
    names = {group: [name for kind, name in facts if kind == group] for group, _ in facts}
    options = [Alternative(name) for name in names.get("alternative", ())]
    options += [Alternative.WRITTEN_OFFER if rival.is_written else Alternative.IN_PROCESS for rival in rivals]
    flags: dict[str, Any] = dict.fromkeys(names.get("stance", ()), True)
    flags |= dict.fromkeys(names.get("not_stance", ()), False)
    return Stance(
        alternative=min(options, key=list(Alternative).index, default=None),
        walk_away=figures.get("walk_away"),
        years=figures.get("years"),
        circumstances=frozenset(Circumstance(name) for name in names.get("circumstance", ())),
        posted=posted if isinstance(posted, Band) else None,
        rivals=rivals,
        forfeits=figures.get("forfeits"),
        current_base=figures.get("current"),
        **flags,
    )
