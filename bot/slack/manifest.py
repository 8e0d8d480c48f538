"""The app manifest: manifest.toml, with what depends on the workspace."""

from copy import deepcopy
from typing import Any

from bot.coach.commands import COMMANDS
from bot.domain.written import read_written
from bot.slack.gate import PATH

WRITTEN: dict[str, Any] = read_written(__file__)
SCOPES: list[str] = WRITTEN["oauth_config"]["scopes"]["bot"]
EVENTS: list[str] = WRITTEN["settings"]["event_subscriptions"]["bot_events"]
COACH_ME: str = WRITTEN["features"]["shortcuts"][0]["callback_id"]


def build_manifest(command: str = "/comp", *, url: str | None = None, agent: bool = True) -> dict[str, Any]:
    """Return the manifest for Socket Mode, or for HTTP at `url` (the address without a path).

    `agent=False` leaves out the agent view, which needs a paid plan.
    """
    manifest = deepcopy(WRITTEN)
    features, settings = manifest["features"], manifest["settings"]
    slash, interactivity = features["slash_commands"][0], settings["interactivity"]
    slash |= {"command": command, "usage_hint": COMMANDS[0].usage}
    if not agent:
        del features["agent_view"]
        manifest["oauth_config"]["scopes"]["bot"].remove("assistant:write")
    if url:
        slash["url"] = request = f"{url.rstrip('/')}{PATH}"
        settings["socket_mode_enabled"] = False
        settings["event_subscriptions"]["request_url"] = request
        interactivity |= {"request_url": request, "message_menu_options_url": request}
    return manifest
