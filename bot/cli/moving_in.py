"""The coach moves into a workspace on this machine, by Socket Mode, as it would into a real one."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.bootstrap import connection, open_conversation, today
from bot.config import Settings
from bot.conversation import Conversation
from bot.playground import Workspace
from bot.slack.app import open_app
from bot.slack.socket import linked
from bot.slack.tasks import Tasks


def move_in(
    workspace: Workspace, settings: Settings, *, guides: Path | None, day: date | None
) -> AbstractAsyncContextManager[object]:
    """Return the real app over the settings' seeds, to be linked to the workspace."""
    conversation = open_conversation(settings, guides=guides, clock=(lambda: day) if day else today)
    conversation.begin()
    return moved_in(workspace, conversation, settings)


def moved_in(
    workspace: Workspace, conversation: Conversation, settings: Settings
) -> AbstractAsyncContextManager[object]:
    """Return the real app over a conversation, to be linked to the workspace."""
    own = {name: getattr(workspace, name) for name in ("api_url", "bot_token", "app_token")}
    tasks, reached = Tasks(), replace(connection(settings), **own)
    return linked(open_app(conversation, reached, tasks), reached, tasks)
