"""Words to send or to say, as they are copied: numbers in full, blanks in brackets."""

from collections.abc import Iterable
from datetime import date

from bot.domain.figure import Figure, InGuide, InPosting, Quoted
from bot.domain.money import Money
from bot.domain.script import Blank, Line, Paragraph
from bot.replies.figures import IN_FULL, as_full, as_month, as_stated
from bot.replies.markdown import Md, escape, visible

FENCE, DULLED = "```", "'''"


def copied(paragraphs: Iterable[Paragraph]) -> Md:
    """Print a letter in a fence, as typed: nothing in it is Markdown, and nobody's backticks end it."""
    text = "\n\n".join(laid_out(paragraph) for paragraph in paragraphs)
    return Md("\n".join((FENCE, text.replace(FENCE, DULLED), FENCE)))


def laid_out(paragraph: Paragraph) -> str:
    """Return a paragraph as plain text: sentences in a row, items one a line."""
    lines = [plain(line) for line in paragraph.lines]
    return "\n".join(f"- {line}" for line in lines) if paragraph.is_list else " ".join(lines)


def spoken(line: Line) -> Md:
    """Print one line of a call."""
    return escape(plain(line))


def plain(line: Line) -> str:
    """Return a line as plain text, without unseen characters."""
    return " ".join(visible("".join(map(in_full, line.pieces))).split())


def in_full(piece: Quoted | Figure | Blank) -> str:
    """Return words, a blank or a figure as sent: $245,000, $70 an hour, Friday, Nov 27, 2026; a source's date by its month."""
    match piece:
        case Blank():
            return f"[{piece.hint}]"
        case Quoted():
            return piece.text
        case Figure(value=Money()) if piece.unit not in IN_FULL:
            return as_full(piece)
        case Figure(value=date(), origin=InGuide() | InPosting()):
            return as_month(piece)
        case _:
            return as_stated(piece)
