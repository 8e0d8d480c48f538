"""The parts a reading is made of: folding, titles, combined roles, trust."""

from random import Random

import pytest

from bot.domain.understanding import Outcome, Utterance
from bot.domain.vocabulary import Name, Vocabulary
from bot.nlu.catalogue import complete_vocabulary, split_combined
from bot.nlu.edits import Slip, name_slip
from bot.nlu.index import build_index
from bot.nlu.lexicon import Lexicon
from bot.nlu.normalize import join_key, split_words
from bot.nlu.read import understand
from bot.nlu.titles import TitleWriter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<https://axios.com|axios.com> SWE?", ("axios", "com", "swe")),
        ("<https://axios.com/jobs?x=1> SWE", ("axios", "com", "swe")),
        ("<@U123ABC> *Stripe*’s ~swe~", ("stripe", "swe")),
        ("AT&amp;T swe", ("at", "and", "t", "swe")),
        ("L’Oréal don't ZÜRICH", ("loreal", "dont", "zurich")),
        ("https://www.stripe.com/jobs/1 :pray: swe", ("stripe", "com", "swe")),
        ("hugging_face-ml/ai", ("hugging", "face", "ml", "ai")),
        ("ＦＩＧＭＡ", ("figma",)),
    ],
)
def test_markup_is_not_words(text: str, words: tuple[str, ...]) -> None:
    """Slack's links, mentions, emoji and formatting, accents and width leave the words alone."""
    assert split_words(text) == words


def test_a_key_ignores_how_a_name_is_spaced() -> None:
    """Spaces, hyphens, dots and case make no difference to a name's key."""
    assert {join_key(text) for text in ("Hugging Face", "hugging-face", "HUGGINGFACE", "hugging.face")} == {
        "huggingface"
    }


def test_titles_are_spelled_out(lexicon: Lexicon) -> None:
    """A title's variants hold its heads' synonyms, its words' synonyms, and the word that may come and go."""
    writer = TitleWriter(lexicon.titles)
    forms = set(writer.write("Backend Engineer"))
    assert {"backendsoftwareengineer", "backenddeveloper", "beengineer", "backendswe"} <= forms
    assert "backendengineer" not in forms
    assert {"engineerbackend", "softwareengineerbackend"} <= set(
        writer.write("Backend Engineer", is_turned=True)
    )
    assert writer.write("Recruiter") == ()


@pytest.mark.parametrize(
    ("display", "parts"),
    [
        ("ML/AI Engineer", ("ML Engineer", "AI Engineer")),
        ("Sales Engineer / Solutions Engineer", ("Sales Engineer", "Solutions Engineer")),
        ("Software Engineer", ()),
        ("Engineer/", ()),
        ("/", ()),
    ],
)
def test_a_combined_title_names_its_parts(display: str, parts: tuple[str, ...]) -> None:
    """`A/B Noun` stands for `A Noun` and `B Noun`; anything else stands for itself."""
    assert split_combined(display) == parts


def test_completing_twice_changes_nothing(lexicon: Lexicon) -> None:
    """A completed vocabulary covers what its combined roles stand for, and is complete."""
    combined = Name(slug="ml-ai-engineer", display="ML/AI Engineer")
    figma = Name(slug="figma", display="Figma")
    bare = Vocabulary(
        companies={"figma": figma}, roles={combined.slug: combined}, regions={}, levels={}, guides={}
    )
    once = complete_vocabulary(bare, lexicon)
    assert once.roles["ml-ai-engineer"].covers == ("ml-engineer", "ai-engineer")
    assert "figma" not in once.strangers
    assert complete_vocabulary(once, lexicon) == once


def test_an_own_guide_wins_over_a_combined_one(lexicon: Lexicon) -> None:
    """A role with its own guide at a company is not answered from the combined one that covers it."""
    companies = {"zubblewick": Name(slug="zubblewick", display="Zubblewick")}
    roles = {"ml-ai-engineer": Name(slug="ml-ai-engineer", display="ML/AI Engineer")}
    guides = {("zubblewick", "ml-ai-engineer"): ("us",), ("zubblewick", "ai-engineer"): ("us",)}
    index = build_index(
        Vocabulary(companies=companies, roles=roles, regions={}, levels={}, guides=guides), lexicon
    )
    assert understand(Utterance(text="zubblewick ai engineer"), index).role == "ai-engineer"
    assert understand(Utterance(text="zubblewick ml engineer"), index).role == "ml-ai-engineer"
    assert understand(Utterance(text="ml engineer"), index).role == "ml-ai-engineer"


@pytest.mark.parametrize(
    ("typed", "key", "slip"),
    [
        ("strpie", "stripe", Slip.SWAP),
        ("strippe", "stripe", Slip.DOUBLED),
        ("strpe", "stripe", Slip.DROPPED),
        ("striqpe", "stripe", Slip.ADDED),
        ("aple", "apple", Slip.UNDOUBLED),
        ("strtipe", "stripe", Slip.ADDED_NEIGHBOR),
        ("strape", "stripe", Slip.VOWEL),
        ("stroll", "strill", Slip.VOWEL),
        ("steipe", "stripe", Slip.NEIGHBOR),
        ("stzipe", "stripe", Slip.OTHER),
        ("tripe", "stripe", Slip.EDGE),
        ("strips", "stripe", Slip.EDGE),
    ],
)
def test_a_slip_is_named_by_its_kind(typed: str, key: str, slip: Slip) -> None:
    """Each kind of single slip is told from the others: what it is worth hangs on it."""
    assert name_slip(typed, key) is slip


@pytest.mark.stress
def test_trust_shrinks_as_names_crowd(lexicon: Lexicon) -> None:
    """A slip that is believed where names are few is asked about where real names lie one slip apart."""
    few = {"brelom": Name(slug="brelom", display="Brelom")}
    letters = "bcdfghlmnprstv"
    crowd = {
        name: Name(slug=name, display=name)
        for name in (f"{a}re{b}o{c}" for a in letters for b in letters for c in letters)
    }
    outcomes = []
    for companies in (few, few | crowd):
        guides = {(slug, "software-engineer"): ("us",) for slug in companies}
        vocabulary = Vocabulary(companies=companies, roles={}, regions={}, levels={}, guides=guides)
        bare = Lexicon(roles=lexicon.roles, titles=lexicon.titles, words=lexicon.words)
        outcomes.append(understand(Utterance(text="berlom swe"), build_index(vocabulary, bare)).outcome)
    assert outcomes == [Outcome.FOUND, Outcome.UNCLEAR]


def test_few_unknown_names_are_taken_for_ours(lexicon: Lexicon) -> None:
    """Among hundreds of short names, names nobody knows are almost never answered as one of ours."""
    names = _invent(3_000)
    ours, unknown, strangers = names[:400], names[400:1_000], names[1_000:]
    guides = {(slug, "software-engineer"): ("us",) for slug in ours}
    vocabulary = Vocabulary(companies=_named(ours), roles={}, regions={}, levels={}, guides=guides)
    known = Lexicon(
        roles=lexicon.roles, titles=lexicon.titles, words=lexicon.words, companies=_named(strangers)
    )
    index = build_index(vocabulary, known)
    found = [
        name for name in unknown if understand(Utterance(text=f"{name} swe"), index).outcome is Outcome.FOUND
    ]
    assert len(found) <= 0.005 * len(unknown)


def _invent(count: int) -> list[str]:
    """Return pronounceable names of six letters, no two alike, the same in every run."""
    draw = Random(4)
    names = {
        "".join(draw.choice(letters) for letters in ("bdfgklmnprstvz", "aeiou") * 3) for _ in range(2 * count)
    }
    return draw.sample(sorted(names), count)


def _named(slugs: list[str]) -> dict[str, Name]:
    return {slug: Name(slug=slug, display=slug.title()) for slug in slugs}
