"""Another employer's offer that is no more: from then on it backs no plan and no letter."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bot.coach.dealing import Dealt
from bot.coach.hearing import leave_out
from bot.coach.noted import Noted
from bot.coach.planned import CanAccept, CounterPlanned, OneAsk
from bot.domain.session import Kept, Session
from bot.domain.understanding import Intent, Utterance
from bot.domain.written import read_written
from bot.nlu.normalize import split_words

_SOUNDS: dict[str, str] = read_written(__file__)
OPEN, MORE, *WITHIN = (_SOUNDS.pop(name) for name in ("open", "more", "it", "state", "who"))
MOST_WORDS, LOOK_BACK = 60, 60
"""words of a text that may say so; characters before what says so in which it is left open"""
PLAN = Utterance(text="", intent=Intent.COUNTER)
Names = frozenset[str]


class Gone(NamedTuple):
    """Others' offers that are no more, how they went, and what else was said, or the wish for a plan."""

    names: Names
    how: str
    rest: Utterance


def find_gone(typed: Utterance, session: Session, kept: Kept) -> Gone | None:
    """Return which of the others' offers that are known a text says are no more; None where it says so of none."""
    own = session.negotiation or next(iter(kept.negotiations), None)
    rivals = tuple(rival.name for one in (own, *kept.negotiations) if one for rival in one.stance.rivals)
    apart = frozenset(one.name for one in kept.negotiations if kept.negotiations[1:])
    text = f"forget {typed.text}" if typed.intent is Intent.FORGET else typed.text
    if not (rivals or apart) or len(text.split()) > MOST_WORDS:
        return None
    folded, last = text.casefold().replace("’", "'"), session.last.utterance.text if session.last else ""
    for how in _SOUNDS:
        found = sound(how, apart.union(rivals)).search(folded)
        names = whose(found[0], how, (rivals, apart), last) if found else None
        if found and names and not is_open(folded, found):
            more = f"{text[: found.start()]} {text[found.end() :]}".strip(" .,!")
            rest = Utterance(text=more) if re.search(MORE, more) else PLAN
            return Gone(names, how, Utterance(text=text, intent=Intent.EDIT) if how == "none" else rest)
    return None


def is_open(text: str, found: re.Match[str]) -> bool:
    """Whether what says so is asked, supposed, feared or denied."""
    before = text[max(0, found.start() - LOOK_BACK) : found.start()]
    return bool(re.search(OPEN, before)) or text[found.end() :].lstrip().startswith("?")


@lru_cache(maxsize=8)
def sound(how: str, names: Names) -> re.Pattern[str]:
    """Return what one way for an offer to go sounds like, of offers of these names."""
    called = {*map(str.casefold, names), *(split_words(name)[0] for name in names if name)}
    listed = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True) if name)
    pattern = _SOUNDS[how]
    for name, words in zip(("it", "state", "who", "names"), (*WITHIN, listed or "(?!)"), strict=True):
        pattern = pattern.replace(f"<{name}>", words)
    return re.compile(pattern.replace("\\ ", " ").replace(" ", r"[\s,]{1,2}"))


def whose(said: str, how: str, known: tuple[tuple[str, ...], Names], last: str) -> Names:
    """Return whose offers words speak of: by name, all rivals', the only one's, or of the `last` told."""
    rivals, apart = known
    if called := call_out(said, apart.union(rivals)):
        is_kept = how == "dropped" and called & apart  # "forget Google": that is asked for by its name
        return frozenset() if is_kept else called
    if how == "none" or len({*rivals}) == 1 != (how == "pointed") or {"both", "all"} & {*said.split()}:
        return frozenset(rivals)
    return call_out(last, frozenset(rivals)) or frozenset(() if how == "pointed" else rivals[-1:])


def call_out(said: str, names: Names) -> Names:
    """Return which names a text calls, by all of the name or its first word."""
    return frozenset(name for name in names if name and split_words(name)[0] in split_words(said))


def keep_rest(session: Session, kept: Kept, gone: Names) -> tuple[Session, Kept]:
    """Return what is talked about and what is kept, without those offers."""
    left = tuple(leave_out(one, gone) for one in kept.negotiations if one.name not in gone)
    about = session.negotiation and leave_out(session.negotiation, gone)
    about = next(iter(left), None) if about and about.name in gone else about
    return replace(session, negotiation=about, unsettled=None), replace(kept, negotiations=left)


def tell_gone(own: Dealt, gone: Gone) -> Dealt:
    """Return an answer with word of what is gone before it, and of what the plan now rests on."""
    plan = own.answer.plan if isinstance(own.answer, CounterPlanned | OneAsk | CanAccept) else None
    rests = plan.asks[0] if plan and plan.asks else None
    told = replace(own.noted or Noted(), gone=tuple(sorted(gone.names)), how=gone.how, rests=rests)
    return replace(own, noted=told)
