"""Draws Slack's mrkdwn as HTML that holds nothing but our own tags, whatever anybody wrote.

Format: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

Namer = Callable[[str], str]
_PIECES = re.compile(r"```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+'-]+):")
_STYLES = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"
    r"|(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])"
)
_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s\"<>]+", re.IGNORECASE)
_HELD = re.compile("\ue000(\\d+)\ue001")
_EMOJI_NAMES = (
    "wave=👋 tada=🎉 warning=⚠️ white_check_mark=✅ heavy_check_mark=✔️ x=❌ bulb=💡 moneybag=💰 memo=📝 +1=👍 -1=👎"
    " thumbsup=👍 thumbsdown=👎 eyes=👀 rocket=🚀 star=⭐ fire=🔥 information_source=ℹ️ question=❓ clock1=🕐"
    " calendar=📅 chart_with_upwards_trend=📈 speech_balloon=💬 lock=🔒 link=🔗 smile=😄 slightly_smiling_face=🙂"
    " thinking_face=🤔 pray=🙏 muscle=💪 handshake=🤝 point_right=👉 arrow_right=➡️ email=📧 phone=☎️ heart=❤️"
)
_EMOJI = dict(pair.split("=") for pair in _EMOJI_NAMES.split())


def to_html(text: str, name_of: Namer) -> Markup:
    """Draw mrkdwn. `name_of` turns the id of a person or room into what it is called."""
    held: list[Markup] = []

    def hold(found: re.Match[str]) -> str:
        drawn = _draw_piece(found, name_of)
        if drawn is None:
            return found[0]
        held.append(drawn)
        return f"\ue000{len(held) - 1}\ue001"

    waiting = _PIECES.sub(hold, re.sub("[\ue000\ue001]", "", text))
    styled = "".join(_draw_lines(str(escape(read_entities(waiting))).split("\n")))
    return Markup(_HELD.sub(lambda found: str(held[int(found[1])]), styled))  # noqa: S704 - escaped above


def read_entities(text: str) -> str:
    """Undo the three escapes of Slack's text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _draw_piece(found: re.Match[str], name_of: Namer) -> Markup | None:
    block, code, angled, emoji = found.groups()
    if block:
        return Markup("<pre>{}</pre>").format(read_entities(block).strip("\n"))
    if code:
        return Markup("<code>{}</code>").format(read_entities(code))
    if angled:
        return _draw_angled(angled, name_of)
    return Markup.escape(_EMOJI[emoji]) if emoji in _EMOJI else None


def _draw_angled(inside: str, name_of: Namer) -> Markup | None:
    target, _, label = inside.partition("|")
    label = read_entities(label)
    if target[0] in "@#":
        sign = target[0]
        return Markup('<span class="mention">{}{}</span>').format(sign, name_of(target[1:]) or label)
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


def _draw_lines(lines: list[str]) -> Iterator[str]:
    quoting = False
    for index, line in enumerate(lines):
        is_quote = line.startswith("&gt;")
        if is_quote != quoting:
            yield "<blockquote>" if is_quote else "</blockquote>"
        elif index:
            yield "<br>"
        yield _style(line.removeprefix("&gt;").removeprefix(" ") if is_quote else line)
        quoting = is_quote
    if quoting:
        yield "</blockquote>"


def _style(line: str) -> str:
    def wrap(found: re.Match[str]) -> str:
        tag = ("b", "i", "s")[(found.lastindex or 1) - 1]
        return f"<{tag}>{_style(found[found.lastindex or 1])}</{tag}>"

    return _STYLES.sub(wrap, line)


def draw_plain(text: str) -> Markup:
    """Draw plain text: nothing but line breaks and emoji names mean anything."""
    named = re.sub(r":([a-z0-9_+-]+):", lambda found: _EMOJI.get(found[1], found[0]), text)
    return Markup("<br>").join(named.split("\n"))
