"""What we are to tell them of another's offer: words that state nothing, and are said only where they are so."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from bot.coach.mended import SUM, is_sum
from bot.coach.topics import TopicOnOffer, advise_on_offer
from bot.coach.wording import LETTERS, word
from bot.coach.writing import CannotClaim, Drafted, decline_claim
from bot.domain.asking import parts_of
from bot.domain.negotiation import Negotiation, Rival
from bot.domain.session import Kept, Session
from bot.domain.understanding import Intent, Understanding, Utterance
from bot.library.edition import Edition

SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?= )|(?=\n)|$)")
LONGEST, MOST_SENTENCES, MOST_LETTERS, BEFORE = 2_000, 12, 400, 48
"""letters of a text, sentences and letters of one that are looked at, and letters before a verb that say whose it is"""
JOINED = re.compile(r"(?i)(?:[\s,;:(-]|\b(?:but|and|then|also|so)\b)+$")
"""what joins words to what is to be told"""
KINDS = {
    "tells": "claims theirs named",
    "leads": "they",
    "lies": "claims theirs named sums",
    "rounds": "sums",
}
BESIDE = frozenset({"theirs", "named", "rounds"})
"""kinds of verbs, with what makes a claim of the words behind them; and what does so only beside an offer of another's"""
Sounds = Mapping[str, tuple[re.Pattern[str], ...]]


def set_apart(utterance: Utterance, session: Session, kept: Kept, edition: Edition) -> Utterance:
    """Return what was typed with what they are to be told of another's offer set apart, so that none of it is taken in.

    A question about it that names no sum stays whole where no offer is known: a page answers it.
    """
    sounds = edition.scripts.inventing
    own = tuple(one for one in (session.negotiation, *kept.negotiations) if one)
    text = "\n".join(" ".join(line.split()) for line in utterance.text.replace("’", "'").splitlines())
    names = [one.name for one in others(own) if one.name]
    is_short = not utterance.intent and len(text) <= LONGEST
    span = None if not is_short else find_telling(text, sounds, "|".join(map(re.escape, names)))
    if span is None:
        return utterance
    telling, rest = text[slice(*span)], f"{JOINED.sub('', text[: span[0]])} {text[span[1] :]}".strip()
    is_told = bool(re.search(r"\d", rest))
    if not (own or is_told or re.search(r"\d", telling)) and is_asked(telling, sounds):
        return utterance
    return Utterance(text=rest, intent=None if is_told else Intent.OFFER, telling=telling)


def others(own: tuple[Negotiation, ...]) -> list[Rival]:
    """Return every offer that was told beside the one talked about, which is the first."""
    kept = (Rival(name=one.name, offer=one.offer, is_written=True) for one in own if one.name != own[0].name)
    return [*(rival for one in own for rival in one.stance.rivals), *kept]


def find_telling(text: str, sounds: Sounds, names: str) -> tuple[int, int] | None:
    """Return from where to where a text says what they are to be told of another's offer, and what leads to it."""
    sentences = (one for one in SENTENCE.finditer(text) if hear("any", one[0], sounds))
    for sentence in islice(sentences, MOST_SENTENCES):
        said = sentence[0][:MOST_LETTERS]
        if (begin := find_claim(said, sounds, names)) is not None:
            led = None if is_asked(said, sounds) else hear("led", said[:begin], sounds)
            at = 0 if is_asked(said, sounds) else led.start() if led else begin
            return sentence.start() + at, sentence.end()
    return None


def find_claim(sentence: str, sounds: Sounds, names: str) -> int | None:
    """Return where a sentence begins to say what they are to be told of another's offer; None where it does not."""
    if whole := hear("asks", sentence.lower(), sounds):
        return whole.end() - len(whole[0].lstrip(" .,;:!?-"))

    def cues(*keys: str) -> list[re.Pattern[str]]:
        found = chain.from_iterable(sounds.get(key, ()) for key in keys if names or key not in BESIDE)
        return [re.compile(cue.pattern.replace("NAMES", names or "(?!)")) for cue in found]

    for kind, keys in KINDS.items():
        claims = cues(*keys.split())
        for hit in chain.from_iterable(cue.finditer(sentence) for cue in cues(kind)):
            before = sentence[max(0, hit.start() - BEFORE) : hit.start()]
            if not hear("spared", before, sounds) and any(cue.match(sentence, hit.end()) for cue in claims):
                return hit.start()
    return None


def hear(key: str, text: str, sounds: Sounds) -> re.Match[str] | None:
    """Return the first place in a text of that kind of sound."""
    return next((found for cue in sounds.get(key, ()) if (found := cue.search(text))), None)


def is_asked(text: str, sounds: Sounds) -> bool:
    """Whether a text asks about what they could be told, or tells of it, rather than wishing for it."""
    said = text.casefold()
    return bool(hear("unless", said, sounds) and not hear("leave", said, sounds))


def is_stated(telling: str, meant: Negotiation, kept: Kept, sounds: Sounds) -> bool:
    """Whether all that they are to be told of another's offer in writing is as the person stated it."""
    said = telling.casefold()
    known = [one for one in others((meant, *kept.negotiations)) if one.name and one.is_written]
    named = [one for one in known if one.name.casefold().split()[0] in said]
    if hear("lies", said, sounds) or (not named and hear("somebody", said, sounds)):
        return False
    figures = ([*parts_of(one.offer).values()] for one in named or known)
    sums = [found.strip() for found in re.findall(SUM, said)]
    return any(all(any(is_sum(figure, sum_) for figure in all_) for sum_ in sums) for all_ in figures)


def answer_truly(
    heard: Understanding, meant: Negotiation | None, kept: Kept, edition: Edition, today: date
) -> Drafted | CannotClaim | TopicOnOffer:
    """Return words for what they may be told of another's offer; else what is true in its place, or the page on it."""
    telling, sounds = heard.utterance.telling, edition.scripts.inventing
    page = edition.playbook.get("bluffing") if is_asked(telling, sounds) else None
    if meant and is_stated(telling, meant, kept, sounds):
        letter = heard if heard.intent in LETTERS else replace(heard, intent=Intent.EMAIL)
        return word(letter, meant, edition, today)
    return advise_on_offer(page, meant, edition, today) if meant and page else decline_claim(meant, edition)
