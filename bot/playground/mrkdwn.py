"""Draws Slack's mrkdwn as HTML that holds nothing but our own tags, whatever anybody wrote.

Format: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

Namer = Callable[[str], str]
# Within marks of emphasis, an address or code may hold the same mark.
_STYLE = r"(?<![\w{0}])[{0}](?=\S)(?P<{1}>(?:(?><[^<>\n]+>|`[^`\n]+`|[^{0}\n]))+?)(?<=\S)[{0}](?![\w{0}])"
_QUOTE = r"(?P<blockquote>\n?(?:^(?:>|&gt;)(?:(?>```[\s\S]+?```|[^\n]))*(?:\n|\Z))+)"
_PIECE = r"```(?P<pre>[\s\S]+?)```|`(?P<code>[^`\n]+)`|<(?P<angled>[^<>\n]+)>|:(?P<emoji>[a-z0-9_+'-]+):|(?P<br>\n)"
_INLINE = re.compile("|".join([_PIECE, *(_STYLE.format(*mark) for mark in ("*b", "_i", "~s"))]))
_ALL = re.compile(f"{_QUOTE}|{_INLINE.pattern}", re.MULTILINE)
_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s\"<>]+", re.IGNORECASE)
_NAMED = (Path(__file__).parent / "emoji.txt").read_text("utf-8").splitlines()
_EMOJI = dict(line.split() for line in _NAMED)


def to_html(text: str, name_of: Namer, marks: re.Pattern[str] = _ALL) -> Markup:
    """Draw mrkdwn. `name_of` turns the id of a person or room into what it is called."""
    drawn, done = Markup(), 0
    for found in marks.finditer(text):
        if (piece := _draw_piece(found, name_of)) is not None:
            drawn += read_entities(text[done : found.start()]) + piece
            done = found.end()
    return drawn + read_entities(text[done:])


def read_entities(text: str) -> str:
    """Undo the three escapes of Slack's text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _draw_piece(found: re.Match[str], name_of: Namer) -> Markup | None:
    tag = str(found.lastgroup)
    inside = found[tag]
    match tag:
        case "br":
            return Markup("<br>")
        case "angled":
            return _draw_angled(inside, name_of)
        case "emoji":
            return Markup.escape(_EMOJI[inside]) if inside in _EMOJI else None
        case "pre" | "code":
            inner = Markup.escape(read_entities(inside).strip("\n"))
        case _:
            unquoted = re.sub(r"^(?:>|&gt;) ?", "", inside.strip("\n"), flags=re.MULTILINE)
            inner = to_html(unquoted if tag == "blockquote" else inside, name_of, _INLINE)
    return Markup("<{0}>{1}</{0}>").format(tag, inner)


def _draw_angled(inside: str, name_of: Namer) -> Markup | None:
    target, _, label = inside.partition("|")
    label = read_entities(label)
    if target.startswith(("@", "#")):
        return Markup('<span class="mention">{}{}</span>').format(target[0], name_of(target[1:]) or label)
    if target.startswith("!date^"):
        return Markup("<time>{}</time>").format(label)
    if target.startswith("!"):
        return Markup('<span class="mention">@{}</span>').format(target[1:].partition("^")[0])
    return draw_link(read_entities(target), label)


def draw_link(url: str, label: str) -> Markup | None:
    """Draw a link to the web, mail or a phone; None for any other address, such as a script."""
    if not _SAFE_LINK.fullmatch(url):
        return None
    shown = label or url.removeprefix("mailto:")
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>').format(url, shown)


def draw_plain(text: str) -> Markup:
    """Draw plain text: nothing but line breaks and emoji names mean anything."""
    named = re.sub(r":([a-z0-9_+-]+):", lambda found: _EMOJI.get(found[1], found[0]), text)
    return Markup("<br>").join(named.split("\n"))
