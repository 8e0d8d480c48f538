"""Which words say what a quantity is: "base 210k equity 80k", "210k base, 15% bonus and 20k sign-on"."""

from dataclasses import dataclass

from bot.domain.amounts import words
from bot.domain.amounts.measure import Fixed, Measure
from bot.domain.amounts.quantity import PRICES, TIMES, Component, YearlyShape
from bot.domain.amounts.tokens import Kind, Token, Tokens

_FARTHEST, _PARTING, _NEAR_MENTIONS, _DEAREST = 6, 4, 3, 100
"""words between a number and the word that names it; what "and" or a comma counts for, in words; mentions looked at on
either side of a quantity; a bare number below the last can be a share's price"""
_NAMING = map(words.words_of, words.WRITTEN["naming"].values())
_PARTERS, _ADDERS, _ROUNDS, _WORTH, _EACH, _AT, _COMPANIES, _WITHOUT, _ITS = _NAMING
_NO_PERCENT = PRICES | {Component.VALUATION, Component.SIGN_ON, Component.RELOCATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a component: tokens `first` to `after` (exclusive)."""

    first: int
    after: int
    component: Component


Draft = Measure | Fixed


def name_components(tokens: Tokens, drafts: tuple[Draft, ...]) -> dict[int, Component]:
    """Return the component of each draft that has one, by index: each mention names the draft nearest to it."""
    mentions = _find_mentions(tokens)
    near = _neighbors(drafts, mentions)
    gaps = ((_measure_gap(tokens, drafts[draft], mentions[at]), draft, at) for draft, at in near)
    pairs = sorted((gap, draft, mention) for gap, draft, mention in gaps if gap is not None)
    named: dict[int, Component] = {}
    used: set[int] = set()
    for _, draft, mention in pairs:
        if draft not in named and mention not in used:
            used.add(mention)
            named[draft] = _mean(tokens, drafts, draft, mentions[mention])
    implied = {index: part for index in range(len(drafts)) if (part := _imply(tokens, drafts, index))}
    return implied | named


def _find_mentions(tokens: Tokens) -> tuple[Mention, ...]:
    mentions, after = [], 0
    for index, token in enumerate(tokens):
        if index >= after and (phrases := words.PHRASES.get(token.text) or _named_by_digits(token)):
            mention = _mention_at(tokens, index, phrases)
            after = mention.after if mention else index + 1
            mentions += [mention] if mention and not _is_denied(tokens, mention) else []
    return tuple(mentions)


def _is_denied(tokens: Tokens, mention: Mention) -> bool:
    """Whether a part is said not to be there: "$240k, no equity" states no equity; "no, base is 210" does a base."""
    before, earlier = tokens[mention.first - 1].text, tokens[mention.first - 2].text
    denied = before in _WITHOUT or (before in {"a", "any"} and earlier in _WITHOUT)
    return denied and tokens[mention.after].text != "is"


def _named_by_digits(token: Token) -> words.Phrases:
    """Return the phrases that begin with a name made of digits: 401(k) and 401 k are 401k."""
    is_name = token.kind is Kind.WORD and token.text[0].isdigit()
    return words.PHRASES.get("".join(filter(str.isalnum, token.text)), ()) if is_name else ()


def _mention_at(tokens: Tokens, index: int, phrases: words.Phrases) -> Mention | None:
    for phrase, component in phrases:
        after = index + 1
        for word in phrase[1:]:
            after += tokens[after].text == "-"
            if tokens[after].text != word:
                break
            after += 1
        else:
            return Mention(first=index, after=after, component=component)
    return None


def _neighbors(drafts: tuple[Draft, ...], mentions: tuple[Mention, ...]) -> list[tuple[int, int]]:
    """Return each (draft, mention) pair with no other draft between the two."""
    found, reached = [], 0
    for index, draft in enumerate(drafts):
        floor = drafts[index - 1].first if index else 0
        ceiling = drafts[index + 1].after if index + 1 < len(drafts) else None
        while reached < len(mentions) and mentions[reached].first < draft.first:
            reached += 1
        ahead = range(reached, min(len(mentions), reached + 2 * _NEAR_MENTIONS))
        behind = range(max(0, reached - _NEAR_MENTIONS), reached)
        before = [at for at in behind if mentions[at].first >= floor]
        after = [at for at in ahead if ceiling is None or mentions[at].first < ceiling]
        found += [(index, at) for at in before + after]
    return found


def _measure_gap(tokens: Tokens, draft: Draft, mention: Mention) -> int | None:
    """Return how many words part a mention from the draft it may name, less than 0 if it is its own; None if it cannot be."""
    if isinstance(draft, Fixed):
        return None
    if draft.first <= mention.first < draft.after:
        return -1 if mention.component not in TIMES else None
    before = mention.after <= draft.first
    gap = range(mention.after, draft.first) if before else range(draft.after, mention.first)
    is_another = gap and not before and tokens[draft.after].text in _ADDERS
    if is_another or len(gap) > 2 * _FARTHEST or not _fits(tokens, draft, mention):
        return None
    distance = sum(_step(tokens, index, before=before) for index in gap)
    if mention.component is Component.FULLY_DILUTED and not (distance if before else gap):
        return -2  # 10M shares fully diluted, fully diluted is 10M shares
    distance += tokens[mention.first].text == "package"  # "my package: 185k base" is a base
    return distance if distance <= _FARTHEST else None


def _step(tokens: Tokens, index: int, *, before: bool) -> int:
    token = tokens[index]
    if token.kind is Kind.NUMBER and tokens[index - 1].text in words.LABELS:
        return 1
    if token.kind in {Kind.NUMBER, Kind.SIGN, Kind.OPAQUE, Kind.ISO} or token.text in {".", "?", "!"}:
        return _FARTHEST + 1
    if token.kind is Kind.LINE:
        return _PARTING + 1 if before else _FARTHEST + 1
    if token.text in _PARTERS:
        return _PARTING
    return 0 if token.kind is Kind.MARK or token.text in words.CONNECTORS else 1


def _fits(tokens: Tokens, measure: Measure, mention: Mention) -> bool:
    """Whether a mention can name such a measure at all: experience is no money, a vesting period no percentage."""
    months = measure.high.scale == "m" and measure.sign is None
    word, of = tokens[mention.first].text, measure.after + (tokens[measure.after].text == ")")
    if (mention.component in TIMES) != (measure.unit in words.LENGTHS) and not months:
        return False
    if word in _ROUNDS and mention.after == mention.first + 1:  # a round; no "$90k at a seed startup"
        return words.SCALES.get(measure.high.scale or "", 0) >= words.MILLION
    if word == "last":  # the last round of interviews is no price
        is_price = measure.high.scale is None and measure.high.likely < _DEAREST
        return is_price and measure.unit not in words.PERCENTS
    if word == "sign" and mention.after == mention.first + 1:
        return mention.first == measure.after  # "20k sign" is one; "I sign at 225k" is none
    if tokens[mention.first - 1].text == "(" and tokens[mention.after].text in _PARTERS:
        return False  # "145k (base + bonus)" is neither
    # 15% of base says nothing about the base, and no percentage is a price
    between = {tokens[index].text for index in range(of + 1, mention.first)}
    of_this = mention.first > of and tokens[of].text == "of"
    of_this = of_this and (not between or (mention.component is Component.BASE and between <= _ITS))
    return measure.unit not in words.PERCENTS or not (of_this or mention.component in _NO_PERCENT)


def _imply(tokens: Tokens, drafts: tuple[Draft, ...], index: int) -> Component | None:
    """Return what a measure is by its shape: a difference, or a grant spread over years."""
    draft = drafts[index]
    if not isinstance(draft, Measure) or draft.unit in words.LENGTHS:
        return None
    if _is_difference(tokens, draft):
        return Component.CHANGE
    if draft.unit is None and tokens[draft.after].text in _COMPANIES:
        return Component.VALUATION
    before = drafts[index - 1] if index else None
    if _is_price(tokens, draft, before):
        return Component.FAIR_PRICE
    worth = {tokens[draft.first - back].text for back in range(1, 4)}
    if isinstance(before, Measure) and before.unit in words.INSTRUMENTS and not _WORTH.isdisjoint(worth):
        return Component.EQUITY  # 12,000 RSUs, worth about $300k
    near = next((one for one in drafts[index + 1 : index + 2] if one.first - draft.after <= 1), None)
    is_shaped = isinstance(near, Fixed) and isinstance(near.value, YearlyShape)
    spread = is_shaped or draft.over_years is not None
    return Component.EQUITY if spread and draft.unit not in words.PERCENTS else None


def _is_price(tokens: Tokens, draft: Measure, before: Draft | None) -> bool:
    """Whether money is what each of the shares counted before it is worth: 2000 RSUs worth $48 each, 1000 shares at $55."""
    kind = words.INSTRUMENTS.get(before.unit or "") if isinstance(before, Measure) else None
    if kind is None or draft.unit or draft.period or draft.high.scale:
        return False
    led = {tokens[draft.first - 1].text, tokens[draft.first - 2].text}
    behind, after = tokens[draft.after].text, tokens[draft.after + 1].text
    is_each = behind in _EACH or (behind in words.PER and words.INSTRUMENTS.get(after) == "shares")
    if kind == "options":  # what they are "at" may be their strike
        return is_each and not _WORTH.isdisjoint(led)
    return is_each or (tokens[draft.first - 1].text in _AT and draft.high.likely < words.THOUSAND)


def _is_difference(tokens: Tokens, draft: Draft) -> bool:
    by = isinstance(draft, Measure) and tokens[draft.first - 1].text == "by"
    return by or tokens[draft.after].text in words.DIFFERENCES


def _mean(tokens: Tokens, drafts: tuple[Draft, ...], index: int, mention: Mention) -> Component:
    """Return what a mention means beside this draft: options valued at $50k are no company's valuation."""
    if _is_difference(tokens, drafts[index]):
        return Component.CHANGE
    before = drafts[index - 1] if index and tokens[mention.first].text == "valued" else None
    follows_shares = isinstance(before, Measure) and before.unit in words.INSTRUMENTS
    return Component.EQUITY if follows_shares else mention.component
