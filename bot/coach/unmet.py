"""What an answer is counted as, so that authors know what to write next: a kind, and nothing the person said."""

from bot.coach.answers import Answer, NoGuide, OffTopic, RoleAcross, TopicsOffered, Unclear
from bot.coach.courtesy import FeedbackTaken
from bot.domain.topic import Topic
from bot.domain.vocabulary import Name, Vocabulary

RATED = {True: "helpful", False: "not_helpful", None: "feedback"}


def unmet(answer: Answer, vocabulary: Vocabulary, *, names: bool) -> str | None:
    """Return the kind of thing that was not answered, with a topic or known name behind `:`, or how an answer did, or None."""
    kind, name = None, None
    match answer:
        case NoGuide(company=str(shown)):
            real = (slug for slug, company in vocabulary.strangers.items() if company.display == shown)
            kind, name = "company", next(real, None) if names else None
        case NoGuide(typed=str(typed)) if typed:
            kind = "unread"
        case Unclear(company=Name(slug=company), role=Name(slug=role)):
            kind, name = "role", f"{company}/{role}" if names else None
        case Unclear(company=Name(), role=None, is_strange=True):
            kind = "role"
        case RoleAcross(role=Name(slug=role), entries=()):
            kind, name = "role", role if names else None
        case TopicsOffered(topics=(Topic(id=nearest), *_), is_whole=False):
            kind, name = "question", nearest
        case OffTopic():
            kind = "off_topic"
        case FeedbackTaken(is_helpful=is_helpful):
            kind = RATED[is_helpful]
        case _:
            pass
    return f"{kind}:{name}" if name else kind
