"""The lexicon folder -> one value: names of roles, regions, levels and companies, title grammar, word lists."""

import csv
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter

from bot.domain.script import ClaimKind
from bot.domain.vocabulary import Name
from bot.errors import SeedsError
from bot.library.names import spellings
from bot.nlu import offers_cues
from bot.nlu.catalogue import core_key
from bot.nlu.intents import Cues, gather_cues, unclip
from bot.nlu.lexicon import Lexicon, TitleGrammar, WordLists
from bot.nlu.normalize import join_key, split_words

T = TypeVar("T")
MAPPING = TypeAdapter(dict[str, Any])
NICKNAMES = TypeAdapter(dict[str, tuple[str, ...]])
WORRIES = TypeAdapter(list[dict[str, tuple[str, ...]]])
OFFER_CUES = TypeAdapter(dict[str, dict[str, tuple[str, ...]]])
CLAIMS = TypeAdapter(tuple[ClaimKind, ...])
"""claims.yaml: the kinds of claim in order of precedence, and the blank that replaces each"""


def read_lexicon(folder: Path) -> Lexicon:
    """Return the lexicon in a folder. Raises SeedsError if one of its files is missing or is not what it should be."""
    try:
        return _read(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as fault:
        raise SeedsError(
            f"the lexicon cannot be read ({type(fault).__name__})",
            remedy="restore seeds/lexicon from the release; README.md there says what each file holds",
        ) from fault


def _read(folder: Path) -> Lexicon:
    roles, levels, cities = (_read_names(folder / f"{what}.yaml") for what in ("roles", "levels", "cities"))
    regions = _read_names(folder / "regions.yaml")
    for city in cities.values():
        region = regions[city.within or ""]
        regions[region.slug] = replace(region, aliases=(*region.aliases, city.display, *city.aliases))
    words = _read_words(folder)
    names = (*roles.values(), *regions.values(), *levels.values())
    keys = (join_key(spelling) for name in names for spelling in spellings(name))
    return Lexicon(
        roles=roles,
        regions=regions,
        cities=cities,
        levels=levels,
        companies=_read_companies(folder, words.filler.union(words.everyday, keys)),
        titles=_load(folder / "titles.yaml", TypeAdapter(TitleGrammar)),
        words=words,
    )


def read_shape(file: Path, shape: TypeAdapter[T]) -> T:
    """Return a YAML file's values, in a shape. Raises SeedsError if the file is missing or does not fit."""
    try:
        return _load(file, shape)
    except (OSError, ValueError, yaml.YAMLError):
        raise SeedsError(f"{file.name} cannot be read", remedy="restore it from the release") from None


def read_offer_cues(file: Path) -> offers_cues.Cues:
    """Return the cues by which an offer is read out of words, by first word. Raises SeedsError if the file does not fit."""
    groups = read_shape(file, OFFER_CUES)
    return offers_cues.index_cues(groups)


def _load(path: Path, shape: TypeAdapter[T]) -> T:
    return shape.validate_python(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def _read_names(path: Path) -> dict[str, Name]:
    return {
        slug: Name(
            slug=slug,
            display=name["name"],
            aliases=tuple(map(str, name["aliases"])),
            within=name.get("within"),
        )
        for slug, name in _load(path, MAPPING).items()
    }


def _read_words(folder: Path) -> WordLists:
    found = _load(folder / "words.yaml", MAPPING)
    lists = {name: words.split() for name, words in found.items() if isinstance(words, str)}
    groups = {name: frozenset(chain(*map(split_words, words))) for name, words in lists.items()}
    trade, addressed, asks, common = (groups.pop(name) for name in ("trade", "addressed", "asks", "common"))
    everyday = (folder / "everyday.txt").read_text(encoding="utf-8").splitlines()
    return WordLists(
        filler=frozenset().union(*groups.values()),
        weak=groups["weak"],
        pay=groups["pay"],
        chat=groups["chat"],
        trade=tuple(sorted(trade)),
        addressed=addressed,
        asks=asks,
        everyday=common.union(word for word in everyday if not word.startswith("#")),
        phrases=tuple(found["phrases"]),
        cues=_read_cues(folder / "intents.yaml"),
    )


def _read_cues(path: Path) -> Cues:
    found = _load(path, MAPPING)
    clipped = {word: word[:-1] for word in found.pop("clipped")} | found.pop("slips")
    sentence = frozenset(found.pop("sentence"))
    polite = frozenset(unclip(split_words(words), clipped) for words in found.pop("polite"))
    phrases = {
        intent: {kind: [unclip(tuple(one.split()), clipped) for one in said] for kind, said in kinds.items()}
        for intent, kinds in found.items()
    }
    parts = _load(path.with_name("parts.yaml"), MAPPING)
    worries = _load(path.with_name("worries.yaml"), WORRIES)
    return replace(
        gather_cues(phrases),
        polite=polite,
        backwards=frozenset(words[::-1] for words in polite),
        clipped=clipped,
        sentence=sentence,
        parts={split_words(words): topic for topic, spelled in parts.items() for words in spelled},
        worries=tuple((said, one.get("pages") or one["plain"]) for one in worries for said in one["said"]),
        plain=frozenset(one["plain"] for one in worries if "plain" in one),
    )


def _read_companies(folder: Path, spoken_for: frozenset[str]) -> dict[str, Name]:
    """Return real companies by slug: hand-kept nicknames first, then the long list, whose other names give way."""
    nicknames = _load(folder / "companies.yaml", NICKNAMES)
    taken = spoken_for.union(join_key(alias) for aliases in nicknames.values() for alias in aliases)
    found: dict[str, Name] = {}
    with (folder / "companies.csv").open(encoding="utf-8", newline="") as file:
        for display, others in islice(csv.reader(file), 1, None):
            slug = "-".join(split_words(display))
            kept = (alias for alias in others.split("|") if alias and core_key(alias) not in taken)
            found[slug] = Name(slug=slug, display=display, aliases=(*nicknames.get(slug, ()), *kept))
    for slug, aliases in nicknames.items():
        found.setdefault(slug, Name(slug=slug, display=slug.replace("-", " ").title(), aliases=aliases))
    return found
