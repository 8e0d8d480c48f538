"""Faults that are ours or the operator's, as opposed to a `Problem`, which is a fault in content."""


class CoachError(Exception):
    """Something we cannot go on with: says what was wrong and, as `remedy`, what to do next.

    Neither text may hold an amount, a token or anything a person typed: it may reach a log.
    """

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class SettingsError(CoachError):
    """The environment asks for something impossible, or leaves out something needed."""


class SeedsError(CoachError):
    """The seeds folder is missing or cannot be read at all."""
