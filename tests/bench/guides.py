"""Measure checking many guides and print a table, plain YAML loading of the same files beside it in the same run.

Usage: python tests/bench/guides.py [--guides 1000] [--rounds 3]
The guides are the shipped one under other names: as long as a guide gets, with every kind of part. Best of the rounds.
"""

import argparse
import gc
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.library.body import read_body  # noqa: E402  the path comes first
from bot.library.check.checked import Checked  # noqa: E402
from bot.library.check.folder import Listed, Standards, check_files, list_files, read, read_standards  # noqa: E402
from bot.library.check.registry import check_guide  # noqa: E402

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


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of the quickest round."""
    times = []
    for _ in range(rounds):
        gc.collect()
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def load_plainly(files: Sequence[Listed], loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> None:
    """Load the front matter of every file with PyYAML alone: no lines, no types, no checks, no body."""
    for listed in files:
        yaml.load(listed.file.read_text("utf-8").split("---\n")[1], Loader=loader)  # noqa: S506 - both are safe loaders


def check_all(files: Sequence[Listed], standards: Standards) -> None:
    """Read the files' guides, their bodies, and check each."""
    for listed in files:
        guide = read(listed, standards).guide
        if guide:
            check_guide(
                Checked(guide=guide, body=read_body(guide), claims=standards.claims, today=standards.today)
            )


def read_bodies(files: Sequence[Listed], standards: Standards) -> None:
    """Read the files' guides and their bodies."""
    for listed in files:
        guide = read(listed, standards).guide
        if guide:
            read_body(guide)


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
            ("and checked, one by one", lambda: check_all(files, standards)),
            ("all of it, beside each other: guides check", lambda: check_files(files, standards)),
        ]
        print(f"{'':44} seconds   ms a guide   (best of {rounds}, {number} guides)")
        for label, one in work:
            seconds = best(one, rounds)
            print(f"{label:44} {seconds:7.2f}   {1000 * seconds / number:10.2f}")
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
