"""Measure checking many guides and print a table, plain YAML loading of the same files beside it in the same run.

Usage: python tests/bench/guides.py [--guides 1000] [--rounds 3]
The guides are the shipped one under other names: as long as a guide gets, with every kind of part. Best of the rounds.
"""

import argparse
import gc
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.domain.guide import Guide
from bot.library.body import read_body
from bot.library.check.folder import Listed, Standards, check_files, list_files, read_standards
from bot.library.guides import read_guide

ROOT = Path(__file__).resolve().parents[2]
CORES = os.cpu_count() or 1
PROMISE = 3.0
"""seconds for 1,000 guides"""


def write_guides(folder: Path, number: int) -> None:
    """Write the shipped guide under many companies' names."""
    text = (ROOT / "seeds" / "guides" / "together-ai" / "ml-ai-engineer.md").read_text("utf-8")
    for at in range(number):
        company = folder / f"company-{at}"
        company.mkdir()
        named = text.replace("company: together-ai", f"company: company-{at}").replace(
            "Together AI", f"Company {at}"
        )
        (company / "ml-ai-engineer.md").write_text(named, "utf-8")


def best(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the seconds of the quickest round by the clock, and the least processor time of a round."""
    times = []
    for _ in range(rounds):
        gc.collect()
        began, worked = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - began, time.process_time() - worked))
    return min(clock for clock, _ in times), min(processor for _, processor in times)


def load_plainly(files: Sequence[Listed], loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> None:
    """Load the front matter of every file with PyYAML alone: no lines, no types, no checks, no body."""
    for listed in files:
        loader(listed.file.read_text("utf-8").split("---\n")[1]).get_single_data()


def read(listed: Listed, standards: Standards) -> Guide:
    """Read one file's guide."""
    found = read_guide(listed.file, folder=listed.folder, find_region=standards.find_region)
    assert found.guide is not None
    return found.guide


def read_bodies(files: Sequence[Listed], standards: Standards) -> None:
    """Read the files' guides and their bodies."""
    for listed in files:
        read_body(read(listed, standards))


def measure(number: int, rounds: int) -> None:
    """Print one table."""
    standards = read_standards(ROOT / "seeds", date(2026, 11, 22))
    with TemporaryDirectory() as name:
        write_guides(Path(name), number)
        files = list(list_files(Path(name)))
        work: list[tuple[str, Callable[[], object]]] = [
            ("yaml.safe_load of the front matter", lambda: load_plainly(files, yaml.SafeLoader)),
            ("the same in C", lambda: load_plainly(files, yaml.CSafeLoader)),
            ("guides read", lambda: [read(listed, standards) for listed in files]),
            ("and their bodies", lambda: read_bodies(files, standards)),
            ("and checked", lambda: check_files(files, standards)),
            (
                "the same over all processors: guides check",
                lambda: check_files(files, standards, processes=CORES),
            ),
        ]
        print(f"{'':44} seconds   of work   beside safe_load   (best of {rounds}, {number} guides)")
        plain = 0.0
        for label, one in work:
            clock, processor = best(one, rounds)
            plain = plain or processor
            print(f"{label:44} {clock:7.2f}   {processor:7.2f}   {processor / plain:16.2f}")
    print(
        f"promised: {PROMISE * number / 1000:.2f} s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--guides", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    typed = parser.parse_args()
    measure(typed.guides, typed.rounds)
