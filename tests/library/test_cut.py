"""Half a guide is never served: a good guide is cut at every byte."""

from pathlib import Path

import pytest

from bot.library.guides import Found, read_guide
from tests.library.folder import COMP, HEAD, SEEDS, SOURCES, standards

BODY = """# Role

| Region | Base |
|--------|------|
| New York | $170K–$220K |

**Global Levers**

1. **Safety record:** "I have taken two robot cells through certification." *Needs from you:* a certified system

> **Negotiate Up Strategy:** "I'd like a base of $215K in New York."

**Evidence & Sources**
- Larkspur pay survey 2026
"""
MARKED = HEAD + "ends_with: End of guide\n" + COMP + SOURCES + BODY + "\nEnd of guide\n"


def read(folder: Path, raw: bytes) -> Found:
    """Return what a file of these bytes holds."""
    file = folder / "guide.md"
    file.write_bytes(raw)
    return read_guide(file, folder=folder, find_region=standards().find_region)


def served(folder: Path, raw: bytes) -> list[int]:
    """Return every length at which a guide cut short is still served, its last line end apart."""
    return [length for length in range(len(raw) - 1) if read(folder, raw[:length]).guide is not None]


@pytest.mark.row("B6")
def test_a_guide_with_a_closing_line_is_never_served_in_part(tmp_path: Path) -> None:
    """A guide that announces its last line is refused at every byte at which it can be cut, and served whole."""
    raw = MARKED.encode()
    assert served(tmp_path, raw) == []
    whole = read(tmp_path, raw).guide
    assert whole is not None
    assert whole.body == BODY


@pytest.mark.row("B6")
def test_no_guide_is_served_with_half_its_figures(tmp_path: Path) -> None:
    """Without a closing line too, a cut anywhere before the front matter's end is refused; later, no figure is missing."""
    raw = MARKED.replace("ends_with: End of guide\n", "").replace("\nEnd of guide\n", "").encode()
    whole, matter = read(tmp_path, raw).guide, raw.index(b"\n---\n")
    assert whole is not None
    for length in served(tmp_path, raw):
        cut = read(tmp_path, raw[:length]).guide
        assert length >= matter
        assert cut is not None
        assert cut.regions == whole.regions


@pytest.mark.stress
@pytest.mark.row("B6")
def test_the_shipped_guide_is_never_served_in_part(tmp_path: Path) -> None:
    """The shipped guide is refused at every one of its bytes."""
    assert served(tmp_path, (SEEDS / "guides" / "together-ai" / "ml-ai-engineer.md").read_bytes()) == []


@pytest.mark.stress
@pytest.mark.row("B6")
def test_the_owners_guide_is_never_served_with_half_its_figures(tmp_path: Path, shared: Path) -> None:
    """The owner's file, which has no closing line, is refused wherever a cut would cost a figure."""
    raw = (shared / "guides" / "together-ai.ml-ai-engineer.md").read_bytes()
    assert min(served(tmp_path, raw)) >= raw.index(b"\n---\n")
