"""Modals: opened, stacked, filled, submitted, closed."""

from typing import Any

import pytest

from bot.playground.values import Place
from tests.playground.demo import Demo, form
from tests.playground.drivers import ANA, BEN, DM, GENERAL, Json, Puppet, Site, until


def _open(site: Site, **more: object) -> Json:
    trigger = site.workspace.office.triggers.give(Place(user=ANA, room=GENERAL))
    return site.api("views.open", trigger_id=trigger, view={**form(), **more})


def _submit(site: Site, view: str, **chosen: list[str]) -> Json:
    paths = {f"{block}/it": values for block, values in chosen.items()}
    found: Json = site.page("POST", "do/submit", {"view": view, "chosen": paths}, room=GENERAL)["faults"]
    return found


def test_a_trigger_opens_one_view(site: Site) -> None:
    """A second use of one trigger id is refused; a refused view does not spend it."""
    trigger = site.workspace.office.triggers.give(Place(user=ANA, room=GENERAL))
    assert site.api("views.open", trigger_id=trigger, view={"type": "modal"})["error"] == "invalid_arguments"
    assert site.api("views.open", trigger_id=trigger, view=form())["ok"]
    assert site.api("views.open", trigger_id=trigger, view=form())["error"] == "exchanged_trigger_id"


def test_three_views_are_the_most(site: Site) -> None:
    """A fourth view on the stack is refused with push_limit_reached; ids link each to the one below."""
    opened = [_open(site)["view"] for _ in range(3)]
    assert _open(site)["error"] == "push_limit_reached"
    assert opened[2]["previous_view_id"] == opened[1]["id"]
    assert {view["root_view_id"] for view in opened} == {opened[0]["id"]}


def test_an_old_hash_is_refused(site: Site) -> None:
    """views.update with the hash of an earlier state gets hash_conflict; with the present one it works."""
    view = _open(site)["view"]
    first = site.api("views.update", view_id=view["id"], hash=view["hash"], view=form("New"))
    assert first["view"]["title"]["text"] == "New"
    assert (
        site.api("views.update", view_id=view["id"], hash=view["hash"], view=form())["error"]
        == "hash_conflict"
    )


def test_an_external_id_finds_its_view_and_is_unique(site: Site) -> None:
    """A view is updated by its external_id, and a second one with it is refused."""
    _open(site, external_id="mine")
    assert site.api("views.update", external_id="mine", view=form("New"))["ok"]
    assert _open(site, external_id="mine")["ok"]  # the update dropped the id
    assert _open(site, external_id="mine")["error"] == "duplicate_external_id"


def test_a_submission_carries_every_input(site: Site) -> None:
    """state.values holds each input under its own key: null where empty, begun where untouched."""
    puppet = Puppet(site)
    view = _open(site)["view"]
    assert (
        _submit(site, view["id"], base=["215000"], parts=["Bonus", "Equity"], who=[ANA], due=["2026-11-27"])
        == {}
    )
    values = puppet.sent("view_submission")[0]["view"]["state"]["values"]
    found: dict[str, Any] = {block: dict(parts["it"]) for block, parts in values.items()}
    assert {name: part.pop("type") for name, part in found.items()}["city"] == "static_select"
    assert found["base"] == {"value": "215000"}
    assert found["note"] == {"value": None}
    assert found["city"] == {"selected_option": None}
    assert [option["value"] for option in found["parts"]["selected_options"]] == ["Bonus", "Equity"]
    assert found["stage"]["selected_option"]["value"] == "Verbal"
    assert (found["due"], found["who"]) == ({"selected_date": "2026-11-27"}, {"selected_user": ANA})
    assert found["with"] == {"selected_options": []}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [("", "required"), ("abc", "number"), ("21.5", "whole"), ("12", "1000 or more")],
)
def test_what_slack_would_not_submit_stays_open(typed: str, fault: str, site: Site) -> None:
    """A missing, malformed or out-of-range input is named and the app hears nothing."""
    puppet = Puppet(site)
    view = _open(site)["view"]["id"]
    assert fault in _submit(site, view, base=[typed])["base"]
    assert puppet.sent("view_submission") == []
    assert site.workspace.office.stacks[ANA]


@pytest.mark.usefixtures("demo")
def test_the_app_may_find_fault(site: Site) -> None:
    """response_action errors are shown at their blocks and the modal stays; a good submission closes it."""
    view = _open(site)["view"]["id"]
    assert _submit(site, view, base=["1234"]) == {"base": "That is a month, not a year."}
    assert site.workspace.office.stacks[ANA]
    assert _submit(site, view, base=["215000"]) == {}
    assert site.workspace.office.stacks[ANA] == []
    until(lambda: [m for m in site.seen(room=DM) if "215000" in m.text])


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({"response_action": "update", "view": form("Two")}, ["Check my offer", "Two"]),
        ({"response_action": "push", "view": form("Two")}, ["Check my offer", "Check my offer", "Two"]),
        ({"response_action": "clear"}, []),
        ({}, ["Check my offer"]),
    ],
)
def test_a_submission_steers_the_stack(answer: Json, titles: list[str], site: Site) -> None:
    """An update replaces the view, push adds one, clear closes all, and nothing closes the one submitted."""
    Puppet(site, view_submission=answer)
    _open(site)
    view = _open(site)["view"]["id"]
    assert _submit(site, view, base=["215000"]) == {}
    assert [view["title"]["text"] for view in site.workspace.office.stacks[ANA]] == titles


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
    ],
)
def test_a_wrong_answer_to_a_submission_is_trouble(answer: Json, site: Site) -> None:
    """Errors for unknown blocks, refused views and unknown actions leave the modal open and raise the banner."""
    Puppet(site, view_submission=answer)
    view = _open(site)["view"]["id"]
    assert "trouble" in _submit(site, view, base=["215000"])[""]
    assert "invalid_arguments" in site.workspace.office.log[-1]["trouble"]
    assert site.workspace.office.stacks[ANA]


def test_closing_is_told_where_asked(site: Site) -> None:
    """notify_on_close brings view_closed; clear_on_close takes the whole stack along."""
    puppet = Puppet(site)
    _open(site)
    view = _open(site, clear_on_close=True)["view"]["id"]
    site.page("POST", "do/close", {"view": view}, room=GENERAL)
    assert site.workspace.office.stacks[ANA] == []
    assert [payload["is_cleared"] for payload in puppet.sent("view_closed")] == [True, True]


def test_an_external_select_offers_what_the_app_says(site: Site, demo: Demo) -> None:
    """Typing asks the app for options; the one chosen reaches it again on submission."""
    view = _open(site)["view"]["id"]
    target = {"view": view, "block": "company", "action": "it", "text": "quiet"}
    options = site.page("POST", "do/suggest", target, room=GENERAL)["options"]
    assert [option["value"] for option in options] == ["Quietwater"]
    assert _submit(site, view, base=["215000"], company=["Quietwater"]) == {}
    values = demo.heard[-1]["view"]["state"]["values"]
    assert values["company"]["it"]["selected_option"]["value"] == "Quietwater"


def test_wrong_options_are_refused(site: Site) -> None:
    """Options that Slack would refuse are not offered, and the page is told."""
    Puppet(
        site, block_suggestion={"options": [{"text": {"type": "plain_text", "text": "x" * 76}, "value": "x"}]}
    )
    view = _open(site)["view"]["id"]
    target = {"view": view, "block": "company", "action": "it", "text": "x"}
    assert site.page("POST", "do/suggest", target, room=GENERAL)["options"] == []
    assert "less than 76" in site.workspace.office.log[-1]["trouble"]


def test_a_modal_belongs_to_one_person(site: Site) -> None:
    """Ben sees nothing of Ana's modal and cannot submit it."""
    view = _open(site)["view"]["id"]
    assert "Check my offer" in site.page("GET", "shown")["html"]
    assert "Check my offer" not in site.page("GET", "shown", user=BEN)["html"]
    assert site.page("POST", "do/submit", {"view": view}, user=BEN, room=GENERAL)["error"] == "view_not_found"


def test_a_click_in_home_knows_its_view(site: Site) -> None:
    """A button in Home sends the view and no response_url."""
    puppet = Puppet(site)
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
    home = {"type": "home", "blocks": [{"type": "actions", "block_id": "a", "elements": [button]}]}
    view = site.api("views.publish", user_id=ANA, view=home)["view"]["id"]
    site.page("POST", "do/act", {"view": view, "block": "a", "action": "go", "values": []}, room=GENERAL)
    payload = puppet.sent("block_actions")[0]
    assert payload["view"]["id"] == payload["container"]["view_id"] == view
    assert "response_url" not in payload
