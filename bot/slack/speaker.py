"""Who speaks and where, read from what Slack delivers."""

from typing import Any

from bot.domain.session import Person, Place, Speaker


def speaker_of(said: dict[str, Any], channel: object, *, team: object = "", thread: object = "") -> Speaker:
    """Return the speaker of a command, a click or an event. The person's own workspace wins over the channel's."""
    user = said.get("user") or said.get("user_id") or ""
    whose = user if isinstance(user, dict) else {"id": user}
    home = said.get("user_team") or whose.get("team_id") or said.get("team_id") or said.get("team") or team
    person = Person(team=str(home or ""), user=str(whose.get("id") or ""))
    return Speaker(who=person, place=Place(channel=str(channel or ""), thread=str(thread or "")))
