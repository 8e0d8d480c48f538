"""One negotiation: the offer in hand, what came before it, and what the person brings to it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

from bot.domain.figure import Band, Figure
from bot.domain.offer import Offer


class Alternative(StrEnum):
    """What the person has if this falls through; later ones are weaker."""

    WRITTEN_OFFER = auto()
    IN_PROCESS = auto()  # talking with others, nothing offered: never called an offer
    JOB = auto()  # they can stay where they are
    NONE = auto()


class Circumstance(StrEnum):
    """What makes asking riskier: the plan is then one ask, with the risk said."""

    UNEMPLOYED = auto()
    VISA = auto()
    NEW_GRAD = auto()
    SMALL_EMPLOYER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another employer's offer, as the person stated it."""

    name: str
    offer: Offer
    is_written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What only the person knows. Each fact may be None: not asked, or skipped."""

    alternative: Alternative | None = None
    would_take_unchanged: bool | None = None  # whether they would take today's offer as it stands
    are_they_pressing: bool | None = None  # whether the employer has sped up, or sent a leader to sell
    can_wait: bool | None = None  # whether the person can wait thirty days
    walk_away: Figure | None = None
    """PER_YEAR cash target, or BASE_PER_YEAR, below which they decline; only ever stated by the person, never shown in a script"""
    years: Figure | None = None  # YEARS they expect to stay
    circumstances: frozenset[Circumstance] = frozenset()
    is_base_capped: bool | None = None
    was_refused: bool | None = None  # whether the employer said a flat no
    posted: Band | None = None  # PER_YEAR base range of the employer's posting, as the person gave it
    rivals: tuple[Rival, ...] = ()
    hides_rivals: bool | None = None  # whether their letters leave those unnamed
    forfeits: Figure | None = None  # ONE_OFF: unvested equity or a bonus lost by leaving, documented
    current_base: Figure | None = None
    current: Offer | None = None  # all that today's job pays, where they told of more than its base
    uses_current_base: bool | None = None  # whether they chose to name it
    has_non_compete: bool | None = None
    """whether a letter keeps them from working for others later: named, and left to a lawyer"""
    will_sign: bool | None = None  # whether they said that they sign at once if the ask is met
    reason: str = field(default="", repr=False)
    """one result of theirs, in their words, to stand as the reason of an ask"""

    @property
    def job(self) -> Offer:
        """What today's job pays, as far as they told."""
        return replace(self.current or Offer(), base=self.current_base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """One offer under way, by the name under which the person finds it again."""

    name: str  # plain words, as shown: Together AI
    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None  # slugs, where they have been understood
    offer: Offer = field(default_factory=Offer)
    earlier: tuple[Offer, ...] = ()  # the offer before each answer, oldest first
    asked: Offer | None = None  # what was asked for last, part by part; None while nothing was
    agreed: Offer | None = None  # what was agreed in words, against which a letter is read
    terms: tuple[str, str] | None = field(
        default=None, repr=False
    )  # one agreed in words, and as the letter has it
    stance: Stance = field(default_factory=Stance)
    brought: Stance | None = None
    """the stance before their last answer: what is told after it is something new"""

    @property
    def rounds(self) -> int:
        """How often they have come back."""
        return len(self.earlier)
