"""Counts: kinds alone, shared between processes by a file."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store.counts import Counts, read_counts


def test_counts_stay_in_memory_unless_a_file_is_named(tmp_path: Path) -> None:
    """Without a file nothing touches the disk; None is nothing to count."""
    counts = Counts()
    for kind in ("company", None, "company"):
        counts.count(kind)
    assert counts.seen == {"company": 2}
    assert [*tmp_path.iterdir()] == []


def test_several_processes_count_into_one_file(tmp_path: Path) -> None:
    """Whoever counts only appends, so that no count is lost; whoever reads sees the sum."""
    file = tmp_path / "counts.jsonl"

    def work(kind: str) -> None:
        counts = Counts(file)
        for _ in range(200):
            counts.count(kind)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, ["company", "company", "off_topic", "question:final_offer"]))
    assert read_counts(file) == {"company": 400, "off_topic": 200, "question:final_offer": 200}
    assert {tuple(json.loads(line)) for line in file.read_text("utf-8").splitlines()} == {("kind", "count")}


def test_a_broken_line_costs_that_line_alone(tmp_path: Path) -> None:
    """A file cut off in the middle of a line, or edited by hand, is still read."""
    file = tmp_path / "counts.jsonl"
    good = '{"kind": "role", "count": 3}\n'
    file.write_bytes(
        (good + 'nonsense\n[1]\n{"kind": "role"}\n\xff\n{"kind": "role", "cou').encode("latin-1")
    )
    assert read_counts(file) == {"role": 3}
    assert read_counts(tmp_path / "none.jsonl") == {}


def test_a_file_that_cannot_be_written_stops_no_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Counting goes on in memory, and the log says so once."""
    counts = Counts(tmp_path / "no such folder" / "counts.jsonl")
    for _ in range(3):
        counts.count("unread")
    assert counts.seen == {"unread": 3}
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
