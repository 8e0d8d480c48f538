"""What kind of slip turns one word into another, and what it costs to believe in it."""

from enum import Enum

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (2 * column + row, row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
"""where a key lies on a US keyboard: halves of a key from the left, for each row is shifted by one, and the row"""
_TOUCHING = frozenset({(2, 0), (1, 1)})
_VOWELS = frozenset("aeiouy")


class Slip(Enum):
    """A single slip of the keys, seen from the name: what was typed differs by this. Each with its odds and its cost.

    Odds: how much oftener a slip of this kind is a typo than the difference between two companies' names (codespell's
    63,500 real misspellings against a catalogue of 8,000 companies, each name left out in turn). Cost: of believing it.
    """

    SWAP = (6.6, 0.25)
    DOUBLED = (5.9, 0.25)
    DROPPED = (5.4, 0.25)
    ADDED = (3.7, 0.28)
    UNDOUBLED = (2.4, 0.28)
    ADDED_NEIGHBOR = (2.1, 0.28)
    VOWEL = (0.9, 0.32)
    NEIGHBOR = (0.8, 0.33)
    OTHER = (0.18, 0.42)
    EDGE = (0.04, 0.5)

    def __init__(self, odds: float, cost: float) -> None:
        self.odds, self.cost = odds, cost


def name_slip(typed: str, key: str) -> Slip:
    """Return the kind of the one slip between what was typed and a name one edit away from it."""
    shorter = min(len(typed), len(key))
    at = next((at for at in range(shorter) if typed[at] != key[at]), shorter)
    if len(typed) == len(key):
        return _name_change(typed, key, at)
    return _name_extra(max(typed, key, key=len), at, is_added=len(typed) > len(key))


def _name_extra(longer: str, at: int, *, is_added: bool) -> Slip:
    around = longer[max(0, at - 1) : at] + longer[at + 1 : at + 2]
    if longer[at] in around:
        return Slip.DOUBLED if is_added else Slip.UNDOUBLED
    if at in (0, len(longer) - 1):
        return Slip.EDGE
    touches = any(_touch(longer[at], key) for key in around)
    return Slip.DROPPED if not is_added else Slip.ADDED_NEIGHBOR if touches else Slip.ADDED


def _name_change(typed: str, key: str, at: int) -> Slip:
    if typed[at : at + 2] == key[at : at + 2][::-1]:
        return Slip.SWAP
    if at in (0, len(key) - 1):
        return Slip.EDGE
    if typed[at] in _VOWELS and key[at] in _VOWELS:
        return Slip.VOWEL
    return Slip.NEIGHBOR if _touch(typed[at], key[at]) else Slip.OTHER


def _touch(one: str, other: str) -> bool:
    if one not in _PLACES or other not in _PLACES:
        return False
    (left, row), (at, below) = _PLACES[one], _PLACES[other]
    return (abs(left - at), abs(row - below)) in _TOUCHING
