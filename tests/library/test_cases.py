"""What the smallest guides of each rule leave open: further shapes of a fault, and harmless guides close to them."""

from pathlib import Path

import pytest

from bot.domain.problem import Severity
from tests.library.folder import COMP, GOOD, HEAD, SOURCES, check_text

EQUITY = "    stock_low: 80000\n    stock_high: 140000\n"
TOTAL = "    total_comp_low: {}\n    total_comp_high: {}\n"
TITLE = "# Role\n\n"
STRATEGY = '> **Negotiate Up Strategy:** "{}"\n'
AUSTIN = "  - region: Austin\n    base_low: {}\n    base_high: {}\n    stock_low: {}\n    stock_high: {}\n    currency: USD\n"


def found(folder: Path, *, top: str = "", comp: str = "", body: str = "") -> list[tuple[str, int]]:
    """Return rule and line of every Problem of a guide made of these additions."""
    report = check_text(folder, HEAD + top + COMP + comp + SOURCES + body)
    return [(problem.rule, problem.line) for problem in report.problems]


def rules(folder: Path, *, top: str = "", comp: str = "", body: str = "") -> list[str]:
    """Return, sorted, the rules that a guide made of these additions breaks."""
    return sorted(rule for rule, _ in found(folder, top=top, comp=comp, body=body))


def test_the_good_guide_is_good(tmp_path: Path) -> None:
    """The guide that all cases start from breaks no rule."""
    assert check_text(tmp_path, GOOD).problems == ()


@pytest.mark.parametrize(
    ("basis", "low", "high", "expected"),
    [
        ("per_year", 190_000, 255_000, Severity.ERROR),
        ("grant_total", 190_000, 255_000, None),
        ("unknown", 190_000, 255_000, Severity.WARNING),
        ("unknown", 120_000, 400_000, Severity.ERROR),
        ("per_year", 250_000, 360_000, None),
        ("per_year", 239_000, 328_000, None),
        ("per_year", 237_000, 360_000, Severity.ERROR),
        ("per_year", 250_000, 326_000, Severity.ERROR),
    ],
)
def test_totals_are_held_to_the_basis_the_guide_gives(
    tmp_path: Path, basis: str, low: int, high: int, expected: Severity | None
) -> None:
    """Parts must come to 0.85–1.05 of the low and 0.93–1.10 of the high total; an admitted unknown is a warning if some reading fits."""
    report = check_text(
        tmp_path, HEAD + f"equity_basis: {basis}\n" + COMP + EQUITY + TOTAL.format(low, high) + SOURCES
    )
    severities = [problem.severity for problem in report.problems if problem.rule == "L1"]
    assert severities == ([expected] if expected else [])


def test_a_total_below_the_base_is_an_error(tmp_path: Path) -> None:
    """A stated total that ends below the base alone is told even where there is no equity to add."""
    assert found(tmp_path, comp=TOTAL.format(160_000, 210_000)) == [("L1", 11)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I ask for a base of $210K and a sign-on bonus of $10K, $220K total.", []),
        ("I ask for a base of $210K and a 10% bonus, $231K total.", []),
        ("I ask for a base of $210K and a 10% bonus, $250K total.", ["L2"]),
        ("I ask for a base of $210K, a package of $231K total.", []),
    ],
)
def test_a_scripts_sum_follows_from_its_parts(tmp_path: Path, words: str, expected: list[str]) -> None:
    """A script's total is taken apart only where it names parts besides the base, and a sign-on may be in it."""
    comp = "    bonus_pct: 10\n    sign_on_low: 10000\n    sign_on_high: 10000\n" + TOTAL.format(
        200_000, 260_000
    )
    assert rules(tmp_path, comp=comp, body=TITLE + STRATEGY.format(words)) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("as_of: 2026-05-23\n", []),
        ("as_of: 2026-05-22\n", [("L4", 5)]),
        ("salary_data_quarter: 2026-Q1\n", [("L4", 5)]),
        ("salary_data_quarter: 2026-Q4\n", [("dates", 5)]),
        ("as_of: 2026-11-23\n", [("dates", 5)]),
        ("next_review_due: 2026-10-31\n", [("L4", 5), ("dates", 5)]),
    ],
)
def test_ages_and_orders_of_dates_are_told(
    tmp_path: Path, dates: str, expected: list[tuple[str, int]]
) -> None:
    """Figures over half a year old, days to come, and a review before the update are told at their line."""
    assert found(tmp_path, top=dates) == expected


def test_an_update_in_the_future_is_told(tmp_path: Path) -> None:
    """A guide cannot have been updated tomorrow."""
    text = GOOD.replace("2026-11-01", "2026-11-23")
    assert [(p.rule, p.line) for p in check_text(tmp_path, text).problems] == [("dates", 4)]


@pytest.mark.parametrize(
    ("austin", "said", "expected"),
    [
        ((161_500, 209_000, 76_000, 133_000), "", [("L6", 12)]),
        ((161_500, 209_000, 76_000, 133_000), "    derived_from: New York\n    factor: 0.95\n", []),
        ((161_500, 209_000, 76_000, 133_000), "    derived_from: New York\n    factor: 0.9\n", [("L6", 18)]),
        ((161_500, 209_000, 76_000, 133_000), "    derived_from: Boston\n    factor: 0.95\n", [("L6", 18)]),
        ((170_000, 220_000, 80_000, 140_000), "", []),
        ((150_000, 210_000, 80_000, 120_000), "", []),
    ],
)
def test_scaled_regions_say_so(
    tmp_path: Path, austin: tuple[int, ...], said: str, expected: list[tuple[str, int]]
) -> None:
    """A region that is another times a factor is told, unless it says so truly; equal or independent figures are not."""
    assert found(tmp_path, comp=EQUITY + AUSTIN.format(*austin) + said) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I'd like a base of $215K.", []),
        ("I'd like a base of $221K.", ["L11", "L7"]),
        ("I'd like a base of $221K in New York.", ["L11", "L7"]),
        ("I have two offers from others.", ["L9"]),
        ("My competing offer is $215K.", ["L9"]),
        ("Could you look at [my note](https://example.com/note)?", []),
        ("Could you match [the other company]?", ["L9"]),
    ],
)
def test_scripts_say_only_what_anybody_may_say(tmp_path: Path, words: str, expected: list[str]) -> None:
    """Numbers outside the band, claims of offers and brackets are told; a link is no bracket."""
    assert rules(tmp_path, body=TITLE + STRATEGY.format(words)) == expected


def test_a_script_may_be_for_one_region(tmp_path: Path) -> None:
    """A number inside the band of the region that the script's title names is right, whatever other regions pay."""
    comp = "  - region: Austin\n    base_low: 150000\n    base_high: 190000\n    currency: USD\n"
    body = STRATEGY.format("I'd like a base of $215K.")
    assert rules(tmp_path, comp=comp, body=TITLE + body) == ["L7"]
    assert rules(tmp_path, comp=comp, body=TITLE + body.replace("Strategy:", "Strategy (New York):")) == []


def test_corrections_may_quote_wrong_numbers(tmp_path: Path) -> None:
    """Under a title that begins with Corrections, the numbers and claims of an older edition are not held against the guide."""
    text = "It said a $90K sign-on, a 15–25% premium and options at 409A; it created Something.\n"
    assert rules(tmp_path, body=f"{TITLE}## Pay\n\n{text}") == ["L10", "L11", "L14", "L16"]
    assert rules(tmp_path, body=f"{TITLE}## Corrections to the original\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 10–15% premium is paid, and a 5–10% premium on top.", ["L10"]),
        ("A premium (10%) is paid.", ["L10"]),
        ("A 10% premium on base is paid.", []),
        ("People of premium skill are paid 10% more.", []),
        ("Growth of 400% makes it a premium place.", []),
    ],
)
def test_premiums_say_of_what(tmp_path: Path, text: str, expected: list[str]) -> None:
    """A percentage called a premium must say what it is a percentage of; other percentages are left alone."""
    assert rules(tmp_path, body=f"{TITLE}## Skills\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| New York | $170K–$220K | $80K–$140K |", []),
        ("| New York | $170,000–$220,000 | $80–140K |", []),
        ("| New York | $170.4K–$220K | $80K–$140K |", ["table"]),
        ("| New York | €170K–€220K | $80K–$140K |", ["table"]),
        ("| New York | $170K–$220K | see below |", ["table"]),
        ("| Boston | $170K–$220K | $80K–$140K |", ["table", "table"]),
    ],
)
def test_the_table_says_what_the_front_matter_says(tmp_path: Path, row: str, expected: list[str]) -> None:
    """Each cell is compared within the rounding it shows, in its currency; rows and regions must match."""
    table = f"| Region | Base | Equity |\n|---|---|---|\n{row}\n"
    assert rules(tmp_path, comp=EQUITY, body=TITLE + table) == expected


def test_a_global_title_needs_a_global_guide(tmp_path: Path) -> None:
    """A title that says Global over figures in one currency is told; over two currencies it is not."""
    berlin = "  - region: Berlin\n    base_low: 90000\n    base_high: 120000\n    currency: EUR\n"
    assert found(tmp_path, body="# Role, Global Guide\n") == [("L13", 13)]
    assert rules(tmp_path, comp=berlin, body="# Role, Global Guide\n") == []


def test_slips_in_keys_are_graver_than_extras(tmp_path: Path) -> None:
    """A key that looks like a known one is an error, since its value is lost; a key of somebody's own is a warning."""
    report = check_text(
        tmp_path, HEAD + "stock_basis: per_year\nrecruiter: Sam\nequity_bases: per_year\n" + COMP + SOURCES
    )
    told = [(problem.severity, problem.message) for problem in report.problems]
    assert told == [
        (Severity.ERROR, "stock_basis is no key of a guide; did you mean equity_basis?"),
        (Severity.WARNING, "recruiter is no key of a guide"),
        (Severity.ERROR, "equity_bases is no key of a guide; did you mean equity_basis?"),
    ]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """Every key that does not fit is told in one go, each at its own line, unknown keys among them."""
    text = """---
company: Larkspur Robotics
role_typ: x
last_updated: 20260901
compensation:
  - region: New York
    base_low: -1
    base_high: many
    currency: usd
  - base_low: 1
---
"""
    report = check_text(tmp_path, text)
    assert not report.is_served
    assert [(problem.rule, problem.line) for problem in report.problems] == [
        ("missing", 1),
        ("wrong-type", 2),
        ("unknown-key", 3),
        ("wrong-type", 4),
        ("out-of-range", 7),
        ("wrong-type", 8),
        ("wrong-type", 9),
        ("missing", 10),
        ("missing", 10),
    ]


def test_a_posting_takes_the_guides_one_currency(tmp_path: Path) -> None:
    """A posting without a currency is in the guide's; where the guide has two, it must say its own."""
    posted = "posted:\n  - {title: Engineer, region: New York, base_low: 1, base_high: 2, where: board, date: 2026-10-01}\n"
    berlin = "  - region: Berlin\n    base_low: 90000\n    base_high: 120000\n    currency: EUR\n"
    assert rules(tmp_path, top=posted) == []
    assert rules(tmp_path, top=posted, comp=berlin) == ["missing"]
