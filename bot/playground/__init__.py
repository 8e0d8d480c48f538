"""A Slack workspace on this machine: Web API, Socket Mode, and a page in the browser.

It refuses what Slack refuses, and shares no code with the app it tries out: neither Slack's SDK nor our own door.
`Workspace` is the server; `play_script` drives it from a text file.
"""

from bot.playground.link import Timing
from bot.playground.script import ScriptError, play_script
from bot.playground.workspace import PlaygroundError, Workspace

__all__ = ["PlaygroundError", "ScriptError", "Timing", "Workspace", "play_script"]
