"""Front matter that does not fit: every key that is missing, unknown, of the wrong kind or at odds with another."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.problem import Problem, Severity
from bot.library.front_matter import (
    QUARTER,
    CompensationKeys,
    ComponentSource,
    FrontMatter,
    LevelMappingKeys,
    PostedKeys,
    SourceKeys,
)
from bot.library.positions import Key, Loaded
from bot.library.rules import Place, find_fault

MODELS: Mapping[str, type[BaseModel]] = {
    "": FrontMatter,
    "compensation.*": CompensationKeys,
    "posted.*": PostedKeys,
    "data_sources.*": SourceKeys,
    "level_mapping": LevelMappingKeys,
    **{f"compensation.*.source.{part}": ComponentSource for part in ("base", "equity", "bonus", "sign_on")},
}
"""path of a mapping -> the model of its keys"""
OTHER_WORDS = {
    "stock_basis": "equity_basis",
    "equity_low": "stock_low",
    "equity_high": "stock_high",
    "salary_low": "base_low",
    "salary_high": "base_high",
    "bonus": "bonus_pct",
    "bonus_low": "bonus_pct_low",
    "bonus_high": "bonus_pct_high",
    "tc_low": "total_comp_low",
    "tc_high": "total_comp_high",
    "total_low": "total_comp_low",
    "total_high": "total_comp_high",
    "sources": "data_sources",
    "aliases": "company_aliases",
    "updated": "last_updated",
    "quality": "data_quality",
    "location": "region",
}
"""what people write for a key whose spelling is far from it"""
BANDS = (
    ("base_low", "base_high"),
    ("stock_low", "stock_high"),
    ("bonus_pct_low", "bonus_pct_high"),
    ("sign_on_low", "sign_on_high"),
    ("total_comp_low", "total_comp_high"),
)
LIMITS = frozenset(
    {"greater_than_equal", "greater_than", "less_than_equal", "decimal_max_digits", "finite_number"}
)
LONGEST_SHOWN = 40
SPELLING = {
    "string_pattern_mismatch": {
        "currency": ("three capital letters", "write it like USD, EUR or GBP"),
        "company": ("small letters, digits and single hyphens", "write it like together-ai"),
        "role": ("small letters, digits and single hyphens", "write it like ml-engineer"),
    }
}
KINDS = {
    "date": ("a date", "write it like 2026-02-23"),
    "int": ("a whole number", "write digits only"),
    "decimal": ("a number", "write it in full, digits only: 188000, not $188K"),
    "string": ("text", "put it in quotes"),
    "tuple": ("a list", "put each entry on a line of its own, behind a hyphen"),
    "model": ("a group of keys", "put its keys below it, indented"),
    "dict": ("a group of keys", "put its keys below it, indented"),
    "literal": ("one of the words this key knows", "see `coach guides schema`"),
}
"""beginning of pydantic's error type -> what was expected, and the remedy"""


def find_unknown(loaded: Loaded, shown: str) -> Iterator[Problem]:
    """Yield every key that no guide has, with the one that was probably meant."""
    for key in loaded.keys:
        model = MODELS.get(key.within)
        if model is not None and key.name not in model.model_fields:
            yield unknown(key, model, Place(path=shown, line=key.line))


def unknown(key: Key, model: type[BaseModel], at: Place) -> Problem:
    """Return the Problem of one unknown key: an ERROR where it looks like a slip, since its value is lost."""
    other = OTHER_WORDS.get(key.name)
    near = (
        [other]
        if other in model.model_fields
        else get_close_matches(key.name, model.model_fields, n=1, cutoff=0.7)
    )
    if not near:
        return find_fault(
            "unknown-key", at, f"{key.name} is no key of a guide", "delete it, or move it to the body"
        )
    message = f"{key.name} is no key of a guide; did you mean {near[0]}?"
    return find_fault("unknown-key", at, message, f"write {near[0]}", severity=Severity.ERROR)


def find_misfits(fault: ValidationError, loaded: Loaded, shown: str) -> Iterator[Problem]:
    """Yield a Problem for each key that does not fit the front-matter model, each place once."""
    found: dict[str, ErrorDetails] = {}
    for error in fault.errors(include_url=False, include_input=False, include_context=False):
        found.setdefault(".".join(str(part) for part in error["loc"] if is_step(str(part))), error)
    for path, error in found.items():
        # an entry that does not fit is not counted, so its list seems too short as well
        if error["type"] != "too_short" or not any(other.startswith(f"{path}.") for other in found):
            yield misfit(error, path, loaded, Place(path=shown, line=loaded.line(path)))


def is_step(part: str) -> bool:
    """Whether a part of pydantic's location is a key or a position, not the name of one of its own steps."""
    return part not in {"SourceKeys", "constrained-str", "str"} and not part.startswith(
        ("function-", "constrained")
    )


def misfit(error: ErrorDetails, path: str, loaded: Loaded, at: Place) -> Problem:
    """Return the Problem of one key that does not fit."""
    kind, name = error["type"], named(path, loaded)
    written = loaded.texts.get(path)
    says = f" but says {excerpt(written)}" if written else " but is empty" if path in loaded.lines else ""
    if kind == "missing":
        return find_fault("missing", at, f"{name} is missing", "add it")
    if kind == "too_short":
        return find_fault("missing", at, f"{name} has no entry", "add one region with its figures")
    if kind in LIMITS:
        message = f"{name} says {excerpt(written or '')}, which is out of range"
        return find_fault("out-of-range", at, message, "check sign and zeros")
    leaf = path.rpartition(".")[2]
    expected, remedy = SPELLING.get(kind, {}).get(leaf) or next(
        (told for start, told in KINDS.items() if kind.startswith(start)),
        ("something else", "see `coach guides schema`"),
    )
    return find_fault("wrong-type", at, f"{name} must be {expected}{says}", remedy)


def named(path: str, loaded: Loaded) -> str:
    """Return a path as people would name it: currency of San Francisco."""
    group, _, leaf = path.rpartition(".")
    where = loaded.texts.get(f"{group}.region") or loaded.texts.get(f"{group}.title")
    return f"{leaf} of {where}" if where and leaf not in {"region", "title"} else path or "The front matter"


def excerpt(text: str) -> str:
    """Return a value as written, shortened."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def find_blocks(keys: FrontMatter, loaded: Loaded, shown: str) -> Iterator[Problem]:
    """Yield what is at odds inside the front matter so that the guide cannot be served."""
    if not (keys.as_of or keys.last_updated or QUARTER.search(keys.salary_data_quarter or "")):
        at = Place(path=shown, line=loaded.line("salary_data_quarter"))
        yield find_fault(
            "undated", at, "Nothing says how old the figures are", "add last_updated, such as 2026-02-23"
        )
    for position, comp in enumerate(keys.compensation):
        yield from find_bad_bands(comp, f"compensation.{position}", loaded, shown)
    for position, posting in enumerate(keys.posted):
        yield from find_bad_bands(posting, f"posted.{position}", loaded, shown)
        if posting.currency is None and len({comp.currency for comp in keys.compensation}) > 1:
            at = Place(path=shown, line=loaded.line(f"posted.{position}"))
            message = f"The posting {excerpt(posting.title)} has no currency, and the guide has more than one"
            yield find_fault("missing", at, message, "add currency to the posting")


def find_bad_bands(keys: BaseModel, path: str, loaded: Loaded, shown: str) -> Iterator[Problem]:
    """Yield every band of one region or posting with one end missing, or its low above its high."""
    for low_key, high_key in BANDS:
        low, high = getattr(keys, low_key, None), getattr(keys, high_key, None)
        given = low_key if low is not None else high_key
        at = Place(path=shown, line=loaded.line(f"{path}.{given}"))
        name = named(f"{path}.{given}", loaded)
        if (low is None) != (high is None):
            other = high_key if low is not None else low_key
            yield find_fault(
                "half-band", at, f"{name} stands without {other}", f"add {other}, or remove {given}"
            )
        elif low is not None and high is not None and low > high:
            message = f"{name} ({low:,f}) is above {high_key} ({high:,f})"
            yield find_fault("upside-down", at, message, "swap the two, or mend the one that is wrong")


def find_repeated_regions(slugs: list[str], loaded: Loaded, shown: str) -> Iterator[Problem]:
    """Yield every region that stands for the same place as an earlier one."""
    for position, slug in enumerate(slugs):
        first = slugs.index(slug)
        if first != position:
            at = Place(path=shown, line=loaded.line(f"compensation.{position}.region"))
            one, other = (
                loaded.texts.get(f"compensation.{where}.region", slug) for where in (first, position)
            )
            message = (
                f"{other} is the same place as {one} above" if one != other else f"{other} is there twice"
            )
            yield find_fault("duplicate-region", at, message, "keep one of the two")


def find_all(keys: FrontMatter, slugs: list[str], loaded: Loaded, shown: str) -> tuple[Problem, ...]:
    """Return everything that keeps well-formed front matter from being served."""
    return tuple(chain(find_blocks(keys, loaded, shown), find_repeated_regions(slugs, loaded, shown)))
