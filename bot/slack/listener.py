"""What every listener has: the conversation, its work in the background, what it has handled, and who speaks where."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Any

from bot.conversation import Conversation
from bot.domain.session import Person, Place, Speaker
from bot.slack.tasks import Tasks

Said = dict[str, Any]  # what Slack says: an event, a click, a form
REMEMBER_SECONDS = 3_600.0
"""Slack delivers an event again at once, after one minute and after five; an hour is ample"""
MOST_REMEMBERED = 100_000


class Seen:
    """Ids handled in the last hour, in this process: an event that Slack delivers again has no second effect."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.when: OrderedDict[str, float] = OrderedDict()

    def is_first(self, name: str) -> bool:
        """Whether an id comes for the first time; it is remembered from now on."""
        now = self.clock()
        old = now - REMEMBER_SECONDS
        while self.when and (len(self.when) >= MOST_REMEMBERED or next(iter(self.when.values())) < old):
            self.when.popitem(last=False)
        if name in self.when:
            return False
        self.when[name] = now
        return True


class Listener:
    """Hears events of one kind."""

    def __init__(self, conversation: Conversation, tasks: Tasks) -> None:
        self.conversation = conversation
        self.tasks = tasks
        self.seen = Seen()


def speaker_of(said: Said, channel: object, *, team: object = "", thread: object = "") -> Speaker:
    """Return the speaker of a command, a click or an event. The person's own workspace wins over the channel's."""
    user = said.get("user") or said.get("user_id") or ""
    whose = user if isinstance(user, dict) else {"id": user}
    home = said.get("user_team") or whose.get("team_id") or said.get("team_id") or said.get("team") or team
    person = Person(team=str(home or ""), user=str(whose.get("id") or ""))
    return Speaker(who=person, place=Place(channel=str(channel or ""), thread=str(thread or "")))
