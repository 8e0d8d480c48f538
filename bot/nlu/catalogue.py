"""Guides' names and the lexicon's, joined: the vocabulary that questions are read with."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.vocabulary import Name, Vocabulary
from bot.domain.written import read_written
from bot.nlu.lexicon import Lexicon
from bot.nlu.normalize import join_key, split_words

LEGAL_TAILS, LEFT_OUT = map(frozenset, read_written(__file__).values())
"""legal forms, in the languages of the names we know: they never tell two companies apart; words left out besides"""


def complete_vocabulary(vocabulary: Vocabulary, lexicon: Lexicon) -> Vocabulary:
    """Return the vocabulary with the lexicon's aliases, the lexicon's companies as strangers, and roles' covers.

    Safe to call on its own result: nothing is added twice.
    """
    companies, strangers = _share_out(vocabulary.companies, lexicon.companies)
    roles = {**lexicon.roles, **vocabulary.roles}
    return replace(
        vocabulary,
        companies=companies,
        strangers={**strangers, **vocabulary.strangers},
        roles={slug: _with_covers(name, lexicon) for slug, name in roles.items()},
        regions={**lexicon.regions, **vocabulary.regions},
        levels={**lexicon.levels, **vocabulary.levels},
    )


def core_key(display: str) -> str:
    """Return a company's name as a key, without its legal form."""
    words = split_words(display)
    while len(words) > 1 and words[-1] in LEGAL_TAILS:
        words = words[:-1]
    return "".join(words)


def own_keys(name: Name) -> set[str]:
    """Return the keys that are the name itself: its slug and its display name, with and without legal form."""
    return {join_key(name.slug), join_key(name.display), core_key(name.display)}


def _share_out(
    companies: Mapping[str, Name], known: Mapping[str, Name]
) -> tuple[dict[str, Name], dict[str, Name]]:
    """Give each known company's aliases to the company with guides that it is; the rest are strangers.

    An alias that a company with guides already answers to stays with that one.
    """
    owners = {key: slug for slug, name in companies.items() for key in own_keys(name)}
    taken = owners.keys() | {join_key(alias) for name in companies.values() for alias in name.aliases}
    merged, strangers = dict(companies), {}
    for slug, name in known.items():
        owner = slug if slug in merged else owners.get(core_key(name.display))
        if owner is not None:
            new = tuple(alias for alias in name.aliases if join_key(alias) not in taken)
            merged[owner] = replace(merged[owner], aliases=(*merged[owner].aliases, *new))
        else:
            strangers[slug] = name
    return merged, strangers


def _with_covers(name: Name, lexicon: Lexicon) -> Name:
    """Find what a role that only guides have stands for: the parts of `A/B Noun`, or the role it is another name of."""
    if name.covers or name.slug in lexicon.roles:
        return name
    named = ((slug, (slug, role.display, *role.aliases)) for slug, role in lexicon.roles.items())
    known = {join_key(spelling): slug for slug, spellings in named for spelling in spellings}
    parts = (*split_combined(name.display), name.display, name.slug)
    covers = dict.fromkeys(known[key] for part in parts if (key := join_key(part)) in known)
    return replace(name, covers=tuple(covers))


def split_combined(display: str) -> tuple[str, ...]:
    """Return the roles a combined title names: `ML/AI Engineer` -> `ML Engineer`, `AI Engineer`."""
    first, *rest = (part.strip() for part in display.split("/"))
    if not rest or not all((first, *rest)):
        return ()
    *_, last = rest
    head = last.split()[-1]
    return tuple(part if part.split()[-1] == head else f"{part} {head}" for part in (first, *rest))
