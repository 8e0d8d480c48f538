"""Which words are meant: a remark changes what it names of the letter before it, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Conversation
from tests.drivers import Terminal

OFFERED = "together ai mle sf base 200k bonus 15%"
ASK = "I'm asking for a base of $255,000"
SOUNDS = {"firmer": ASK, "make it a bit warmer": "Would $255,000 be possible?", "neutral": "Could you bring it to $255,000?"}  # fmt: skip
PLACES = {
    "as a call": "for a call",
    "for the phone": "for a call",
    "as an email": "by email",
    "email": "by email",
}


def play(coach: Conversation, *turns: str) -> Terminal:
    """Return the terminal after somebody without a past has typed some lines."""
    terminal = Terminal(coach)
    for typed in turns:
        terminal.command(typed)
    return terminal


@given(
    remarks=st.lists(
        st.sampled_from([*SOUNDS, *PLACES, "shorter", "make it longer"]), min_size=1, max_size=4
    ),
    purpose=st.sampled_from(["", "nudge", "extension"]),
)
def test_a_remark_changes_only_what_it_names(coach: Conversation, remarks: list[str], purpose: str) -> None:
    """Whatever was said before, the letter stays what it is for, where it was said last and as it sounded last."""
    reply = play(coach, OFFERED, f"call {purpose}".strip(), *remarks).replies[-1].text
    assert {"": "Your counter", "nudge": "A nudge", "extension": "More time"}[purpose] in reply
    place = next((PLACES[one] for one in reversed(remarks) if one in PLACES), "for a call")
    assert f", {place} · Together AI" in reply
    if not purpose:
        sound = next((SOUNDS[one] for one in reversed(remarks) if one in SOUNDS), None)
        assert sound is None or sound in reply
        sizes = [one for one in remarks if one in {"shorter", "make it longer"}]
        assert ("any room" in reply) is (sizes[-1:] != ["shorter"])


def test_how_words_sound_is_remembered_for_one_offer(coach: Conversation) -> None:
    """A firm call stays firm past a look at the guide, and says nothing about how the next offer's should sound."""
    terminal = play(coach, OFFERED, "call firm", "together ai mle", "as an email")
    assert ASK in terminal.replies[-1].text
    terminal.command("stripe offered me base $180k")
    terminal.command("email")
    assert "Stripe" in terminal.replies[-1].text
    assert "I'd like to make this work" in terminal.replies[-1].text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("email ask what if base is capped Together AI", "I understand that it is settled at $200,000"),
        ("call what if it's final Together AI", "I understand that it is settled at $200,000"),
        (
            "email what if I have a written offer from Google at 300k Together AI",
            "Would $255,000 be possible?",
        ),
    ],
)
def test_what_is_supposed_is_written_for_and_not_kept(coach: Conversation, asked: str, expected: str) -> None:
    """A letter can be for a base that is settled, never for an offer that is only supposed; nothing of it stays."""
    terminal = play(coach, OFFERED, "what if I have a written offer from Google at 300k?", asked)
    assert expected in terminal.replies[-1].text
    assert "Google" not in terminal.replies[-1].text
    terminal.command("email ask warm Together AI")
    assert "Would $255,000 be possible?" in terminal.replies[-1].text


@pytest.mark.parametrize("asked", ["email", "email ask", "what do I say"])
@pytest.mark.parametrize("before", [(), ("I asked for 255",)])
def test_words_are_for_the_plan_just_shown(coach: Conversation, before: tuple[str, ...], asked: str) -> None:
    """After a plan for a base that is settled, no words ask for more base or after the news."""
    reply = play(coach, OFFERED, *before, "what if base is capped", asked).replies[-1].text
    assert "I understand that it is settled at $200,000" in reply
    assert "255,000" not in reply


def test_words_do_not_wait_for_a_currency_forever(coach: Conversation) -> None:
    """Asked twice for words while a currency is open, we leave its sum blank; the answer still fills it in."""
    terminal = play(coach, "they offered 240 base", "as an email")
    assert "which currency" in terminal.replies[-1].text
    for remark in ("on a call", "firmer"):
        terminal.command(remark)
        assert "which is at [their base, with its currency] now" in terminal.replies[-1].text
    terminal.command("EUR")
    terminal.command("as an email")
    assert "which is at €240,000 now" in terminal.replies[-1].text


@pytest.mark.parametrize(
    "told", ["they said yes", "great, they agreed to everything", "they accepted my counter"]
)
def test_a_yes_is_to_what_was_asked(coach: Conversation, told: str) -> None:
    """The letter that says yes has the terms that were asked for, and blanks where nobody said what those were."""
    unknown = play(coach, OFFERED, told, "for the phone").replies[-1].text
    assert "[the base you agreed]" in unknown
    assert "200,000" not in unknown
    known = play(coach, OFFERED, "I asked for 240", told, "for the phone").replies[-1].text
    assert "The base is $240,000" in known


@pytest.mark.parametrize("told", ["they haven't replied", "should I follow up?", "the recruiter ghosted me"])
def test_silence_calls_for_one_friendly_line(coach: Conversation, told: str) -> None:
    """No answer yet: a nudge, with when to send it."""
    reply = play(coach, OFFERED, "I asked for 240", told).replies[-1].text
    assert "Is there any news on what I asked for" in reply
    assert "Send it once" in reply


@pytest.mark.parametrize(
    ("came_back", "expected"),
    [
        ("they came back with 255", "Saying yes"),
        ("they came back with 210", "Your counter"),
    ],
)
def test_after_their_answer_the_letter_says_what_the_round_advises(
    coach: Conversation, came_back: str, expected: str
) -> None:
    """Where the advice is to take it, the letter takes it; where it is one more ask, it asks."""
    assert expected in play(coach, OFFERED, "I asked for 255", came_back, "email").replies[-1].text
    taken = play(coach, OFFERED, "I asked for 255", came_back, "ok, take it").replies[-1].text
    assert ("Saying yes" in taken) is (expected == "Saying yes")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("turn it into an email", "Your counter, by email"),
        ("turn it down", "Saying no"),
        ("how should i respond in writing", "Your counter, by email"),
        ("email asking for more time", "More time"),
    ],
)
def test_words_of_other_meanings_do_not_change_the_purpose(
    coach: Conversation, typed: str, expected: str
) -> None:
    """To turn something into an email declines nothing, and an answer in writing asks for no letter."""
    assert expected in play(coach, OFFERED, typed).replies[-1].text


def test_an_offer_that_is_there_is_told_of(coach: Conversation) -> None:
    """Asked to tell of another offer, we write the one in writing, and decline while there is none."""
    wish = "write an email saying I have another offer"
    assert "I won't write an offer" in play(coach, OFFERED, wish).replies[-1].text
    told = play(coach, OFFERED, "I have a written offer from Google at 240k", wish).replies[-1].text
    assert "I also have a written offer from Google, with a base of $240,000" in told
    assert "I won't write an offer" in play(coach, wish).replies[-1].text


PACKAGES = (
    "Acme offers base $200k, bonus 10%, sign-on $20k, equity $100k RSUs over 4 years",
    "I have a written offer from Globex: base $230k, bonus 15%, sign-on $40k, equity $160k RSUs over 4 years",
    "I won't go below 190k",
    "my current job pays $185k",
)


@pytest.mark.parametrize("tone", ["warm", "neutral", "firm"])
@pytest.mark.parametrize("place", ["email", "call"])
@pytest.mark.parametrize("plan", ["base is capped", "offer them a choice"])
def test_packages_are_written_as_a_choice(coach: Conversation, plan: str, place: str, tone: str) -> None:
    """Words after packages offer just these, short enough to send, and promise or give away nothing."""
    terminal = play(coach, *PACKAGES, plan)
    shown = [line for line in terminal.replies[-1].text.splitlines() if " = $" in line and "How" not in line]
    terminal.command(f"{place} {tone}")
    words = terminal.replies[-1].text
    offered = [line for line in words.splitlines() if "target bonus" in line]
    assert len(offered) >= 2
    assert sum("sign-on" in line and "equity" in line for line in shown) == len(offered)
    assert ("base" in offered[0]) is (plan != "base is capped")
    assert len(words.split()) <= 120
    for secret in ("ready to sign", "185,000", "190,000", "Can you do that?", "any room"):
        assert secret not in words
