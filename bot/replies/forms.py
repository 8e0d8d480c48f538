"""The form of an offer: offer_form.toml, with what stands in its fields and what is wrong beside them."""

from collections.abc import Iterator, Mapping

from bot.domain.written import read_written
from bot.replies.markdown import Md, unescape
from bot.replies.reply import Field, FieldKind, Form

WRITTEN = read_written(__file__, "offer_form")


def offer_form(name: str, values: Mapping[str, str], faults: str) -> Form:
    """Return the form of the negotiation called `name`, empty for a new one. Each line of `faults` is `field | what is wrong`."""
    return Form(
        command=f"edit {name}".strip(),
        title=WRITTEN["title"],
        submit=WRITTEN["submit"],
        fields=tuple(
            Field(
                name=field,
                value=values.get(field, ""),
                choices=tuple(WRITTEN["choices"].get(field, {}).items()),
                **{**keys, "kind": FieldKind(keys["kind"])},
            )
            for field, keys in WRITTEN["fields"].items()
        ),
        faults=tuple((field, unescape(words)) for field, words in split(faults)),
    )


def split(faults: str) -> Iterator[tuple[str, str]]:
    """Yield the field and the words of each line that is not empty."""
    for line in filter(None, map(str.strip, faults.splitlines())):
        field, _, words = line.partition(" | ")
        yield field, words


def faulty(faults: str) -> Md:
    """Print the faults of a form as a list."""
    return Md("\n".join(f"- {words}" for _, words in split(faults)))
