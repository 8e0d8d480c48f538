"""A template's form block → a Form: one field a line, its words beside its kind."""

from collections.abc import Mapping

from bot.replies.markdown import Md, unescape
from bot.replies.reply import Field, FieldKind, Form


def read_form(text: str, faults: str, command: str, values: Mapping[str, str]) -> Form | None:
    """Return the form that a block describes, filled with `values`; None for an empty block.

    First line `title | submit`; then a field a line, `name | kind | label | hint`; below a choice, its values as
    `= value | label`. Each line of `faults` is `name | what is wrong with it`.
    """
    lines = split(text)
    if not lines:
        return None
    fields: list[tuple[list[str], list[tuple[str, str]]]] = []
    for parts in lines[1:]:
        if parts[0].startswith("="):
            fields[-1][1].append((parts[0].removeprefix("=").strip(), parts[1]))
        else:
            fields.append((parts, []))
    return Form(
        command=command,
        title=lines[0][0],
        submit=lines[0][1],
        fields=tuple(
            Field(
                name=name,
                kind=FieldKind(kind),
                label=label,
                hint=hint,
                value=values.get(name, ""),
                choices=tuple(choices),
            )
            for (name, kind, label, hint), choices in fields
        ),
        faults=tuple((name, unescape(words)) for name, words in split(faults)),
    )


def split(text: str) -> list[list[str]]:
    """Return the parts of each line that is not empty."""
    return [[part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip()]


def faulty(text: str) -> Md:
    """Print the faults of a form as a list."""
    return Md("\n".join(f"- {words}" for _, words in split(text)))
