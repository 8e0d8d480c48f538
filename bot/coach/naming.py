"""What an offer is called: by its company's name, as that writes itself or as it was typed."""

import re
from dataclasses import replace

from bot.coach.filling import UNNAMED
from bot.coach.topics import is_real
from bot.domain.amounts import read_quantities
from bot.domain.amounts.words import CURRENCIES, PHRASES
from bot.domain.understanding import Intent, Understanding
from bot.domain.written import read_written
from bot.library.edition import Edition
from bot.nlu.normalize import split_words
from bot.nlu.offers_cues import find_cues

NEAR = 60
_WHERE: dict[str, str] = read_written(__file__)


def named(name: str, edition: Edition) -> str:
    """Return a company's name as it writes itself, else as typed, with a capital letter where none was typed."""
    proper = edition.index.proper.get(name.casefold())
    return proper or (name.title() if name.islower() else name)


def as_typed(heard: Understanding, last: Understanding | None, edition: Edition) -> str:
    """Return an unknown company's name as it was typed, where that is no guess at a word of pay or a common one."""
    name = heard.stranger or (last.stranger if last else None)
    pattern = r"\W+".join(re.escape(word) for word in name.split()) if name else _WHERE["led_name"]
    typed = re.search(f"(?i:{pattern}){_WHERE['more_of_it']}" if name else pattern, heard.utterance.text)
    shown = typed[0].strip() if typed else UNNAMED
    read = {word for span in heard.spans if span.slug for word in span.words.split()}
    if not name and not read.isdisjoint(split_words(shown)):
        return UNNAMED
    is_meant = name is None or is_said(name, heard, edition)
    is_common = shown.islower() and shown in edition.index.words.everyday and not (name and is_meant)
    is_guess = typed and not is_real(name, edition) and (is_of_pay(typed, edition) or not is_meant)
    return UNNAMED if is_common or is_guess else named(shown, edition)


def without_guess(heard: Understanding, edition: Edition) -> Understanding:
    """Return a remark about an offer without a word that was only guessed to be an employer, and is not said as one."""
    name, common = heard.stranger or "", edition.index.words.everyday
    is_sure = is_real(name, edition) and name.casefold() not in common
    return heard if is_sure or is_said(name, heard, edition) else replace(heard, stranger=None)


def is_said(name: str, heard: Understanding, edition: Edition) -> bool:
    """Whether a text says a word as an employer's name: where such a name stands, or, of one that is known, alone."""
    text, words = heard.utterance.text, map(re.escape, split_words(name))
    found = re.search(r"\W+".join(words), text, re.IGNORECASE)
    if not name or found is None or any(map(str.isdigit, name)):
        return False
    is_alone = heard.intent in {Intent.COMP, Intent.OFFER} and not text.replace(found[0], "").strip(" .!?")
    is_bare = is_alone and (is_real(name, edition) or found[0].istitle())
    before, after = text[: found.start()], text[found.end() :]
    is_typed = heard.utterance.intent is Intent.OFFER and not before.strip()  # /comp offer acme base 250k
    led, follows = _WHERE["before_name"], _WHERE["after_name"]
    return bool(is_bare or is_typed or re.search(led, before) or re.match(follows, after))


def is_called(name: str, text: str, edition: Edition) -> bool:
    """Whether a text names an offer: by all of its name, or by its first word where that is no common one."""
    first = next(iter(split_words(name)), "")
    is_short = first not in edition.index.words.everyday and name != UNNAMED and first in split_words(text)
    return is_short or name.casefold() in text.casefold()


def is_of_pay(typed: re.Match[str], edition: Edition) -> bool:
    """Whether words of a text speak of an offer or of money, in whatever language: they are no company's name."""
    first = typed[0].casefold().split()[0]
    near = typed.string[max(0, typed.start() - NEAR) : typed.end() + NEAR]
    at = min(typed.start(), NEAR)
    said = [(cue.start, cue.end) for cue in find_cues(near, edition.offer_cues)]
    said += [(quantity.start, quantity.end) for quantity in read_quantities(near)]
    within = any(start < at + len(typed[0]) and at < end for start, end in said)
    return within or first in CURRENCIES or first in PHRASES
