"""Follow-ups: what a short remark leaves out is taken from what the person was talking about."""

from dataclasses import replace

from bot.domain.session import Session
from bot.domain.understanding import Intent, Outcome, Understanding
from bot.nlu.normalize import split_words

MOST_WORDS = 6
"""words of a remark that may lean on what went before"""
ABOUT_A_JOB = frozenset({Intent.COMP, Intent.SAY, Intent.LEVERS, Intent.SOURCES, Intent.SHARE})


def complete(heard: Understanding, session: Session | None) -> Understanding:
    """Return a remark about a region or level, or a bare `levers`, as one about the job talked about."""
    if session is None or not leans_back(heard):
        return heard
    return replace(
        heard,
        outcome=Outcome.FOUND,
        company=session.company,
        role=session.role,
        region=heard.region or session.region,
        level=heard.level or session.level,
    )


def leans_back(heard: Understanding) -> bool:
    """Whether a remark names no company and no role, but a region, a level, or what is wanted."""
    if heard.intent not in ABOUT_A_JOB or heard.outcome is not Outcome.NONE or heard.role or heard.stranger:
        return False
    names_part = bool(heard.region or heard.level)
    bare = heard.intent is not Intent.COMP and not heard.utterance.text
    return bare or (names_part and len(split_words(heard.utterance.text)) <= MOST_WORDS)


def remember(heard: Understanding) -> Session | None:
    """Return what the conversation is about after this turn, or None where it named no job."""
    if heard.outcome is not Outcome.FOUND or heard.company is None or heard.role is None:
        return None
    return Session(company=heard.company, role=heard.role, region=heard.region, level=heard.level)
