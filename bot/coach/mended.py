"""A sum told before that is put right by what it was, "25k, not 20k", or added to: said again with the part it is of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.coach.filling import LEADS, words_of
from bot.coach.naming import is_called
from bot.coach.wishes import SOUNDS as WISHES
from bot.coach.wishes import SUPPOSED
from bot.domain.amounts import Component, Question, read_quantities
from bot.domain.amounts.words import CURRENCIES
from bot.domain.asking import amount_of, parts_of
from bot.domain.figure import Figure, Unit
from bot.domain.money import Money
from bot.domain.negotiation import Negotiation
from bot.domain.offer import Grant
from bot.domain.session import Unsettled
from bot.domain.sums import HUNDRED, add_together, added_up
from bot.domain.understanding import Understanding
from bot.domain.written import read_written, to_sounds
from bot.library.edition import Edition
from bot.nlu.offers import OfferHeard, read_offer
from bot.nlu.offers_parts import Doubt

SUM = r"(?<!\d)[$€£]?\d[\d,]*+(?:\.\d+)?\s?(?:k\b|%|percent\b)?"
PART = r"base(?: salary| pay)?|salary|sign.?on(?: bonus)?|signing(?: bonus)?|joining bonus|equity|stock|rsus?|grant|relo(?:cation)?|(?:target |annual )?bonus"
SOUNDS = to_sounds(read_written(__file__), sum=SUM, part=PART)
DAYS_A_WEEK, MOST_RAISED = 7, 200
FORFEIT = "I'd forfeit {}"
THOUSAND = 1000


def name_parts(text: str, about: Negotiation, open_: Unsettled | None, other: str) -> str:
    """Return a text with the part named that holds the sum it puts right, and with whose one more sum is.

    While sums wait for an answer (`open_`), those of an `other` employer are a rival's, and do not join them.
    """
    sums = re.search(SUM, text) if open_ and other and other != about.name else None
    if sums:
        return f"Competing offer from {other} at {text[sums.start() :]}"
    if about.stance.forfeits and (more := SOUNDS["more"].match(text)):
        return f"and {FORFEIT.format(text[more.end() :])}"
    text = name_part(text, open_) if open_ and len(open_.parts) == 1 else text
    only = None if open_ else SOUNDS["in_fact"].fullmatch(text)
    if only and len(codes := CURRENCIES.get(only["sign"].lower(), ())) == 1:
        told = (lead.format(f"{words_of(one)} {codes[0]}") for lead, one in find_told(about) if is_money(one))
        return f"correction: {'. '.join(told)}"
    is_short, is_known = len(text) <= MOST_RAISED, about.offer.base is not None
    if is_short and (is_known or re.search(r"\d{3}|\dk\b", SOUNDS["wish"].sub("", text))):
        text = SOUNDS["wish"].sub(r"\g<lead>I want to ask for \g<wished>", text)
    if is_short and not is_known:
        text = SOUNDS["ceiling"].sub(
            r"\g<lead>they offered \g<above>\g<is>\g<most>\g<out> base, it's final", text
        )
    text, bonus = SOUNDS["all_in"].sub(r"they offered total comp \g<all>", text), about.offer.bonus
    if bonus and bonus.target.unit is Unit.PERCENT_OF_BASE:
        text = SOUNDS["bare_bonus"].sub(r"\g<0>%", text)
    found = SOUNDS["put_right"].search(text) if SOUNDS["rather"].search(text.lower()) else None
    return put_right(text, found, about) if found else text


def name_part(text: str, open_: Unsettled) -> str:
    """Return a bare sum led by the only part that was asked about; where its currency was, only one that names it."""
    bare, part = re.fullmatch(rf"{SUM}\W*(?P<code>\w*)\W*", text), next(iter(open_.parts))
    code = bare["code"].lower() if bare else ""
    is_answer = bare and (code in CURRENCIES if code else not open_.lacks_currency)
    return f"{part.replace('_', ' ')} {text}" if is_answer else text


def put_right(text: str, found: re.Match[str], about: Negotiation) -> str:
    """Return a text with the sum that it puts right named by the part that was told with the old one."""
    new, old = found["new"] or found["now"], found["old"] or found["was"]
    lead, was = next((told for told in find_told(about) if is_sum(told[1], old)), (None, None))
    is_percent = was and was.unit is Unit.PERCENT_OF_BASE and new.strip().isdecimal()
    if any(one.component for one in read_quantities(text) if one.end > found.start()) and not is_percent:
        return text
    new = f"{new.strip()}%" if is_percent else new
    named = f"correction: {lead.format(new)}" if lead else found[0]
    if not lead and about.offer.base and not is_near(about.offer.base, new):
        named = f"about {new}"  # of a part that was never told: no base
    return f"{text[: found.start()]}{named}{text[found.end() :]}"


def split_up(text: str, about: Negotiation, open_: Unsettled | None) -> str:
    """Return a text with the shares of a whole as sums, and every lakh named; a bare sum is the base of a whole just told."""
    asked = open_.asked if open_ and open_.asked.startswith("total ") else ""
    if len(text) > MOST_RAISED:
        return text
    if about.offer.hours_a_week and (weeks := SOUNDS["weeks"].fullmatch(text)):
        return f"{weeks['paid']} a year"
    if asked and (only := SOUNDS["only"].fullmatch(text)):
        return f"base {only['bare']}"
    text = SOUNDS["lakhs"].sub(r"\g<0> lpa", text) if SOUNDS["in_lakhs"].search(text) else text
    told = f"ote {asked.split()[1]} {text}" if asked and SOUNDS["shares"].match(text) else text
    if (found := SOUNDS["ote"].search(told)) is None:
        return text
    whole, shares = found["whole"] or found["all"], (Decimal(found["fixed"]), Decimal(found["varies"]))
    plain, thousands = sizes(whole)
    size = thousands if "k" in whole.lower() or plain < THOUSAND else plain
    fixed, varies = (f"{whole[: not whole[0].isdigit()]}{size * share / HUNDRED:.0f}" for share in shares)
    split = f"{told[: found.start()]}base {fixed}, target bonus {varies}{told[found.end() :]}"
    return split if sum(shares) == HUNDRED else text


def add_on(text: str, own: Sequence[Negotiation], edition: Edition) -> tuple[str, tuple[Doubt, ...]]:
    """Return a text with what they moved by said as what it comes to, in the one offer of `own` it can mean; else what to ask."""
    found = SOUNDS["raised"].search(text) if len(text) <= MOST_RAISED else None
    if found is None:
        return text, ()
    known = [one for one in own if is_called(one.name, text, edition)] or own
    supposed, by = SUPPOSED.match(text), re.findall(SUM, found[0])[-1]
    is_ours = not found["own"] and SOUNDS["ours"].search(SUPPOSED.sub("", text[: found.start()]))
    is_theirs = not is_ours and ("?" not in text or supposed)
    name = found["first"] or found["before"] or found["behind"] or "base"
    part = next((one.component for one in read_quantities(f"{name} 1k")), None) or Component.BASE
    held = parts_of(known[0].offer).get(part) if len(known) == 1 and is_theirs else None
    is_less, is_money = bool(SOUNDS["less"].search(found[0])), held and isinstance(held.value, Money)
    comes_to = raise_by(held, by, is_less=is_less) if held and is_money else None
    said = f"{found['own'] or 'they came back with'} {part.value.replace('_', ' ')} {comes_to}"
    told = said if comes_to else f"{by} more"
    why = Question.WHICH_ONE if len(known) > 1 else Question.MEANING
    doubt = Doubt(words=f"{by} more on {name}", component=Component.CHANGE, why=why)
    rest, too = text[found.end() :], SOUNDS["raised_too"].match(text, found.end())
    if too and SOUNDS["raised"].match(again := f"raised {text[too.end() :]}"):
        rest = f", {add_on(again, known, edition)[0]}"
    return f"{text[: found.start()]}{told}{rest}", (doubt,) if is_theirs and not comes_to else ()


def raise_by(held: Figure, typed: str, *, is_less: bool) -> str | None:
    """Return a sum of money moved by what was typed, as digits; None where that is no such move."""
    was, (plain, thousands) = held.money.amount, sizes(typed)
    by = thousands if "k" in typed.lower() or plain < THOUSAND <= was else plain
    by = was * plain / HUNDRED if re.search(r"%|percent", typed) else by
    return None if held.unit is Unit.PER_YEAR and by * 2 > was else f"{was - by if is_less else was + by:.0f}"


def find_told(about: Negotiation) -> Iterator[tuple[str, Figure]]:
    """Yield every sum that was told, behind the words that state another in its place."""
    offer, stance = about.offer, about.stance
    told = {
        LEADS["base"]: offer.base,
        LEADS["bonus"]: offer.bonus and offer.bonus.target,
        LEADS["sign_on"]: offer.sign_on,
        LEADS["equity"]: (offer.equity or Grant()).value,
        "relocation {}": offer.relocation,
        "I currently make {}": stance.current_base,
        LEADS["walk_away"]: stance.walk_away,
        **{f"Competing offer from {one.name} at base {{}}": one.offer.base for one in stance.rivals},
    }
    lost = added_up(stance.forfeits) if stance.forfeits else ()
    for one in lost:
        rest = (FORFEIT.format(words_of(other)) for other in lost if other is not one)
        told[". ".join((FORFEIT, *rest))] = one
    yield from ((lead, figure) for lead, figure in told.items() if figure)


def lacks_currency(heard: Understanding, edition: Edition, today: date, *, is_new: bool) -> bool:
    """Whether a remark names no currency for an offer that `is_new`, or for a rival's: it was read in the one known before."""
    bare = read_offer(heard.utterance.text, edition.offer_cues, today=today, currency=None)
    return any(one.why is Question.CURRENCY and (is_new or one.rival) for one in bare.doubts)


def is_money(figure: Figure) -> bool:
    """Whether a figure is money of which no sign or code says the currency."""
    return isinstance(figure.value, Money) and CURRENCIES.keys().isdisjoint(
        re.findall(r"[^\W\d]+|[$€£₹]", words_of(figure).lower())
    )


def is_sum(figure: Figure, typed: str) -> bool:
    """Whether a figure is the sum that was typed, with its thousands or without."""
    return amount_of(figure) in sizes(typed)[: 2 if isinstance(figure.value, Money) else 1]


def is_near(base: Figure, typed: str) -> bool:
    """Whether a sum can be a base in place of another: neither less than half of it nor more than twice."""
    return "%" in typed or any(size / 2 <= amount_of(base) <= size * 2 for size in sizes(typed))


def sizes(typed: str) -> tuple[Decimal, Decimal]:
    """Return what a number can mean as it was typed: itself, or thousands."""
    number = Decimal("".join(re.findall(r"[\d.]", typed)))
    return number, number * THOUSAND


def leave_top(said: OfferHeard, text: str, about: Negotiation) -> OfferHeard:
    """Return what was heard without the sum at which a base that is known is said to be capped: no one offered that."""
    fixed = WISHES["fixed"].search(text) if said.stance.is_base_capped and about.offer.base else None
    words = words_of(said.offer.base) if said.offer.base else ""
    after = [one for one in read_quantities(text) if fixed and one.start > fixed.start()]
    tops = [one for one in after if one.words == words]
    if not tops:
        return said
    beside, left = (*said.beside, ("top", tops[0])), (*said.unplaced, tops[0])
    return replace(said, offer=replace(said.offer, base=None), beside=beside, unplaced=left)


def mend(said: OfferHeard, text: str, about: Negotiation) -> OfferHeard:
    """Return what was heard with one more loss added to those told before, and no base that is said to be all of the pay."""
    base, left = about.offer.base, () if said.offer.base else said.unplaced
    told = [(one.component, one.words) for one in said.doubts] + [(one.component, one.words) for one in left]
    wholes = [words for part, words in told if part is Component.TOTAL]
    if base and any(is_sum(base, one) for one in wholes if re.search(r"\d", one)):
        doubt = Doubt(words=wholes[0], component=Component.TOTAL, why=Question.MEANING)
        said = replace(
            said, removed=said.removed | {Component.BASE}, doubts=said.doubts or (doubt,), unplaced=()
        )
    was, now = about.stance.forfeits, said.stance.forfeits
    if not (was and now and SOUNDS["adds"].search(text)) or said.is_correction:
        return said
    return replace(said, stance=replace(said.stance, forfeits=add_together(was, now)))


def whose_value(text: str, about: Negotiation) -> str:
    """Return the part of the company that was offered, as it was told, where a text says only what all of it is worth."""
    grant = about.offer.equity or Grant()
    held = grant.owned or grant.shares
    return f", equity {words_of(held)}" if held and SOUNDS["valued"].search(text) else ""


def only_tries(text: str, said: OfferHeard) -> bool:
    """Whether a text about a stake only tries a price or a dilution on it, and tells nothing new of it."""
    told = said.offer.equity or Grant()
    return bool(SOUNDS["tried"].search(text)) and not any(
        (told.shares, told.strike, told.valuation, told.fully_diluted)
    )


def put_off(before: Figure | None, due: Figure, typed: str) -> Figure:
    """Return a weekday that a deadline is said to be moved to: the first such day after the one it was, where that is known."""
    if before is None or not SOUNDS["more_time"].search(typed) or re.search(r"(?i)\btoday|tonight", typed):
        return due
    if not isinstance(before.value, date) or not isinstance(due.value, date):
        return due
    weeks = -((due.value - before.value).days // DAYS_A_WEEK)
    return replace(due, value=due.value + timedelta(weeks=max(weeks, 0)))
