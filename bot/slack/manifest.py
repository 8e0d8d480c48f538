"""The app manifest: what a workspace installs. Scopes and events are the least that the listeners need."""

from typing import Any

from bot.coach.commands import COMMANDS
from bot.slack.gate import PATH

SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history")
EVENTS = ("app_home_opened", "app_mention", "message.im")
ABOUT = {
    "name": "Negotiation coach",
    "description": "What a job pays, what moves the number, and what to say. Every figure with its source and age.",
    "background_color": "#1f3a33",
}
COACH_ME = "coach_me"
SHORTCUT = {
    "name": "Coach me on this",
    "type": "message",
    "callback_id": COACH_ME,
    "description": "Answers you alone on what this message says",
}
"""commands do not work in threads; this does, on any message"""


def build_manifest(command: str = "/comp", *, url: str | None = None, agent: bool = True) -> dict[str, Any]:
    """Return the manifest for Socket Mode, or for HTTP at `url` (the address without a path).

    `agent=False` leaves out the agent view, which needs a paid plan.
    """
    request = f"{url.rstrip('/')}{PATH}" if url else None
    slash = {
        "command": command,
        "description": "What a job pays, what moves the number, what to say",
        "usage_hint": COMMANDS[0].usage,
        "should_escape": False,
        **({"url": request} if request else {}),
    }
    features: dict[str, Any] = {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Negotiation coach", "always_online": True},
        "slash_commands": [slash],
        "shortcuts": [SHORTCUT],
    }
    if agent:
        features["agent_view"] = {
            "agent_description": "Tells you what a job pays, what moves the number and what to say. Every figure has its source and its age."
        }
    scopes = [scope for scope in SCOPES if agent or scope != "assistant:write"]
    linked = {"request_url": request} if request else {}
    searched = {"message_menu_options_url": request} if request else {}
    return {
        "_metadata": {"major_version": 2},
        "display_information": ABOUT,
        "features": features,
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {
            "event_subscriptions": {**linked, "bot_events": [*EVENTS]},
            "interactivity": {"is_enabled": True, **linked, **searched},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }
