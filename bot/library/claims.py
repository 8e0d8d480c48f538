"""The kinds of claim a guide's script may make on a person's behalf, and the blank that replaces each."""

from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.domain.script import ClaimKind
from bot.errors import SeedsError


def read_claims(file: Path) -> tuple[ClaimKind, ...]:
    """Return the claim kinds in their order of precedence. Raises SeedsError if the file does not fit."""
    try:
        return TypeAdapter(tuple[ClaimKind, ...]).validate_python(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError):
        raise SeedsError(f"{file.name} cannot be read", remedy="restore it from the release") from None
