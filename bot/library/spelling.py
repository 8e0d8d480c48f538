"""Letters that are not what they seem: Cyrillic or Greek twins inside Latin words, wide digits, invisible characters."""

import re
import unicodedata
from collections.abc import Iterator

from bot.domain.problem import Problem
from bot.library.rules import Place, find_fault

TWINS = "аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅοανρτυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
"""Cyrillic and Greek letters drawn like Latin ones (Unicode's confusables, letters only)"""
UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""soft hyphen, zero-width and direction marks"""
WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
"""full-width digits and letters"""
ODD = re.compile(f"(?<=[A-Za-z])[{TWINS}]|[{TWINS}](?=[A-Za-z])|[{UNSEEN}{WIDE}]")
ANY = re.compile(f"[{TWINS}{UNSEEN}{WIDE}]")
"""quicker than ODD, which looks around itself at every letter"""
MOST_TOLD = 5


def find_odd_letters(text: str, path: str) -> Iterator[Problem]:
    """Yield the first few letters of a file that look like others or cannot be seen, one a line."""
    if text.isascii() or not ANY.search(text):
        return
    lines = list[int]()
    for found in ODD.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if line not in lines:
            lines.append(line)
            name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}").lower()
            before, behind = text[max(0, found.start() - 20) : found.start()], text[found.end() :][:20]
            word = "▮".join((re.split(r"\s", before)[-1], re.split(r"\s", behind)[0]))
            message = f"A letter here is not the one it looks like: {name}, at the ▮ in {word}"
            yield find_fault("look-alike", Place(path=path, line=line), message)
        if len(lines) == MOST_TOLD:
            return
