"""The body of a guide: Markdown tokens → the parts we know, with everything else kept as sections."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.domain.figure import Band, Figure, InGuide, Quoted, Unit
from bot.domain.guide import Guide, GuideBody, Heading, Lever, Section, TableCell
from bot.library.blocks import Block, items, rows, split_blocks, titled, words_of

QUOTES = "\"“”'‘’"
NEEDS = "needs from you"
PERCENTS = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d{1,2})?)\s*%?(?:\s*[–-]\s*(?P<high>\d{1,3}(?:\.\d{1,2})?))?\s*%", re.ASCII
)


def read_body(guide: Guide) -> GuideBody:
    """Return the parts of a guide's body. Never raises for content: what does not fit is kept as text."""
    return Reader(guide).read()


class Reader:
    """One pass over one body, filling the parts as titles announce them."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.parts = GuideBody()
        self.headings: list[Heading] = []
        self.passages: list[Section] = []
        self.under = self.section("", "", guide.body_line)

    def read(self) -> GuideBody:
        """Return the body's parts."""
        for block in split_blocks(self.guide.body, self.guide.body_line):
            self.take(block)
        self.close_section()
        return replace(self.parts, headings=tuple(self.headings), passages=tuple(self.passages))

    def take(self, block: Block) -> None:
        """Put one block where its kind and the title above it say it belongs."""
        self.note(block)
        title = block.title.casefold()
        topic = self.under.title.casefold()
        match block.kind:
            case "heading" if self.parts.title is None and block.tokens[0].type == "heading_open":
                self.under = self.section(block.title, "", block.line)
                self.parts = replace(self.parts, title=self.under)
            case "heading":
                self.close_section()
                self.under = self.section(block.title, "", block.line)
            case "table" if not self.parts.table:
                self.parts = replace(self.parts, table=tuple(cells(block)))
            case "list" if "levers" in topic and not self.parts.levers:
                self.parts = replace(self.parts, levers=tuple(self.levers(block)))
            case "list" if "sources" in topic or "evidence" in topic:
                found = tuple(
                    self.quoted(text, line) for item, line in items(block) if (text := words_of(item))
                )
                self.parts = replace(self.parts, evidence=self.parts.evidence + found)
            case "titled" if title == "negotiation dna":
                self.parts = replace(self.parts, summary=self.quoted(block.text, block.line))
            case "titled" if title == "level mapping":
                self.parts = replace(self.parts, level_mapping=self.quoted(block.text, block.line))
            case "titled" if title.startswith("negotiate up strategy"):
                self.parts = replace(self.parts, strategy=self.quoted(unquoted(block.text), block.line))
            case "titled":
                self.close_section()
                self.parts = self.with_section(self.section(block.title, block.text, block.line))
            case _:
                text = f"{self.under.text.text}\n\n{block.text}".strip()
                self.under = replace(self.under, text=replace(self.under.text, text=text))

    def note(self, block: Block) -> None:
        """Keep a block's title and its words in order, whatever part they belong to."""
        if block.title:
            level = int(block.tokens[0].tag[1:]) if block.tokens[0].type == "heading_open" else 0
            self.headings.append(Heading(title=block.title, level=level, line=block.line))
        if block.kind not in {"heading", "table"}:
            self.passages.append(self.section(block.title or self.under.title, block.text, block.line))

    def close_section(self) -> None:
        """Keep the section read so far, if it holds anything, and begin an untitled one."""
        if self.under.text.text:
            self.parts = self.with_section(self.under)
        self.under = self.section("", "", self.guide.body_line)

    def with_section(self, section: Section) -> GuideBody:
        """Return the parts with one more section."""
        return replace(self.parts, sections=(*self.parts.sections, section))

    def section(self, title: str, text: str, line: int) -> Section:
        """Return a section that begins on a line."""
        return Section(title=title, text=self.quoted(text, line))

    def quoted(self, text: str, line: int) -> Quoted:
        """Return words of this guide with their line."""
        return Quoted(text=text, origin=InGuide(path=self.guide.path, line=line, as_of=self.as_of()))

    def as_of(self) -> dt.date | None:
        """Return the day this guide's words speak for."""
        return self.guide.oldest_day()

    def levers(self, block: Block) -> Iterator[Lever]:
        """Yield the levers of a list: a bold name, a script in quotation marks, perhaps `needs from you: …`."""
        for item, line in items(block):
            name, rest, _ = titled(item)
            script, needs = parted(rest or name or words_of(item))
            yield Lever(name=name, script=self.quoted(script, line), needs=needs)


def cells(block: Block) -> Iterator[tuple[TableCell, ...]]:
    """Yield a table's rows of cells, header first."""
    for words, line in rows(block):
        yield tuple(TableCell(text=text, line=line) for text in words)


def parted(text: str) -> tuple[str, str | None]:
    """Return a lever's script without its quotation marks, and what it needs from the person, if said."""
    at = text.casefold().rfind(NEEDS)
    if at < 0:
        return unquoted(text), None
    needs = text[at + len(NEEDS) :].strip(" :*_.()—-")
    return unquoted(text[:at].rstrip(" *_(—-")), needs or None


def unquoted(text: str) -> str:
    """Return text without one pair of quotation marks around it."""
    text = text.strip()
    if len(text) > 1 and text[0] in QUOTES and text[-1] in QUOTES:
        return text[1:-1].strip()
    return text


def table_bonus(guide: Guide, body: GuideBody, region: str) -> Band | None:
    """Return the bonus a region's row in the comp table gives, in percent of base, or None if it gives none."""
    column = (
        next((at for at, cell in enumerate(body.table[0]) if "bonus" in cell.text.casefold()), None)
        if body.table
        else None
    )
    for row in body.table[1:]:
        if column is not None and len(row) > column and row[0].text.casefold() == region.casefold():
            return percent_band(row[column], guide)
    return None


def percent_band(cell: TableCell, guide: Guide) -> Band | None:
    """Return a cell such as `15–20%` or `15%` as a band, or None if it says anything else."""
    found = PERCENTS.fullmatch(cell.text.strip())
    if not found:
        return None
    origin = InGuide(path=guide.path, line=cell.line, as_of=guide.oldest_day())
    low, high = (
        Figure(value=Decimal(end), unit=Unit.PERCENT_OF_BASE, origin=origin)
        for end in (found["low"], found["high"] or found["low"])
    )
    return (
        Band(low=low, high=high) if Decimal(found["low"]) <= Decimal(found["high"] or found["low"]) else None
    )
