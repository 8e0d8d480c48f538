"""The words that give a number its meaning. Data only; all in lower case."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from bot.domain.amounts.quantity import Component, Period

Meant = TypeVar("Meant")


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


def by_word(lists: Mapping[Meant, str]) -> dict[str, Meant]:
    """Return what each word of some lists means."""
    return {word: meant for meant, text in lists.items() for word in text.split()}


CURRENCIES: dict[str, tuple[str, ...]] = {
    "€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₹": ("INR",), "₩": ("KRW",), "₪": ("ILS",), "₺": ("TRY",),
    "₫": ("VND",), "₱": ("PHP",), "฿": ("THB",), "$": ("USD",), "us$": ("USD",), "usd$": ("USD",), "c$": ("CAD",), "ca$": ("CAD",),
    "cad$": ("CAD",), "a$": ("AUD",), "au$": ("AUD",), "aud$": ("AUD",), "s$": ("SGD",), "sg$": ("SGD",),
    "nz$": ("NZD",), "hk$": ("HKD",), "nt$": ("TWD",), "mx$": ("MXN",), "r$": ("BRL",),
    "dollar": ("USD",), "dollars": ("USD",), "bucks": ("USD",), "euro": ("EUR",), "euros": ("EUR",), "quid": ("GBP",), "pounds": ("GBP",),
    "yen": ("JPY",), "rmb": ("CNY",), "rs": ("INR",), "rupees": ("INR",), "zł": ("PLN",), "kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK"), "kronor": ("SEK",), "kroner": ("NOK", "DKK"),
    "francs": ("CHF",), "fr": ("CHF",), "sfr": ("CHF",), "franken": ("CHF",), "reais": ("BRL",),
} | {
    code: (code.upper(),)
    for code in words_of(
        "usd eur gbp chf cad aud nzd sgd hkd jpy cny inr sek nok dkk pln czk huf ron ils krw brl mxn twd thb php myr idr "
        "aed sar zar ngn kes pkr"
    )
}  # fmt: skip
"""sign, code or word -> the ISO 4217 codes it can mean, likeliest first"""

HINTS: dict[str, str] = by_word({
    "CAD": "canada canadian toronto vancouver montreal montréal ottawa calgary ontario cad",
    "AUD": "australia australian sydney melbourne brisbane aud", "NZD": "zealand auckland wellington nzd",
    "SGD": "singapore sgd", "HKD": "hk hong hkd", "TWD": "taiwan taipei", "MXN": "mexico mxn",
    "SEK": "sweden swedish stockholm gothenburg sek", "NOK": "norway norwegian oslo bergen nok",
    "DKK": "denmark danish copenhagen dkk", "JPY": "japan japanese tokyo osaka jpy",
    "CNY": "china chinese beijing shanghai shenzhen hangzhou cny rmb",
})  # fmt: skip
"""a word anywhere in the text -> the currency it speaks for"""
DOLLARS = frozenset({"CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"})
"""currencies that people at home also write `$`"""
COMMA = frozenset({"EUR", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL", "TRY", "VND", "IDR", "HUF", "RON"})
"""currencies whose homes commonly write a decimal comma, and points between thousands"""

THOUSAND, MILLION, LAKH = Decimal(1_000), Decimal(1_000_000), Decimal(100_000)
SCALES: dict[str, Decimal] = {
    "k": THOUSAND, "thousand": THOUSAND, "grand": THOUSAND, "m": MILLION, "mm": MILLION, "mn": MILLION, "mil": MILLION,
    "million": MILLION, "b": 1_000 * MILLION, "bn": 1_000 * MILLION, "billion": 1_000 * MILLION, "l": LAKH,
    "lac": LAKH, "lacs": LAKH, "lakh": LAKH, "lakhs": LAKH, "lpa": LAKH, "cr": 100 * LAKH, "crore": 100 * LAKH,
    "crores": 100 * LAKH,
}  # fmt: skip
INDIAN = frozenset({"l", "lac", "lacs", "lakh", "lakhs", "lpa", "cr", "crore", "crores"})
TIGHT = frozenset({"m", "mm", "b", "l", "h", "d", "y"})
"""single letters that mean this only right behind the number"""
PERCENTS: dict[str, Decimal] = {
    "%": Decimal(1), "percent": Decimal(1), "pct": Decimal(1), "percentage": Decimal(1),
    "bps": Decimal("0.01"), "bp": Decimal("0.01"), "basis": Decimal("0.01"),
}  # fmt: skip
"""unit -> percent in one of it"""
INSTRUMENTS: dict[str, str | None] = {
    "option": "options", "options": "options", "iso": "options", "isos": "options", "nso": "options",
    "nsos": "options", "rsu": "rsu", "rsus": "rsu", "share": "shares", "shares": "shares", "unit": "units",
    "units": "units", "ppu": "units", "ppus": "units",
}  # fmt: skip
BEFORE_INSTRUMENT = words_of("stock share restricted common preferred virtual vested unvested")
LENGTHS: dict[str, Period] = by_word({
    Period.HOUR: "h hr hrs hour hours", Period.DAY: "d day days", Period.WEEK: "wk wks week weeks",
    Period.MONTH: "mo mos mth mths month months", Period.YEAR: "y yr yrs year years yoe",
})  # fmt: skip
PERIODS: dict[str, Period] = by_word({
    Period.HOUR: "hr hour h stunde heure hora uur ora", Period.DAY: "day tag jour día dia dag giorno",
    Period.WEEK: "week wk woche", Period.MONTH: "month mo monat mois mes mês maand mese",
    Period.YEAR: "year yr y annum jahr an année año ano jaar anno",
})  # fmt: skip
"""after a word of PER"""
PER = words_of("/ per a an each every pro im par al por à")
PERIOD_WORDS: dict[str, Period] = by_word({
    Period.HOUR: "hourly ph", Period.DAY: "daily", Period.WEEK: "weekly",
    Period.MONTH: "monthly pcm monatlich mensuel mensuels mensual mensuales mensal mensais maandelijks mensili",
    Period.YEAR: "annually yearly pa p.a p.a. annual jährlich annuel annuels anual anuales anuais jaarlijks annui annuo",
})  # fmt: skip
"""standing alone, before or after the amount"""
_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
SMALL: dict[str, Decimal] = {word: Decimal(count) for count, word in enumerate(_TWELVE.split(), 1)} | {
    "fifteen": Decimal(15), "eighteen": Decimal(18), "thirty": Decimal(30), "sixty": Decimal(60), "ninety": Decimal(90),
}  # fmt: skip

_PHRASES = {
    Component.BASE: "base|bse|bsae|baes|abse|base salary|base pay|salary|salry|salery|basic|fixed|fixed pay|fixed salary|+ super|plus super|gehalt|grundgehalt"
    "|jahresgehalt|fixgehalt|salaire|fixe|salario|sueldo|salário|salaris|basissalaris|stipendio|retribuzione|ral",
    Component.TARGET_BONUS: "bonus|bonsu|bouns|bnous|bonuss|target bonus|annual bonus|yearly bonus|performance bonus|variable|variable pay|bono|bônus"
    "|jahresbonus|prime annuelle|premio",
    Component.EQUITY: "equity|eqity|equty|euqity|equiy|stock|stocks|rsu|rsus|options|stock options|shares|grant|equity grant|stock grant|isos"
    "|aktien|anteile|acciones|ações|aandelen|azioni|ppus|ownership|stake|of the company|of company",
    Component.SIGN_ON: "sign on|sing on|sign no|singon|sing on bonus|sign on bonus|signon|signon bonus|signing|signing bonus|joining bonus|joining|sign"
    "|antrittsbonus|antrittsprämie|prime de bienvenue|bono de entrada|tekenbonus",
    Component.RELOCATION: "relocation|relo|relocation bonus|relocation package|moving costs|moving allowance",
    Component.REFRESHER: "refresher|refreshers|refresh|equity refresher|stock refresher|refresher grant",
    Component.TOTAL: "tc|total|total comp|total compensation|total package|package|ote|ctc|c.t.c|c.t.c.|all in",
    Component.CHANGE: "raise|pay raise|salary raise|hike|salary hike|salary increase|pay increase|increase|pay cut"
    "|salary cut|pay bump|bump|uplift",
    Component.OTHER: "retention bonus|referral bonus|match|k match|401k|401k match|stipend|tax|fee"
    "|rent|tuition|discount|espp|holiday pay|holiday allowance|vacation pay|vakantiegeld|vakantietoeslag|commission|commissions|pension|per diem|pto",
    Component.STRIKE: "strike|strike price|exercise price|exercise cost",
    Component.PREFERRED_PRICE: "preferred|preferred price|preferred share price|last round price|last preferred price|last round",
    Component.FAIR_PRICE: "409a|409a price|409a value|fmv|fair market value|share price|stock price|price per share"
    "|per share|trading at",
    Component.FULLY_DILUTED: "fully diluted|fully diluted shares|fd|fds|shares outstanding|outstanding|outstanding shares"
    "|total shares|cap table",
    Component.VALUATION: "valuation|409a valuation|post money|pre money|valued at|company valued at|preferred valuation|raised|raising|funding"
    "|seed|seed funding|seed round|funding round|series|revenue|arr|market cap|value of company|value of the company"
    "|company value|company is worth|valued",
    Component.VESTING: "vest|vests|vesting|vested|vesting schedule|vest over",
    Component.CLIFF: "cliff|vesting cliff",
    Component.EXPERIENCE: "experience|of experience|exp|yoe|of exp|experience in",
    Component.REPAYMENT: "clawback|repay|repayable|repaid|repayment|pay back|claw back|bond",
    Component.EXERCISE_WINDOW: "exercise window|to exercise|exercise|post termination|after leaving|after i leave",
}
Phrases = tuple[tuple[tuple[str, ...], Component], ...]
PHRASES: dict[str, Phrases] = {}
"""first word -> (whole phrase, what it names), longest phrase first"""
for _component, _phrases in _PHRASES.items():
    for _words in (tuple(_phrase.split()) for _phrase in _phrases.split("|")):
        _known = (*PHRASES.get(_words[0], ()), (_words, _component))
        PHRASES[_words[0]] = tuple(sorted(_known, key=lambda known: (-len(known[0]), known[0])))

COUNTED = words_of(
    "people persons person employees employee engineers engineer developers devs members staff users customers clients "
    "companies startups jobs applications interviews rounds lines downloads followers stars steps miles km kms requests "
    "qps views words tokens gpus cores kids times hours minutes mins seconds am pm"
)
"""nouns that show a number, even one in thousands, to be no money"""
LABELS = words_of(
    "level lvl grade step page room chapter section question number no nr version employee hire top age aged fortune "
    "round phase tier zone batch class round q quarter fy version # § № series part item option day week month year "
    "building floor suite gate flight"
)
"""words that make the number behind them a name"""
GROUPS = words_of("team teams group company startup staff org pool size headcount")
FOLLOWERS = words_of(
    "and or but for at in on is was are with plus to from of as if so then than base good fair ok okay low high enough "
    "too right reasonable realistic possible fine great bad what how should can could would will do does it i they he she "
    "we that this which because since when while now instead before after vs versus max min total more less not final "
    "per a an each about over also still already only first by until against up between counter actually please pls tho though "
    "anyway sorry thanks lol yes no btw max tops flat"
)
"""words before which a number can stand on its own; before a noun it counts that noun"""
CONNECTORS = words_of(
    "of is was are at in as a an the for to target up about around approx approximately roughly currently originally "
    "be would my their your our value worth valued has from yearly annual annually total new"
)
"""words that do not part a number from the word that says what it is"""
SPREAD = words_of(
    "equity stock rsu rsus options shares grant in of worth vest vests vested vesting total initial evenly ( , )"
)
"""words that can stand between an amount and the years it is spread over"""
DIFFERENCES = words_of("below above less more lower higher under short underpaid overpaid better worse extra")
"""words behind a number that make it a difference"""
CHANGES = words_of(
    "raised raise raising went go goes going bump bumped increased increase moved jumped jump grew up"
)
"""words before "from A to B" that make it a move, not a range"""

WEEKDAYS = by_word({
    0: "monday mon", 1: "tuesday tue tues", 2: "wednesday wed weds", 3: "thursday thu thur thurs", 4: "friday fri",
    5: "saturday sat", 6: "sunday sun",
})  # fmt: skip
MONTHS = by_word({
    1: "january jan", 2: "february feb", 3: "march mar", 4: "april apr", 5: "may", 6: "june jun", 7: "july jul",
    8: "august aug", 9: "september sep sept", 10: "october oct", 11: "november nov", 12: "december dec",
})  # fmt: skip
SOON = {
    "today": 0, "tonight": 0, "eod": 0, "cob": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomorow": 1, "tommorow": 1,
}  # fmt: skip
DAY_LEADS = words_of(
    "by due on until till before deadline expires expiring expire ends end closes this next coming :"
)
DEADLINES = words_of(
    "by due until till before deadline expires expiring expire lapse lapses valid extended postponed ends closes answer respond reply decide accept sign back "
    "within"
)
_ZONE = r"\(?(?:[pecm][sd]?t|pacific|eastern|central|mountain|gmt|utc|cest|bst|ist)\b(?: (?:standard |daylight )?time\b)?\)?"
CLOCK = re.compile(
    rf"(?i:(?<![\w$€£₹])(?:\d{{1,2}}(?::\d\d)?\s?[ap](?:m\b|\.m\b\.?)|\d{{1,2}}:\d\d|noon|midnight)(?P<zone>\s?{_ZONE})?)"
)
"""an hour, and its time zone where it is said"""
JUST_HOUR = re.compile(
    rf"(?i:\s*(?:(?:it'?s|that'?s|yes|at|by|in|the)\s)*(?P<hour>{CLOCK.pattern}|(?P<only>{_ZONE}))[\s.!]*)"
)
"""an hour or a time zone, and no more"""
PAST = frozenset({"last", "past", "every", "each", "previous"})
NOT_DUE = words_of(
    "exercise vest vesting leaving termination repay repaid employment joining start severance"
)
STARTERS = (
    frozenset(CURRENCIES) | frozenset(SMALL) | frozenset(WEEKDAYS) | frozenset(MONTHS) | frozenset(SOON)
    | words_of("- − ∞ nan inf infinity infinite this next coming end eow eom eoy in within the")
)  # fmt: skip
"""what a quantity can begin with, besides a number"""
