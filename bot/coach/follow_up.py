"""Follow-ups: what a short remark leaves out is taken from what the person was talking about."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.coach.commands import read_command
from bot.coach.compare import read_counting
from bot.coach.meant import take_guess
from bot.coach.reason import tell_reason
from bot.coach.topics import MOST_OFFERED, is_real
from bot.coach.topics import SOUNDS as ASKS
from bot.coach.unsaid import ask_without
from bot.coach.wishes import SOUNDS as WISHES
from bot.coach.wording import LETTERS, PURPOSES, carry_on, named, words_of
from bot.domain.amounts.words import CURRENCIES
from bot.domain.session import Session
from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.domain.vocabulary import Name
from bot.domain.written import read_written, to_sounds
from bot.library.edition import Edition
from bot.nlu.clauses import name_companies
from bot.nlu.normalize import split_words

MOST_WORDS, LONGEST_LABEL = 6, 200  # words of a remark that leans on what was; letters of a button
ABOUT_A_JOB = LETTERS | {Intent.COMP, Intent.SAY, Intent.LEVERS, Intent.SOURCES, Intent.SHARE, Intent.COMPARE}
SPOKEN = LETTERS | {Intent.SAY}
PAGES = frozenset({Intent.ASK, Intent.TOPIC})
HOME = frozenset({"us", "remote"})
"""the regions within which pay by place is one page, and outside which it is another"""
SIGNS = "$€£%"
NOISE = re.compile(rf"[^\w{SIGNS}]|_")
_LIST = read_written(__file__)
HOW_TO: Mapping[str, str] = _LIST.pop("how_to")
KINDS = tuple((re.compile(kind), re.compile(button)) for kind, button in _LIST.pop("kinds"))
"""the kind of a number, as typed -> its button"""
SOUNDS = to_sounds(_LIST)
NAMES = ("company", "stranger", "role", "region", "level")
EMPLOYER = {"stranger": "company"}
"""of two employers, with a guide or without, the one named later is asked about"""
TRIED, SUPPOSING = "what if i ", "what if they offer a base of "
"""what a sum stands behind that is weighed as an ask, or as an offer not made yet"""
SIDE_BY_SIDE = frozenset({"compare", "vs", "versus", "difference"})
ABOUT_THE_LAST = frozenset({Intent.SHORTER, Intent.WHY})
ASIDE = frozenset({Intent.THANKS, Intent.GREETING, Intent.FEEDBACK, Intent.OFF_TOPIC})
"""what is said between, and leaves what was talked about as it was"""


def complete(heard: Understanding, session: Session, edition: Edition) -> Understanding:
    """Return a remark as what it means after what went before: a part of a job is of the one talked about, words of its offer."""
    heard = tell_reason(ask_without(heard, session), session)
    text = heard.utterance.text
    if heard.intent is Intent.ROUND and SOUNDS["elsewhere"].search(heard.utterance.text):
        heard = replace(heard, intent=Intent.COMP)  # their own employer's word to stay
    if (plain := say_plainly(text, heard.intent, session, edition)) != text:
        intent = heard.intent if session.negotiation else Intent.OFFER
        return replace(heard, intent=intent, utterance=replace(heard.utterance, text=plain))
    is_push = heard.intent is Intent.COMP and SOUNDS["push"].fullmatch(text)
    if session.negotiation and (is_push or (heard.intent is Intent.SAY and leans_back(heard, session))):
        heard = replace(heard, intent=Intent.CALL)
    own, guess = session.negotiation, take_guess(heard)
    if own and not own.role and tells_role(guess, session, own.company):
        return replace(guess, intent=Intent.OFFER, outcome=Outcome.FOUND, company=own.company)
    if heard.intent is Intent.COMP and session.wants and answers(heard, session):
        heard = replace(heard, intent=session.wants)
    is_beside = heard.region and not SIDE_BY_SIDE.isdisjoint(split_words(text))
    if heard.intent is Intent.COMP and is_beside and not any(map(str.isdigit, text)):  # sums are offers
        stranger = heard.stranger if is_real(heard.stranger, edition) else None
        heard = replace(heard, intent=Intent.COMPARE, stranger=stranger)
    is_on_page = session.last and session.last.intent in PAGES and not session.was_own
    if is_on_page and heard.intent is Intent.COMP and heard.region and leans_back(heard, session):
        return ask_there(heard, session, edition.vocabulary.regions[heard.region])
    is_advised = session.negotiation and session.last and session.last.intent in PAGES | {Intent.COUNTER}
    before = session.last if is_advised else session.drafted
    if before and is_on_words(heard, session):
        return carry_on(heard, before, is_next=session.last == before)
    if session.company is None or session.role is None or not leans_back(heard, session):
        return heard
    heard = replace(heard, region=heard.region or session.region, level=heard.level or session.level)
    return replace(heard, outcome=Outcome.FOUND, company=session.company, role=session.role)


def tells_role(heard: Understanding, session: Session, company: str | None) -> bool:
    """Whether a remark right after an answer about an offer names the role that is not known of it."""
    typed = heard.utterance.text
    is_short = len(split_words(typed)) <= MOST_WORDS and not WISHES["priced"].search(typed)
    is_after = session.was_own or (session.last and session.last.intent in PAGES)
    is_answer = is_after and heard.intent is Intent.COMP and is_short
    return bool(is_answer and heard.role and heard.company in {None, company} and not heard.stranger)


def say_plainly(text: str, intent: Intent, session: Session, edition: Edition) -> str:
    """Return an ask that is weighed as one that is tried, or written; what a company also offers as an offer of its own."""
    tried = session.last.utterance.text if session.negotiation and session.last else ""
    if intent in LETTERS and tried.startswith(TRIED) and not any(map(str.isdigit, text)):
        return f"{text}. I will {tried.removeprefix(TRIED)}"
    weighed = ASKS["weighed"].fullmatch(text) if session.negotiation else None
    if weighed:
        return f"{TRIED}ask for {weighed['sum'] or weighed['much'] or weighed['like']}"
    own = session.negotiation
    is_known = own.offer.base is not None if own else session.role is not None
    if is_known and (posed := SOUNDS["posed"].fullmatch(text)):
        return f"{SUPPOSING}{posed['asked'] or posed['told']}"
    also = SOUNDS["also"].match(text)
    is_named = also and len(name_companies(also["who"], edition.index)) == 1
    return f"{also['who']} {also['did']}{text[also.end() :]}" if also and is_named else text


def ask_there(heard: Understanding, session: Session, place: Name) -> Understanding:
    """Return a place named after a page as its words there, for the job talked about, else as the page on pay by place."""
    if session.company and session.role:
        return replace(heard, intent=Intent.SAY, company=session.company, role=session.role)
    page = "non_us" if HOME.isdisjoint({place.slug, place.within}) else "remote_geo"
    return replace(heard, intent=Intent.ASK, topics=(page,))


def goes_on(heard: Understanding, session: Session) -> str:
    """Return a remark with what the look-up before it said, where it names what that left open, or another company for its role."""
    last, typed = session.last, heard.utterance.text
    if last is None or last.intent not in ABOUT_A_JOB or heard.intent is not Intent.COMP or session.was_own:
        return ""
    told = ({EMPLOYER.get(name, name) for name in NAMES if getattr(one, name)} for one in (heard, last))
    named, before = told
    is_whole = last.outcome is Outcome.FOUND and {"company", "role"} <= before
    if last.role and named == {"company"} and (other := SOUNDS["other"].fullmatch(typed)):
        return f"{other['who']} {last.role}"
    is_open = len(split_words(typed)) <= MOST_WORDS and named.isdisjoint(before) and not is_whole
    return f"{last.utterance.text} {typed}" if is_open and named and before else ""


def is_on_words(heard: Understanding, session: Session) -> bool:
    """Whether a remark is on the words written last, rather than a command that names the offer they are for."""
    if heard.intent is Intent.SHORTER:
        return session.last == session.drafted
    own = session.negotiation
    is_named = own is not None and own.name.casefold() in heard.utterance.text.casefold()
    return heard.intent in LETTERS and heard.outcome is Outcome.NONE and not (heard.stranger or is_named)


def press(utterance: Utterance, session: Session) -> Utterance:
    """Return the words on a button of the last reply as a tap on it; anything else as it is."""
    last = None if session.negotiation else session.last
    if last and last.intent in PAGES and not last.topics[1:] and SOUNDS["pressed"].fullmatch(utterance.text):
        return Utterance(text="", intent=Intent.CALL)  # the page's words for when they ask again
    typed = spelled(SOUNDS["lead"].sub("", utterance.text)) if len(utterance.text) <= LONGEST_LABEL else ""
    offered = (*(session.unsettled.readings if session.unsettled else ()), *session.steps)
    known = {spelled(label): command for label, command in offered}
    bare = {label.lstrip(SIGNS): command for label, command in known.items()}
    kinds = [shown for kind, shown in KINDS if kind.fullmatch(typed)]
    of_kind = (command for label, command in known.items() for shown in kinds if shown.fullmatch(label))
    by_name = known.get(typed) or bare.get(typed) or bare.get(f"{typed}k") or bare.get(f"{typed}shares")
    by_sign = (known.get(code.casefold()) for code in CURRENCIES.get(typed, ()))
    command = by_name or next(of_kind, None) or next(by_sign, None)
    return read_command(command) if typed and command and utterance.intent is None else utterance


def spelled(text: str) -> str:
    """Return what somebody types of a label: its letters, digits and signs of money."""
    return NOISE.sub("", text.casefold())


def answers(heard: Understanding, session: Session) -> bool:
    """Whether a remark names what was asked for: a job, the numbers of an offer, or a percent and no more."""
    typed = heard.utterance.text
    if session.wants is Intent.COMPARE and session.was_own:
        return len(split_words(typed)) < MOST_WORDS and read_counting(typed) is not None
    if session.wants in ABOUT_A_JOB:
        return heard.outcome is not Outcome.NONE
    return any(letter.isdigit() for letter in typed)


def beside(heard: Understanding, session: Session) -> Understanding:
    """Return a question that names nobody as one about the job talked about."""
    if heard.intent is not Intent.ASK or heard.outcome is not Outcome.NONE or heard.stranger or heard.role:
        return heard
    if session.company is None or session.role is None:
        return heard
    own = session.negotiation
    is_own = own is not None and (own.company, own.role) == (session.company, session.role)
    region = heard.region or (own.region if own and is_own else session.region)
    return replace(heard, outcome=Outcome.FOUND, company=session.company, role=session.role, region=region)


def in_talk(heard: Understanding, session: Session, edition: Edition) -> Understanding:
    """Return a vague remark in talk of offers as the page on its part or the last letter, else the choice of those near."""
    last, text, parts = session.last, heard.utterance.text, edition.index.words.cues.parts
    if heard.intent is not Intent.OFF_TOPIC or not last or not (session.negotiation or last.intent in PAGES):
        return heard
    named_parts = (parts[(word,)] for word in split_words(text) if (word,) in parts)
    asks_how = last.intent in LETTERS and SOUNDS["how"].fullmatch(text)
    purpose = named(PURPOSES, words_of(last)) if asks_how else None
    if page := next(named_parts, HOW_TO.get(purpose or "")):
        return replace(heard, intent=Intent.ASK, topics=(page,), nearby=())
    leans = last.topics if SOUNDS["leaning"].match(text) and len(split_words(text)) <= MOST_WORDS else ()
    related = (name for page in leans if page in edition.playbook for name in edition.playbook[page].related)
    near = heard.nearby or (*leans, *related)
    pages = tuple(dict.fromkeys((*near[:1], *last.topics, *near)))[:MOST_OFFERED]
    return replace(heard, intent=Intent.ASK, topics=pages, nearby=()) if near else heard


def leans_back(heard: Understanding, session: Session) -> bool:
    """Whether a remark names only a region, a level, or what is wanted of the job, and not of the offer or page talked about."""
    if heard.intent not in ABOUT_A_JOB or heard.outcome is not Outcome.NONE or heard.role or heard.stranger:
        return False
    is_of_job = bool(heard.region) or "regions" in split_words(heard.utterance.text)
    is_of_offer = heard.intent in LETTERS or (heard.intent is Intent.COMPARE and not is_of_job)
    if is_of_offer and session.negotiation is not None:
        return False
    if heard.intent in SPOKEN and not session.negotiation and session.last and session.last.intent in PAGES:
        return False
    names_part = bool(heard.region or heard.level)
    bare = heard.intent is not Intent.COMP and heard.is_bare
    return bare or (names_part and len(split_words(heard.utterance.text)) <= MOST_WORDS)


def remember(heard: Understanding, session: Session, steps: tuple[tuple[str, str], ...] = ()) -> Session:
    """Return what the conversation is about after this turn, whose reply has these next steps."""
    if heard.intent in ASIDE and session.last:
        return replace(session, steps=steps)
    is_about_last = heard.intent in ABOUT_THE_LAST or (
        heard.intent in SPOKEN and heard.outcome is Outcome.NONE and session.last is not None
    )
    place = heard.region or (session.last.region if session.last else None)
    last = replace(session.last, region=place) if is_about_last and session.last else heard
    if heard.intent is Intent.COMPARE:
        session = replace(session, counting=read_counting(heard.utterance.text) or session.counting)
    is_named = heard.company and heard.role and (is_about_last or heard.outcome is Outcome.FOUND)
    job = heard if is_named else session
    is_open = heard.intent in ABOUT_A_JOB - {Intent.COMP} and heard.outcome is Outcome.NONE
    return replace(  # at once: each copy costs as much as the rest of a turn's memory
        session,
        company=job.company,
        role=job.role,
        region=job.region,
        level=job.level,
        last=last,
        wants=heard.intent if is_open else None,  # a job is asked for once
        was_own=False,
        steps=steps,
    )
