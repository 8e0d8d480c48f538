"""A guides folder of a test: write files, read them through the library's door."""

from datetime import date
from pathlib import Path

from bot.library.check.folder import Report, Standards, check_files, list_files, read_standards
from bot.library.edition import Edition, read_edition

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
FAULTS = ROOT / "tests" / "guides" / "faults"
TODAY = date(2026, 11, 22)
STANDARDS: list[Standards] = []
HEAD = """---
company: larkspur-robotics
role: software-engineer
last_updated: 2026-11-01
"""
COMP = """compensation:
  - region: New York
    base_low: 170000
    base_high: 220000
    currency: USD
"""
SOURCES = """data_sources:
  - Larkspur pay survey 2026
---
"""
GOOD = HEAD + COMP + SOURCES
"""a guide in which nothing is wrong on TODAY"""


def standards() -> Standards:
    """Return the shipped lexicon's standards on TODAY, read once."""
    if not STANDARDS:
        STANDARDS.append(read_standards(SEEDS, TODAY))
    return STANDARDS[0]


def check(path: Path) -> tuple[Report, ...]:
    """Check a guide or a folder of guides on TODAY."""
    return check_files(list(list_files(path)), standards())


def check_text(folder: Path, text: str | bytes, name: str = "guide.md") -> Report:
    """Write one guide and check it."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check(file)[0]


def serve(folder: Path, **guides: str | bytes) -> Edition:
    """Write guides and read the edition of them."""
    for name, text in guides.items():
        (folder / f"{name}.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_edition(SEEDS, folder)
