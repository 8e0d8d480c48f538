"""Front matter that does not fit: every key that is missing, unknown, of the wrong kind or at odds with another."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

from bot.domain.problem import Problem, Severity
from bot.library.front_matter import PARTS, QUARTER, ComponentSource, FrontMatter
from bot.library.guard import RefusedError
from bot.library.positions import Loaded, excerpt
from bot.library.rules import WRITTEN, find_fault

STRANGER = "extra_forbidden"


def fit(loaded: Loaded, problems: list[Problem]) -> FrontMatter:
    """Return the front matter by its keys, with a Problem for each unknown one, which is left out.

    Raises RefusedError where any other key does not fit, with a Problem each.
    """
    try:
        return FrontMatter.model_validate(loaded.values)
    except ValidationError as fault:
        errors = fault.errors(include_url=False, include_input=False, include_context=False)
    kinds = {".".join(map(str, error["loc"])): error["type"] for error in errors}
    problems.extend(_stranger(error["loc"], loaded) for error in errors if error["type"] == STRANGER)
    misfits = [
        _misfit(kind, path, loaded)
        for path, kind in kinds.items()
        # an entry that does not fit is not counted, so its list seems too short as well
        if kind != STRANGER
        and not (kind == "too_short" and any(other.startswith(f"{path}.") for other in kinds))
    ]
    if misfits:
        raise RefusedError(*misfits)
    return FrontMatter.model_validate(loaded.values, extra="ignore")


def _stranger(loc: tuple[int | str, ...], loaded: Loaded) -> Problem:
    """Return the Problem of a key that no guide has: an ERROR where it looks like a slip for one, since its value is lost."""
    name, around = str(loc[-1]), [part for part in loc[:-1] if isinstance(part, str)]
    fields = PARTS.get(around[-1] if around else "The guide", ComponentSource).model_fields
    other = WRITTEN["other_words"].get(name)
    near = [other] if other in fields else get_close_matches(name, fields, n=1, cutoff=0.7)
    at, message = loaded.at(".".join(map(str, loc))), f"{name} is no key of a guide"
    if not near:
        return find_fault("unknown-key", at, message, "delete it, or move it to the body")
    message += f"; did you mean {near[0]}?"
    return find_fault("unknown-key", at, message, f"write {near[0]}", severity=Severity.ERROR)


def _misfit(kind: str, path: str, loaded: Loaded) -> Problem:
    at, name, written = loaded.at(path), _named(path, loaded), loaded.texts.get(path)
    if kind == "missing":
        return find_fault("missing", at, f"{name} is missing")
    if kind == "too_short":
        return find_fault("missing", at, f"{name} has no entry", "add one region with its figures")
    if kind in WRITTEN["limits"]:
        message = f"{name} says {excerpt(written or '')}, which is out of range"
        return find_fault("out-of-range", at, message)
    told = next(told for start, told in WRITTEN["kinds"].items() if kind.startswith(start))
    if kind == "string_pattern_mismatch":
        told = WRITTEN["spelling"].get(path.rpartition(".")[2], told)
    expected, remedy = told
    says = f" but says {excerpt(written)}" if written else " but is empty" if path in loaded.lines else ""
    return find_fault("wrong-type", at, f"{name} must be {expected}{says}", remedy)


def _named(path: str, loaded: Loaded) -> str:
    """Return a path as people would name it: currency of San Francisco."""
    group, _, leaf = path.rpartition(".")
    where = loaded.texts.get(f"{group}.region") or loaded.texts.get(f"{group}.title")
    return f"{leaf} of {where}" if where and leaf not in {"region", "title"} else path or "The front matter"


def find_conflicts(keys: FrontMatter, slugs: Sequence[str], loaded: Loaded) -> Iterator[Problem]:
    """Yield what is at odds in front matter that fits. `slugs` are its regions'."""
    if not (keys.as_of or keys.last_updated or QUARTER.search(keys.salary_data_quarter or "")):
        yield find_fault("undated", loaded.at("salary_data_quarter"), "Nothing says how old the figures are")
    for position, comp in enumerate(keys.compensation):
        yield from _find_bad_bands(comp, f"compensation.{position}", loaded)
    for position, posting in enumerate(keys.posted):
        yield from _find_bad_bands(posting, f"posted.{position}", loaded)
        if posting.currency is None and len({comp.currency for comp in keys.compensation}) > 1:
            message = f"The posting {excerpt(posting.title)} has no currency, and the guide has more than one"
            at = loaded.at(f"posted.{position}")
            yield find_fault("missing", at, message, "add currency to the posting")
    for position, slug in enumerate(slugs):
        first = slugs.index(slug)
        if first != position:
            paths = (f"compensation.{where}.region" for where in (first, position))
            one, other = (loaded.texts.get(path, slug) for path in paths)
            message = f"{other} is {f'the same place as {one} above' if one != other else 'there twice'}"
            at = loaded.at(f"compensation.{position}.region")
            yield find_fault("duplicate-region", at, message)


def _find_bad_bands(keys: BaseModel, path: str, loaded: Loaded) -> Iterator[Problem]:
    """Yield every band of one region or posting with one end missing, or its low above its high."""
    for low_key in (name for name in type(keys).model_fields if name.endswith("_low")):
        high_key = low_key.replace("_low", "_high")
        low, high = getattr(keys, low_key), getattr(keys, high_key)
        given, other = (low_key, high_key) if low is not None else (high_key, low_key)
        at, name = loaded.at(f"{path}.{given}"), _named(f"{path}.{given}", loaded)
        if (low is None) != (high is None):
            remedy = f"add {other}, or remove {given}"
            yield find_fault("half-band", at, f"{name} stands without {other}", remedy)
        elif low is not None and high is not None and low > high:
            message = f"{name} ({low:,f}) is above {high_key} ({high:,f})"
            yield find_fault("upside-down", at, message)
