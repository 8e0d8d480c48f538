"""The playbook: which page answers a question, beside what a guide says of the job it names."""

import re
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import pairwise

from bot.coach.answers import CompFound, TopicFound, TopicsOffered
from bot.coach.comp import look_up
from bot.coach.review import OfferReviewed, review
from bot.coach.subject import regional
from bot.coach.wording import DECISIONS, PURPOSES, named, words_of
from bot.domain.amounts import Component
from bot.domain.negotiation import Negotiation
from bot.domain.topic import Channel, Topic
from bot.domain.understanding import Intent, Outcome, Understanding
from bot.domain.written import read_written, to_sounds
from bot.library.edition import Edition
from bot.nlu.clauses import name_companies
from bot.nlu.entry import Label
from bot.nlu.intents import find_worry
from bot.nlu.normalize import split_words
from bot.nlu.topics.rank import Ranking, Verdict

ABOUT_MORE = ("final_offer", "trade_levers", "lowball", "no_competing_offer", "anchoring", "pay_cut")
"""pages after which a person wants to know what else can be asked for"""
MOST_OFFERED = 3
FEW_WORDS = 4  # up to here a text is a name to look up rather than a question to advise on
MOST_OFF, SURELY_OFF = 0.8, 0.995
"""chance of being off topic up to which pages are offered, and from which no name makes a text one that asks for pay"""
LEAST_IN_TALK = 0.005
"""chance of being about offers from which a remark in talk of an offer is met with pages"""
NAMELESS: dict[str, str] = {Label.COMPANY: "they", Label.STRANGER: "they"}
LEAVE = frozenset((verb, "i") for verb in ("can", "could", "should", "may", "must", "do"))
ADVICE = LEAVE | {(verb, "they") for verb in ("can", "will", "would", "do", "if")}
_LIST = read_written(__file__)
DEALT_WITH, THING = _LIST.pop("dealt_with"), _LIST.pop("thing")
PRICE, TELLS, THEIRS = (frozenset(_LIST.pop(kind)) for kind in ("price", "tells", "theirs"))
SOUNDS = to_sounds(_LIST)
PAY_PAGE = ("market_research",)  # how to find out what a job pays: of a job with a guide, the guide says it
STORY_WORDS, LONG_STORY = 9, 40
"""from the first a text that names a job tells of a situation, and is not only asking what the job pays; from the second, surely"""


def wants_advice(heard: Understanding, edition: Edition, *, is_ready: bool = True) -> bool:
    """Whether a text may be a question for the playbook; a short one that names a company, where that `is_ready` to be asked."""
    if heard.intent is not Intent.COMP or not heard.utterance.text:
        return False
    is_story = asks_leave(heard) or len(split_words(heard.utterance.text)) >= STORY_WORDS
    is_asked = is_story or deals_with(heard, edition) or not names_somebody(heard, edition)
    return bool(is_asked or (is_ready and says_more(heard, edition)))


def says_more(heard: Understanding, edition: Edition) -> bool:
    """Whether a text names one real company, no job of its guide's, and says more than names and that it is about pay."""
    spans = (span.words for span in heard.spans if span.label != Label.FILLER)
    words = {*split_words(heard.utterance.text)}
    more = words - {*split_words(" ".join(spans))} - edition.index.words.pay
    is_job = (heard.company or "", heard.role or "") in edition.guides and not asks_advice(heard)
    is_card = is_job or (heard.role and words & PRICE)
    is_named = (heard.company or is_real(heard.stranger, edition)) and not is_card
    return bool(more and is_named and len(name_companies(heard.utterance.text, edition.index)) <= 1)


def nameless(heard: Understanding, edition: Edition) -> str:
    """Return a text as it is ranked: in a short question a company is `they`, and its job left out, since pages name nobody."""
    text = heard.utterance.text
    is_told = len(split_words(text)) >= LONG_STORY or any(map(str.isdigit, text))
    named = () if is_told or not names_somebody(heard, edition) else heard.spans
    said = NAMELESS | ({Label.ROLE: ""} if heard.company else {})
    for span in (one for one in named if one.label in said):
        words = r"\W+".join(map(re.escape, span.words.split()))
        text = re.sub(rf"(?i)\b{words}\b", said[span.label], text, count=1)
    return text


def asks_leave(heard: Understanding) -> bool:
    """Whether a text asks what the person may or should do with a company, rather than what a job of it pays."""
    return not heard.role and split_words(heard.utterance.text)[:2] in LEAVE


def asks_advice(heard: Understanding) -> bool:
    """Whether a text asks anywhere what the person or the employer may or should do, and not what a job pays."""
    words = [word for one in heard.spans for word in NAMELESS.get(one.label, one.words).split()]
    is_priced = words[:1] != ["can"] and not PRICE.isdisjoint(words)  # can stripe see my salary
    return not is_priced and not ADVICE.isdisjoint(pairwise(words))


def deals_with(heard: Understanding, edition: Edition) -> str | None:
    """Return the page on what a text asks about an employer that it names: a no to it, its silence, or telling of it."""
    is_named = heard.company or is_real(heard.stranger, edition)
    text = heard.utterance.text
    if heard.role or not is_named or any(map(str.isdigit, text)):
        return None
    return next((page for page, asked in DEALT_WITH.items() if re.search(asked, text)), None)


def sure_page(heard: Understanding, edition: Edition) -> str | None:
    """Return the page for a sum to ask for, or for telling one employer of another, where a text asks about that."""
    words = split_words(heard.utterance.text)
    if SOUNDS["weighed"].fullmatch(heard.utterance.text):
        return "how_to_counter"
    is_asked = words[:2] in LEAVE | {("is", "it")} and not TELLS.isdisjoint(words)
    names_two = is_asked and len(name_companies(heard.utterance.text, edition.index)) > 1
    return "competing_offers" if names_two else deals_with(heard, edition)


def settle(heard: Understanding, ranking: Ranking, edition: Edition) -> Understanding:
    """Return a text as a question for the playbook, one for a strange word as that for the words it is nearest to."""
    if SOUNDS["reckoned"].fullmatch(heard.utterance.text):
        return replace(heard, intent=Intent.OFF_TOPIC)
    if not (word := unknown_word(heard, edition)):
        return settle_ranked(heard, ranking, edition)
    parts = {" ".join(words): page for words, page in edition.index.words.cues.parts.items()}
    near = (parts[each] for each in get_close_matches(word, parts, MOST_OFFERED))
    topics = tuple(dict.fromkeys((*near, *(name for name, _ in ranking.topics))))
    return replace(heard, intent=Intent.ASK, topics=topics[:MOST_OFFERED])


def settle_ranked(heard: Understanding, ranking: Ranking, edition: Edition) -> Understanding:
    """Return a text as a question for the playbook, or as off topic; as it was where a name is all there is."""
    if page := sure_page(heard, edition):
        ranked = tuple(one for one in ranking.topics if one[0] != page)
        ranking = replace(ranking, verdict=Verdict.ANSWER, topics=((page, 1.0), *ranked))
    worry = () if ranking.verdict is Verdict.ANSWER else worries(heard, edition)
    topics = tuple(one for one in worry or (name for name, _ in ranking.topics) if one in edition.playbook)
    is_known, is_named = heard.outcome is not Outcome.NONE, heard.role and is_real(heard.stranger, edition)
    is_off = ranking.off_topic >= SURELY_OFF and not (is_known or is_named)  # stripe swe, please
    is_pay = is_known or (heard.stranger and ranking.verdict is not Verdict.DECLINE)
    is_asked = (heard.company or is_real(heard.stranger, edition)) and asks_advice(heard)
    is_unknown = ranking.verdict is not Verdict.ANSWER and asks_pay(heard, edition)
    if is_unknown or (topics[:1] == PAY_PAGE and looks_up(heard, edition) and is_pay):
        return heard if is_known else replace(heard, nearby=topics[:MOST_OFFERED])
    match ranking.verdict:
        case Verdict.ANSWER if topics:
            return replace(heard, intent=Intent.ASK, topics=topics[:1], nearby=topics[1:MOST_OFFERED])
        case Verdict.OFFER if topics and (asks_leave(heard) or is_asked or not looks_up(heard, edition)):
            return replace(heard, intent=Intent.ASK, topics=topics[:MOST_OFFERED])
        case Verdict.DECLINE if topics and may_be_ours(heard, ranking, edition):
            return replace(heard, intent=Intent.ASK, topics=topics[:MOST_OFFERED])
        case Verdict.DECLINE if is_off or not looks_up(heard, edition):
            is_near = ranking.topics and ranking.topics[0][1] >= LEAST_IN_TALK
            return replace(heard, intent=Intent.OFF_TOPIC, nearby=topics[:MOST_OFFERED] if is_near else ())
        case _:
            return replace(heard, nearby=topics[:MOST_OFFERED])


def asks_pay(heard: Understanding, edition: Edition) -> bool:
    """Whether a short text asks what a job pays at a company of a strange name."""
    text, known = heard.utterance.text, edition.index.words.everyday
    is_open = heard.outcome is Outcome.NONE and len(split_words(text)) < STORY_WORDS
    name = found["who"].casefold() if is_open and (found := SOUNDS["priced"].search(text)) else ""
    return bool(name) and name not in known and (heard.stranger or "").startswith(name)


def advise(heard: Understanding, edition: Edition, today: date) -> TopicFound | TopicsOffered:
    """Return the page that answers a question, or the pages to choose from."""
    topics = tuple(edition.playbook[name] for name in heard.topics if name in edition.playbook)
    guide = edition.guides.get((heard.company or "", heard.role or ""))
    found = look_up(heard, guide, edition, today) if guide and heard.outcome is Outcome.FOUND else None
    if len(topics) == 1:
        return page(fit(topics[0], heard), edition, found, heard.nearby)
    pages, word = worries(heard, edition), unknown_word(heard, edition)
    is_worry = bool(pages) and pages not in edition.index.words.cues.plain
    is_told = any(span.label == Label.COMPANY for span in heard.spans)
    return TopicsOffered(topics=topics, is_worry=is_worry, unknown=word, found=found if is_told else None)


def fit(topic: Topic, heard: Understanding) -> Topic:
    """Return a page with the words for what a question is for: of those for a yes and for a no, the ones it asks about."""
    kinds = [named(PURPOSES, line.moment.text.casefold()) for line in topic.say]
    wanted = named(PURPOSES, words_of(heard))
    other = DECISIONS - {wanted} if wanted in DECISIONS.intersection(kinds) else ()
    lines = (line for line, kind in zip(topic.say, kinds, strict=True) if kind not in other)
    return replace(topic, say=tuple(lines))


def worries(heard: Understanding, edition: Edition) -> tuple[str, ...]:
    """Return the pages nearest to how a person says they feel, in a few words; none for anything else."""
    return find_worry(split_words(heard.utterance.text), edition.index.words.cues)


def may_be_ours(heard: Understanding, ranking: Ranking, edition: Edition) -> bool:
    """Whether a text that reads as off topic is met with pages: it speaks of our trade, asks for leave, or is likely enough."""
    text, words = heard.utterance.text, split_words(heard.utterance.text)
    is_named = len(words) < LONG_STORY and names_somebody(heard, edition)
    is_told = asks_leave(heard) and (is_named or not THEIRS.isdisjoint(words))
    is_likely = is_told or (not is_named and ranking.off_topic <= MOST_OFF)
    is_trade = any(w.startswith(edition.index.words.trade) for w in words) or bool(SOUNDS["paid"].match(text))
    is_trade = is_trade and len(words) < LONG_STORY
    return is_likely or is_trade or (bool(worries(heard, edition)) and not is_named)


def names_somebody(heard: Understanding, edition: Edition) -> bool:
    """Whether a text is about a company or a role by name: one with a guide, a real one without, or little else."""
    if heard.outcome is not Outcome.NONE:
        return True
    is_told = any(SOUNDS[name].search(f"\n{heard.utterance.text}") for name in ("friend", "denied", "hides"))
    if (is_told and not SOUNDS["asked"].match(heard.utterance.text)) or unknown_word(heard, edition):
        return False
    if worries(heard, edition):
        return is_real(heard.stranger, edition)
    words, known = split_words(heard.utterance.text), edition.index.words
    is_asked = not known.asks.isdisjoint(words[:1]) and is_small_talk(heard, edition)
    is_sentence = not known.addressed.isdisjoint(words) and known.pay.isdisjoint(words)
    is_name = not (is_asked or is_sentence)  # an unknown word in a sentence to somebody is no company's name
    place = None if SOUNDS["paid"].match(heard.utterance.text) else heard.region or heard.level
    part = heard.role or place or (heard.stranger if is_name else None)
    if part and (len(words) <= FEW_WORDS or (heard.role and heard.region)):
        return True
    name = heard.stranger or ""
    if not is_real(name, edition) or (" " not in name and is_small_talk(heard, edition)):
        return False
    return not re.search(THING.format(re.escape(name)), heard.utterance.text, re.IGNORECASE)


def looks_up(heard: Understanding, edition: Edition) -> bool:
    """Whether a text is there to look somebody up, and does not tell a story in which a name without a guide comes up."""
    words = split_words(heard.utterance.text)
    is_job = (heard.role and heard.stranger) or not edition.index.words.pay.isdisjoint(words)
    is_story = not heard.company and len(words) >= (LONG_STORY if is_job else STORY_WORDS)
    return not is_story and names_somebody(heard, edition)


def is_real(stranger: str | None, edition: Edition) -> bool:
    """Whether a company without a guide is one that exists, and not words that were guessed to be a name."""
    return stranger is not None and edition.index.proper.get(stranger.casefold()) == stranger


def unknown_word(heard: Understanding, edition: Edition) -> str:
    """Return the word whose meaning is asked for, where it is none we know and no company's name."""
    asked = SOUNDS["defining"].fullmatch(heard.utterance.text) if heard.stranger and not heard.role else None
    return asked["word"] if asked and not is_real(heard.stranger, edition) else ""


def is_small_talk(heard: Understanding, edition: Edition) -> bool:
    """Whether a text is all common words, none of them about pay: what is the weather like names no company."""
    words, known = split_words(heard.utterance.text), edition.index.words
    return known.pay.isdisjoint(words) and all(one in known.everyday or one in known.filler for one in words)


def page(topic: Topic, edition: Edition, found: CompFound | None, nearby: tuple[str, ...] = ()) -> TopicFound:
    """Return one page with those it names as related, and those that may have been meant."""
    names = dict.fromkeys((*topic.related, *nearby))
    related = tuple(edition.playbook[name] for name in names if name in edition.playbook)
    return TopicFound(topic=topic, related=related, found=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicOnOffer:
    """One page of the playbook, beside the person's own offer and where it stands."""

    topic: Topic
    related: tuple[Topic, ...]
    reviewed: OfferReviewed
    derived_from: str | None  # the region the bands were scaled from, where the guide says so
    open_parts: tuple[Component, ...]  # what was not offered and can still be asked about


def advise_on_offer(topic: Topic, negotiation: Negotiation, edition: Edition, today: date) -> TopicOnOffer:
    """Return the page that answers a question told with an offer, beside that offer."""
    offer = negotiation.offer
    guide = edition.guides.get((negotiation.company or "", negotiation.role or ""))
    stated = {
        Component.SIGN_ON: offer.sign_on,
        Component.EQUITY: offer.equity,
        Component.TARGET_BONUS: offer.bonus,
        Component.RELOCATION: offer.relocation,
    }
    return TopicOnOffer(
        topic=topic,
        related=page(topic, edition, None).related,
        reviewed=review(negotiation, edition, today),
        derived_from=regional(guide, negotiation.region, edition)[0].derived_from if guide else None,
        open_parts=tuple(part for part, value in stated.items() if value is None and topic.id in ABOUT_MORE),
    )


def open_page(name: str, edition: Edition) -> TopicFound | TopicsOffered:
    """Return the page of that id, or its words for a call or an email, or all pages to choose from."""
    *words, last = name.casefold().replace("-", " ").replace("_", " ").split() or ("",)
    channel = next((one for one in Channel if words and one == last), None)
    topic = edition.playbook.get("_".join((*words, *(() if channel else (last,)))))
    if topic is None:
        everything = sorted(edition.playbook.values(), key=lambda each: each.title.text)
        return TopicsOffered(topics=tuple(everything), is_whole=True)
    return replace(page(topic, edition, None), channel=channel)
