"""The commands: one list that feeds the Slack door, help, the manifest and the README."""

import re
from typing import NamedTuple

from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.domain.written import read_written
from bot.nlu.normalize import split_words


class Command(NamedTuple):
    """One thing a person can type behind the slash command, or a button can type for them."""

    name: str  # first word; the empty name is `/comp` with nothing before the company and role
    intent: Intent
    takes: str
    what: str  # one line for help, the README and the manifest

    @property
    def usage(self) -> str:
        """The name, and what stands behind it."""
        return f"{self.name} {self.takes}".strip()


OTHER_NAMES = {"": Intent.COMP, "equity": Intent.STAKE}  # commands not called like their intent
WRITTEN = read_written(__file__)
COMMANDS = tuple(Command(name, OTHER_NAMES.get(name) or Intent(name), *row) for name, row in WRITTEN.items())
NAME_OF = {command.intent: command.name for command in COMMANDS}
ALONE = frozenset({Intent.HELP, Intent.GUIDES, Intent.OFFERS})  # what nothing stands behind
NUMBERED = frozenset({Intent.OFFER, Intent.ROUND, Intent.COUNTER, Intent.EDIT, Intent.COMPARE})
WORDED = frozenset({Intent.EMAIL, Intent.CALL, Intent.COMPARE})
"""what an amount, or plain words, may stand behind"""
ROUNDED = re.compile(
    r"(?:it|up|off|that|(?:the|my) (?:ask|counter))\b"
)  # round it up to 240: theirs to ask for
BY_NAME = {command.name: command for command in COMMANDS if command.name}


def read_command(text: str) -> Utterance:
    """Return typed text as an Utterance: a command's name in front says the intent, anything else is `/comp`.

    `help`, `guides` or any other name counts only as a word of its own at the start.
    """
    first, _, rest = text.strip().partition(" ")
    command = BY_NAME.get(first.casefold().rstrip("?!.,"))
    if command is None:
        return Utterance(text=text.strip(), intent=None)
    return Utterance(text=rest.strip(), intent=command.intent)


def is_command(heard: Understanding, sentence: frozenset[str]) -> bool:
    """Whether what stands behind a command's name is what it takes; else the name is a word of a sentence."""
    words = split_words(heard.utterance.text)
    if not words or heard.intent is Intent.TOPIC or heard.outcome is not Outcome.NONE:
        return True
    if heard.intent in ALONE or any(letter.isdigit() for letter in heard.utterance.text):
        is_verb = heard.intent is Intent.ROUND and ROUNDED.match(" ".join(words))
        return heard.intent in NUMBERED and not is_verb
    names = heard.stranger or heard.region or heard.level
    return sentence.isdisjoint(words) and (heard.intent in WORDED or bool(names))
