"""Makes the two pictures of the playground in docs/, desktop and phone, with the real coach in it.

Run as `python -m tests.shoot` where Chromium is.
"""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.playground.browser import PHONE, browsing, open_page, real_bot, say
from tests.playground.drivers import Loop, Site

DOCS = Path(__file__).parents[1] / "docs"
COMMAND = "/comp together-ai ml-engineer"
STILL = "* { caret-color: transparent !important; }"


def shoot(page: Page, name: str) -> None:
    """Take one picture, with nothing blinking or hovered in it."""
    page.mouse.move(0, 0)
    page.add_style_tag(content=STILL)
    page.screenshot(path=DOCS / name)


def shoot_desktop(site: Site, browser: Browser) -> None:
    """Show a card that Ana alone sees, what to say, and a thread beside it."""
    size = {"width": 1280, "height": 720}
    context, page = open_page(site, browser, viewport=size, device_scale_factor=2, bypass_csp=True)
    page.get_by_label("Ben Okafor").check(force=True)
    say(page, "@coach what does together ai pay ml engineers?")
    page.locator(".message .replies").wait_for()
    page.get_by_label("Ana Morales").first.check(force=True)
    page.locator(".message .replies").wait_for()
    say(page, COMMAND)
    page.locator(".message.private.app").wait_for()
    shoot(page, "playground.png")
    context.close()


def shoot_phone(site: Site, browser: Browser) -> None:
    """Show the same card on a phone, in the dark."""
    options = {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
    context, page = open_page(site, browser, color_scheme="dark", bypass_csp=True, **options)
    page.locator("#menu").click()
    page.locator("[data-go=dm]").click()
    say(page, "what does together ai pay ml engineers?")
    page.locator(".message.app").wait_for()
    shoot(page, "playground-phone.png")
    context.close()


def main() -> None:
    """Take both."""
    loop = Loop()
    DOCS.mkdir(exist_ok=True)
    with browsing() as browser, real_bot(loop) as site:
        shoot_desktop(site, browser)
        shoot_phone(site, browser)
    loop.close()


if __name__ == "__main__":
    main()
