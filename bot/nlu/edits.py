"""What kind of slip turns one word into another, and what it costs to believe in it."""

from enum import Enum, auto

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


def _find_neighbors() -> dict[str, frozenset[str]]:
    """Return which keys touch which on a US keyboard, whose rows are each shifted half a key."""
    places = {
        letter: (row, column) for row, letters in enumerate(_ROWS) for column, letter in enumerate(letters)
    }
    return {
        one: frozenset(
            other
            for other, (row, column) in places.items()
            if other != one
            and (
                (row == at and abs(column - place) == 1)
                or (row - at == 1 and column - place in (-1, 0))
                or (at - row == 1 and column - place in (0, 1))
            )
        )
        for one, (at, place) in places.items()
    }


_NEIGHBORS = _find_neighbors()


class Slip(Enum):
    """A single slip of the keys, seen from the name: what was typed differs by this."""

    SWAP = auto()
    DOUBLED = auto()
    DROPPED = auto()
    ADDED = auto()
    UNDOUBLED = auto()
    ADDED_NEIGHBOR = auto()
    VOWEL = auto()
    NEIGHBOR = auto()
    OTHER = auto()
    EDGE = auto()


def name_slip(typed: str, key: str) -> Slip:
    """Return the kind of the one slip between what was typed and a name one edit away from it."""
    at = _first_difference(typed, key)
    if len(typed) > len(key):
        return _name_addition(typed, at)
    if len(typed) < len(key):
        return _name_drop(key, at)
    return _name_change(typed, key, at)


def _first_difference(typed: str, key: str) -> int:
    shorter = min(len(typed), len(key))
    return next((at for at in range(shorter) if typed[at] != key[at]), shorter)


def _name_addition(typed: str, at: int) -> Slip:
    around = typed[max(0, at - 1) : at] + typed[at + 1 : at + 2]
    if typed[at] in around:
        return Slip.DOUBLED
    if at in (0, len(typed) - 1):
        return Slip.EDGE
    near = not _NEIGHBORS.get(typed[at], frozenset()).isdisjoint(around)
    return Slip.ADDED_NEIGHBOR if near else Slip.ADDED


def _name_drop(key: str, at: int) -> Slip:
    if key[at] in key[max(0, at - 1) : at] + key[at + 1 : at + 2]:
        return Slip.UNDOUBLED
    return Slip.EDGE if at in (0, len(key) - 1) else Slip.DROPPED


def _name_change(typed: str, key: str, at: int) -> Slip:
    if typed[at : at + 2] == key[at : at + 2][::-1]:
        return Slip.SWAP
    if at in (0, len(key) - 1):
        return Slip.EDGE
    if typed[at] in _VOWELS and key[at] in _VOWELS:
        return Slip.VOWEL
    return Slip.NEIGHBOR if typed[at] in _NEIGHBORS.get(key[at], frozenset()) else Slip.OTHER
