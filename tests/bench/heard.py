"""Measure what people meet: of labeled questions, how many get their page, or a button for it, in a direct message.

Usage: python -m tests.bench.heard FILE [--misses]
FILE is as in tests/bench/questions.py, which measures the ranker alone; here every room before it may answer first.
Each question is the first word of somebody new. Intervals are Wilson's, 95 %.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.bootstrap import open_conversation
from bot.config import read_settings
from bot.conversation import Conversation
from bot.domain.session import Person, Place, Speaker
from bot.domain.understanding import Utterance
from tests.bench.questions import Question, read_questions, wilson

DECLINED = "Not my trade"


def main() -> None:
    """Hear every question, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what found neither page nor button")
    asked = parser.parse_args()
    conversation = open_conversation(read_settings(), clock=lambda: date(2026, 11, 22))
    heard = [(each, hear(conversation, each, at)) for at, each in enumerate(read_questions(asked.file))]
    titles = {name: topic.title.text for name, topic in conversation.edition.playbook.items()}
    on = [(each, shown) for each, shown in heard if each.topic in titles]
    off = [shown for each, shown in heard if each.topic == "off_topic"]
    first = [shown[0] == titles[each.topic] for each, shown in on]
    strict = [titles[each.topic] in shown for each, shown in on]
    wide = [any(titles.get(name) in shown for name in (each.topic, *each.also)) for each, shown in on]
    show("page shown", first, "")
    show("page within one tap", strict, "")
    show("page within one tap, lenient", wide, ">= 0.88")
    show("off topic not declined", [shown[0] != DECLINED for shown in off], "<= 0.12")
    for (each, shown), hit in zip(on, wide, strict=True):
        if asked.misses and not hit:
            sys.stdout.write(f"{each.topic}: {each.text[:90]!r} -> {shown[:5]}\n")


def hear(conversation: Conversation, question: Question, at: int) -> Sequence[str]:
    """Return the title of the reply to a question from somebody new, then its buttons' labels."""
    speaker = Speaker(who=Person(team="", user=f"U{at}"), place=Place(channel=f"D{at}"))
    reply = asyncio.run(conversation.hear(Utterance(text=question.text), speaker))
    return (reply.title, *(step.label for step in reply.all_steps))


def show(what: str, hits: Sequence[bool], target: str) -> None:
    """Print one row of the table."""
    if hits:
        low, high = wilson(sum(hits), len(hits))
        share = sum(hits) / len(hits)
        sys.stdout.write(f"{what:32} {share:.2f} [{low:.2f}, {high:.2f}] n={len(hits)}   {target}\n")


if __name__ == "__main__":
    main()
