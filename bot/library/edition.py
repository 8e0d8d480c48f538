"""One Edition: all content, read once, checked, bound together and never changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.guide import Guide, GuideBody
from bot.domain.problem import Problem
from bot.domain.script import ClaimKind
from bot.domain.vocabulary import Vocabulary
from bot.errors import SeedsError
from bot.library.body import read_body
from bot.library.claims import read_claims
from bot.library.guard import Refused
from bot.library.guides import FindRegion, duplicate, read_guide
from bot.library.lexicon import read_lexicon
from bot.library.names import bind_vocabulary, region_finder
from bot.nlu.index import Index, build_index

MOST_BODIES = 1_024
"""bodies kept parsed at once; the rest are parsed again when asked for (0.9 ms each)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """Everything the coach knows, as of one reading of the seeds."""

    guides: Mapping[tuple[str, str], Guide]
    """by (company slug, role slug)"""
    vocabulary: Vocabulary
    index: Index
    claims: tuple[ClaimKind, ...]
    problems: tuple[Problem, ...]
    digest: str
    """changes whenever a served guide does"""
    _bodies: dict[str, GuideBody] = field(default_factory=dict)

    def body_of(self, guide: Guide) -> GuideBody:
        """Return the parts of a guide's body, read on first use."""
        body = self._bodies.get(guide.path)
        if body is None:
            if len(self._bodies) >= MOST_BODIES:
                self._bodies.clear()
            body = self._bodies[guide.path] = read_body(guide)
        return body


def read_edition(seeds: Path, guides: Path | None = None) -> Edition:
    """Read the seeds folder, with the guides from another folder where one is given.

    A guide that cannot be served becomes a Problem. Raises SeedsError if a folder is not there at all.
    """
    folder = guides or seeds / "guides"
    for needed in (folder, seeds / "lexicon"):
        if not needed.is_dir():
            raise SeedsError(
                f"there is no folder {needed.name}/ with content", remedy="set COACH_SEEDS or --guides"
            )
    lexicon = read_lexicon(seeds / "lexicon")
    served, problems, digest = read_folder(folder, region_finder(lexicon))
    vocabulary = bind_vocabulary(served, lexicon)
    return Edition(
        guides=served,
        vocabulary=vocabulary,
        index=build_index(vocabulary, lexicon),
        claims=read_claims(seeds / "lexicon" / "claims.yaml"),
        problems=problems,
        digest=digest,
    )


def read_folder(
    folder: Path, find_region: FindRegion
) -> tuple[dict[tuple[str, str], Guide], tuple[Problem, ...], str]:
    """Return the guides of a folder by company and role, the Problems met, and a digest of what is served."""
    served: dict[tuple[str, str], Guide] = {}
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.md")):
        try:
            guide = read_guide(file, folder=folder, find_region=find_region)
        except Refused as refused:
            problems.append(refused.problem)
            continue
        first = served.setdefault((guide.company.slug, guide.role.slug), guide)
        if first is not guide:
            problems.append(duplicate(guide, first))
        digest.update(repr((guide.path, guide.regions, guide.body)).encode())
    return served, tuple(problems), digest.hexdigest()[:16]
