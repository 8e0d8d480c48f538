"""Words that are theirs: sentences picked by what the person said or a dated source backs, the rest a visible blank."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.coach.rounds import Wanted
from bot.coach.subject import regional
from bot.domain import script
from bot.domain.asking import terms_of
from bot.domain.figure import Figure, Quoted, Said, Unit
from bot.domain.guide import Guide
from bot.domain.negotiation import Alternative, Negotiation, Rival
from bot.domain.offer import Grant, Offer
from bot.domain.topic import Channel
from bot.library.edition import Edition
from bot.library.scripts import Scripts

MOST_WORDS, MOST_LETTERS = 20, 160
"""of the person's own text within one sentence; longer text is theirs to shorten"""
MOST_IN_ALL, DAY = 120, "Friday, Nov 27, 2026"  # words of a draft, and what a day takes of them
EQUITY_PARTS = {Unit.GRANT: "grant", Unit.PER_YEAR: "yearly_equity"}
NOTHING = Offer()
Pieces = dict[str, Quoted | Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """Words ready to copy or to say. The walk-away is never among them."""

    name: str
    manner: script.Manner
    paragraphs: tuple[script.Paragraph, ...]
    beyond: Wanted | None = None  # what the person asks for above the evidence
    below: Figure | None = None  # what they would ask for that is not above the offer: it is left out

    is_whole: bool = False  # whether it could not do without what it was to be without

    @property
    def has_blanks(self) -> bool:
        """Whether something is left for the person to fill in."""
        lines = (line.pieces for paragraph in self.paragraphs for line in paragraph.lines)
        return any(isinstance(piece, script.Blank) for pieces in lines for piece in pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotClaim:
    """Asked for words that are not true: the true ones that serve the same end."""

    name: str | None
    has_offer: bool  # whether they hold another offer in writing
    is_told: bool  # whether they told of another at all
    paragraphs: tuple[script.Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What may be said: pieces by slot, the claims that are backed, the names of all that holds, and packages."""

    pieces: Mapping[str, Quoted | Figure]
    backed: frozenset[script.Claim]
    names: frozenset[str]
    choice: tuple[Mapping[str, Quoted | Figure], ...] = ()


def write(
    negotiation: Negotiation,
    manner: script.Manner,
    edition: Edition,
    *asks: Offer,
    also: frozenset[script.Raised] = frozenset(),
) -> Drafted:
    """Return words for a negotiation. `asks` is a package to ask for or several to choose from, `also` what has no number."""
    known = gather(negotiation, edition, asks, also)
    brief = replace(known, names=known.names | {script.BRIEF})
    paragraphs = tuple(compose(manner, brief if manner.is_brief else known, edition.scripts))
    lines = (line for paragraph in paragraphs for line in paragraph.lines)
    if sum(len("".join(map(words_of, line.pieces)).split()) for line in lines) > MOST_IN_ALL:
        paragraphs = tuple(compose(manner, brief, edition.scripts))
    return Drafted(name=negotiation.name, manner=manner, paragraphs=paragraphs)


def decline_claim(negotiation: Negotiation | None, edition: Edition) -> CannotClaim:
    """Return what can be said truthfully in place of an invented or inflated offer."""
    known = gather(negotiation or Negotiation(name=""), edition, (), frozenset())
    manner = script.Manner(purpose=script.Purpose.TRUE_LINE, channel=Channel.CALL)
    return CannotClaim(
        name=negotiation.name if negotiation else None,
        has_offer=script.Claim.RIVAL_OFFER in known.backed,
        is_told=bool(negotiation and negotiation.stance.rivals),
        paragraphs=tuple(compose(manner, known, edition.scripts)),
    )


def compose(manner: script.Manner, known: Known, scripts: Scripts) -> Iterator[script.Paragraph]:
    """Yield the paragraphs that can be said: of each part the first sentence that fits, no claim made twice."""
    made: set[script.Claim] = set()
    for name, parts in scripts.letters[manner.purpose]:
        if name == script.Raised.CHOICE:
            of_one = (replace(known, pieces=one, names=frozenset(one)) for one in known.choice)
            rows = (tuple(p for line in say(parts, manner, one, made) for p in line.pieces) for one in of_one)
            lines = [script.Line(pieces=row, claims=frozenset()) for row in rows if row]
        else:
            lines = [*say(parts, manner, known, made)]
        if lines:
            yield script.Paragraph(lines=tuple(lines), is_list=name in {"items", script.Raised.CHOICE})


def say(
    parts: script.Parts, manner: script.Manner, known: Known, made: set[script.Claim]
) -> Iterator[script.Line]:
    """Yield of each part the first sentence that fits, and add its claims to those that are made."""
    for part in parts:
        if sentence := next((one for one in part if fits(one, manner, known, made)), None):
            made |= sentence.claims
            yield fill(sentence, known)


def words_of(piece: Quoted | Figure | script.Blank) -> str:
    """Return a piece's words, or as many as a figure takes."""
    if isinstance(piece, Figure):
        return DAY if piece.unit is Unit.DATE else "$1" if piece.unit is Unit.PER_YEAR else "$1 an hour"
    return piece.hint if isinstance(piece, script.Blank) else piece.text


def fits(sentence: script.Sentence, manner: script.Manner, known: Known, made: set[script.Claim]) -> bool:
    """Whether a sentence suits the manner, claims nothing that was `made`, and all else is backed or left as a blank."""
    slots = [piece for piece in sentence.pieces if isinstance(piece, script.Slot)]
    blanks = {script.SLOTS[slot.name] for slot in slots if slot.hint}
    return (
        manner.channel in sentence.channels
        and manner.tone in sentence.tones
        and sentence.needs <= known.names
        and sentence.lacks.isdisjoint(known.names)
        and sentence.claims <= (known.backed | blanks) - made
        and all(slot.hint or slot.name in known.pieces for slot in slots)
    )


def fill(sentence: script.Sentence, known: Known) -> script.Line:
    """Return a sentence with what is known in its slots."""
    pieces = (
        known.pieces.get(piece.name)
        or script.Blank(claim=script.SLOTS[piece.name] or "own words", hint=piece.hint or "")
        if isinstance(piece, script.Slot)
        else piece
        for piece in sentence.pieces
    )
    return script.Line(pieces=tuple(pieces), claims=sentence.claims)


def gather(
    negotiation: Negotiation, edition: Edition, asks: tuple[Offer, ...], also: frozenset[script.Raised]
) -> Known:
    """Return what may be said of a negotiation. No sum is asked for before there is a base to move."""
    offer, stance = negotiation.offer, negotiation.stance
    choice = asks if script.Raised.CHOICE in also else ()
    ask = max(asks, key=base_of, default=NOTHING)
    role = edition.vocabulary.roles.get(negotiation.role or "")
    pieces = parts(negotiation, NOTHING if choice or not offer.base else ask) | claims(negotiation)
    pieces |= cite(negotiation, edition, ask) | quote("role", role.display if role else "")
    if offer.base and offer.base.unit is not Unit.PER_YEAR:
        pieces["rate"] = offer.base
    if offer.base and (stance.is_base_capped or stance.was_refused):
        pieces["settled_base"] = offer.base
    backed = {claim for name in pieces if (claim := script.SLOTS[name])}
    if stance.alternative is Alternative.IN_PROCESS or any(not rival.is_written for rival in stance.rivals):
        backed.add(script.Claim.OTHER_PROCESS)
    backed |= {script.Claim.RIVAL_OFFER} if any(rival.is_written for rival in stance.rivals) else set()
    backed |= {script.Claim.WILL_SIGN} if stance.will_sign else set()
    instrument = (offer.equity or Grant()).instrument or ""
    names = {*pieces, *backed, *also, *map(script.group, (*pieces, *also)), offer.stage, instrument}
    if script.Raised.ROOM_IN_BASE in also:
        names.add("offer_base")  # offered, be it in a currency not yet known
    packages = tuple({f"ask_{part}": sum_ for part, sum_ in state(one).items()} for one in choice)
    return Known(pieces=pieces, backed=frozenset(backed), names=frozenset(names), choice=packages)


def parts(negotiation: Negotiation, ask: Offer) -> Pieces:
    """Return what a letter can state of the offer, of what is asked beyond it, and of what was agreed."""
    offered, asked, agreed = map(state, (negotiation.offer, ask, negotiation.agreed or negotiation.offer))
    amiss = {part: figure for part, figure in agreed.items() if differs(figure, offered.get(part))}
    return {
        **{f"offer_{part}": figure for part, figure in offered.items()},
        **{f"ask_{part}": sum_ for part, sum_ in asked.items() if differs(sum_, offered.get(part))},
        **{f"agreed_{part}": figure for part, figure in agreed.items()},
        **{f"{'right' if part in offered else 'missing'}_{part}": figure for part, figure in amiss.items()},
    }


def state(offer: Offer) -> dict[str, Figure]:
    """Return the parts of an offer that a letter can state."""
    equity = offer.equity or Grant()
    found = {
        "base": offer.base,
        "bonus": offer.bonus.target if offer.bonus else None,
        "sign_on": offer.sign_on,
        "relocation": offer.relocation,
        EQUITY_PARTS.get(equity.value.unit, "equity") if equity.value else "equity": equity.value,
        "shares": equity.shares,
        "repayment": offer.repaid_within,
        **{part.value: figure for part, figure in terms_of(offer).items()},
    }
    return {part: figure for part, figure in found.items() if figure}


def differs(one: Figure, other: Figure | None) -> bool:
    """Whether two statements of a part are not the same number of the same thing."""
    return other is None or (one.value, one.unit) != (other.value, other.unit)


def claims(negotiation: Negotiation) -> Pieces:
    """Return what the person said for slots that claim something: only what they chose to use, and wrote down."""
    offer, stance = negotiation.offer, negotiation.stance

    def helping(base: Figure | None) -> Figure | None:
        return base if base and supports(base, offer, NOTHING) else None

    def weight(rival: Rival) -> Decimal:
        return base_of(replace(rival.offer, base=helping(rival.offer.base)))

    rival = max((each for each in stance.rivals if each.is_written), key=weight, default=None)
    found = {
        "deadline": offer.deadline,
        "hours_left": offer.hours_left,
        "forfeits": stance.forfeits,
        "current_base": helping(stance.current_base) if stance.uses_current_base else None,
        "rival_base": helping(rival.offer.base) if rival else None,
    }
    texts = {
        "company": negotiation.name,
        "reason": stance.reason,
        **dict(zip(("right_terms", "offer_terms"), negotiation.terms or (), strict=False)),
        "rival": rival.name if rival and not stance.hides_rivals else "",
    }
    own = {slot: words for name, text in texts.items() for slot, words in quote(name, text).items()}
    return {name: figure for name, figure in found.items() if figure} | own


def base_of(offer: Offer) -> Decimal:
    """Return the bare amount of an offer's base, below zero where it has none."""
    return offer.base.money.amount if offer.base else Decimal(-1)


def quote(slot: str, text: str) -> Pieces:
    """Return the person's own words for a slot, unless there are none or too many for a sentence."""
    words = " ".join(text.split()).rstrip(".,;:!?")
    is_short = words and len(words) <= MOST_LETTERS and len(words.split()) <= MOST_WORDS
    return {slot: Quoted(text=words, origin=Said(words=text))} if is_short else {}


def cite(negotiation: Negotiation, edition: Edition, ask: Offer) -> Pieces:
    """Return others' figures that speak for more base, each with its source; a guide's or posting's with its date."""
    offer, posted = negotiation.offer, negotiation.stance.posted
    guide = edition.guides.get((negotiation.company or "", negotiation.role or ""))
    if ask != NOTHING and offer.base and not (ask.base and differs(ask.base, offer.base)):
        return {}
    found = cite_guide(guide, negotiation, edition, ask) if guide else {}
    if posted and supports(posted.high, offer, ask):
        whose = "named" if posted.is_theirs else "posted"
        found |= {f"{whose}_high": posted.high} | ({} if posted.is_point else {f"{whose}_low": posted.low})
    return found


def cite_guide(guide: Guide, negotiation: Negotiation, edition: Edition, ask: Offer) -> Pieces:
    """Return what a guide and the postings beside it say of the region, where that is dated and speaks for the ask."""
    comp, missing = regional(guide, negotiation.region, edition)
    band, posting, offer = comp.base, guide.posted_beyond(comp), negotiation.offer
    found: Pieces = {}
    if missing:
        return found
    if band and guide.as_of and supports(band.high, offer, ask):
        found |= {
            "band_low": band.low,
            "band_high": band.high,
            "band_dated": guide.as_of,
            "band_region": Quoted(text=comp.region.display, origin=band.high.origin),
        }
    if posting and posting.published and supports(posting.base.high, offer, ask):
        found |= {
            "posting_title": posting.title,
            "posting_dated": posting.published,
            "posting_region": Quoted(text=posting.region, origin=posting.title.origin),
            "posting_high": posting.base.high,
        }
    return found


def supports(high: Figure, offer: Offer, ask: Offer) -> bool:
    """Whether a year's base speaks for more: above the one offered, not below the one asked for, in one currency."""
    base, wanted = offer.base, ask.base or high
    if not base:
        return False
    kinds = {(figure.unit, figure.money.currency) for figure in (high, base, wanted)}
    above = kinds == {(Unit.PER_YEAR, high.money.currency)} and base.money < high.money
    return above and wanted.money <= high.money
