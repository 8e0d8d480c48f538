"""The workspace's memory: who is in it, what was said, which views are open. It tells readers of every change."""

import asyncio
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.playground.kit import read_view
from bot.playground.link import Link, Timing, UnansweredError
from bot.playground.values import APP, BOT_USER, TEAM, Json, Message, Person, Place, RefusalError, Room

PEOPLE = (
    Person(id="U0ANAMORAL", name="ana", real_name="Ana Morales"),
    Person(id="U0BENOKAFR", name="ben", real_name="Ben Okafor"),
)
_MOST_OPEN = 3  # one modal and two pushed on it: docs.slack.dev/surfaces/modals
_WORKSPACE = Person(id="USLACKBOT", name="workspace", real_name="Workspace", is_bot=True)
_INSTALLED = {"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
_ALL_EVENTS = ("app_home_opened", "app_mention", "message.im", "message.channels")


@dataclass(slots=True, kw_only=True)
class Passes:
    """Passes of one kind: each is good for `seconds` and `uses`; `spent` is Slack's word."""

    now: Callable[[], float]
    name: str
    spent: str
    seconds: float
    uses: int
    _given: dict[str, tuple[Place, float]] = field(default_factory=dict)  # where, and until when
    _used: Counter[str] = field(default_factory=Counter)

    def give(self, place: Place) -> str:
        """Make a pass for what was done at this place."""
        key = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._given[key] = place, self.now() + self.seconds
        return key

    def use(self, key: str) -> Place:
        """Spend one use of a pass; return where it was given, or refuse."""
        if key not in self._given:
            raise RefusalError(f"invalid_{self.name}")
        place, until = self._given[key]
        if self._used[key] >= self.uses:
            raise RefusalError(f"{self.spent}_{self.name}")
        if self.now() > until:
            raise RefusalError(f"expired_{self.name}")
        self._used[key] += 1
        return place


class Office:
    """One workspace with one app in it, as its manifest declares it; without `bot_events` it hears everything."""

    def __init__(self, manifest: Json, timing: Timing, now: Callable[[], float] = time.time) -> None:
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        self.app_name: str = features.get("bot_user", {}).get("display_name", "coach")
        self.commands: list[Json] = features.get("slash_commands", [])
        self.shortcuts: list[Json] = features.get("shortcuts", [])
        self.is_agent = "agent_view" in features
        self.has_home: bool = features.get("app_home", {}).get("home_tab_enabled", True)
        self._events = settings.get("event_subscriptions", {}).get("bot_events", _ALL_EVENTS)
        self.timing, self.now = timing, now
        self.base_url = ""  # known once the server listens
        self.link = Link(timing, self.note)
        self.triggers = Passes(now=now, name="trigger_id", spent="exchanged", seconds=timing.trigger, uses=1)
        # Five uses in 30 minutes: docs.slack.dev/interactivity/handling-user-interaction
        self.urls = Passes(now=now, name="url", spent="used", seconds=timing.response_url, uses=5)
        bot = Person(id=BOT_USER, name=self.app_name, real_name=self.app_name, is_bot=True)
        self.people = {person.id: person for person in (*PEOPLE, bot, _WORKSPACE)}
        self.rooms = {room.id: room for room in _furnish()}
        self.messages: dict[tuple[str, str], Message] = {}
        self.homes: dict[str, Json] = {}
        self.stacks: dict[str, list[Json]] = {person.id: [] for person in PEOPLE}
        self.prompts: dict[str, list[Json]] = {}
        self.doing: dict[str, str] = {}  # by room, the status that the app shows there until it answers
        self.chats: dict[str, str] = {}  # by room, the thread that is an agent's present chat
        self.offers: dict[str, list[Json]] = {}  # what the app offered in external selects, by element
        self.log: deque[Json] = deque(maxlen=100)  # what went between app and workspace, for the inspector
        self._readers: list[tuple[str, asyncio.Queue[Json]]] = []
        self._last_ts = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def tell(self, kind: str, only_for: str | None = None, **what: object) -> None:
        """Tell every reader what changed, or those of one person."""
        for user, changes in self._readers:
            if only_for in (None, user):
                changes.put_nowait({"kind": kind, **what})

    @contextmanager
    def follow(self, user: str) -> Iterator[asyncio.Queue[Json]]:
        """Read the changes that this person may see, from now on: for one open page, or one running script."""
        reader = (user, asyncio.Queue[Json]())
        self._readers.append(reader)
        try:
            yield reader[1]
        finally:
            self._readers.remove(reader)

    def next_ts(self) -> str:
        """Make a message id: seconds with six digits, later than every one before."""
        self._last_ts = max(int(self.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def post(self, message: Message) -> Message:
        """Put a message in its place, new or in place of the old one with its ts."""
        self.messages[message.room, message.ts] = message
        if message.kind == "app":
            self.doing.pop(message.room, None)
        self.tell("message", message.only_for or self.rooms[message.room].owner, message=message)
        return message

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self.messages.pop((message.room, message.ts), None)
        self.tell("removed", message.only_for or self.rooms[message.room].owner, message=message)

    def notify(self, user: str, room: str, text: str, thread_ts: str | None = None) -> None:
        """Tell one person something in the workspace's own voice."""
        to: Json = {"room": room, "thread_ts": thread_ts, "only_for": user}
        self.post(Message(ts=self.next_ts(), author=_WORKSPACE.id, text=text, kind="notice", **to))

    def name_of(self, found: str) -> str:
        """Call a person or room by name; an unknown one by its id."""
        known = self.people.get(found) or self.rooms.get(found)
        return known.name if known else found

    def dm_of(self, user: str) -> Room:
        """Find the room of this person's direct messages with the app."""
        return next(room for room in self.rooms.values() if room.owner == user)

    def seen(self, user: str, room: str) -> list[Message]:
        """List what this person sees in a room, threads included, oldest first; without a user, what all see."""
        mine = (message for message in self.messages.values() if message.room == room)
        return sorted((m for m in mine if m.only_for in (None, user)), key=lambda m: m.ts)

    def count_replies(self, parent: Message) -> int:
        """Count the replies in a message's thread."""
        same = (m for m in self.messages.values() if m.thread_ts == parent.ts != m.ts)
        return sum(m.room == parent.room and not m.only_for for m in same)

    def is_chat(self, room: str) -> bool:
        """Tell whether this is an agent's direct messages, where Slack shows a thread as one conversation."""
        return self.is_agent and self.rooms[room].is_im

    def views(self) -> list[tuple[str, Json]]:
        """List every modal and every Home, each after the person who sees it."""
        modals = [(user, view) for user, stack in self.stacks.items() for view in stack]
        return [*modals, *self.homes.items()]

    def push_view(self, user: str, given: object) -> Json:
        """Put a modal on this person's stack; refuse a fourth."""
        view, stack = read_view(given, "modal"), self.stacks[user]
        if len(stack) >= _MOST_OPEN:
            raise RefusalError("push_limit_reached")
        if view["external_id"] in {one["external_id"] for _, one in self.views()} - {""}:
            raise RefusalError("duplicate_external_id")
        stack.append(_name_view(view, stack))
        self.tell("views", user)
        return stack[-1]

    def publish_view(self, user: str, given: object, seal: str) -> Json:
        """Put contents in this person's Home."""
        if home := self.homes.get(user):
            return self.replace_view(home["id"], given, seal=seal)
        self.homes[user] = _name_view(read_view(given, "home"), [])
        self.tell("home", user)
        return self.homes[user]

    def replace_view(self, name: str, given: object, *, key: str = "id", seal: str = "") -> Json:
        """Put new contents in the view of this name; with a `seal` (Slack's `hash`) only if nobody did so meanwhile."""
        for user, view in self.views():
            if view[key] == name:
                if seal not in ("", view["hash"]):
                    raise RefusalError("hash_conflict")
                view.update(read_view(given, view["type"]))
                self.tell("home" if view["type"] == "home" else "views", user)
                return dict(view)
        raise RefusalError("not_found")

    def note(self, toward: str, name: str, sent: object, answer: object, trouble: str = "") -> None:
        """Keep what went over the wire for the inspector; trouble also raises the page's banner."""
        self.log.append({"toward": toward, "name": name, "sent": sent, "answer": answer, "trouble": trouble})
        self.tell("trouble" if trouble else "exchange", name=name, trouble=trouble)

    def refused(self, name: str, sent: object, refusal: RefusalError) -> Json:
        """Make the answer to something refused, and show it in the page."""
        answer: Json = {"ok": False, "error": refusal.error}
        if messages := list(refusal.messages):
            answer |= {"response_metadata": {"messages": messages}, "errors": messages}
        self.note("in", name, sent, answer, "; ".join((refusal.error, *messages)))
        return answer

    def announce(self, room: str, event: Json) -> Json:
        """Send the app a message event, its own messages included, as Slack does; return it."""
        kind = "im" if self.rooms[room].is_im else "channel"
        told = {"type": "message", "channel": room, **event, "channel_type": kind}
        self.emit("message.im" if kind == "im" else "message.channels", told)
        return told

    def emit(self, subscription: str, event: Json) -> None:
        """Send an event to the app if it subscribed to it; retried when unanswered, as Slack does."""
        if subscription in self._events:
            work = self._deliver({**event, "event_ts": event.get("ts") or self.next_ts()})
            task = asyncio.get_running_loop().create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, event: Json) -> None:
        about = {"type": "event_callback", "team_id": TEAM, "api_app_id": APP, "token": "unused"}
        identity = {"event_id": f"Ev{self.next_ts().replace('.', '')}", "event_time": int(self.now())}
        authorizations = [{**_INSTALLED, "enterprise_id": None}]
        payload = {**about, **identity, "event": event, "authorizations": authorizations}
        for attempt, wait in enumerate((0.0, *self.timing.retries)):
            await asyncio.sleep(wait)
            try:
                await self.link.send("events_api", payload, retry=(attempt, "timeout" if attempt else ""))
            except UnansweredError as why:
                self.note("out", event["type"], event, None, f"{event['type']} was not acknowledged: {why}")
                if str(why) != "dispatch_failed":
                    continue
            return

    async def close(self) -> None:
        """Stop everything that still runs."""
        for task in tuple(self._tasks):
            task.cancel()
        await self.link.close()


def _name_view(view: Json, stack: list[Json]) -> Json:
    """Give a new view its id, and those of what it lies on."""
    name = f"V{secrets.token_hex(5).upper()}"
    root, below = (stack[0]["id"], stack[-1]["id"]) if stack else (name, None)
    return {**view, "id": name, "root_view_id": root, "previous_view_id": below}


def _furnish() -> list[Room]:
    everyone = frozenset(person.id for person in PEOPLE)
    general = Room(id="C0GENERAL0", name="general", members=everyone | {BOT_USER})
    offers = Room(id="C0OFFERS00", name="offers", members=everyone)
    twos = [(p, frozenset({p.id, BOT_USER})) for p in PEOPLE]
    own = (Room(id=f"D{p.id[1:]}", name=p.name, members=two, owner=p.id) for p, two in twos)
    return [general, offers, *own]
