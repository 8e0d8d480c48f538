"""The kinds of claim a guide's script may make on a person's behalf, and the blank that replaces each."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.domain.script import ClaimKind
from bot.errors import SeedsError


class ClaimKeys(BaseModel):
    """One entry of `lexicon/claims.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    cues: Annotated[tuple[str, ...], Field(min_length=1)]
    blank: str
    needs: str | None


def read_claims(file: Path) -> tuple[ClaimKind, ...]:
    """Return the claim kinds in their order of precedence. Raises SeedsError if the file does not fit."""
    try:
        entries = TypeAdapter(tuple[ClaimKeys, ...]).validate_python(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError):
        raise SeedsError(f"{file.name} cannot be read", remedy="restore it from the release") from None
    return tuple(
        ClaimKind(name=entry.kind, cues=entry.cues, blank=entry.blank, needs=entry.needs) for entry in entries
    )
