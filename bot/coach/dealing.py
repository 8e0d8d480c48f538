"""One turn about the person's own offer: what they state is kept, then added up, planned, or put into words."""

from dataclasses import dataclass, replace
from datetime import date

from bot.coach import choosing
from bot.coach.commands import NAME_OF
from bot.coach.compare import OffersCompared, asks_choice, compare_own, only_asks, over_years
from bot.coach.doubts import doubt_money, raise_doubt
from bot.coach.filling import open_form
from bot.coach.hearing import in_step, merge, take_over
from bot.coach.leaving import find_leaving, leave
from bot.coach.letter import tell_letter
from bot.coach.meant import SUPPOSING, TOLD, Turn, adopt, begin_from, find_meant, states_pay
from bot.coach.mended import lacks_currency, put_off
from bot.coach.naming import is_called
from bot.coach.noted import Noted, note, quote
from bot.coach.own import DoubtRaised, Forgotten, NotUnderstood, OffersListed, WhichOffer
from bot.coach.own_answers import SHOWS_OFFER, OwnAnswer
from bot.coach.placing import RangePlaced
from bot.coach.rounds import judge_again, read_terms
from bot.coach.subject import subject_of
from bot.coach.telling import answer_truly
from bot.coach.topics import TopicOnOffer, advise_on_offer
from bot.coach.wishes import ASKING, SOUNDS, SUPPOSED, as_wish
from bot.coach.wording import LETTERS, hear_for_letter, is_free, wonders, word
from bot.coach.worked import show_work
from bot.domain.amounts import Component, Question
from bot.domain.negotiation import Negotiation, Stance
from bot.domain.offer import Offer, Stage
from bot.domain.offer_checks import find_misfits, without
from bot.domain.script import Raised
from bot.domain.session import Unsettled
from bot.domain.understanding import Intent, Utterance
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard

NOTHING_SAID = OfferHeard(offer=Offer())
PLANNING = frozenset({Intent.COUNTER, Intent.ROUND, Intent.STAKE, Intent.EMAIL, Intent.CALL})
"""what needs an offer to be known"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """The answer of one turn, and what is now known of the offer; None leaves what was known."""

    answer: OwnAnswer
    negotiation: Negotiation | None = None
    forgets: bool = False  # whether everything of the person is to go
    drops: str | None = None  # the negotiation that is to go
    wants: Intent | None = None  # what the next thing stated is wanted for, where it was asked for
    was_named: str | None = None  # how the negotiation was called until now, where it got another name
    noted: Noted | None = None  # what was taken in beside the answer
    unsettled: Unsettled | None = None  # what waits for the answer to a question about amounts
    again: str | None = None
    """set where the answer is to be said in fewer words: the command that gives all of it"""


def deal(turn: Turn, today: date) -> Dealt:
    """Return the answer to a turn about the person's own offer."""
    heard = turn.heard
    if heard.intent is Intent.FORGET:
        return forget(turn)
    if heard.intent is Intent.OFFERS:
        return Dealt(answer=list_kept(turn))
    if heard.utterance.telling:
        return stay_true(turn, today)
    if only_asks(turn):
        answer = compare_own(turn, now := over_years(turn))
        return Dealt(answer=answer, negotiation=now, wants=choosing.next_wanted(answer))
    return go_on(turn, find_meant(turn), today)


def stay_true(turn: Turn, today: date) -> Dealt:
    """Return what is true where they are to be told of another's offer; what is told beside it is taken in."""
    plain = replace(turn.heard, utterance=Utterance(text=turn.heard.utterance.text))
    was = find_meant(turn)
    dealt = None if turn.said.is_empty else go_on(replace(turn, heard=plain), was, today)
    if dealt and isinstance(dealt.answer, DoubtRaised | WhichOffer):
        return dealt
    meant = dealt.negotiation if dealt else was
    answer = answer_truly(turn.heard, meant, turn.kept, turn.edition, today)
    if not (dealt and meant):
        return Dealt(answer=answer)
    noted = note(was or Negotiation(name=""), meant, turn.said, shows_parts=isinstance(answer, TopicOnOffer))
    return replace(dealt, answer=answer, noted=noted)


def go_on(turn: Turn, meant: Negotiation | None, today: date) -> Dealt:
    """Return the answer about one negotiation, or ask which."""
    turn = replace(turn, heard=as_wish(turn.heard, turn.said, turn.session, meant.name if meant else ""))
    heard = turn.heard
    if words := choosing.moved_alone(turn, meant):
        names = tuple(one.name for one in turn.kept.negotiations)
        return Dealt(answer=WhichOffer(resumes=f"round {words} at", names=names))
    if meant and (after := find_leaving(heard.utterance.text)) and turn.said.is_empty:
        return Dealt(answer=leave(meant, after), negotiation=meant)
    if meant is None and heard.intent in PLANNING | {Intent.EDIT} and len(turn.kept.negotiations) > 1:
        names = tuple(one.name for one in turn.kept.negotiations)
        return Dealt(answer=WhichOffer(resumes=NAME_OF[heard.intent], names=names))
    if turn.said.is_empty and (heard.intent is Intent.EDIT or (heard.intent is Intent.OFFER and not meant)):
        form = open_form(meant, "" if heard.is_bare else heard.utterance.text)
        return Dealt(answer=form, wants=Intent.OFFER)
    return state(turn, meant, today)


def look_back(turn: Turn, today: date, *, explains: bool) -> Dealt:
    """Return the last answer about the person's own again, nothing new being stated: its reckoning, or all of it."""
    heard, meant = turn.heard, find_meant(turn)
    if meant and meant.earlier and (heard.intent is Intent.ROUND or turn.said.stage is Stage.ANSWERED):
        answer: OwnAnswer = judge_again(meant, turn.edition, today)
    elif meant and (topic := choosing.find_page(turn)):
        answer = advise_on_offer(topic, meant, turn.edition, today)
    else:
        said = turn.said
        is_stance = said.stance != Stance() and not (states_pay(said.offer) or said.stance.posted)
        was_plan = heard.intent is Intent.EDIT or (heard.intent in TOLD and is_stance)
        heard = replace(heard, intent=Intent.COUNTER) if was_plan else heard
        if turn.session.wants is Intent.COMPARE:
            heard = replace(heard, intent=Intent.COMPARE, utterance=Utterance(text=""))
        turn = replace(turn, heard=heard, said=NOTHING_SAID)
        answer = deal(turn, today).answer
    if explains:
        return Dealt(answer=show_work(answer), wants=turn.session.wants)
    intent = Intent.OFFER if turn.heard.intent in TOLD else turn.heard.intent
    again = f"{NAME_OF[intent]} {meant.name if meant else ''}".strip()  # without the amounts it was told with
    again = f"topic {answer.topic.id}" if isinstance(answer, TopicOnOffer) else again
    return Dealt(answer=answer, again=again, wants=turn.session.wants)


def state(turn: Turn, meant: Negotiation | None, today: date) -> Dealt:
    """Take in what was stated, and answer what is wanted."""
    heard = turn.heard
    before = adopt(meant, turn) if meant else begin_from(heard, turn.session, turn.edition)
    if parted := tell_letter(turn, today):
        if doubts := (*parted[0].doubts, *parted[1].doubts):
            raised, unsettled = raise_doubt(doubts, before.name, heard.utterance.text)
            return Dealt(answer=raised, negotiation=before, unsettled=unsettled)
        before, turn = merge(before, parted[0]), replace(turn, said=parted[1])
    said = as_answer(turn, before)
    before = replace(before, terms=read_terms(heard.utterance.text) or before.terms)
    now = in_step(merge(before, said), said, turn.kept)
    if can_wait(turn, said, now.offer):
        settled = state(replace(turn, said=replace(turn.said, doubts=())), meant, today)
        return wait_for(settled, *raise_doubt(said.doubts, now.name), turn.session.unsettled)
    turn = replace(turn, said=said) if said.doubts != turn.said.doubts else turn
    if (asked := ask_first(turn, before, now, today)) is not None:
        return asked
    if choosing.falls_short(turn, before, now):
        now = replace(now, agreed=before.offer)
    believed = replace(now, offer=without(now.offer, find_misfits(now.offer, today)))
    answer = choosing.reply_to(turn, before, now, today)
    if only_supposes(turn, before, answer):
        is_told = heard.intent in LETTERS or isinstance(answer, RangePlaced)
        supposed = None if is_told else Noted(is_supposed=True)
        return Dealt(answer=answer, negotiation=meant, noted=supposed, wants=choosing.next_wanted(answer))
    if "?" in heard.utterance.text:
        said = replace(said, unplaced=(), beside=())  # a sum in a question is not told
    noted = note(before, believed, said, shows_parts=isinstance(answer, SHOWS_OFFER))
    if waits := choosing.still_open(turn, now, answer):
        noted = replace(noted or Noted(), waiting=quote(waits))
    is_new = meant is None and before.company is None
    is_beside = turn.kept.negotiations and (is_new or said.stance.rivals)
    if is_beside and lacks_currency(heard, turn.edition, today, is_new=is_new):
        noted = replace(noted or Noted(), assumed=now.offer.currency)
    was_named = meant.name if meant and meant.name != believed.name else None
    return Dealt(
        answer=answer,
        negotiation=believed,
        was_named=was_named,
        noted=noted,
        unsettled=None if said.has_settled or meant != turn.session.negotiation else turn.session.unsettled,
        wants=choosing.next_wanted(answer),
    )


def can_wait(turn: Turn, said: OfferHeard, offer: Offer) -> bool:
    """Whether what is in doubt can be left out for now: a company's value, or what was asked about and not answered."""
    about, open_ = {one.component for one in said.doubts}, turn.session.unsettled
    has_sums = any(map(str.isdigit, turn.heard.utterance.text))
    is_passed_over = open_ and not open_.lacks_currency and not has_sums
    is_beside = offer.base and Component.BASE not in about and turn.heard.intent in PLANNING | {Intent.OFFER}
    is_only_value = about == {Component.VALUATION} and states_pay(said.offer)
    return bool(about and (is_only_value or (is_passed_over and is_beside)))


def wait_for(settled: Dealt, raised: DoubtRaised, unsettled: Unsettled, before: Unsettled | None) -> Dealt:
    """Return what was settled, and beneath its answer what waits to be known, by the buttons it had `before`."""
    noted = replace(settled.noted or Noted(), waiting=raised.said, why=raised.why)
    unsettled = replace(unsettled, readings=before.readings if before else ())
    return replace(settled, noted=noted, unsettled=unsettled)


def as_answer(turn: Turn, before: Negotiation) -> OfferHeard:
    """Return what was stated, as an answer of theirs where it moves a part after an ask, or as what a letter is for."""
    said, typed = turn.said, turn.heard.utterance.text
    if (due := said.offer.deadline) and not states_pay(said.offer):
        said = replace(said, stage=None if said.stage is Stage.ANSWERED else said.stage)
    if turn.heard.level and said.stage is Stage.WRITTEN and said.offer.is_empty:
        said = replace(said, stage=None)  # "the letter says level 3" writes down no other offer
    if due:
        said = replace(said, offer=replace(said.offer, deadline=put_off(before.offer.deadline, due, typed)))
    is_out, moves = before.offer.stage is Stage.COUNTERED, choosing.moves(before, said)
    is_aloud = before.offer.base and not said.is_correction and SOUNDS["said"].match(typed)
    is_no = said.stance.was_refused or said.stance.is_base_capped or SOUNDS["added"].search(typed)
    is_given = before.offer.base and is_no and SOUNDS["given"].search(typed) and not said.is_correction
    is_round = turn.heard.intent is Intent.ROUND or (moves and is_out) or (is_aloud and (moves or is_out))
    if said.stage is None and (is_round or is_given) and states_pay(said.offer):
        said = replace(said, stage=Stage.ANSWERED)
    return doubt_money(hear_for_letter(turn.heard, said, before), before.offer)


def only_supposes(turn: Turn, before: Negotiation, answer: OwnAnswer) -> bool:
    """Whether a turn only tries a sum, or asks about another place than the offer's: nothing of it is kept."""
    text, heard = turn.heard.utterance.text, turn.heard
    if heard.intent is Intent.STAKE:
        return False
    if heard.intent is Intent.COMP and turn.said.is_empty and (heard.region or heard.level):
        was_there = (turn.session.negotiation or before).region and not SOUNDS["correcting"].search(text)
        return bool(was_there or SOUNDS["elsewhere"].search(text))
    if wonders(heard, turn.said, before):
        return True
    is_tried = isinstance(answer, OffersCompared) or (heard.intent in SUPPOSING and states_pay(before.offer))
    return bool(SUPPOSED.match(text) or (is_tried and SUPPOSED.search(text)))


def ask_first(turn: Turn, before: Negotiation, now: Negotiation, today: date) -> Dealt | None:
    """Return what has to be asked before a turn can be answered, or None where nothing has."""
    heard, said = turn.heard, turn.said
    is_letter, typed = heard.intent in LETTERS, heard.utterance.text
    if said.doubts and turn.session.unsettled and is_letter and not any(map(str.isdigit, typed)):
        answer = word(heard, now, turn.edition, today, frozenset({Raised.ROOM_IN_BASE}))
        raised = raise_doubt(said.doubts, now.name)[0]
        waits = None if turn.session.wants in LETTERS else Noted(waiting=raised.said, why=raised.why)
        return Dealt(answer=answer, negotiation=now, noted=waits, wants=heard.intent)
    if said.doubts:
        raised, unsettled = raise_doubt(said.doubts, now.name)
        open_, is_asked = turn.session.unsettled, said.stance.was_refused or ASKING.search(typed)
        topic = choosing.find_page(turn) if is_asked else None
        wish, waited = (open_.wish, open_.page) if open_ else (heard.intent, "")
        unsettled = replace(unsettled, wish=wish, page=topic.id if topic else waited)
        is_again = turn.session.unsettled and heard.intent in PLANNING | {Intent.OFFER} and not heard.region
        raised = replace(raised, is_again=bool(is_again) and not any(map(str.isdigit, typed)))
        page = turn.edition.playbook.get("reneging") if choosing.backs_out(turn, now) else None
        if (raised.component, said.doubts[0].rival) == (Component.EQUITY, ""):
            now = replace(now, offer=replace(now.offer, unsettled=raised.said))
        return Dealt(
            answer=advise_on_offer(page, now, turn.edition, today) if page else raised,
            negotiation=now,
            unsettled=None if said.doubts[0].why is Question.SPOKEN else unsettled,
            noted=note(before, now, said, shows_parts=False),
            wants=Intent.COMPARE if asks_choice(turn) else heard.intent if heard.intent in LETTERS else None,
        )
    if heard.intent is Intent.OFF_TOPIC and said.is_empty and not said.beside:
        return Dealt(answer=NotUnderstood(name=now.name, typed=heard.utterance.text))
    is_told = states_pay(said.offer) or said.stance != Stance() or "same" in split_words(heard.utterance.text)
    if heard.intent is Intent.ROUND and not is_told:
        return Dealt(answer=choosing.want_answer(turn, now, today), negotiation=before, wants=heard.intent)
    if heard.intent in PLANNING and states_pay(now.offer) == 0:
        told = None if said.is_empty else now
        reply = word(heard, now, turn.edition, today) if is_free(heard) else choosing.want_offer(turn)
        return Dealt(answer=reply, negotiation=told, wants=None if is_free(heard) else heard.intent)
    return None


def list_kept(turn: Turn) -> OffersListed:
    """Return everything that is kept of the person."""
    guides, kept = turn.edition.guides, turn.kept.negotiations
    found = (guides[pair] for pair in turn.kept.lookups if pair in guides)
    lookups = tuple(subject_of(guide, guide.regions[0]) for guide in found)
    told = tuple(note(Negotiation(name=one.name), one, NOTHING_SAID, shows_parts=False) for one in kept)
    asks_who = bool(SOUNDS["privacy"].search(turn.heard.utterance.text))
    return OffersListed(negotiations=kept, told=told, lookups=lookups, asks_who=asks_who)


def forget(turn: Turn) -> Dealt:
    """Return that one offer is gone, or everything; what is kept, where an offer was named that is not known."""
    heard, known = turn.heard, turn.kept.negotiations
    typed, company = heard.utterance.text, heard.company or ""
    gone = [one for one in known if one.company == company or is_called(one.name, typed, turn.edition)]
    gone = gone or ([*known] if "offer" in split_words(typed) else [])
    names = tuple(one.name for one in gone)
    if len(gone) == 1:
        rest = take_over(gone[0], turn.kept)
        return Dealt(answer=Forgotten(name=names[0]), drops=names[0], negotiation=rest)
    if gone:
        return Dealt(answer=WhichOffer(resumes=NAME_OF[heard.intent], names=names))
    if known and (heard.company or heard.stranger or heard.unread):
        return Dealt(answer=list_kept(turn))
    return Dealt(answer=Forgotten(name=None), forgets=True)
