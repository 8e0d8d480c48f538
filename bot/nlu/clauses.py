"""Whose each clause of a story is: the offer's employer's, a rival's, today's, a friend's, a source's. Read once for all."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from bot.domain.amounts.words import CURRENCIES, PHRASES
from bot.domain.written import read_written, to_sounds
from bot.nlu.entry import Label, Piece
from bot.nlu.index import Index
from bot.nlu.normalize import MOST_LETTERS, fold
from bot.nlu.pieces import Use, classify, find_exact

_LIST = read_written(__file__)
OFFER, RIVAL = "offer", "rival"
OWNERS = to_sounds(_LIST.pop("owners"))
_NAMELESS, _SPREAD, _HELD = (frozenset(_LIST.pop(name)) for name in ("nameless", "spread", "held"))
SOUNDS = to_sounds(_LIST)
_COMPANIES = frozenset({Label.COMPANY, Label.STRANGER})
SURE = 0.02  # what reading a company's name, or another name for it, letter by letter costs at most
_WORD = re.compile(r"[^\W_]+")
_INSIDE = frozenset(".'’")  # what a word stands behind that is only the end of one: they'd, levels.fyi
MOST_PARTS, MOST_PART = 30, 300  # parts of a story, and characters of one, that are read for whose they are
_NEAR = 40  # characters beside a name that are looked at


class Named(NamedTuple):
    """A company's name in a text, as it writes itself, else as typed; the slug of one with a guide."""

    start: int
    end: int
    name: str
    slug: str | None


class Clause(NamedTuple):
    """A stretch of a story with one owner; it begins where it has a subject of its own."""

    text: str
    owner: str
    named: Named | None
    begins: bool

    @property
    def name(self) -> str:
        """The employer's name, or none."""
        return self.named.name if self.named else ""

    @property
    def told(self) -> str:
        """What it tells from its first sum on, with the part named before that, without stops."""
        sums = SOUNDS["sum"].search(self.text)
        return re.sub(r"[.;\n]+\s", ", ", trim(self.text[sums.start() :])) if sums else ""

    @property
    def tells(self) -> bool:
        """Whether it tells of an offer: a sum, or whose it is."""
        return bool(self.told or (self.named and SOUNDS["offers"].search(self.text)))


class Story(NamedTuple):
    """The clauses of a text, and who made the offer it is about."""

    employer: Named | None
    clauses: tuple[Clause, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether another company is named than that of the only offer, or one with a rival's sum."""
        named = [one for one in self.clauses if one.named]
        tells = any(one.owner == OFFER and one.tells for one in self.clauses)
        is_other = any(one.owner != OFFER and (tells or one.told or one.owner != RIVAL) for one in named)
        return is_other or (tells and len({one.name for one in named}) > 1)


def read_story(text: str, index: Index) -> Story:
    """Return the clauses of a text with their owners. The first employer that is said to offer makes the offer."""
    joined: list[Clause] = []
    for part in _part(text, index):
        has_offer = any(one.owner == OFFER for one in joined)
        if joined and not part.begins and _goes_on(joined[-1], part, has_offer=has_offer):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + part.text)
        else:
            joined.append(part)
    employer = _find_employer(joined)
    return Story(employer, tuple(_settle(one, employer) for one in joined))


def trim(text: str) -> str:
    """Return a clause without what joins it to the next."""
    return text[:-_NEAR] + SOUNDS["joint"].sub("", f"{text[-_NEAR:]} ")


def name_companies(text: str, index: Index) -> tuple[str, ...]:
    """Return the companies that a text names, with or without a guide, as they write themselves, else as typed."""
    return tuple(one.name for one in find_names(text[:MOST_LETTERS], index))


def _part(text: str, index: Index) -> Iterator[Clause]:
    """Yield the parts between commas, stops and joining words, cut before a second name: that is another's."""
    at = 0
    ends = (found.end() for found in SOUNDS["parting"].finditer(text))
    for end in (*islice(ends, MOST_PARTS), len(text)):
        part, at, owner, begin = text[at:end], end, OFFER, 0
        names = find_names(part, index) if len(part) <= MOST_PART else []
        gaps = ((max(one.end, other.start - _NEAR), other.start) for one, other in pairwise(names))
        leads = (SOUNDS["leads"].search(part, *gap) for gap in gaps)
        cuts = [lead.start() if lead else name.start for lead, name in zip(leads, names[1:], strict=True)]
        for named, cut in zip((*names,) or (None,), (*cuts, len(part)), strict=True):
            moved = named and named._replace(start=named.start - begin, end=named.end - begin)
            clause = _own(part[begin:cut], moved)
            owner = owner if clause.owner == OFFER and owner in _SPREAD else clause.owner
            begin = cut
            yield clause._replace(owner=owner)


def _own(text: str, named: Named | None) -> Clause:
    """Return a clause with the owner that its own words speak of."""
    told = text[:MOST_PART]
    if named:
        told = f"{text[: named.start]}@{'_'.join(text[named.start : named.end].split())}{text[named.end :]}"
    owners = (one for one, sound in OWNERS.items() if (named or one in _NAMELESS) and sound.search(told))
    owner = next(owners, RIVAL if SOUNDS["rival"].search(told) else OFFER)
    return Clause(text, owner, named, bool(named or owner != OFFER or SOUNDS["subject"].search(text)))


def _goes_on(before: Clause, part: Clause, *, has_offer: bool) -> bool:
    """Whether a part without a subject belongs to the clause before: in its sentence, or as one more sum of it."""
    if before.owner == OFFER or not SOUNDS["stop"].search(before.text[-3:]):
        return before.owner in _HELD
    is_sum = bool(part.told) and "?" not in part.text
    return is_sum and (before.owner == RIVAL or (before.owner == "today" and not has_offer))


def _find_employer(clauses: Sequence[Clause]) -> Named | None:
    """Return who made the offer: of several that are said to, the first with a guide, else the first."""
    telling = [clause for clause in clauses if clause.owner == OFFER and clause.tells]
    first = next((one for one in telling if one.named and one.named.slug), telling[0] if telling else None)
    if first is None or first.named:
        return first.named if first else None
    at = clauses.index(first)
    named = [one.named for one in reversed(clauses[:at]) if one.owner in {OFFER, "talks"}]
    named += [one.named for one in clauses[at:] if one.owner == OFFER and not one.told]
    named += [one.named for one in clauses if one.owner == "friend" and one.named and one.named.slug]
    return next(filter(None, named), None)


def _settle(clause: Clause, employer: Named | None) -> Clause:
    """Return a clause of the offer's employer as the offer's, and what another offers as a rival's."""
    if clause.name == employer.name if employer else clause.owner == "market":
        return clause._replace(owner=OFFER) if clause.owner in {"talks", "market", RIVAL} else clause
    is_other = clause.owner == OFFER and clause.named and clause.tells
    return clause._replace(owner=RIVAL) if is_other else clause


def find_names(part: str, index: Index) -> list[Named]:
    """Return the companies that a part names, each once: known ones, and words that stand where only a name does."""
    tokens = list(_WORD.finditer(part))
    words = tuple(fold(token[0]) for token in tokens)
    uses = [classify(word, index) for word in words]
    found: dict[str, Named] = {}
    after = 0
    for at, pieces in enumerate(find_exact(words, uses, index)):
        known = (one for one in pieces if one.entry.label in _COMPANIES)
        longest = max(known, key=lambda one: one.end, default=None)
        start, end = tokens[at].start(), tokens[longest.end - 1].end() if longest else tokens[at].end()
        if longest is None and (typed := SOUNDS["name"].match(part, start)):
            end = typed.end()
        last = longest.end if longest else at + 1
        is_sure = longest and longest.entry.cost <= SURE and max(uses[at:last]) > Use.FILLER
        is_sure = is_sure and (last - at > 1 or uses[at] is Use.STRANGE)
        if start >= after and (is_sure or _is_placed(part, (start, end), words[at], longest, index)):
            named, after = _call(part[start:end], longest.entry.slug if longest else "", index), end
            found.setdefault(named[0], Named(start, end, *named))
    return list(found.values())


def _call(typed: str, slug: str, index: Index) -> tuple[str, str | None]:
    """Return a name as it writes itself, else as typed, with a capital letter where none was; and the guide's slug."""
    company, stranger = index.vocabulary.companies.get(slug), index.vocabulary.strangers.get(slug)
    known = company or stranger
    name = known.display if known else typed.title() if typed.islower() else typed
    return name, slug if company else None


def _is_placed(part: str, span: tuple[int, int], word: str, known: Piece | None, index: Index) -> bool:
    """Whether a word stands where only an employer's name does: behind at or from, or before what it did or offers."""
    lexicon, before = index.words, part[max(0, span[0] - _NEAR) : span[0]]
    if word in PHRASES or word in CURRENCIES or word in lexicon.filler or before[-1:] in _INSIDE:
        return False
    is_word = word in lexicon.everyday or word in index.exact or any(map(str.isdigit, word))
    is_title = part[span[0] : span[1]].istitle() and " " in part[span[0] : span[1]]  # Blue Bottle offered
    if known is None and is_word and not (is_title and SOUNDS["told"].match(part, span[1])):
        return False
    if SOUNDS["led"].search(before) or SOUNDS["told"].match(part, span[1]):
        return True
    following = "".join(_WORD.findall(part[span[1] : span[1] + _NEAR])[:1]).casefold()
    is_job = any(entry.label not in _COMPANIES for entry in index.exact.get(following, ()))
    is_bound = is_job or SOUNDS["summed"].match(part, span[1]) or (known and known.entry.cost <= SURE)
    return bool(is_bound and SOUNDS["first"].match(before))
