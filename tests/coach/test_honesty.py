"""Honest scripts: what the person has not said stays a visible blank, whatever the guide would have them say."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.answer import answer
from bot.coach.answers import LeversFound, ScriptsFound
from bot.coach.honesty import SCALES, SHOWS, inside, make_honest
from bot.conversation import Conversation
from bot.domain.figure import Band, Figure, InGuide, Quoted, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Stance
from bot.domain.script import Blank, Script
from bot.domain.understanding import Utterance
from bot.nlu.offers import read_offer
from tests.conftest import TODAY

ORIGIN = InGuide(path="g.md", line=1, as_of=None)


def words(script: Script) -> str:
    """Return the words of a script that are not blanks."""
    return " ".join(piece.text for piece in script.pieces if isinstance(piece, Quoted))


def blanks(script: Script) -> list[str]:
    """Return the kinds of a script's blanks."""
    return [piece.claim for piece in script.pieces if isinstance(piece, Blank)]


def honest(coach: Conversation, text: str, region: int = 0) -> Script:
    """Return a text as an honest script, seen from a region of the shipped guide."""
    comp = coach.edition.guides["together-ai", "ml-ai-engineer"].regions[region]
    return make_honest(Quoted(text=text, origin=ORIGIN), comp, comp.target_bonus, coach.edition.claims)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("My competing offer is $310K TC from [OpenAI/Anthropic].", "rival_offer"),
        ("I have offers from two other labs.", "rival_offer"),
        ("My accept-at floor is $290K TC.", "walk_away"),
        ("I would walk away below that.", "walk_away"),
        ("I command an AI premium (15–25%).", "premium"),
        ("My research contributions raise your valuation.", "credential"),
        ("I've shipped three inference engines.", "credential"),
        ("With that I'm ready to sign.", "will_sign"),
        ("I'm also interviewing with two labs.", "other_process"),
        ("I earn 190 today.", "current_pay"),
    ],
)
def test_a_claim_becomes_a_blank_of_its_kind(coach: Conversation, sentence: str, kind: str) -> None:
    """A sentence that claims something for the person is replaced whole by a blank that says what to put there."""
    script = honest(coach, f"I want to join. {sentence} When can we talk?")
    assert blanks(script) == [kind]
    assert words(script) == "I want to join. When can we talk?"


def test_no_words_of_the_playbook_claim_what_nobody_said(coach: Conversation) -> None:
    """Outside brackets no words to send promise to sign, or tell of another offer, other talks or today's pay."""
    kept = {"rival_offer", "will_sign", "other_process", "current_pay"}
    cues = [cue for kind in coach.edition.claims if kind.name in kept for cue in kind.cues]
    told = ("will_sign", "rivals", "alternative", "current_base", "current")
    claimed = []
    for line in (line for topic in coach.edition.playbook.values() for line in topic.say):
        own = re.sub(r"\[[^\[\]]*\]", "something", line.words.text)
        heard = read_offer(own, coach.edition.offer_cues, today=TODAY, currency="USD").stance
        is_told = any(getattr(heard, fact) != getattr(Stance(), fact) for fact in told)
        if line.moment.text != "You accept" and (is_told or any(cue in own.casefold() for cue in cues)):
            claimed.append(own)
    assert claimed == []


def test_a_placeholder_becomes_a_blank(coach: Conversation) -> None:
    """`[A/B/C]` is never printed as if it could be sent."""
    script = honest(coach, "I look forward to working with [name] and the team.")
    assert "[name]" not in words(script)
    assert blanks(script) == ["number"]


@pytest.mark.parametrize(("region", "kept"), [(0, True), (1, False), (2, False)])
def test_a_base_stays_only_inside_the_band_of_the_region_shown(
    coach: Conversation, region: int, kept: bool
) -> None:
    """$245K of base lies in San Francisco's band and stays there; in Seattle and Remote US it becomes a blank."""
    script = honest(coach, "I'm asking for a base of $245K.", region)
    assert ("$245K" in words(script)) is kept


@pytest.mark.parametrize(
    ("text", "kept", "hints"),
    [
        ("I'd like a base of $200K, $240K in equity.", "$200K", ["equity is per year"]),
        ("I'd like $240K of equity on a base of $200K.", "", ["equity is per year", "equity is per year"]),
        ("I'd like $240K in base and equity.", "", ["equity is per year"]),
        ("I'd like $200K base + $240K/year equity + $49K bonus.", "$200K", ["equity", "bonus target"]),
        ("I'd like a base of $100K, equity valued at $88K.", "", ["inside the band", "equity is per year"]),
        ("My database team lead makes $200K.", "", [""]),
    ],
)
def test_each_number_is_judged_by_its_own_part_of_the_sentence(
    coach: Conversation, text: str, kept: str, hints: list[str]
) -> None:
    """Equity never stays for standing near a base, and each blank speaks of the component its number was for."""
    script = honest(coach, text)
    assert SHOWS["amount"].findall(words(script)) == SHOWS["amount"].findall(kept)
    told = [piece.hint for piece in script.pieces if isinstance(piece, Blank)]
    assert len(told) == len(hints)
    assert all(hint in blank for hint, blank in zip(hints, told, strict=True))


@given(
    amount=st.integers(0, 3_000),
    before=st.sampled_from(
        ["a base of ", "equity valued at ", "a sign-on of ", "approximately ", "base, then "]
    ),
    after=st.sampled_from(["", "/year", " TC", " base", " in stock"]),
    region=st.integers(0, 2),
)
def test_no_script_states_a_number_outside_its_region(
    coach: Conversation, amount: int, before: str, after: str, region: int
) -> None:
    """Whatever number a guide's script names, only one inside the shown region's base band is left standing."""
    script = honest(coach, f"I'm asking for {before}${amount}K{after}, please.", region)
    comp = coach.edition.guides["together-ai", "ml-ai-engineer"].regions[region]
    for found in SHOWS["amount"].finditer(words(script)):
        said = Decimal(found["number"].replace(",", "")) * SCALES[(found["scale"] or "").lower()]
        assert inside(said, comp.base)


def test_the_owners_script_keeps_no_invented_offer_and_no_walk_away(owners: Conversation) -> None:
    """From the owner's own file neither the $310K offer, the $290K floor, the premiums nor the total are ever said."""
    for command in ("say", "levers"):
        for region in ("san francisco", "seattle", "remote us"):
            heard = owners.understand(Utterance(text=f"{command} together-ai ml/ai engineer {region}"))
            found = answer(heard, owners.edition, owners.today())
            assert isinstance(found, ScriptsFound | LeversFound)
            reply = owners.words.say(found)
            for invented in (
                "$310K",
                "$290K",
                "$320K",
                "$88K",
                "$35K",
                "15–25%",
                "20–30%",
                "OpenAI/Anthropic",
            ):
                assert invented not in reply.body, (command, region, invented)
            if command == "say":
                assert ("$245K" in reply.body) is (region == "san francisco")


def test_every_lever_says_what_it_needs(coach: Conversation, invented: Conversation) -> None:
    """Each lever shown names what the person must bring, from the guide or from the claims in its words."""
    for conversation, text in (
        (coach, "levers together-ai mle"),
        (invented, "levers larkspur software engineer"),
    ):
        found = answer(
            conversation.understand(Utterance(text=text)), conversation.edition, conversation.today()
        )
        assert isinstance(found, LeversFound)
        assert found.levers
        assert all(script.needs for _, script in found.levers)


def test_a_bonus_stays_only_inside_its_band(coach: Conversation) -> None:
    """A bonus percentage within the guide's band stays; one beyond it becomes a blank."""
    assert "20%" in words(honest(coach, "I'd like a 20% bonus target."))
    assert "30%" not in words(honest(coach, "I'd like a 30% bonus target."))
    assert not SHOWS["percent"].search(words(honest(coach, "With 400% growth you can afford it.")))


def test_a_band_of_money_contains_its_ends() -> None:
    """Both ends of a band count as inside, one unit beyond does not, and no band contains nothing."""
    low, high = (
        Figure(value=Money(amount=Decimal(amount), currency="USD"), unit=Unit.PER_YEAR, origin=ORIGIN)
        for amount in (10, 20)
    )
    band = Band(low=low, high=high)
    assert [inside(Decimal(n), band) for n in (9, 10, 20, 21)] == [False, True, True, False]
    assert not inside(Decimal(10), None)
