"""A reader over invented companies, with the shipped lexicon."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.domain.understanding import Understanding, Utterance
from bot.domain.vocabulary import Name, Vocabulary
from bot.library.lexicon import read_lexicon
from bot.nlu.index import Index, build_index
from bot.nlu.lexicon import Lexicon
from bot.nlu.read import understand

Read = Callable[[str], Understanding]

COMPANIES = {
    "together-ai": Name(slug="together-ai", display="Together AI"),
    "quibblestone": Name(slug="quibblestone", display="Quibblestone", aliases=("qbs",)),
    "larkspur-robotics": Name(slug="larkspur-robotics", display="Larkspur Robotics"),
    "larkspur-foods": Name(slug="larkspur-foods", display="Larkspur Foods"),
    "zorvan-ai": Name(slug="zorvan-ai", display="Zorvan AI"),
    "sprockett": Name(slug="sprockett", display="Sprockett"),
    "pimmick-foods": Name(slug="pimmick-foods", display="Pimmick Foods"),
    "pimmick-labs": Name(slug="pimmick-labs", display="Pimmick Labs"),
    "make": Name(slug="make", display="Make"),
    "block": Name(slug="block", display="Block"),
    "muehle-soehne": Name(slug="muehle-soehne", display="Mühle & Söhne GmbH"),
}
GUIDES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("together-ai", "ml-ai-engineer"): ("sf-bay-area", "seattle", "remote-us"),
    ("quibblestone", "software-engineer"): ("us",),
    ("quibblestone", "backend-engineer"): ("us",),
    ("quibblestone", "product-manager"): ("us",),
    ("quibblestone", "technical-program-manager"): ("us",),
    ("larkspur-robotics", "robotics-engineer"): ("us",),
    ("larkspur-robotics", "product-manager"): ("us",),
    ("larkspur-foods", "data-scientist"): ("us",),
    ("zorvan-ai", "software-engineer"): ("us",),
    ("zorvan-ai", "ai-engineer"): ("us",),
    ("sprockett", "ml-engineer"): ("us",),
    ("pimmick-foods", "software-engineer"): ("us",),
    ("pimmick-labs", "software-engineer"): ("us",),
    ("make", "recruiter"): ("us",),
    ("block", "software-engineer"): ("us",),
    ("muehle-soehne", "data-engineer"): ("germany",),
}


@pytest.fixture(scope="session")
def lexicon(seeds: Path) -> Lexicon:
    """Return the shipped lexicon."""
    return read_lexicon(seeds / "lexicon")


@pytest.fixture(scope="session")
def index(lexicon: Lexicon) -> Index:
    """Return an index of invented guides."""
    combined = Name(slug="ml-ai-engineer", display="ML/AI Engineer")
    vocabulary = Vocabulary(
        companies=COMPANIES,
        roles={"ml-ai-engineer": combined},
        regions=lexicon.regions,
        levels=lexicon.levels,
        guides=GUIDES,
    )
    return build_index(vocabulary, lexicon)


@pytest.fixture(scope="session")
def read(index: Index) -> Read:
    """Return what reads a text by the invented guides."""
    return lambda text: understand(Utterance(text=text), index)
