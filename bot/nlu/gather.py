"""Every key that names something, and what it names: the exact half of the index."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import TypeAlias

from bot.domain.vocabulary import Name, Vocabulary
from bot.nlu.catalogue import LEFT_OUT, LEGAL_TAILS, core_key, own_keys
from bot.nlu.entry import Entry, Kind, Label
from bot.nlu.lexicon import Lexicon, TitleGrammar
from bot.nlu.near import LEAST_LETTERS
from bot.nlu.normalize import join_key, split_words
from bot.nlu.titles import TitleWriter

GENERIC_TAILS = LEGAL_TAILS | LEFT_OUT  # words at the end of a name that people leave out
COST = {
    Kind.NAME: 0.0, Kind.ALIAS: 0.02, Kind.TITLE: 0.12, Kind.TURNED: 0.14,
    Kind.CORE: 0.1, Kind.FIRST_WORDS: 0.35, Kind.READING: 0.02, Kind.LOOSE: 0.2,
}  # fmt: skip
"""what it costs to take words for a name, by how they relate to it; 1.0 is a word nothing is made of"""
NEXT_READING = 0.02
EVERYDAY_STRANGER_COST = 0.7

Key: TypeAlias = str
Exact: TypeAlias = dict[Key, list[Entry]]


def gather_entries(vocabulary: Vocabulary, lexicon: Lexicon) -> dict[Key, tuple[Entry, ...]]:
    """Return every key of the vocabulary with what it can mean."""
    exact: Exact = defaultdict(list)
    _add_plain(exact, Label.REGION, vocabulary.regions.values())
    _add_plain(exact, Label.LEVEL, vocabulary.levels.values())
    _add_roles(exact, vocabulary.roles.values(), lexicon.titles)
    common = lexicon.words.filler | _words_of((vocabulary.roles, vocabulary.regions, vocabulary.levels))
    _add_companies(exact, vocabulary.companies.values(), common)
    _add_strangers(exact, vocabulary.strangers.values(), common, lexicon.words.everyday)
    for phrase in lexicon.words.phrases:
        exact[join_key(phrase)].append(Entry(Label.FILLER, "", 0.0, Kind.WORD))
    return {key: tuple(entries) for key, entries in exact.items() if key and entries}


def _add(exact: Exact, key: Key, label: Label, slug: str, kind: Kind) -> None:
    """Add a meaning, unless the same words already name the same thing, or another of its kind more plainly."""
    entries, cost = exact[key], COST[kind]
    if not any(entry.label is label and (entry.slug == slug or entry.cost < cost) for entry in entries):
        entries.append(Entry(label, slug, cost, kind))


def _add_plain(exact: Exact, label: Label, names: Iterable[Name]) -> None:
    for name in names:
        for spelling in (name.slug, name.display, *name.aliases):
            exact[join_key(spelling)].append(Entry(label, name.slug, 0.0, Kind.NAME))


def _add_roles(exact: Exact, names: Iterable[Name], titles: TitleGrammar) -> None:
    roles = list(names)
    for role in roles:
        for spelling in (role.slug, role.display):
            _add(exact, join_key(spelling), Label.ROLE, role.slug, Kind.NAME)
    for phrase, slugs in titles.readings.items():
        _add_choices(exact, phrase, slugs, Kind.READING)
    writer = TitleWriter(titles)
    # plainest first: a plainer spelling keeps others from claiming the key
    for role in roles:
        for alias in role.aliases:
            _add(exact, join_key(alias), Label.ROLE, role.slug, Kind.ALIAS)
    for kind, role in product((Kind.TITLE, Kind.TURNED), roles):
        for spelling in (role.display, *role.aliases):
            for key in writer.write(spelling, is_turned=kind is Kind.TURNED):
                _add(exact, key, Label.ROLE, role.slug, kind)
    for phrase, slugs in titles.loose.items():
        _add_choices(exact, phrase, slugs, Kind.LOOSE)


def _add_choices(exact: Exact, phrase: str, slugs: Iterable[str], kind: Kind) -> None:
    """Add every reading of a phrase that names no role itself, each a little dearer than the likelier one."""
    entries, cost = exact[join_key(phrase)], COST[kind]
    if not any(entry.label is Label.ROLE for entry in entries):
        entries += [Entry(Label.ROLE, slug, cost + n * NEXT_READING, kind) for n, slug in enumerate(slugs)]


def _add_companies(exact: Exact, names: Iterable[Name], common: frozenset[str]) -> None:
    companies = list(names)
    for company in companies:
        for key in sorted(own_keys(company)):
            _add(exact, key, Label.COMPANY, company.slug, Kind.NAME)
    for company in companies:
        for alias in company.aliases:
            if alias.casefold() not in common:
                _add(exact, join_key(alias), Label.COMPANY, company.slug, Kind.ALIAS)
    shortened = [one for company in companies for one in _shortened(company, common)]
    shared = Counter(key for key, _, _ in shortened)
    for key, kind, slug in shortened:
        _add(exact, key, Label.COMPANY, slug, kind if shared[key] == 1 else Kind.FIRST_WORDS)


def _shortened(name: Name, common: frozenset[str]) -> Iterator[tuple[Key, Kind, str]]:
    """Yield the beginnings of a name, longest first: its core where only generic words are left out."""
    words = split_words(name.display)
    for size in range(len(words) - 1, 0, -1):
        key = "".join(words[:size])
        if common.issuperset(words[:size]) or len(key) < LEAST_LETTERS:
            return
        yield key, Kind.CORE if GENERIC_TAILS.issuperset(words[size:]) else Kind.FIRST_WORDS, name.slug


def _add_strangers(
    exact: Exact, names: Iterable[Name], common: frozenset[str], everyday: frozenset[str]
) -> None:
    """Add real companies without guides; one called by a common word only weakly, by a word of titles not at all."""
    for name in names:
        key = core_key(name.display)
        taken = {entry.label for entry in exact[key] if entry.kind in (Kind.NAME, Kind.ALIAS)}
        if key not in common and taken.isdisjoint({Label.STRANGER, Label.COMPANY}):
            cost = EVERYDAY_STRANGER_COST if key in everyday else COST[Kind.ALIAS]
            exact[key].append(Entry(Label.STRANGER, name.slug, cost, Kind.NAME))


def _words_of(groups: Iterable[Mapping[str, Name]]) -> frozenset[str]:
    names = chain.from_iterable(group.values() for group in groups)
    spelled = (spelling for name in names for spelling in (name.display, *name.aliases))
    return frozenset(chain.from_iterable(map(split_words, spelled)))
