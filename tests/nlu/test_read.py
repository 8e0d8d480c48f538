"""From a text to what was meant: the promises a person would notice."""

import pytest

from bot.domain.understanding import Intent, Outcome, Utterance
from bot.nlu.index import Index
from bot.nlu.read import understand
from tests.nlu.conftest import GUIDES, Read

OWNERS = ("together-ai", "ml-ai-engineer")


@pytest.mark.parametrize(
    ("text", "region", "level"),
    [
        ("together-ai ml-engineer", None, None),
        ("togther ai mle sf", "sf-bay-area", None),
        ("together ai ml/ai engineer L5 seattle", "seattle", "l5"),
        ("together mle", None, None),
        ("together.ai ai engineer remote", "remote", None),
        ("machine learning engineer at Together AI", None, None),
        ("ML/AI Engineer, Together AI, San Francisco", "sf-bay-area", None),
        ("<https://together.ai|together.ai> *mle* in the bay area?", "sf-bay-area", None),
        ("got an offer from Together AI as a senior ML engineer, is it any good?", None, "senior"),
        ("what does together ai pay ml engineers", None, None),
        ("TOGETHERAI MACHINE_LEARNING_ENGINEER", None, None),
        ("together ai's ai dev, remote us", "remote-us", None),
    ],
)
def test_the_owners_guide_is_found(read: Read, text: str, region: str | None, level: str | None) -> None:
    """The owner's guide is found however it is typed, with the region and level that were named."""
    heard = read(text)
    assert (heard.outcome, heard.company, heard.role) == (Outcome.FOUND, *OWNERS)
    assert (heard.region, heard.level) == (region, level)


@pytest.mark.parametrize(
    ("text", "company", "role"),
    [
        ("quibblestone backend software engineer", "quibblestone", "backend-engineer"),
        ("quibblestone backend dev", "quibblestone", "backend-engineer"),
        ("quibblestone engineer, backend", "quibblestone", "backend-engineer"),
        ("Quibblestone Software Engineer, Backend", "quibblestone", "backend-engineer"),
        ("quibblestone Sr. Back-End Developer II", "quibblestone", "backend-engineer"),
        ("quibblestone prod mgr", "quibblestone", "product-manager"),
        ("quibblestone s/w engineer", "quibblestone", "software-engineer"),
        ("quibblestone software engg", "quibblestone", "software-engineer"),
        ("muhle & sohne data eng", "muehle-soehne", "data-engineer"),
        ("Mühle & Söhne GmbH, data engineering", "muehle-soehne", "data-engineer"),
        ("qbs swe", "quibblestone", "software-engineer"),
        ("quibblestone inc. backend engineer", "quibblestone", "backend-engineer"),
        ("quibblestoone swe", "quibblestone", "software-engineer"),
        ("quibblestone softwrae engineer", "quibblestone", "software-engineer"),
        ("swe at block", "block", "software-engineer"),
        ("recruiter at make", "make", "recruiter"),
    ],
)
def test_titles_and_names_vary(read: Read, text: str, company: str, role: str) -> None:
    """Spellings, word order, accents, legal forms and slips of the keys lead to the same guide."""
    heard = read(text)
    assert (heard.outcome, heard.company, heard.role) == (Outcome.FOUND, company, role)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("quibblestone pm", ("quibblestone", "product-manager")),
        ("quibblestone payments backend engineer", ("quibblestone", "backend-engineer")),
        ("quibblestone eng", ("quibblestone", "software-engineer")),
        ("quibblestown swe", ("quibblestone", "software-engineer")),
        ("quibbles swe", ("quibblestone", "software-engineer")),
        ("larkspur product manager", ("larkspur-robotics", "product-manager")),
        ("good block swe", ("block", "software-engineer")),
        ("block and tackle swe", ("block", "software-engineer")),
        ("tackle and block swe", ("block", "software-engineer")),
        ("zorvan ai engineer", ("zorvan-ai", "software-engineer")),
        ("pimmick swe", ("pimmick-foods", "software-engineer")),
        ("what do recruiters make", ("make", "recruiter")),
        ("sprockett mlx engineer", ("sprockett", "ml-engineer")),
        ("quibblestone rpa engineer", ("quibblestone", "backend-engineer")),
    ],
)
def test_doubt_asks_back(read: Read, text: str, first: tuple[str, str]) -> None:
    """Where a word, a name or an abbreviation leaves doubt, nothing is answered and the likeliest guide is offered first."""
    heard = read(text)
    assert heard.outcome is Outcome.UNCLEAR
    assert heard.alternatives[0] == first
    assert heard.why


def test_an_abbreviation_is_decided_by_the_guides(read: Read) -> None:
    """PM at a company with only a product manager's guide is that guide; with a program manager's as well it is asked about."""
    assert read("larkspur robotics pm").outcome is Outcome.FOUND
    both = read("quibblestone pm")
    assert both.outcome is Outcome.UNCLEAR
    assert {role for _, role in both.alternatives} >= {"product-manager", "technical-program-manager"}


def test_a_known_company_without_the_guide_keeps_the_role(read: Read) -> None:
    """A company without a guide for the role is told apart from doubt: company and role are kept, its own guides offered."""
    heard = read("larkspur robotics data scientist")
    assert (heard.outcome, heard.company, heard.role) == (
        Outcome.UNCLEAR,
        "larkspur-robotics",
        "data-scientist",
    )
    assert {company for company, _ in heard.alternatives} == {"larkspur-robotics"}


def test_a_part_does_not_answer_for_the_whole(read: Read) -> None:
    """A guide for one part of a combined role is offered, not shown as if it were the whole."""
    heard = read("sprockett ml/ai engineer")
    assert (heard.outcome, heard.company, heard.role) == (Outcome.UNCLEAR, "sprockett", "ml-ai-engineer")
    assert heard.alternatives == (("sprockett", "ml-engineer"),)


@pytest.mark.parametrize("text", ["plumber at quibblestone", "executive assistant at Quibblestone"])
def test_a_trade_nobody_knows_is_not_made_into_another(read: Read, text: str) -> None:
    """A role that is not known leaves the company standing and no role guessed."""
    heard = read(text)
    assert (heard.outcome, heard.company, heard.role) == (Outcome.UNCLEAR, "quibblestone", None)
    assert heard.unread


@pytest.mark.parametrize(
    ("text", "stranger"),
    [
        ("stripe swe", "Stripe"),
        ("Brindavex data scientist", "brindavex"),
        ("mlops at starling bank", "starling bank"),
        ("what would Brimwick Labs offer a software engineer", "brimwick labs"),
        ("figma", "Figma"),
    ],
)
def test_a_stranger_is_never_taken_for_another(read: Read, text: str, stranger: str) -> None:
    """A company without any guide is named as such; no other company is offered as near."""
    heard = read(text)
    assert (heard.outcome, heard.company, heard.alternatives) == (Outcome.NONE, None, ())
    assert heard.stranger == stranger


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "what is a block",
        "how are you",
        "what is this",
        "the weather in seattle",
        "🎉🎉",
        "12345",
        "...",
        "can you help me",
    ],
)
def test_chatter_is_not_answered(read: Read, text: str) -> None:
    """Chat is not answered with a company, though one may be called by a word of it."""
    heard = read(text)
    assert heard.outcome is not Outcome.FOUND


def test_a_company_alone_is_found(read: Read) -> None:
    """A company alone, or with pay talk around it, is found without a role."""
    for text in ("quibblestone", "what does block pay", "Together AI?", "tc at larkspur foods"):
        heard = read(text)
        assert (heard.outcome, heard.role) == (Outcome.FOUND, None), text
        assert heard.company


def test_a_role_alone_is_found(read: Read) -> None:
    """A role alone is found without a company."""
    for text, role in (
        ("backend engineer", "backend-engineer"),
        ("what do recruiters earn", "recruiter"),
    ):
        heard = read(text)
        assert (heard.outcome, heard.company, heard.role) == (Outcome.FOUND, None, role), text


def test_a_role_that_no_guide_has_is_none(read: Read) -> None:
    """A known role for which there is no guide anywhere is NONE, and is named."""
    heard = read("quant trader")
    assert (heard.outcome, heard.role, heard.stranger) == (Outcome.NONE, "quant-trader", None)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("", Intent.HELP), ("help", Intent.HELP), (" ? ", Intent.HELP), ("quibblestone", Intent.COMP)],
)
def test_help_is_asked_for_by_saying_nothing(read: Read, text: str, intent: Intent) -> None:
    """Nothing, a question mark or `help` asks for help; anything else asks what a job pays."""
    assert read(text).intent is intent


def test_a_known_intent_is_kept(index: Index) -> None:
    """A command's or a button's intent is not read anew from its text."""
    for text in ("", "help", "quibblestone swe"):
        assert understand(Utterance(text=text, intent=Intent.LEVERS), index).intent is Intent.LEVERS


@pytest.mark.parametrize("pair", sorted(GUIDES))
def test_every_guide_is_found_by_its_own_names(read: Read, index: Index, pair: tuple[str, str]) -> None:
    """Every guide is found by slug and by display name, in either order."""
    company, role = (index.vocabulary.companies[pair[0]], index.vocabulary.roles[pair[1]])
    for text in (" ".join(pair), f"{company.display} {role.display}", f"{role.display} at {company.display}"):
        heard = read(text)
        assert (heard.outcome, heard.company, heard.role) == (Outcome.FOUND, *pair), text
