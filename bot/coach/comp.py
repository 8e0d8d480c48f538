"""What a job pays: the answers to `/comp`."""

from datetime import date

from bot.coach import answers
from bot.coach.commands import NAME_OF
from bot.coach.evidence import judge, read_equity
from bot.coach.honesty import make_honest
from bot.coach.subject import bonus_of, entries, regional, subject_of
from bot.domain.guide import Guide
from bot.domain.understanding import Understanding
from bot.library.edition import Edition
from bot.nlu.clauses import name_companies

MOST_CHOICES = 5  # choices offered at once: one row of buttons on a phone, beside a way out
FEW_EXAMPLES = 2


def look_up(heard: Understanding, guide: Guide, edition: Edition, today: date) -> answers.CompFound:
    """Return what the guide says the job pays in the region asked for, else in its first region."""
    comp, missing = regional(guide, heard.region, edition)
    bonus, body = bonus_of(guide, comp, edition), edition.body_of(guide)
    levels = edition.vocabulary.levels
    return answers.CompFound(
        subject=subject_of(guide, comp),
        comp=comp,
        target_bonus=bonus,
        equity=read_equity(comp.equity, comp, bonus, body) if comp.equity else None,
        proof=proof(guide, edition),
        trust=judge(guide, edition, today),
        posted=guide.posted_beyond(comp),
        regions=tuple(other.region for other in guide.regions),
        missing_region=missing,
        unsplit_level=levels.get(heard.level or "") if heard.level != guide.level else None,
        level_mapping=guide.level_mapping or body.level_mapping,
        beside=heard.stranger,
    )


def proof(guide: Guide, edition: Edition) -> tuple[str, ...]:
    """Return what the guide's levers ask of the person, each once, other than another written offer."""
    comp, body = guide.regions[0], edition.body_of(guide)
    needs: list[str] = []
    for lever in body.levers:
        honest = make_honest(lever.script, comp, None, edition.claims)
        needs.extend([lever.needs] if lever.needs else honest.needs)
    offers = {kind.needs for kind in edition.claims if kind.name == "rival_offer"}
    return tuple(dict.fromkeys(need for need in needs if need not in offers))


def list_company(slug: str, heard: Understanding, edition: Edition, today: date) -> answers.CompanyFound:
    """Return the roles a company has guides for, seen from the region asked for."""
    guides = [guide for (company, _), guide in edition.guides.items() if company == slug]
    listed, unlisted = entries(guides, heard.region, edition, today)
    company = edition.vocabulary.companies[slug]
    resumes, beside = NAME_OF[heard.intent], heard.stranger
    return answers.CompanyFound(
        company=company, entries=listed, unlisted=unlisted, resumes=resumes, beside=beside
    )


def list_role(slug: str, heard: Understanding, edition: Edition, today: date) -> answers.RoleAcross:
    """Return one role across companies, roles that cover it included, seen from the region asked for."""
    role = edition.vocabulary.roles[slug]
    guides = [guide for guide in edition.guides.values() if speaks_of(guide, slug, edition)]
    listed, unlisted = entries(guides, heard.region, edition, today)
    return answers.RoleAcross(role=role, entries=listed, unlisted=unlisted, resumes=NAME_OF[heard.intent])


def speaks_of(guide: Guide, role: str, edition: Edition) -> bool:
    """Whether a guide is for a role, or for a combined role that covers it."""
    return guide.role.slug == role or role in edition.vocabulary.roles[guide.role.slug].covers


def list_guides(edition: Edition, today: date) -> answers.GuidesListed:
    """Return the guides there are."""
    listed, unlisted = entries(edition.guides.values(), None, edition, today)
    return answers.GuidesListed(entries=listed, unlisted=unlisted)


def ask_back(heard: Understanding, edition: Edition) -> answers.Unclear:
    """Return the choices between readings, best first."""
    vocabulary = edition.vocabulary
    companies = {company for company, _ in heard.alternatives}
    shared = companies.pop() if len(companies) == 1 else ""
    guides = [edition.guides[pair] for pair in heard.alternatives if pair in edition.guides]
    options = tuple(subject_of(guide, regional(guide, heard.region, edition)[0]) for guide in guides)
    return answers.Unclear(
        company=vocabulary.companies.get(heard.company or shared),
        role=vocabulary.roles.get(heard.role or ""),
        typed=heard.utterance.text,
        options=options[:MOST_CHOICES],
        resumes=NAME_OF[heard.intent],
        is_strange=bool(heard.unread),
    )


def want_job(heard: Understanding, edition: Edition) -> answers.JobWanted:
    """Return that a job has to be named, with the jobs to choose from where one row of buttons holds them."""
    guides = list(edition.guides.values()) if len(edition.guides) <= MOST_CHOICES else []
    options = tuple(subject_of(guide, guide.regions[0]) for guide in guides)
    return answers.JobWanted(resumes=NAME_OF[heard.intent], options=options)


def compare_regions(guide: Guide, edition: Edition, today: date) -> answers.RegionsCompared:
    """Return what one job pays in each region of its guide."""
    subject, trust = subject_of(guide, guide.regions[0]), judge(guide, edition, today)
    return answers.RegionsCompared(subject=subject, comps=guide.regions, trust=trust)


def admit_none(heard: Understanding, edition: Edition) -> answers.NoGuide:
    """Return that nothing with a guide was named, and the role if other companies have a guide for it."""
    covered = any(speaks_of(guide, heard.role or "", edition) for guide in edition.guides.values())
    role = edition.vocabulary.roles.get(heard.role or "") if covered else None
    named = name_companies(heard.utterance.text, edition.index)
    asked = named if heard.stranger in named else (heard.stranger,) if heard.stranger else ()
    return answers.NoGuide(company=heard.stranger, asked=asked, typed=heard.utterance.text, role=role)


def show_help(edition: Edition) -> answers.Helped:
    """Return examples from the loaded guides: a company with a role, once with a region."""
    guides = sorted(edition.guides.values(), key=lambda guide: (guide.company.slug, guide.role.slug))
    examples = tuple(subject_of(guide, guide.regions[-1]) for guide in guides[:FEW_EXAMPLES])
    return answers.Helped(examples=examples, role_example=guides[0].role if guides else None)
