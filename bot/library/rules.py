"""Every rule a guide is held to: its id, how grave a breach is, what it looks for, and why it matters.

The rules stand in rules.toml, in three groups: refusals keep a guide from being served, truth asks whether it contradicts
itself or claims more than it can show, form how it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.figure import InGuide, Quoted
from bot.domain.problem import Problem, Severity
from bot.domain.written import read_written

WRITTEN: dict[str, Any] = read_written(__file__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `about` says what it looks for, `why` what a breach does to whoever relies on the guide."""

    id: str
    about: str = ""
    why: str = ""
    severity: Severity = Severity.ERROR
    blocks: bool = False
    remedy: str = ""  # what to do, where it is the same for every breach


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a content file; line 0 speaks of the whole file."""

    path: str
    line: int


def read_group(name: str) -> tuple[Rule, ...]:
    """Return one group of rules."""
    told = ({"severity": "error", "blocks": name == "refusals", **rule} for rule in WRITTEN[name])
    return tuple(Rule(**{**rule, "severity": Severity(rule["severity"])}) for rule in told)


REFUSALS, TRUTH, FORM, PAGES = map(read_group, ("refusals", "truth", "form", "pages"))
RULES = {rule.id: rule for rule in (*TRUTH, *REFUSALS, *FORM)}
"""what guides are held to; pages of the playbook and scripts have a few rules of their own"""
_ALL = RULES | {rule.id: rule for rule in PAGES}


def find_fault(
    rule: str, at: Place, message: str, remedy: str = "", *, severity: Severity | None = None
) -> Problem:
    """Return a breach of a rule. `remedy` is for this one case; `severity` makes one case milder or graver than the rule usually is."""
    broken = _ALL[rule]
    return Problem(
        path=at.path,
        line=at.line,
        severity=severity or broken.severity,
        rule=rule,
        message=message,
        remedy=remedy or broken.remedy,
        why=broken.why,
        blocks=broken.blocks,
    )


def place_of(words: Quoted) -> Place:
    """Return the line on which words of a content file begin."""
    if not isinstance(words.origin, InGuide):
        raise TypeError("these words stand in no content file")
    return Place(path=words.origin.path, line=words.origin.line)


def nearest_line(key: str, lines: Mapping[str, int]) -> int:
    """Return the line of a dotted key, or of the nearest key around it, or 1."""
    while key not in lines and "." in key:
        key = key.rpartition(".")[0]
    return lines.get(key, 1)
