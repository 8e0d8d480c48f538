"""Grounding: whatever number a reply prints belongs to a fact of its Answer."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.answer import answer
from bot.coach.answers import Answer
from bot.coach.commands import COMMANDS
from bot.coach.own_answers import OwnAnswer
from bot.conversation import Conversation
from bot.domain.figure import Band, Figure, InGuide, Quoted
from bot.domain.money import Money
from bot.domain.script import Blank
from bot.domain.understanding import Utterance
from bot.domain.vocabulary import Name
from bot.replies import figures
from bot.replies.markdown import unescape
from bot.replies.reply import Reply
from bot.replies.say import CAMEL, finalize

NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
PHRASES = {"say"}
"""templates of phrases that several replies use"""
DOORSTEP = {"apology", "forewarning", "noted", "pointer", "thread"}
"""words of the doors, where no question is answered"""
TEMPLATES = Path(figures.__file__).parent / "templates"


def facts(value: object) -> Iterator[object]:
    """Yield everything an Answer holds, however deep."""
    yield value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for part in dataclasses.fields(value):
            yield from facts(getattr(value, part.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from facts(item)


def printed_forms(fact: object) -> Iterator[str]:
    """Yield every way in which a fact may stand in a reply."""
    match fact:
        case Figure(value=Money() as money):
            whole = figures.rounded(fact).money
            yield from (figures.short_money(money), figures.full_money(money), figures.short_money(whole))
        case Figure(value=date()):
            yield from (str(figures.as_day(fact)), str(figures.as_month(fact)))
        case Figure(value=Decimal() as value):
            yield from (figures.fraction(value), str(figures.as_number(fact)))
        case Figure():
            yield str(figures.as_number(fact))
        case Quoted(text=text) | str(text):
            yield text
            yield text.replace("-", " ")
        case Name(slug=slug, display=display):
            yield from (slug, display)
        case date():
            yield fact.strftime("%b %Y")
        case Blank(hint=hint):
            yield hint
        case InGuide(line=line):
            yield str(line)
        case _:
            pass


def ungrounded(reply: Reply, of: object) -> set[str]:
    """Return the numbers that a reply prints without a fact behind them."""
    allowed = {
        number for fact in facts(of) for form in printed_forms(fact) for number in NUMBER.findall(form)
    }
    labels = " ".join(step.label for step in (*reply.steps, *reply.more))
    words = unescape(f"{reply.title} {reply.body} {reply.note} {labels}")
    return {number for number in NUMBER.findall(words) if number not in allowed}


def check(text: str, conversation: Conversation) -> None:
    """Answer a text and check every number of the reply."""
    given_answer = answer(
        conversation.understand(Utterance(text=text)), conversation.edition, conversation.today()
    )
    reply = conversation.words.say(given_answer)
    typed = set(NUMBER.findall(text))
    assert ungrounded(reply, given_answer) - typed == set(), text


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_number_of_every_command_has_an_origin(
    coach: Conversation, invented: Conversation, command: str
) -> None:
    """For every guide, region and command, each printed number is a Figure, a quotation or a name of the Answer."""
    for conversation in (coach, invented):
        for (company, role), guide in conversation.edition.guides.items():
            for comp in guide.regions:
                check(f"{command} {company} {role} {comp.region.slug}", conversation)
                check(f"{command} {company} {role} {comp.region.slug} l5", conversation)
            check(f"{command} {company}", conversation)
            check(f"{command} {role}", conversation)


@given(text=st.text(max_size=80))
def test_any_text_is_answered_without_a_number_of_our_own(invented: Conversation, text: str) -> None:
    """Whatever is typed, the reply prints no number but facts and the person's own."""
    given_answer = answer(invented.understand(Utterance(text=text)), invented.edition, invented.today())
    reply = invented.words.say(given_answer)
    own = set(NUMBER.findall(text)) | set(re.findall(r"\d+", text))
    assert {n for n in ungrounded(reply, given_answer) if not any(n in o or o in n for o in own)} == set()


def test_the_check_would_notice_an_invented_number(coach: Conversation) -> None:
    """A reply with a figure that the Answer lacks is caught: the grounding test can fail."""
    heard = coach.understand(Utterance(text="together-ai ml-engineer"))
    given_answer = answer(heard, coach.edition, coach.today())
    reply = coach.words.say(given_answer)
    forged = dataclasses.replace(reply, body=reply.body + " Ask for $260,000.")
    assert ungrounded(reply, given_answer) == set()
    assert ungrounded(forged, given_answer) == {"260,000"}


@pytest.mark.parametrize("naked", [1, 1.5, Decimal(2), Money(amount=Decimal(3), currency="USD")])
def test_a_naked_number_cannot_be_printed(naked: object) -> None:
    """A template that prints a number without a figure filter is refused when it is rendered."""
    with pytest.raises(TypeError, match="figure filter"):
        finalize(naked)


def test_templates_hold_no_digits() -> None:
    """No template has a digit of its own in its words."""
    for template in sorted(TEMPLATES.glob("*.j2")):
        words = re.sub(r"\{[{%#].*?[}%#]\}", "", template.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"\d", words), template.name


def test_every_answer_has_a_template_named_after_it() -> None:
    """The union of Answers and the folder of templates match, name by name."""
    kinds = (*get_args(Answer), *get_args(OwnAnswer))
    answers = {CAMEL.sub("_", kind.__name__).lower() for kind in kinds} - {"shortened"}
    templates = {path.name.removesuffix(".md.j2") for path in TEMPLATES.glob("*.j2")}
    assert templates - answers == PHRASES | DOORSTEP
    assert answers - templates == set()


def test_every_answer_has_a_title_and_a_body() -> None:
    """No template of an answer lacks its title or its body, and no title breaks over lines."""
    for path in sorted(TEMPLATES.glob("*.j2")):
        text = path.read_text("utf-8")
        is_whole = (
            re.search(r"^{% block title %}.+{% endblock %}$", text, re.MULTILINE)
            and "{% block body %}" in text
        )
        assert is_whole or path.name.removesuffix(".md.j2") in PHRASES | DOORSTEP, path.name


def test_equity_of_unknown_basis_is_never_shown_without_saying_so(
    coach: Conversation, invented: Conversation
) -> None:
    """Wherever an equity figure stands, its basis stands beside it."""
    for conversation in (coach, invented):
        for (company, role), guide in conversation.edition.guides.items():
            for comp in guide.regions:
                if comp.equity is None:
                    continue
                for command in ("", "share "):
                    text = f"{command}{company} {role} {comp.region.slug}"
                    heard = conversation.understand(Utterance(text=text))
                    body = conversation.words.say(
                        answer(heard, conversation.edition, conversation.today())
                    ).body
                    stated = str(
                        figures.as_band(Band(low=comp.equity.value.low, high=comp.equity.value.high))
                    )
                    assert stated in body
                    assert re.search(r"doesn't say if that is per year|a year on paper", body)
