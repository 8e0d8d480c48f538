"""Readings, cheapest first -> what to answer: found, unclear, or none."""

from bot.domain.understanding import Outcome
from bot.nlu.entry import Kind, Label, Piece
from bot.nlu.guided import has_guides, offer_near, offer_role, resolve_role
from bot.nlu.index import Pair
from bot.nlu.question import Question, Verdict
from bot.nlu.segment import Reading

MARGIN = 0.12
"""readings closer than this in cost are a tie"""
MOST_ALTERNATIVES = 5
MOST_OF_ONE = 3
"""guides of one company that are offered where its role is open"""
EDIT_ROLE_LETTERS = 7
TWO_EDITS_ROLE_LETTERS = 14
SHORT_LETTERS = 4
MOST_CHAT_WORDS = 6
"""words beyond which an unknown word in chat is not taken for a company's name"""

_PLAIN = frozenset({Kind.NAME, Kind.ALIAS, Kind.TITLE, Kind.TURNED, Kind.READING})
_FIXED = frozenset({Kind.NAME, Kind.ALIAS})


def decide(question: Question) -> Verdict:
    """Return the verdict on a question, by what its best reading names."""
    best = question.readings[0]
    if best.company is None:
        return _decide_role(question, best) if best.role else _give_up(question, None)
    if best.company.entry.label is Label.STRANGER:
        return _decide_stranger(question, best)
    whole = _find_whole_name(question, best)
    if whole:
        return Verdict(outcome=Outcome.FOUND, why="a company's whole name, no role", company=whole)
    if best.role is None:
        return _decide_company(question, best, best.company)
    return _decide_pair(question, best)


def _find_whole_name(question: Question, best: Reading) -> str | None:
    """Return the company whose own name takes the words of both company and role, and leaves none, if one does."""
    if best.company is None or best.role is None:
        return None
    words = _span(best.company) | _span(best.role)
    for reading in question.readings:
        piece = reading.company
        if piece and piece.entry.kind is Kind.NAME and words <= _span(piece) and not reading.unread:
            return piece.entry.slug
    return None


def _decide_pair(question: Question, best: Reading) -> Verdict:
    """Judge a company and a role: found if both are sure, nothing rivals them, and the guide exists."""
    doubt = _doubt_company(question, best) or _doubt_role(question, best) or _find_tie(question, best)
    if doubt:
        return _ask(question, doubt)
    company, role = _name_pair(best)
    guide = resolve_role(question.index, company, role)
    others = _guides_of_other_readings(question, best)
    if guide is None:
        nearest = dict.fromkeys((*others, *offer_near(question.index, company, role)))
        alternatives = tuple(nearest)[:MOST_ALTERNATIVES]
        return Verdict(
            outcome=Outcome.UNCLEAR,
            why="no such guide",
            company=company,
            role=role,
            alternatives=alternatives,
        )
    if others:
        return _ask(question, "the abbreviation has two readings, both with a guide")
    return Verdict(outcome=Outcome.FOUND, why="company and role are sure", company=company, role=guide)


def _guides_of_other_readings(question: Question, best: Reading) -> list[Pair]:
    """Return the company's other guides, for the other roles that the same abbreviation can mean."""
    own = resolve_role(question.index, *_name_pair(best))
    others = [_name_pair(reading) for reading in question.readings if _is_other_reading(reading, best)]
    guides = ((company, resolve_role(question.index, company, role)) for company, role in others)
    return [(company, guide) for company, guide in guides if guide and guide != own]


def _name_pair(reading: Reading) -> tuple[str, str]:
    if reading.company is None or reading.role is None:
        raise AssertionError
    return reading.company.entry.slug, reading.role.entry.slug


def _is_other_reading(reading: Reading, best: Reading) -> bool:
    """Whether a reading takes the same abbreviation for another role, at the same company."""
    if (
        reading is best
        or reading.company is None
        or reading.role is None
        or best.company is None
        or best.role is None
    ):
        return False
    same_words = (reading.role.start, reading.role.end) == (best.role.start, best.role.end)
    return (
        same_words and reading.company.entry == best.company.entry and reading.role.entry.kind is Kind.READING
    )


def _doubt_company(question: Question, best: Reading) -> str | None:
    """Return why the company is not sure, or None if it is."""
    piece = best.company
    if piece is None or not _is_sure_company(question, piece):
        return "the company is a guess"
    if question.touches(best, piece):
        return "an unread word touches the company's name"
    return None


def _is_sure_company(question: Question, piece: Piece) -> bool:
    kind = piece.entry.kind
    trust = question.index.trust
    if kind is Kind.EDIT:
        return not question.is_common(piece) and trust.believes(question.typed(piece), piece.key)
    return kind in _FIXED or (kind is Kind.CORE and trust.cores)


def _doubt_role(question: Question, best: Reading) -> str | None:
    """Return why the role is not sure, or None if it is."""
    if best.role is None or not _is_sure_role(question, best.role):
        return "the role is a guess"
    if question.touches(best, best.role):
        return "an unread word touches the role"
    return None


def _is_sure_role(question: Question, piece: Piece) -> bool:
    kind, letters = piece.entry.kind, len(piece.key)
    if kind in _PLAIN:
        return True
    least = {Kind.EDIT: EDIT_ROLE_LETTERS, Kind.TWO_EDITS: TWO_EDITS_ROLE_LETTERS}.get(kind)
    return least is not None and letters >= least and _keeps_short_words(question, piece)


def _keeps_short_words(question: Question, piece: Piece) -> bool:
    """Whether the title holds every short word as typed: a slip in `rpa` is another trade, not a typo of `api`."""
    short = (word for word in question.words[piece.start : piece.end] if len(word) <= SHORT_LETTERS)
    return all(word in piece.key for word in short)


def _find_tie(question: Question, chosen: Reading) -> str | None:
    """Return what ties with the chosen reading, if anything does that an answer would differ by."""
    for rival in question.readings:
        if rival is not chosen and rival.cost - chosen.cost < MARGIN and _differs(question, chosen, rival):
            return "another reading is as likely"
    return None


def _differs(question: Question, chosen: Reading, rival: Reading) -> bool:
    """Whether an answer would differ by a rival that explains as much."""
    alike = _is_other_reading(rival, chosen) or _says_more(chosen, rival)
    return not (alike or _shows_same(question, chosen, rival) or _leads_nowhere(question, chosen, rival))


def _shows_same(question: Question, one: Reading, other: Reading) -> bool:
    """Whether two readings lead to the same guide, as where its role has an alias that names another role."""
    if one.company is None or one.role is None or other.company is None or other.role is None:
        return False
    guide = resolve_role(question.index, *_name_pair(one))
    same_company = one.company.entry.slug == other.company.entry.slug
    return guide is not None and same_company and guide == resolve_role(question.index, *_name_pair(other))


def _leads_nowhere(question: Question, chosen: Reading, rival: Reading) -> bool:
    """Whether a rival is the chosen company with a vaguer role that it has no guide for (`Cohere AI`, `engineer`)."""
    if rival.company is None or rival.role is None or chosen.company is None or chosen.role is None:
        return False
    same = rival.company.entry.slug == chosen.company.entry.slug
    vaguer = chosen.role.entry.kind is Kind.NAME and rival.role.entry.kind is not Kind.NAME
    return same and vaguer and resolve_role(question.index, *_name_pair(rival)) is None


def _says_more(chosen: Reading, rival: Reading) -> bool:
    """Whether the chosen reading takes every word that the rival takes for its company and its role, and more."""
    pairs = ((chosen.company, rival.company), (chosen.role, rival.role))
    spans = [(_span(ours), _span(theirs)) for ours, theirs in pairs]
    return all(theirs <= ours for ours, theirs in spans) and any(theirs < ours for ours, theirs in spans)


def _span(piece: Piece | None) -> frozenset[int]:
    return frozenset(range(piece.start, piece.end)) if piece else frozenset()


def _decide_company(question: Question, best: Reading, piece: Piece) -> Verdict:
    """Judge a company alone: found, unless it is a guess or is said in passing."""
    company = piece.entry.slug
    doubt = _doubt_company(question, best) or _find_tie(question, best)
    if doubt:
        return _ask(question, doubt)
    if question.is_in_passing(piece):
        return _ask(question, "a common word that is also a company's name")
    if best.unread:
        whole = offer_near(question.index, company, None)
        return Verdict(
            outcome=Outcome.UNCLEAR, why="the role is not known", company=company, alternatives=whole
        )
    return Verdict(outcome=Outcome.FOUND, why="a company, no role", company=company)


def _decide_role(question: Question, best: Reading) -> Verdict:
    """Judge a role alone: found, unless a word beside it seems to be a company."""
    if best.role is None:
        raise AssertionError
    stranger = question.guess_stranger(best)
    if stranger:
        return _give_up(question, best.role.entry.slug)
    guided = has_guides(question.index, best.role.entry.slug)
    if not _is_sure_role(question, best.role):
        return _ask(question, "the role is a guess")
    if guided is None:
        return _give_up(question, best.role.entry.slug)
    return Verdict(outcome=Outcome.FOUND, why="a role, no company", role=guided)


def _decide_stranger(question: Question, best: Reading) -> Verdict:
    """Say that a real company has no guide, unless one that has is as likely meant."""
    ours = [
        reading
        for reading in question.readings
        if reading.company and reading.company.entry.label is Label.COMPANY
    ]
    if ours and ours[0].cost - best.cost < MARGIN:
        return _ask(question, "also the name of a company without a guide")
    role = best.role.entry.slug if best.role else None
    return _give_up(question, role)


def _give_up(question: Question, role: str | None) -> Verdict:
    """Nothing with a guide was named: say whom it seemed to be about."""
    best = question.readings[0]
    if best.company:
        stranger: str | None = question.index.vocabulary.strangers[best.company.entry.slug].display
    else:
        short = len(question.words) <= MOST_CHAT_WORDS or role is not None
        stranger = question.guess_stranger(best) if short else None
    return Verdict(outcome=Outcome.NONE, why="no company or role with a guide", role=role, stranger=stranger)


def _ask(question: Question, why: str) -> Verdict:
    """Offer the guides that the likeliest readings would show, best first."""
    best = question.readings[0]
    near = [reading for reading in question.readings if reading.company or not best.company]
    offered = dict.fromkeys(pair for reading in near for pair in _offer(question, reading))
    if not offered:
        return Verdict(outcome=Outcome.NONE, why=why, stranger=question.guess_stranger(best))
    alternatives = tuple(offered)[:MOST_ALTERNATIVES]
    company, role = _name_guess(question, near)
    return Verdict(outcome=Outcome.UNCLEAR, why=why, company=company, role=role, alternatives=alternatives)


def _name_guess(question: Question, near: list[Reading]) -> tuple[str | None, str | None]:
    """Return the one company that is guessed at, and the role it has no guide for, where no guide is."""
    best = near[0]
    slugs = {reading.company.entry.slug for reading in near if reading.company}
    if best.company is None or (len(slugs) > 1 and not _is_sure_company(question, best.company)):
        return None, None
    company = best.company.entry.slug
    role = best.role.entry.slug if best.role else None
    if role and resolve_role(question.index, company, role):
        return None, None
    return company, role


def _offer(question: Question, reading: Reading) -> tuple[Pair, ...]:
    """Return the guides that a reading would show: its own, else its company's nearest, else its role's."""
    index = question.index
    role = reading.role.entry.slug if reading.role else None
    if reading.company is None:
        return offer_role(index, role) if role else ()
    if reading.company.entry.label is Label.STRANGER:
        return ()
    company = reading.company.entry.slug
    guide = resolve_role(index, company, role) if role else None
    return ((company, guide),) if guide else offer_near(index, company, role)[:MOST_OF_ONE]
