"""One turn: hear what was said, understand it, answer, put it into words. The only place where async meets sync."""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice
from threading import Thread
from weakref import WeakValueDictionary

from bot.coach.answer import answer
from bot.coach.answers import Answer, StillLearning
from bot.coach.case import sums_in
from bot.coach.commands import is_command, read_command
from bot.coach.dealing import Dealt, deal, look_back
from bot.coach.filling import fill
from bot.coach.follow_up import ABOUT_THE_LAST, SPOKEN, beside, complete, goes_on, in_talk, press, remember
from bot.coach.gone import find_gone, keep_rest, tell_gone
from bot.coach.meant import OWN, TOLD, Turn, hear_offer, is_own, knows_offer, lays_out
from bot.coach.naming import without_guess
from bot.coach.noted import Noted, quote
from bot.coach.own import NotUnderstood, OfferForm
from bot.coach.review import review
from bot.coach.telling import set_apart
from bot.coach.topics import LONG_STORY, MOST_OFFERED, TopicOnOffer, nameless, settle, wants_advice, worries
from bot.coach.unmet import unmet
from bot.coach.whose import tell_apart
from bot.coach.wishes import tells_own_sum
from bot.coach.wording import recall
from bot.coach.writing import Drafted
from bot.domain.guide import Guide
from bot.domain.session import Kept, Person, Session, Speaker
from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.library.edition import Edition
from bot.nlu.normalize import split_words
from bot.nlu.offers_left import last_read
from bot.nlu.read import understand
from bot.nlu.topics.rank import Later, Ranking
from bot.replies.reply import Audience, Reply, Step
from bot.replies.say import Words, shortened
from bot.store import Store
from bot.store.counts import Counts
from bot.store.memory import MemoryStore

OWN_WORDS = re.compile(r"(?s)\d\d|[$€£¥%]|^.{301}")
"""what an amount shows by, or a story: a text that nobody else will type is not remembered"""
DIGIT = re.compile(r"\d")
MOST_SUGGESTED, REMEMBERED = 100, 4_096
"""options of one menu, and replies kept: every one is made of shared facts alone"""
Counted = tuple[Reply, str | None]


class Conversation:
    """The coach, ready to hear: one Edition, one set of words, and a clock that only says which day it is."""

    def __init__(
        self,
        edition: Edition,
        words: Words,
        today: Callable[[], date],
        ranker: "Later | None" = None,
        store: Store | None = None,
    ) -> None:
        self.edition = edition
        self.words = words
        self.today = today
        self.ranker = ranker
        """None answers from names alone"""
        self.store = store or MemoryStore()
        self.counts = Counts()
        self.turns: WeakValueDictionary[Speaker, asyncio.Lock] = WeakValueDictionary()
        self._understood = lru_cache(maxsize=REMEMBERED)(self.understand)
        self._said = lru_cache(maxsize=REMEMBERED)(self._say)

    async def hear(self, utterance: Utterance, speaker: Speaker, *, waits: bool = True) -> Reply:
        """Return the reply to one utterance. Commands run inline; a question is ranked beside the event loop.

        A slash command must be answered within three seconds, so it waits neither for a ranker still learning nor for
        the person's turn before; everything else of one person in one place is heard in order.
        """
        if not waits:
            return await self.take_turn(utterance, speaker, waits=False)
        self.turns[speaker] = turn = self.turns.get(speaker) or asyncio.Lock()
        async with turn:
            return await self.take_turn(utterance, speaker, waits=True)

    async def take_turn(self, utterance: Utterance, speaker: Speaker, *, waits: bool) -> Reply:
        """Return the reply to one utterance, whatever else the person is saying."""
        before, who = self.store.session(speaker) or Session(), speaker.who
        utterance, kept = press(utterance, before), self.store.kept(who)
        if gone := find_gone(utterance, before, kept):
            utterance, (before, kept) = gone.rest, keep_rest(before, kept, gone.names)
            self.store.hold(who, kept)
            self.store.keep(speaker, before)
        utterance = set_apart(utterance, before, kept, self.edition)
        heard, ranking, is_early = self.read(utterance, before, who), None, False
        if self.ranker and self.asks(heard):
            is_early = not waits and not self.ranker.is_ready
            ranking = None if is_early else await asyncio.to_thread(self.rank, heard)
            if (now := self.store.session(speaker) or Session()) != before:  # more was said meanwhile
                before, heard = now, self.read(utterance, now, who)
            heard = settle(heard, ranking, self.edition) if ranking else heard
        heard = beside(tell_apart(heard, self.edition, self.today()), before)
        own = self.take_own(heard, before, who)
        if own is None or isinstance(own.answer, NotUnderstood):
            vague, heard = heard, in_talk(heard, before, self.edition)
            own = own if heard is vague else None
        if own is not None:
            return self.reply_alone(tell_gone(own, gone) if gone else own, heard, before, speaker)
        if is_early:
            return self.words.say(StillLearning())
        job = heard.company or "", heard.role or ""
        if heard.intent is Intent.COMP and job in self.edition.guides:  # kept to be found again
            self.store.hold(who, self.store.kept(who).with_lookup(*job))
        reply, kind = self.said(heard, before.last)
        reply = self.with_pages(reply, heard)
        if tells_own_sum(heard.utterance.text):
            reply = replace(reply, audience=Audience.PERSONAL)
        self.store.keep(speaker, remember(heard, before, reply.labeled))
        self.counts.count(kind)
        return reply

    def read(self, utterance: Utterance, before: Session, who: Person) -> Understanding:
        """Return what an utterance means, after what this person said before."""
        heard = self.understood(self.by_name(replace(utterance, telling=""), before, who))
        if before.last and (whole := goes_on(heard, before)):
            heard = self.understood(Utterance(text=whole, intent=before.last.utterance.intent))
        heard = without_guess(heard, self.edition) if before.negotiation else heard
        heard = complete(heard, before, self.edition)
        if utterance.telling:
            return replace(heard, utterance=replace(heard.utterance, telling=utterance.telling))
        is_first = heard.intent is Intent.OFFER and not knows_offer(before, self.store.kept(who))
        pages = worries(heard, self.edition) if is_first else ()
        return replace(heard, intent=Intent.ASK, topics=pages) if pages else heard

    def tell(self, facts: Answer) -> Reply:
        """Return the words for facts that nobody asked for in words, such as thanks for a click."""
        reply, kind = self._told(facts)
        self.counts.count(kind)
        return reply

    def take_own(self, heard: Understanding, session: Session, who: Person) -> Dealt | None:
        """Return the answer to a turn about the person's own offer, or None where the turn is not about one."""
        kept, about = self.store.kept(who), session.last if heard.intent in ABOUT_THE_LAST else heard
        if about is None or (heard.intent not in OWN | TOLD | ABOUT_THE_LAST | {Intent.COMPARE}):
            return None
        if about.intent in TOLD and session.negotiation is None and not DIGIT.search(about.utterance.text):
            return None  # most look-ups: nothing is stated without a number, so nothing has to be read
        said = hear_offer(about, session, kept, self.edition, self.today())
        if not is_own(about, said, session, kept):
            return None
        turn = Turn(heard=about, said=said, session=session, kept=kept, edition=self.edition)
        if heard.intent in ABOUT_THE_LAST:
            return look_back(turn, self.today(), explains=heard.intent is Intent.WHY)
        return deal(turn, self.today())

    def reply_alone(self, own: Dealt, heard: Understanding, before: Session, speaker: Speaker) -> Reply:
        """Keep what was stated, and return the reply, for this person alone; the first time, who may read it."""
        if own.forgets:
            self.store.forget(speaker.who)
            return self.words.say(own.answer)
        kept = self.store.kept(speaker.who)
        reply = self.words.say(own.answer)
        reply = shortened(reply, own.again) if own.again else reply
        reply = self.words.acknowledge(reply, own.noted) if own.noted else reply
        reply = self.with_pages(reply, heard)
        if not kept.was_told and heard.intent is not Intent.OFFERS:
            reply, kept = self.words.forewarn(reply), replace(kept, was_told=True)
        if own.drops:
            self.store.forget(speaker.who)
            before, kept = Session(), kept.without(own.drops)
        is_page = isinstance(own.answer, TopicOnOffer)
        about = heard if is_page else replace(heard, topics=())  # what was not shown is not gone on with
        session = remember(about, before, reply.labeled)
        session = replace(session, wants=own.wants, was_own=True)
        if own.negotiation is not None:
            session = session.about(own.negotiation)
            kept = kept.without(own.was_named or "").with_negotiation(own.negotiation)
            open_, was = own.unsettled, before.negotiation or own.negotiation
            if open_ or sums_in(own.negotiation) != sums_in(was):
                waits = replace(open_, readings=open_.readings or reply.labeled) if open_ else None
                session = replace(session, unsettled=waits)
        if isinstance(own.answer, Drafted):
            drafted = recall(heard, own.answer)
            session = replace(session, last=drafted, drafted=drafted)
        self.store.hold(speaker.who, kept)
        self.store.keep(speaker, session)
        return reply

    def with_pages(self, reply: Reply, heard: Understanding) -> Reply:
        """Return a reply to a question or a story with the pages it may be about one tap away, where it shows none."""
        text, names = heard.utterance.text, (*heard.topics, *heard.nearby)[:MOST_OFFERED]
        is_asked = "?" in text or len(split_words(text)) >= LONG_STORY
        shown = [step.command for step in reply.all_steps if step.command.startswith("topic ")]
        is_open = is_asked or reply.audience is not Audience.PERSONAL
        if len(shown) > 1 or not is_open or heard.intent is Intent.OFF_TOPIC:
            return reply
        pages = [self.edition.playbook[name] for name in names if f"topic {name}" not in shown]
        steps = (Step(label=page.title.text, command=f"topic {page.id}") for page in pages)
        return replace(reply, steps=(*reply.steps, *steps))

    def move(self, origin: Speaker, to: Speaker) -> None:
        """Let a conversation go on in another place, where its reply went."""
        if (session := self.store.session(origin)) is not None and origin != to:
            self.store.keep(to, session)

    def suggest(self, typed: str) -> tuple[Step, ...]:
        """Return the jobs that have a guide and fit what was typed so far, as commands."""
        words = split_words(typed)
        found = (
            Step(label=f"{guide.role.display}, {guide.company.display}", command=f"{company} {role}")
            for (company, role), guide in self.edition.guides.items()
            if all(any(key.startswith(word) for key in guide_words(guide)) for word in words)
        )
        return tuple(islice(found, MOST_SUGGESTED))

    def fill(self, form: str, values: Mapping[str, str], speaker: Speaker) -> Reply:
        """Return the reply to a filled form: the review, or the form again with what is wrong beside its fields."""
        before, who = self.store.session(speaker) or Session(), speaker.who
        current = before.negotiation if before.negotiation and before.negotiation.name == form else None
        negotiation = self.store.kept(who).named(form) or current
        filled = fill(values, negotiation, self.edition, self.today())
        if isinstance(filled, OfferForm):
            return self.words.say(filled)
        dealt = Dealt(answer=review(filled, self.edition, self.today()), negotiation=filled)
        told = Utterance(text=filled.name, intent=Intent.OFFER)
        heard = Understanding(utterance=told, intent=Intent.OFFER, outcome=Outcome.NONE)
        return self.reply_alone(dealt, heard, before, speaker)

    def forewarn(self, utterance: Utterance) -> Reply | None:
        """Return word that a question has to wait for the playbook to be learned, or None where it need not."""
        heard = self.understood(utterance)
        if not self.ranker or self.ranker.is_ready or not self.asks(heard):
            return None
        return self.words.say(StillLearning())

    def asks(self, heard: Understanding) -> bool:
        """Whether a text may be a question for the playbook, and does not only lay out an offer."""
        if not wants_advice(heard, self.edition, is_ready=bool(self.ranker and self.ranker.is_ready)):
            return False
        text = heard.utterance.text
        told = not DIGIT.search(text) or len(split_words(text)) >= LONG_STORY
        return told or not lays_out(heard, hear_offer(heard, Session(), Kept(), self.edition, self.today()))

    def understood(self, utterance: Utterance) -> Understanding:
        """Return what an utterance means, from memory where it was said before; amounts are never remembered."""
        return (self.understand if OWN_WORDS.search(utterance.text) else self._understood)(utterance)

    def by_name(self, utterance: Utterance, session: Session, who: Person) -> Utterance:
        """Return a command about an offer of the person's by its name, which may be any words; else what was said."""
        command = read_command(utterance.text)
        known = (session.negotiation, *self.store.kept(who).negotiations)
        is_named = any(one and one.name.casefold() in command.text.casefold() for one in known)
        return command if command.intent and is_named and not utterance.intent else utterance

    def understand(self, utterance: Utterance) -> Understanding:
        """Return what an utterance means. Typed text may begin with a command's name."""
        index, cues = self.edition.index, self.edition.index.words.cues
        is_phrase = split_words(utterance.text) in cues.whole
        typed = utterance if utterance.intent or is_phrase else read_command(utterance.text)
        heard = understand(typed, index)
        is_sentence = typed.intent is not utterance.intent and not is_command(heard, cues.sentence)
        return understand(utterance, index) if is_sentence else heard

    def rank(self, heard: Understanding) -> Ranking | None:
        """Return which pages of the playbook a text may be about, or None where nothing ranks."""
        return self.ranker.wait().rank(nameless(heard, self.edition)) if self.ranker else None

    def begin(self) -> None:
        """Start to learn the playbook in the background, so that the first question need not wait."""
        if self.ranker:
            Thread(target=self.ranker.wait, daemon=True, name="ranker").start()

    def said(self, heard: Understanding, last: Understanding | None) -> Counted:
        """Return the words for what was heard, from memory where they lean neither on what was said before nor on an amount."""
        is_nameless = heard.intent in SPOKEN and heard.outcome is Outcome.NONE
        leans = is_nameless or heard.intent in ABOUT_THE_LAST or len(heard.topics) > 1
        leans = leans or bool(OWN_WORDS.search(heard.utterance.text))
        reply, kind = self._say(heard, self.today(), last) if leans else self._said(heard, self.today())
        if last_words := last_read(heard.utterance.text):
            reply = self.words.acknowledge(reply, Noted(read_to=quote(DIGIT.sub("", last_words))))
        return reply, kind

    def _say(self, heard: Understanding, today: date, last: Understanding | None = None) -> Counted:
        return self._told(answer(heard, self.edition, today, last))

    def _told(self, facts: Answer) -> Counted:
        """Return the words for facts, and the kind under which they are counted."""
        return self.words.say(facts), unmet(facts, self.edition.vocabulary, names=self.counts.names)


def guide_words(guide: Guide) -> tuple[str, ...]:
    """Return the words under which a guide is found while somebody types."""
    names = (guide.company, guide.role)
    return split_words(" ".join(word for name in names for word in (name.display, name.slug, *name.aliases)))
