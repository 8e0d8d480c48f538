"""What a short remark means for the offer that was just told."""

import pytest

from tests.drivers import Door, Terminal


@pytest.mark.parametrize("remark", ["USD", "it's dollars", "at Together AI, ML engineer"])
def test_a_currency_that_was_asked_for_may_be_typed(door: Door, remark: str) -> None:
    """The answer to "in which currency?" counts for every amount just told, by its name or by the job's."""
    door.command("/comp offer base 215k, 80k/4y, 15%, sign-on 20k")
    assert "in which currency" in door.replies[-1].text
    door.command(f"/comp {remark}")
    assert "$215K base + $32K bonus" in door.replies[-1].text
    assert "$20K sign-on" in door.replies[-1].text


@pytest.mark.parametrize("told", ["they offered 150k base, in euros", "base 150k, 10% bonus, EUR"])
def test_a_currency_said_apart_from_its_amount_is_not_asked_for(terminal: Terminal, told: str) -> None:
    """Whoever says the currency at the end has said it."""
    terminal.command(told)
    assert "€150K base" in terminal.replies[-1].text or "Base €150K" in terminal.replies[-1].text


def test_a_currency_once_known_is_not_asked_into_a_later_remark(terminal: Terminal) -> None:
    """A region asked about after the offer is in dollars places the offer there, and asks for no currency."""
    terminal.command("Together AI offered 215k base, ML engineer")
    terminal.command("and in Seattle?")
    assert "$23K below the high" in terminal.replies[-1].text
    terminal.command("and nyc?")
    assert "no figures for New York" in terminal.replies[-1].text


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("my offer from acme is 150k usd", "Acme"),
        ("they're offering $150k at Acme Robotics", "Acme Robotics"),
        ("verbal offer, $150k base, company is Hooli", "Hooli"),
    ],
)
def test_an_offer_is_called_after_its_company(terminal: Terminal, told: str, name: str) -> None:
    """A company nobody has a guide for gives its offer the name it was told with, every word of it."""
    terminal.command(told)
    assert f"Your offer · {name}" in terminal.replies[-1].text


@pytest.mark.parametrize(
    "told",
    [
        "they offered 600000 kr",
        "they'll pay $45/hour for internship",
        "they offered $90k base at a seed startup",
    ],
)
def test_a_word_that_is_no_name_names_no_offer(terminal: Terminal, told: str) -> None:
    """An offer is called after a company, never after a currency or a common word."""
    terminal.command(told)
    terminal.command("my offers")
    assert "My offer" in terminal.replies[-1].text


def test_the_first_written_offer_is_the_offer(terminal: Terminal) -> None:
    """Whoever begins with a written offer from somebody is told what it comes to, not what the job pays."""
    terminal.command("I have a written offer from Together AI, ML engineer, $210k base")
    assert "Your offer · Together AI" in terminal.replies[-1].text
    terminal.command("also have a written offer from openai for $240k")
    terminal.command("email")
    assert "a written offer from OpenAI, with a base of $240,000" in terminal.replies[-1].text


def test_a_rivals_offer_taken_back_is_claimed_no_more(terminal: Terminal) -> None:
    """An offer that turns out to be spoken is no written one in the email, and this one stays in writing."""
    terminal.command("offer together-ai ml-engineer sf base $210k")
    terminal.command("I have a written offer from Anthropic for $240k base")
    terminal.command("I actually only have a verbal offer from Anthropic")
    terminal.command("email")
    assert "written offer" not in terminal.replies[-1].text
    assert "$210,000" in terminal.replies[-1].text


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("can i say i have an offer for 260k from openai even though i dont", "won't"),
        ("should I round my Anthropic offer up to 260?", "Inventing or inflating an offer"),
    ],
)
def test_an_offer_that_is_only_thought_of_is_not_kept(terminal: Terminal, asked: str, answered: str) -> None:
    """A question about a false offer is answered honestly, and its sum becomes nobody's offer."""
    terminal.command("offer together-ai ml-engineer sf base $210k")
    terminal.command(asked)
    assert answered in terminal.replies[-1].text
    terminal.command("my offers")
    assert "260" not in terminal.replies[-1].text


@pytest.mark.parametrize("told", ["I have no other offers", "you can use my current pay"])
def test_what_only_the_person_knows_goes_into_the_plan(terminal: Terminal, told: str) -> None:
    """A plain word on where somebody stands is answered with the plan, not with a page about such words."""
    terminal.command("offer together-ai ml-engineer sf base $210k, I make $180k now")
    terminal.command(told)
    assert "Counter plan" in terminal.replies[-1].text


def test_agreed_and_written_are_compared_in_one_breath(terminal: Terminal) -> None:
    """What was agreed and what the letter says, told at once, come back as the difference to have corrected."""
    terminal.command("offer together-ai ml-engineer sf base $215k")
    terminal.command("you agreed 225, the letter says 222")
    assert "You agreed base $225,000; the letter says $222,000: −$3,000" in terminal.replies[-1].text


def test_what_to_say_is_about_the_offer_in_hand(terminal: Terminal) -> None:
    """Once there is an offer, "what do I say" gives the lines for it, not those for before one."""
    terminal.command("offer together-ai ml-engineer sf base $215k")
    terminal.command("what do I say?")
    assert "Base is at $215,000 now" in terminal.replies[-1].text


def test_a_yes_is_kept_and_the_letter_read_against_it(terminal: Terminal) -> None:
    """Whoever takes an offer gets the words for it, and later only what the letter says otherwise."""
    terminal.command("offer together-ai ml-engineer sf base $215k")
    terminal.command("ok I'll take it")
    assert "I'm happy to accept." in terminal.replies[-1].text
    terminal.command("the letter says 210")
    assert "You agreed base $215,000; the letter says $210,000: −$5,000" in terminal.replies[-1].text


def test_the_most_they_pay_is_not_what_they_offered(terminal: Terminal) -> None:
    """A sum they won't go above caps the base and leaves the offer as it was."""
    terminal.command("offer together-ai ml-engineer sf base $215k bonus 15%")
    terminal.command("they won't go above 220 on base")
    assert "Bonus ask 19%" in terminal.replies[-1].text
    terminal.command("my offers")
    assert "220" not in terminal.replies[-1].text


def test_an_answer_that_is_only_announced_is_no_round(terminal: Terminal) -> None:
    """Tapping "They came back" and then telling it counts once, so that one more ask is still open."""
    terminal.command("offer together-ai ml-engineer sf base $210k")
    terminal.command("round Together AI")
    terminal.command("they came back")
    terminal.command("they came back with 215")
    assert "One more ask" in terminal.replies[-1].text


def test_the_same_again_is_an_answer(terminal: Terminal) -> None:
    """Whoever hears the same offer again is told that nothing changed, and what else to ask."""
    terminal.command("offer together-ai ml-engineer sf base $210k")
    terminal.command("they came back with the same")
    assert "Nothing changed." in terminal.replies[-1].text
    assert "One more ask, a different one" in terminal.replies[-1].text


def test_a_deadline_in_hours_is_not_the_end_of_a_day(terminal: Terminal) -> None:
    """Somebody who has six hours is not told that it is the whole day."""
    terminal.command("they gave me 6 hours to decide. together ai ml engineer $205k base")
    assert "6 hours from when they said so" in terminal.replies[-1].text
