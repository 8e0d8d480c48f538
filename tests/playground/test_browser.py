"""The page in a real browser: what a person sees and does, with a keyboard where they can."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.drivers import PATIENCE
from tests.playground.browser import CHROMIUM, PHONE, browsing, keep, open_page, real_bot, say
from tests.playground.drivers import ANA, GENERAL, Loop, Site

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not here: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all."""
    expect.set_options(timeout=1_000 * PATIENCE)
    with browsing() as made:
        yield made


@pytest.fixture
def ana(site: Site, browser: Browser) -> Iterator[Page]:
    """Return Ana's window, with the demonstration app in the workspace."""
    site.join()
    context, page = open_page(site, browser)
    yield page
    context.close()


@pytest.fixture
def ben(site: Site, browser: Browser, ana: Page) -> Iterator[Page]:
    """Return Ben's window on the same workspace."""
    assert ana.url
    context, page = open_page(site, browser)
    page.get_by_label("Ben Okafor").check(force=True)
    yield page
    context.close()


@pytest.fixture(scope="module")
def real(loop: Loop) -> Iterator[Site]:
    """Return a workspace with the real coach in it."""
    with real_bot(loop) as made:
        yield made


def test_the_real_coach_answers_changes_and_shares(real: Site, browser: Browser) -> None:
    """A command brings the card; region changes it in place; Levers adds; Share is seen by Ben, the rest is not."""
    context, page = open_page(real, browser)
    say(page, "/comp together-ai ml-engineer")
    card = page.locator(".message.app")
    expect(card).to_contain_text("Together AI")
    expect(card).to_contain_text("Only visible to you")
    keep(page, "card")
    card.get_by_role("combobox").select_option("Seattle")
    expect(card).to_contain_text("Together AI · Seattle")
    expect(card).to_have_count(1)
    keep(page, "region")
    card.get_by_role("button", name="Levers").click()
    expect(card).to_contain_text("What moves it · ML/AI Engineer")
    keep(page, "levers")
    card.get_by_role("button", name="Back to pay").click()
    expect(card).to_contain_text("What moves it Another written offer")
    card.get_by_label("More actions").click()
    card.get_by_role("button", name="Share here").click()
    expect(card).to_have_count(2)
    other, bens = open_page(real, browser)
    bens.get_by_label("Ben Okafor").check(force=True)
    expect(bens.locator(".message.app")).to_have_count(1)
    expect(bens.locator(".message.app")).to_contain_text("Together AI")
    keep(bens, "shared-as-ben-sees-it")
    context.close()
    other.close()


def test_the_real_coach_answers_in_a_thread_and_directly(real: Site, browser: Browser) -> None:
    """A mention is answered in its thread; a direct message in the direct messages."""
    context, page = open_page(real, browser)
    say(page, "@coach together ai ml engineer")
    page.locator(".message.person .replies").last.click()
    expect(page.locator("#thread .message.app")).to_contain_text("Together AI")
    keep(page, "thread")
    page.locator("[data-go=dm]").click()
    say(page, "what does together ai pay ml engineers?")
    expect(page.locator("#log .message.app").last).to_contain_text("Together AI")
    say(page, "and in Seattle?")
    expect(page.locator("#log .message.app")).to_have_count(2)
    keep(page, "direct")
    context.close()


def test_a_command_completes_from_the_keyboard(ana: Page) -> None:
    """A slash lists the commands with their hints; arrows and Tab pick one; Enter sends; Escape closes the list."""
    box, menu = ana.locator("#say"), ana.locator("#commands")
    expect(box).to_be_focused()
    ana.keyboard.type("/")
    expect(menu.get_by_role("option")).to_have_count(5)
    expect(menu).to_contain_text("company role")
    ana.keyboard.press("ArrowDown")
    ana.keyboard.press("Tab")
    expect(box).to_have_value("/guides ")
    ana.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    box.fill("/co")
    ana.keyboard.press("Enter")
    ana.keyboard.type("together-ai ml-engineer")
    ana.keyboard.press("Enter")
    expect(ana.locator(".message.app")).to_contain_text("Together AI")


def test_every_kind_of_block_is_shown(ana: Page) -> None:
    """The gallery of blocks is drawn with no box that says otherwise, and stays within the page."""
    say(ana, "/guides")
    message = ana.locator(".message.app")
    expect(message.locator("svg")).to_have_count(2)
    expect(message.get_by_text("not drawn here")).to_have_count(0)
    expect(message.get_by_text("small print")).to_be_in_viewport()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert ana.evaluate(wide) == 0
    keep(ana, "gallery")


def test_what_slack_refuses_raises_a_banner(ana: Page) -> None:
    """The banner says which call was refused and why, and can be dismissed."""
    say(ana, "/broken")
    banner = ana.locator("#banner")
    expect(banner).to_contain_text("must be less than 151 characters")
    expect(ana.locator(".message.command")).to_be_visible()
    keep(ana, "refused")
    banner.get_by_label("Dismiss").click()
    expect(banner).to_be_hidden()


def test_a_script_tag_stays_text(ana: Page) -> None:
    """What a person types and what the bot repeats is shown letter for letter; nothing of it runs."""
    evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    ana.locator("[data-go=dm]").click()
    say(ana, evil)
    expect(ana.locator(".message.app")).to_contain_text("<script>")
    expect(ana.locator(".message.person")).to_contain_text(evil)
    assert "taken" not in ana.title()
    keep(ana, "script-tag")


def test_a_form_is_filled_refused_and_sent(ana: Page) -> None:
    """A modal takes every kind of input, shows faults at their field, keeps what was typed, and closes."""
    say(ana, "/form")
    modal = ana.locator("#modal")
    expect(modal.get_by_label("Base")).to_be_focused()
    ana.keyboard.press("Enter")
    expect(modal).to_contain_text("Please complete this required field.")
    modal.get_by_label("Base").fill("1234")
    modal.get_by_label("Note").fill("verbal only")
    modal.get_by_label("Company").press_sequentially("quiet")
    modal.get_by_role("option", name="Quietwater").wait_for()
    ana.keyboard.press("Enter")
    expect(modal.get_by_label("Company")).to_have_value("Quietwater")
    modal.get_by_label("Equity").check()
    keep(ana, "form")
    modal.get_by_role("button", name="Review").click()
    expect(modal).to_contain_text("That is a month, not a year.")
    expect(modal.get_by_label("Note")).to_have_value("verbal only")
    modal.get_by_label("Base").fill("215000")
    modal.get_by_role("button", name="Review").click()
    expect(modal).to_be_hidden()
    ana.locator("[data-go=dm]").click()
    expect(ana.locator(".message.app")).to_contain_text("Base read as 215000.")


def test_escape_closes_a_form(ana: Page) -> None:
    """Escape closes the modal, here and in the workspace."""
    say(ana, "/form")
    expect(ana.locator("#modal")).to_be_visible()
    ana.keyboard.press("Escape")
    expect(ana.locator("#modal")).to_be_hidden()


def test_home_is_published_when_opened(ana: Page) -> None:
    """The Home tab shows what the app publishes, and its button opens the form."""
    ana.locator("[data-go=dm]").click()
    ana.get_by_role("tab", name="Home").click()
    expect(ana.locator(".home")).to_contain_text("Your negotiation")
    keep(ana, "home")
    ana.get_by_role("button", name="Check my offer").click()
    expect(ana.locator("#modal")).to_be_visible()


def test_messages_arrive_live_and_mark_other_rooms(ana: Page, ben: Page) -> None:
    """What Ana says appears in Ben's window by itself; in another room it marks that room."""
    say(ana, "hello Ben")
    expect(ben.locator(".message.person")).to_contain_text("hello Ben")
    ben.locator("[data-go=dm]").click()
    say(ana, "are you there?")
    expect(ben.locator(f"[data-go={GENERAL}].unread")).to_be_visible()


def test_what_is_said_while_the_room_is_drawn_is_kept(site: Site, ana: Page) -> None:
    """A message that comes between the drawing of a room and its showing is shown all the same."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        drawn = route.fetch()
        if not held:
            held.append(route)
            site.say("said meanwhile")
            time.sleep(0.3)
        route.fulfill(response=drawn)

    ana.route("**/page/shown*", hold)
    with ana.expect_response("**/page/shown*"):
        ana.locator(f"[data-go={GENERAL}]").click()
    ana.wait_for_timeout(300)  # until what was drawn is shown
    expect(ana.locator(".message.person")).to_contain_text("said meanwhile")
    assert held
    ana.unroute("**/page/shown*")


def test_the_light_tells_whether_an_app_is_there(site: Site, ana: Page) -> None:
    """The light goes out when the app leaves, a command then says so, and it comes on again with the app."""
    site.leave()
    expect(ana.locator("#light")).to_have_attribute("aria-label", "app not connected")
    say(ana, "/comp x")
    expect(ana.locator(".message.notice")).to_contain_text("no app is connected")
    site.join()
    expect(ana.locator("#light")).to_have_attribute("aria-label", "app connected")


def test_the_inspector_shows_a_message_as_json(ana: Page) -> None:
    """The inspector lists the last requests, and any message's JSON."""
    say(ana, "/comp x")
    message = ana.locator(".message.app")
    message.hover()
    message.get_by_label("Show this message as JSON").click()
    expect(ana.locator("#inspector pre")).to_contain_text('"block_id"')
    ana.keyboard.press("Escape")
    ana.locator("#inspect").click()
    expect(ana.locator("#inspector")).to_contain_text("slash_commands")
    keep(ana, "inspector")


def test_it_works_on_a_phone(site: Site, browser: Browser) -> None:
    """At phone width the rooms are in a drawer, everything fits, and a command is answered."""
    site.join()
    context, page = open_page(site, browser, viewport=PHONE, has_touch=True)
    expect(page.locator("#side")).not_to_be_in_viewport()
    say(page, "/comp together-ai ml-engineer")
    expect(page.locator(".message.app")).to_contain_text("Together AI")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label("Channels and people").click()
    page.locator("[data-go=dm]").click()
    expect(page.locator("#title")).to_have_text("coach")
    context.close()


CONTRAST = """
() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const found = parse(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    const style = getComputedStyle(node);
    if (!own || !node.checkVisibility({ opacityProperty: true }) || node.closest(".hidden, .skip, .tools, svg, script")) continue;
    const [a, b] = [light(parse(style.color)), light(behind(node))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(`${node.className || node.tagName}: ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  }
  return [...new Set(poor)];
}
"""
NAMELESS = """
() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.ariaLabel || node.textContent.trim() || node.labels?.length || node.title))
  .map((node) => node.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_and_reach_it(scheme: str, site: Site, browser: Browser) -> None:
    """In light and dark every text has a contrast of 4.5 or more, and every control has a name."""
    site.join()
    context, page = open_page(site, browser, color_scheme=scheme)
    for text in ("/comp together-ai ml-engineer", "/guides", "/broken", "hello @ben, *bold* `code` :wave:"):
        say(page, text)
    expect(page.locator(".message.app")).to_have_count(2)
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    say(page, "/form")
    expect(page.locator("#modal")).to_be_visible()
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    context.close()


def test_a_page_on_another_site_cannot_post(site: Site, browser: Browser) -> None:
    """Script on a foreign page reaches neither the page's endpoints nor the feed, even with the token in hand."""
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "http://evil.example/**", lambda route: route.fulfill(body="<p>evil</p>", content_type="text/html")
    )
    page.goto("http://evil.example/")
    attack = """async ([base, token, as, room]) => {
      const url = `${base}/page/do/say?as=${as}&room=${room}&token=${token}`;
      const body = JSON.stringify({ text: "forged" });
      for (const options of [{ mode: "no-cors" }, {}, { headers: { "X-Playground-Token": token } }])
        await fetch(url, { method: "POST", body, ...options }).catch(() => 0);
    }"""
    page.evaluate(attack, [site.workspace.office.base_url, site.workspace.page_token, ANA, GENERAL])
    assert site.seen() == []
    context.close()
