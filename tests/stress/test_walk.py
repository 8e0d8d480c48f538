"""Five thousand generated offers through every way in: the long run of what test_leaks tries with a hundred."""

import os
from random import Random

import pytest

from tests.drivers import Slack
from tests.walks import WAYS, Logged, converse, tell, walk

pytestmark = pytest.mark.stress
PARTS = 20
MANY = int(os.environ.get("COACH_LEAKS", "5000"))
"""offers walked through every way in"""


@pytest.mark.parametrize("part", range(PARTS))
def test_many_offers_leave_nothing_behind(watched: Slack, logged: Logged, part: int) -> None:
    """Each by command, mention, message, shortcut, form, fault and terminal, in any order: no crash, no number from nowhere, no amount elsewhere."""
    for number in range(part, MANY, PARTS):
        chance = Random(number)
        told, ways = tell(chance), chance.sample(WAYS, len(WAYS))
        try:
            walk(watched, logged, told, chance, *ways)
            converse(watched, told, chance)
        except AssertionError as fault:
            fault.add_note(f"offer {number}: {told.line}")
            raise
