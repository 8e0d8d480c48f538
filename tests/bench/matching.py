"""Measure matching on the shared query sets and print a table, rapidfuzz's WRatio beside it in the same run.

Usage: python tests/bench/matching.py [--sizes 1000 10000] [--splits dev val] [--names given bare] [--bad] [--rival 200]
`given`: guides bring the catalogue's aliases. `bare`: guides bring slugs and display names only; the lexicon knows the rest.
Needs the shared folder (../shared/matching beside the repository, or $COACH_SHARED); says so and stops without it.
"""

import argparse
import gc
import importlib.util
import json
import os
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from types import ModuleType
from typing import Any

from rapidfuzz import fuzz, process, utils

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.domain.understanding import Outcome, Understanding, Utterance
from bot.domain.vocabulary import Name, Vocabulary
from bot.library.lexicon import read_lexicon
from bot.nlu.index import Index, build_index
from bot.nlu.lexicon import Lexicon
from bot.nlu.read import understand

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COACH_SHARED", ROOT.parent / "shared")) / "matching"
NEGATIVES = "ALL negatives"
STATUS = {Outcome.FOUND: "confident", Outcome.UNCLEAR: "ambiguous", Outcome.NONE: "none"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: a share in percent of `n`, with its 95 % interval, and the target it is held to."""

    what: str
    hits: int
    n: int
    target: str


def main() -> None:
    """Run the sizes, splits and name modes asked for and print what came out."""
    asked = _parse()
    if not (SHARED / "score.py").exists():
        sys.exit(f"the shared query sets are not at {SHARED.name}/; set COACH_SHARED to the shared folder")
    lexicon = read_lexicon(ROOT / "seeds" / "lexicon")
    for names in asked.names:
        for size in asked.sizes:
            _measure_size(size, names, lexicon, asked)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--splits", nargs="+", default=["dev", "val"])
    parser.add_argument("--names", nargs="+", default=["given", "bare"], choices=["given", "bare"])
    parser.add_argument("--bad", action="store_true", help="print every miss")
    parser.add_argument("--rows", action="store_true", help="print every category")
    parser.add_argument("--rival", type=int, default=150, help="queries tried on WRatio; 0 leaves it out")
    return parser.parse_args()


def _measure_size(size: int, names: str, lexicon: Lexicon, asked: argparse.Namespace) -> None:
    vocabulary = read_vocabulary(size, lexicon, with_aliases=names == "given")
    start = time.perf_counter()
    index = build_index(vocabulary, lexicon)
    built = time.perf_counter() - start
    gc.freeze()
    print(
        f"\n== {size} guides, names {names}: index built in {built:.2f} s, {_weigh(vocabulary, lexicon):.1f} MB"
    )
    for split in asked.splits:
        _measure_split(size, split, index, asked)


def _weigh(vocabulary: Vocabulary, lexicon: Lexicon) -> float:
    tracemalloc.start()
    index = build_index(vocabulary, lexicon)
    weight = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del index
    return weight


def _measure_split(size: int, split: str, index: Index, asked: argparse.Namespace) -> None:
    score = _load_score()
    queries = score.load(SHARED / f"queries_{split}_{size}.jsonl")
    predictions = [_predict(query, index) for query in queries]
    counts, bad = score.run(predictions, queries, size)
    print(f"-- {split}, {len(queries)} queries")
    for row in _rows(counts):
        print(f"   {row.what:34}{_share(row.hits, row.n)}   target {row.target}")
    print(_latency(predictions, queries))
    if asked.rows:
        score.show(counts)
    if asked.rival:
        _print_rival(size, queries, score, asked.rival, index.vocabulary)
    if asked.bad:
        _print_bad(bad)


def count(size: int, split: str, index: Index) -> dict[str, Counter[str]]:
    """Return the judge's counts by category of one query set."""
    score = _load_score()
    queries = score.load(SHARED / f"queries_{split}_{size}.jsonl")
    predictions = [_predict(query, index, times=1) for query in queries]
    counts: dict[str, Counter[str]] = score.run(predictions, queries, size)[0]
    return counts


def _rows(counts: Mapping[str, Counter[str]]) -> Iterator[Row]:
    clean, slip, negatives = counts["ALL clean"], counts["ALL typo1"], counts[NEGATIVES]
    titles, wording = counts["abbrev_unlisted"], counts["extra_words"]
    yield Row(what="clean, best guess right", hits=clean["ok"], n=clean["n"], target=">= 99")
    yield Row(what="clean, answered", hits=clean["auto"], n=clean["n"], target=">= 94")
    yield Row(what="one typo, best guess right", hits=slip["ok"], n=slip["n"], target=">= 97")
    yield Row(what="one typo, answered", hits=slip["auto"], n=slip["n"], target="-")
    yield Row(
        what="negatives, confident and wrong", hits=negatives["wrong"], n=negatives["n"], target="<= 0.5"
    )
    yield Row(
        what="near strangers, confident and wrong",
        hits=counts["neg_near"]["wrong"],
        n=counts["neg_near"]["n"],
        target="-",
    )
    yield Row(what="unlisted titles, best guess right", hits=titles["ok"], n=titles["n"], target=">= 70")
    yield Row(what="words around, answered", hits=wording["auto"], n=wording["n"], target="-")
    yield Row(
        what="region",
        hits=sum(c["rok"] for c in _apart(counts)),
        n=sum(c["rn"] for c in _apart(counts)),
        target=">= 98",
    )
    yield Row(
        what="level",
        hits=sum(c["lok"] for c in _apart(counts)),
        n=sum(c["ln"] for c in _apart(counts)),
        target=">= 99",
    )
    guided = counts["ALL guide queries"]
    yield Row(what="guide queries, confident and wrong", hits=guided["wrong"], n=guided["n"], target="-")


def _apart(counts: Mapping[str, Counter[str]]) -> Iterator[Counter[str]]:
    """Yield the counts of the plain categories, each query once."""
    return (
        count for what, count in counts.items() if not what.startswith("ALL") and not what.endswith("no-tie")
    )


def _share(hits: int, n: int) -> str:
    low, high = _wilson(hits, n)
    return f"{100 * hits / max(n, 1):6.2f} %  [{low:5.2f}, {high:5.2f}]  of {n:5}"


def _wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share, in percent."""
    if not n:
        return 0.0, 100.0
    z, share = 1.96, hits / n
    middle, spread = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return 100 * max(0.0, (middle - spread) / scale), 100 * min(1.0, (middle + spread) / scale)


def _latency(predictions: Sequence[Mapping[str, Any]], queries: Sequence[Mapping[str, Any]]) -> str:
    took = sorted(prediction["us"] for prediction in predictions)
    exact = sorted(p["us"] for p, query in zip(predictions, queries, strict=True) if query["cat"] == "slug")
    return (
        f"   CPU us: p50 {took[len(took) // 2]:.0f} (target <= 300), p99 {took[int(len(took) * 0.99)]:.0f} (<= 2000), "
        f"max {took[-1]:.0f}; exact path p50 {exact[len(exact) // 2]:.0f} (<= 50)"
    )


def _predict(query: Mapping[str, Any], index: Index, times: int = 2) -> dict[str, Any]:
    best = float("inf")
    for _ in range(times):
        start = time.thread_time_ns()
        heard = understand(Utterance(text=query["q"]), index)
        best = min(best, (time.thread_time_ns() - start) / 1e3)
    return {"id": query["id"], **_translate(heard), "us": best}


def _translate(heard: Understanding) -> dict[str, Any]:
    """Put an Understanding in the judge's words: where it asks between guides, its best guess is the first of them."""
    company, role = heard.company, heard.role
    if heard.outcome is Outcome.UNCLEAR and company is None and heard.alternatives:
        company, role = heard.alternatives[0]
    return {
        "company": company,
        "role": role,
        "region": heard.region,
        "level": heard.level,
        "status": STATUS[heard.outcome],
        "alts": [list(pair) for pair in heard.alternatives],
    }


def read_vocabulary(size: int, lexicon: Lexicon, *, with_aliases: bool) -> Vocabulary:
    """Return the vocabulary of a shared catalogue, as the library makes it of guides."""
    rows = [line.split("\t") for line in (SHARED / f"guides_{size}.tsv").read_text("utf-8").splitlines()]
    guides = {(company, role): tuple(regions.split(",")) for company, role, regions in rows}
    return Vocabulary(
        companies=_read_companies({company for company, _ in guides}, with_aliases=with_aliases),
        roles=_read_roles({role for _, role in guides}, lexicon, with_aliases=with_aliases),
        regions=lexicon.regions,
        levels=lexicon.levels,
        guides=guides,
    )


def _read_companies(slugs: set[str], *, with_aliases: bool) -> dict[str, Name]:
    found = map(json.loads, (SHARED / "companies.jsonl").read_text("utf-8").splitlines())
    return {
        one["slug"]: Name(
            slug=one["slug"], display=one["name"], aliases=tuple(one["aliases"]) if with_aliases else ()
        )
        for one in found
        if one["slug"] in slugs
    }


def _read_roles(slugs: set[str], lexicon: Lexicon, *, with_aliases: bool) -> dict[str, Name]:
    shared = json.loads((SHARED / "roles.json").read_text("utf-8"))
    roles = {
        slug: lexicon.roles.get(slug, Name(slug=slug, display=shared[slug]["name"])) for slug in sorted(slugs)
    }
    if not with_aliases:
        return roles
    return {
        slug: replace(name, aliases=(*shared[slug]["aliases"], *name.aliases)) for slug, name in roles.items()
    }


def _load_score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    if spec is None or spec.loader is None:
        sys.exit("score.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _print_rival(
    size: int, queries: Sequence[dict[str, Any]], score: ModuleType, most: int, names: Vocabulary
) -> None:
    """Print what flat search does on an even sample: `Company Role` strings, best by WRatio, believed from 90 on."""
    sample = list(queries)[:: max(1, len(queries) // most)]
    rival = _build_rival(names)
    start = time.perf_counter()
    predictions = [{"id": query["id"], **rival(query["q"])} for query in sample]
    took = (time.perf_counter() - start) / len(sample) * 1e6
    counts, _ = score.run(predictions, sample, size)
    clean, slip, negatives = counts["ALL clean"], counts["ALL typo1"], counts[NEGATIVES]
    print(f"   beside it, extractOne(WRatio), cut 90, {len(sample)} of the queries, {took:.0f} us each:")
    print(
        f"     clean, best guess right      {_share(clean['ok'], clean['n'])}; answered {_share(clean['auto'], clean['n'])}"
    )
    print(f"     one typo, best guess right   {_share(slip['ok'], slip['n'])}")
    print(f"     negatives, confident, wrong  {_share(negatives['wrong'], negatives['n'])}")


def _build_rival(names: Vocabulary) -> Callable[[str], dict[str, Any]]:
    pairs = sorted(names.guides)
    flat = [utils.default_process(f"{names.companies[c].display} {names.roles[r].display}") for c, r in pairs]

    def match(text: str) -> dict[str, Any]:
        found = process.extractOne(utils.default_process(text), flat, scorer=fuzz.WRatio)
        company, role = pairs[found[2]]
        sure = found[1] >= 90
        return {"company": company, "role": role, "status": "confident" if sure else "ambiguous"}

    return match


def _print_bad(bad: Sequence[tuple[Mapping[str, Any], Mapping[str, Any], bool]]) -> None:
    for query, got, wrong in bad:
        wanted = (query["company"], query["role"], query.get("accept"))
        print("WRONG" if wrong else "miss ", query["cat"], "|", query["q"], "| want", wanted, "| got", got)


if __name__ == "__main__":
    main()
