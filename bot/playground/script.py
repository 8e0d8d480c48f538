"""Does what a text file says, as the page does it, and prints the conversation.

One step a line; blank lines and lines that begin with # are skipped. A step begins with a person (`ana`, `ben`)
and may name a place: `#general`, `#offers`, `dm`, or `thread` for the thread of the last message there; without
one, that person stays where they were. A label may be shortened to how it begins.

    ana #general: /comp together-ai ml-engineer      send a message or a command
    ana clicks "What to say"                         press a button, in the newest message that has it
    ana selects "Seattle"                            choose an option of a select or of a ⋯ menu
    ana fills "Base" with "215000"                   fill a field of the open modal, by its label
    ana submits                                      submit the open modal; `ana closes` closes it
    ana opens home                                   look at the app's Home tab
    ana uses "Ask the coach"                         use a shortcut; a message shortcut, on the last message
    ben #general sees "Together AI"                  stop with the line's number unless Ben can read that there
    ben #general misses "Only for Ana"               stop with the line's number if Ben can read that there
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace

from bot.errors import CoachError
from bot.playground.deeds import DEEDS, link_names
from bot.playground.elements import elements_of, labels_of
from bot.playground.office import PEOPLE, Office
from bot.playground.plain import blocks_to_lines, to_lines
from bot.playground.values import BOT_USER, Json, Message, Place, RefusalError
from bot.playground.workspace import Workspace

_STEP = re.compile(
    r'(?P<who>\w+)(?: (?P<place>#[\w-]+|dm|thread))?(?:: (?P<said>.+)| (?P<verb>[a-z]+)(?: home| "(?P<what>.*?)")?'
    r'(?: with "(?P<value>.*)")?)'
)
_VERBS = {"clicks", "selects", "fills", "submits", "closes", "opens", "uses", "sees", "misses"}
_PATIENCE = 3.0  # seconds that a step waits for the app's first answer
_QUIET = 0.12  # seconds without news after which the app is taken to have finished


class ScriptError(CoachError):
    """A line of a script cannot be done, or did not come out as it says. The message names the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    line: int
    who: str
    place: str
    verb: str
    what: str
    value: str

    def fault(self, why: str) -> ScriptError:
        return ScriptError(f"line {self.line}: {why}", remedy="Correct the line, or what it tries out.")


async def play_script(workspace: Workspace, lines: Iterable[str]) -> AsyncIterator[str]:
    """Play a script in a started workspace; yield the conversation line by line; raise ScriptError."""
    player = _Player(workspace.office)
    for step in list(_read(lines)):
        for line in await player.play(step):
            yield line


def _read(lines: Iterable[str]) -> Iterator[_Step]:
    ids = {person.name: person.id for person in PEOPLE}
    for number, line in enumerate(lines, 1):
        if not (text := line.strip()) or text.startswith("#"):
            continue
        found = _STEP.fullmatch(text)
        if not found or found["who"] not in ids or (found["verb"] or "opens") not in _VERBS:
            remedy = 'Write it as `ana #general: text` or `ana clicks "label"`, with ana or ben.'
            raise ScriptError(f"line {number}: this is no step: {text}", remedy=remedy)
        parts = {name: found[name] or "" for name in ("place", "value")}
        verb, what = found["verb"] or "says", found["said"] or found["what"] or ""
        yield _Step(line=number, who=ids[found["who"]], verb=verb, what=what, **parts)


class _Player:
    """Plays steps; remembers where each person is, and what the open modal was filled with."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._rooms = {f"#{room.name}": room.id for room in office.rooms.values() if not room.is_im}
        begun = self._rooms["#general"]
        self._places = {person.id: Place(user=person.id, room=begun) for person in PEOPLE}
        self._filled: dict[str, list[str]] = {}

    async def play(self, step: _Step) -> list[str]:
        """Do one step and return what it prints."""
        self._places[step.who] = self._go(step) if step.place else self._places[step.who]
        if step.verb in ("sees", "misses"):
            return self._check(step)
        with self._office.follow(step.who) as changes:
            await self._do(step)
            news = await self._gather(step, changes)
        return [self._tell(step), "", *(line for change in news for line in self._print(step, change))]

    def _go(self, step: _Step) -> Place:
        rooms = {**self._rooms, "dm": self._office.dm_of(step.who).id}
        if step.place != "thread":
            if step.place not in rooms:
                raise step.fault(f"there is no {step.place}")
            return Place(user=step.who, room=rooms[step.place])
        if not (said := self._seen(step, shared=True)):
            raise step.fault("there is no message to open a thread on")
        return replace(self._places[step.who], thread_ts=said[-1].thread_ts or said[-1].ts)

    def _seen(self, step: _Step, *, shared: bool = False) -> list[Message]:
        """List what the person sees where they are; or of it, what others see too."""
        seen = self._office.seen(step.who, self._places[step.who].room)
        return [message for message in seen if not (shared and message.only_for)]

    def _check(self, step: _Step) -> list[str]:
        lines = [to_lines(message, self._office.name_of) for message in self._seen(step)]
        shown = "\n".join(line for drawn in lines for line in drawn)
        if (_bare(step.what) in _bare(shown)) != (step.verb == "sees"):
            verb = "does not see" if step.verb == "sees" else "sees"
            raise step.fault(f'{self._office.name_of(step.who)} {verb} "{step.what}"')
        return []

    async def _do(self, step: _Step) -> None:
        match step.verb:
            case "says":
                await self._try(step, "say", {"text": step.what})
            case "clicks" | "selects":
                await self._try(step, "act", self._find(step))
            case "fills":
                self._fill(step)
            case "submits":
                body = {"view": self._modal(step)["id"], "chosen": self._filled}
                if faults := (await self._try(step, "submit", body))["faults"]:
                    raise step.fault("; ".join(f"{name}: {text}" for name, text in faults.items()))
                self._filled = {}
            case "closes":
                await self._try(step, "close", {"view": self._modal(step)["id"]})
            case "opens":
                await self._try(step, "open", {"tab": "home"})
            case _:  # "uses", the last of _VERBS
                await self._try(step, "shortcut", self._find_shortcut(step))

    async def _try(self, step: _Step, deed: str, body: Json) -> Json:
        try:
            return await DEEDS[deed](self._office, self._places[step.who], body) or {}
        except RefusalError as refusal:
            raise step.fault(f"refused: {refusal}") from None

    def _modal(self, step: _Step) -> Json:
        if not (stack := self._office.stacks[step.who]):
            raise step.fault("no modal is open")
        return stack[-1]

    def _surfaces(self, step: _Step) -> Iterator[tuple[Json, list[Json]]]:
        """Yield where elements may be, newest first: the open modal alone, else messages and Home."""
        stack, home = self._office.stacks[step.who], self._office.homes.get(step.who)
        if not stack:
            yield from (({"ts": message.ts}, list(message.blocks)) for message in reversed(self._seen(step)))
        for view in stack[-1:] or filter(None, [home]):
            yield {"view": view["id"]}, view["blocks"]

    def _find(self, step: _Step) -> Json:
        for where, blocks in self._surfaces(step):
            for block, element in elements_of(blocks):
                for label, value in labels_of(element):
                    if label.startswith(step.what):
                        ids = {"block": block["block_id"], "action": element["action_id"]}
                        return {**where, **ids, "values": [value], "chosen": self._filled}
        raise step.fault(f'nothing to press or choose is labelled "{step.what}"')

    def _fill(self, step: _Step) -> None:
        for block in self._modal(step)["blocks"]:
            if block["type"] == "input" and block["label"]["text"].startswith(step.what):
                value = dict(labels_of(block["element"])).get(step.value, step.value)
                self._filled[f"{block['block_id']}/{block['element']['action_id']}"] = [value]
                return
        raise step.fault(f'no field is labelled "{step.what}"')

    def _find_shortcut(self, step: _Step) -> Json:
        said = self._seen(step, shared=True)
        for shortcut in self._office.shortcuts:
            if shortcut["name"].startswith(step.what):
                ts = said[-1].ts if said and shortcut["type"] == "message" else ""
                return {"callback_id": shortcut["callback_id"], "ts": ts}
        raise step.fault(f'there is no shortcut "{step.what}"')

    async def _gather(self, step: _Step, changes: asyncio.Queue[Json]) -> list[Json]:
        """Wait for what the step brings about, until it has been quiet; keep the last state of each thing."""
        news: dict[str, Json] = {}
        wait = _PATIENCE if self._expects(step) else _QUIET
        while True:
            try:
                change = await asyncio.wait_for(changes.get(), wait)
            except TimeoutError:
                return list(news.values())
            message = change.get("message")
            if message.author != step.who if message else change["kind"] in ("views", "home", "trouble"):
                news[message.ts if message else change["kind"]] = change
                wait = _QUIET

    def _expects(self, step: _Step) -> bool:
        room = self._office.rooms[self._places[step.who].room]
        spoken = step.verb == "says" and not step.what.startswith("/")
        is_called = room.is_im or BOT_USER in link_names(self._office, step.what)
        return step.verb != "fills" and (is_called or not spoken)

    def _tell(self, step: _Step) -> str:
        name, place = self._office.name_of(step.who), self._places[step.who]
        if step.verb == "says":
            room = self._office.rooms[place.room]
            where = "in a thread" if place.thread_ts else "directly" if room.is_im else f"in #{room.name}"
            return f"{name} {where}: {step.what}"
        what = f" [{step.what}]" if step.what else " Home" if step.verb == "opens" else ""
        return f"{name} {step.verb}{what}{f': {step.value}' if step.value else ''}"

    def _print(self, step: _Step, change: Json) -> list[str]:
        office, stack = self._office, self._office.stacks[step.who]
        head, blocks = "[Modal closed]", []
        match change["kind"]:
            case "trouble":
                head = f"[refused] {change['name']}: {change['trouble']}"
            case "home":
                head, blocks = "[Home]", office.homes[step.who]["blocks"]
            case "views" if stack:
                head, blocks = f"[Modal] {stack[-1]['title']['text']}", stack[-1]["blocks"]
        lines = blocks_to_lines(blocks, office.name_of)
        if message := change.get("message"):
            head, lines = self._name(step, change["kind"], message), to_lines(message, office.name_of)
        return [head, *(f"    {line}".rstrip() for line in lines), ""]

    def _name(self, step: _Step, kind: str, message: Message) -> str:
        """Say who says a message, and who sees it where."""
        office = self._office
        only = f"only {office.name_of(step.who)} sees this" if message.only_for else ""
        where = "" if message.in_room or office.is_chat(message.room) else "in the thread"
        notes = ", ".join(filter(None, (only, where, kind.replace("message", ""))))
        return f"{office.name_of(message.author)}{f' ({notes})' if notes else ''}:"


def _bare(text: str) -> str:
    """Leave out marks of emphasis, which nobody reads."""
    return re.sub(r"[*_~`]", "", text)
