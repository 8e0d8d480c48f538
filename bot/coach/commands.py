"""The commands: one list that feeds the Slack door, help, the manifest and the README."""

from typing import NamedTuple

from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.nlu.normalize import split_words


class Command(NamedTuple):
    """One thing a person can type behind the slash command, or a button can type for them."""

    name: str
    """first word; the empty name is `/comp` with nothing before the company and role"""
    intent: Intent
    takes: str
    what: str
    """one line for help, the README and the manifest"""

    @property
    def usage(self) -> str:
        """The name, and what stands behind it."""
        return f"{self.name} {self.takes}".strip()


OTHER_NAMES = {"": Intent.COMP, "equity": Intent.STAKE}
"""commands not called like their intent"""
COMMANDS = tuple(
    Command(name, OTHER_NAMES.get(name) or Intent(name), takes, what)
    for name, takes, what in (
        ("", "[company] [role] [region] [level]", "what a job pays, what moves it, what to say"),
        ("say", "[company] [role] [region]", "words for each moment, with blanks for what only you know"),
        ("levers", "[company] [role]", "the guide's levers and what each needs from you"),
        (
            "sources",
            "[company] [role] [region]",
            "where each number comes from, how old it is, what does not add up",
        ),
        (
            "offer",
            "[company] [role] [what they offer]",
            "add up your offer and place it; without more, a form",
        ),
        ("counter", "[which offer]", "what to ask for, why, and in which order"),
        ("round", "[what they came back with]", "what changed, and whether to take it"),
        ("email", "[what for] [warm or firm]", "your email, ready to copy"),
        ("call", "[what for] [warm or firm]", "the same as lines for a call"),
        ("equity", "[which offer]", "what your equity may come to, line by line"),
        ("compare", "[company] [role]", "a job's regions side by side, or your own offers"),
        ("share", "[company] [role] [region]", "post the figures to this channel, for everybody"),
        ("offers", "", "your offers, as I know them"),
        ("edit", "[which offer]", "change an offer in a form"),
        ("forget", "[which offer]", "forget an offer, or all I know of you"),
        ("guides", "", "the guides there are"),
        ("topic", "[name]", "one page of the playbook, or all their names"),
        ("help", "", "this list"),
    )
)
ALONE = frozenset({Intent.HELP, Intent.GUIDES, Intent.OFFERS})
"""what nothing stands behind"""
NUMBERED = frozenset({Intent.OFFER, Intent.ROUND, Intent.COUNTER, Intent.EDIT, Intent.COMPARE})
WORDED = frozenset({Intent.EMAIL, Intent.CALL, Intent.COMPARE})
"""what an amount, or plain words, may stand behind"""
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
        return heard.intent in NUMBERED
    names = heard.stranger or heard.region or heard.level
    return sentence.isdisjoint(words) and (heard.intent in WORDED or bool(names))
