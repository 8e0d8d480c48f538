"""Answer → Reply: one template per Answer, named after it, in blocks for title, body, note and steps."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from jinja2.runtime import Context

from bot.coach.answers import Answer, CompShared, Shortened, Subject
from bot.coach.commands import COMMANDS
from bot.coach.noted import Noted
from bot.coach.own import Forgotten, OfferForm
from bot.coach.own_answers import OwnAnswer
from bot.coach.review import OfferReviewed
from bot.domain.figure import Figure, Quoted
from bot.domain.money import Money
from bot.domain.script import Blank, Script
from bot.domain.topic import GradedSource
from bot.domain.vocabulary import Name
from bot.domain.written import read_written
from bot.replies.figures import FILTERS
from bot.replies.forms import faulty, offer_form
from bot.replies.letter import copied, spoken
from bot.replies.markdown import Md, escape, unescape
from bot.replies.reply import Audience, Chart, Choice, Reply, Step

PHRASES = {
    group: {kind: Md(words) for kind, words in phrases.items()}
    for group, phrases in read_written(__file__, "phrases").items()
}
CAMEL = re.compile(r"(?<!^)(?=[A-Z])")
STEP = re.compile(r"^\[(?P<label>(?:\\.|[^\]\\])+)\]\((?P<command>[^\n]*)\)$", re.MULTILINE)
CHOICE = re.compile(r"^(?P<label>[^\[\n]+):$", re.MULTILINE)
GAPS = re.compile(r"\n{3,}")
LOOSE = re.compile(r" ([.,;:?!])")
TYPED_SHOWN = 80  # characters of a person's own text that a reply repeats
AMOUNT = re.compile(r"[$€£¥]\s?\d\S*|\d[\d.,]{2,}\S*|\d{2,}[kKmM%]\S*")
UNFIT = re.compile(r"[\s()<>\\]")  # what would end a Markdown link's address
FENCE = "```"
SENTENCE = re.compile(r"(?<=[.?!]) ")
SHORT = 400  # characters of a shortened reply's body, where its first paragraphs leave room


def finalize(value: object) -> object:
    """Return what `{{ }}` prints: text escaped, our own Markdown as it is, and no number without a filter.

    Raises TypeError for a naked number or a Figure that no filter has printed.
    """
    if isinstance(value, Md):
        return value
    if isinstance(value, Name | Quoted):
        return escape(value.display if isinstance(value, Name) else value.text)
    if isinstance(value, int | float | Decimal | Money | Figure):
        raise TypeError("a template may print a number only through a figure filter")
    return escape(str(value))


def slugs(subject: Subject) -> Md:
    """Print a subject as a command's words."""
    return Md(f"{subject.company.slug} {subject.role.slug} {subject.region.slug}")


def filled(script: Script) -> Md:
    """Print a script with its blanks visible, punctuation close behind them."""
    pieces = (f"\\[{escape(p.hint)}\\]" if isinstance(p, Blank) else escape(p.text) for p in script.pieces)
    return Md(LOOSE.sub(r"\1", " ".join(pieces)))


def prose(quoted: Quoted) -> Md:
    """Print a page's Markdown paragraphs as they stand: the playbook is ours, and its marks are plain."""
    paragraphs = (escape(paragraph) for paragraph in quoted.text.split("\n\n"))
    return Md("\n\n".join(paragraph for paragraph in paragraphs if paragraph))


def cited(source: GradedSource) -> Md:
    """Print a source's name, as a link where it has an address."""
    name = escape(source.name.text)
    return Md(f"[{name}]({source.url})") if source.url and not UNFIT.search(source.url) else name


def excerpt(text: str) -> Md:
    """Print the beginning of what a person typed, less what may be an amount: a mention's reply stands in a channel."""
    shown = AMOUNT.sub("…", " ".join(text.split()))
    return escape(shown if len(shown) <= TYPED_SHOWN else f"{shown[: TYPED_SHOWN - 1]}…")


class Words:
    """The templates, bound to the name that the slash command has in this workspace."""

    def __init__(self, command: str = "/comp") -> None:
        self.command = command
        self.environment = Environment(
            loader=PackageLoader("bot.replies"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=select_autoescape(),  # HTML alone, which no template here is: finalize escapes Markdown
            finalize=finalize,
            auto_reload=False,
        )
        own = (slugs, filled, cited, faulty, excerpt, prose, copied, spoken)
        self.environment.filters.update(FILTERS, md=Md, **{one.__name__: one for one in own})
        self.environment.globals.update(command=Md(command), commands=COMMANDS, phrases=PHRASES)
        self.environment.globals["say"] = self.environment.get_template("say.md.j2").module

    def say(self, answer: Answer | OwnAnswer) -> Reply:
        """Return the words for an answer."""
        if isinstance(answer, Shortened):
            return shortened(self.say(answer.of), answer.again)
        name = CAMEL.sub("_", type(answer).__name__).lower()
        audience = Audience.CHANNEL if isinstance(answer, CompShared) else Audience.ASKER
        audience = Audience.PERSONAL if isinstance(answer, get_args(OwnAnswer)) else audience
        return self.write(name, {"a": answer}, audience)

    def forewarn(self, reply: Reply) -> Reply:
        """Return a reply with word, before any number, of who may be able to read it."""
        warning = self.write("forewarning", {}, reply.audience).body
        form = replace(reply.form, above=warning) if reply.form else None
        return replace(reply, body=f"{warning}\n\n{reply.body}", form=form)

    def acknowledge(self, reply: Reply, noted: Noted) -> Reply:
        """Return a reply with what was taken in before it."""
        said = self.write("noted", {"a": noted}, reply.audience).body
        return replace(reply, body=f"{said}\n\n{reply.body}")

    def in_thread(self, reply: Reply) -> Reply:
        """Return a reply to a mention with word on how to go on in its thread."""
        note = self.write("thread", {}, reply.audience).note
        return replace(reply, note=f"{reply.note}\n\n{note}".strip())

    def point(self) -> Reply:
        """Return the words, without any number, that stand where the reply went to the direct messages."""
        return self.write("pointer", {}, Audience.ASKER)

    def apologize(self, fault: str) -> Reply:
        """Return the words for a fault of ours, logged under the id `fault`."""
        return self.write("apology", {"fault": fault}, Audience.ASKER)

    def write(self, name: str, facts: dict[str, object], audience: Audience) -> Reply:
        """Return the reply that a template makes of facts."""
        template = self.environment.get_template(f"{name}.md.j2")
        context, answer = template.new_context(facts), facts.get("a")
        names = ("title", "body", "note", "steps", "choice", "more")
        parts = {part: self.render(template, context, part) for part in names}
        return Reply(
            title=unescape(parts["title"]).replace("**", ""),
            body=parts["body"],
            note=parts["note"],
            steps=tuple(steps(parts["steps"])),
            choice=read_choice(parts["choice"]),
            more=tuple(steps(parts["more"])),
            audience=audience,
            chart=draw(answer),
            form=offer_form(answer.name, dict(answer.values), self.render(template, context, "faults"))
            if isinstance(answer, OfferForm)
            else None,
            forgets=answer == Forgotten(name=None),
        )

    def render(self, template: Template, context: Context, part: str) -> str:
        """Return one block of a template, blank lines folded, or nothing where the template has no such block."""
        block: Any = template.blocks.get(part)
        return GAPS.sub("\n\n", "".join(block(context))).strip() if block else ""


def draw(answer: object) -> Chart | None:
    """Return the chart of an offer whose years differ, beside the same numbers in words; None where words are enough."""
    if not isinstance(answer, OfferReviewed) or not answer.years:
        return None
    return Chart(
        title="Year by year",
        unit=f"{answer.years[0].cash.money.currency} a year",
        labels=tuple(f"Year {year.number.value}" for year in answer.years),
        series=(
            ("Cash", tuple(year.cash.money.amount for year in answer.years)),
            ("Equity on paper", tuple(year.equity.money.amount for year in answer.years)),
        ),
    )


def shortened(reply: Reply, again: str) -> Reply:
    """Return a reply cut to its first lines, with the whole of it one tap away. Words to copy are never cut."""
    if FENCE in reply.body:
        return reply
    lines = reply.body.split("\n")
    kept = lines[:2]
    for line in lines[2:]:
        room = SHORT - len("\n".join(kept))
        first, *rest = [line] if len(line) <= room else SENTENCE.split(line)
        kept += [first] if len(first) <= room else []
        if rest or len(first) > room:
            break
    kept = kept if kept != lines else lines[:3]
    if kept == lines:
        return reply
    back = (Step(label="All of it", command=again), *reply.steps)
    return replace(reply, body="\n".join(kept).rstrip(), steps=back, choice=None, more=())


def steps(text: str) -> Iterator[Step]:
    """Yield the steps of a block: one `[label](command)` a line."""
    for found in STEP.finditer(text):
        yield Step(label=unescape(found["label"]), command=unescape(found["command"]))


def read_choice(text: str) -> Choice | None:
    """Return the choice of a block: a line `Label:` and one step a line; None without any step."""
    found, offered = CHOICE.search(text), tuple(steps(text))
    return Choice(label=unescape(found["label"]), steps=offered) if found and offered else None
