"""A real browser to look at the page with, and the real bot to look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.bootstrap import open_conversation
from bot.cli.moving_in import moved_in
from bot.config import forget_proxies, read_settings
from bot.slack.manifest import build_manifest
from tests.playground.drivers import Loop, Site, until

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
SHOTS = Path(__file__).parents[1] / "screenshots"
TODAY = date(2026, 11, 22)
DESKTOP, PHONE = {"width": 1180, "height": 760}, {"width": 390, "height": 844}


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


def open_page(site: Site, browser: Browser, **options: Any) -> tuple[BrowserContext, Page]:  # noqa: ANN401
    """Open the workspace's page in a window of its own, in UTC; errors in its script fail the test."""
    context = browser.new_context(**{"viewport": DESKTOP, "timezone_id": "UTC", "locale": "en-US", **options})
    page = context.new_page()
    page.on("pageerror", _fail)
    page.goto(site.workspace.page_url)
    page.locator("#light.on").wait_for(state="attached")
    return context, page


def _fail(error: object) -> None:
    raise AssertionError(str(error))


def say(page: Page, text: str, *, box: str = "#say") -> None:
    """Type into the message box and press Enter."""
    page.locator(box).fill(text)
    page.locator(box).press("Escape")
    page.locator(box).press("Enter")


def keep(page: Page, name: str) -> None:
    """Keep a picture of a flow, in a folder that git ignores."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


@contextmanager
def real_bot(loop: Loop) -> Iterator[Site]:
    """Run a workspace with the real coach in it, over real Socket Mode, on a fixed day."""
    forget_proxies()
    settings = read_settings({})
    site = Site(loop, build_manifest(settings.command))
    coach = moved_in(site.workspace, open_conversation(settings, clock=lambda: TODAY), settings)
    loop.run(_enter(coach.__aenter__()))
    until(lambda: site.workspace.office.link.connected)
    yield site
    loop.run(_enter(coach.__aexit__(None, None, None)))
    site.close()


async def _enter(step: Any) -> object:  # noqa: ANN401 - an awaitable of any kind
    return await step
