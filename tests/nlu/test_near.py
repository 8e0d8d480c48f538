"""Near names: what is found is near, and nothing near is missed."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.nlu.near import LEAST_LETTERS, TWO_EDITS_FROM, Near

SHORT = st.text(alphabet="abc", min_size=1, max_size=7)
LONG = st.text(alphabet="abcdef", min_size=TWO_EDITS_FROM, max_size=12)


@given(keys=st.sets(SHORT, max_size=40), word=SHORT)
def test_every_key_one_slip_away_is_found(keys: set[str], word: str) -> None:
    """A search of short words returns exactly the keys one slip away, transpositions included."""
    if len(word) >= TWO_EDITS_FROM:
        return
    near = {key for _, key in Near(keys).within(word)}
    wanted = {key for key in keys if len(key) >= LEAST_LETTERS and OSA.distance(word, key) == 1}
    assert near == (wanted if len(word) >= LEAST_LETTERS else set())


@given(key=LONG, other=LONG, data=st.data())
def test_two_slips_in_a_long_word_are_found(key: str, other: str, data: st.DataObject) -> None:
    """A long key with two letters dropped or changed is still found, and its distance is right."""
    first, second = sorted(
        data.draw(st.lists(st.integers(0, len(key) - 1), min_size=2, max_size=2, unique=True))
    )
    typed = key[:first] + "z" + key[first + 1 : second] + key[second + 1 :]
    found = {near: edits for edits, near in Near({key, other}).within(typed)}
    if len(typed) >= TWO_EDITS_FROM:
        assert found.get(key) == OSA.distance(typed, key)


@given(keys=st.sets(LONG, max_size=30), beginning=st.text(alphabet="abcdef", min_size=1, max_size=4))
def test_completions_go_on_from_the_beginning(keys: set[str], beginning: str) -> None:
    """Completions are the shortest keys that begin so, never the beginning itself."""
    found = Near(keys).completions(beginning, 3)
    wanted = sorted(
        (key for key in keys if key.startswith(beginning) and key != beginning),
        key=lambda key: (len(key), key),
    )
    assert found == wanted[:3]
