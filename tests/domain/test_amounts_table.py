"""What people write, and what is read of it: one row a text, one string a quantity.

The notation: `component: low..high CUR/period over 4y`; `~` marks thousands that were understood, not written;
`a | b ?question` is an ambiguity with its readings; `!why` is a number refused. Nothing is read but what a row lists.
"""

from datetime import date

from bot.domain.amounts import (
    Absurd,
    Ambiguity,
    Amount,
    Day,
    Length,
    Percent,
    Shares,
    Value,
    YearlyShape,
    read_quantities,
)

SUNDAY = date(2026, 11, 22)

MONEY = [
    ("$185k", "185000 USD"),
    ("$185K", "185000 USD"),
    ("$ 185k", "185000 USD"),
    ("$185,000", "185000 USD"),
    ("$185,000.50", "185000.50 USD"),
    ("$185,000.00", "185000 USD"),
    ("$1,234,567.89", "1234567.89 USD"),
    ("185-210k", "185000..210000"),
    ("185–210k", "185000..210000"),
    ("185k-210k", "185000..210000"),
    ("185 - 210k", "185000..210000"),
    ("185 to 210k", "185000..210000"),
    ("185k to 210k", "185000..210000"),
    ("between 185 and 210k", "185000..210000"),
    ("between $22 and $24", "22..24 USD"),
    ("$22-$24 an hour", "22..24 USD/hour"),
    ("$188K–$250K", "188000..250000 USD"),
    ("$188,000 - $250,000", "188000..250000 USD"),
    ("$188K — $250K", "188000 USD", "250000 USD"),
    ("950k-1.2M", "950000..1200000"),
    ("950-1.2M", "950000..1200000"),
    ("900-1200k", "900000..1200000"),
    ("$0-50k", "0..50000 USD"),
    ("from 200k to 180k", "200000", "180000"),
    ("went from 120k to 150k", "120000", "150000"),
    ("the range is from 120k to 150k", "120000..150000"),
    ("1.2M", "1200000"),
    ("$1.2 million", "1200000 USD"),
    ("$1.2mm", "1200000 USD"),
    ("€95.000", "95000 EUR"),
    ("95.000 €", "95000 EUR"),
    ("€95,000", "95000 EUR"),
    ("€95.000,50", "95000.50 EUR"),
    ("€95,5k", "95500 EUR"),
    ("95,5k EUR", "95500 EUR"),
    ("€1.234.567", "1234567 EUR"),
    ("95 000 €", "95000 EUR"),
    ("95\u00a0000\u00a0€", "95000 EUR"),
    ("95\u202f000 euros", "95000 EUR"),
    ("€45.000 - €55.000", "45000..55000 EUR"),
    ("£85k pa", "85000 GBP/year"),
    ("£85k p.a.", "85000 GBP/year"),
    ("£3k pm", "3000 GBP/month"),
    ("£500/day", "500 GBP/day"),
    ("12 LPA", "1200000 INR/year"),
    ("R$ 15 mil por mês", "15000 BRL/month"),
    ("60 mil euros al año", "60000 EUR/year"),
    ("$40 mil", "40000000 USD"),
    ("75.000 € brutto im Jahr", "75000 EUR/year"),
    ("5.200 € monatlich", "5200 EUR/month"),
    ("58 000 € par an", "58000 EUR/year"),
    ("80k€ brut", "80000 EUR"),
    ("45.000€ brutos al año", "45000 EUR/year"),
    ("€4.500 bruto per maand", "4500 EUR/month"),
    ("40.000 euro lordi", "40000 EUR"),
    ("Gehalt 70k, Jahresbonus 10%", "base: 70000", "target_bonus: 10%"),
    ("salaire de 55 000 € et bonus de 10%", "base: 55000 EUR", "target_bonus: 10%"),
    ("A$150k + super", "base: 150000 AUD"),
    ("$90k at a seed startup", "90000 USD"),
    ("0.05% with 100M preferred valuation", "0.05%", "valuation: 100000000"),
    ("12.5 lpa", "1250000 INR/year"),
    ("12-15 LPA", "1200000..1500000 INR/year"),
    ("₹12,00,000", "1200000 INR"),
    ("Rs. 12 lakh", "1200000 INR"),
    ("rs 45000 per month", "45000 INR/month"),
    ("1.5 cr", "15000000 INR"),
    ("2 crore per annum", "20000000 INR/year"),
    ("CHF 120'000", "120000 CHF"),
    ("CHF 120’000", "120000 CHF"),
    ("CHF120k", "120000 CHF"),
    ("120'000 francs", "120000 CHF"),
    ("185k USD", "185000 USD"),
    ("USD 185k", "185000 USD"),
    ("usd185k", "185000 USD"),
    ("$185k USD", "185000 USD"),
    ("$185k CAD", "185000 CAD"),
    ("US$185k", "185000 USD"),
    ("USD$185k", "185000 USD"),
    ("C$185k", "185000 CAD"),
    ("CA$185k", "185000 CAD"),
    ("A$185k", "185000 AUD"),
    ("S$120k", "120000 SGD"),
    ("NZ$120k", "120000 NZD"),
    ("HK$600k", "600000 HKD"),
    ("R$ 20.000", "20000 BRL"),
    ("70/hr", "70/hour"),
    ("$70/hr", "70 USD/hour"),
    ("$70 / hour", "70 USD/hour"),
    ("$70 an hour", "70 USD/hour"),
    ("70 euros/h", "70 EUR/hour"),
    ("hourly rate of 70", "70/hour"),
    ("an hourly rate: $70", "70 USD/hour"),
    ("$52.50 per hour", "52.50 USD/hour"),
    ("8k a month", "8000/month"),
    ("$8,000/mo", "8000 USD/month"),
    ("450 per day", "450/day"),
    ("day rate 450", "450/day"),
    ("£450 daily", "450 GBP/day"),
    ("$2,000 a week", "2000 USD/week"),
    ("185k annually", "185000/year"),
    ("185k/yr", "185000/year"),
    ("215 k", "215000"),
    ("two offers, 215k and 230k", "215000", "230000"),
    ("１８５ｋ", "185000"),
    ("＄１８５，０００", "185000 USD"),
    ("٩٥٠٠٠ USD", "95000 USD"),
    ("₩85,000,000", "85000000 KRW"),
    ("zł20.000", "20000 PLN"),
    ("20 000 zł", "20000 PLN"),
    ("80 grand", "80000"),
    ("80 thousand dollars", "80000 USD"),
    ("$80k/4y", "equity: 80000 USD over 4y"),
    ("$80k/4 years", "equity: 80000 USD over 4y"),
    ("80k over four years", "equity: 80000 over 4y"),
    ("80k over 18 months", "equity: 80000 over 1.5y"),
    ("$200k in RSUs vesting over 4 years", "equity: 200000 USD over 4y"),
    ("-$5k", "-5000 USD"),
    ("−$5k", "-5000 USD"),
    ("a cut of -5k", "-5000"),
    ("offer:\n- $180k base\n-20k sign-on", "base: 180000 USD", "sign_on: 20000"),
    ("1e5 USD", "100000 USD"),
    ("$185k.", "185000 USD"),
    ("($185k)", "185000 USD"),
    ("*$185k*", "185000 USD"),
    ("~$185k", "185000 USD"),
    ("$185k+", "185000 USD"),
    ("-20k sign-on\n-5k relo", "sign_on: 20000", "relocation: 5000"),
    ("the difference:\n−5k", "-5000"),
    ("$100k - €120k", "100000 USD", "120000 EUR"),
    ("185k $200k", "185000", "200000 USD"),
    ("15% - 20k sign-on", "15%", "sign_on: 20000"),
    ("4 years - 215k", "4 year", "215000"),
    ("I make 135k\nAny bonus advice?", "135000"),
    ("€70-80k", "70000..80000 EUR"),
    ("70-80k€", "70000..80000 EUR"),
    ("1.500 €/month", "1500 EUR/month"),
    ("$150K-$180K/yr", "150000..180000 USD/year"),
    ("185k/210k", "185000", "210000"),
    ("80k over 0 years", "80000", "0 year"),
    ("an annual 30k", "30000/year"),
]

SHARES_AND_PERCENTS = [
    ("15%", "15%"),
    ("15 %", "15%"),
    ("１５％", "15%"),
    ("15 percent", "15%"),
    ("15 pct", "15%"),
    ("15-20%", "15..20%"),
    ("15%-20%", "15..20%"),
    ("15 to 20 percent", "15..20%"),
    ("3.7% - 8%", "3.7..8%"),
    ("0.05%", "0.05%"),
    (".41% options", "equity: 0.41%"),
    ("0,05 %", "0.05%"),
    ("10 bps", "0.10%"),
    ("25 basis points", "0.25%"),
    ("5 basis", "0.05%"),
    ("-10%", "-10%"),
    ("900% bonus", "target_bonus: 900%"),
    ("40,000 options", "equity: 40000 options"),
    ("40.000 options", "equity: 40000 options"),
    ("40 000 stock options", "equity: 40000 options"),
    ("15,000 RSUs over 4y", "equity: 15000 rsu over 4y"),
    ("12000 to 15000 RSUs", "equity: 12000..15000 rsu"),
    ("120k RSUs over 4y", "equity: 120000 over 4y | 120000 rsu over 4y ?meaning"),
    ("10-15k RSUs", "equity: 10000..15000 | 10000..15000 rsu ?meaning"),
    ("60k rsu/yr", "equity: 60000/year | 60000 rsu ?meaning"),
    ("10,000,000 shares fully diluted", "fully_diluted: 10000000 shares"),
    ("12,000 RSUs (worth about $300k)", "equity: 12000 rsu", "equity: 300000 USD"),
    ("strike 2.10, last round 7.50", "strike: 2.10", "preferred_price: 7.50"),
    ("in the last round they said 240 base", "base: 240000~"),
    ("1,200 shares", "equity: 1200 shares"),
    ("500 restricted stock units vesting over 3 years", "equity: 500 units over 3y"),
    ("0 shares", "equity: 0 shares"),
    ("$80k RSUs", "equity: 80000 USD"),
    ("0.1 percent of the company", "equity: 0.1%"),
    ("0.1% fully diluted", "equity: 0.1%"),
    ("0.5-1% equity", "equity: 0.5..1%"),
    ("250M fully diluted", "fully_diluted: 250000000 shares"),
    ("250,000,000 shares outstanding", "fully_diluted: 250000000 shares"),
    ("strike 2.10", "strike: 2.10"),
    ("strike price of $2.10", "strike: 2.10 USD"),
    ("409A $3.10", "fair_price: 3.10 USD"),
    ("preferred 7.50", "preferred_price: 7.50"),
    ("$0.0001 par", "0.0001 USD"),
    (
        "40,000 options, strike 2.10, 250M fully diluted, preferred 7.50",
        "equity: 40000 options",
        "strike: 2.10",
        "fully_diluted: 250000000 shares",
        "preferred_price: 7.50",
    ),
]

PARTS = [
    ("base 215", "base: 215000~"),
    ("base 215k", "base: 215000"),
    ("base: 215,000", "base: 215000"),
    ("base of $215", "base: 215000 USD~"),
    ("base 185-210", "base: 185000..210000~"),
    ("215 base", "base: 215000~"),
    ("tc 310", "total: 310000~"),
    ("total comp is 310k", "total: 310000"),
    ("TC for year 1: ~$322,000", "total: 322000 USD"),
    ("$193k base", "base: 193000 USD"),
    ("base $12", "base: 12 USD"),
    ("base $70/hr", "base: 70 USD/hour"),
    ("5500 € gross per month", "5500 EUR/month"),
    ("22 LPA fixed + 3 lakh joining bonus", "base: 2200000 INR/year", "sign_on: 300000 INR"),
    ("they increased the base by 5k", "change: 5000"),
    ("0.1% of a $50M company", "0.1%", "valuation: 50000000 USD"),
    ("Base Salary\n$193,000\nSign-on\n$25,000", "base: 193000 USD", "sign_on: 25000 USD"),
    ("is 0.1% ok for employee 12?", "0.1%"),
    ("my walk-away is 200k", "200000"),
    ("base 95.000", "base: 95000"),
    ("base salary of 150", "base: 150000~"),
    ("bonus 15%", "target_bonus: 15%"),
    ("15% target bonus", "target_bonus: 15%"),
    ("bonus of 30000", "target_bonus: 30000"),
    ("15% of base", "15%"),
    ("sign-on 20k", "sign_on: 20000"),
    ("20 sign on", "sign_on: 20000~"),
    ("$20k signing bonus", "sign_on: 20000 USD"),
    ("$500 sign-on", "sign_on: 500 USD"),
    ("relocation 10k", "relocation: 10000"),
    ("$10k relo", "relocation: 10000 USD"),
    ("equity $75k per year", "equity: 75000 USD/year"),
    ("80k in stock per year", "equity: 80000/year"),
    ("stock 320 over 4", "equity: 320000 over 4y~ | 320 over 4y | 320 shares over 4y ?meaning"),
    ("a target bonus of fifteen percent (15%) of base salary", "target_bonus: 15%"),
    ("180k base, 15k sign", "base: 180000", "sign_on: 15000"),
    ("I'd sign at 225k", "225000"),
    ("15% at a series B", "15%"),
    ("a refresher of $40k a year", "refresher: 40000 USD/year"),
    ("CTC 24 lakhs", "total: 2400000 INR"),
    ("10% raise", "change: 10%"),
    ("10k below the posting", "change: 10000"),
    ("25% lower than my current salary", "change: 25%"),
    ("401k match 4%", "other: 4%"),
    ("retention bonus 30k", "other: 30000"),
    ("$3.3B valuation", "valuation: 3300000000 USD"),
    ("valued at $40M", "valuation: 40000000 USD"),
    ("they raised $40M in a Series B", "valuation: 40000000 USD"),
    ("they raised it to 225k", "225000"),
    ("15k options valued at $21k", "equity: 15000 options", "equity: 21000 USD"),
    (
        "base 210k equity 80k/4y bonus 15% sign-on 20k",
        "base: 210000",
        "equity: 80000 over 4y",
        "target_bonus: 15%",
        "sign_on: 20000",
    ),
    (
        "base 215k, 80k/4y, 15%, sign-on 20k, due Friday",
        "base: 215000",
        "equity: 80000 over 4y",
        "15%",
        "sign_on: 20000",
        "deadline: 2026-11-27",
    ),
    (
        "together-ai mle sf base 210k equity 80k/4y bonus 15% sign-on 20k",
        "base: 210000",
        "equity: 80000 over 4y",
        "target_bonus: 15%",
        "sign_on: 20000",
    ),
    (
        "$210k base, $80k equity over 4 years, 15% bonus and a $20k sign-on",
        "base: 210000 USD",
        "equity: 80000 USD over 4y",
        "target_bonus: 15%",
        "sign_on: 20000 USD",
    ),
    (
        "Base: $193k\nEquity: $75k per year\nSign-on bonus: $25k\nYearly bonus: 15%",
        "base: 193000 USD",
        "equity: 75000 USD/year",
        "sign_on: 25000 USD",
        "target_bonus: 15%",
    ),
    (
        "180 base + 200k at 5/15/40/40 + 40k sign-on",
        "base: 180000~",
        "equity: 200000",
        "vesting: 5/15/40/40",
        "sign_on: 40000",
    ),
    ("they came back with 225k and 25k sign-on", "225000", "sign_on: 25000"),
    ("they offered 240 base and say it's final", "base: 240000~"),
    ("base was $135k with $70k in equity", "base: 135000 USD", "equity: 70000 USD"),
    (
        "a base of $90k with a 10% target bonus at 27 years old",
        "base: 90000 USD",
        "target_bonus: 10%",
        "27 year",
    ),
    ("135k + 10k (base + bonus)", "135000", "target_bonus: 10000"),
    ("the posting says 153–220k", "153000..220000"),
    ("you agreed 225k, the letter says 222k", "225000", "222000"),
]

TIMES = [
    ("4 year vest, 1 year cliff", "vesting: 4 year", "cliff: 1 year"),
    ("4-year vest with a one-year cliff", "vesting: 4 year", "cliff: 1 year"),
    ("vests over 4 years", "vesting: 4 year"),
    ("vests over four (4) years", "vesting: 4 year"),
    ("repaid within twelve (12) months", "repayment: 12 month"),
    ("ninety (90) days to exercise", "exercise_window: 90 day"),
    ("in thirty-six months", ""),
    ("6 month cliff", "cliff: 6 month"),
    ("6m cliff", "cliff: 6 month"),
    ("8 yoe", "experience: 8 year"),
    ("8 years of experience", "experience: 8 year"),
    ("7+ years experience", "experience: 7 year"),
    ("90 days to exercise", "exercise_window: 90 day"),
    ("5/15/40/40", "vesting: 5/15/40/40"),
    ("5%/15%/40%/40%", "vesting: 5/15/40/40"),
    ("25-25-25-25", "vesting: 25/25/25/25"),
    ("10/25/25/25/25", ""),
    ("33/33/33", "vesting: 33/33/33"),
    ("due Friday", "deadline: 2026-11-27"),
    ("by Fri", "deadline: 2026-11-27"),
    (
        "This offer expires on Friday, November 27, 2026 at 5:00 PM PT.",
        "deadline: 2026-11-27",
    ),
    ("by Monday, November 30", "deadline: 2026-11-30"),
    ("by end of day tomorrow", "deadline: 2026-11-23"),
    ("the deadline is 27/11", "deadline: 2026-11-27"),
    ("I sat there and read", ""),
    ("last Friday", ""),
    ("by Nov 27", "deadline: 2026-11-27"),
    ("by November 27th", "deadline: 2026-11-27"),
    ("deadline: 27 November 2026", "deadline: 2026-11-27"),
    ("Nov 27, 2026", "2026-11-27"),
    ("by Nov 27 5000 sign-on", "deadline: 2026-11-27", "sign_on: 5000"),
    ("by Jan 4", "deadline: 2027-01-04"),
    ("Feb 29", "2028-02-29"),
    ("Feb 30", ""),
    ("I may 5 times", ""),
    ("by the 27th", "deadline: 2026-11-27"),
    ("on the 3rd round", ""),
    ("May 5", "2027-05-05"),
    ("by the 3rd", "deadline: 2026-12-03"),
    ("expires in 48 hours", "deadline: 2026-11-24 48h"),
    ("go in 5 days a week", "5 day"),
    ("in 48h", "2026-11-24 48h"),
    ("within two weeks", "deadline: 2026-12-06"),
    ("5 days to decide", "deadline: 2026-11-27"),
    ("tomorrow", "2026-11-23"),
    ("answer by EOD", "deadline: 2026-11-22"),
    ("end of the week", "2026-11-27"),
    ("end of month", "2026-11-30"),
    ("end of next month", "2026-12-31"),
    ("end of the year", "2026-12-31"),
    ("end of next week", "2026-11-27 | 2026-12-04 ?which_day"),
    ("2026-11-27", "2026-11-27"),
    ("27.11.2026", "2026-11-27"),
    ("2026-13-45", ""),
    ("11/27/2026", "2026-11-27"),
    ("27/11/26", "2026-11-27"),
    ("due 11/27", "deadline: 2026-11-27"),
    ("this Sunday", "2026-11-22"),
    ("due Sunday", "deadline: 2026-11-22 | 2026-11-29 ?which_day"),
    ("next Friday", "2026-11-27"),
]

UNCLEAR = [
    ("650 000 kr", "650000 SEK | 650000 NOK | 650000 DKK ?currency"),
    ("650k kr in Stockholm", "650000 SEK"),
    ("¥12,000,000", "12000000 JPY | 12000000 CNY ?currency"),
    ("¥12M in Tokyo", "12000000 JPY"),
    ("$100k in Toronto", "100000 USD | 100000 CAD ?currency"),
    ("US$100k in Toronto", "100000 USD"),
    ("150", "150000~ | 150 | 150 shares ?meaning"),
    ("15", "15000~ | 15 | 15 shares | 15% ?meaning"),
    ("is 260 good?", "260000~ | 260 | 260 shares ?meaning"),
    ("they came back with 225 and 25k sign-on", "225000~ | 225 | 225 shares ?meaning", "sign_on: 25000"),
    ("1,234", "1234 | 1234 shares ?meaning"),
    ("1.234", "1234 | 1.234 ?decimal_mark"),
    ("$1.234", "1.234 USD | 1234 USD ?decimal_mark"),
    ("€1.250k", "1250 EUR | 1250000 EUR ?decimal_mark"),
    ("1,234%", "1.234% | 1234% ?decimal_mark"),
    ("bonus 15", "target_bonus: 15% | 15000~ | 15 ?meaning"),
    ("equity 80", "equity: 80% | 80000~ | 80 | 80 shares ?meaning"),
    ("equity 80000", "equity: 80000 | 80000 shares ?meaning"),
    ("base 12", "base: 12000~ | 12 ?meaning"),
    ("due 11/12", "deadline: 2027-11-12 | 2026-12-11 ?date_order"),
]

REFUSED = [
    ("$1e400", "!too_large"),
    ("base 1e400", "base: !too_large"),
    ("1e-400", "!too_long"),
    ("9" * 100, "!too_long"),
    ("$" + "9" * 100 + "k", "!too_long"),
    ("$999999999b", "!too_large"),
    ("base NaN", "base: !not_a_number"),
    ("$NaN", "!not_a_number"),
    ("$inf", "!infinite"),
    ("∞", "!infinite"),
    ("a bonus of infinity%", "target_bonus: !infinite"),
]

NOTHING = [
    "L5", "IC5", "E4", "SDE2", "level 4", "employee 12", "employee #150", "employee 150", "401k", "401(k)", "401 k",
    "my 401k base", "403b", "83(b)", "83b election", "409A", "W-2", "W2", "1099", "I-9", "H-1B", "24/7", "2026",
    "in 2026 and 2027", "Series B", "call +1 415-555-0100", "(415) 555-0100", "415.555.0100", "+49 170 1234567",
    "team of 150", "150 people", "a 10k users product", "10k people", "3 options", "I have 2 options", "top 10", "S&P 500",
    "Fortune 500", "gpt-4", "v2.0.1", "10:30", "at 5pm", "9 AM", "3rd round", "5x", "https://a.example/150k?b=200k",
    "<@U024BE7LH>", "<!channel>", "room 150", "question 4", "he is 30 years", "150 engineers", "the nan of it", "#150",
    "a_150k", "9/11", "6-figure", "in the 200 block", "version 150", "50/50", "1.2.3", "1,2,3", "--", "$", "k", "%", "",
]  # fmt: skip


def write_value(value: Value) -> str:
    """Return a value in the notation of the tables."""
    match value:
        case Ambiguity():
            written = f"{' | '.join(write_value(reading) for reading in value.readings)} ?{value.question}"
        case Absurd():
            written = f"!{value.why}"
        case YearlyShape():
            written = "/".join(str(percent) for percent in value.percents)
        case Day():
            written = f"{value.on}" + (f" {value.hours}h" if value.hours is not None else "")
        case Length():
            written = f"{write_bounds(value)} {value.unit}"
        case Percent():
            written = f"{write_bounds(value)}%"
        case Shares():
            years = f" over {value.over_years}y" if value.over_years else ""
            written = f"{write_bounds(value)} {value.instrument or 'shares'}{years}"
        case Amount():
            written = write_bounds(value) + write_money(value)
    return written


def write_bounds(value: Amount | Percent | Shares | Length) -> str:
    """Return low..high, or the one number that both are."""
    return f"{value.low}" if value.low == value.high else f"{value.low}..{value.high}"


def write_money(value: Amount) -> str:
    """Return what follows an amount in the notation of the tables."""
    currency = f" {value.currency}" if value.currency else ""
    period = f"/{value.period}" if value.period else ""
    years = f" over {value.over_years}y" if value.over_years else ""
    return f"{currency}{period}{years}{'~' if value.shorthand else ''}"


def read_notation(text: str) -> list[str]:
    """Return all quantities of a text in the notation of the tables."""
    return [
        (f"{quantity.component}: " if quantity.component else "") + write_value(quantity.value)
        for quantity in read_quantities(text, today=SUNDAY)
    ]


ROWS: list[tuple[str, ...]] = [*MONEY, *SHARES_AND_PERCENTS, *PARTS, *TIMES, *UNCLEAR, *REFUSED]


def test_a_text_is_read_as_the_table_says() -> None:
    """Each text yields exactly the quantities of its row, in order."""
    read = [(text, read_notation(text), [each for each in told if each]) for text, *told in ROWS]
    assert [one for one in read if one[1] != one[2]] == []


def test_names_with_numbers_are_not_amounts() -> None:
    """Levels, forms, years, telephone numbers, versions and head counts are never read as money or shares."""
    found = {
        text: [one.words for one in read_quantities(text, today=SUNDAY) if not isinstance(one.value, Length)]
        for text in NOTHING
    }
    assert {text: words for text, words in found.items() if words} == {}
