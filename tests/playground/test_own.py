"""A person's own offer in the browser, from the button to being forgotten, as nervous people do it: on a phone too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.drivers import PATIENCE
from tests.playground.browser import CHROMIUM, DESKTOP, PHONE, browsing, keep, open_page, real_bot, say
from tests.playground.drivers import Loop, Site

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not here: apt-get install chromium"),
]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all."""
    expect.set_options(timeout=1_000 * PATIENCE)
    with browsing() as made:
        yield made


@pytest.fixture
def real(loop: Loop) -> Iterator[Site]:
    """Return a workspace with the real coach in it, to whom nothing was said."""
    with real_bot(loop) as made:
        yield made


def go(page: Page, label: str) -> None:
    """Press the last button of that name."""
    page.get_by_role("button", name=label, exact=True).last.click()


def to_messages(page: Page) -> None:
    """Open the direct messages with the coach."""
    if page.locator("#menu").is_visible():
        page.locator("#menu").click()
    page.locator("[data-go=dm]").click()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_an_offer_from_the_button_to_being_forgotten(real: Site, browser: Browser, size: str) -> None:
    """Button, form, fault beside its field, review, plan, email whole, their answer, Home, edit, search, forget."""
    options = {"viewport": PHONE, "has_touch": True} if size == "phone" else {"viewport": DESKTOP}
    context, page = open_page(real, browser, **options)
    modal, replies = page.locator("#modal"), page.locator("#log .message.app, #thread .message.app")

    def fill(**values: str) -> None:
        for name, value in values.items():
            modal.locator(f"[data-input={name}] input").fill(value)
        go(page, "Add it up")

    def look(name: str) -> None:
        keep(page, f"own-{size}-{name}")
        assert page.evaluate(WIDE) <= 0, name

    say(page, "/comp together-ai ml-engineer")
    go(page, "Check my offer")
    expect(modal.get_by_label("Company, role and city")).to_have_value(
        "together-ai ml-ai-engineer sf-bay-area"
    )
    expect(modal).to_contain_text("Before any number")
    look("1-form")
    fill(base="$12", bonus="900%")
    expect(modal).to_contain_text("that is very little for a year")
    expect(modal).to_contain_text("that is more than I can believe")
    look("2-faults")
    fill(base="$210k", bonus="€20k")
    expect(modal).to_contain_text("in another currency than the base")
    fill(bonus="15%", sign_on="20k", equity="200k", vesting="5/15/40/40")
    expect(modal).to_be_hidden()

    to_messages(page)
    expect(replies.last).to_contain_text("Cash target $242K a year")
    look("3-review")
    go(page, "Plan my counter")
    expect(replies.last).to_contain_text("Counter plan")
    look("4-plan")
    go(page, "Email it")
    letter = page.locator("#log .message.app pre").last
    expect(letter).to_contain_text("[your name]")
    look("5-email")
    copied = letter.evaluate(
        "(node) => { getSelection().selectAllChildren(node); return `${getSelection()}` }"
    )
    assert copied.startswith("Hi [their name],\n\nThank you")
    assert copied.rstrip().endswith("[your name]")
    assert "$210,000" in copied

    say(page, "they came back with 225 and 25k sign-on")
    expect(replies.last).to_contain_text("$210K → $225K")
    look("6-round")
    page.get_by_role("tab", name="Home").click()
    home = page.locator(".home")
    expect(home).to_contain_text("Together AI base $225K, they came back")
    look("7-home")
    home.get_by_label("Open, edit or delete").select_option("Edit Together AI")
    expect(modal.locator("[data-input=base] input")).to_have_value("225")
    fill(base="230k")
    expect(home).to_contain_text("Together AI base $230K, they came back")
    home.get_by_label("Look up a company or role").press_sequentially("toge")
    home.get_by_role("option", name="ML/AI Engineer, Together AI").wait_for()
    look("8-search")
    page.keyboard.press("Enter")
    expect(home).to_contain_text("Looked up ML/AI Engineer, Together AI")
    page.get_by_role("tab", name="Messages").click()
    expect(replies.last).to_contain_text("Base $188K–$250K")
    page.get_by_role("tab", name="Home").click()
    go(page, "Forget me")
    expect(home).to_contain_text("I keep no offer of yours")
    look("9-home-after")
    page.get_by_role("tab", name="Messages").click()
    expect(replies).to_have_count(1)
    expect(replies).to_contain_text("I know nothing of you any more")
    expect(page.locator("#log .message.person")).to_contain_text("they came back with 225")
    look("10-forgotten")
    context.close()
