"""A person's own offer in Slack: told anywhere, answered where only they read, and taken back when they say so."""

import json
from pathlib import Path

import pytest

from bot.bootstrap import open_conversation
from bot.config import Settings
from bot.domain.session import Person
from tests.conftest import TODAY
from tests.drivers import Said, Slack

OFFER = "/comp offer together-ai mle sf base 213k equity 77k/4y bonus 16% sign-on 21k"
THEIRS = ("213", "77", "16%", "21")
WARNING = "_Before any number"
POINTER = "the answer is in our direct messages"


def own(slack: Slack, user: str = "U1") -> list[Said]:
    """Return what was posted in a person's direct messages."""
    return [reply for reply in slack.replies if reply.seen_by == f"D{user[1:]}"]


def test_a_command_with_amounts_leaves_a_pointer_and_answers_directly(slack: Slack) -> None:
    """In a channel only "the answer is in our direct messages" is shown, without a digit; the review lasts there."""
    slack.command(OFFER)
    pointer, review = slack.replies
    assert POINTER in pointer.text
    assert not any(
        letter.isdigit() for letter in json.dumps(pointer.message["blocks"]) + pointer.message["text"]
    )
    assert (pointer.seen_by, review.seen_by) == ("U1", "D1")
    assert "Cash target $247K a year" in review.text


def test_a_command_in_the_direct_messages_needs_no_pointer(slack: Slack) -> None:
    """There the review is posted alone."""
    slack.command(OFFER, channel="D1")
    assert [reply.seen_by for reply in slack.replies] == ["D1"]


def test_a_mention_with_amounts_is_answered_directly(slack: Slack) -> None:
    """Nothing stands in the thread, the person alone sees a pointer there, the review is in their messages."""
    slack.mention("they offered me 213k base and 16% bonus at together ai as ml engineer", thread_ts="9.0")
    review, pointer = slack.replies
    assert (review.seen_by, pointer.seen_by) == ("D1", "U1")
    assert "$213K" in review.text
    assert POINTER in pointer.text
    assert not any(amount in pointer.text for amount in THEIRS)
    assert pointer.message["thread_ts"] == "9.0"


def test_the_conversation_goes_on_in_the_direct_messages(slack: Slack) -> None:
    """What was told in a channel is known there: the counter needs no name, and so does the answer to an answer."""
    slack.command(OFFER)
    slack.dm("what should I counter with?")
    assert "Counter plan" in slack.replies[-1].text
    slack.dm("they came back with 225 and 25k sign-on")
    assert "$213K → $225K" in slack.replies[-1].text


def test_clicks_on_ones_own_numbers_add_below(slack: Slack) -> None:
    """The plan, the email, and even a page of the playbook leave the message that was clicked where it is."""
    slack.command(OFFER)
    first = slack.replies[-1].message["ts"]
    for label in ("Plan my counter", "Not sure"):
        slack.click(label)
        assert not slack.replies[-1].replaces
        assert slack.replies[-1].seen_by == "D1"
        assert slack.replies[-1].message["thread_ts"] == first
    assert len(slack.posted["D1"]) == 3


def test_who_may_read_is_said_once_before_any_number(slack: Slack) -> None:
    """The first review begins with it, the second is without; another person is told for themselves."""
    slack.command(OFFER)
    assert slack.replies[-1].text.startswith(WARNING)
    assert "$" not in slack.replies[-1].text.split("\n")[0]
    slack.command(OFFER)
    assert WARNING not in slack.replies[-1].text
    slack.command(OFFER, user="U2")
    assert own(slack, "U2")[-1].text.startswith(WARNING)


def test_a_form_says_it_too_before_anything_is_typed(slack: Slack) -> None:
    """Whoever begins with the form reads it above the fields, and not again in the review."""
    slack.command("/comp offer")
    first = slack.views[-1]["blocks"][0]
    assert first["type"] == "section"
    assert WARNING in first["text"]["text"]
    slack.submit(job="together ai ml engineer", base="213k")
    assert WARNING not in slack.replies[-1].text
    slack.command("/comp edit")
    assert slack.views[-1]["blocks"][0]["type"] == "input"


def test_looking_at_an_empty_home_is_no_first_contact(slack: Slack) -> None:
    """The Home tab shows no number, so the word is kept for the first review."""
    slack.opened("home")
    slack.command(OFFER)
    assert slack.replies[-1].text.startswith(WARNING)


def test_the_form_is_filled_refused_beside_its_fields_and_taken(slack: Slack) -> None:
    """The button brings the job along; a base of $12 and a bonus of 900 % are refused; then the review is sent."""
    slack.command("/comp together-ai ml-engineer")
    slack.click("Check my offer")
    job = next(block for block in slack.views[-1]["blocks"] if block.get("block_id") == "job")
    assert "together-ai" in job["element"]["initial_value"]
    assert set(slack.submit(base="$12", bonus="900%")) == {"base", "bonus"}
    assert set(slack.submit(base="$213k", bonus="€20k")) == {"bonus"}
    assert own(slack) == []
    assert slack.submit(base="$213k", bonus="16%") == {}
    assert "Cash target $247K a year" in own(slack)[-1].text


def test_a_form_that_comes_too_late_falls_back_to_words(slack: Slack) -> None:
    """Where Slack refuses to open it, the person reads what to type instead, with the button to try again."""
    for error in ("expired_trigger_id", "invalid_trigger_id"):
        slack.refuse["views.open"] = error
        slack.command("/comp offer")
        assert slack.replies[-1].seen_by == "D1"
        assert "Tell me the offer in one line" in slack.replies[-1].text
        slack.click("Open the form")
        assert "Tell me the offer in one line" in slack.replies[-1].text
    del slack.refuse["views.open"]
    slack.click("Open the form")
    assert slack.views


def test_a_fault_of_ours_leaves_the_form_open(slack: Slack) -> None:
    """Where a sent form breaks us, what was typed stays in it, and the id to report stands beside its first field."""
    slack.command("/comp offer")
    stage = next(block for block in slack.views[-1]["blocks"] if block.get("block_id") == "stage")
    stage["element"]["options"].append({"value": "no such stage"})
    errors = slack.submit(base="213k", stage="no such stage")
    assert list(errors) == ["job"]
    assert errors["job"].startswith("Something went wrong on my side")
    assert slack.submit(job="together ai ml engineer", base="213k") == {}


def test_home_lists_offers_and_changes_with_them(slack: Slack) -> None:
    """An offer is opened, edited and deleted from the Home tab, which then shows it so."""
    slack.command(OFFER)
    slack.opened("home")
    assert "Together AI base $213K" in words(slack)
    slack.click_home("Open Together AI")
    assert "Cash target" in slack.replies[-1].text
    slack.click_home("Edit Together AI")
    assert slack.submit(base="219k") == {}
    assert "Together AI base $219K" in words(slack)
    slack.click_home("Delete Together AI")
    assert "I keep no offer of yours" in words(slack)
    slack.dm("my offers")
    assert "I keep no offer of yours" in slack.replies[-1].text


def test_home_finds_a_job_by_its_first_letters(slack: Slack) -> None:
    """The search offers jobs that have a guide, and the one chosen is answered in the direct messages."""
    slack.opened("home")
    found = slack.search("toge")
    assert [option["text"]["text"] for option in found] == ["ML/AI Engineer, Together AI"]
    assert slack.search("zzz") == []
    chosen = {"type": "external_select", "action_id": "say:search:0", "block_id": "search"}
    slack.touch_home({**chosen, "selected_option": found[0]})
    assert slack.replies[-1].seen_by == "D1"
    assert "$188K–$250K" in slack.replies[-1].text
    assert "Looked up ML/AI Engineer, Together AI" in words(slack)


@pytest.mark.parametrize("says", ["dm", "command", "home"])
def test_forget_me_takes_back_what_was_sent(slack: Slack, says: str) -> None:
    """Our messages in their direct messages go, threads too, Home is empty, and what Slack keeps is said."""
    slack.command(OFFER)
    slack.click("Plan my counter")
    slack.dm("what should I counter with?")
    slack.opened("home")
    assert len(slack.posted["D1"]) == 3
    match says:
        case "dm":
            slack.dm("forget me")
        case "command":
            slack.command("/comp forget")
        case _:
            slack.click_home("Forget me")
    (left,) = slack.posted["D1"]
    assert "What you wrote yourself stays in Slack" in slack.replies[-1].text
    assert left["ts"] == slack.replies[-1].message["ts"]
    assert "I keep no offer of yours" in words(slack)
    assert slack.conversation.store.kept(Person(team="T1", user="U1")).negotiations == ()


def test_values_and_metadata_hold_no_amounts(slack: Slack) -> None:
    """What Slack carries for us, unseen, is names and commands; amounts stand where the person reads them."""
    slack.command(OFFER)
    for label in ("Plan my counter", "Email it"):
        slack.click(label)
    slack.opened("home")
    slack.click_home("Edit Together AI")
    view = slack.views[-1]
    carried = [view["private_metadata"], view["callback_id"]]
    for message in (*(reply.message for reply in slack.replies), *slack.homes.values()):
        carried += [
            str(option.get("value"))
            for block in message["blocks"]
            for element in block.get("elements", ())
            for option in (element, *element.get("options", ()))
        ]
    assert not [value for value in carried if any(amount in value for amount in THEIRS)]


def test_an_amount_to_choose_is_offered_to_its_person_alone(slack: Slack) -> None:
    """A doubtful amount is asked about in the direct messages; its buttons state the readings."""
    slack.command("/comp offer acme base 213k")
    pointer, doubt = slack.replies
    assert (pointer.labels, doubt.seen_by) == ((), "D1")
    assert "in which currency?" in doubt.text
    slack.click("USD")
    assert "$213K" in slack.replies[-1].text


def test_without_saving_all_is_answered_and_nothing_listed(seeds: Path) -> None:
    """With COACH_SAVE=off an offer is added up, planned and answered, and no list of offers has it later."""
    forgetful = open_conversation(Settings(seeds=seeds, saves=False), clock=lambda: TODAY, advises=False)
    with Slack.serving(forgetful) as slack:
        slack.command(OFFER)
        assert "Cash target $247K" in slack.replies[-1].text
        slack.click("Plan my counter")
        assert "Counter plan" in slack.replies[-1].text
        slack.dm("my offers")
        assert "I keep no offer of yours" in slack.replies[-1].text
        slack.opened("home")
        assert "I keep no offer of yours" in words(slack)


def words(slack: Slack, user: str = "U1") -> str:
    """Return the words of a person's Home tab."""
    texts = [block["text"]["text"] for block in slack.homes[user]["blocks"] if block["type"] == "section"]
    return "\n".join(texts).replace("*", "")
