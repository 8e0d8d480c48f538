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


class Walk:
    """One person's way through it, with a picture at each step."""

    def __init__(self, page: Page, size: str) -> None:
        self.page, self.size = page, size
        self.modal, self.home = page.locator("#modal"), page.locator(".home")
        self.replies = page.locator("#log .message.app")

    def look(self, name: str) -> None:
        """Take a picture; nothing is wider than the window."""
        keep(self.page, f"own-{self.size}-{name}")
        assert self.page.evaluate(WIDE) <= 0, name

    def go(self, label: str) -> None:
        """Press the last button of that name."""
        self.page.get_by_role("button", name=label, exact=True).last.click()

    def fill(self, **values: str) -> None:
        """Fill fields of the form, and send it."""
        for name, value in values.items():
            self.modal.locator(f"[data-input={name}] input").fill(value)
        self.go("Add it up")

    def to_messages(self) -> None:
        """Open the direct messages with the coach."""
        if self.page.locator("#menu").is_visible():
            self.page.locator("#menu").click()
        self.page.locator("[data-go=dm]").click()

    def tell(self) -> None:
        """Go from the button to the review, with three faults on the way."""
        say(self.page, "/comp together-ai ml-engineer")
        self.go("Check my offer")
        expect(self.modal.get_by_label("Company, role and city")).to_have_value(
            "together-ai ml-ai-engineer sf-bay-area"
        )
        expect(self.modal).to_contain_text("Before any number")
        self.look("1-form")
        self.fill(base="$12", bonus="900%")
        expect(self.modal).to_contain_text("that is very little for a year")
        expect(self.modal).to_contain_text("that is more than I can believe")
        self.look("2-faults")
        self.fill(base="$210k", bonus="€20k")
        expect(self.modal).to_contain_text("in another currency than the base")
        self.fill(bonus="15%", sign_on="20k", equity="200k", vesting="5/15/40/40")
        expect(self.modal).to_be_hidden()
        self.to_messages()
        expect(self.replies.last).to_contain_text("Cash target $242K a year")
        self.look("3-review")

    def plan(self) -> None:
        """Plan the counter, and take the email whole."""
        self.go("Plan my counter")
        expect(self.replies.last).to_contain_text("Counter plan")
        self.look("4-plan")
        self.go("Email it")
        letter = self.page.locator("#log .message.app pre").last
        expect(letter).to_contain_text("[your name]")
        self.look("5-email")
        copied = letter.evaluate(
            "(node) => { getSelection().selectAllChildren(node); return `${getSelection()}` }"
        )
        assert copied.startswith("Hi [their name],\n\nThank you")
        assert copied.rstrip().endswith("[your name]")
        assert "$210,000" in copied

    def hear(self) -> None:
        """Tell their answer."""
        say(self.page, "they came back with 225 and 25k sign-on")
        expect(self.replies.last).to_contain_text("$210K → $225K")
        self.look("6-round")

    def look_after(self) -> None:
        """See it on Home, edit it there, and find a job."""
        self.page.get_by_role("tab", name="Home").click()
        expect(self.home).to_contain_text("Together AI base $225K")
        self.look("7-home")
        self.home.get_by_label("Open, edit or delete").select_option("Edit Together AI")
        expect(self.modal.locator("[data-input=base] input")).to_have_value("225")
        self.fill(base="230k")
        expect(self.home).to_contain_text("Together AI base $230K")
        self.home.get_by_label("Look up a company or role").press_sequentially("toge")
        self.home.get_by_role("option", name="ML/AI Engineer, Together AI").wait_for()
        self.look("8-search")
        self.page.keyboard.press("Enter")
        expect(self.home).to_contain_text("Looked up ML/AI Engineer, Together AI")
        self.page.get_by_role("tab", name="Messages").click()
        expect(self.replies.last).to_contain_text("Base $188K–$250K")

    def forget(self) -> None:
        """Have everything taken back."""
        self.page.get_by_role("tab", name="Home").click()
        self.go("Forget me")
        expect(self.home).to_contain_text("I keep no offer of yours")
        self.look("9-home-after")
        self.page.get_by_role("tab", name="Messages").click()
        expect(self.replies).to_have_count(1)
        expect(self.replies).to_contain_text("I know nothing of you any more")
        expect(self.page.locator("#log .message.person")).to_contain_text("they came back with 225")
        self.look("10-forgotten")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_an_offer_from_the_button_to_being_forgotten(real: Site, browser: Browser, size: str) -> None:
    """Button, form, fault beside its field, review, plan, email whole, their answer, Home, edit, search, forget."""
    options = {"viewport": PHONE, "has_touch": True} if size == "phone" else {"viewport": DESKTOP}
    context, page = open_page(real, browser, **options)
    walk = Walk(page, size)
    for step in (walk.tell, walk.plan, walk.hear, walk.look_after, walk.forget):
        step()
    context.close()
