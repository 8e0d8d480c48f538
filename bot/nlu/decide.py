"""Readings, cheapest first -> what to answer: found, unclear, or none."""

from bot.domain.understanding import Outcome
from bot.nlu.entry import Kind, Label, Piece
from bot.nlu.index import Pair
from bot.nlu.pieces import Use
from bot.nlu.question import Question, Verdict
from bot.nlu.segment import Reading

MARGIN = 0.12  # readings closer than this in cost are a tie
MOST_ALTERNATIVES = 5
MOST_OF_ONE = 3  # guides of one company that are offered where its role is open
EDIT_ROLE_LETTERS = 7
TWO_EDITS_ROLE_LETTERS = 14
SHORT_LETTERS = 4
MOST_CHAT_WORDS = 6  # words beyond which an unknown word in chat is not taken for a company's name

_PLAIN = frozenset({Kind.NAME, Kind.ALIAS, Kind.TITLE, Kind.TURNED, Kind.READING})
_FIXED = frozenset({Kind.NAME, Kind.ALIAS})


def decide(question: Question) -> Verdict:
    """Return the verdict on a question, by what its best reading names."""
    best = question.readings[0]
    if best.company is None:
        return _decide_role(question, best, best.role) if best.role else _give_up(question, None)
    if best.company.entry.label is Label.STRANGER:
        return _decide_stranger(question, best)
    whole = _find_whole_name(question, best)
    if whole:
        return Verdict(outcome=Outcome.FOUND, why="a company's whole name, no role", company=whole)
    if best.role is None:
        return _decide_company(question, best, best.company)
    return _decide_pair(question, best, (best.company, best.role))


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


def _decide_pair(question: Question, best: Reading, pieces: tuple[Piece, Piece]) -> Verdict:
    """Judge a company and a role: found if both are sure, nothing rivals them, and the guide exists."""
    doubts = filter(None, (_doubt(question, best, piece) for piece in pieces))
    if doubt := next(doubts, None) or _find_tie(question, best):
        return _ask(question, doubt)
    guide = question.find_guide(best)
    same = (question.find_guide(each) for each in question.readings if _is_other_reading(each, best))
    others = [pair for pair in same if pair and pair != guide]
    company, role = guide or (best.company_slug, best.role_slug)
    if guide is None:
        nearest = tuple(dict.fromkeys((*others, *question.offer_near(best))))[:MOST_ALTERNATIVES]
        why = "no such guide"
        return Verdict(outcome=Outcome.UNCLEAR, why=why, company=company, role=role, alternatives=nearest)
    if others:
        return _ask(question, "the abbreviation has two readings, both with a guide")
    return Verdict(outcome=Outcome.FOUND, why="company and role are sure", company=company, role=role)


def _is_other_reading(reading: Reading, best: Reading) -> bool:
    """Whether a reading takes the same abbreviation for another role, at the same company."""
    ours, theirs = best.role, reading.role
    if reading is best or not (reading.company and theirs and best.company and ours):
        return False
    same = _span(theirs) == _span(ours) and reading.company.entry == best.company.entry
    return same and theirs.entry.kind is Kind.READING


def _is_sure_company(question: Question, piece: Piece) -> bool:
    kind = piece.entry.kind
    trust = question.index.trust
    if kind is Kind.EDIT:
        return not question.is_common(piece) and trust.believes(question.typed(piece), piece.key)
    return kind in _FIXED or (kind is Kind.CORE and trust.cores)


def _doubt(question: Question, best: Reading, piece: Piece) -> str | None:
    is_role = piece.entry.label is Label.ROLE
    if not (_is_sure_role if is_role else _is_sure_company)(question, piece):
        return f"the {piece.entry.label} is a guess"
    touched = "role" if is_role else "company's name"
    return f"an unread word touches the {touched}" if question.touches(best, piece) else None


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
    rivals = (rival for rival in question.readings if rival.cost - chosen.cost < MARGIN)
    is_tied = any(rival is not chosen and _differs(question, chosen, rival) for rival in rivals)
    return "another reading is as likely" if is_tied else None


def _differs(question: Question, chosen: Reading, rival: Reading) -> bool:
    """Whether an answer would differ by a rival that explains as much, and does not lead to the same guide."""
    if _is_other_reading(rival, chosen) or _says_more(chosen, rival):
        return False
    guide = question.find_guide(chosen)
    shows_same = guide is not None and guide == question.find_guide(rival)
    return not shows_same and not _leads_nowhere(question, chosen, rival)


def _leads_nowhere(question: Question, chosen: Reading, rival: Reading) -> bool:
    """Whether a rival is the chosen company with a vaguer role that it has no guide for (`Cohere AI`, `engineer`)."""
    if not (rival.role and chosen.role and chosen.company and rival.company_slug == chosen.company_slug):
        return False
    vaguer = chosen.role.entry.kind is Kind.NAME and rival.role.entry.kind is not Kind.NAME
    return vaguer and question.find_guide(rival) is None


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
    if doubt := _doubt(question, best, piece) or _find_tie(question, best):
        return _ask(question, doubt)
    if question.is_in_passing(piece):
        return _ask(question, "a common word that is also a company's name")
    if best.unread:
        why, whole = "the role is not known", question.offer_near(best)
        return Verdict(outcome=Outcome.UNCLEAR, why=why, company=company, alternatives=whole)
    return Verdict(outcome=Outcome.FOUND, why="a company, no role", company=company)


def _decide_role(question: Question, best: Reading, piece: Piece) -> Verdict:
    """Judge a role alone: found, unless a word beside it seems to be a company."""
    is_aside = best.unread and max(question.uses[piece.start : piece.end]) <= Use.WEAK  # as a text
    if is_aside or question.guess_stranger(best):
        return _give_up(question, None if is_aside else piece.entry.slug)
    if not _is_sure_role(question, piece):
        return _ask(question, "the role is a guess")
    guided = question.find_guided(piece.entry.slug)
    if guided is None:
        return _give_up(question, piece.entry.slug)
    return Verdict(outcome=Outcome.FOUND, why="a role, no company", role=guided)


def _decide_stranger(question: Question, best: Reading) -> Verdict:
    """Say that a real company has no guide, unless one that has is as likely meant."""
    near = (reading.company for reading in question.readings if reading.cost - best.cost < MARGIN)
    if any(piece and piece.entry.label is Label.COMPANY for piece in near):
        return _ask(question, "also the name of a company without a guide")
    return _give_up(question, best.role_slug)


def _give_up(question: Question, role: str | None) -> Verdict:
    """Nothing with a guide was named: say whom it seemed to be about."""
    best = question.readings[0]
    if best.company:
        known = question.index.vocabulary.strangers[best.company.entry.slug].display
        stranger = None if question.is_in_passing(best.company) else known
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
    slugs = {reading.company_slug for reading in near if reading.company}
    if best.company is None or (len(slugs) > 1 and not _is_sure_company(question, best.company)):
        return None, None
    return (None, None) if question.find_guide(best) else (best.company_slug, best.role_slug)


def _offer(question: Question, reading: Reading) -> tuple[Pair, ...]:
    """Return the guides that a reading would show: its own, else its company's nearest, else its role's."""
    if reading.company is None:
        return question.offer_role(reading.role_slug) if reading.role_slug else ()
    guide = question.find_guide(reading)
    return (guide,) if guide else question.offer_near(reading)[:MOST_OF_ONE]
