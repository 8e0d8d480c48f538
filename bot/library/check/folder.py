"""Many guides and topics at once: each file's Problems, and those that only show beside others."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from bot.domain.guide import Guide
from bot.domain.problem import Problem
from bot.domain.script import ClaimKind
from bot.library.body import read_body
from bot.library.check import prose, regions, scripts, sources, sums
from bot.library.check.checked import Check, Checked
from bot.library.guides import Found, read_guide
from bot.library.lexicon import CLAIMS, read_lexicon, read_shape
from bot.library.names import region_finder
from bot.library.playbook import read_playbook
from bot.library.postings import Postings, beside_postings, read_postings
from bot.library.rules import Place, find_fault
from bot.library.translation import FindRegion
from bot.nlu.normalize import join_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file to check: where it is, the folder it must stay in, and its path as people see it."""

    file: Path
    folder: Path
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in one file."""

    path: str
    problems: tuple[Problem, ...]
    is_served: bool
    kind: str = "guide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """What guides are checked against, besides themselves."""

    find_region: FindRegion
    claims: tuple[ClaimKind, ...]
    postings: Postings
    today: date


CHECKS: tuple[Check, ...] = tuple(
    check
    for module in (sums, sources, regions, scripts, prose)
    for name, check in vars(module).items()
    if name.startswith("check_")
)
"""every check_… function of these modules"""
FEWEST_SHARED = 200  # files below which starting processes costs more than it saves
TOPIC = re.compile(rb"(\xef\xbb\xbf)?---\r?\ntopic:")  # how a page of the playbook begins


def read_standards(seeds: Path, today: date) -> Standards:
    """Return what guides are checked against on the day `today`. Raises SeedsError if the lexicon cannot be read."""
    lexicon = seeds / "lexicon"
    find_region = region_finder(read_lexicon(lexicon))
    return Standards(
        find_region=find_region,
        claims=read_shape(lexicon / "claims.yaml", CLAIMS),
        postings=read_postings(seeds / "postings"),
        today=today,
    )


def list_files(path: Path) -> list[Listed]:
    """Return the guides and topics at a path: the file itself, or all Markdown below a folder, sorted."""
    folder, files = (path, sorted(path.rglob("*.md"))) if path.is_dir() else (path.parent, [path])
    return [Listed(file=file, folder=folder, shown=file.as_posix()) for file in files]


def check_files(files: Sequence[Listed], standards: Standards, *, processes: int = 1) -> tuple[Report, ...]:
    """Return a report on every file, in the order given; many guides are shared out over `processes`, if told to."""
    topics = {report.path: report for report in check_topics(files)}
    guides = [listed for listed in files if listed.shown not in topics]
    reports = topics | {report.path: report for report in check_guides(guides, standards, processes)}
    return tuple(reports[listed.shown] for listed in files)


def check_topics(files: Sequence[Listed]) -> Iterator[Report]:
    """Yield a report on every topic among the files, read beside the others of its folder."""
    topics = [listed for listed in files if is_topic(listed.file)]
    folders = dict.fromkeys(listed.file.parent for listed in topics)
    playbooks = {folder: read_playbook(folder, folder) for folder in folders}
    for listed in topics:
        playbook = playbooks[listed.file.parent]
        problems = [problem for problem in playbook.problems if problem.path == listed.shown]
        served = listed.file.stem in playbook.topics
        yield Report(path=listed.shown, problems=ordered(problems), is_served=served, kind="topic")


def is_topic(file: Path) -> bool:
    """Whether a file is a page of the playbook: it lies in a folder of that name, or begins as a page does."""
    if file.suffix != ".md" or not file.is_file():
        return False
    try:
        with file.open("rb") as opened:
            return file.parent.name == "playbook" or bool(TOPIC.match(opened.read(20)))
    except OSError:
        return False


def check_guides(files: Sequence[Listed], standards: Standards, processes: int) -> Iterator[Report]:
    """Yield a report on every guide."""
    look = partial(inspect, standards=standards)
    if processes > 1 and len(files) >= FEWEST_SHARED:
        with ProcessPoolExecutor(processes) as pool:
            found = [*pool.map(look, files, chunksize=-(-len(files) // (4 * processes)))]
    else:
        found = [*map(look, files)]
    served, beside = settle([one.guide for one in found if one.guide])
    for one in found:
        problems = ordered([*one.problems, *beside[one.path]])
        yield Report(path=one.path, problems=problems, is_served=one.path in served)


def inspect(listed: Listed, standards: Standards) -> Found:
    """Return the names of one file's guide, and all that is wrong with it by itself."""
    where, shown = listed.folder, listed.shown
    found = read_guide(listed.file, folder=where, find_region=standards.find_region, shown=shown)
    if found.guide is None:
        return found
    guide = beside_postings(found.guide, standards.postings)
    seen = Checked(guide=guide, body=read_body(guide), claims=standards.claims, today=standards.today)
    names = replace(found.guide, regions=(), posted=(), sources=(), body="")
    return replace(found, guide=names, problems=(*found.problems, *check_guide(seen)))


def check_guide(seen: Checked) -> list[Problem]:
    """Return every Problem of a guide that can be served."""
    return [problem for check in CHECKS for problem in check(seen)]


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return Problems in the order of their lines, the worst of a line first."""
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.severity.rank, problem.rule)))


def settle(guides: Iterable[Guide]) -> tuple[frozenset[str], dict[str, list[Problem]]]:
    """Return the paths of the guides that are served, and per path the Problems a guide has with others."""
    first: dict[tuple[str, str], Guide] = {}
    beside = defaultdict[str, list[Problem]](list)
    for guide in guides:
        other = first.setdefault((guide.company.slug, guide.role.slug), guide)
        if other is not guide:
            at = Place(path=guide.path, line=guide.lines.get("role", 1))
            covered = f"{other.path} already covers {guide.role.display} at {guide.company.display}"
            beside[guide.path].append(find_fault("duplicate", at, f"{covered}; this file is not served"))
    for problem in find_clashes(first.values()):
        beside[problem.path].append(problem)
    return frozenset(guide.path for guide in first.values()), beside


def find_clashes(guides: Iterable[Guide]) -> Iterator[Problem]:
    """Yield names that two companies answer to, or two roles of one company."""
    taken: dict[tuple[str, str], tuple[str, str]] = {}
    for guide in guides:
        for what, within, name in (("company", "", guide.company), ("role", guide.company.slug, guide.role)):
            for alias in (name.display, *name.aliases):
                owner, path = taken.setdefault((within, join_key(alias)), (name.slug, guide.path))
                if owner != name.slug:
                    line = guide.lines.get(f"{what}_aliases", guide.lines.get(f"{what}_display", 1))
                    message = f"{alias} is also a name of {owner} in {path}"
                    yield find_fault("alias-clash", Place(path=guide.path, line=line), message)
