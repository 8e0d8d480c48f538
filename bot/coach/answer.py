"""One question, one Answer: the door to the coach."""

from datetime import date
from typing import assert_never

from bot.coach.answers import Answer, CompShared, Thanked
from bot.coach.comp import admit_none, ask_back, list_company, list_guides, list_role, look_up, show_help
from bot.coach.script import list_levers, script
from bot.coach.sources import show_sources
from bot.coach.topics import advise, open_page
from bot.domain.guide import Guide
from bot.domain.understanding import Intent, Outcome, Understanding
from bot.library.edition import Edition
from bot.nlu.topics.rank import Ranking


def answer(heard: Understanding, edition: Edition, today: date, ranking: Ranking | None = None) -> Answer:
    """Return the facts that answer what was heard, as of the day `today`.

    `ranking` says which pages of the playbook the words may be about, where a question is not only about names.
    """
    match heard.intent:
        case Intent.HELP:
            return show_help(edition)
        case Intent.GUIDES:
            return list_guides(edition, today)
        case Intent.THANKS:
            return Thanked()
        case Intent.TOPIC:
            return open_page(heard.utterance.text, edition)
        case _:
            advice = advise(heard, ranking, edition, today) if ranking else None
            return advice or by_outcome(heard, edition, today)


def by_outcome(heard: Understanding, edition: Edition, today: date) -> Answer:
    """Return the answer to a question about names."""
    match heard.outcome:
        case Outcome.NONE if heard.role and not heard.stranger:
            return list_role(heard.role, heard.region, edition, today)
        case Outcome.NONE:
            return admit_none(heard, edition)
        case Outcome.UNCLEAR:
            return ask_back(heard, edition)
        case Outcome.FOUND:
            return found(heard, edition, today)
    assert_never(heard.outcome)


def found(heard: Understanding, edition: Edition, today: date) -> Answer:
    """Return the answer for a company, a role, or both."""
    guide = edition.guides.get((heard.company or "", heard.role or ""))
    if guide is not None:
        return about(guide, heard, edition, today)
    if heard.company is not None:
        return list_company(heard.company, heard.region, edition, today)
    if heard.role is not None:
        return list_role(heard.role, heard.region, edition, today)
    return admit_none(heard, edition)


def about(guide: Guide, heard: Understanding, edition: Edition, today: date) -> Answer:
    """Return the answer about one guide that the intent asks for."""
    match heard.intent:
        case Intent.COMP | Intent.HELP | Intent.GUIDES | Intent.TOPIC | Intent.THANKS:
            return look_up(heard, guide, edition, today)
        case Intent.SHARE:
            return CompShared(found=look_up(heard, guide, edition, today))
        case Intent.SAY:
            return script(heard, guide, edition, today)
        case Intent.LEVERS:
            return list_levers(heard, guide, edition)
        case Intent.SOURCES:
            return show_sources(heard, guide, edition, today)
    assert_never(heard.intent)
