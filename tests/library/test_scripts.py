"""The scripts folder: every purpose has its words, and a sentence that could mislead is found before it is said."""

import shutil
from pathlib import Path

import pytest

from bot.domain.problem import Problem
from bot.domain.script import Purpose, Raised, Sentence, Tone
from bot.domain.topic import Channel
from bot.library.scripts import Scripts, read_scripts


def sentences(scripts: Scripts, purpose: Purpose) -> list[Sentence]:
    """Return all sentences of one purpose."""
    return [one for _, parts in scripts.letters[purpose] for part in parts for one in part]


def read_with(seeds: Path, folder: Path, sentence: str) -> tuple[list[Problem], list[Sentence]]:
    """Read the shipped scripts with a decline of two sentences, the second one given from line 5 on."""
    copied = folder / "scripts"
    shutil.copytree(seeds / "scripts", copied)
    text = f'opening:\n  "no":\n    - text: "No, thank you."\n  more:\n{sentence}\n'
    (copied / "decline.yaml").write_text(text, "utf-8")
    scripts = read_scripts(copied)
    return [*scripts.problems], sentences(scripts, Purpose.DECLINE)


def test_the_shipped_scripts_have_no_fault(seeds: Path) -> None:
    """Every sentence we ship owns up to its claims, and none is left out."""
    assert read_scripts(seeds / "scripts").problems == ()


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_has_words_for_each_tone_and_channel(seeds: Path, purpose: Purpose) -> None:
    """Whatever is to be said, and however it should sound, at least one sentence needs nothing to be known."""
    free = [one for one in sentences(read_scripts(seeds / "scripts"), purpose) if not one.needs | one.claims]
    for tone in Tone:
        for channel in Channel:
            assert any(tone in one.tones and channel in one.channels for one in free), (tone, channel)


def test_everything_that_can_be_raised_has_its_words(seeds: Path) -> None:
    """A plan's “is there room in …” and a review's question are never dropped for want of a sentence."""
    scripts = read_scripts(seeds / "scripts")
    needed = {
        need
        for purpose in (Purpose.ASK, Purpose.QUESTIONS)
        for one in sentences(scripts, purpose)
        for need in one.needs
    }
    assert set(Raised) - needed == set()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ('    - text: "I have an offer from {rival}."', "The slot rival claims rival_offer"),
        ('    - text: "I want {walk_away}."', "There is no slot walk_away"),
        ('    - text: "Thanks."\n      needs: [luck]', "Nothing is called luck"),
        ('    - text: "Thanks."\n      lacks: [luck]', "Nothing is called luck"),
        ('    - text: "Pay me 250 more."', "number of its own"),
        ('    - text: "Thanks, {company."', "open bracket"),
    ],
)  # fmt: skip
def test_a_sentence_that_could_mislead_is_left_out(
    seeds: Path, tmp_path: Path, sentence: str, told: str
) -> None:
    """A claim not owned up to, a slot nobody fills or a number of its own is a Problem with its line; the rest is served."""
    problems, served = read_with(seeds, tmp_path, sentence)
    assert [(problem.path, problem.line) for problem in problems] == [("scripts/decline.yaml", 5)]
    assert told in problems[0].message
    assert len(served) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        '    - text: "Thanks."\n      claims: [genius]',
        '    - text: "Thanks."\n      tones: [angry]',
        '    - text: "Thanks."\n      tone: [warm]',
        "    - tones: [warm]",
        "    - just words",
        "    nothing: here",
        "    - &a text: *a",
        "    - {",
    ],
)
def test_a_file_of_another_shape_is_refused_whole(seeds: Path, tmp_path: Path, sentence: str) -> None:
    """An unknown claim, tone or key, or broken YAML, is a Problem in that file; the other files are served."""
    problems, served = read_with(seeds, tmp_path, sentence)
    assert [problem.path for problem in problems] == ["scripts/decline.yaml"]
    assert problems[0].line > 0
    assert served == []


def test_missing_scripts_are_told(tmp_path: Path) -> None:
    """Without the folder the coach starts, has no words to send, and says which files are not there."""
    scripts = read_scripts(tmp_path / "scripts")
    assert {problem.path for problem in scripts.problems} >= {
        f"scripts/{purpose}.yaml" for purpose in Purpose
    }
    assert all(letter == () for letter in scripts.letters.values())
