"""One Edition: all content, read once, checked, bound together and never changed."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.domain.guide import Guide, GuideBody
from bot.domain.problem import Problem
from bot.domain.script import ClaimKind
from bot.domain.topic import Topic
from bot.domain.vocabulary import Vocabulary
from bot.errors import SeedsError
from bot.library.body import read_body
from bot.library.check.checked import Checked
from bot.library.check.folder import check_guide, settle
from bot.library.guides import read_guide
from bot.library.lexicon import CLAIMS, read_lexicon, read_offer_cues, read_shape
from bot.library.names import bind_vocabulary, region_finder
from bot.library.playbook import read_off_topic, read_playbook
from bot.library.postings import Postings, beside_postings, read_postings
from bot.library.scripts import Scripts, read_scripts
from bot.library.translation import FindRegion
from bot.nlu.index import Index, build_index
from bot.nlu.offers_cues import Cues

K = TypeVar("K")
V = TypeVar("V")
MOST_BODIES = 1_024  # bodies kept parsed at once; the rest are parsed again when asked for (0.9 ms each)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """Everything the coach knows, as of one reading of the seeds."""

    guides: Mapping[tuple[str, str], Guide]  # by (company slug, role slug)
    vocabulary: Vocabulary
    index: Index
    claims: tuple[ClaimKind, ...]
    playbook: Mapping[str, Topic]  # topics by id
    off_topic: tuple[str, ...]  # lines that a coach declines, to learn from
    scripts: Scripts
    offer_cues: Cues  # words around amounts, by which an offer is read
    problems: tuple[Problem, ...]
    """what reading the files brought up; `problems_of` adds what checking one guide brings up"""
    digest: str  # changes whenever a served guide does
    _bodies: dict[str, GuideBody] = field(default_factory=dict)
    _checked: dict[tuple[str, date], tuple[Problem, ...]] = field(default_factory=dict)

    def body_of(self, guide: Guide) -> GuideBody:
        """Return the parts of a guide's body, read on first use."""
        return _remember(self._bodies, guide.path, partial(read_body, guide))

    def problems_of(self, guide: Guide, today: date) -> tuple[Problem, ...]:
        """Return everything that is wrong with a served guide on the day `today`, worst first; found on first use."""
        return _remember(self._checked, (guide.path, today), partial(self._check, guide, today))

    def _check(self, guide: Guide, today: date) -> tuple[Problem, ...]:
        seen = Checked(guide=guide, body=self.body_of(guide), claims=self.claims, today=today)
        found = [*check_guide(seen), *(problem for problem in self.problems if problem.path == guide.path)]
        return tuple(sorted(found, key=lambda problem: (problem.severity.rank, problem.line, problem.rule)))


def _remember(kept: dict[K, V], key: K, make: Callable[[], V]) -> V:
    if key not in kept:
        if len(kept) >= MOST_BODIES:
            kept.clear()
        kept[key] = make()
    return kept[key]


def read_edition(seeds: Path, guides: Path | None = None) -> Edition:
    """Read the seeds folder, with the guides from another folder where one is given.

    A guide that cannot be served becomes a Problem. Raises SeedsError if a folder is not there at all.
    """
    folder = guides or seeds / "guides"
    for needed in (folder, seeds / "lexicon"):
        if not needed.is_dir():
            missing = f"there is no folder {needed.name}/ with content"
            raise SeedsError(missing, remedy="set COACH_SEEDS or --guides")
    cues = read_offer_cues(seeds / "lexicon" / "offers.yaml")  # first: the rest fits in its scraps
    lexicon = read_lexicon(seeds / "lexicon")
    served, problems, digest = read_folder(folder, region_finder(lexicon), read_postings(seeds / "postings"))
    playbook, scripts = read_playbook(seeds / "playbook"), read_scripts(seeds / "scripts")
    index = build_index(bind_vocabulary(served, lexicon), lexicon)
    return Edition(
        guides=served,
        vocabulary=index.vocabulary,
        index=index,
        claims=read_shape(seeds / "lexicon" / "claims.yaml", CLAIMS),
        playbook=playbook.topics,
        off_topic=read_off_topic(seeds / "lexicon" / "off_topic.txt"),
        scripts=scripts,
        offer_cues=cues,
        problems=(*problems, *playbook.problems, *scripts.problems),
        digest=f"{digest}-{playbook.digest}",
    )


def read_folder(
    folder: Path, find_region: FindRegion, postings: Postings
) -> tuple[dict[tuple[str, str], Guide], tuple[Problem, ...], str]:
    """Return the guides of a folder by company and role, the Problems met, and a digest of what is served."""
    files = sorted(folder.rglob("*.md"))
    found = [read_guide(file, folder=folder, find_region=find_region) for file in files]
    paths, beside = settle(one.guide for one in found if one.guide)
    problems = [problem for one in found for problem in (*one.problems, *beside.get(one.path, ()))]
    served = {
        (one.guide.company.slug, one.guide.role.slug): beside_postings(one.guide, postings)
        for one in found
        if one.guide and one.path in paths
    }
    digest = hashlib.sha256()
    for guide in served.values():
        digest.update(repr((guide.path, guide.regions, guide.posted, guide.body)).encode())
    return served, tuple(problems), digest.hexdigest()[:16]
