"""The names the coach can recognize, and which (company, role) pairs have a guide."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One company, role, region or level: the slug it is known by, and how people write it."""

    slug: str
    display: str
    aliases: tuple[str, ...] = ()  # other spellings that mean exactly this one
    within: str | None = None
    """slug of the wider region or role that this one belongs to, if any (remote-us is within remote)"""
    covers: tuple[str, ...] = ()
    """slugs of the roles a combined role stands for (ml-ai-engineer covers ml-engineer and ai-engineer)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything a question can name, keyed by slug, plus the catalogue of guides."""

    companies: Mapping[str, Name]  # companies that have at least one guide
    roles: Mapping[str, Name]  # every role known, with or without a guide
    regions: Mapping[str, Name]
    levels: Mapping[str, Name]
    guides: Mapping[tuple[str, str], tuple[str, ...]]
    """(company slug, role slug) -> region slugs, in the guide's order"""
    strangers: Mapping[str, Name] = field(default_factory=dict)
    """real companies without any guide: known, so that they are never taken for another"""
