"""The index of names: built once for an edition, then only read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import TypeAlias

from bot.domain.vocabulary import Vocabulary
from bot.nlu.catalogue import complete_vocabulary
from bot.nlu.entry import Entry, Kind, Label
from bot.nlu.gather import gather_entries
from bot.nlu.lexicon import Lexicon, WordLists
from bot.nlu.near import Near
from bot.nlu.trust import Trust, weigh_trust

SHORTEST_NICKNAME = 5  # letters below which slips of a ticker or nickname are not sought
MOST_SAMPLES = 5
_TYPED = frozenset({Kind.NAME, Kind.ALIAS, Kind.TITLE})  # spellings of a role whose slips are sought

Pair: TypeAlias = tuple[str, str]  # company slug and role slug of a guide


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """All names of an edition by key, and what is near them."""

    vocabulary: Vocabulary  # the vocabulary as completed from the lexicon
    exact: Mapping[str, tuple[Entry, ...]]
    companies: Near
    roles: Near
    places: Near  # regions and levels
    roles_at: Mapping[str, tuple[str, ...]]  # company slug -> slugs of the roles it has guides for
    samples: Mapping[str, tuple[Pair, ...]]  # role slug -> a few of its guides, by company
    holders: Mapping[str, tuple[str, ...]]
    """role slug -> slugs of the roles with guides that stand for it, itself first"""
    proper: Mapping[str, str]  # a company's name without case -> as it writes itself
    words: WordLists
    trust: Trust


def build_index(vocabulary: Vocabulary, lexicon: Lexicon) -> Index:
    """Return the index of a vocabulary, completed from the lexicon first (see `complete_vocabulary`)."""
    vocabulary = complete_vocabulary(vocabulary, lexicon)
    exact = gather_entries(vocabulary, lexicon)
    names = (*vocabulary.strangers.values(), *vocabulary.companies.values())
    known = [(key, entry) for key, entries in exact.items() for entry in entries]
    companies = Near(key for key, entry in known if _is_sought_nearly(key, entry))
    return Index(
        vocabulary=vocabulary,
        exact=exact,
        companies=companies,
        roles=Near(key for key, entry in known if entry.label is Label.ROLE and entry.kind in _TYPED),
        places=Near(key for key, entry in known if entry.label in {Label.REGION, Label.LEVEL}),
        roles_at={company: tuple(sorted(roles)) for company, roles in _group(vocabulary.guides).items()},
        samples={
            role: tuple((one, role) for one in nsmallest(MOST_SAMPLES, held))
            for role, held in _group((role, company) for company, role in vocabulary.guides).items()
        },
        holders=_find_holders(vocabulary),
        proper={name.display.casefold(): name.display for name in names},
        words=lexicon.words,
        trust=weigh_trust(exact, companies),
    )


def _is_sought_nearly(key: str, entry: Entry) -> bool:
    """Whether slips of this key are sought: not of tickers and nicknames, which are near everything."""
    return entry.label is Label.COMPANY and (entry.kind is not Kind.ALIAS or len(key) >= SHORTEST_NICKNAME)


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        grouped[one].append(other)
    return grouped


def _find_holders(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    guided = sorted({role for _, role in vocabulary.guides})
    itself = ((role, role) for role in guided)
    covered = ((covered, role) for role in guided for covered in vocabulary.roles[role].covers)
    return {role: tuple(holders) for role, holders in _group((*itself, *covered)).items()}
