"""The lexicon folder -> one value: names of roles, regions, levels and companies, title grammar, word lists."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.domain.vocabulary import Name
from bot.errors import SeedsError
from bot.nlu.catalogue import core_key
from bot.nlu.intents import Cues, gather_cues, unclip
from bot.nlu.lexicon import Lexicon, TitleGrammar, WordLists
from bot.nlu.normalize import join_key, split_words


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
    spoken_for = (
        words.filler | words.everyday | _keys_of((*roles.values(), *regions.values(), *levels.values()))
    )
    return Lexicon(
        roles=roles,
        regions=regions,
        cities=cities,
        levels=levels,
        companies=_read_companies(folder, spoken_for),
        titles=_read_titles(folder / "titles.yaml"),
        words=words,
    )


def _load(path: Path) -> Any:  # noqa: ANN401  YAML is anything until it is read
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  both are safe loaders


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _read_names(path: Path) -> dict[str, Name]:
    return {
        slug: Name(
            slug=slug,
            display=name["name"],
            aliases=tuple(str(alias) for alias in name["aliases"]),
            within=name.get("within"),
        )
        for slug, name in _load(path).items()
    }


def _keys_of(names: Iterable[Name]) -> frozenset[str]:
    return frozenset(
        join_key(spelling) for name in names for spelling in (name.slug, name.display, *name.aliases)
    )


def _read_titles(path: Path) -> TitleGrammar:
    found = _load(path)
    return TitleGrammar(
        heads=_tuples(found["heads"]),
        short_heads=_tuples(found["short_heads"]),
        synonyms=tuple(tuple(group) for group in found["synonyms"]),
        optional=dict(found["optional"]),
        readings=_tuples(found["readings"]),
        loose=_tuples(found["loose"]),
    )


def _tuples(lists: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {str(key): tuple(words) for key, words in lists.items()}


def _read_words(folder: Path) -> WordLists:
    found = _load(folder / "words.yaml")
    groups = {name: _split_list(found[name]) for name in ("function", "asking", "weak", "pay", "chat")}
    everyday = (folder / "everyday.txt").read_text(encoding="utf-8").splitlines()
    return WordLists(
        filler=frozenset().union(*groups.values()),
        weak=groups["weak"],
        pay=groups["pay"],
        chat=groups["chat"],
        everyday=frozenset(word for word in everyday if not word.startswith("#")),
        phrases=tuple(found["phrases"]),
        cues=_read_cues(folder / "intents.yaml"),
    )


def _read_cues(path: Path) -> Cues:
    found = _load(path)
    clipped, sentence = frozenset(found.pop("clipped")), frozenset(found.pop("sentence"))
    polite = frozenset(unclip(split_words(words), clipped) for words in found.pop("polite"))
    phrases = {
        intent: {
            kind: [unclip(split_words(words), clipped) for words in spelled]
            for kind, spelled in kinds.items()
        }
        for intent, kinds in found.items()
    }
    parts = {
        split_words(words): topic
        for topic, spelled in _load(path.with_name("parts.yaml")).items()
        for words in spelled
    }
    backwards = frozenset(words[::-1] for words in polite)
    return replace(
        gather_cues(phrases),
        polite=polite,
        backwards=backwards,
        clipped=clipped,
        sentence=sentence,
        parts=parts,
    )


def _split_list(words: str) -> frozenset[str]:
    return frozenset(part for word in words.split() for part in split_words(word))


def _read_companies(folder: Path, spoken_for: frozenset[str]) -> dict[str, Name]:
    """Return real companies by slug: hand-kept nicknames first, then the long list, whose other names give way."""
    nicknames = {slug: _tuple_of(names) for slug, names in _load(folder / "companies.yaml").items()}
    taken = {join_key(alias) for aliases in nicknames.values() for alias in aliases}
    found: dict[str, Name] = {}
    for name in _read_rows(folder / "companies.csv", spoken_for | taken):
        known = nicknames.get(name.slug, ())
        found[name.slug] = Name(slug=name.slug, display=name.display, aliases=(*known, *name.aliases))
    for slug, aliases in nicknames.items():
        found.setdefault(slug, Name(slug=slug, display=slug.replace("-", " ").title(), aliases=aliases))
    return found


def _tuple_of(names: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(name) for name in names)


def _read_rows(path: Path, spoken_for: frozenset[str]) -> Iterator[Name]:
    with path.open(encoding="utf-8", newline="") as file:
        for name, aliases in list(csv.reader(file))[1:]:
            kept = tuple(alias for alias in aliases.split("|") if alias and core_key(alias) not in spoken_for)
            yield Name(slug="-".join(split_words(name)), display=name, aliases=kept)
