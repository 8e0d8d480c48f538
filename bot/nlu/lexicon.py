"""What the language of pay questions is made of, as values: names, title grammar, everyday words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.vocabulary import Name
from bot.nlu.intents import Cues


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleGrammar:
    """How titles vary: heads that stand for each other, synonyms, words that may be left out."""

    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """last word of a title -> words that may stand in its place"""
    short_heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """the same, for short forms that stand for head and optional word together"""
    synonyms: tuple[tuple[str, ...], ...] = ()
    optional: Mapping[str, str] = field(default_factory=dict)
    """head -> the word that may come and go before it"""
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """phrase -> slugs of the roles it can mean, likeliest first; decided only by which of them has a guide"""
    loose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """phrase -> slugs of roles it may hint at, likeliest first; always asked about"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """Words that are not names, by what they tell."""

    filler: frozenset[str] = frozenset()  # carry no name: grammar, asking, pay talk, chat
    weak: frozenset[str] = frozenset()
    """fillers that are part of many names: beside a company's name they leave doubt"""
    pay: frozenset[str] = frozenset()  # show that pay is being asked about
    chat: frozenset[str] = frozenset()  # greetings and the like: alone they name nobody
    everyday: frozenset[str] = frozenset()
    """common words: less likely to be an unknown name than a rare word is"""
    trade: tuple[str, ...] = ()  # how the words begin that name our trade
    addressed: frozenset[str] = frozenset()
    """speak of somebody: beside them, and without pay talk, an unknown word is no company's name"""
    asks: frozenset[str] = frozenset()  # begin a question
    phrases: tuple[str, ...] = ()  # word groups read as filler as a whole
    cues: Cues = field(default_factory=Cues)  # words that say what is wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything known of names and words before any guide is read."""

    roles: Mapping[str, Name] = field(default_factory=dict)
    regions: Mapping[str, Name] = field(default_factory=dict)
    cities: Mapping[str, Name] = field(default_factory=dict)
    """places that are read as the region they are within, unless a guide speaks of them"""
    levels: Mapping[str, Name] = field(default_factory=dict)
    companies: Mapping[str, Name] = field(default_factory=dict)
    """real companies, with or without a guide, and what else they are called"""
    titles: TitleGrammar = field(default_factory=TitleGrammar)
    words: WordLists = field(default_factory=WordLists)
