"""`coach offer`: an offer added up, what to ask for, and the email, in a terminal or for a program."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Column, Table

from bot.cli.options import GuidesOption, TodayOption
from bot.cli.talk import open_coach
from bot.cli.terminal import WIDEST, hard_breaks, show
from bot.coach.counter import plan
from bot.coach.dealing import deal
from bot.coach.meant import Turn, hear_offer
from bot.coach.own_answers import OwnAnswer
from bot.coach.planned import CounterPlanned, OneAsk
from bot.coach.review import OfferReviewed
from bot.coach.wording import word
from bot.coach.writing import Drafted
from bot.conversation import Conversation
from bot.domain.session import Kept, Session
from bot.domain.understanding import Intent, Utterance
from bot.replies.figures import as_about, as_stated
from bot.replies.letter import laid_out
from bot.replies.say import CAMEL

LIST = re.compile(r"(?:^- .*\n?)+", re.MULTILINE)


def offer(
    text: Annotated[list[str] | None, typer.Argument(help="What you would type behind /comp offer.")] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every figure with its unit and origin, for programs.")
    ] = False,
    guides: GuidesOption = None,
    day: TodayOption = None,
) -> None:
    """Add up an offer, plan the counter and write the email; nothing you type leaves this machine or is kept."""
    conversation, console = open_coach(guides, day), Console()
    answers = tuple(find_answers(" ".join(text or ()), conversation))
    if as_json:
        told = {CAMEL.sub("_", type(one).__name__).lower(): asdict(one) for one in answers}
        letters = ("\n\n".join(map(laid_out, one.paragraphs)) for one in answers if isinstance(one, Drafted))
        sys.stdout.write(json.dumps({**told, "email": next(letters, None)}, default=plainly) + "\n")
    else:
        for answer in answers:
            show_answer(answer, conversation, console)
    if not isinstance(answers[0], OfferReviewed):
        raise typer.Exit(1)


def find_answers(typed: str, conversation: Conversation) -> Iterator[OwnAnswer]:
    """Yield the review of an offer, its plan and its email; or what has to be said more clearly first."""
    edition, today = conversation.edition, conversation.today()
    heard = conversation.understand(Utterance(text=typed, intent=Intent.OFFER))
    said = hear_offer(heard, Session(), Kept(), edition, today)
    turn = Turn(heard=heard, said=said, session=Session(), kept=Kept(), edition=edition)
    dealt = deal(turn, today)
    yield dealt.answer
    if isinstance(dealt.answer, OfferReviewed) and (negotiation := dealt.negotiation):
        yield plan(negotiation, edition, today)
        yield word(replace(heard, intent=Intent.EMAIL), negotiation, edition, today)


def plainly(value: object) -> object:
    """Return what JSON has no kind for: amounts and days as text, sets as lists."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def show_answer(answer: OwnAnswer, conversation: Conversation, console: Console) -> None:
    """Print an answer; on a terminal, what its last list says is a table."""
    reply, table = conversation.words.say(answer), lay_out(answer)
    lists = [*LIST.finditer(reply.body)]
    if table and lists and console.is_terminal:
        above = Markdown(hard_breaks(reply.body[: lists[-1].start()]))
        console.print(above, width=min(console.width, WIDEST))
        console.print(table, end="\n\n")
        reply = replace(reply, body=reply.body[lists[-1].end() :])
    if table or isinstance(answer, OfferReviewed | Drafted):
        reply = replace(reply, steps=(), choice=None, more=())  # nothing is kept that they could go on with
    show(reply, console, "coach")
    if console.is_terminal:
        console.print()


def lay_out(answer: OwnAnswer) -> Table | None:
    """Return the years of a review or the asks of a plan as a table, or None where there are none."""
    if isinstance(answer, OfferReviewed) and answer.years:
        table = begin("year", "cash", "equity on paper", "together")
        for year in answer.years:
            table.add_row(as_stated(year.number), *map(as_about, (year.cash, year.equity, year.together)))
        return table
    if isinstance(answer, CounterPlanned | OneAsk) and answer.plan.asks:
        table = begin("part", "offered", "ask", "aim for", "ceiling")
        for ask in answer.plan.asks:
            figures = (ask.held, ask.opener, ask.target, ask.evidence.ceiling)
            table.add_row(ask.part.replace("_", " "), *map(as_stated, figures))
        return table
    return None


def begin(first: str, *amounts: str) -> Table:
    """Return an empty table, its first column to the left and its amounts to the right."""
    heads = (Column(head, justify="right") for head in amounts)
    return Table(first, *heads, box=None, pad_edge=False, header_style="dim")
