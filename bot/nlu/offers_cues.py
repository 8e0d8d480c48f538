"""Cues: what the words around amounts say, and so whose each amount is: the offer's, a rival's, today's pay."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import NamedTuple

from bot.domain.amounts import Ambiguity, Amount, Component, Day, Length, Quantity
from bot.domain.written import read_written, to_sounds

_LIST = read_written(__file__, "offers")
MODES = to_sounds(
    _LIST.pop("mode")
)  # what before a sum says that it is no offer they hold: whose it is -> words
SOUNDS = to_sounds(_LIST)  # what the words around amounts look like, by name
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\+(?=\s*[^\W\d])")
_FEW, MOST_RIVALS, _LOOK_BACK, _BEHIND, _CLAUSE = 50, 4, 8, "…", 80
"""numbers below the first are `#` in a cue, a 10-person startup, others `##`; how many quantities and cues behind a cue the
amount it speaks of can stand"""
_STATED = frozenset({"stage", "alternative", "circumstance", "stance", "not_stance", "said", "removed"})
"""groups of facts that hold only where they are not asked about"""
_ONCE = frozenset({"walk_away", "posted", "forfeits", "cap", "years", "start", "appointment"})
"""owners of one amount: what follows it is again the offer's"""
_NEAR = 20  # characters before a sum in which words join it to the one before
_LOST = frozenset({None, Component.TARGET_BONUS, Component.EQUITY})
APART = frozenset({"another", "past", "elsewhere", "unmade", "costs", "top", "talk"})
ASIDE = frozenset({"aside", "market", "hoped", "before"})
"""owners of sums that count for nothing: another person, and a job before today's"""
Facts = dict[tuple[str, str], dict[int, str]]  # (group, fact) -> the words that state it, by sentence


@dataclass(slots=True, kw_only=True)
class Cues:
    """What the words read so far state, as (group, name), and the cues that go on from them."""

    facts: tuple[tuple[str, str], ...] = ()
    is_behind: bool = False  # whether the amount it speaks of stands before it
    then: dict[str, "Cues"] = field(default_factory=dict)


class Heard(NamedTuple):
    """A cue at its place in a text."""

    start: int
    end: int
    cue: Cues


class Share(NamedTuple):
    """One quantity or cue with its owner."""

    what: Quantity | Heard
    whose: str
    rival: int  # which of the rivals, from 1; 0 before any
    sentence: int
    is_led: bool  # whether words before it in its sentence speak of its owner


def index_cues(groups: Mapping[str, Mapping[str, Iterable[str]]]) -> Cues:
    """Return cues word by word, from group -> fact -> phrases; a phrase may stand under several facts."""
    cues = Cues()
    for group, names in groups.items():
        for name, phrases in names.items():
            for words in (row for phrase in phrases for row in _spell_out(phrase)):
                cue, is_behind = cues, words[0] == _BEHIND
                for word in words[is_behind:]:
                    cue = cue.then.setdefault(word, Cues())
                cue.facts, cue.is_behind = (*cue.facts, (group, name)), is_behind
    return _shared(cues, {})


def _shared(cues: Cues, known: dict[object, Cues]) -> Cues:
    """Return cues with equal ends held once: choices of words end alike."""
    then = {word: _shared(cue, known) for word, cue in cues.then.items()}
    key = (cues.facts, cues.is_behind, *((word, id(cue)) for word, cue in then.items()))
    return known.setdefault(key, replace(cues, then=then))


def _spell_out(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of words that a phrase stands for: each of "|a|any bonus|equity", six in all."""
    for words in product(*(word.split("|") for word in phrase.split())):
        yield tuple(filter(None, words))


def find_cues(text: str, cues: Cues) -> Iterator[Heard]:
    """Yield the cues of a text in order, the longest at each place."""
    found = list(_WORD.finditer(text))
    words = [*(_plain(match[0]) for match in found), ""]
    at = 0
    while at < len(found):
        after, reached, cue, row = at, at, cues, cues.then.get(words[at])
        while row:
            reached += 1
            after, cue = (reached, row) if row.facts else (after, cue)
            row = row.then.get(words[reached])
        if after > at:
            start, end = found[at].start(), found[after - 1].end()
            yield Heard(start, end, _leave_unsaid(text, start, end, cue))
        at = max(after, at + 1 + (words[at : at + 2] == ["sign", "on"]))  # sign-on; the posting says


def _leave_unsaid(text: str, start: int, end: int, cue: Cues) -> Cues:
    """Return a cue without what it states only where that is not asked about, left open or denied; a denied stance is none."""
    stated, is_correction = _STATED.intersection(dict(cue.facts)), ("said", "is_correction") in cue.facts
    near, denies = max(0, start - _CLAUSE), stated and not is_correction
    asking = SOUNDS["asking"].search(text, near, start) if stated else None
    asking = None if asking and SOUNDS["having"].match(text, asking.start()) else asking
    asking = asking or (SOUNDS["tag"].match(text, end) if stated else None)
    denying = SOUNDS["denying"].search(text, near, start) if denies else None
    if not asking and not denying:
        return cue
    kept = [] if is_correction else [fact for fact in cue.facts if fact[0] not in _STATED]
    if denying:
        unmade = {("whose", "rival"), ("whose", "offer" if ("stage", "answered") in cue.facts else "")}
        kept = [("whose", "aside") if fact in unmade else fact for fact in kept]
        kept += [("alternative", "in_process")] if denying["waiting"] and kept != list(cue.facts) else []
    if denying and denying["denied"] and not asking:
        kept += [("not_stance", name) for group, name in cue.facts if group == "stance"]
        is_unwritten = ("stage", "written") in cue.facts or "writing" in text[start:end].lower()
        kept += [("stage", "verbal")] if is_unwritten and "whose" not in dict(cue.facts) else []
    return replace(cue, facts=tuple(kept))


def _plain(word: str) -> str:
    if word.isdecimal():
        return "#" if len(word) < len(str(_FEW * 10)) and int(word) < _FEW else "##"
    return "##" if word[:-1].isdecimal() and word[-1] in "kK" else word.lower().replace("’", "'")


def share_out(text: str, quantities: Sequence[Quantity], cues: Sequence[Heard]) -> list[Share]:
    """Return each quantity and cue with its owner, in order."""
    ends = [(match.start(), 0, None) for match in SOUNDS["end"].finditer(text)]
    said = [(heard.start, 1, heard) for heard in cues]
    amounts = [(quantity.start, 2, quantity) for quantity in quantities]
    sharing = _Sharing(text)
    for _, _, event in sorted([*ends, *said, *amounts], key=lambda event: event[:2]):
        if event is None:
            sharing.end_sentence()
        elif isinstance(event, Quantity):
            sharing.give(event)
        else:
            sharing.turn(event)
    return sharing.shares


class _Sharing:
    """Goes through a text and keeps whose turn it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shares: list[Share] = []
        self.rivals = self.sentence = 0
        self.end_sentence()

    def end_sentence(self) -> None:
        """Begin a sentence: what nobody claims is the offer's."""
        self.sentence += 1
        self.whose = self.kept = "offer"
        self.is_led = False

    def turn(self, heard: Heard) -> None:
        """Hand over to the owner whom a cue names, if it names one."""
        whose = next((name for group, name in heard.cue.facts if group == "whose"), None)
        if ("alternative", "job") in heard.cue.facts and SOUNDS["job_pays"].match(self.text, heard.end):
            whose = whose or "current"
        if whose and heard.cue.is_behind and not SOUNDS["ahead"].match(self.text, heard.end):
            if not self._take_back(whose):
                return
        elif whose and not (
            (self.whose, whose) == ("beside", "posted")  # the same job elsewhere was posted at 190-260k
            or (self.whose in APART and SOUNDS["bare"].fullmatch(self.text, heard.start, heard.end))
        ):
            self.rivals = min(self.rivals + (whose == "rival"), MOST_RIVALS)
            self.kept = self.kept if whose in _ONCE else whose
            self.whose, self.is_led = whose, True
        self._add(heard, self.whose)

    def _take_back(self, whose: str) -> bool:
        """Whether the last amount could be given to an owner: not one of another's, nor to the offer one put aside."""
        far = 2 if whose == "costs" else _LOOK_BACK  # $3, 90 days to exercise
        reach = range(len(self.shares) - 1, max(-1, len(self.shares) - far), -1)
        last = next((at for at in reach if _is_money(self.shares[at].what)), None)
        free = {"offer", whose} if whose == "offer" else {"offer", "beside", *ASIDE, *APART, whose}
        free |= {"current"} if whose == "forfeits" else set()
        cue = self.shares[last - 1].what if last and whose == "current" else None  # they're at 225 right now
        is_theirs = isinstance(cue, Heard) and ("whose", "offer") in cue.cue.facts
        if last is None or is_theirs or self.shares[last].sentence != self.sentence:
            return False
        if self.shares[last].whose not in free:
            return False
        self.shares[last] = self.shares[last]._replace(whose=whose, is_led=True)
        return True

    def give(self, quantity: Quantity) -> None:
        """Give a quantity to whoever's turn it is, or, where it is nothing of theirs, to the offer."""
        whose = self.whose if _can_own(self.whose, quantity) else self.kept
        whose = "forfeits" if self._is_lost_too(quantity) else whose
        near = (
            one.what for one in self.shares[-4:] if (one.sentence, one.whose) == (self.sentence, "current")
        )
        is_base = whose == "current" and quantity.component is Component.BASE
        if is_base and any(isinstance(what, Quantity) for what in near):
            whose = self.whose = self.kept = "offer"
        if quantity.component is Component.DEADLINE and whose not in {"rival", "appointment", *ASIDE}:
            whose = "offer"
        self._add(quantity, whose)
        if whose in _ONCE:
            self.whose = self.kept

    def _is_lost_too(self, quantity: Quantity) -> bool:
        """Whether a sum goes on from one they lose: "80k unvested and my 20k bonus"."""
        is_next = SOUNDS["and"].search(self.text, max(0, quantity.start - _NEAR), quantity.start)
        if not is_next or not _is_money(quantity) or quantity.component not in _LOST:
            return False
        for whose, what in ((share.whose, share.what) for share in reversed(self.shares)):
            if isinstance(what, Quantity):
                return whose == "forfeits"
            if ("whose", "forfeits") not in what.cue.facts:
                return False
        return False

    def _add(self, what: Quantity | Heard, whose: str) -> None:
        self.shares.append(Share(what, whose, self.rivals, self.sentence, self.is_led))


def _is_money(what: Quantity | Heard) -> bool:
    value = what.value if isinstance(what, Quantity) else None
    return isinstance(value.readings[0] if isinstance(value, Ambiguity) else value, Amount)


def _can_own(whose: str, quantity: Quantity) -> bool:
    if whose in {"walk_away", "posted", "forfeits", "cap"}:
        return _is_money(quantity)
    is_named = whose == "years" and quantity.component is not None  # a grant's vesting, among offers compared
    kind = {"years": Length, "start": Day, "appointment": Day}.get(whose, object)
    return isinstance(quantity.value, kind) and not is_named


def take_answers(shares: Sequence[Share]) -> Iterator[Share]:
    """Yield shares; a sum that they name behind the one asked for is their answer: "i asked for 250, they said 240"."""
    asked: list[Quantity] = []
    is_answer = False
    for share in shares:
        what = share.what
        if isinstance(what, Quantity):
            asked += [what] if share.whose == "asked" else []
            if is_answer and what.component is None and len(asked) == 1:  # 20k sign-on, they said 10k
                what = replace(what, component=asked[0].component)
            is_answer = False
        elif asked and ("answer", "sum") in what.cue.facts:
            is_answer = True
            what = what._replace(cue=replace(what.cue, facts=(*what.cue.facts, ("stage", "answered"))))
        yield share._replace(what=what)


def facts_of(shares: Sequence[Share], text: str) -> Facts:
    """Return the facts that an owner's cues state, each with its words by sentence."""
    facts: Facts = {}
    for share in shares:
        if isinstance(share.what, Heard):
            for fact in share.what.cue.facts:
                facts.setdefault(fact, {})[share.sentence] = text[share.what.start : share.what.end]
    return facts
