"""A story names several companies: the offer is the one's that made it."""

import pytest

from tests.drivers import Door, Terminal

BASE = "Base $240K"


@pytest.mark.parametrize(
    "story",
    [
        "I have an offer from Google for $300k and Together offered $240k base, ML engineer",
        "Together AI offered me $240k base for ML engineer in SF. Anthropic offered $300k.",
        "I have a competing offer from Anthropic at $300k. Together AI offered me $240k base for ML engineer in SF.",
        "I make 190k now at Meta, Together offered 240k base for ML eng",
        "my freind got 260 at together as ML engineer, im at 240 offer",
        (
            "I interviewed with Together AI for an ML Engineer role. They offered $240k base. "
            "I have another process at Anthropic in the final round."
        ),
    ],
)
def test_an_offer_is_the_one_companys_that_made_it(door: Door, story: str) -> None:
    """A rival and today's employer, named in the same breath, neither take the offer nor hide its guide."""
    door.command(story if isinstance(door, Terminal) else f"/comp {story}")
    assert "Your offer · Together AI · ML/AI Engineer" in door.replies[-1].text
    assert BASE in door.replies[-1].text


def test_a_guides_company_that_the_person_works_for_makes_no_offer(terminal: Terminal) -> None:
    """Whoever works at Together AI and is offered a job by Figma asks about Figma's offer."""
    terminal.command("I work at Together AI as an ML engineer and Figma offered me $200k base")
    assert "Your offer · Figma" in terminal.replies[-1].text


def test_two_offers_told_at_once_are_two_offers(terminal: Terminal) -> None:
    """Both can be compared, and neither sum is the other's."""
    terminal.command("I'm between two offers: Stripe 210k USD base and Databricks 230k USD base")
    terminal.command("compare")
    assert "Databricks $230K" in terminal.replies[-1].text
    assert "Stripe $210K" in terminal.replies[-1].text


@pytest.mark.parametrize(
    ("story", "shown"),
    [
        (
            "together offers 210k base 80k equity, stripe offers 230k base and 10% bonus, which should i take?",
            ("Stripe $253K", "Together AI $210K"),
        ),
        (
            "which should I take: together 210k base + 15% bonus, stripe 230k base",
            ("$241.5K", "Stripe $230K"),
        ),
        (
            "compare together offers $245k base, my other offer is from cohere for $260k",
            ("Cohere $260K", "Together AI $245K"),
        ),
        (
            "which is better: google $210k base 15% and openai $280k base, ppu $300k/yr",
            ("OpenAI $430K", "Google $241.5K"),
        ),
        ("compare stripe $210k base and figma $230k base", ("Figma $230K", "Stripe $210K")),
        (
            "should I take 210k at together or stay at my job for 190k",
            ("Together AI $210K", "Current job $190K"),
        ),
        (
            "they offered 210k at together and my current job pays 190k plus 20% bonus, which is better",
            ("$228K",),
        ),
    ],
)
def test_a_choice_told_in_one_breath_is_a_comparison(
    terminal: Terminal, story: str, shown: tuple[str, ...]
) -> None:
    """Whoever lays out two sums and asks which sees both side by side, each part with the offer it was told of."""
    terminal.command(story)
    assert "side by side" in terminal.replies[-1].text
    for one in shown:
        assert one in terminal.replies[-1].text


def test_companies_nobody_has_heard_of_keep_their_own_offers(terminal: Terminal) -> None:
    """A second start-up's offer does not overwrite the first one's, told in two messages or in one."""
    terminal.command("Acme offers $180k base and $400k RSUs over 4 years")
    terminal.command("my offer at Globex is $210k base, 10% bonus")
    terminal.command("Recruiter offered $215k base")
    terminal.command("compare nothing")
    assert "Globex $236.5K" in terminal.replies[-1].text
    assert "Acme $180K" in terminal.replies[-1].text
    terminal.command("forget me")
    terminal.command("Acme offers $180k base, Globex offers $200k base and 10% bonus, which should I take?")
    assert "Globex $220K" in terminal.replies[-1].text


def test_a_currency_asked_for_two_offers_loses_neither(terminal: Terminal) -> None:
    """The answer to "in which currency?" counts for both, and the comparison that was asked for follows."""
    terminal.command("I have two offers, Stripe 210k and Databricks 230k base, which is better?")
    terminal.command("USD")
    assert "Databricks $230K a year as counted" in terminal.replies[-1].text
    assert "Stripe $210K a year as counted" in terminal.replies[-1].text


def test_two_sums_for_one_part_are_asked_about_in_so_many_words(terminal: Terminal) -> None:
    """Nobody is told to check digits that are right."""
    terminal.command("Offer A: $200k base. Offer B: $180k base")
    assert "Which is this offer's?" in terminal.replies[-1].text
    assert terminal.replies[-1].labels == ("$200K", "$180K")


@pytest.mark.parametrize(
    "story",
    [
        "recruiter just called and offered me 210k at together ai verbally, ml engineer",
        "im on h1b, together ai offered 210k base for ml engineer in SF. is asking risky?",
    ],
)
def test_words_beside_a_companys_whole_name_do_not_hide_it(terminal: Terminal, story: str) -> None:
    """An offer from a company named in full is set beside its guide, in the guide's currency."""
    terminal.command(story)
    assert "Your offer · Together AI · ML/AI Engineer" in terminal.replies[-1].text
    assert "Base: middle third of" in terminal.replies[-1].text
