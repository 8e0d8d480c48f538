"""Follow-ups: a short remark is about what the person was just talking about, and about nobody else's talk."""

import pytest

from tests.drivers import Door, Slack


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("and in Seattle?", "ML/AI Engineer · Together AI · Seattle"),
        ("what about remote", "ML/AI Engineer · Together AI · Remote US"),
        ("levers?", "What moves it · ML/AI Engineer · Together AI"),
        ("sources", "Where these numbers come from"),
        ("for L6?", "this is not a figure for l6"),
    ],
)
def test_a_remark_leans_on_the_job_talked_about(door: Door, remark: str, expected: str) -> None:
    """After a job was looked up, a region, a level or a bare command is about that job."""
    door.command("/comp together-ai ml-engineer")
    door.command(f"/comp {remark}")
    assert expected.casefold() in door.replies[-1].text.casefold()


def test_the_region_stays_until_another_is_named(door: Door) -> None:
    """Levers after Seattle are Seattle's, and going back keeps the region."""
    door.command("/comp together-ai ml-engineer seattle")
    door.command("/comp say")
    assert "$179,000" in door.replies[-1].text


def test_nothing_leaks_between_people_places_or_workspaces(slack: Slack) -> None:
    """Another person, or the same person in another channel or thread, has nothing to lean on."""
    slack.command("/comp together-ai ml-engineer", user="U8", channel="C8")
    for user, channel in (("U9", "C8"), ("U8", "C9")):
        slack.command("/comp and in seattle?", user=user, channel=channel)
        assert "Together AI" not in slack.replies[-1].text
    slack.mention("together-ai mle", user="U8", channel="C7", ts="70.0")
    slack.mention("and in seattle?", user="U8", channel="C7", ts="71.0")
    assert "Together AI" not in slack.replies[-1].text
    slack.mention("and in seattle?", user="U8", channel="C7", ts="72.0", thread_ts="70.0")
    assert "Together AI · Seattle" in slack.replies[-1].text


def test_a_direct_message_is_one_conversation(slack: Slack) -> None:
    """In a DM a follow-up works whether or not it is written in the thread."""
    slack.dm("together ai mle", user="U6", ts="60.0")
    slack.dm("and remote?", user="U6", ts="61.0")
    assert "Remote US" in slack.replies[-1].text
    slack.dm("and seattle?", user="U6", ts="62.0", thread_ts="60.0")
    assert "Seattle" in slack.replies[-1].text


def test_without_anything_to_lean_on_a_remark_is_answered_kindly(door: Door) -> None:
    """A lone region is not made into a job."""
    door.command("/comp and in berlin?")
    assert "I couldn't find a company or a role" in door.replies[-1].text
