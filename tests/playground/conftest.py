"""Workspaces to test in: a fresh one, and one with the demonstration app."""

from collections.abc import Iterator

import pytest

from bot.playground import Timing
from tests.playground.demo import Demo
from tests.playground.drivers import Loop, Site


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    """Run one event loop for all."""
    made = Loop()
    yield made
    made.close()


@pytest.fixture
def site(loop: Loop) -> Iterator[Site]:
    """Return a workspace with no app in it."""
    made = Site(loop)
    yield made
    made.close()


@pytest.fixture
def demo(site: Site) -> Demo:
    """Return the demonstration app, connected to `site`."""
    return site.join()


@pytest.fixture
def quick(loop: Loop) -> Iterator[Site]:
    """Return a workspace whose time windows are short, and whose clock the test moves."""
    made = Site(loop, timing=Timing(answer=0.2, retries=(0.0, 0.05)))
    yield made
    made.close()
