"""Which answer a turn about the person's own offer gets, once all that was stated is taken in."""

from dataclasses import replace
from datetime import date

from bot.coach import rounds
from bot.coach.case import amounts_in
from bot.coach.commands import NAME_OF
from bot.coach.compare import OffersCompared, asks_choice, compare_own
from bot.coach.counter import plan
from bot.coach.meant import TOLD, Turn, find_meant, lays_out, states_pay
from bot.coach.mended import MOST_RAISED
from bot.coach.naming import is_called
from bot.coach.own import OfferWanted
from bot.coach.own_answers import OwnAnswer
from bot.coach.placing import place_range
from bot.coach.planned import CanAccept, CounterPlanned, OneAsk
from bot.coach.review import OfferReviewed, Question, review
from bot.coach.rounds import Verdict, compare_terms
from bot.coach.stake import read_sale, work_out
from bot.coach.subject import subject_of
from bot.coach.topics import advise_on_offer, fit
from bot.coach.wishes import ASKING, SOUNDS, SUPPOSED
from bot.coach.wording import CHOICES, LETTERS, MOST_TOLD, named, takes_it, word, words_of
from bot.domain.amounts import Component
from bot.domain.amounts import Question as Ask
from bot.domain.asking import amount_of
from bot.domain.figure import Band
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant, Stage
from bot.domain.topic import Topic
from bot.domain.understanding import Intent
from bot.nlu.normalize import split_words
from bot.nlu.offers import OfferHeard

JUDGED = frozenset(
    {"offer_evaluation", "how_to_counter", "market_research", "total_comp", "lowball", "whether_to_negotiate"}
)
"""pages whose question a review of the offer answers better"""
NEXT = LETTERS | {Intent.COUNTER, Intent.ROUND}  # what is done with one offer: their answer is to that one


def reply_to(turn: Turn, before: Negotiation, now: Negotiation, today: date) -> OwnAnswer:
    """Return the answer that the intent asks for, now that everything stated is taken in."""
    base, open_ = turn.said.offer.base, turn.session.unsettled
    if open_ and open_.wish in NEXT - {Intent.ROUND} and turn.said.has_settled:
        turn = replace(turn, heard=replace(turn.heard, intent=open_.wish))
    if base and before.company and before.offer.is_empty and SUPPOSED.match(turn.heard.utterance.text):
        return place_range(now, Band(low=base, high=base), turn.edition, today)
    if turn.heard.intent is Intent.STAKE or tells_stake(turn, now):
        sale = () if turn.said.offer.equity else read_sale(turn.heard.utterance.text, now.offer.currency)
        return work_out(now, *sale)
    is_taken = weighs_answer(turn, now) and takes_it(turn.heard, now, turn.edition, today)
    if is_taken or turn.heard.intent in LETTERS:
        return word(turn.heard, now, turn.edition, today)
    return respond(turn, before, now, today)


def respond(turn: Turn, before: Negotiation, now: Negotiation, today: date) -> OwnAnswer:
    """Return the answer to what was told: of theirs, of an ask, of the person; else a page, or the offer added up."""
    heard, edition, is_told = turn.heard, turn.edition, turn.heard.intent in TOLD | {Intent.OFFER}
    page = edition.playbook.get("reneging") if backs_out(turn, now) else None
    if turn.said.stance.has_non_compete and not states_pay(turn.said.offer):
        page = edition.playbook.get("noncompete_ip")
    if not page and (of_theirs := answer_theirs(turn, before, now, today)) is not None:
        return of_theirs
    if asks_choice(turn) and (is_told or heard.intent is Intent.COMPARE):
        return compare_own(turn, now)
    if is_ask(turn, now) and (is_told or heard.intent is Intent.EDIT):
        return rounds.note_ask(now, edition, today)
    is_planned = heard.intent is Intent.COUNTER or is_stance(turn, before, now) or weighs_answer(turn, now)
    if is_planned and not page:
        return plan_beside(turn, now, today)
    if topic := page or find_page(turn):
        return advise_on_offer(topic, now, edition, today)
    told, was = review(now, edition, today), find_meant(turn) or now
    asks_base = still_open(turn, now, told) is None
    return replace(
        told,
        questions=tuple(one for one in told.questions if asks_base or one is not Question.BASE),
        is_due_new=before.offer.deadline != now.offer.deadline,
        is_judged=before.offer == now.offer,
        has_others=any(one.name not in {now.name, was.name} for one in turn.kept.negotiations),
    )


def tells_stake(turn: Turn, now: Negotiation) -> bool:
    """Whether nothing but shares was told, and enough of them to be worked out."""
    grant = (now.offer.equity if turn.said.offer.equity else None) or Grant()
    is_told = turn.heard.intent in TOLD | {Intent.OFFER} and now.offer.base is None
    return is_told and bool(grant.shares and (grant.strike or grant.preferred))


def want_offer(turn: Turn) -> OfferWanted:
    """Return that the offer has to be told first."""
    guide = turn.edition.guides.get((turn.session.company or "", turn.session.role or ""))
    subject = subject_of(guide, guide.regions[0]) if guide else None
    return OfferWanted(resumes=NAME_OF[turn.heard.intent], subject=subject)


def moved_alone(turn: Turn, meant: Negotiation | None) -> str:
    """Return the words of an answer of theirs that can be to any of several offers: none is named, none under way alone."""
    doubts, heard, last = turn.said.doubts, turn.heard, turn.session.last
    moved = [one for one in doubts if one.component is Component.CHANGE and one.why is Ask.WHICH_ONE]
    if moved:
        return f"added {moved[0].words}"
    own, text = [one for one in turn.kept.negotiations if one.offer.base], heard.utterance.text
    is_theirs = heard.intent is Intent.ROUND or turn.said.stage is Stage.ANSWERED
    tells = states_pay(turn.said.offer) and is_theirs and not turn.said.stance.rivals
    is_named = heard.company or heard.stranger or any(is_called(one.name, text, turn.edition) for one in own)
    begun = [one.name for one in own if one.offer.stage in {Stage.COUNTERED, Stage.ANSWERED}]
    is_meant = begun == [meant and meant.name] or (last and last.intent in NEXT)
    is_open = tells and len(own) > 1 and len(text) <= MOST_RAISED
    return "" if is_named or is_meant or not is_open else text


def want_answer(turn: Turn, now: Negotiation, today: date) -> OwnAnswer:
    """Return that their answer has to be told first, or the page for a level, where that is what they came back with."""
    is_less = not {"instead", "not", "rather", "lower"}.isdisjoint(split_words(turn.heard.utterance.text))
    page = turn.edition.playbook.get("downlevel" if is_less else "level_title") if turn.heard.level else None
    return advise_on_offer(page, now, turn.edition, today) if page else OfferWanted(resumes="round")


def moves(before: Negotiation, said: OfferHeard) -> bool:
    """Whether a part that was known is another now: a term told for the first time moves nothing."""
    was, now = amounts_in(before.offer), amounts_in(said.offer)
    return any(part in was and was[part] != now[part] for part in now) and not said.is_correction


def next_wanted(answer: OwnAnswer) -> Intent | None:
    """Return what is told next is for: a comparison goes on with another number."""
    is_open = isinstance(answer, OfferWanted) and answer.resumes.startswith("compare")
    return Intent.COMPARE if is_open or isinstance(answer, OffersCompared) else None


def still_open(turn: Turn, now: Negotiation, answer: OwnAnswer) -> str | None:
    """Return the sums whose currency was asked for and not said yet, where an offer is shown without them."""
    open_, is_shown = turn.session.unsettled, isinstance(answer, OfferReviewed) and now.offer.base is None
    return open_.asked if open_ and open_.lacks_currency and is_shown and not turn.said.has_settled else None


def plan_beside(turn: Turn, now: Negotiation, today: date) -> OwnAnswer:
    """Return the plan, beside another offer of theirs that may be evidence; while an ask is out, that ask."""
    if now.offer.stage is Stage.COUNTERED and now.asked and turn.heard.intent is Intent.COUNTER:
        return rounds.note_ask(now, turn.edition, today)
    as_choice = named(CHOICES, words_of(turn.heard, now.name))
    planned = plan(now, turn.edition, today, as_choice=bool(as_choice))
    is_back = now.offer.stage is Stage.ANSWERED and now.earlier
    again = rounds.judge_again(now, turn.edition, today) if is_back else None
    if isinstance(again, rounds.RoundTaken) and again.verdict in {
        Verdict.TAKE,
        Verdict.DECLINE,
        Verdict.NO_YARDSTICK,
    }:
        if not isinstance(planned, CanAccept):
            return again
        planned = replace(planned, plan=replace(planned.plan, asks=()))  # none without something new
    known = {now.name, *(rival.name for rival in now.stance.rivals)}
    others = [one.name for one in turn.kept.negotiations if one.name not in known and one.offer.base]
    if others and isinstance(planned, CounterPlanned | OneAsk | CanAccept):
        return replace(planned, plan=replace(planned.plan, other=others[0]))
    return planned


def backs_out(turn: Turn, now: Negotiation) -> bool:
    """Whether another employer's offer is told beside one that was accepted."""
    is_told = turn.said.stance.rivals or any(doubt.rival for doubt in turn.said.doubts)
    return now.offer.stage is Stage.ACCEPTED and bool(is_told)


def answer_theirs(turn: Turn, before: Negotiation, now: Negotiation, today: date) -> OwnAnswer | None:
    """Return the answer to a letter, an answer or a range of the employer's; None where none was told."""
    if turn.heard.intent not in TOLD | {Intent.OFFER, Intent.ROUND}:
        return None
    if terms := rounds.read_terms(turn.heard.utterance.text):
        return rounds.check_letter(now, terms=terms)
    if falls_short(turn, before, now):
        return rounds.check_letter(now, is_agreed=False)
    if is_round(turn, before, now):
        return rounds.take_round(before, now, turn.edition, today)
    return place_range(now, turn.said.ranged, turn.edition, today) if turn.said.ranged else None


def is_round(turn: Turn, before: Negotiation, now: Negotiation) -> bool:
    """Whether they came back with something, or a letter says something after a yes."""
    is_agreed = before.offer.stage is Stage.ACCEPTED or turn.said.agreed is not None
    tells = states_pay(turn.said.offer) or (turn.said.stage is Stage.WRITTEN and not turn.said.offer.is_empty)
    return now.rounds > before.rounds or bool(is_agreed and tells)


def falls_short(turn: Turn, before: Negotiation, now: Negotiation) -> bool:
    """Whether a letter gives less of some part than they had said, or other days or vesting, before any yes."""
    if turn.said.stage is not Stage.WRITTEN or before.offer.stage in {Stage.COUNTERED, Stage.ACCEPTED}:
        return False
    sums = [one.by for one in rounds.compare(before.offer, now.offer) if one.part is not Component.REPAYMENT]
    return any(compare_terms(before.offer, turn.said.offer)) or any(by and amount_of(by) < 0 for by in sums)


def weighs_answer(turn: Turn, now: Negotiation) -> bool:
    """Whether it is asked if what they came back with should be taken."""
    is_open = turn.heard.intent is Intent.OFFER and turn.said.is_empty and now.offer.stage is Stage.ANSWERED
    return is_open and bool(ASKING.search(turn.heard.utterance.text))


def is_ask(turn: Turn, now: Negotiation) -> bool:
    """Whether a turn says that they asked for something, or mean to, beside an offer that is known."""
    said = turn.said
    names_sum = any(sums and not sums.is_empty for sums in (said.asked, said.will_ask))
    is_asked = names_sum or (said.stage is Stage.COUNTERED and not now.stance.was_refused)
    return is_asked and not states_pay(said.offer) and not said.stance.was_refused


def is_stance(turn: Turn, before: Negotiation, now: Negotiation) -> bool:
    """Whether only something about the person was stated, beside an offer that is known: it changes the plan."""
    heard = turn.heard
    if states_pay(turn.said.offer) or turn.said.stance.posted:
        return False
    is_told = heard.intent in TOLD and now.stance != before.stance and now.offer.base is not None
    return heard.intent is Intent.EDIT or (is_told and not (heard.intent is Intent.ASK and asks_more(turn)))


def asks_more(turn: Turn) -> bool:
    """Whether a remark that tells of the person is a question too, a story, or a no: a page answers it first."""
    text = turn.heard.utterance.text
    is_long = len(split_words(text)) > MOST_TOLD
    return "?" in text or is_long or turn.said.stance.was_refused or turn.heard.topics[:1] == ("unemployed",)


def find_page(turn: Turn) -> Topic | None:
    """Return the page that says what to do now better than a review of the offer would."""
    if turn.said.stage is Stage.ACCEPTED and not states_pay(turn.said.offer):
        return turn.edition.playbook.get("after_accepting")
    if turn.said.stance.was_refused and turn.heard.intent in TOLD:
        return turn.edition.playbook.get("final_offer")
    open_ = turn.session.unsettled
    waited = open_.page if open_ and turn.said.has_settled else ""
    page = turn.edition.playbook.get(waited or (turn.heard.topics[0] if asks_page(turn) else ""))
    return fit(page, turn.heard) if page else None


def asks_page(turn: Turn) -> bool:
    """Whether a text that tells of an offer asks a question that a page answers better than a review would."""
    heard, parts = turn.heard, states_pay(turn.said.offer)
    if heard.intent is not Intent.ASK or len(heard.topics) != 1:
        return False
    if heard.topics[0] in JUDGED and not SOUNDS["defining"].match(heard.utterance.text):
        return False
    if turn.said.removed or turn.said.is_correction or (parts and SUPPOSED.match(heard.utterance.text)):
        return False
    text = heard.utterance.text
    is_stake = (grant := turn.said.offer.equity) and grant.shares and grant.fully_diluted
    is_told = (is_stake or len(split_words(text)) <= MOST_TOLD) and not ASKING.search(text)
    if (turn.said.stance.posted and not parts) or (is_told and not turn.said.offer.is_empty):
        return False
    return not lays_out(heard, turn.said)
