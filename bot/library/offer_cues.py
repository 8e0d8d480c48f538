"""`lexicon/offers.yaml` -> the cues by which an offer is read out of words."""

from pathlib import Path

from pydantic import TypeAdapter

from bot.library.lexicon import read_shape
from bot.nlu.offers_cues import Cues, index_cues

_GROUPS = TypeAdapter(dict[str, dict[str, tuple[str, ...]]])


def read_offer_cues(file: Path) -> Cues:
    """Return the cues by first word. Raises SeedsError if the file does not fit."""
    groups = read_shape(file, _GROUPS)
    return index_cues(groups)
