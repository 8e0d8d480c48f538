"""What is remembered of a person, and for how long."""

from bot.domain.session import Person, Place, Session, Speaker
from bot.store.memory import MOST_SESSIONS, MemoryStore

ANA, BEN = Person(team="T1", user="U1"), Person(team="T1", user="U2")
HERE, THERE = Place(channel="C1"), Place(channel="C1", thread="5.0")
ABOUT = Session(company="together-ai", role="ml-ai-engineer", region=None, level=None)


def at(who: Person, place: Place) -> Speaker:
    """Return one person in one place."""
    return Speaker(who=who, place=place)


def test_a_conversation_belongs_to_one_person_in_one_place() -> None:
    """Nobody sees another's conversation, nor one's own from another thread or workspace."""
    store = MemoryStore()
    store.keep(at(ANA, HERE), ABOUT)
    assert store.session(at(ANA, HERE)) == ABOUT
    for who, where in ((BEN, HERE), (ANA, THERE), (Person(team="T2", user="U1"), HERE)):
        assert store.session(at(who, where)) is None


def test_a_conversation_is_over_after_an_hour() -> None:
    """It is remembered for an hour after the last turn and not a second longer."""
    now = [0.0]
    store = MemoryStore(clock=lambda: now[0])
    store.keep(at(ANA, HERE), ABOUT)
    now[0] = 3_600.0
    assert store.session(at(ANA, HERE)) == ABOUT
    now[0] = 3_601.0
    assert store.session(at(ANA, HERE)) is None


def test_memory_is_bounded() -> None:
    """However many people come, the oldest conversations give way."""
    store = MemoryStore()
    for number in range(MOST_SESSIONS + 5):
        store.keep(at(Person(team="T", user=str(number)), HERE), ABOUT)
    assert store.session(at(Person(team="T", user="0"), HERE)) is None
    assert store.session(at(Person(team="T", user=str(MOST_SESSIONS + 4)), HERE)) == ABOUT
