"""The owner's guide loads unchanged, its faults are all found, and our edition keeps everything that is in it."""

import re
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.domain.guide import Guide, GuideBody
from bot.domain.problem import Severity
from tests.library.folder import SEEDS, TODAY, check

OWNERS = "together-ai.ml-ai-engineer.md"
PAIR = ("together-ai", "ml-ai-engineer")
FAULTS = {
    ("L1", 18),
    ("L2", 73),
    ("L3", 17),
    ("L4", 9),
    ("L4", 10),
    ("L5", 8),
    ("L6", 21),
    ("L7", 73),
    ("L8", 73),
    ("L9", 71),
    ("L9", 73),
    ("L10", 64),
    ("L11", 73),
    ("L12", 41),
    ("L13", 46),
    ("L13", 56),
    ("L14", 48),
    ("L15", 14),
    ("L16", 73),
    ("dash", 44),
}
"""rule and line of everything that is wrong in the owner's file; L15 by the employer's postings in seeds/postings"""
NUMBER = re.compile(r"\d[\d.,]*")


def pair(
    owners: Conversation, coach: Conversation
) -> tuple[tuple[Guide, GuideBody], tuple[Guide, GuideBody]]:
    """Return the owner's guide and ours, each with its body."""
    guides = [conversation.edition.guides[PAIR] for conversation in (owners, coach)]
    return (guides[0], owners.edition.body_of(guides[0])), (guides[1], coach.edition.body_of(guides[1]))


def test_each_known_fault_is_found_at_its_line(shared: Path) -> None:
    """Every fault that was found in the owner's file by hand is reported at its line, and nothing else is."""
    (report,) = check(shared / "guides" / OWNERS)
    assert {(problem.rule, problem.line) for problem in report.problems} == FAULTS
    assert {p.rule for p in report.problems if p.severity is Severity.ERROR} == {"L1", "L2", "L3", "L9"}
    assert report.is_served


def test_the_size_of_each_contradiction_is_told(shared: Path) -> None:
    """The amounts worked out by hand stand in the messages: totals, the script's sum, premiums, age, regions."""
    (report,) = check(shared / "guides" / OWNERS)
    told = "\n".join(str(problem) for problem in report.problems)
    for expected in (
        "$34K–$56K more",
        "is $382K, $62K more than the $320K",
        "the front matter says 15%, the table 15–20%, the script 20%",
        "183 days overdue",
        "326 days old, though the guide says it was updated 272 days ago",
        "Seattle is San Francisco × 0.95 and Remote US is San Francisco × 0.90",
        "$245K base is outside the band of Seattle ($179K–$238K) and Remote US ($169K–$225K)",
        "accept $290K, less than the offer of $310K it claims to hold; the ask itself is only 3.2% above",
        "35–55% more if added, 38–62.5% if one is taken on top",
        "$35K in the text is in no field",
    ):
        assert expected in told


def test_our_edition_has_no_error() -> None:
    """Our edition has warnings and notes only for what nobody outside the company can mend."""
    (report,) = check(SEEDS / "guides")
    found = {(problem.rule, problem.severity) for problem in report.problems}
    warnings = {rule for rule, severity in found if severity is Severity.WARNING}
    assert {severity for _, severity in found} == {Severity.WARNING, Severity.NOTE}
    assert warnings == {"L1", "L4", "L10", "undated-posting"}
    assert {rule for rule, severity in found if severity is Severity.NOTE} == {"L12", "L14", "L15"}


def test_the_owners_file_is_served_as_it_is(owners: Conversation) -> None:
    """The owner's file loads unchanged: one guide, no problem in reading it, every part of its body in place."""
    guide = owners.edition.guides[PAIR]
    body = owners.edition.body_of(guide)
    assert owners.edition.problems == ()
    assert [comp.region.display for comp in guide.regions] == ["San Francisco", "Seattle", "Remote US"]
    assert len(body.table) == 4
    assert len(body.levers) == 4
    assert len(body.evidence) == 4
    assert body.title
    assert body.summary
    assert body.strategy
    assert body.level_mapping
    assert [section.title for section in body.sections] == [
        "Negotiation DNA",
        "Together Kernel — The FlashAttention Premium",
    ]


def test_both_editions_give_the_same_figures(owners: Conversation, coach: Conversation) -> None:
    """Base, equity, bonus as the table gives it, and total are the same in every region of both files."""
    (theirs, their_body), (guide, body) = pair(owners, coach)
    for one, other in zip(theirs.regions, guide.regions, strict=True):
        assert one.region == other.region
        for part in ("base", "stated_total"):
            ends = [(band.low.value, band.high.value) for band in (getattr(one, part), getattr(other, part))]
            assert ends[0] == ends[1]
        assert one.equity
        assert other.equity
        assert (one.equity.value.low.value, one.equity.basis) == (
            other.equity.value.low.value,
            other.equity.basis,
        )
        assert one.equity.value.high.value == other.equity.value.high.value
        assert other.target_bonus
        assert (other.target_bonus.low.value, other.target_bonus.high.value) == (15, 20)
    cells = [[tuple(cell.text for cell in row) for row in found.table[1:]] for found in (their_body, body)]
    assert cells[0] == cells[1]
    assert (theirs.last_updated and theirs.last_updated.value) == (
        guide.last_updated and guide.last_updated.value
    )
    assert theirs.oldest_day() == guide.oldest_day()


def test_every_number_of_the_owners_is_kept(shared: Path) -> None:
    """Each number in the owner's file stands in our edition too, be it as a figure or among the corrections."""
    theirs, mine = (
        {found.rstrip(".,") for found in NUMBER.findall(path.read_text("utf-8"))}
        for path in (shared / "guides" / OWNERS, SEEDS / "guides" / "together-ai" / "ml-ai-engineer.md")
    )
    assert theirs - mine == set()


@pytest.mark.parametrize(
    "fact",
    [
        "400%",
        "$3.3B",
        "FlashAttention",
        "Together Kernel",
        "Pre-IPO Equity + Base + Bonus",
        "AI Inference & Optimization",
        "15–25%",
        "20–30%",
        "publication rights for non-proprietary research",
        "GPU budget",
        "$245K",
        "$35K",
        "$88K/year",
        "$310K",
        "$320K",
        "$290K",
        "Stanford HAI",
        "Forbes, The Information 2025",
        "arXiv, Together AI research blog 2025",
        "Levels.fyi",
        "Google ML Engineer L5–L6",
        "Meta ML Engineer E5",
        "OpenAI Research Engineer",
        "Anthropic ML Engineer",
        "Amazon Applied Scientist II–III",
        "DeepMind Research Engineer",
        "quantization",
        "inference",
    ],
)
def test_facts_of_the_owners_are_kept(shared: Path, fact: str) -> None:
    """A fact, source or ask of the owner's guide stands in our edition."""
    ours = (SEEDS / "guides" / "together-ai" / "ml-ai-engineer.md").read_text("utf-8")
    assert fact in ours
    assert (shared / "guides" / OWNERS).is_file()


def test_every_lever_and_source_of_the_owners_is_kept(owners: Conversation, coach: Conversation) -> None:
    """Our edition has a lever for each of the owner's, says what it needs, and cites each of the owner's sources."""
    (_, theirs), (_, mine) = pair(owners, coach)
    matches = {
        "Dual Premium Positioning": "AI and kernel skill together",
        "Pre-IPO Research Equity": "Research equity",
        "FlashAttention Lineage": "FlashAttention lineage",
        "Competing Offer Intensity": "Another written offer",
    }
    assert [lever.name for lever in theirs.levers] == list(matches)
    assert [lever.name for lever in mine.levers] == list(matches.values())
    assert all(lever.needs for lever in mine.levers)
    assert len(mine.evidence) >= len(theirs.evidence)


def test_our_edition_speaks_in_its_own_words(shared: Path) -> None:
    """No long run of the owner's words is copied, names and cited titles apart."""
    theirs = (shared / "guides" / OWNERS).read_text("utf-8").split("### ")[1].split("**Evidence")[0]
    mine = " ".join((SEEDS / "guides" / "together-ai" / "ml-ai-engineer.md").read_text("utf-8").split())
    words = [
        word
        for line in theirs.splitlines()
        if not line.startswith(("|", "**Level", "**Negotiation DNA:"))
        for word in [*line.split(), "\n"]
    ]
    runs = [" ".join(words[at : at + 12]) for at in range(len(words) - 11) if "\n" not in words[at : at + 12]]
    assert [run for run in runs if run in mine] == []


def test_age_is_an_input(coach: Conversation) -> None:
    """The same guide is overdue on the one day and not on the other."""
    guide = coach.edition.guides[PAIR]
    late = {problem.rule for problem in coach.edition.problems_of(guide, TODAY)}
    early = {problem.rule for problem in coach.edition.problems_of(guide, TODAY.replace(month=2, day=24))}
    assert "L4" in late
    assert "L4" not in early
