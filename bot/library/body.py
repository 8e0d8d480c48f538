"""The body of a guide: Markdown tokens → the parts we know, with everything else kept as sections."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bot.domain.figure import Band, Figure, InGuide, Quoted, Unit
from bot.domain.guide import Guide, GuideBody, Heading, Lever, Section, TableCell

QUOTES = "\"“”'‘’"
NEEDS = "needs from you"
LIST_KINDS = frozenset({"ordered_list", "bullet_list"})
DEEPEST_LIST = 20
LONGEST_TITLE, LONGEST_CELL = 200, 1_000
"""characters in which a bold opening must close, and of which a heading or a cell is read without its marks"""
BOLD = ("**", "__")
WORDS = frozenset({"text", "code_inline"})
MARKED = re.compile(r"[\\`*_\[\]!<&]")
PERCENTS = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d{1,2})?)\s*%?(?:\s*[–-]\s*(?P<high>\d{1,3}(?:\.\d{1,2})?))?\s*%", re.ASCII
)


@cache
def parser() -> MarkdownIt:
    """Return the parser of blocks: CommonMark with tables, raw HTML off, nesting bounded.

    Words inside blocks are parsed only where marks matter (titles, cells): it saves half the time, and marks nested
    thousands deep stay text.
    """
    blocks = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_LIST}).enable("table")
    return blocks.disable(["inline", "text_join", "reference", "html_block"])


@cache
def marks() -> MarkdownIt:
    """Return the parser of words inside a block."""
    return MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_LIST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A top-level stretch of the body. `title` is its bold opening or heading, if it has one."""

    kind: str
    """heading (a title alone), titled (a title with text behind it), list, table, text"""
    title: str
    text: str
    line: int
    node: SyntaxTreeNode


def read_body(guide: Guide) -> GuideBody:
    """Return the parts of a guide's body. Never raises for content: what does not fit is kept as text."""
    return Reader(guide).read()


def split_blocks(body: str, first_line: int) -> Iterator[Block]:
    """Yield the body's top-level blocks in order."""
    source = body.split("\n")
    for node in SyntaxTreeNode(parser().parse(body)).children:
        begin, end = node.map or (0, 0)
        text = "\n".join(source[begin:end]).strip()
        title, rest, lines_down = titled(node)
        if node.type == "heading":
            kind, title = "heading", plain(words_of(node))
        elif node.type in LIST_KINDS:
            kind, title = "list", ""
        elif node.type == "table":
            kind, title = "table", ""
        elif title and not rest:
            kind = "heading"
        else:
            kind, text, begin = ("titled", rest, begin + lines_down) if title else ("text", text, begin)
        yield Block(kind=kind, title=title, text=text, line=first_line + begin, node=node)


def titled(node: SyntaxTreeNode) -> tuple[str, str, int]:
    """Return the bold opening of a paragraph (also inside a quote), the Markdown behind it and how many lines down.

    ("", "", 0) where there is no such opening.
    """
    while node.type in {"blockquote", "list_item"} and node.children:
        node = node.children[0]
    words = words_of(node) if node.type == "paragraph" else ""
    if not words.startswith(BOLD):
        return "", "", 0
    title, markup = bold_opening(words[:LONGEST_TITLE])
    if not title:
        return "", "", 0
    rest = words[words.index(markup, len(markup)) + len(markup) :]
    behind_colon = rest.lstrip().startswith(":")
    if not (behind_colon or title.endswith(":") or not rest.strip()):
        return "", "", 0
    behind = rest.strip().removeprefix(":").strip()
    return title.rstrip(": "), behind, words[: len(words) - len(behind)].count("\n")


def bold_opening(words: str) -> tuple[str, str]:
    """Return the text of a bold opening and its mark, or two empty texts where the bold is never closed."""
    opening, *tokens = [token for token in spans(words) if token.type != "text" or token.content]
    if opening.type != "strong_open":
        return "", ""
    depth, title = 1, ""
    for token in tokens:
        depth += token.nesting
        if depth == 0:
            return title, opening.markup
        title += token.content if token.type in WORDS else ""
    return "", ""


def spans(words: str) -> list[Token]:
    """Return the tokens of words inside a block."""
    return marks().parseInline(words)[0].children or []


def plain(words: str) -> str:
    """Return words without their marks."""
    if not MARKED.search(words):
        return words
    return "".join(token.content for token in spans(words[:LONGEST_CELL]) if token.type in WORDS)


def words_of(node: SyntaxTreeNode) -> str:
    """Return the first stretch of words in a block, as Markdown."""
    return next((found.content for found in node.walk() if found.type == "inline"), "")


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
            case "heading" if self.parts.title is None and block.node.type == "heading":
                self.under = self.section(block.title, "", block.line)
                self.parts = replace(self.parts, title=self.under)
            case "heading":
                self.close_section()
                self.under = self.section(block.title, "", block.line)
            case "table" if not self.parts.table:
                self.parts = replace(self.parts, table=tuple(rows(block)))
            case "list" if "levers" in topic and not self.parts.levers:
                self.parts = replace(self.parts, levers=tuple(self.levers(block)))
            case "list" if "sources" in topic or "evidence" in topic:
                found = tuple(self.quoted(text, line) for text, line in items(block))
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
            level = int(block.node.tag[1:]) if block.node.type == "heading" else 0
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
        for item in block.node.children:
            name, rest, _ = titled(item)
            line = self.guide.body_line + (item.map or (0, 0))[0]
            script, needs = parted(rest or name or words_of(item))
            yield Lever(name=name, script=self.quoted(script, line), needs=needs)


def rows(block: Block) -> Iterator[tuple[TableCell, ...]]:
    """Yield a table's rows, header first."""
    first_line = block.line - (block.node.map or (0, 0))[0]
    for row in (node for node in block.node.walk() if node.type == "tr"):
        line = first_line + (row.map or (0, 0))[0]
        yield tuple(TableCell(text=plain(words_of(cell)), line=line) for cell in row.children)


def items(block: Block) -> Iterator[tuple[str, int]]:
    """Yield a list's items as Markdown with their lines."""
    offset = block.line - (block.node.map or (0, 0))[0]
    for item in block.node.children:
        words = words_of(item)
        if words:
            yield words, offset + (item.map or (0, 0))[0]


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
