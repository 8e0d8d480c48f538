"""The page's own door: who may come in, and what it may show."""

import json
from html.parser import HTMLParser

import aiohttp
import pytest

from bot.playground import PlaygroundError, Workspace
from tests.playground.drivers import ANA, GENERAL, Json, Loop, Site

OURS = {"X-Playground-Token": "{token}"}


def test_it_listens_on_this_machine_alone(site: Site) -> None:
    """The server is bound to 127.0.0.1."""
    runner = site.workspace._runner
    assert runner
    assert {address[0] for address in runner.addresses} == {"127.0.0.1"}


@pytest.mark.parametrize("path", ["/", "/?token=guess", "/page/feed?as=U0ANAMORAL&token=guess"])
def test_the_page_opens_with_this_starts_token_only(path: str, site: Site) -> None:
    """Without the token of this start there is no page and no feed."""
    assert site.request("GET", path)[0] == 403
    assert site.request("GET", f"/?token={site.workspace.page_token}")[0] == 200


def test_tokens_are_new_with_every_start(loop: Loop) -> None:
    """Two workspaces share no token or secret."""
    first, second = Site(loop), Site(loop)
    pairs = [{site.workspace.page_token, *site.workspace.environment.values()} for site in (first, second)]
    assert not pairs[0] & pairs[1]
    first.close()
    second.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
    ],
)
def test_another_site_cannot_speak_for_the_user(headers: dict[str, str], site: Site) -> None:
    """A foreign Origin or Host is turned away everywhere, whatever token it brings."""
    token = {"X-Playground-Token": site.workspace.page_token}
    path = f"/page/do/say?as={ANA}&room={GENERAL}"
    body = json.dumps({"text": "forged"})
    assert site.request("POST", path, data=body, headers={**token, **headers})[0] == 403
    bearer = {"Authorization": f"Bearer {site.workspace.bot_token}"}
    assert site.request("POST", "/api/auth.test", headers={**bearer, **headers})[0] == 403
    assert site.request("GET", f"/?token={site.workspace.page_token}", headers=headers)[0] == 403
    assert site.seen() == []


def test_a_post_without_the_header_is_turned_away(site: Site) -> None:
    """A form on another page cannot set our header, so nothing it posts is said."""
    path = f"/page/do/say?as={ANA}&room={GENERAL}&token={site.workspace.page_token}"
    for options in (
        {"data": '{"text": "forged"}'},
        {"data": {"text": "forged"}},
        {"headers": {"X-Playground-Token": "x"}},
    ):
        assert site.request("POST", path, **options)[0] == 403
    assert site.seen() == []


def test_no_answer_invites_other_sites(site: Site) -> None:
    """Nothing the server sends carries a CORS permission, and the page forbids foreign scripts and frames."""

    async def fetch() -> dict[str, str]:
        async with aiohttp.ClientSession() as session, session.get(site.workspace.page_url) as answer:
            return dict(answer.headers)

    headers = site.loop.run(fetch())
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_page_needs_nothing_from_elsewhere(site: Site) -> None:
    """Every script, style and image of the page is its own; and it says whose it is not."""
    text = site.request("GET", f"/?token={site.workspace.page_token}")[1]
    links = _Links()
    links.feed(text)
    assert all(link.startswith(("static/", "#", "data:,")) for link in links.found)
    assert "Not affiliated with Slack" in text


@pytest.mark.parametrize(
    ("query", "error"),
    [({"as": "U0NOBODY00"}, "user_not_found"), ({"room": "C0NOWHERE0"}, "channel_not_found")],
)
def test_nobody_speaks_from_nowhere(query: dict[str, str], error: str, site: Site) -> None:
    """An unknown person or room is refused by name."""
    assert site.page("GET", "shown", None, **query)["error"] == error


def test_a_deed_that_is_not_there_is_refused(site: Site) -> None:
    """An unknown deed is refused by name."""
    assert site.page("POST", "do/dance", {})["error"] == "unknown deed: dance"


def test_what_happens_arrives_live(site: Site) -> None:
    """The feed tells an open page of a message at once, and of nothing another person alone sees."""

    async def listen() -> list[Json]:
        url = f"{site.workspace.office.base_url}/page/feed?as={ANA}&token={site.workspace.page_token}"
        found: list[Json] = []
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            async for line in answer.content:
                if line.startswith(b"data: "):
                    found.append(json.loads(line[6:]))
                if found[-1:] and found[-1]["kind"] == "ready" and line == b"\n":
                    site.workspace.office.notify("U0BENOKAFR", GENERAL, "for Ben alone")
                    site.workspace.office.notify(ANA, GENERAL, "for Ana")
                if len(found) == 2:
                    return found
        return found

    found = site.loop.run(listen())
    assert [change["kind"] for change in found] == ["ready", "message"]
    shown = site.page("GET", "shown", room=GENERAL)["html"]
    assert "for Ana" in shown
    assert "for Ben" not in shown


def test_a_taken_port_is_named_with_a_way_out(site: Site, loop: Loop) -> None:
    """Starting on a port in use says which, and what to do."""
    with pytest.raises(PlaygroundError, match=str(site.workspace.port)) as caught:
        loop.run(Workspace().start(site.workspace.port))
    assert "--port" in caught.value.remedy


def test_the_inspector_shows_the_wire(site: Site) -> None:
    """The last requests are there with what was sent and answered, refusals with their reasons; no token is."""
    site.api("chat.postMessage", channel=GENERAL, blocks=[{"type": "nope"}])
    found = site.page("GET", "shown", json="requests")["html"]
    assert "← chat.postMessage ✕" in found
    assert "unsupported type: nope" in found
    assert site.workspace.bot_token not in found


def test_the_environment_is_all_an_app_needs(site: Site) -> None:
    """Its URL and tokens answer auth.test and open a socket."""
    env = site.workspace.environment
    assert set(env) == {"SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}
    assert site.api("auth.test", env["SLACK_BOT_TOKEN"])["ok"]
    assert site.api("apps.connections.open", env["SLACK_APP_TOKEN"])["ok"]
