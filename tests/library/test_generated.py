"""Guides nobody would write: whatever a file holds, checking it ends well, and what is served is sound."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.comp import RegionalComp
from bot.domain.figure import Band, Figure, InGuide
from bot.domain.guide import Guide
from bot.domain.money import Money
from bot.library.check.folder import Report
from bot.library.edition import read_folder
from bot.library.front_matter import CompensationKeys, FrontMatter, PostedKeys
from bot.library.rules import RULES
from tests.library.folder import check, standards

GUIDES_AT_ONCE = 5 if settings().max_examples > 1_000 else 1
"""guides in one example: 100 in the quick profile, 10,000 in the full one"""
PLAIN = st.text(alphabet="abc XYZ-09#*|>[]{}:&!%$€“”–\n\"'", max_size=30)
NUMBERS = st.one_of(
    st.integers(0, 400_000).map(lambda n: n * 500),
    st.integers(-5, 10**13),
    st.decimals(0, 300, places=1).map(float),
    st.sampled_from([0, -1, 1e308, float("inf"), float("nan"), True]),
)
WORDS = st.one_of(
    st.sampled_from(
        [
            "New York",
            "NYC",
            "Remote US",
            "USD",
            "EUR",
            "usd",
            "per_year",
            "grant_total",
            "unknown",
            "high",
            "low",
        ]
    ),
    st.sampled_from(
        ["2026-Q3", "2025-Q4", "no", "12:30", "010", "Ours ≈ Google L5 · Meta E5", "larkspur", ""]
    ),
    PLAIN,
)
DATES = st.dates(date(1999, 1, 1), date(2040, 1, 1))
ANYTHING = st.recursive(
    st.one_of(st.none(), NUMBERS, WORDS, DATES), lambda below: st.lists(below, max_size=2), max_leaves=3
)
MONEY = st.integers(1, 400).map(lambda n: f"${n}K")
SCRIPTS = st.builds(
    "I ask for a base of {}, equity of {} a year and a {}% bonus, about {} total. My competing offer is {}. My floor is {}.".format,
    MONEY,
    MONEY,
    st.integers(0, 99),
    MONEY,
    MONEY,
    MONEY,
)
BLOCKS = st.one_of(
    st.builds("# {}\n".format, PLAIN),
    st.builds("**{}**\n".format, PLAIN),
    st.builds("**Level Mapping:** Google L{}\n".format, st.integers(3, 8)),
    st.builds('> **Negotiate Up Strategy:** "{}"\n'.format, SCRIPTS),
    st.builds('**Global Levers**\n\n1. **{}:** "{}" *Needs from you:* {}\n'.format, PLAIN, SCRIPTS, PLAIN),
    st.builds(
        "| Region | Base | Bonus | Total |\n|-|-|-|-|\n| New York | {}–{} | {}% | {} |\n".format,
        MONEY,
        MONEY,
        st.integers(0, 300),
        PLAIN,
    ),
    st.builds("Raises are {}–{}% premium, {}-{}% more.\n".format, *[st.integers(0, 999)] * 4),
)
REGIONS = st.lists(st.sampled_from(["New York", "Austin", "Berlin"]), min_size=1, max_size=3, unique=True)
SOUND_COMP = {"base_low": "base_high", "stock_low": "stock_high", "total_comp_low": "total_comp_high"}
Mapping = dict[str, object]
Model = type[CompensationKeys | PostedKeys | FrontMatter]


def spoil(draw: st.DrawFn, sound: Mapping, model: Model) -> Mapping:
    """Return sound keys with odd values, unknown keys, or one key missing among them; as they are half of the time."""
    if draw(st.booleans()):
        return sound
    names = st.sampled_from([*model.model_fields, "bonus_percent", "recruiter"])
    changed = {**sound, **draw(st.dictionaries(names, ANYTHING, max_size=2))}
    lost = draw(st.sampled_from(["", "", "", *sorted(sound)]))
    return {key: value for key, value in changed.items() if key != lost}


@st.composite
def comps(draw: st.DrawFn, region: str) -> Mapping:
    """Draw one region's keys, the right way up."""
    sound: Mapping = {"region": region, "currency": draw(st.sampled_from(["USD", "EUR"]))}
    for low, high in SOUND_COMP.items():
        if draw(st.booleans()):
            ends = sorted((draw(st.integers(1, 500)) * 1000, draw(st.integers(1, 500)) * 1000))
            sound |= {low: ends[0], high: ends[1]}
    return sound


@st.composite
def matters(draw: st.DrawFn) -> Mapping:
    """Draw the front matter of a guide that can be served."""
    posting = {
        "title": "Engineer",
        "region": "Berlin",
        "base_low": 1000,
        "base_high": 300_000,
        "where": "board",
    }
    sound: Mapping = {
        "company": draw(st.sampled_from(["larkspur-robotics", "quietwater"])),
        "role": draw(st.sampled_from(["software-engineer", "data-engineer", "designer"])),
        "last_updated": draw(DATES),
        "compensation": [draw(comps(region)) for region in draw(REGIONS)],
        "data_sources": draw(
            st.sampled_from([["A survey"], [{"name": "A survey", "url": "https://example.com"}], [3]])
        ),
    }
    if draw(st.booleans()):
        sound["posted"] = [{**posting, "currency": "EUR", "date": draw(DATES)}]
    return sound


def written(matter: Mapping, blocks: list[str]) -> str:
    """Return a guide's text."""
    return (
        f"---\n{yaml.safe_dump(matter, sort_keys=False, allow_unicode=True)}---\n" + "\n".join(blocks) + "\n"
    )


SOUND = st.builds(written, matters(), st.lists(BLOCKS, max_size=5))


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """Draw a guide with something odd in it: values, keys, regions upside down, text of any kind, an early end."""
    matter = draw(matters())
    regions = matter["compensation"]
    assert isinstance(regions, list)
    matter["compensation"] = [spoil(draw, draw(upside_down(comp)), CompensationKeys) for comp in regions]
    text = written(
        spoil(draw, matter, FrontMatter), draw(st.lists(st.one_of(BLOCKS, st.text(max_size=60)), max_size=5))
    )
    return text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text


def upside_down(comp: Mapping) -> st.SearchStrategy[Mapping]:
    """Return one region as it is, or with low and high changed over."""
    swapped = {**comp, **{low: comp[high] for low, high in SOUND_COMP.items() if high in comp}}
    swapped |= {high: comp[low] for low, high in SOUND_COMP.items() if low in comp}
    return st.sampled_from([comp, swapped])


TEXTS = st.one_of(SOUND, spoiled(), st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n"))


def figures(value: object) -> Iterator[Figure]:
    """Yield every figure anywhere inside a value."""
    if isinstance(value, Figure):
        yield value
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from figures(getattr(value, one.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from figures(each)


def bands(comp: RegionalComp) -> list[Band]:
    """Return every band of one region."""
    equity = comp.equity.value if comp.equity else None
    found = (comp.base, comp.target_bonus, equity, comp.sign_on, comp.stated_total)
    return [band for band in found if band is not None]


def worth(figure: Figure) -> Decimal:
    """Return a figure's number."""
    return figure.value.amount if isinstance(figure.value, Money) else figure.percent


def assert_sound(guide: Guide) -> None:
    """Fail unless a served guide's figures are the right way up, in one currency a band, dated and finite."""
    for comp in guide.regions:
        for band in bands(comp):
            assert worth(band.low) <= worth(band.high)
            assert worth(band.low).is_finite()
            assert worth(band.low) >= 0
            currencies = {end.value.currency for end in (band.low, band.high) if isinstance(end.value, Money)}
            assert currencies <= {comp.currency}
    for posting in guide.posted:
        assert posting.base.low.money <= posting.base.high.money
    for figure in figures(guide):
        if isinstance(figure.origin, InGuide):
            assert figure.origin.as_of is not None


def assert_told(report: Report, text: str) -> None:
    """Fail unless every Problem has a rule, a line of the file, words and a remedy, and can be written as JSON."""
    lines = text.count("\n") + text.count("\r") + 1
    for problem in report.problems:
        assert problem.rule in RULES
        assert 0 <= problem.line <= lines, problem
        assert problem.message
        assert problem.remedy
        assert json.dumps(asdict(problem), ensure_ascii=False).encode("utf-8")
    assert report.is_served or any(problem.blocks for problem in report.problems)


@given(texts=st.lists(TEXTS, min_size=GUIDES_AT_ONCE, max_size=GUIDES_AT_ONCE))
def test_whatever_is_written_is_checked_and_only_sound_guides_are_served(texts: list[str]) -> None:
    """No file crashes the check; no guide is served with low above high, mixed currencies or an undated figure."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for at, text in enumerate(texts):
            (folder / f"{at}.md").write_text(text, "utf-8", newline="")
        reports = check(folder)
        served, _, _ = read_folder(folder, standards().find_region, {})
    for text, report in zip(texts, reports, strict=True):
        assert_told(report, text)
    assert {Path(report.path).name for report in reports if report.is_served} == {
        guide.path for guide in served.values()
    }
    for guide in served.values():
        assert_sound(guide)


@settings(max_examples=50)
@given(text=SOUND)
def test_sound_guides_are_served_whatever_their_words(text: str) -> None:
    """The generator is no sham: a guide whose front matter is sound is served, whatever stands in its body."""
    with TemporaryDirectory() as name:
        (Path(name) / "guide.md").write_text(text, "utf-8", newline="")
        (report,) = check(Path(name))
    assert report.is_served, report.problems
