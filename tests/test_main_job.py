"""The product's one sentence, at both doors."""

from tests.drivers import Door


def test_a_company_and_a_role_are_answered_with_pay_moves_and_words(door: Door) -> None:
    """`/comp together-ai ml-engineer` says what the job pays, what moves it, what to say, and how old it is."""
    door.command("/comp together-ai ml-engineer")
    text = door.replies[-1].text
    for expected in (
        "ML/AI Engineer · Together AI · San Francisco",
        "Base $188K–$250K · Bonus 15–20% · Total, as the guide states it, $232K–$322K a year",
        "doesn't say if that is per year or a four-year grant",
        "What moves it Another written offer · your level",
        "What level is this role",
        "Weak data: 2025 Q4, one unlinked source, review 183 days overdue.",
    ):
        assert expected in text
    assert door.replies[-1].labels[:2] == ("Check my offer", "What to say")
