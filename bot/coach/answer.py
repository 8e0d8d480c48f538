"""One question, one Answer: the door to the coach, where nothing of the person's own is at stake."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.coach import answers, comp
from bot.coach.answers import Answer, TopicFound, TopicsOffered
from bot.coach.commands import NAME_OF
from bot.coach.courtesy import FeedbackTaken, PracticeMissing, offer_prompts
from bot.coach.follow_up import ABOUT_A_JOB
from bot.coach.script import list_levers, script
from bot.coach.sources import show_sources
from bot.coach.topics import advise, open_page, worries
from bot.coach.wishes import SOUNDS
from bot.domain.guide import Guide
from bot.domain.topic import Channel
from bot.domain.understanding import Intent, Outcome, Understanding
from bot.library.edition import Edition
from bot.nlu.normalize import split_words

Finder = Callable[[Understanding, Edition, date], Answer]
PLAIN: Mapping[Intent, Finder] = {
    Intent.HELP: lambda _, edition, __: comp.show_help(edition),
    Intent.GREETING: lambda heard, edition, _: offer_prompts(
        edition, greets=True, cheers=bool(SOUNDS["joy"].search(heard.utterance.text))
    ),
    Intent.GUIDES: lambda _, edition, today: comp.list_guides(edition, today),
    Intent.TOPIC: lambda heard, edition, _: open_page(heard.utterance.text, edition),
    Intent.ASK: advise, Intent.THANKS: lambda *_: answers.Thanked(), Intent.FEEDBACK: lambda *_: FeedbackTaken(),
    Intent.PRACTICE: lambda *_: PracticeMissing(), Intent.OFF_TOPIC: lambda *_: answers.OffTopic(),
}  # fmt: skip
"""the answers that no name has a part in"""
DISSENT = frozenset({"disagrees", "otherwise"})
SPOKEN = {Intent.EMAIL: Channel.EMAIL, **dict.fromkeys((Intent.CALL, Intent.SAY), Channel.CALL)}


def answer(heard: Understanding, edition: Edition, today: date, last: Understanding | None = None) -> Answer:
    """Return the facts that answer what was heard, as of the day `today`. `last` is what was answered before."""
    if heard.intent is Intent.SHORTER:
        return shorten(last, edition, today)
    if heard.intent is Intent.WHY:
        return explain(heard, last, edition, today)
    if heard.intent in SPOKEN and heard.outcome is Outcome.NONE and last is not None:
        found = answer(last, edition, today)
        if isinstance(found, TopicFound):
            found = replace(found, channel=SPOKEN[heard.intent])
            return in_place(found, heard, edition, today) if heard.region else found
        if isinstance(found, TopicsOffered):
            return found
    found = PLAIN.get(heard.intent, by_outcome)(heard, edition, today)
    if isinstance(found, TopicsOffered) and last and worries(last, edition):
        return replace(found, is_worry=False)  # who was comforted is not again
    return found


def in_place(found: TopicFound, heard: Understanding, edition: Edition, today: date) -> TopicFound:
    """Return a page's words, where they were asked for in a place, beside the band there of the job talked about."""
    guide, said = edition.guides.get((heard.company or "", heard.role or "")), found.topic.say
    there = comp.look_up(heard, guide, edition, today) if guide else None
    return replace(found, found=there, channel=said[0].channel if said else found.channel)


def shorten(last: Understanding | None, edition: Edition, today: date) -> Answer:
    """Return the last answer, to be said in fewer words; without one, what can be asked."""
    if last is None:
        return comp.show_help(edition)
    asked = last.utterance
    again = f"{NAME_OF[asked.intent] if asked.intent else ''} {asked.text}".strip()
    return answers.Shortened(of=answer(last, edition, today), again=again)


def explain(heard: Understanding, last: Understanding | None, edition: Edition, today: date) -> Answer:
    """Return what the last answer rests on, or who says otherwise: a guide's, or a page's; without one, what can be asked."""
    found = answer(last, edition, today) if last else None
    if isinstance(found, TopicFound):
        return answers.TopicBacked(topic=found.topic)
    if isinstance(found, TopicsOffered):
        return replace(found, is_explained=True)
    if last is not None and last.outcome is Outcome.FOUND:
        found = answer(replace(last, intent=Intent.SOURCES), edition, today)
    if isinstance(found, answers.SourcesFound):
        return replace(found, is_against=not DISSENT.isdisjoint(split_words(heard.utterance.text)))
    return found or comp.show_help(edition)


def by_outcome(heard: Understanding, edition: Edition, today: date) -> Answer:
    """Return the answer to a question about names: a company, a role, or both."""
    guide = edition.guides.get((heard.company or "", heard.role or ""))
    match heard.outcome:
        case Outcome.UNCLEAR:
            return comp.ask_back(heard, edition)
        case Outcome.FOUND if guide:
            return about(guide, heard, edition, today)
        case Outcome.FOUND if heard.company:
            return comp.list_company(heard.company, heard, edition, today)
        case Outcome.FOUND | Outcome.NONE as outcome:
            if heard.role and (outcome is Outcome.FOUND or not heard.stranger):
                return comp.list_role(heard.role, heard, edition, today)
            is_wanted = outcome is Outcome.NONE and heard.intent in ABOUT_A_JOB - {Intent.COMP}
            return (comp.admit_none if heard.stranger or not is_wanted else comp.want_job)(heard, edition)


def about(guide: Guide, heard: Understanding, edition: Edition, today: date) -> Answer:
    """Return the answer about one guide that the intent asks for; what the job pays unless it asks for more."""
    match heard.intent:
        case Intent.SHARE:
            return answers.CompShared(found=comp.look_up(heard, guide, edition, today))
        case Intent.SAY | Intent.EMAIL | Intent.CALL:
            return script(heard, guide, edition, today)
        case Intent.LEVERS:
            return list_levers(heard, guide, edition)
        case Intent.SOURCES:
            return show_sources(heard, guide, edition, today)
        case Intent.COMPARE:
            return comp.compare_regions(guide, edition, today)
        case _:
            return comp.look_up(heard, guide, edition, today)
