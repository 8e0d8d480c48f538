"""The guard: hostile files end no process and fill no memory, and YAML's surprises are told instead of served."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.library.folder import COMP, GOOD, HEAD, ROOT, SOURCES, check_text, serve

BOMBS = {
    "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "merges": "a: &a {x: 1}\n"
    + "".join(
        f"{b}: &{b} {{<<: [{','.join([f'*{a}'] * 9)}]}}\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "anchor": "level: &a senior\n",
    "alias": "level: *a\n",
    "merge": "level_mapping: {<<: {raw: x}}\n",
    "merge-list": "level_mapping: {<<: [{raw: x}, {raw: y}]}\n",
    "self": "a: &a [*a]\n",
    "key": "&a level: senior\n",
    "anchored-list": "role_aliases: &a [x]\n",
    "anchored-map": "level_mapping: &a {raw: x}\n",
}
TAGS = (
    "!!python/object/apply:os.system ['touch pwned']",
    "!!python/object/new:os.system ['touch pwned']",
    "!!python/name:os.system",
    "!!python/module:os",
    "!!python/object:bot.domain.guide.Guide {}",
    "!custom {}",
)
DEPTHS = (20, 2_000, 20_000, 50_000, 100_000)
SURPRISES = {
    "no": "company_display: no",
    "NO, the country": "level: NO",
    "yes": "role_display: yes",
    "on": "role_type: on",
    "off": "level: off",
    "True": "level: True",
    "a time": "n: 12:30",
    "a time with seconds": "n: 1:02:03",
    "octal": "n: 010",
    "hexadecimal": "n: 0x1F",
    "binary": "n: 0b11",
    "plus": "n: +5",
    "odd underscores": "n: 1_00",
    "infinity": "n: .inf",
    "minus infinity": "n: -.inf",
    "not a number": "n: .nan",
    "Null": "company_display: Null",
    "no such day": "as_of: 2026-02-30",
    "equals": "level: =",
    "twice": "role: engineer",
}
WRONG_TYPES = {
    "seconds since 1970": "as_of: 86400",
    "a time of day": "as_of: 2026-02-23T10:00:00Z",
    "an exponent": "n: 1e3",
    "a lossy version": "level: 1.10",
    "a truth": "level: true",
    "a list": "level: [senior]",
    "half a report": "n: 1.5",
}
CHILD = textwrap.dedent("""
    import json, resource, sys, time
    from pathlib import Path
    from tests.library.folder import check, standards
    standards()
    told, peak = [], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for file in sorted(Path(sys.argv[1]).iterdir()):
        began = time.process_time()
        report = check(file)[0]
        took = time.process_time() - began
        grown, peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rules = sorted({p.rule for p in report.problems if p.blocks})
        told.append({"name": file.name, "seconds": took, "kilobytes": grown, "served": report.is_served, "rules": rules})
    print(json.dumps(told))
""")


def with_line(line: str) -> str:
    """Return a good guide with one more line in its front matter."""
    return HEAD + line + "\n" + COMP + SOURCES


def hostile(folder: Path) -> None:
    """Write every file that has ended a process, or could."""
    files: dict[str, str | bytes] = {f"bomb-{name}": with_line(bomb) for name, bomb in BOMBS.items()}
    files |= {f"tag-{at}": with_line(f"level: {tag}") for at, tag in enumerate(TAGS)}
    files |= {f"depth-{depth}": with_line(f"level: {'[' * depth}") for depth in DEPTHS}
    files |= {f"closed-{depth}": with_line(f"level: {'[' * depth}{']' * depth}") for depth in DEPTHS}
    files |= {f"braces-{depth}": with_line(f"level: {'{a: ' * depth}") for depth in DEPTHS}
    files["million"] = with_line(f"level: {'x' * 1_000_000}")
    files["digits"] = with_line(f"n: {'9' * 60_000}")
    files["latin-1"] = with_line("level: Mühle").encode("latin-1")
    files["nul"] = with_line("level: a\0b")
    files["utf-16"] = GOOD.encode("utf-16")
    files["empty"] = b""
    for name, text in files.items():
        (folder / f"{name}.md").write_bytes(text if isinstance(text, bytes) else text.encode())


def in_child(folder: Path) -> list[dict[str, object]]:
    """Check every file of a folder in a process of its own; return what each cost and brought up."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", CHILD, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: list[dict[str, object]] = json.loads(done.stdout)
    return told


@pytest.mark.row("B3")
@pytest.mark.row("B4")
@pytest.mark.row("B5")
def test_hostile_files_are_refused_quickly_and_cheaply(tmp_path: Path) -> None:
    """Bombs, tags, depths, huge and binary files are each refused within a second of work and 20 MB, and the process lives on."""
    hostile(tmp_path)
    told = in_child(tmp_path)
    assert len(told) == len(BOMBS) + len(TAGS) + 3 * len(DEPTHS) + 6
    assert [one["name"] for one in told if one["served"] or not one["rules"]] == []
    assert [one for one in told if float(str(one["seconds"])) > 1] == []
    assert [one for one in told if int(str(one["kilobytes"])) > 20_000] == []
    assert not (ROOT / "pwned").exists()


BODIES = {
    "emphasis": "*a " * 8_000 + "a* " * 8_000,
    "strong": "**a " * 6_000 + "a** " * 6_000,
    "quotes": ">" * 60_000,
    "lists": "- " * 30_000,
    "brackets": "[" * 60_000,
    "links": "[a](" * 15_000,
    "images": "![" * 30_000,
    "code": "`" * 60_000,
    "headings": "# a\n" * 10_000,
    "bold": "**a**\n\n" * 7_000,
    "table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 9_000,
    "amounts": "$1K–" * 15_000,
    "percents": "9–9% premium " * 4_500,
    "digits": "9" * 60_000,
    "sentences": "A b. " * 12_000,
    "sums": "Base $1M TC 9% bonus. " * 2_800,
    "script": '> **Negotiate Up Strategy:** "' + "My floor is $1M, my other offer $2M. " * 1_600,
    "claims": "created A" * 6_000,
    "hyphens": "a-" * 30_000 + "9% a-" + "a-" * 100 + "growth",
    "commas": "$" + "1," * 30_000,
    "spaces": "$1" + " " * 60_000,
}
QUICK = frozenset({"emphasis", "strong", "quotes", "percents", "script"})
"""one of each kind: recursion, nesting, backtracking, claims"""


@pytest.mark.parametrize(
    "names", [QUICK, pytest.param(frozenset(BODIES), marks=pytest.mark.stress)], ids=["few", "all"]
)
def test_hostile_bodies_end_no_process(tmp_path: Path, names: frozenset[str]) -> None:
    """Bodies made to nest, backtrack or recurse without end are checked in seconds of work, and the process lives on."""
    for name, body in ((name, BODIES[name]) for name in sorted(names)):
        (tmp_path / f"{name}.md").write_bytes(
            GOOD.encode() + body.encode()[:63_000].decode("utf-8", "ignore").encode() + b"\n"
        )
    told = in_child(tmp_path)
    assert len(told) == len(names)
    assert [one for one in told if not one["served"]] == []
    assert [one for one in told if float(str(one["seconds"])) > 5] == []


@pytest.mark.row("B7")
@pytest.mark.parametrize("name", SURPRISES)
def test_yaml_surprises_are_told_with_their_line(tmp_path: Path, name: str) -> None:
    """A bare value that YAML 1.1 reads as something else is refused at its line, with what to write instead."""
    report = check_text(tmp_path, with_line(SURPRISES[name]))
    (problem,) = report.problems
    assert not report.is_served
    assert problem.rule == ("duplicate-key" if name == "twice" else "surprise")
    assert problem.line == 5
    assert problem.remedy


@pytest.mark.parametrize("name", WRONG_TYPES)
def test_values_of_another_kind_are_refused(tmp_path: Path, name: str) -> None:
    """A value that is not of its key's kind is refused at its line rather than converted."""
    report = check_text(tmp_path, with_line(WRONG_TYPES[name]))
    assert [(problem.rule, problem.line) for problem in report.problems] == [("wrong-type", 5)]
    assert not report.is_served


@pytest.mark.parametrize(
    "line", ["level: 'NO'", "company_display: '010'", "level: 2025", "n: 12_000", "level: null", "level:"]
)
def test_plain_values_pass(tmp_path: Path, line: str) -> None:
    """Quoted words, plain numbers and empty values are what they look like."""
    assert check_text(tmp_path, with_line(line)).problems == ()


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    """A guide saved by a Windows editor is served, with the lines people see."""
    text = "\ufeff" + (GOOD + "# Role\n\n### Deep\n\nWords.\n").replace("\n", "\r\n")
    report = check_text(tmp_path, text)
    assert report.is_served
    assert [(problem.rule, problem.line) for problem in report.problems] == [("headings", 15)]


def test_a_broken_guide_does_not_stop_the_others(tmp_path: Path) -> None:
    """A folder with broken guides serves the good one, and tells each fault with its file and line."""
    edition = serve(
        tmp_path,
        a=GOOD.replace("currency: USD", "currency: dollars"),
        b=GOOD,
        c=b"\xff",
        d=with_line("level: *a"),
        e=GOOD,
    )
    assert [guide.path for guide in edition.guides.values()] == ["b.md"]
    assert [(p.path, p.line, p.rule, p.blocks) for p in edition.problems] == [
        ("a.md", 9, "wrong-type", True),
        ("c.md", 1, "encoding", True),
        ("d.md", 5, "alias", True),
        ("e.md", 3, "duplicate", True),
    ]
