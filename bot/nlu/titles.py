"""A role's names -> every way its title is likely to be typed. Done once, when the index is built."""

from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from bot.nlu.lexicon import TitleGrammar
from bot.nlu.normalize import split_words

Words: TypeAlias = tuple[str, ...]

MOST_FORMS = 160  # forms of one title, plainest first; beyond that the spellings get absurd


class TitleWriter:
    """Spells a title out in its variants, by a grammar."""

    __slots__ = ("_canonical", "_grammar", "_heads", "_variants")

    def __init__(self, grammar: TitleGrammar) -> None:
        self._grammar = grammar
        self._heads = {word: head for head, words in grammar.heads.items() for word in (head, *words)}
        groups = [tuple(split_words(word) for word in group) for group in grammar.synonyms]
        self._canonical = {words: group[0] for group in groups for words in group}
        self._variants = {group[0]: group for group in groups}

    def write(self, title: str, *, is_turned: bool = False) -> tuple[str, ...]:
        """Return the joined keys of the title's variants, plainest first, without its own; turned, `engineer, backend`."""
        spell = self._turn if is_turned else self._spell
        words = split_words(title)
        head = self._heads.get(words[-1]) if words else None
        if head is None or len(words) == 1:
            return ()
        modifiers = self._read_modifiers(words[:-1])
        forms = dict.fromkeys(form for bare in self._bare(modifiers, head) for form in spell(bare, head))
        forms.pop("".join(words), None)
        return tuple(forms)[:MOST_FORMS]

    def _read_modifiers(self, words: tuple[str, ...]) -> tuple[Words, ...]:
        """Group the words before the head, each group in its canonical spelling."""
        groups: list[tuple[str, ...]] = []
        start = 0
        while start < len(words):
            size = next((n for n in (3, 2, 1) if words[start : start + n] in self._canonical), 1)
            group = words[start : start + size]
            groups.append(self._canonical.get(group, group))
            start += size
        return tuple(groups)

    def _bare(self, modifiers: tuple[Words, ...], head: str) -> Iterator[tuple[Words, ...]]:
        """Yield the modifiers with the optional word, and without it where others remain."""
        optional = (self._grammar.optional.get(head, ""),)
        without = tuple(group for group in modifiers if group != optional)
        yield modifiers
        if optional[0] and without:
            yield without
            yield (*without, optional)
            yield (optional, *without)

    def _spell(self, modifiers: tuple[Words, ...], head: str) -> Iterator[str]:
        """Yield `backend engineer`, `be dev` and so on, joined."""
        heads = (head, *self._grammar.heads[head], *self._grammar.short_heads.get(head, ()))
        for before in self._join(modifiers):
            yield from (before + last for last in heads)

    def _turn(self, modifiers: tuple[Words, ...], head: str) -> Iterator[str]:
        """Yield `engineer backend`, `software engineer backend` and so on, joined."""
        optional = self._grammar.optional.get(head, "")
        for after in self._join(modifiers):
            yield head + after
            if optional and optional not in after:
                yield optional + head + after

    def _join(self, modifiers: tuple[Words, ...]) -> Iterator[str]:
        choices = [self._variants.get(group, (group,)) for group in modifiers]
        yield from ("".join("".join(words) for words in spelled) for spelled in product(*choices))
