"""Every rule a guide is held to: its id, how grave a breach is, what it looks for, and why it matters.

The L-rules are about truth: a guide that contradicts itself or claims more than it can show. The rest are about form.
"""

from dataclasses import dataclass

from bot.domain.problem import Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `about` says what it looks for, `why` what a breach does to whoever relies on the guide."""

    id: str
    severity: Severity
    about: str
    why: str
    blocks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a content file; line 0 speaks of the whole file."""

    path: str
    line: int


def find_fault(
    rule: str, at: Place, message: str, remedy: str, *, severity: Severity | None = None
) -> Problem:
    """Return a breach of a rule. `severity` makes one case milder or graver than the rule usually is."""
    broken = RULES[rule]
    return Problem(
        path=at.path,
        line=at.line,
        severity=severity or broken.severity,
        rule=rule,
        message=message,
        remedy=remedy,
        why=broken.why,
        blocks=broken.blocks,
    )


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _truth(number: int, severity: Severity, about: str, why: str) -> Rule:
    return Rule(id=f"L{number}", severity=severity, about=about, why=why)


def _refusal(name: str, about: str, why: str) -> Rule:
    return Rule(id=name, severity=ERROR, about=about, why=why, blocks=True)


def _form(name: str, severity: Severity, about: str, why: str) -> Rule:
    return Rule(id=name, severity=severity, about=about, why=why)


TRUTH = (
    _truth(
        1,
        ERROR,
        "base, equity and bonus add up to the stated total, under the basis the guide gives its equity",
        "Whoever trusts the total, or the equity, misjudges an offer by that much a year.",
    ),
    _truth(
        2,
        ERROR,
        "the sum a script asks for follows from the parts it names",
        "Said aloud, the sum can be taken apart in the first minute of a call.",
    ),
    _truth(
        3,
        ERROR,
        "front matter, table and script give the same bonus",
        "A reader cannot tell which one to plan with, and the sums depend on it.",
    ),
    _truth(
        4,
        WARNING,
        "the review date has not passed and the figures are not older than they look",
        "Pay moves within months; old figures make people ask for too little.",
    ),
    _truth(
        5,
        WARNING,
        "`data_quality` is no better than sources, sample and age earn",
        "The label is what a reader in a hurry goes by.",
    ),
    _truth(
        6,
        WARNING,
        "a region that is another one times a factor says so",
        "Scaled figures look observed; real differences between places range from none to a quarter.",
    ),
    _truth(
        7,
        WARNING,
        "a script's numbers lie inside the band of every region it may be used in",
        "Read out elsewhere, the number is outside what the guide itself says is paid there.",
    ),
    _truth(
        8,
        WARNING,
        "a script's walk-away is not below the offer it claims to hold",
        "Nobody takes less than an offer in hand; the other side hears that one of the two is untrue.",
    ),
    _truth(
        9,
        ERROR,
        "a script claims no offer on the reader's behalf and leaves no bracket to fill without saying what it needs",
        "Read out as it stands, it is an invented offer; a lie about one can cost the real one.",
    ),
    _truth(
        10,
        WARNING,
        "premiums in percent say what they are a percentage of, and are not piled up",
        "Without a base nobody can check the sum, and the band may already hold it.",
    ),
    _truth(
        11,
        WARNING,
        "a sum in the prose lies inside a band of the front matter",
        "It looks as sure as the other figures, but no field holds it and nothing vouches for it.",
    ),
    _truth(
        12,
        NOTE,
        "the levels a guide compares itself to were not paid more than the guide, years ago",
        "Either the mapping flatters the job or the band is too low.",
    ),
    _truth(
        13,
        NOTE,
        "the title promises what the guide holds, and no title is used twice",
        "Readers go by titles, to find a part and to know what it holds.",
    ),
    _truth(
        14,
        NOTE,
        "claims about the company carry a link",
        "A claim that can be looked up makes an argument; any other is easy to wave away.",
    ),
    _truth(
        15,
        NOTE,
        "no posting of the employer goes beyond the base band",
        "Whoever asks by the band alone may ask too little.",
    ),
    _truth(
        16,
        WARNING,
        "equity valued “at 409A” comes with a price",
        "A 409A value is what options cost to exercise, not what they are worth; without the price the sum says nothing.",
    ),
)

REFUSALS = (
    _refusal(
        "outside",
        "the file lies inside the folder, links included",
        "A link can reach any file of the machine.",
    ),
    _refusal("unreadable", "the file can be opened", "What cannot be read cannot be served."),
    _refusal(
        "size", "the file is at most 64 KB", "A guide is a few pages; a file this large is something else."
    ),
    _refusal("encoding", "the text is UTF-8", "Other encodings turn names and signs of money into nonsense."),
    _refusal(
        "nul", "the text holds no NUL character", "No editor types one: the file is damaged, or no text."
    ),
    _refusal(
        "no-front-matter", "the file begins with a --- line", "Without it there are no figures to serve."
    ),
    _refusal(
        "cut-off",
        "the front matter is closed, and the file ends with the text of `ends_with` where that is given",
        "Half a guide would be answered from as if it were whole.",
    ),
    _refusal("yaml", "the front matter is valid YAML", "Figures that cannot be read cannot be served."),
    _refusal("alias", "no YAML anchors and aliases", "A few lines of them can fill the memory of a machine."),
    _refusal("merge", "no YAML merge keys", "Nobody can see from a line with them what it says."),
    _refusal("tag", "no YAML tags", "A tag can make YAML run code."),
    _refusal(
        "depth",
        "the front matter is nested at most 20 deep",
        "A guide needs four levels; ten thousand end the process that reads them.",
    ),
    _refusal(
        "duplicate-key",
        "no key is given twice",
        "YAML keeps the last one and drops the first without a word.",
    ),
    _refusal(
        "surprise",
        "no bare value that YAML reads as something else (no, 12:30, 010)",
        "The guide would be served with a value nobody wrote.",
    ),
    _refusal(
        "missing",
        "what a guide cannot do without is there: company, role, regions, currencies",
        "A figure without its place or currency can mislead.",
    ),
    _refusal("wrong-type", "every value is of the kind its key holds", "Its value would be lost or misread."),
    _refusal("out-of-range", "no amount is negative or absurd", "No pay is like that."),
    _refusal(
        "half-band", "low and high come in pairs", "With one end missing nobody can be placed in the band."
    ),
    _refusal("upside-down", "low is not above high", "One of the two is wrong, and it cannot be told which."),
    _refusal(
        "undated",
        "the figures have a date: `last_updated`, `salary_data_quarter` or `as_of`",
        "A figure without a date cannot be told from one that is years old.",
    ),
    _refusal(
        "duplicate-region", "no region is given twice", "Two answers to one question: neither can be served."
    ),
    _refusal(
        "duplicate",
        "no two guides are for the same company and role",
        "It is answered from the first of them, so this one would only seem to be read.",
    ),
)

FORM = (
    _form(
        "unknown-key",
        WARNING,
        "every key is one that guides have",
        "Nobody reads what stands under an unknown key.",
    ),
    _form(
        "alias-clash",
        WARNING,
        "no two guides answer to the same name",
        "Whoever types it is asked back instead of answered.",
    ),
    _form(
        "table",
        ERROR,
        "the comp table says, cell by cell, what the front matter says",
        "The answer comes from the front matter; whoever reads the page sees another number.",
    ),
    _form("dates", WARNING, "dates are in an order that can be", "Age is how readers weigh a figure."),
    _form(
        "two-bonuses",
        WARNING,
        "a bonus is given as one number or as low and high, not both",
        "Only low and high are used then.",
    ),
    _form("unsourced", WARNING, "at least one source is named", "Figures from nowhere earn no trust."),
    _form(
        "undated-posting",
        WARNING,
        "a posting has its date",
        "A posting counts as evidence only as long as its age is known.",
    ),
    _form(
        "headings",
        NOTE,
        "titles step down one level at a time",
        "Outlines and screen readers lose the thread.",
    ),
    _form(
        "stray-text",
        WARNING,
        "every stretch of text stands under a title",
        "Text without a title is kept, but nobody is ever shown it.",
    ),
    _form(
        "lever",
        WARNING,
        "every lever has a bold name and words to say",
        "Half a lever cannot be used on a call.",
    ),
    _form(
        "look-alike",
        WARNING,
        "no letter that only looks like a Latin one, and nothing invisible",
        "A search for the word, or a key, will not find it.",
    ),
    _form(
        "dash", NOTE, "ranges are all written the same way", "Mixed dashes hide that two ranges are the same."
    ),
    _form(
        "no-line-end",
        NOTE,
        "the last line has its line end",
        "A file that stops in the middle of a line may have been cut short.",
    ),
)

RULES = {rule.id: rule for rule in (*TRUTH, *REFUSALS, *FORM)}
