"""Markdown → blocks: the stretches of a body with their titles and lines, from the parser's tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

KINDS = {"ordered_list": "list", "bullet_list": "list", "table": "table"}
WRAPPERS = frozenset({"blockquote", "list_item"})
DEEPEST_LIST = 20
LONGEST_TITLE, LONGEST_CELL = 100, 1_000
"""characters in which a bold opening must close, and of which a heading or a cell is read without its marks"""
BOLD = ("**", "__")
WORDS = frozenset({"text", "code_inline"})
MARKED = re.compile(r"[\\`*_\[\]!<&]")


MARKS = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_LIST})
"""parses the words inside a block: CommonMark, raw HTML off, nesting bounded"""
BLOCKS = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_LIST}).enable("table")
BLOCKS.disable(["inline", "text_join", "reference", "html_block"])
"""parses the blocks, with tables; words inside them only where marks matter (titles, cells): it saves half the time, and
marks nested thousands deep stay text"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A top-level stretch of the body. `title` is its bold opening or heading, if it has one."""

    kind: str  # heading (a title alone), titled (a title with text behind it), list, table, text
    title: str
    text: str
    line: int  # line of the file on which the text begins
    first_line: int  # line of the file on which the body begins; lines of nodes count from there
    node: Node


def split_blocks(body: str, first_line: int) -> Iterator[Block]:
    """Yield the body's top-level blocks in order."""
    source = body.split("\n")
    for node in Node(BLOCKS.parse(body)).children:
        begin, end = node.map or (0, 0)
        kind, title, text, down = _read_block(node, "\n".join(source[begin:end]).strip())
        line = first_line + begin + down
        yield Block(kind=kind, title=title, text=text, line=line, first_line=first_line, node=node)


def _read_block(node: Node, text: str) -> tuple[str, str, str, int]:
    """Return a block's kind, title, text without the title, and how many lines down that text begins."""
    if node.type == "heading":
        return "heading", plain(words_of(node)), text, 0
    if node.type in KINDS:
        return KINDS[node.type], "", text, 0
    title, rest, down = titled(node)
    if title and rest:
        return "titled", title, rest, down
    return ("heading" if title else "text"), title, text, 0


def titled(node: Node) -> tuple[str, str, int]:
    """Return the bold opening of a paragraph (also inside a quote), the Markdown behind it and how many lines down.

    ("", "", 0) where there is no such opening.
    """
    while node.type in WRAPPERS and node.children:
        node = node.children[0]
    words = words_of(node) if node.type == "paragraph" else ""
    title, markup = _bold_opening(words[:LONGEST_TITLE]) if words.startswith(BOLD) else ("", "")
    rest = words[words.index(markup, len(markup)) + len(markup) :].strip()
    if not title or not (rest.startswith(":") or title.endswith(":") or not rest):
        return "", "", 0
    behind = rest.removeprefix(":").strip()
    return title.rstrip(": "), behind, words[: len(words) - len(behind)].count("\n")


def _bold_opening(words: str) -> tuple[str, str]:
    """Return the text of a bold opening and its mark, or two empty texts where the bold is never closed."""
    tokens = MARKS.parseInline(words)[0].children or ()
    opening, *behind = [token for token in tokens if token.type != "text" or token.content]
    if opening.type != "strong_open":
        return "", ""
    bold = takewhile(lambda token: token.level > opening.level, behind)
    return "".join(token.content for token in bold if token.type in WORDS), opening.markup


def plain(words: str) -> str:
    """Return words without their marks."""
    if not MARKED.search(words):
        return words
    tokens = MARKS.parseInline(words[:LONGEST_CELL])[0].children or ()
    return "".join(token.content for token in tokens if token.type in WORDS)


def words_of(node: Node) -> str:
    """Return the first stretch of words in a block, as Markdown."""
    return next((below.content for below in node.walk() if below.type == "inline"), "")


def items(block: Block) -> Iterator[tuple[Node, int]]:
    """Yield a list's items with their lines."""
    return ((item, block.first_line + (item.map or (0, 0))[0]) for item in block.node.children)


def rows(block: Block) -> Iterator[tuple[list[str], int]]:
    """Yield a table's rows, header first, each as the words of its cells with its line."""
    for row in (row for part in block.node.children for row in part.children):
        yield [plain(words_of(cell)) for cell in row.children], block.first_line + (row.map or (0, 0))[0]
