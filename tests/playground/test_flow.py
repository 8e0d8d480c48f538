"""What happens between a person and a real Bolt app over Socket Mode."""

from tests.playground.demo import Demo
from tests.playground.drivers import BEN, DM, GENERAL, Site, until


def test_a_commands_answer_is_seen_by_its_sender_alone(site: Site, demo: Demo) -> None:
    """An ephemeral acknowledgement of /comp is seen by Ana, not by Ben."""
    site.say("/comp together-ai ml-engineer")
    mine = until(lambda: [m for m in site.seen() if m.kind == "app"])
    assert mine[0].only_for
    assert "Together AI" in mine[0].blocks[0]["text"]["text"]
    assert site.seen(BEN) == []
    assert demo.heard[0]["text"] == "together-ai ml-engineer"
