"""Several companies in one story: which of them made the offer, and what another one offered."""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.coach.filling import UNNAMED
from bot.coach.naming import named
from bot.coach.topics import DENIED, FRIEND, HIDES, NAMES, UNNAMED_ONE, is_real
from bot.domain.negotiation import Alternative, Negotiation
from bot.domain.offer import Stage
from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.library.edition import Edition
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard, read_offer
from bot.nlu.read import name_companies, understand

_LIST = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
IN_PROCESS: str = _LIST.pop("in_process")
SOUNDS = {name: re.compile(pattern) for name, pattern in _LIST.items()}
"""what says whose a clause, a name or a sum is"""
SUM = re.compile(r"(?<!\w)[$€£]?\d")
NEAR = 30
"""characters behind "my friend" in which the name stands that is told of"""
SURE = 0.02
"""what reading a company's name, or another name for it, letter by letter costs at most"""
MOST_LED = 6
"""words up to which a clause of a company and a sum is taken to tell of an offer, without a word of one"""
MOST_CLAUSES = 14
"""of a longer text the first ones are read: a letter or an essay tells of one employer"""
MOST_STORY = 3_000
"""characters of a story; what is longer is a letter, or a paste that would be read twice"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one clause of a story says of one company."""

    clause: str
    heard: Understanding
    said: OfferHeard

    @property
    def name(self) -> str | None:
        """The company: its slug where it has a guide, else its name."""
        return self.heard.company or self.heard.stranger

    @property
    def is_aside(self) -> bool:
        """Whether the company is said to be today's employer, or another the person talks to."""
        stance = self.said.stance
        return bool(stance.current_base or stance.rivals) or stance.alternative is Alternative.IN_PROCESS


def place_rivals(said: OfferHeard, about: Negotiation, text: str, edition: Edition) -> OfferHeard:
    """Return what was heard with each rival by its proper name, how far it is, and nothing of it taken for the offer's.

    The first "written offer from" somebody is the offer itself, and so is one from its own company.
    """
    rivals = tuple(replace(one, name=named(one.name, edition)) for one in said.stance.rivals)
    stance = replace(said.stance, rivals=rivals, hides_rivals=hides_names(text, about, edition))
    said = deny(replace(said, stance=stance), about, text, edition)
    is_told = not said.offer.is_empty or any(not (one.rival or one.owner) for one in said.doubts)
    first = rivals[0] if rivals and not is_told else None
    first = first if first and (said.doubts or not first.offer.is_empty) else None
    is_new = about.offer.is_empty and about.name == UNNAMED
    if first and (is_new or first.name.casefold() == about.name.casefold()):
        stance = replace(said.stance, rivals=rivals[1:], alternative=None)
        doubts = tuple(replace(one, rival="") if len(rivals) == 1 else one for one in said.doubts)
        return replace(said, offer=first.offer, stance=stance, doubts=doubts)
    told = (one for one in about.stance.rivals if one.name and one.name.casefold() in text.casefold())
    known = next(told, None)
    if known is None or rivals or not said.offer.is_empty or said.stage not in {Stage.VERBAL, Stage.WRITTEN}:
        return said
    is_written = said.stage is Stage.WRITTEN
    alternative = Alternative.WRITTEN_OFFER if is_written else Alternative.IN_PROCESS
    stance = replace(said.stance, rivals=(replace(known, is_written=is_written),), alternative=alternative)
    return replace(said, stage=None, stance=stance)


def deny(said: OfferHeard, about: Negotiation, text: str, edition: Edition) -> OfferHeard:
    """Return what was heard with whom it says to have no offer from; one that is only not in writing is spoken."""
    for denied in DENIED.finditer(text[:MOST_STORY]):
        name = named(denied["name"] or denied["told"], edition)
        known = next((one for one in about.stance.rivals if one.name == name), None)
        if known and denied["written"]:
            stance = replace(said.stance, rivals=(replace(known, is_written=False),))
            return replace(said, stance=replace(stance, alternative=Alternative.IN_PROCESS))
        said = replace(said, denied=(*said.denied, name))
    return said


def hides_names(text: str, about: Negotiation, edition: Edition) -> bool | None:
    """Whether a text says that other employers are to be left unnamed in what is written, or may be named again."""
    hidden = HIDES.search(text[:MOST_STORY])
    found = hidden or (NAMES.fullmatch(text) if about.stance.hides_rivals else None)
    what = next(filter(None, found.groups()), "") if found else ""
    named_one = UNNAMED_ONE.search(what) or name_companies(what, edition.index)
    return bool(hidden) if named_one else None


def tell_apart(heard: Understanding, edition: Edition, today: date) -> Understanding:
    """Return a story of several companies as of the one that offers a base, best one with a guide, a rival's behind it."""
    heard = leave_process(heard, edition)
    if heard.stranger and is_aside(heard.stranger, heard.utterance.text):
        heard = replace(heard, stranger=None)
    text, is_sure = heard.utterance.text, heard.outcome is Outcome.FOUND and heard.company
    heard = with_employer(heard, edition)
    if is_sure or not (heard.stranger or heard.alternatives) or not re.search(r"\d\d", text):
        return heard
    if SOUNDS["letter"].search(text) or any(found["signed"] for found in SOUNDS["employer"].finditer(text)):
        return name_sender(name_surely(heard, edition, today), edition)
    if len(text) > MOST_STORY:
        return heard
    heard = name_surely(heard, edition, today)
    claims = tuple(read_claims(text, edition, today))
    offering = [claim for claim in claims if not claim.is_aside]
    offering = [claim for claim in offering if claim.said.offer.base] or offering
    if len({claim.name for claim in claims}) <= 1 or not offering:
        return heard
    own = next((claim for claim in offering if claim.heard.company), offering[0])
    text = text.replace(own.clause, lead(own.clause))
    for other in offering:
        if other.name != own.name and (sums := SUM.search(other.clause)):
            company = edition.vocabulary.companies.get(other.heard.company or "")
            name = company.display if company else other.name
            text = f"{text.replace(other.clause, '')} Competing offer from {name} at {other.clause[sums.start() :]}."
    return name_job(replace(heard, utterance=replace(heard.utterance, text=text)), own.heard, edition)


def is_aside(name: str, text: str) -> bool:
    """Whether a text tells of a company as where a friend works, as one that made no offer, or as one to leave unnamed."""
    told = next(filter(None, (sound.search(text) for sound in (FRIEND, DENIED, HIDES))), None)
    return told is not None and name.casefold() in text[told.start() : told.end() + NEAR].casefold()


def leave_process(heard: Understanding, edition: Edition) -> Understanding:
    """Return what tells of an offer without the name of an employer that has made none yet, which is in process."""
    name, text = heard.stranger, heard.utterance.text
    told = name and re.search(IN_PROCESS % re.escape(name), text)
    is_told = told and (heard.intent is Intent.OFFER or "offer" in text) and is_real(name, edition)
    if not told or not is_told or re.search(r"(?i)\boffer(?:s|ed|ing)\b|\d{3}|\dk\b", told["rest"]):
        return heard
    text = f"{text[: told.start()]}in process with {text[told.end() :]}"
    return replace(heard, stranger=None, utterance=replace(heard.utterance, text=text))


def name_sender(heard: Understanding, edition: Edition) -> Understanding:
    """Return a letter as one from whom it says it is from; a name that was only guessed at may be anybody's in it."""
    if heard.outcome is Outcome.FOUND:
        return heard
    name, guess = name_employer(heard.utterance.text, edition), heard.stranger
    is_somebody = re.search(rf"\b(?i:{re.escape(guess or '')}) [A-Z]", heard.utterance.text)
    is_sure = is_real(guess, edition) and not (name or is_somebody)
    return heard if is_sure else replace(heard, stranger=name)


def with_employer(heard: Understanding, edition: Edition) -> Understanding:
    """Return what was heard with who is said to offer, where nobody was named that is known."""
    if heard.outcome is not Outcome.NONE or heard.stranger:
        return heard
    return replace(heard, stranger=name_employer(heard.utterance.text, edition))


def name_employer(text: str, edition: Edition) -> str | None:
    """Return who is said to offer, where that is a name: "Acme offered", "an offer from Acme"."""
    offering = SOUNDS["employer"].finditer(text)
    names = ((next(filter(None, found.groups())), found["signed"]) for found in offering)
    common = edition.index.words.everyday | edition.index.words.filler
    told = (name for name, signed in names if common.isdisjoint(split_words(name)[: 1 if signed else None]))
    return next(told, None)


def names_other(heard: Understanding, edition: Edition) -> bool:
    """Whether a company without a guide is named that may have an offer of its own: a real one, or one said to offer."""
    typed = heard.utterance.text.casefold()
    is_said = heard.stranger and f"{heard.stranger.casefold()} offer" in typed
    is_named = is_said or (heard.stranger and name_employer(heard.utterance.text, edition))
    return bool(is_named) or is_real(heard.stranger, edition)


def name_surely(heard: Understanding, edition: Edition, today: date) -> Understanding:
    """Return a story with an offer's base as one about the company it surely names, whatever words stand beside it."""
    named = {span.slug for span in heard.spans if span.label == "company" and span.cost <= SURE}
    if heard.outcome is not Outcome.UNCLEAR or len(named) != 1:
        return heard
    if read_offer(heard.utterance.text, edition.offer_cues, today=today, currency="USD").offer.base is None:
        return heard
    return name_job(heard, replace(heard, company=named.pop(), role=None), edition)


def read_claims(text: str, edition: Edition, today: date) -> "list[Claim]":
    """Return what the clauses of a text say of a company by name; amounts without a sign are only placed by it."""
    found = []
    for clause in split_clauses(text):
        heard = with_employer(understand(Utterance(text=clause, intent=Intent.COMP), edition.index), edition)
        said = read_offer(lead(clause), edition.offer_cues, today=today, currency="USD")
        is_found = heard.outcome is Outcome.FOUND or said.offer.base
        if not FRIEND.search(clause) and ((is_found and heard.company) or heard.stranger):
            found.append(Claim(clause=clause, heard=heard, said=said))
    return found


def lead(clause: str) -> str:
    """Return a clause led by a word of an offer, where it is too short to hold one."""
    return f"offer {clause}" if len(clause.split()) <= MOST_LED else clause


def split_clauses(text: str) -> list[str]:
    """Return the clauses of a text; a part that only goes on with another sum stays with the one before."""
    clauses, begin = [], 0
    for parting in SOUNDS["clause"].finditer(text):
        if not SOUNDS["goes_on"].match(text, parting.end()):
            clauses.append(text[begin : parting.start()])
            begin = parting.end()
    return [*clauses, text[begin:]][:MOST_CLAUSES]


def name_job(story: Understanding, own: Understanding, edition: Edition) -> Understanding:
    """Return a story as one about a company's job: the role and the place may stand in another clause."""
    if own.company is None:
        return replace(story, outcome=Outcome.NONE, company=None, stranger=own.stranger, alternatives=())
    company = edition.vocabulary.companies[own.company].display
    words = " ".join(span.words for span in story.spans if span.label in {"role", "region", "level"})
    whole = understand(Utterance(text=f"{company} {words}", intent=Intent.COMP), edition.index)
    best = own if own.role or whole.outcome is not Outcome.FOUND else whole
    return replace(
        story,
        outcome=Outcome.FOUND,
        company=own.company,
        role=best.role,
        region=best.region or story.region,
        level=best.level or story.level,
        stranger=None,
        alternatives=(),
    )
