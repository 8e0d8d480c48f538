"""`coach parse`: what was understood, and why."""

import json
import sys
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.opening import open_coach
from bot.cli.options import GuidesOption
from bot.conversation import Conversation
from bot.domain.amounts import read_quantities
from bot.domain.understanding import Understanding, Utterance


def parse(
    text: Annotated[list[str] | None, typer.Argument(help="What somebody might type.")] = None,
    *,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help="Read one utterance a line from standard input, write one object a line."
        ),
    ] = False,
    topics: Annotated[
        bool, typer.Option("--topics", help="Also rank the playbook's pages and read amounts and dates.")
    ] = False,
    guides: GuidesOption = None,
) -> None:
    """Show how a text is understood: what each word was taken for, the candidates, and why it would ask back."""
    conversation = open_coach(guides, None)
    if not jsonl:
        line = " ".join(text or ())
        explain(heard(line, conversation), Console())
        if topics:
            explain_topics(line, conversation, Console())
        return
    lines: Iterable[str] = [" ".join(text)] if text else (line.rstrip("\r\n") for line in sys.stdin)
    for line in lines:
        found = as_object(line, heard(line, conversation))
        if topics:
            found |= topics_and_slots(line, conversation)
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


def topics_and_slots(line: str, conversation: Conversation) -> dict[str, Any]:
    """Return the best five pages with their scores, and every quantity with its component, for a program."""
    ranking = conversation.rank(line)
    slots = read_quantities(line, today=conversation.today())
    return {
        "topics": [list(pair) for pair in ranking.topics] if ranking else [],
        "off_topic": ranking.is_off_topic if ranking else None,
        "slots": [
            {"words": slot.words, "component": slot.component, "value": str(slot.value)} for slot in slots
        ],
    }


def explain_topics(line: str, conversation: Conversation, console: Console) -> None:
    """Print the best pages with what speaks for each, and the quantities read."""
    ranking = conversation.rank(line)
    for (topic, score), reason in zip(ranking.topics, ranking.why, strict=True) if ranking else ():
        near = f'; like "{reason.phrasing}"' if reason.phrasing else ""
        console.print(
            f"  {score:.2f}  {topic}: {', '.join(reason.words)}{near}", markup=False, highlight=False
        )
    for slot in read_quantities(line, today=conversation.today()):
        console.print(
            f"  {slot.words}: {slot.component or 'unnamed'}, {slot.value}", markup=False, highlight=False
        )


def heard(line: str, conversation: Conversation) -> Understanding:
    """Return what a line means. It may begin with a command's name."""
    return conversation.understand(Utterance(text=line))


def as_object(line: str, understood: Understanding) -> dict[str, Any]:
    """Return an understanding for a program: slugs, null where absent."""
    return {
        "utterance": line,
        "outcome": understood.outcome,
        "intent": understood.intent,
        "company": understood.company,
        "role": understood.role,
        "region": understood.region,
        "level": understood.level,
        "alternatives": [list(pair) for pair in understood.alternatives],
        "confidence": round(understood.confidence, 3),
    }


def explain(understood: Understanding, console: Console) -> None:
    """Print an understanding for a person."""
    console.print(
        f"{understood.outcome} · {understood.intent} · confidence {understood.confidence:.2f}", style="bold"
    )
    for name in ("company", "role", "region", "level", "stranger"):
        value = getattr(understood, name)
        if value:
            console.print(f"  {name:8} {value}", markup=False, highlight=False)
    table = Table("words", "read as", "slug", "cost", "why", box=None, pad_edge=False, header_style="dim")
    for span in understood.spans:
        table.add_row(span.words, span.label, span.slug or "", f"{span.cost:.2f}", span.why)
    console.print(table)
    for company, role in understood.alternatives:
        console.print(f"  or: {company} {role}", markup=False, highlight=False)
