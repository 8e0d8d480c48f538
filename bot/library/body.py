"""The body of a guide: Markdown tokens → the parts we know, with everything else kept as sections."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.domain.figure import Band, Figure, InGuide, Quoted, Unit
from bot.domain.guide import Guide, GuideBody, Heading, Lever, Section, TableCell
from bot.library.blocks import Block, items, rows, split_blocks, titled, words_of

QUOTES = "\"“”'‘’"
NEEDS = "needs from you"
NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
PERCENTS = re.compile(rf"(?P<low>{NUMBER})\s*%?(?:\s*[–-]\s*(?P<high>{NUMBER}))?\s*%", re.ASCII)


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
            self.note(block)
            self.take(block)
        self.close_section()
        return replace(self.parts, headings=tuple(self.headings), passages=tuple(self.passages))

    def take(self, block: Block) -> None:
        """Put one block where its kind and the title above it say it belongs."""
        title, topic = block.title.casefold(), self.under.title.casefold()
        match block.kind:
            case "heading" if self.parts.title is None and block.node.type == "heading":
                self.under = self.section(block.title, "", block.line)
                self.parts = replace(self.parts, title=self.under)
            case "heading":
                self.close_section()
                self.under = self.section(block.title, "", block.line)
            case "table" if not self.parts.table:
                table = (tuple(TableCell(text=text, line=line) for text in row) for row, line in rows(block))
                self.parts = replace(self.parts, table=tuple(table))
            case "list" if "levers" in topic and not self.parts.levers:
                self.parts = replace(self.parts, levers=tuple(self.levers(block)))
            case "list" if "sources" in topic or "evidence" in topic:
                named = ((words_of(item), line) for item, line in items(block))
                found = tuple(self.quoted(text, line) for text, line in named if text)
                self.parts = replace(self.parts, evidence=self.parts.evidence + found)
            case "titled" if title == "negotiation dna":
                self.parts = replace(self.parts, summary=self.quoted(block.text, block.line))
            case "titled" if title == "level mapping":
                self.parts = replace(self.parts, level_mapping=self.quoted(block.text, block.line))
            case "titled" if title.startswith("negotiate up strategy"):
                self.parts = replace(self.parts, strategy=self.quoted(_unquoted(block.text), block.line))
            case "titled":
                self.close_section()
                self.under = self.section(block.title, block.text, block.line)
                self.close_section()
            case _:
                text = f"{self.under.text.text}\n\n{block.text}".strip()
                self.under = replace(self.under, text=replace(self.under.text, text=text))

    def note(self, block: Block) -> None:
        """Keep a block's title and its words in order, whatever part they belong to."""
        if block.title:
            level = int(block.node.tag[1:]) if block.node.type == "heading" else 0
            self.headings.append(Heading(title=block.title, level=level, line=block.line))
        if block.kind not in {"heading", "table"}:
            self.passages.append(self.section(block.title or self.under.title, block.text, block.line))

    def close_section(self) -> None:
        """Keep the section read so far, if it holds anything, and begin an untitled one."""
        if self.under.text.text:
            self.parts = replace(self.parts, sections=(*self.parts.sections, self.under))
        self.under = self.section("", "", self.guide.body_line)

    def section(self, title: str, text: str, line: int) -> Section:
        """Return a section that begins on a line."""
        return Section(title=title, text=self.quoted(text, line))

    def quoted(self, text: str, line: int) -> Quoted:
        """Return words of this guide with their line."""
        return Quoted(text=text, origin=_origin(self.guide, line))

    def levers(self, block: Block) -> Iterator[Lever]:
        """Yield the levers of a list: a bold name, a script in quotation marks, perhaps `needs from you: …`."""
        for item, line in items(block):
            name, rest, _ = titled(item)
            text, needs = rest or name or words_of(item), None
            at = text.casefold().rfind(NEEDS)
            if at >= 0:
                needs = text[at + len(NEEDS) :].strip(" :*_.()—-") or None
                text = text[:at].rstrip(" *_(—-")
            yield Lever(name=name, script=self.quoted(_unquoted(text), line), needs=needs)


def _origin(guide: Guide, line: int) -> InGuide:
    return InGuide(path=guide.path, line=line, as_of=guide.oldest_day())


def _unquoted(text: str) -> str:
    """Return text without one pair of quotation marks around it."""
    text = text.strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] in QUOTES and text[-1] in QUOTES else text


def table_bonus(guide: Guide, body: GuideBody, region: str) -> Band | None:
    """Return the bonus a region's row in the comp table gives, in percent of base, or None if it gives none."""
    header, *told = body.table or ((),)
    column = next((at for at, cell in enumerate(header) if "bonus" in cell.text.casefold()), None)
    for row in told:
        if column is not None and len(row) > column and row[0].text.casefold() == region.casefold():
            return _percent_band(row[column], guide)
    return None


def _percent_band(cell: TableCell, guide: Guide) -> Band | None:
    """Return a cell such as `15–20%` or `15%` as a band, or None if it says anything else."""
    found = PERCENTS.fullmatch(cell.text.strip())
    if not found:
        return None
    ends = [Decimal(end) for end in (found["low"], found["high"] or found["low"])]
    origin = _origin(guide, cell.line)
    low, high = (Figure(value=end, unit=Unit.PERCENT_OF_BASE, origin=origin) for end in ends)
    return Band(low=low, high=high) if ends[0] <= ends[1] else None
