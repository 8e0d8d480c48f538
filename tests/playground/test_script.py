"""Scripts: the workspace from a text file."""

import pytest

from bot.playground import ScriptError, play_script
from tests.playground.drivers import Site

TALK = """
# a comment
ana #general: /comp together-ai ml-engineer
ana selects "Seattle"
ana clicks "What to say"
ana selects "Share"
ben #general sees "Base $188K–$250K"
ben #general misses "Then wait"
ben thread: @coach what about me?
ana dm: they say it's final
ana opens home
ana clicks "Check my offer"
ana fills "Base" with "215000"
ana fills "City" with "Seattle"
ana submits
ana sees "Base read as 215000."
ana uses "Ask the coach"
ana closes
ben #general: hello
ben uses "Coach me on this"
ben sees "Coached in a thread."
ana #general: /broken
"""


def _play(site: Site, text: str) -> str:
    async def play() -> str:
        return "\n".join([line async for line in play_script(site.workspace, text.splitlines())])

    return site.loop.run(play())


@pytest.mark.usefixtures("demo")
def test_a_script_prints_the_conversation(site: Site) -> None:
    """Commands, choices, threads, direct messages, modals, Home, shortcuts and refusals all appear as text."""
    printed = _play(site, TALK)
    for expected in (
        "ana in #general: /comp together-ai ml-engineer",
        "coach (only ana sees this):\n    *ML/AI Engineer · Together AI · San Francisco*",
        "    *ML/AI Engineer · Together AI · Seattle*",
        "[Check my offer] [What to say] [San Francisco, Seattle, Remote US ▾] [⋯ Levers, Sources, Share here]",
        "coach (in the thread):\n    You asked, @ben: @coach what about me?",
        "[Home]\n    Your negotiation",
        "[Modal] Check my offer",
        "Base: [215000]",
        "    [Good] [Bad] [Delete]",
        "[Modal closed]",
        "[refused] ack of /broken: invalid_blocks",
    ):
        assert expected in printed


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ana #general: hi\nana dances", "line 2: this is no step"),
        ("carl #general: hi", "line 1: this is no step"),
        ("ana #nowhere: hi", "line 1: there is no #nowhere"),
        ('\nana clicks "Nothing"', "line 2: nothing to press"),
        ('ana sees "Nothing"', 'line 1: ana does not see "Nothing"'),
        ('ana #general: hi\nana misses "hi"', 'line 2: ana sees "hi"'),
        ("ana submits", "line 1: no modal is open"),
        ('ana fills "Base" with "1"', "line 1: no modal is open"),
        ("ana thread: hi", "line 1: there is no message"),
        ('ana uses "Nothing"', "line 1: there is no shortcut"),
        ("ana #general: /form\nana submits", "line 2: base: Please complete"),
        ('ana #general: /form\nana fills "Nope" with "1"', "line 2: no field"),
    ],
)
@pytest.mark.usefixtures("demo")
def test_a_fault_names_its_line(text: str, fault: str, site: Site) -> None:
    """What is no step, cannot be done, or does not come out stops with the line's number and a remedy."""
    with pytest.raises(ScriptError) as caught:
        _play(site, text)
    assert str(caught.value).startswith(fault)
    assert caught.value.remedy
