"""Names that guides bring: what a guide calls a place is that place, and no other."""

import pytest

from bot.domain.understanding import Utterance
from bot.library.edition import Edition
from bot.nlu.read import understand
from tests.library.folder import GOOD, serve

MUNICH, HAMBURG = (GOOD.replace("New York", city) for city in ("München", "Hamburg"))
ROWS = MUNICH.partition("compensation:\n")[2].partition("data_sources")[0]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Return an edition with one guide for two German cities, one for the country, one for a place nobody knows."""
    country = GOOD.replace("New York", "Germany").replace("role: software", "role: data")
    far = GOOD.replace("New York", "Zwiesel am Regen").replace("role: software", "role: security")
    return serve(
        tmp_path_factory.mktemp("guides"),
        cities=HAMBURG.replace("data_sources", f"{ROWS}data_sources"),
        country=country,
        far=far,
    )


def test_two_cities_of_a_country_are_two_places(german: Edition) -> None:
    """A guide may give figures for München and for Hamburg, each of them in Germany."""
    (guide,) = (guide for guide in german.guides.values() if guide.path == "cities.md")
    places = [(comp.region.slug, comp.region.display, comp.region.within) for comp in guide.regions]
    assert places == [("hamburg", "Hamburg", "germany"), ("munich", "München", "germany")]


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("munich", "munich"),
        ("München", "munich"),
        ("muenchen", "munich"),
        ("hamburg", "hamburg"),
        ("frankfurt", "germany"),
        ("deutschland", "germany"),
        ("berlin", "berlin"),
    ],
)
def test_a_city_is_read_as_itself_where_a_guide_speaks_of_it(
    german: Edition, typed: str, region: str
) -> None:
    """Every spelling of a city leads to its figures; a city without any still means the region around it."""
    assert understand(Utterance(text=f"larkspur robotics swe {typed}"), german.index).region == region
    assert german.vocabulary.regions["germany"].display == "Germany"


def test_a_place_nobody_knows_keeps_its_own_name(german: Edition) -> None:
    """A place that is not in the lexicon is a region of its own, found by what the guide calls it."""
    heard = understand(Utterance(text="larkspur robotics security zwiesel am regen"), german.index)
    assert heard.region == "zwiesel-am-regen"
