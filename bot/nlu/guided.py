"""Which guide answers for a company and a role, and which are nearest where none does."""

from bot.nlu.index import Index, Pair
from bot.nlu.normalize import split_words
from bot.nlu.segment import Reading

MOST_OFFERED = 5


def find_guide(index: Index, reading: Reading) -> Pair | None:
    """Return the guide that answers a reading: of the role itself, of one that covers it, or of its other name."""
    company, role = reading.company_slug, reading.role_slug
    if company is None or role is None:
        return None
    stand_ins = (role, *index.holders.get(role, ()), *_other_names(index, role))
    return next(((company, held) for held in stand_ins if (company, held) in index.vocabulary.guides), None)


def has_guides(index: Index, role: str) -> str | None:
    """Return the role under which any company has a guide for `role`, or None."""
    held = (role, *_other_names(index, role))
    return next((name for one in held for name in index.holders.get(one, ())), None)


def offer_near(index: Index, reading: Reading) -> tuple[Pair, ...]:
    """Return the company's guides, those whose titles share most words with the role first."""
    company, role = reading.company_slug or "", reading.role_slug
    asked = _title_words(index, role) if role else frozenset()
    shared = {held: len(asked & _title_words(index, held)) for held in index.roles_at.get(company, ())}
    ordered = sorted(shared, key=lambda held: (-shared[held], held))
    return tuple((company, held) for held in ordered[:MOST_OFFERED])


def offer_role(index: Index, role: str) -> tuple[Pair, ...]:
    """Return some guides for a role, by company."""
    found = (pair for held in index.holders.get(role, ()) for pair in index.samples[held])
    return tuple(sorted(found)[:MOST_OFFERED])


def _other_names(index: Index, role: str) -> tuple[str, ...]:
    """Return the role that this one is merely another name of; a combined role is more than any of its parts."""
    name = index.vocabulary.roles.get(role)
    return name.covers if name and len(name.covers) == 1 else ()


def _title_words(index: Index, role: str) -> frozenset[str]:
    name = index.vocabulary.roles.get(role)
    return frozenset(split_words(name.display)) if name else frozenset()
