"""What every test stands on: hypothesis profiles, the invented guides, and the doors."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.bootstrap import open_conversation
from bot.config import Settings
from bot.conversation import Conversation
from bot.nlu.topics.build import build_ranker
from bot.nlu.topics.rank import Later
from bot.replies.say import Words
from tests.drivers import Door, Slack, Terminal

ROOT = Path(__file__).parent.parent
GUIDES = ROOT / "tests" / "guides"
SHARED = ROOT.parent / "shared"
TODAY = date(2026, 11, 22)

slow_is_fine = [HealthCheck.too_slow]
settings.register_profile(
    "quick", max_examples=100, deadline=None, derandomize=True, suppress_health_check=slow_is_fine
)
settings.register_profile(
    "full", max_examples=1_000, deadline=None, derandomize=True, suppress_health_check=slow_is_fine
)
settings.register_profile(
    "laws", max_examples=10_000, deadline=None, derandomize=True, suppress_health_check=slow_is_fine
)
settings.register_profile("explore", max_examples=10_000, deadline=None, suppress_health_check=slow_is_fine)
settings.load_profile("quick")
gc.set_threshold(100_000, 20, 100)  # editions are large and live long: walking them took a tenth of the time


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real material beside the checkout; skip, loudly, where there is none."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: this test reads real material that is not part of the repository")
    return SHARED


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the shipped seeds."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def pageless(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a coach without a page to learn, which would take it half a minute behind a test's back."""
    folder = tmp_path_factory.mktemp("pageless")
    (folder / "playbook").mkdir()
    for part in seeds.iterdir():
        if part.name != "playbook":
            (folder / part.name).symlink_to(part)
    return {"COACH_SEEDS": str(folder)}


@pytest.fixture(scope="session")
def coach(seeds: Path) -> Conversation:
    """Return the coach over the shipped guides, on a fixed day."""
    return open_conversation(Settings(seeds=seeds), clock=lambda: TODAY, advises=False)


@pytest.fixture(scope="session")
def invented(seeds: Path) -> Conversation:
    """Return the coach over three invented companies, on a fixed day."""
    return open_conversation(Settings(seeds=seeds), guides=GUIDES, clock=lambda: TODAY, advises=False)


@pytest.fixture(scope="session")
def owners(seeds: Path, shared: Path) -> Conversation:
    """Return the coach over the owner's own file, unchanged, on a fixed day."""
    guides = shared / "guides"
    return open_conversation(Settings(seeds=seeds), guides=guides, clock=lambda: TODAY, advises=False)


@pytest.fixture(scope="session")
def advisor(coach: Conversation, tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    """Return the coach that also answers questions, from words alone: the model would take half a minute."""
    edition = coach.edition
    cache = tmp_path_factory.getbasetemp().parent / "ranker"
    cache.mkdir(exist_ok=True)  # shared by the workers: learning takes seconds
    topics = list(edition.playbook.values())
    ranker = Later(lambda: build_ranker(topics, edition.off_topic, model=None, cache=cache))
    return Conversation(edition, Words(), lambda: TODAY, ranker)


@pytest.fixture(scope="session")
def slack_server(coach: Conversation) -> Iterator[Slack]:
    """Run the real app over the shipped guides, behind its gate, on loopback, once for all tests."""
    with Slack.serving(coach) as slack:
        yield slack


@pytest.fixture
def slack(slack_server: Slack) -> Slack:
    """Return the Slack door with nothing said yet."""
    slack_server.forget()
    return slack_server


@pytest.fixture
def terminal(coach: Conversation) -> Terminal:
    """Return the terminal door."""
    return Terminal(coach)


@pytest.fixture(params=["slack", "terminal"])
def door(request: pytest.FixtureRequest) -> Door:
    """Return each door in turn: what is promised here is promised at both."""
    opened: Door = request.getfixturevalue(request.param)
    return opened


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --golden, which writes golden files instead of comparing them."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Return whether golden files are to be written."""
    return bool(request.config.getoption("--golden"))
