"""Markdown that stays safe: whatever is printed into a template is escaped unless it is `Md`."""

import re
import unicodedata

SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])")
LEADING = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))")
ESCAPED = re.compile(r"\\([\\`*_\[\]<>&|~#+=.)-])")
LINE_ENDS = str.maketrans(dict.fromkeys("\n\r\t\u2028\u2029", " "))
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that are stripped: control, format (bidi overrides, zero width), surrogates, private use"""


class Md(str):
    """Markdown made by our own templates and filters, printed as it is."""

    __slots__ = ()


def escape(text: str) -> Md:
    """Return text as Markdown that shows exactly that text, on one line, without unseen characters."""
    text = " ".join(visible(text).split())
    text = SPECIAL.sub(r"\\\1", text)
    return Md(LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text))


def unescape(markdown: str) -> str:
    """Return escaped Markdown as the plain text it shows."""
    return ESCAPED.sub(r"\1", markdown)


def visible(text: str) -> str:
    """Return text with unseen characters as spaces (line ends) or gone (the rest)."""
    if text.isascii() and text.isprintable():
        return text
    spaced = text.translate(LINE_ENDS)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in UNSEEN)
