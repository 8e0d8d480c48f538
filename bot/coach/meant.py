"""What a turn about the person's own offer is about: whose offer it is, and what was stated of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from bot.coach.filling import UNNAMED, currency_for, currency_there, tidy
from bot.coach.leaving import find_leaving
from bot.coach.mended import add_on, leave_top, mend, name_parts, only_tries, split_up, whose_value
from bot.coach.naming import as_typed, is_called, is_said
from bot.coach.reason import hear_reason
from bot.coach.rounds import read_terms
from bot.coach.topics import LONG_STORY, is_real
from bot.coach.topics import SOUNDS as ASKS
from bot.coach.waiting import MOST_REMARK, settles, take_up
from bot.coach.whose import call_rival, names_other, place_rivals
from bot.coach.wishes import NO_MORE_TIME, OVER, SOUNDS, SUPPOSED, asks_verdict, decides, goes_on, weighs
from bot.coach.wording import is_free, words_of
from bot.domain.amounts import read_quantities
from bot.domain.amounts.words import CLOCK, CURRENCIES, JUST_HOUR
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Offer, Stage
from bot.domain.session import Kept, Session
from bot.domain.understanding import Intent, Outcome, Understanding
from bot.library.edition import Edition
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard, read_offer
from bot.nlu.offers_cues import APART

OWN = {*map(Intent, ["offer", "counter", "round", "stake", "email", "call", "offers", "edit", "forget"])}
"""what is only ever about the person's own"""
TOLD = frozenset({Intent.COMP, Intent.ASK, Intent.OFF_TOPIC})  # what may tell of an offer in passing
PARTS_OF_AN_OFFER = 2
"""parts from which a text is an offer to review, unless it is a long story: that is first a question"""
SUPPOSING = frozenset({Intent.COUNTER, Intent.EMAIL, Intent.CALL})
"""what a case that is only supposed is planned for, or written for, and not kept"""
LED = {Intent.OFFER: "they offered ", Intent.ROUND: "they came back with ", Intent.COMPARE: "compare "}
"""what a bare number behind a command is: words that lead it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a turn is about, and what is known: everything but the clock."""

    heard: Understanding
    said: OfferHeard
    session: Session
    kept: Kept
    edition: Edition


def hear_offer(
    heard: Understanding, session: Session, kept: Kept, edition: Edition, today: date
) -> OfferHeard:
    """Return what an utterance states of an offer, in the currency of the offer or the job talked about."""
    if (told := hear_reason(heard, session)) is not None:
        return told
    if session.negotiation and read_terms(heard.utterance.text):
        return OfferHeard(offer=Offer(), stage=Stage.ACCEPTED)
    last = None if is_real(heard.stranger, edition) else next(iter(kept.negotiations), None)
    named = begin_from(heard, session, edition)
    about = session.negotiation or last or named
    is_other = named.company not in {None, about.company} and about.name != UNNAMED
    if heard.company and heard.role:
        about = replace(about, company=heard.company, role=heard.role, region=heard.region)
    currency = pay_currency(heard, (named, about) if is_other else (about, named), edition)
    other = named.name if names_other(heard, edition) and UNNAMED not in {about.name, named.name} else ""
    own = (kept.with_negotiation(session.negotiation) if session.negotiation else kept).negotiations
    typed = call_rival(split_up(heard.utterance.text, about, session.unsettled), own, edition)
    past = session.last.utterance.text if session.last else ""
    is_asked = about.asked and SOUNDS["and_a_part"].match(typed) and SOUNDS["asks"].search(past)
    typed, asked = add_on(f"{past} {typed}" if is_asked else typed, own, edition)
    if heard.intent in TOLD and about.offer.base and not session.unsettled:
        typed = SOUNDS["ranged"].sub(r"the posting says \g<0>", typed)
    is_counting = SOUNDS["bare_percent"].fullmatch(typed) and weighs(typed, session, kept)
    typed = "" if is_counting or ASKS["reckoned"].fullmatch(typed) else typed
    text = as_offer(heard, session, about, name_parts(typed, about, session.unsettled, other))
    paid = about.offer.base.unit if about.offer.base else None
    read = partial(read_offer, cues=edition.offer_cues, today=today, paid=paid)
    said = read(text, currency=currency)
    if session.unsettled:
        there = currency_there(heard.region or about.region, edition)
        told = replace(said, doubts=said.doubts or asked)
        more, currency = take_up(heard, told, session.unsettled, currency, there)
        text = f"{text}. {more}{whose_value(more, about)}" if more else text
        said = read(text, currency=currency) if more or currency else said
        is_undone = more and (about.offer.stage, said.stage) == (Stage.ANSWERED, Stage.COUNTERED)
        has_settled = not said.doubts and (more or settles(heard, told, session.unsettled))
        said = replace(said, has_settled=bool(has_settled), stage=None if is_undone else said.stage)
    said = leave_top(replace(said, doubts=said.doubts or asked), text, about)
    if goes_on(heard, session) or (heard.intent is Intent.STAKE and only_tries(text, said)):
        bare = (s for s in read_quantities(text) if not currency and getattr(s.value, "currency", "") is None)
        return OfferHeard(offer=Offer(), unplaced=tuple(bare))
    said = mend(said, heard.utterance.text, about)
    return place_rivals(said, about, heard.utterance.text, edition, past)


def pay_currency(heard: Understanding, jobs: Iterable[Negotiation], edition: Edition) -> str | None:
    """Return the currency (ISO 4217) of jobs, the first that has one, else the one that is said apart from the amounts."""
    apart = SOUNDS["apart"].findall(heard.utterance.text.casefold())
    codes = {code for word in apart for code in CURRENCIES.get(word, ())}
    known = (currency for job in jobs if (currency := currency_for(job, edition)))
    return next(known, codes.pop() if len(codes) == 1 else None)


def as_offer(heard: Understanding, session: Session, about: Negotiation, typed: str) -> str:
    """Return words about an offer led as what they are an answer to, without what only supposes it."""
    is_span = session.wants is Intent.COMPARE and OVER.fullmatch(heard.utterance.text)
    is_told = session.wants is Intent.COUNTER and session.negotiation is None  # what they offered was asked
    led = Intent.COMPARE if is_span else Intent.OFFER if is_told else heard.intent
    text = f"{LED.get(led, '')}{typed}"
    is_tried = heard.intent is not Intent.STAKE and SUPPOSED.match(typed) and any(map(str.isdigit, text))
    if heard.intent in SUPPOSING or SOUNDS["fixed"].search(text) or is_tried:
        text = f"{LED[Intent.OFFER] if is_tried and heard.region else ''}{SUPPOSED.sub('', text)}"
    return f"{text}{whose_value(text, about)}{when_due(text, about.offer)}"


def when_due(text: str, offer: Offer) -> str:
    """Return the day of the deadline that is known, where a text says only its hour, or the zone of the hour."""
    said, day = JUST_HOUR.fullmatch(text), offer.deadline
    if said is None or day is None or not isinstance(day.value, date):
        return ""
    clock = CLOCK.search(offer.due_at.text) if said["only"] and offer.due_at else None
    hour = f"{clock[0].removesuffix(clock['zone'] or '')} " if clock else ""
    return f". Answer by {day.value.isoformat()} at {hour}{said['hour']}"


def begin_from(heard: Understanding, session: Session, edition: Edition) -> Negotiation:
    """Return a negotiation about the job just named, else about the one talked about; its offer still empty."""
    heard = take_guess(heard)
    named = heard.company if heard.outcome is Outcome.FOUND else None
    before = session.company or (session.last.company if session.last else None)
    company = edition.vocabulary.companies.get(named or ("" if heard.stranger else before) or "")
    return Negotiation(
        name=tidy(company.display if company else as_typed(heard, session.last, edition)),
        company=company.slug if company else None,
        role=heard.role or (None if named or heard.stranger else session.role),
        region=heard.region or (None if named or heard.stranger else session.region),
        level=heard.level,
    )


def take_guess(heard: Understanding) -> Understanding:
    """Return a reading with only one guide to choose from as that: an offer is told of it, so it can be put right."""
    if heard.outcome is not Outcome.UNCLEAR or len(heard.alternatives) != 1:
        return heard
    company, role = heard.alternatives[0]
    return replace(heard, outcome=Outcome.FOUND, company=company, role=role)


def lays_out(heard: Understanding, said: OfferHeard) -> bool:
    """Whether a text is an offer to review, part by part, and not first of all a story with a question."""
    return states_pay(said.offer) >= PARTS_OF_AN_OFFER and len(split_words(heard.utterance.text)) < LONG_STORY


def is_own(heard: Understanding, said: OfferHeard, session: Session, kept: Kept) -> bool:
    """Whether a turn is about the person's own offer, so that neither it nor its reply may be shared or kept about."""
    if heard.utterance.telling:
        return True
    if heard.intent in OWN:
        is_letter = heard.intent in {Intent.EMAIL, Intent.CALL}
        is_known = knows_offer(session, kept) or states_pay(said.offer) > 0
        return not is_letter or is_known or is_free(heard) or "offer" in words_of(heard).split()
    if heard.intent is Intent.COMPARE and not (states_pay(said.offer) or said.doubts):
        return heard.outcome is Outcome.NONE and knows_offer(session, kept)
    return heard.intent in TOLD | {Intent.COMPARE} and tells_of_own(heard, said, session, kept)


def tells_of_own(heard: Understanding, said: OfferHeard, session: Session, kept: Kept) -> bool:
    """Whether a remark tells of an offer, or is one about the offer talked about."""
    typed = heard.utterance.text
    is_told = states_pay(said.offer) or said.asked or said.doubts or said.stance.posted or said.ranged
    names = names_two(typed, session, kept) or names_kept(heard, session, kept)
    if is_told or names or weighs(typed, session, kept):
        return True
    own = session.negotiation
    if own is None:
        return False
    if not (APART | {"market"}).isdisjoint(whose for whose, _ in said.beside) and not ASKS["asked"].match(
        typed
    ):
        return True
    known = (own, *kept.negotiations)
    is_decided = any(decides(heard, one.name) for one in known) or asks_verdict(typed, own)
    if is_decided or goes_on(heard, session) or find_leaving(typed) or NO_MORE_TIME.search(typed):
        return True
    if heard.intent is Intent.COMP and (moves(heard, session) or names_it(heard, session)):
        return True
    words = split_words(typed)
    is_remark = len(words) <= MOST_REMARK or bool(SOUNDS["personal"].search(" ".join(words)))
    is_remark = is_remark and not ASKS["elsewhere"].match(typed)
    joins = heard.intent is Intent.ASK and len(heard.topics) == 1 and states_pay(own.offer) > 0
    return not said.is_empty or joins or (heard.intent is Intent.OFF_TOPIC and is_remark)


def names_it(heard: Understanding, session: Session) -> bool:
    """Whether a company is named, and its pay not asked, right after an answer about an offer that has no name yet."""
    own = session.negotiation
    is_told = session.was_own or split_words(heard.utterance.text)[1:2] == ("from",)  # it's from Google
    is_nameless = own is not None and own.name == UNNAMED and is_told
    is_named = is_nameless and bool(heard.stranger or heard.company)
    return is_named and not SOUNDS["priced"].search(heard.utterance.text)


def moves(heard: Understanding, session: Session) -> bool:
    """Whether a remark right after an answer about their offer only names another place or level for it."""
    names_job = any(span.label in {"company", "role"} for span in heard.spans)
    is_known = session.negotiation is not None and states_pay(session.negotiation.offer) > 0
    return session.was_own and is_known and bool(heard.region or heard.level) and not names_job


def names_two(text: str, session: Session, kept: Kept) -> bool:
    """Whether two offers that are known are named to choose between: "Stripe or Databricks?"."""
    own = [one for one in (session.negotiation, *kept.negotiations) if one]
    names = [name for one in own for name in (one.name, *(rival.name for rival in one.stance.rivals)) if name]
    words = {*split_words(text)}
    firsts = {split_words(name)[0] for name in names if split_words(name)}
    return len(firsts & words) > 1 and not words.isdisjoint({"or", "vs", "versus"})


def names_kept(heard: Understanding, session: Session, kept: Kept) -> bool:
    """Whether a company is named that made an offer: "use it against Stripe"; one with a guide only as "my Together offer"."""
    own = (one for one in (session.negotiation, *kept.negotiations) if one)
    named, words = (heard.stranger or "").casefold(), split_words(heard.utterance.text)
    company = heard.company if words[-1:] == ("offer",) or {"my", "offer"} <= {*words} else None
    names = ((one.name.casefold(), one.company or "") for one in own)
    return not heard.role and any(name == named or slug == company for name, slug in names)


def knows_offer(session: Session, kept: Kept) -> bool:
    """Whether an offer of the person's is known."""
    return session.negotiation is not None or bool(kept.negotiations)


def states_pay(offer: Offer) -> int:
    """Return how many parts of pay an offer states."""
    parts = (offer.base, offer.bonus, offer.equity, offer.sign_on, offer.relocation, offer.refresher)
    return sum(part is not None for part in parts)


def find_meant(turn: Turn) -> Negotiation | None:
    """Return the negotiation that is meant: by its name, by its company, else the one talked about, else the only one."""
    heard, known = turn.heard, turn.kept.negotiations
    if (current := turn.session.negotiation) is not None:
        known = (current, *(one for one in known if one.name != current.name))
    text, edition = heard.utterance.text, turn.edition
    by_name = [one for one in known if decides(heard, one.name) or is_called(one.name, text, edition)]
    if by_name:
        return max(by_name, key=lambda one: len(one.name))
    opens = heard.intent in OWN - {Intent.OFFER, Intent.EMAIL, Intent.CALL} and not turn.said.stance.rivals
    rivals = (rival for one in known if opens for rival in one.stance.rivals)
    theirs = (rival for rival in rivals if rival.name and states_pay(rival.offer))
    if their := next((rival for rival in theirs if is_called(rival.name, text, edition)), None):
        return Negotiation(name=their.name, offer=their.offer)
    is_told = states_pay(turn.said.offer) or turn.said.ranged
    is_held = known and (known[0].offer.base or (known[0].name != UNNAMED and states_pay(known[0].offer)))
    is_new = bool(is_told and is_held)
    if is_new and names_other(heard, edition) and as_typed(heard, None, edition) != UNNAMED:
        return None
    is_theirs = current and turn.said.stance.rivals and turn.said.offer.is_empty
    if heard.company and heard.outcome is Outcome.FOUND and not is_theirs:
        named = next((one for one in known if one.company == heard.company), None)
        nameless = current if current and current.name == UNNAMED and not is_new else None
        return named or nameless
    if current is not None:
        return current
    begins = heard.intent in TOLD | {Intent.OFFER} and states_pay(turn.said.offer) > 1
    return known[0] if len(known) == 1 and not begins else None


def adopt(negotiation: Negotiation, turn: Turn) -> Negotiation:
    """Return a negotiation with the job that was named for it just now, and its name where it had none."""
    heard = turn.heard
    typed = (span.words for span in heard.spans if span.label == "company")
    if negotiation.name == UNNAMED and any(is_said(name, heard, turn.edition) for name in typed):
        heard = replace(take_guess(heard), role=heard.role)  # it's together
    is_found = heard.company and heard.outcome is Outcome.FOUND
    company = turn.edition.vocabulary.companies[heard.company].display if heard.company and is_found else None
    named = tidy(company or (as_typed(heard, None, turn.edition) if heard.stranger else UNNAMED))
    rivals = (rival.name.casefold() for rival in turn.said.stance.rivals if rival.name)
    if any(map(named.casefold().startswith, rivals)):
        return negotiation
    if not company:
        tells = heard.intent is not Intent.ASK or states_pay(turn.said.offer)
        is_named = tells and heard.stranger and is_said(heard.stranger, heard, turn.edition)
        name = named if negotiation.name == UNNAMED and is_named else negotiation.name
        role = negotiation.role or (heard.role if heard.intent is Intent.OFFER else None)
        return replace(negotiation, name=name, role=role, region=heard.region or negotiation.region)
    return replace(
        negotiation,
        name=named if negotiation.company is None else negotiation.name,
        company=heard.company,
        role=heard.role or negotiation.role,
        region=heard.region or negotiation.region,
        level=heard.level or negotiation.level,
    )
