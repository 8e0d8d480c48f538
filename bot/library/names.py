"""The names a question can use: the lexicon's, joined with those the guides bring."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from bot.domain.guide import Guide
from bot.domain.vocabulary import Name, Vocabulary
from bot.nlu.lexicon import Lexicon
from bot.nlu.normalize import join_key


def region_finder(lexicon: Lexicon) -> Callable[[str], Name]:
    """Return a function from a region as a guide writes it to its Name."""
    names = (*lexicon.regions.values(), *lexicon.cities.values())
    return partial(find_region, {join_key(spelling): name for name in names for spelling in spellings(name)})


def find_region(known: Mapping[str, Name], display: str) -> Name:
    """Return the Name of a region, spelled as the guide spells it."""
    name = known.get(join_key(display))
    return replace(name, display=display) if name else Name(slug=slug(display), display=display)


def spellings(name: Name) -> tuple[str, ...]:
    """Return every spelling of a name."""
    return (*name.aliases, name.slug, name.display)


def slug(display: str) -> str:
    """Return a display name as a slug: letters and digits joined by single hyphens."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in display.casefold())
    return "-".join(part for part in kept.split("-") if part) or "region"


def bind_vocabulary(guides: Mapping[tuple[str, str], Guide], lexicon: Lexicon) -> Vocabulary:
    """Return everything a question can name, guides' own aliases included."""
    companies = merge((guide.company for guide in guides.values()), {}, lexicon.companies)
    return Vocabulary(
        companies=companies,
        roles=merge((guide.role for guide in guides.values()), lexicon.roles, {}),
        regions=bind_regions((comp.region for guide in guides.values() for comp in guide.regions), lexicon),
        levels=lexicon.levels,
        guides={pair: tuple(comp.region.slug for comp in guide.regions) for pair, guide in guides.items()},
        strangers={slug: name for slug, name in lexicon.companies.items() if slug not in companies},
    )


def bind_regions(found: Iterable[Name], lexicon: Lexicon) -> dict[str, Name]:
    """Return all regions; a city that guides speak of is one, and no longer a name of the region around it."""
    regions = merge(found, lexicon.regions, lexicon.cities)
    for city in (regions[slug] for slug in lexicon.cities.keys() & regions.keys()):
        around, own = regions[city.within or ""], {join_key(spelling) for spelling in spellings(city)}
        others = tuple(alias for alias in around.aliases if join_key(alias) not in own)
        regions[around.slug] = replace(around, aliases=others)
    return regions


def merge(found: Iterable[Name], base: Mapping[str, Name], more: Mapping[str, Name]) -> dict[str, Name]:
    """Return `base` with the names found in guides put over it, aliases of `base` and `more` kept."""
    merged = dict(base)
    for name in found:
        known = merged.get(name.slug) or more.get(name.slug)
        aliases = dict.fromkeys((*name.aliases, *(spellings(known) if known else ())))
        merged[name.slug] = replace(
            name,
            aliases=tuple(aliases),
            within=known.within if known else None,
            covers=known.covers if known else (),
        )
    return merged
