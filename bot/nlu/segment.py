"""The cheapest ways to read a row of words as one company, one role, one region, one level and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from bot.nlu.entry import Label, Piece
from bot.nlu.pieces import SKIP_COST, Use

NO_COMPANY_COST = 0.8
NO_ROLE_COST = 0.4
BEAM = 14  # half-read readings kept at each word
KEPT = 6
WIDE_MARGIN = 0.6  # readings dearer than the best by more than this are not kept

_BIT = {Label.COMPANY: 1, Label.STRANGER: 1, Label.ROLE: 2, Label.REGION: 4, Label.LEVEL: 8, Label.FILLER: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the words: at most one piece of each label, and what it costs in all."""

    cost: float
    pieces: tuple[Piece, ...]
    company: Piece | None = None  # of a company with guides, or of a stranger
    role: Piece | None = None
    region: Piece | None = None
    level: Piece | None = None
    unread: tuple[int, ...] = ()  # places of the words that nothing was made of

    @property
    def company_slug(self) -> str | None:
        """The slug of the company, or of the stranger."""
        return self.company.entry.slug if self.company else None

    @property
    def role_slug(self) -> str | None:
        """The slug of the role."""
        return self.role.entry.slug if self.role else None


def segment(uses: Sequence[Use], pieces: Sequence[Sequence[Piece]]) -> list[Reading]:
    """Return the best readings with different companies or roles, cheapest first: a beam over words; `pieces[i]` begin at i."""
    beams: list[dict[_Key, _Path]] = [{} for _ in range(len(uses) + 1)]
    beams[0][0, "", ""] = (0.0, ())
    for at, use in enumerate(uses):
        skip = SKIP_COST[use]
        for key, path in _best(beams[at]):
            _advance(beams[at + 1], key, (path[0] + skip, path[1]))
            for piece in pieces[at]:
                _read_piece(beams, key, path, piece)
    return _rank(beams[-1], uses)


_Key = tuple[int, str, str]  # labels read, company, role
_Path = tuple[float, tuple[Piece, ...]]  # cost, and the pieces read


def _read_piece(beams: list[dict[_Key, _Path]], key: _Key, path: _Path, piece: Piece) -> None:
    mask, company, role = key
    entry = piece.entry
    bit = _BIT[entry.label]
    if mask & bit:
        return
    if bit == 1:
        company = entry.slug if entry.label is Label.COMPANY else f"~{entry.slug}"
    elif entry.label is Label.ROLE:
        role = entry.slug
    _advance(beams[piece.end], (mask | bit, company, role), (path[0] + entry.cost, (*path[1], piece)))


def _advance(beam: dict[_Key, _Path], key: _Key, path: _Path) -> None:
    if key not in beam or path[0] < beam[key][0]:
        beam[key] = path


def _best(beam: dict[_Key, _Path]) -> list[tuple[_Key, _Path]]:
    if len(beam) <= BEAM:
        return list(beam.items())
    return sorted(beam.items(), key=lambda step: step[1][0] + _missing(step[0][0]))[:BEAM]


def _missing(mask: int) -> float:
    return (0.0 if mask & 1 else NO_COMPANY_COST) + (0.0 if mask & 2 else NO_ROLE_COST)


def _rank(beam: dict[_Key, _Path], uses: Sequence[Use]) -> list[Reading]:
    ends: dict[_Key, _Path] = {}
    for (mask, company, role), (cost, pieces) in beam.items():
        _advance(ends, (0, company, role), (cost + _missing(mask), pieces))
    best = sorted(ends.values(), key=itemgetter(0))[:KEPT]
    return [_make(cost, pieces, uses) for cost, pieces in best if cost < best[0][0] + WIDE_MARGIN]


def _make(cost: float, pieces: tuple[Piece, ...], uses: Sequence[Use]) -> Reading:
    by_bit = {_BIT[piece.entry.label]: piece for piece in pieces}
    return Reading(
        cost=cost,
        pieces=pieces,
        company=by_bit.get(1),
        role=by_bit.get(2),
        region=by_bit.get(4),
        level=by_bit.get(8),
        unread=_find_unread(pieces, uses),
    )


def _find_unread(pieces: Sequence[Piece], uses: Sequence[Use]) -> tuple[int, ...]:
    unread = [at for at, use in enumerate(uses) if use >= Use.EVERYDAY]
    if not unread:
        return ()
    read = {at for piece in pieces for at in range(piece.start, piece.end)}
    return tuple(at for at in unread if at not in read)
