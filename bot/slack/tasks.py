"""Work after the acknowledgement: tracked, so that a shutdown can wait for it, with one net under it."""

import asyncio
import logging
import secrets
import traceback
from collections.abc import Callable, Coroutine

from slack_sdk.errors import SlackApiError

log = logging.getLogger(__name__)

DRAIN_SECONDS = 20
"""time for work under way when the process is asked to stop; hosts kill 30 seconds after SIGTERM"""

TellAboutFault = Callable[[str], Coroutine[None, None, None]]


class Tasks:
    """The background tasks of one process."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[None, None, None], tell: TellAboutFault | None = None) -> None:
        """Begin work now and return at once. A fault is logged without its text; `tell` gets its id."""
        task = asyncio.get_running_loop().create_task(catch(work, tell))
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def drain(self) -> None:
        """Wait for the work under way, for a bounded time."""
        if self.running:
            await asyncio.wait(self.running, timeout=DRAIN_SECONDS)


async def catch(work: Coroutine[None, None, None], tell: TellAboutFault | None) -> None:
    """Do the work; log any fault with an id, and tell the person that id where they can be told."""
    try:
        await work
    except Exception as fault:  # noqa: BLE001 - the background task's net
        name = record(fault)
        if tell is not None:
            await catch(tell(name), None)


def record(fault: BaseException) -> str:
    """Log where a fault came from, without its text, which may hold amounts. Return the id it is logged under."""
    name = secrets.token_hex(4)
    frames = traceback.extract_tb(fault.__traceback__)
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
    log.error("fault %s: %s at %s", name, kind_of(fault), where)
    return name


def kind_of(fault: BaseException) -> str:
    """Return what kind of fault it is, with Slack's own word for a refusal, such as invalid_auth."""
    kind = type(fault).__name__
    return f"{kind} ({word_of(fault)})" if isinstance(fault, SlackApiError) else kind


def word_of(refusal: SlackApiError) -> str:
    """Return Slack's own word for a refusal; a page that a proxy sent in its place has none."""
    told = getattr(refusal.response, "data", None)
    return str(told.get("error")) if isinstance(told, dict) else "unreadable"
