"""The index of names: built once for an edition, then only read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.vocabulary import Name, Vocabulary
from bot.nlu.catalogue import LEGAL_TAILS, complete_vocabulary, core_key, own_keys
from bot.nlu.entry import Entry, Kind, Label
from bot.nlu.lexicon import Lexicon, TitleGrammar, WordLists
from bot.nlu.near import Near
from bot.nlu.normalize import join_key, split_words
from bot.nlu.titles import TitleWriter
from bot.nlu.trust import Trust, weigh_trust

GENERIC_TAILS = LEGAL_TAILS | frozenset(
    {
        "ai",
        "labs",
        "lab",
        "technologies",
        "technology",
        "tech",
        "systems",
        "software",
        "group",
        "holdings",
        "networks",
        "industries",
        "solutions",
    }
)
"""words at the end of a name that people leave out"""

COST = {
    Kind.NAME: 0.0,
    Kind.ALIAS: 0.02,
    Kind.TITLE: 0.04,
    Kind.CORE: 0.1,
    Kind.FIRST_WORDS: 0.35,
    Kind.READING: 0.02,
    Kind.LOOSE: 0.2,
}
"""what it costs to take words for a name, by how they relate to it; 1.0 is a word nothing is made of"""
NEXT_READING = 0.02
SHORTEST_NICKNAME = 5

Key: TypeAlias = str
Exact: TypeAlias = dict[Key, list[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """All names of an edition by key, and what is near them."""

    vocabulary: Vocabulary
    """the vocabulary as completed from the lexicon"""
    exact: Mapping[Key, tuple[Entry, ...]]
    companies: Near
    roles: Near
    places: Near
    """regions and levels"""
    roles_at: Mapping[str, tuple[str, ...]]
    """company slug -> slugs of the roles it has guides for"""
    holders: Mapping[str, tuple[str, ...]]
    """role slug -> slugs of the roles with guides that stand for it, itself first"""
    words: WordLists
    trust: Trust


def build_index(vocabulary: Vocabulary, lexicon: Lexicon) -> Index:
    """Return the index of a vocabulary, completed from the lexicon first (see `complete_vocabulary`)."""
    vocabulary = complete_vocabulary(vocabulary, lexicon)
    exact = _gather(vocabulary, lexicon)
    companies = Near(
        key for key, entries in exact.items() if any(_is_sought_nearly(key, entry) for entry in entries)
    )
    return Index(
        vocabulary=vocabulary,
        exact=exact,
        companies=companies,
        roles=Near(_keys_of(exact, Label.ROLE)),
        places=Near((*_keys_of(exact, Label.REGION), *_keys_of(exact, Label.LEVEL))),
        roles_at=_group_roles(vocabulary),
        holders=_find_holders(vocabulary),
        words=lexicon.words,
        trust=weigh_trust(exact, companies),
    )


def _gather(vocabulary: Vocabulary, lexicon: Lexicon) -> dict[Key, tuple[Entry, ...]]:
    exact: Exact = defaultdict(list)
    _add_plain(exact, Label.REGION, vocabulary.regions.values())
    _add_plain(exact, Label.LEVEL, vocabulary.levels.values())
    _add_roles(exact, vocabulary.roles.values(), lexicon.titles)
    common = lexicon.words.filler | _words_of((vocabulary.roles, vocabulary.regions, vocabulary.levels))
    _add_companies(exact, vocabulary.companies.values(), common)
    _add_strangers(exact, vocabulary.strangers.values())
    for phrase in lexicon.words.phrases:
        exact[join_key(phrase)].append(Entry(Label.FILLER, "", 0.0, Kind.WORD))
    return {key: tuple(entries) for key, entries in exact.items() if key}


def _add(exact: Exact, key: Key, label: Label, slug: str, kind: Kind) -> None:
    """Add a meaning, unless the same words already name the same thing, or another of its kind more plainly."""
    entries = exact[key]
    rivals = [entry for entry in entries if entry.label is label]
    if any(entry.slug == slug or entry.cost < COST[kind] for entry in rivals):
        return
    entries.append(Entry(label, slug, COST[kind], kind))


def _add_plain(exact: Exact, label: Label, names: Iterable[Name]) -> None:
    for name in names:
        for spelling in (name.slug, name.display, *name.aliases):
            exact[join_key(spelling)].append(Entry(label, name.slug, 0.0, Kind.NAME))


def _add_roles(exact: Exact, names: Iterable[Name], titles: TitleGrammar) -> None:
    roles = list(names)
    for phrase, slugs in titles.readings.items():
        _add_choices(exact, phrase, slugs, Kind.READING)
    for role in roles:
        for spelling in (role.slug, role.display):
            _add(exact, join_key(spelling), Label.ROLE, role.slug, Kind.NAME)
    for role in roles:
        for alias in role.aliases:
            _add(exact, join_key(alias), Label.ROLE, role.slug, Kind.ALIAS)
    writer = TitleWriter(titles)
    for role in roles:
        for spelling in (role.display, *role.aliases):
            for form in writer.write(spelling):
                _add(exact, form, Label.ROLE, role.slug, Kind.TITLE)
    for phrase, slugs in titles.loose.items():
        _add_choices(exact, phrase, slugs, Kind.LOOSE)


def _add_choices(exact: Exact, phrase: str, slugs: Iterable[str], kind: Kind) -> None:
    """Add every reading of a phrase, each a little dearer than the likelier one."""
    entries = exact[join_key(phrase)]
    if kind is Kind.READING or not any(entry.label is Label.ROLE for entry in entries):
        for place, slug in enumerate(slugs):
            entries.append(Entry(Label.ROLE, slug, COST[kind] + place * NEXT_READING, kind))


def _add_companies(exact: Exact, names: Iterable[Name], common: frozenset[str]) -> None:
    companies = list(names)
    for company in companies:
        for key in sorted(own_keys(company)):
            _add(exact, key, Label.COMPANY, company.slug, Kind.NAME)
    for company in companies:
        for alias in company.aliases:
            if alias.casefold() not in common:
                _add(exact, join_key(alias), Label.COMPANY, company.slug, Kind.ALIAS)
    shortened = [
        (key, kind, company.slug)
        for company in companies
        for key, kind in _shortened(company.display, common)
    ]
    shared = Counter(key for key, _, _ in shortened)
    for key, kind, slug in shortened:
        _add(exact, key, Label.COMPANY, slug, kind if shared[key] == 1 else Kind.FIRST_WORDS)


def _shortened(display: str, common: frozenset[str]) -> Iterator[tuple[Key, Kind]]:
    """Yield the beginnings of a name, longest first: its core where only generic words are left out."""
    words = split_words(display)
    for size in range(len(words) - 1, 0, -1):
        if common.issuperset(words[:size]) or len("".join(words[:size])) < 3:  # noqa: PLR2004  two letters point at no name
            return
        generic = GENERIC_TAILS.issuperset(words[size:])
        yield "".join(words[:size]), Kind.CORE if generic else Kind.FIRST_WORDS


def _add_strangers(exact: Exact, names: Iterable[Name]) -> None:
    for name in names:
        entry = Entry(Label.STRANGER, name.slug, COST[Kind.ALIAS], Kind.NAME)
        for key in {core_key(spelling): None for spelling in (name.display, *name.aliases)}:
            entries = exact[key]
            if not any(
                rival.label in (Label.COMPANY, Label.STRANGER) and rival.cost <= entry.cost
                for rival in entries
            ):
                entries.append(entry)


def _words_of(groups: Iterable[Mapping[str, Name]]) -> frozenset[str]:
    return frozenset(
        word
        for names in groups
        for name in names.values()
        for spelling in (name.display, *name.aliases)
        for word in split_words(spelling)
    )


def _is_sought_nearly(key: Key, entry: Entry) -> bool:
    """Whether slips of this key are sought: not of tickers and nicknames, which are near everything."""
    return entry.label is Label.COMPANY and (entry.kind is not Kind.ALIAS or len(key) >= SHORTEST_NICKNAME)


def _keys_of(exact: Mapping[Key, tuple[Entry, ...]], label: Label) -> list[Key]:
    return [key for key, entries in exact.items() if any(entry.label is label for entry in entries)]


def _group_roles(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for company, role in vocabulary.guides:
        grouped[company].append(role)
    return {company: tuple(sorted(roles)) for company, roles in grouped.items()}


def _find_holders(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    guided = sorted({role for _, role in vocabulary.guides})
    holders: defaultdict[str, list[str]] = defaultdict(list, {role: [role] for role in guided})
    for role in guided:
        for covered in vocabulary.roles[role].covers:
            holders[covered].append(role)
    return {role: tuple(roles) for role, roles in holders.items()}
