"""Text as typed -> folded words. Names and questions go through the same mill, so that they meet."""

import html
import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

MOST_LETTERS = 4_000  # a question is cut here: its words end long before
MOST_WORDS = 160  # words read of one question: a long message names its company early

# Slack's own markup: https://api.slack.com/reference/surfaces/formatting
_MENTION = re.compile(r"<[@#!][^<>]*>")
_LINK = re.compile(r"<(?:https?://|mailto:)?([^<>|]*)(?:\|([^<>]*))?>", re.IGNORECASE)
_URL = re.compile(r"https?://(?:www\.)?([^\s/<>|?#]*)\S*", re.IGNORECASE)
_EMOJI = re.compile(r"(?<![^\s]):[a-z0-9_+'-]{2,40}:(?![^\s])")
_POSSESSIVE = re.compile(r"['’`´]s\b(?!\.)")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_MARKUP = frozenset("<:/&'’`´")


# A turn splits its text several times; what is said next takes its place, "forget me" too.
@lru_cache(maxsize=2)
def split_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, without Slack's markup, accents, possessives or punctuation."""
    return tuple(_WORD.findall(fold(text[:MOST_LETTERS]))[:MOST_WORDS])


def join_key(text: str) -> str:
    """Return the key under which every spacing, hyphenation and case of a name is the same name."""
    return "".join(split_words(text))


def fold(text: str) -> str:
    """Return the text in lower case, plain letters, `&` spelled out."""
    if not _MARKUP.isdisjoint(text):
        text = _strip_markup(text)
    if not text.isascii():
        text = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
    return text.casefold().replace("&", " and ")


def _strip_markup(text: str) -> str:
    text = _EMOJI.sub(" ", _LINK.sub(_link_words, _MENTION.sub(" ", text)))
    text = _URL.sub(r" \1 ", html.unescape(text))
    return _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))


def _link_words(link: re.Match[str]) -> str:
    label: str | None = link[2]
    return f" {label or link[1].split('/')[0]} "
