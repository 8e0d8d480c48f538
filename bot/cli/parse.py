"""`coach parse`: what was understood, and why."""

import json
import sys
from collections.abc import Iterable
from typing import Annotated

from rich.console import Console
from rich.table import Table
from typer import Argument, Option

from bot.cli.options import GuidesOption
from bot.cli.talk import open_coach
from bot.coach.topics import settle, wants_advice
from bot.conversation import Conversation
from bot.domain.amounts import Day, Length, Percent, Quantity, Shares, YearlyShape, read_quantities
from bot.domain.understanding import Understanding, Utterance
from bot.nlu.topics.rank import Ranking

UNDERSTOOD = ("outcome", "intent", "company", "role", "region", "level", "alternatives")
SLOTS = frozenset({"company", "role", "region", "level"})
KINDS = {Percent: "percents", Shares: "shares", Length: "lengths", YearlyShape: "shapes", Day: "dates"}
"""what a quantity fills a slot of; everything else fills `amounts`"""


def parse(
    text: Annotated[list[str] | None, Argument(help="What somebody might type.")] = None,
    *,
    jsonl: Annotated[
        bool,
        Option("--jsonl", help="Read one utterance a line from standard input, write one object a line."),
    ] = False,
    names_only: Annotated[
        bool, Option("--names-only", help="Leave the playbook out: a hundred times as fast over many lines.")
    ] = False,
    guides: GuidesOption = None,
) -> None:
    """Show how a text is understood: what each word was taken for, the candidates, and why it would ask back."""
    conversation = open_coach(guides, None)
    if not jsonl:
        explain(" ".join(text or ()), conversation, Console(), names_only=names_only)
        return
    lines: Iterable[str] = [" ".join(text)] if text else (line.rstrip("\r\n") for line in sys.stdin)
    for line in lines:
        understood, ranking = hear(line, conversation, names_only=names_only)
        slots = read_quantities(line, today=conversation.today())
        found = {
            "utterance": line,
            **{name: getattr(understood, name) for name in UNDERSTOOD},
            "confidence": round(understood.confidence, 3),
            "topics": ranking.topics if ranking else (),
            "off_topic": ranking.is_off_topic if ranking else None,
            "slots": as_slots(understood, slots),
            "quantities": [
                {"words": slot.words, "component": slot.component, "value": str(slot.value)} for slot in slots
            ],
        }
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


def as_slots(understood: Understanding, quantities: Iterable[Quantity]) -> dict[str, list[str]]:
    """Return the words of every slot that was filled, by its name: names as folded, amounts as typed."""
    slots: dict[str, list[str]] = {}
    for span in understood.spans:
        if span.slug and span.label in SLOTS:
            slots.setdefault(span.label, []).append(span.words)
    for quantity in quantities:
        kind = KINDS.get(type(quantity.value), "amounts")
        slots.setdefault(kind, []).append(quantity.words)
    return slots


def hear(line: str, conversation: Conversation, *, names_only: bool) -> tuple[Understanding, Ranking | None]:
    """Return what a line means, and the pages it may be about. It may begin with a command's name."""
    understood = conversation.understand(Utterance(text=line))
    ranking = None if names_only else conversation.rank(understood)
    if ranking and wants_advice(understood, conversation.edition):
        understood = settle(understood, ranking, conversation.edition)
    return understood, ranking


def explain(line: str, conversation: Conversation, console: Console, *, names_only: bool) -> None:
    """Print an understanding for a person: what each word was read as, and what speaks for each page."""
    understood, ranking = hear(line, conversation, names_only=names_only)
    summary = f"{understood.outcome} · {understood.intent} · confidence {understood.confidence:.2f}"
    console.print(summary, style="bold")
    for name in ("company", "role", "region", "level", "stranger", "why"):
        value = getattr(understood, name)
        if value:
            console.print(f"  {name:8} {value}", markup=False, highlight=False)
    table = Table("words", "read as", "slug", "cost", "why", box=None, pad_edge=False, header_style="dim")
    for span in understood.spans:
        table.add_row(span.words, span.label, span.slug or "", f"{span.cost:.2f}", span.why)
    console.print(table)
    for company, role in understood.alternatives:
        console.print(f"  or: {company} {role}", markup=False, highlight=False)
    for slot in read_quantities(line, today=conversation.today()):
        said = f"  {slot.words}: {slot.component or 'unnamed'}, {slot.value}"
        console.print(said, markup=False, highlight=False)
    for (topic, score), reason in zip(ranking.topics, ranking.why, strict=True) if ranking else ():
        near = f'; like "{reason.phrasing}"' if reason.phrasing else ""
        reasons = f"  {score:.2f}  {topic}: {', '.join(reason.words)}{near}"
        console.print(reasons, markup=False, highlight=False)
