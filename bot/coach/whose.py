"""Several companies in one story: which of them made the offer, and what another one offered."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.coach.filling import UNNAMED
from bot.coach.mended import is_near, is_sum
from bot.coach.naming import is_called, is_said, named
from bot.coach.topics import SOUNDS as NAMING
from bot.coach.topics import is_real
from bot.domain.negotiation import Alternative, Negotiation
from bot.domain.offer import Stage
from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.domain.written import read_written, to_sounds
from bot.library.edition import Edition
from bot.nlu import clauses
from bot.nlu.clauses import OFFER, RIVAL, Clause, Named, name_companies, read_story, trim
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard, read_offer
from bot.nlu.read import understand

_LIST = read_written(__file__)
RETOLD = _LIST.pop("retold")  # whose a sum is -> the words that say so, where those typed do not
SOUNDS = to_sounds(_LIST)  # what says who wrote a letter, and who offers
ABOUT_PAY = re.compile(r"\d\d|(?i:offer)")
TOLD = frozenset({Intent.COMP, Intent.ASK, Intent.OFF_TOPIC})  # what may tell of several offers in passing
NAMES = ("told", "name", "brief", "pays", "held", "called")  # where another's name stands in what tells of it
NEAR = 30  # characters behind "my friend" in which the name stands that is told of
MOST_STORY = 3_000  # characters of a story; what is longer is a letter, or a paste that would be read twice


def place_rivals(said: OfferHeard, about: Negotiation, text: str, edition: Edition, past: str) -> OfferHeard:
    """Return what was heard with each rival by its proper name, how far it is, and nothing of it taken for the offer's.

    The first "written offer from" somebody is the offer itself, and so is one from its own company. What is not in
    writing after all is the offer that was told of in the `past` words, where none is named.
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
        stage = Stage.VERBAL if "verbal" in text.casefold() else said.stage
        return replace(said, offer=first.offer, stage=stage, stance=stance, doubts=doubts)
    is_it = said.stage is Stage.VERBAL and not is_called(about.name, text, edition)
    told = ((one, words.casefold()) for words in (text, past if is_it else "") for one in about.stance.rivals)
    known = next((one for one, words in told if one.name and one.name.casefold() in words), None)
    if known is None or rivals or not said.offer.is_empty or said.stage not in {Stage.VERBAL, Stage.WRITTEN}:
        return said
    is_written = said.stage is Stage.WRITTEN
    alternative = Alternative.WRITTEN_OFFER if is_written else Alternative.IN_PROCESS
    stance = replace(said.stance, rivals=(replace(known, is_written=is_written),), alternative=alternative)
    return replace(said, stage=None, stance=stance)


def call_rival(text: str, own: Sequence[Negotiation], edition: Edition) -> str:
    """Return a text of another's written offer, or of one they were told of, beside the offer that is known, as a rival's."""
    base = own[0].offer.base if own else None
    found = SOUNDS["told_of"].search(text[:MOST_STORY]) if base else None
    name = next(filter(None, map(found.group, NAMES))) if found else ""
    is_known = any(is_called(one.name, name, edition) for one in own)
    near, is_open = (found["near"], own[0].name == UNNAMED) if found else ("", False)
    is_it = base and near and (not is_near(base, near) or (is_open and is_sum(base, near)))  # or a part of it
    if found is None or is_known or is_it or len(name_companies(f"at {name}", edition.index)) != 1:
        return text
    written = "written " if found["written"] else ""
    at = "" if found["called"] else " at"
    told = RETOLD["market"] if found["pays"] else f"I have a competing {written}offer from {name}{at}"
    return f"{text[: found.start()]} {told} {text[found.end() :]}"


def deny(said: OfferHeard, about: Negotiation, text: str, edition: Edition) -> OfferHeard:
    """Return what was heard with whom it says to have no offer from; one that is only not in writing is spoken."""
    for denied in NAMING["denied"].finditer(f"\n{text[:MOST_STORY]}"):
        name = named(denied["name"] or denied["told"] or denied["early"], edition)
        known = next((one for one in about.stance.rivals if one.name == name), None)
        if known and denied["written"]:
            stance = replace(said.stance, rivals=(replace(known, is_written=False),))
            return replace(said, stance=replace(stance, alternative=Alternative.IN_PROCESS))
        said = replace(said, denied=(*said.denied, name))
    return said


def hides_names(text: str, about: Negotiation, edition: Edition) -> bool | None:
    """Whether a text says that other employers are to be left unnamed in what is written, or may be named again."""
    hidden = NAMING["hides"].search(f"\n{text[:MOST_STORY]}")
    found = hidden or (NAMING["names"].fullmatch(text) if about.stance.hides_rivals else None)
    what = next(filter(None, found.groups()), "") if found else ""
    told = any(one.name and is_called(one.name, what, edition) for one in about.stance.rivals)
    named_one = told or NAMING["unnamed"].search(what) or name_companies(what, edition.index)
    return bool(hidden) if named_one else None


def tell_apart(heard: Understanding, edition: Edition, today: date) -> Understanding:
    """Return a story of several companies as one of the offer: from whom it is, and what is of others said as that."""
    text, is_sure = heard.utterance.text, heard.outcome is Outcome.FOUND and heard.company
    if heard.stranger and is_aside(heard.stranger, f"\n{text}"):
        heard = replace(heard, stranger=None)
    if not ABOUT_PAY.search(text) and heard.intent is not Intent.OFFER:
        return heard
    is_signed = any(found["signed"] for found in SOUNDS["employer"].finditer(f"\n{text}"))
    if (is_signed and not is_sure) or SOUNDS["letter"].search(f"\n{text}"):
        return name_sender(heard, edition)
    if len(text) > MOST_STORY:
        return heard
    story = read_story(text, edition.index)
    if not story.is_mixed:
        names = {one.name.casefold() for one in story.clauses}
        is_guess = story.employer and (heard.stranger or "").casefold() not in names  # on a visa
        heard = replace(heard, stranger=None) if is_guess else heard
        return name_surely(heard, story.employer, edition, today)
    own = "".join(speak(one) for one in story.clauses if one.owner == OFFER)
    pairs = (one for one in pairwise(story.clauses) if one[0].told and one[1].told and one[1].owner == RIVAL)
    if heard.intent in TOLD and any(SOUNDS["against"].search(one.text) for one, _ in pairs):
        heard = replace(heard, intent=Intent.COMPARE)
    others = (retell(one, edition, today) for one in story.clauses if one.owner != OFFER)
    told = ". ".join(filter(None, map(trim, (own, *others))))
    alone = understand(replace(heard.utterance, text=own), edition.index)
    roles = () if alone.role else (one for one in heard.spans if one.label == "role")
    heard = replace(heard, utterance=replace(heard.utterance, text=told), spans=(*alone.spans, *roles))
    return name_job(replace(heard, region=alone.region, level=alone.level), story.employer, edition)


def speak(clause: Clause) -> str:
    """Return a clause of the offer's employer with a bare sum right behind its name said as what it offers."""
    bare = SOUNDS["bare"].match(clause.text, clause.named.end) if clause.named else None
    return f"{clause.text[: bare.start()]} offers {clause.text[bare.end() :]}" if bare else clause.text


def is_aside(name: str, text: str) -> bool:
    """Whether a text tells of a company as where a friend works, as one that made no offer, or as one to leave unnamed."""
    told = next(filter(None, (NAMING[name].search(text) for name in ("friend", "denied", "hides"))), None)
    return told is not None and name.casefold() in text[told.start() : told.end() + NEAR].casefold()


def retell(clause: Clause, edition: Edition, today: date) -> str:
    """Return a clause of another than the offer's employer in words that say whose it is, without that one's name."""
    text, told, owner = clause.text, clause.told, clause.owner
    if owner == RIVAL and clause.named:
        written = " written" if clauses.SOUNDS["written"].search(text) else ""
        return f"Competing{written} offer from {clause.name}{f' at {told}' if told else ''}"
    if owner in {RIVAL, "unsaid", "denied"}:
        return text
    bare = f"{text[: clause.named.start]}a company{text[clause.named.end :]}" if clause.named else text
    said = read_offer(bare, edition.offer_cues, today=today, currency="USD")
    is_today = said.stance.current_base or said.stance.forfeits
    is_unmade = RETOLD.get(owner) == RETOLD["talks"]
    if told and (is_unmade or not (is_today if owner == "today" else said.beside)):
        return f"{RETOLD[owner]} {told}"
    is_known = owner != "talks" or said.stance.alternative or not clauses.SOUNDS["talking"].search(text)
    return "" if owner == "refused" else bare if is_known else f"in process elsewhere, {bare}"


def name_sender(heard: Understanding, edition: Edition) -> Understanding:
    """Return a letter as one from whom it says it is from; a name that was only guessed at may be anybody's in it."""
    if heard.outcome is Outcome.FOUND:
        return heard
    text, guess, index = f"\n{heard.utterance.text}", heard.stranger, edition.index
    names = (next(filter(None, one.groups())) for one in SOUNDS["employer"].finditer(text))
    common = index.words.everyday | index.words.filler
    name = next((name for name in names if common.isdisjoint(split_words(name)[:1])), None)
    is_somebody = re.search(rf"\b(?i:{re.escape(guess or '')}) [A-Z]", text)
    is_sure = is_real(guess, edition) and not (name or is_somebody)
    return heard if is_sure else replace(heard, stranger=name)


def names_other(heard: Understanding, edition: Edition) -> bool:
    """Whether a company without a guide is named that may have an offer of its own: a real one, or one said to offer."""
    return is_real(heard.stranger, edition) or is_said(heard.stranger or "", heard, edition)


def name_surely(heard: Understanding, employer: Named | None, edition: Edition, today: date) -> Understanding:
    """Return a text with an offer's base as one about the employer it names, whatever words stand beside it."""
    if employer and heard.outcome is Outcome.NONE and heard.stranger is None:
        return replace(heard, stranger=employer.name)
    if heard.outcome is not Outcome.UNCLEAR or not (employer and employer.slug):
        return heard
    said = read_offer(heard.utterance.text, edition.offer_cues, today=today, currency="USD")
    return name_job(heard, employer, edition) if said.offer.base else heard


def name_job(story: Understanding, employer: Named | None, edition: Edition) -> Understanding:
    """Return a story as one about an employer's job: the role may stand in another clause."""
    words = " ".join(span.words for span in story.spans if span.label in {"role", "region", "level"})
    name = employer.name if employer else ""
    job = understand(Utterance(text=f"{name} {words}", intent=Intent.COMP), edition.index)
    is_found = job.outcome is Outcome.FOUND
    slug = employer.slug if employer else None
    return replace(
        story,
        outcome=Outcome.FOUND if slug else Outcome.NONE,
        company=slug,
        role=job.role if is_found or not slug else None,
        region=job.region or story.region,
        level=job.level or story.level,
        stranger=None if slug else name or None,
        alternatives=(),
    )
