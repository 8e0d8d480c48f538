"""Words that are theirs: a claim only where it is backed, numbers in full with their origin, short enough to send."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.terminal import as_plain
from bot.coach.review import Question
from bot.coach.writing import Drafted, decline_claim, write
from bot.conversation import Conversation
from bot.domain.figure import Figure, InGuide, Quoted, Unit
from bot.domain.negotiation import Alternative, Negotiation, Rival, Stance
from bot.domain.offer import Offer
from bot.domain.script import Blank, Claim, Manner, Paragraph, Purpose, Raised, Tone
from bot.domain.topic import Channel
from bot.replies.letter import laid_out
from bot.replies.reply import Audience
from tests.offers import at_together, band, elsewhere, money, negotiations, offer, offers
from tests.test_golden import GOLDEN, compare

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MOST_WORDS = 120
SECRET, UNCHOSEN = "7,654,321", "8,765,432"
"""a walk-away and a present base that no drawn offer reaches"""
GOOGLE = Rival(name="Google", offer=offer(base="240k"), is_written=True)
WRITTEN = [purpose for purpose in Purpose if purpose is not Purpose.TRUE_LINE]


def text_of(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return words as they are sent."""
    return "\n".join(laid_out(paragraph) for paragraph in paragraphs)


def claims_of(drafted: Drafted) -> set[Claim]:
    """Return every claim that a draft makes, blanks left aside."""
    lines = [line for paragraph in drafted.paragraphs for line in paragraph.lines]
    filled = [line for line in lines if not any(isinstance(piece, Blank) for piece in line.pieces)]
    return {claim for line in filled for claim in line.claims}


def ask(coach: Conversation, under_way: Negotiation, wanted: Offer | None = None, **how: str) -> str:
    """Return the words of an ask."""
    manner = Manner(
        purpose=Purpose.ASK,
        channel=Channel(how.get("channel", "email")),
        tone=Tone(how.get("tone", "neutral")),
    )
    return text_of(write(under_way, manner, coach.edition, wanted or Offer()).paragraphs)


def with_stance(under_way: Negotiation, stance: Stance) -> Negotiation:
    """Return a negotiation with what the person brings to it."""
    return replace(under_way, stance=stance)


manners = st.builds(
    Manner,
    purpose=st.sampled_from(WRITTEN),
    channel=st.sampled_from(Channel),
    tone=st.sampled_from(Tone),
)
reasons = st.sampled_from(
    ("", "I cut the cost of inference by half.", " ".join(["word"] * 20), " ".join(["word"] * 40))
)
raised = st.frozensets(st.sampled_from(Raised), max_size=3)
packages = st.lists(offers(), max_size=3)
"""one to ask for, or several to choose from"""


@given(
    at=negotiations(), agreed=st.none() | offers(), wanted=packages, how=manners, reason=reasons, also=raised
)
def test_whatever_is_under_way_words_claim_only_what_is_backed(  # noqa: PLR0913, PLR0917 - drawn, not passed
    coach: Conversation,
    at: Negotiation,
    agreed: Offer | None,
    wanted: list[Offer],
    how: Manner,
    reason: str,
    also: frozenset[Raised],
) -> None:
    """Each claim is the person's own or has a source; a walk-away, or present pay they kept back, never stands there."""
    secret, unchosen = (money(amount.replace(",", "")) for amount in (SECRET, UNCHOSEN))
    stance = replace(at.stance, walk_away=secret, reason=reason)
    if not stance.uses_current_base:
        stance = replace(stance, current_base=unchosen)
    under_way = replace(at, stance=stance, agreed=agreed)
    drafted = write(under_way, how, coach.edition, *wanted, also=also)
    words = text_of(drafted.paragraphs)
    backing = {
        Claim.RIVAL_OFFER: any(rival.is_written for rival in stance.rivals),
        Claim.OTHER_PROCESS: stance.alternative is Alternative.IN_PROCESS
        or any(not rival.is_written for rival in stance.rivals),
        Claim.CURRENT_PAY: stance.uses_current_base and stance.current_base is not None,
        Claim.WILL_SIGN: stance.will_sign,
        Claim.MARKET_FIGURE: stance.posted is not None or under_way.company is not None,
        Claim.CREDENTIAL: bool(reason),
        Claim.DEADLINE: under_way.offer.deadline is not None or under_way.offer.hours_left is not None,
    }
    assert all(backing[claim] for claim in claims_of(drafted)), words
    assert SECRET not in words
    assert UNCHOSEN not in words
    assert words.strip()
    assert len(words.split()) <= MOST_WORDS, words


@given(at=negotiations(), wanted=packages, how=manners)
def test_no_number_is_printed_without_an_origin(
    coach: Conversation, at: Negotiation, wanted: list[Offer], how: Manner
) -> None:
    """Every number in a draft is a figure or a quotation with its origin; our own sentences have none."""
    drafted = write(at, how, coach.edition, *wanted)
    pieces = [piece for paragraph in drafted.paragraphs for line in paragraph.lines for piece in line.pieces]
    for piece in pieces:
        match piece:
            case Quoted(origin=InGuide(path=path), text=words) if path.startswith("scripts/"):
                assert not NUMBER.search(words)
            case Blank(hint=hint):
                assert not NUMBER.search(hint)
            case _:
                assert isinstance(piece, Figure | Quoted)


@given(wanted=offers(), how=manners)
def test_no_sum_is_asked_for_before_an_offer_has_a_base(
    coach: Conversation, wanted: Offer, how: Manner
) -> None:
    """Without a base there is nothing to move: the words ask for the range instead."""
    manner = replace(how, purpose=Purpose.ASK)
    words = text_of(write(at_together(), manner, coach.edition, wanted).paragraphs)
    assert not NUMBER.search(words)
    assert "what base range is budgeted for it?" in words


def test_in_process_is_never_called_an_offer(coach: Conversation) -> None:
    """Interviews elsewhere, or an offer that is not in writing, are a conversation and no more."""
    spoken = replace(GOOGLE, is_written=False)
    for stance in (Stance(alternative=Alternative.IN_PROCESS), Stance(rivals=(spoken,))):
        words = ask(coach, with_stance(at_together(base="210k"), stance), offer(base="230k"))
        assert "I'm also talking with another employer." in words
        assert "written offer" not in words
        assert "Google" not in words
        assert "240,000" not in words


def test_a_written_offer_is_named_with_its_base_only_where_that_helps(coach: Conversation) -> None:
    """A rival's base above this one is told; a lower one, or one in another currency, is left out."""
    for base, told in (("240k", True), ("190k", False), ("€240k", False), ("90/hr", False)):
        rival = replace(GOOGLE, offer=offer(base=base))
        words = ask(coach, with_stance(at_together(base="210k"), Stance(rivals=(rival,))), offer(base="230k"))
        assert "written offer from Google" in words
        assert ("with a base of $240,000" in words) is told


def test_signing_is_promised_only_by_somebody_who_said_so(coach: Conversation) -> None:
    """“I'm ready to sign” stands there only after the person said that they would."""
    for will_sign in (True, False):
        stance = Stance(will_sign=will_sign)
        words = ask(coach, with_stance(at_together(base="210k"), stance), offer(base="230k"))
        assert ("ready to sign" in words) is will_sign


def test_present_pay_is_told_only_by_choice_and_where_it_helps(coach: Conversation) -> None:
    """A present base stands there if the person chose to name it and it is above the offer; never otherwise."""
    for current, uses, told in (("225k", True, True), ("225k", False, False), ("190k", True, False)):
        stance = Stance(current_base=money(current), uses_current_base=uses)
        words = ask(coach, with_stance(at_together(base="210k"), stance), offer(base="240k"))
        assert ("My base today is" in words) is told


@pytest.mark.parametrize(
    ("under_way", "wanted", "cited"),
    [
        (at_together(base="210k"), "240k", "as of Dec 2025, is $188,000 to $250,000."),
        (at_together("seattle", base="200k"), "230k", "in Seattle, as of Dec 2025, is $179,000 to $238,000."),
        (at_together(base="240k"), "265k", "posting for AI Infrastructure Systems Engineer in San Francisco (May 2026) goes up"),
        (at_together(base="€210k"), "€240k", None),
        (at_together("london", base="210k"), "240k", None),
        (at_together(base="260k"), "400k", None),
        (elsewhere(base="170k"), "200k", None),
        (with_stance(elsewhere(base="170k"), Stance(posted=band("153k-220k"))), "200k", "your posting runs from $153,000 to $220,000."),
        (with_stance(elsewhere(base="230k"), Stance(posted=band("153k-220k"))), "240k", None),
    ],
)  # fmt: skip
def test_a_market_figure_has_its_source_and_reaches_the_ask(
    coach: Conversation, under_way: Negotiation, wanted: str, cited: str | None
) -> None:
    """The range cited is the guide's with its date, a dated posting by its title, or theirs; else none, and a blank."""
    words = ask(coach, under_way, offer(base=wanted))
    assert (cited or "[one result of yours that you can show]") in words
    assert cited is not None or "range" not in words


def test_a_reason_is_theirs_or_a_blank(coach: Conversation) -> None:
    """One result in the person's words is the reason; without one, or with an essay, they see where to put it."""
    bare = elsewhere(base="70/hr")
    told = with_stance(bare, Stance(reason="I halved the night shift's errors."))
    essay = with_stance(bare, Stance(reason="so " * 40))
    assert "What I bring: I halved the night shift's errors." in ask(coach, told, offer(base="80/hr"))
    for under_way in (bare, essay):
        words = ask(coach, under_way, offer(base="80/hr"))
        assert "What I bring: [one result of yours that you can show]." in words
    assert "The rate is $70 an hour now. Could you bring it to $80 an hour?" in words


def test_a_settled_base_is_not_asked_for_again(coach: Conversation) -> None:
    """After “base is capped” or a flat no, the words leave base alone and ask one different question."""
    for stance in (Stance(is_base_capped=True), Stance(was_refused=True)):
        words = ask(coach, with_stance(at_together(base="215k"), stance), offer(base="240k"))
        assert "240,000" not in words
        assert "Is there any room in the sign-on, or for a written pay review after six months?" in words


def test_a_part_that_is_not_to_move_is_not_asked_for(coach: Conversation) -> None:
    """A package that raises the sign-on alone asks for the sign-on alone."""
    words = ask(
        coach,
        at_together(base="215k", bonus="15%", sign_on="20k"),
        offer(base="215k", bonus="15%", sign_on="40k"),
    )
    assert "Could the sign-on come to $40,000, up from $20,000?" in words
    assert "215,000" not in words
    assert "bonus" not in words


def test_what_has_no_number_is_raised_in_one_question(coach: Conversation) -> None:
    """Beside the ask, all that has no evidence for a number is one short question, not a list of demands."""
    also = frozenset({Raised.ROOM_IN_SIGN_ON, Raised.ROOM_IN_EQUITY})
    manner = Manner(purpose=Purpose.ASK)
    words = text_of(
        write(at_together(base="215k"), manner, coach.edition, offer(base="240k"), also=also).paragraphs
    )
    assert "Could you bring it to $240,000? Is there any room in the sign-on or the equity?" in words


def test_a_letter_is_held_to_what_was_agreed(coach: Conversation) -> None:
    """“You agreed 225, the letter says 222”: only what differs is named, and what is missing."""
    agreed = offer(base="225k", bonus="15%", relocation="10k")
    under_way = replace(at_together(base="222k", bonus="15%"), agreed=agreed)
    manner = Manner(purpose=Purpose.CORRECT_LETTER)
    words = text_of(write(under_way, manner, coach.edition).paragraphs)
    assert "- Base: I understood $225,000, the letter says $222,000." in words
    assert "- Relocation: I understood $10,000, the letter doesn't have it." in words
    assert "onus" not in words


def test_every_question_of_the_review_has_its_words(coach: Conversation) -> None:
    """Whatever the review would have asked first can be sent as a question."""
    for question in Question:
        also = frozenset({Raised(question.value)})
        drafted = write(at_together(), Manner(purpose=Purpose.QUESTIONS), coach.edition, also=also)
        asked = next(paragraph for paragraph in drafted.paragraphs if paragraph.is_list)
        assert [line.asks for line in asked.lines] == [True], question


def drafts(coach: Conversation, purpose: Purpose) -> str:
    """Return one purpose in three tones and both channels, as it is read in review."""
    stated = {"base": "215k", "equity": "80k/4y", "bonus": "15%", "sign_on": "20k", "deadline": "2026-11-27"}
    stance = Stance(
        will_sign=True,
        reason="I cut inference cost by half at my last job",
        alternative=Alternative.IN_PROCESS,
    )
    under_way = with_stance(at_together(**stated), stance)
    if purpose is Purpose.CORRECT_LETTER:
        under_way = replace(
            under_way, agreed=offer(base="225k", bonus="15%", sign_on="25k", start="2027-01-04")
        )
    also = {Raised.INSTRUMENT, Raised.PERCENT, Raised.REPAID} if purpose is Purpose.QUESTIONS else set()
    written = [
        write(under_way, Manner(purpose=purpose, channel=channel, tone=tone), coach.edition, offer(base="245k", sign_on="40k"), also=frozenset(also))
        for channel in (Channel.EMAIL, Channel.CALL)
        for tone in Tone
    ]  # fmt: skip
    return "\n\n".join(
        f"<!-- {one.manner.channel}, {one.manner.tone} -->\n\n{said(coach, 'drafted', one)}"
        for one in written
    )


def said(coach: Conversation, name: str, answer: object) -> str:
    """Return an answer's words as plain Markdown."""
    return as_plain(coach.words.write(name, {"a": answer}, Audience.PERSONAL), "/comp")


@pytest.mark.parametrize("purpose", WRITTEN)
def test_drafts_read_as_reviewed(coach: Conversation, purpose: Purpose, *, golden: bool) -> None:
    """Each draft reads, word by word and in every tone, as it was last reviewed."""
    compare(GOLDEN / "drafts" / f"{purpose}.md", drafts(coach, purpose), write=golden)


CLAIMS = {
    "nothing": Stance(),
    "process": Stance(alternative=Alternative.IN_PROCESS, will_sign=True),
    "offer": Stance(rivals=(GOOGLE,)),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_wish_for_an_invented_offer_gets_the_true_words(
    coach: Conversation, name: str, *, golden: bool
) -> None:
    """We decline in one line and give what is true: nothing told, a process under way, or the offer as it is."""
    declined = decline_claim(with_stance(at_together(base="215k"), CLAIMS[name]), coach.edition)
    compare(
        GOLDEN / "drafts" / f"cannot_claim_{name}.md", said(coach, "cannot_claim", declined), write=golden
    )


def test_true_words_need_no_negotiation(coach: Conversation) -> None:
    """Somebody who has told us nothing yet gets true words too, and is asked for the offer if there is one."""
    words = said(coach, "cannot_claim", decline_claim(None, coach.edition))
    assert "I'd rather keep my search to myself." in words
    assert "I have a written offer from" in words


def test_steps_name_the_negotiation_and_never_an_amount(coach: Conversation) -> None:
    """What a button types holds the negotiation's name, even one with brackets in it, and no number."""
    under_way = replace(at_together(base="215k"), name="Acme (US) *x*")
    drafted = write(under_way, Manner(purpose=Purpose.EXTENSION), coach.edition)
    reply = coach.words.write("drafted", {"a": drafted}, Audience.PERSONAL)
    assert [step.command for step in reply.steps] == [
        "email extension warm Acme (US) *x*",
        "email extension firm Acme (US) *x*",
        "call extension neutral Acme (US) *x*",
    ]
    assert not NUMBER.search(reply.title)


def test_forfeits_are_told_where_a_sign_on_makes_them_good(coach: Conversation) -> None:
    """Documented forfeits stand beside the sign-on they support, as the person stated them."""
    stance = Stance(forfeits=money("30k", Unit.ONE_OFF))
    words = ask(coach, with_stance(at_together(base="215k"), stance), offer(base="215k", sign_on="30k"))
    assert "Could you add a sign-on of $30,000? I'd forfeit $30,000 by leaving where I am." in words


def test_golden_drafts_are_short_enough_to_send() -> None:
    """No reviewed e-mail is over the words that a busy reader takes in."""
    for path in sorted(Path(GOLDEN / "drafts").glob("*.md")):
        for letter in path.read_text("utf-8").split("```")[1::2]:
            assert len(letter.split()) <= MOST_WORDS, path.name
