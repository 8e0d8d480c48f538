"""What to say, and the levers behind it."""

from datetime import date

from bot.coach.answers import LeversFound, ScriptsFound
from bot.coach.evidence import judge, read_equity
from bot.coach.honesty import make_honest
from bot.coach.subject import bonus_of, regional, subject_of
from bot.domain.guide import Guide, Lever
from bot.domain.script import Script
from bot.domain.understanding import Understanding
from bot.library.edition import Edition


def script(heard: Understanding, guide: Guide, edition: Edition, today: date) -> ScriptsFound:
    """Return what a person can say at each moment, with the figures of the region shown."""
    comp, _ = regional(guide, heard.region, edition)
    bonus, body = bonus_of(guide, comp, edition), edition.body_of(guide)
    return ScriptsFound(
        subject=subject_of(guide, comp),
        comp=comp,
        trust=judge(guide, edition, today),
        equity=read_equity(comp.equity, comp, bonus, body) if comp.equity else None,
        strategy=make_honest(body.strategy, comp, bonus, edition.claims) if body.strategy else None,
    )


def list_levers(heard: Understanding, guide: Guide, edition: Edition) -> LeversFound:
    """Return the guide's levers, its words kept but for claims, each with what it needs from the person."""
    comp, _ = regional(guide, heard.region, edition)
    bonus, body = bonus_of(guide, comp, edition), edition.body_of(guide)

    def honest(lever: Lever) -> Script:
        read = make_honest(lever.script, comp, bonus, edition.claims)
        return Script(pieces=read.pieces, needs=(lever.needs,)) if lever.needs else read

    return LeversFound(
        subject=subject_of(guide, comp), levers=tuple((lever.name, honest(lever)) for lever in body.levers)
    )
