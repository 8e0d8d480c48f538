"""Golden replies: every Answer's words as Markdown, the main ones as Block Kit too. They are read as prose in review.

Write them anew with `python -m pytest tests/test_golden.py --golden`, then read the difference.
"""

import json
from pathlib import Path
from typing import get_args

import pytest

from bot.cli.terminal import as_plain
from bot.coach.answer import answer
from bot.coach.answers import Answer, OffTopic, StillLearning
from bot.coach.courtesy import FeedbackTaken, NothingToRead, offer_prompts
from bot.conversation import Conversation
from bot.domain.understanding import Utterance
from bot.replies.reply import Reply
from bot.slack.blocks import to_blocks

GOLDEN = Path(__file__).parent / "golden"
SHIPPED = {
    "comp_found": "together-ai ml-engineer",
    "comp_found_seattle": "together ai ml/ai engineer seattle",
    "comp_found_level": "together-ai mle L5",
    "comp_found_missing_region": "together-ai mle london",
    "comp_shared": "share together-ai ml-engineer",
    "company_found": "together-ai",
    "role_across": "ml engineer",
    "role_across_none": "product designer",
    "unclear_role": "together-ai data scientist",
    "no_guide_company": "figma data-scientist",
    "no_guide_nothing": "qwxz vbnm asdf",
    "levers_found": "levers together-ai ml-engineer",
    "scripts_found": "say together-ai ml-engineer seattle",
    "sources_found": "sources together-ai ml-engineer",
    "guides_listed": "guides",
    "topic_found": "topic final_offer",
    "topic_found_law": "topic pay_transparency",
    "topics_offered": "topic",
    "job_wanted": "levers",
    "regions_compared": "compare together-ai ml-engineer",
    "feedback_taken": "that was wrong",
    "practice_missing": "practice with me",
    "thanked": "thanks",
    "helped": "help",
}
INVENTED = {
    "comp_found_grant": "larkspur software engineer",
    "comp_found_euro": "muehle-soehne data-engineer",
    "comp_found_bare": "quietwater software-engineer",
    "company_found_two": "larkspur robotics",
    "role_across_two": "software engineer",
    "levers_found_none": "levers muehle-soehne data-engineer",
    "scripts_found_grant": "say larkspur software engineer remote",
    "sources_found_linked": "sources larkspur software engineer",
}
FOLLOWED = {
    "shortened_comp": ("together-ai ml-engineer", "shorter"),
    "shortened_topic": ("topic final_offer", "in short"),
    "topic_backed": ("topic final_offer", "why?"),
}
TOLD: dict[str, Answer] = {
    "off_topic": OffTopic(),
    "still_learning": StillLearning(),
    "nothing_to_read": NothingToRead(),
    "feedback_taken_helpful": FeedbackTaken(is_helpful=True),
}
SPOKEN = (*TOLD, "prompts_offered", *FOLLOWED)
BLOCKS = (
    "comp_found",
    "comp_shared",
    "company_found",
    "levers_found",
    "scripts_found",
    "sources_found",
    "helped",
)


def compare(path: Path, text: str, *, write: bool) -> None:
    """Compare a text with its golden file, or write it."""
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text, (
        f"{path.name} reads otherwise: read the difference, then run with --golden"
    )


@pytest.fixture(scope="module")
def replies(coach: Conversation, invented: Conversation) -> dict[str, tuple[Answer, Reply]]:
    """Return every golden case's answer and reply."""
    found = {}
    for conversation, cases in ((coach, SHIPPED), (invented, INVENTED)):
        for name, text in cases.items():
            heard = conversation.understand(Utterance(text=text))
            facts = answer(heard, conversation.edition, conversation.today())
            found[name] = (facts, conversation.words.say(facts))
    followed = {name: follow(coach, *texts) for name, texts in FOLLOWED.items()}
    for name, facts in {**TOLD, "prompts_offered": offer_prompts(coach.edition), **followed}.items():
        found[name] = (facts, coach.words.say(facts))
    return found


def follow(coach: Conversation, first: str, remark: str) -> Answer:
    """Return the answer to a remark after the answer to something else."""
    last, heard = (coach.understand(Utterance(text=text)) for text in (first, remark))
    return answer(heard, coach.edition, coach.today(), last)


@pytest.mark.parametrize("name", [*SHIPPED, *INVENTED, *SPOKEN])
def test_replies_read_as_reviewed(
    replies: dict[str, tuple[Answer, Reply]], name: str, *, golden: bool
) -> None:
    """Each reply reads, word by word, as it was last reviewed."""
    _, reply = replies[name]
    compare(GOLDEN / "replies" / f"{name}.md", as_plain(reply, "/comp"), write=golden)


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_stand_as_reviewed(
    replies: dict[str, tuple[Answer, Reply]], name: str, *, golden: bool
) -> None:
    """The main replies reach Slack in the blocks that were last reviewed."""
    _, reply = replies[name]
    text = json.dumps(to_blocks(reply), indent=1, ensure_ascii=False) + "\n"
    compare(GOLDEN / "blocks" / f"{name}.json", text, write=golden)


def test_every_answer_has_a_golden_reply(replies: dict[str, tuple[Answer, Reply]]) -> None:
    """No kind of Answer goes without a reviewed reply, and each golden case is named after its Answer."""
    kinds = {type(facts).__name__ for facts, _ in replies.values()}
    assert kinds == {kind.__name__ for kind in get_args(Answer)}
    for name, (facts, _) in replies.items():
        assert name.replace("_", "").startswith(type(facts).__name__.lower()), name


@pytest.mark.parametrize("command", ["together-ai ml-engineer", "together-ai ml-engineer seattle"])
def test_the_owners_guide_gives_the_figures_of_ours(
    owners: Conversation, coach: Conversation, command: str
) -> None:
    """The owner's own file, unchanged, is answered with the same figures as our edition of it."""
    bodies = [
        c.words.say(answer(c.understand(Utterance(text=command)), c.edition, c.today())).body
        for c in (owners, coach)
    ]
    theirs, ours = (body.split("**What moves it**")[0] for body in bodies)
    assert theirs == ours
