"""`lexicon/offers.yaml` -> the cues by which an offer is read out of words."""

from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.errors import SeedsError
from bot.nlu.offers_cues import Cues, index_cues

_GROUPS = TypeAdapter(dict[str, dict[str, tuple[str, ...]]])


def read_offer_cues(file: Path) -> Cues:
    """Return the cues by first word. Raises SeedsError if the file does not fit."""
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return index_cues(_GROUPS.validate_python(yaml.load(file.read_text("utf-8"), Loader=loader)))  # noqa: S506  both are safe loaders
    except (OSError, yaml.YAMLError, ValidationError):
        raise SeedsError(f"{file.name} cannot be read", remedy="restore it from the release") from None
