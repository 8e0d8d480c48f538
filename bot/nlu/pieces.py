"""Which stretches of the words could be names: exactly, and, where words stay unread, nearly."""

from collections.abc import Iterator, Sequence
from enum import IntEnum, auto

from bot.nlu.edits import name_slip
from bot.nlu.entry import Entry, Kind, Label, Piece
from bot.nlu.index import Index

MOST_WORDS = 7  # words a name can have; "International Business Machines Corporation" has four
MOST_NEAR_WORDS = 5
MOST_UNREAD = 8  # unread words that near names are sought around: enough for a command, a bound for a letter
MOST_COMPLETIONS = 4
LEAST_BEGINNING = 4

TWO_EDITS_COST = 0.75
BEGINNING_COST = 0.55
SHORT_COST = 0.1  # more for an edit in a name of four letters or fewer
COMMON_COST = 0.1  # more for taking a common word for a slip
STRAY_LETTERS = 2
SHORTEST_ROLE = 5  # letters below which one slip makes any abbreviation into any other


class Use(IntEnum):
    """What a word is where no name is read in it."""

    FILLER = auto()
    WEAK = auto()
    """carries no name as a rule, but is part of many"""
    NEUTRAL = auto()
    """a number, or a second region or level"""
    EVERYDAY = auto()
    STRANGE = auto()


SKIP_COST = {Use.FILLER: 0.01, Use.WEAK: 0.03, Use.NEUTRAL: 0.1, Use.EVERYDAY: 0.45, Use.STRANGE: 1.0}

PLACES = frozenset({Label.REGION, Label.LEVEL})
_LINKS = frozenset({"a", "an", "the", "at", "for", "from", "with", "by", "joining", "join"})
_COMPANY_AS_WORD_COST = 0.6
PLAIN_SENTENCE = 4  # words that name nothing, from which a text is a sentence


def classify(word: str, index: Index) -> Use:
    """Return what a word is where no name is read in it."""
    if word in index.words.filler:
        return Use.WEAK if word in index.words.weak else Use.FILLER
    if word[0].isdigit() or any(entry.label in PLACES for entry in index.exact.get(word, ())):
        return Use.NEUTRAL
    if word in index.words.everyday or (word[-1] == "s" and word[:-1] in index.words.everyday):
        return Use.EVERYDAY
    return Use.STRANGE


def find_exact(words: tuple[str, ...], uses: list[Use], index: Index) -> list[list[Piece]]:
    """Return, for each word, the pieces that begin there and are a name's key as it stands."""
    found: list[list[Piece]] = []
    for start in range(len(words)):
        pieces: list[Piece] = []
        key = ""
        for end, word in enumerate(words[start : start + MOST_WORDS], start + 1):
            key += word
            entries = index.exact.get(key)
            if entries is not None:
                asks = key in index.words.asks and end < len(words)  # can they: Canada only at the end
                pieces += [
                    Piece(start, end, one, key) for one in entries if not (asks and one.label in PLACES)
                ]
            elif key[-1] == "s":
                pieces += _read_plural(start, end, key, index)
        found.append(pieces)
    _doubt_filler_companies(words, uses, found)
    return found


def _read_plural(start: int, end: int, key: str, index: Index) -> Iterator[Piece]:
    for entry in index.exact.get(key[:-1], ()):
        if entry.label is Label.ROLE and entry.kind is not Kind.LOOSE:
            yield Piece(start, end, entry, key[:-1])


def _doubt_filler_companies(words: tuple[str, ...], uses: list[Use], found: list[list[Piece]]) -> None:
    """Make a company called Make dearer in `what does a recruiter make` than in `recruiter at make`, a role called AS in a sentence."""
    plain = uses.count(Use.FILLER) + uses.count(Use.WEAK)
    if plain <= 1:  # the word itself is one
        return
    for start, pieces in enumerate(found):
        if uses[start] <= Use.WEAK and (start == 0 or words[start - 1] not in _LINKS):
            is_bare = plain >= PLAIN_SENTENCE and len(words[start]) <= STRAY_LETTERS
            doubted = {Label.COMPANY, Label.ROLE} if is_bare else {Label.COMPANY}
            found[start] = [_doubt(piece) if piece.entry.label in doubted else piece for piece in pieces]


def _doubt(piece: Piece) -> Piece:
    entry = piece.entry
    if piece.end - piece.start > 1:
        return piece
    return piece._replace(entry=entry._replace(cost=entry.cost + _COMPANY_AS_WORD_COST, kind=Kind.LOOSE))


def find_near(words: tuple[str, ...], uses: list[Use], unread: Sequence[int], index: Index) -> list[Piece]:
    """Return the pieces around unread words that are nearly a name."""
    seeds = sorted(unread, key=lambda at: uses[at] is not Use.STRANGE)[:MOST_UNREAD]
    spans = dict.fromkeys(span for seed in seeds for span in _spans_around(seed, uses))
    return [piece for span in spans for piece in _read_near(span, words, uses, index)]


def _spans_around(seed: int, uses: list[Use]) -> Iterator[tuple[int, int]]:
    """Yield the spans that hold a word and neither begin nor end with filler."""
    for start in range(max(0, seed - MOST_NEAR_WORDS + 1), seed + 1):
        if uses[start] is Use.FILLER:
            continue
        for end in range(seed + 1, min(len(uses), start + MOST_NEAR_WORDS) + 1):
            if uses[end - 1] is not Use.FILLER:
                yield start, end


def _read_near(
    span: tuple[int, int], words: tuple[str, ...], uses: list[Use], index: Index
) -> Iterator[Piece]:
    start, end = span
    typed = "".join(words[start:end])
    plainer = _named_without_an_end(words[start:end], index)
    common = COMMON_COST if end - start == 1 and uses[start] is Use.EVERYDAY else 0.0
    for near, labels in ((index.companies, _COMPANIES), (index.roles, _ROLES), (index.places, PLACES)):
        if labels is _ROLES and Use.FILLER in uses[start:end]:
            continue
        for edits, key in near.within(typed):
            kind, cost = _price(edits, typed, key)
            for entry in index.exact[key]:
                if entry.label in labels and _may_be_near(entry, key) and entry.slug not in plainer:
                    believed = Kind.FIRST_WORDS if entry.kind is Kind.FIRST_WORDS else kind
                    dearer = entry._replace(cost=entry.cost + cost + common, kind=believed)
                    yield Piece(start, end, dearer, key)
    yield from _complete(span, typed, index)


def _named_without_an_end(words: tuple[str, ...], index: Index) -> set[str]:
    """Return the slugs that the words name exactly but for a stray word of a letter or two at either end."""
    ends = ((words[0], words[1:]), (words[-1], words[:-1]))
    shorter = ("".join(others) for word, others in ends if len(word) <= STRAY_LETTERS)
    return {entry.slug for key in shorter for entry in index.exact.get(key, ())}


_COMPANIES = frozenset({Label.COMPANY})
_ROLES = frozenset({Label.ROLE})


def _may_be_near(entry: Entry, key: str) -> bool:
    if entry.label is Label.ROLE:
        return len(key) >= SHORTEST_ROLE and entry.kind not in (Kind.LOOSE, Kind.READING)
    return entry.label is Label.COMPANY or len(key) >= SHORTEST_ROLE


def _price(edits: int, typed: str, key: str) -> tuple[Kind, float]:
    if edits > 1:
        return Kind.TWO_EDITS, TWO_EDITS_COST
    short = SHORT_COST if len(key) < SHORTEST_ROLE else 0.0
    return Kind.EDIT, name_slip(typed, key).cost + short


def _complete(span: tuple[int, int], typed: str, index: Index) -> Iterator[Piece]:
    """Yield the companies whose name begins as typed."""
    if len(typed) < LEAST_BEGINNING:
        return
    for place, key in enumerate(index.companies.completions(typed, MOST_COMPLETIONS)):
        for entry in index.exact[key]:
            if entry.label is Label.COMPANY:
                cost = entry.cost + BEGINNING_COST + place * 0.02
                yield Piece(*span, Entry(Label.COMPANY, entry.slug, cost, Kind.BEGINNING), key)
