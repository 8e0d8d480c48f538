"""What employers published themselves stands beside every guide of theirs."""

from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.errors import SeedsError
from bot.library.postings import read_postings

HEAD = "company,title,region,currency,base_low,base_high,published,where\n"
ROW = "acme,Baker,Berlin,EUR,50000,60000,2026-05-01,their board\n"


def test_the_owners_guide_stands_beside_its_employers_postings(owners: Conversation) -> None:
    """A guide that names no posting is shown with those its employer published, each with its date."""
    guide = owners.edition.guides["together-ai", "ml-ai-engineer"]
    beyond = guide.posted_beyond(guide.regions[0])
    assert beyond is not None
    assert (str(beyond.base.high.money.amount), str(beyond.published and beyond.published.value)) == (
        "270000",
        "2026-05-14",
    )


def test_a_posting_named_by_the_guide_is_not_told_twice(coach: Conversation) -> None:
    """Our edition names its postings itself; none of them comes a second time."""
    titles = [p.title.text for p in coach.edition.guides["together-ai", "ml-ai-engineer"].posted]
    assert len(titles) == len(set(titles)) == 3


@pytest.mark.parametrize(
    "row",
    [
        ROW.replace("50000", "70000"),
        ROW.replace("50000", "much"),
        ROW.replace("50000", "NaN"),
        ROW.replace("2026-05-01", ""),
        ROW.replace("EUR", "euro"),
        "acme,Baker\n",
    ],
)
def test_a_row_that_is_no_posting_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    """Low above high, a number that is none, a missing date or a cut row stop the reading, with file and line."""
    (tmp_path / "x.csv").write_text(HEAD + ROW + row, "utf-8")
    with pytest.raises(SeedsError, match=r"x\.csv:3"):
        read_postings(tmp_path)


def test_no_folder_means_no_postings(tmp_path: Path) -> None:
    """Postings are optional."""
    assert read_postings(tmp_path / "none") == {}
