"""The commands: one list that feeds the Slack door, help, the manifest and the README."""

from dataclasses import dataclass

from bot.domain.understanding import Intent, Outcome, Understanding, Utterance
from bot.nlu.normalize import split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a person can type behind the slash command, or a button can type for them."""

    name: str
    """first word; the empty name is `/comp` with nothing before the company and role"""
    usage: str
    example: str
    intent: Intent
    what: str
    """one line for help, the README and the manifest"""


COMMANDS = (
    Command(
        name="",
        usage="[company] [role] [region] [level]",
        example="together-ai ml-engineer",
        intent=Intent.COMP,
        what="what a job pays, what moves it, what to say",
    ),
    Command(
        name="say",
        usage="say [company] [role] [region]",
        example="say together-ai ml-engineer",
        intent=Intent.SAY,
        what="words for each moment, with blanks for what only you know",
    ),
    Command(
        name="levers",
        usage="levers [company] [role]",
        example="levers together-ai ml-engineer",
        intent=Intent.LEVERS,
        what="the guide's levers and what each needs from you",
    ),
    Command(
        name="sources",
        usage="sources [company] [role] [region]",
        example="sources together-ai ml-engineer",
        intent=Intent.SOURCES,
        what="where each number comes from, how old it is, what does not add up",
    ),
    Command(
        name="offer",
        usage="offer [company] [role] [what they offer]",
        example="offer together-ai mle sf base 210k equity 80k/4y bonus 15% sign-on 20k",
        intent=Intent.OFFER,
        what="add up your offer and place it; without more, a form",
    ),
    Command(
        name="counter",
        usage="counter [which offer]",
        example="counter",
        intent=Intent.COUNTER,
        what="what to ask for, why, and in which order",
    ),
    Command(
        name="round",
        usage="round [what they came back with]",
        example="round base 225k sign-on 25k",
        intent=Intent.ROUND,
        what="what changed, and whether to take it",
    ),
    Command(
        name="email",
        usage="email [what for] [warm or firm]",
        example="email firm",
        intent=Intent.EMAIL,
        what="your email, ready to copy",
    ),
    Command(
        name="call",
        usage="call [what for] [warm or firm]",
        example="call warm",
        intent=Intent.CALL,
        what="the same as lines for a call",
    ),
    Command(
        name="equity",
        usage="equity [which offer]",
        example="equity",
        intent=Intent.STAKE,
        what="what your equity may come to, line by line",
    ),
    Command(
        name="compare",
        usage="compare [company] [role]",
        example="compare together-ai ml-engineer",
        intent=Intent.COMPARE,
        what="a job's regions side by side, or your own offers",
    ),
    Command(
        name="share",
        usage="share [company] [role] [region]",
        example="share together-ai ml-engineer",
        intent=Intent.SHARE,
        what="post the figures to this channel, for everybody",
    ),
    Command(
        name="offers",
        usage="offers",
        example="offers",
        intent=Intent.OFFERS,
        what="your offers, as I know them",
    ),
    Command(
        name="edit",
        usage="edit [which offer]",
        example="edit",
        intent=Intent.EDIT,
        what="change an offer in a form",
    ),
    Command(
        name="forget",
        usage="forget [which offer]",
        example="forget",
        intent=Intent.FORGET,
        what="forget an offer, or all I know of you",
    ),
    Command(
        name="guides",
        usage="guides",
        example="guides",
        intent=Intent.GUIDES,
        what="the guides there are",
    ),
    Command(
        name="topic",
        usage="topic [name]",
        example="topic final_offer",
        intent=Intent.TOPIC,
        what="one page of the playbook, or all their names",
    ),
    Command(
        name="help",
        usage="help",
        example="help",
        intent=Intent.HELP,
        what="this list",
    ),
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
