"""An offer's form: what a person stated goes into its fields, and out of them again."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any

from bot.coach.hearing import merge
from bot.coach.own import OfferForm
from bot.coach.subject import regional
from bot.domain.amounts import read_quantities
from bot.domain.figure import Figure, Said
from bot.domain.money import Money
from bot.domain.negotiation import Alternative, Negotiation
from bot.domain.offer import Grant, Stage
from bot.domain.offer_checks import find_misfits
from bot.domain.understanding import Utterance
from bot.domain.written import read_written
from bot.library.edition import Edition
from bot.nlu.offers import read_offer
from bot.nlu.read import understand

UNNAMED = "My offer"
MOST_NAME = 40  # letters of a negotiation's name: it is shown on buttons
UNFIT = re.compile(r"[^\w&.'’ +-]")
_FORM = read_written(__file__)
LEADS, EQUITY, FIELD_OF, PARTS, OWNERS, PAID_IN, NATIONS = (
    _FORM[table] for table in ("leads", "equity", "field_of", "parts", "owners", "paid_in", "nations")
)


def open_form(negotiation: Negotiation | None, job: str = "") -> OfferForm:
    """Return the form of an offer as it stands; `job` fills the first field of a new one."""
    if negotiation is None:
        return OfferForm(name="", values=(("job", job),) if job else ())
    return OfferForm(name=negotiation.name, values=tuple(values_of(negotiation)))


def values_of(negotiation: Negotiation) -> Iterator[tuple[str, str]]:
    """Yield each field with what the person once typed into it, or said."""
    offer, stance = negotiation.offer, negotiation.stance
    grant = offer.equity or Grant()
    if job := " ".join(filter(None, (negotiation.company, negotiation.role, negotiation.region))):
        yield "job", job
    told = {
        "base": offer.base,
        "bonus": offer.bonus and offer.bonus.target,
        "sign_on": offer.sign_on,
        "posted": stance.posted and stance.posted.low,
        "walk_away": stance.walk_away,
        "years": stance.years,
    }
    yield from ((name, words) for name, figure in told.items() if figure and (words := words_of(figure)))
    of_grant = [(lead, getattr(grant, part)) for part, lead in EQUITY.items()]
    if equity := ", ".join(lead.format(words_of(figure)) for lead, figure in of_grant if figure):
        yield "equity", equity
    if grant.vesting and not grant.vesting.is_assumed:
        yield "vesting", "/".join(f"{percent:f}" for percent in grant.vesting.percents)
    if offer.deadline and isinstance(offer.deadline.value, date):
        yield "deadline", offer.deadline.value.isoformat()
    yield "stage", offer.stage.value
    if stance.alternative:
        yield "alternative", stance.alternative.value


def words_of(figure: Figure) -> str:
    """Return the words in which a figure was stated."""
    return figure.origin.words if isinstance(figure.origin, Said) else ""


def fill(
    values: Mapping[str, str], before: Negotiation | None, edition: Edition, today: date
) -> Negotiation | OfferForm:
    """Return the negotiation that a filled form states, or the form with what is wrong beside its fields.

    A field that was left as it stood keeps what was said, and more than it could show; a changed one is read anew.
    """
    begun = begin(values.get("job", ""), before, edition)
    stood = dict(values_of(before)) if before else {}
    changed = {name for name in LEADS if values.get(name) != stood.get(name)}
    changed |= {"vesting"} if "equity" in changed else set()
    told = read_offer("; ".join(values.values()), edition.offer_cues, today=today, currency=None)
    currency = currency_for(begun, edition) or told.offer.currency
    heard = {
        name: read_offer(LEADS[name].format(values[name]), edition.offer_cues, today=today, currency=currency)
        for name in LEADS
        if name in changed & values.keys()
    }
    filled = choose(reduce(merge, heard.values(), clear(begun, changed)), values)
    misfits = ((FIELD_OF.get(one.component, "equity"), one) for one in find_misfits(filled.offer, today))
    form = OfferForm(
        name=before.name if before else "",
        values=tuple(values.items()),
        misfits=tuple(misfits),
        unread=tuple(name for name, one in heard.items() if one.is_empty and not one.doubts),
        unclear=tuple((name, one.doubts[0].why) for name, one in heard.items() if one.doubts),
    )
    return form if form.has_faults else filled


def begin(job: str, before: Negotiation | None, edition: Edition) -> Negotiation:
    """Return the negotiation a form is about, named after the company that was typed where it is new."""
    heard = understand(Utterance(text=job), edition.index)
    company = edition.vocabulary.companies.get(heard.company or "")
    # A name is shown on lock screens and carried in commands, so what may be an amount is none.
    typed = heard.stranger or ("" if read_quantities(job) else job)
    known = before or Negotiation(name=tidy(company.display if company else typed))
    return replace(
        known,
        company=heard.company or known.company,
        role=heard.role or known.role,
        region=heard.region or known.region,
        level=heard.level or known.level,
    )


def clear(negotiation: Negotiation, changed: AbstractSet[str]) -> Negotiation:
    """Return a negotiation without what the changed fields said before."""
    parts: dict[str, Any] = {part: None for name in changed for part in PARTS.get(name, ())}
    facts: dict[str, Any] = dict.fromkeys(changed - PARTS.keys() - {"vesting"})
    offer = replace(negotiation.offer, **parts)
    if "vesting" in changed and offer.equity:
        offer = replace(offer, equity=replace(offer.equity, vesting=None))
    return replace(negotiation, offer=offer, stance=replace(negotiation.stance, **facts))


def tidy(name: str) -> str:
    """Return a name as it can stand on a button and in a command."""
    return " ".join(UNFIT.sub(" ", name).split())[:MOST_NAME].strip() or UNNAMED


def choose(negotiation: Negotiation, values: Mapping[str, str]) -> Negotiation:
    """Return a negotiation with what was picked from the form's lists."""
    offer, stance = negotiation.offer, negotiation.stance
    if stage := values.get("stage"):
        offer = replace(offer, stage=Stage(stage))
    if alternative := values.get("alternative"):
        stance = replace(stance, alternative=Alternative(alternative))
    return replace(negotiation, offer=offer, stance=stance)


def currency_for(negotiation: Negotiation, edition: Edition) -> str | None:
    """Return the currency that amounts without a sign are in: of what was stated before, else of the job's guide."""
    posted = negotiation.stance.posted
    figures = [*negotiation.offer.figures(), *([posted.low] if posted else [])]
    stated = [figure.value.currency for figure in figures if isinstance(figure.value, Money)]
    about = (negotiation.company, negotiation.role)
    guides = [one for pair, one in edition.guides.items() if about in {pair, (pair[0], None)}]
    ours = {regional(guide, negotiation.region, edition)[0].currency for guide in guides}
    return negotiation.offer.currency or next(iter(stated), ours.pop() if len(ours) == 1 else None)


def currency_there(region: str | None, edition: Edition) -> str | None:
    """Return the currency (ISO 4217) that people are paid in at a place, where that is one for sure."""
    place = edition.vocabulary.regions.get(region or "")
    return PAID_IN.get(place.slug, PAID_IN.get(place.within or "")) if place else None
