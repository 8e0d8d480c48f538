"""The shipped lexicon: complete, consistent, and refused when broken."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.conversation import Conversation
from bot.domain.understanding import Outcome, Utterance
from bot.domain.vocabulary import Name, Vocabulary
from bot.errors import SeedsError
from bot.library.lexicon import read_lexicon
from bot.nlu.index import build_index
from bot.nlu.lexicon import Lexicon
from bot.nlu.normalize import join_key
from bot.nlu.read import understand

FILES = (
    "roles.yaml",
    "regions.yaml",
    "cities.yaml",
    "levels.yaml",
    "titles.yaml",
    "words.yaml",
    "companies.yaml",
    "companies.csv",
    "everyday.txt",
)


@pytest.fixture(scope="module")
def lexicon(seeds: Path) -> Lexicon:
    """Return the shipped lexicon."""
    return read_lexicon(seeds / "lexicon")


def test_every_reference_within_the_lexicon_holds(lexicon: Lexicon) -> None:
    """Every reading, hint and wider region names something that is there."""
    titles = lexicon.titles
    named = {slug for group in (titles.readings, titles.loose) for slugs in group.values() for slug in slugs}
    assert named <= lexicon.roles.keys()
    assert {region.within for region in lexicon.regions.values() if region.within} <= lexicon.regions.keys()


@pytest.mark.parametrize("group", ["roles", "regions", "levels"])
def test_no_name_means_two_things(lexicon: Lexicon, group: str) -> None:
    """No spelling belongs to two roles, two regions or two levels: two meanings are `readings`."""
    names: dict[str, Name] = getattr(lexicon, group)
    keys = Counter(
        key
        for name in names.values()
        for key in {join_key(s) for s in (name.slug, name.display, *name.aliases)}
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_alias_of_a_role_finds_that_role(lexicon: Lexicon) -> None:
    """Every alias of every role, typed beside a company with all guides, is that role: answered, or offered first."""
    companies = {"zubblewick": Name(slug="zubblewick", display="Zubblewick")}
    guides = {("zubblewick", role): ("us",) for role in lexicon.roles}
    index = build_index(
        Vocabulary(companies=companies, roles={}, regions={}, levels={}, guides=guides), lexicon
    )
    missed = []
    for role in lexicon.roles.values():
        for alias in (role.slug, role.display, *role.aliases):
            heard = understand(Utterance(text=f"zubblewick {alias}"), index)
            best = (
                heard.role
                if heard.outcome is Outcome.FOUND
                else dict(heard.alternatives[:1]).get("zubblewick")
            )
            if best != role.slug:
                missed.append((alias, best))
    assert missed == []


def test_every_alias_of_a_region_and_a_level_is_read(lexicon: Lexicon) -> None:
    """Every alias of every region and level is read as it beside a company and a role."""
    companies = {"zubblewick": Name(slug="zubblewick", display="Zubblewick")}
    guides = {("zubblewick", "software-engineer"): ("us",)}
    index = build_index(
        Vocabulary(companies=companies, roles={}, regions={}, levels={}, guides=guides), lexicon
    )
    for names, slot in ((lexicon.regions, "region"), (lexicon.levels, "level")):
        for name in names.values():
            for alias in (name.slug, name.display, *name.aliases):
                heard = understand(Utterance(text=f"zubblewick swe {alias}"), index)
                assert getattr(heard, slot) == name.slug, alias


def test_every_alias_of_every_shipped_guide_finds_it(coach: Conversation) -> None:
    """Each shipped guide is found by every alias its company and role have, wherever a company or role has it alone."""
    edition = coach.edition
    for (company, role), guide in edition.guides.items():
        for alias in (guide.company.slug, guide.company.display, *guide.company.aliases):
            for title in (guide.role.slug, guide.role.display, *guide.role.aliases):
                heard = understand(Utterance(text=f"{alias} {title}"), edition.index)
                assert (heard.outcome, heard.company, heard.role) == (Outcome.FOUND, company, role), (
                    alias,
                    title,
                )


@pytest.mark.parametrize("group", ["roles", "regions", "levels"])
def test_the_shared_catalogues_slugs_are_ours(lexicon: Lexicon, shared: Path, group: str) -> None:
    """The roles, regions and levels of the shared catalogues are known by the same slugs, with all their aliases."""
    names: dict[str, Name] = getattr(lexicon, group)
    found = json.loads((shared / "matching" / f"{group}.json").read_text("utf-8"))
    assert found.keys() <= names.keys()
    readings = {join_key(phrase): slugs for phrase, slugs in lexicon.titles.readings.items()}
    for slug, value in found.items():
        ours = {join_key(s) for s in (slug, names[slug].display, *names[slug].aliases)}
        theirs = {join_key(alias) for alias in (value["aliases"] if group != "levels" else value)}
        assert {key for key in theirs - ours if slug not in readings.get(key, ())} == set()


def test_nicknames_belong_to_their_companies(lexicon: Lexicon) -> None:
    """Well-known nicknames are known, and the long list of real names is there."""
    assert "fb" in lexicon.companies["meta"].aliases
    assert lexicon.companies["stripe"].display == "Stripe"
    assert len(lexicon.companies) > 10_000


def test_the_long_list_claims_no_common_word(lexicon: Lexicon, seeds: Path) -> None:
    """No other name in the long list is a common word or a role, region or level: those mean what they say."""
    by_hand = {
        join_key(str(a))
        for names in yaml.safe_load((seeds / "lexicon" / "companies.yaml").read_text("utf-8")).values()
        for a in names
    }
    spoken_for = lexicon.words.everyday | {
        join_key(spelling)
        for names in (lexicon.roles, lexicon.regions, lexicon.levels)
        for name in names.values()
        for spelling in (name.slug, name.display, *name.aliases)
    }
    claimed = {join_key(alias) for name in lexicon.companies.values() for alias in name.aliases} - by_hand
    assert claimed & spoken_for == set()


@pytest.mark.parametrize("broken", FILES)
def test_a_missing_or_broken_file_is_refused_with_a_remedy(seeds: Path, tmp_path: Path, broken: str) -> None:
    """A lexicon file that is missing, or is not what it should be, stops with a remedy and no traceback of its words."""
    folder = tmp_path / "lexicon"
    shutil.copytree(seeds / "lexicon", folder)
    (folder / broken).unlink()
    with pytest.raises(SeedsError) as missing:
        read_lexicon(folder)
    (folder / broken).write_bytes(b"\xff\xfe: [")
    with pytest.raises(SeedsError) as damaged:
        read_lexicon(folder)
    assert "README" in missing.value.remedy
    assert "README" in damaged.value.remedy


def test_the_lexicon_stays_small(seeds: Path) -> None:
    """The lexicon weighs at most 1.5 MB: it is shipped with every copy."""
    assert sum(path.stat().st_size for path in (seeds / "lexicon").iterdir()) <= 1_500_000
