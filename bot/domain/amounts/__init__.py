"""Quantities in free text: money, percentages, shares, lengths of time, days. Pure, exact, in linear time.

`split_tokens` → `read_day`, `read_shape`, `read_measure` where each begins → `name_components` by the words around →
`settle` what they mean. What is unclear comes back as an `Ambiguity` with its readings, what cannot be as `Absurd`.
"""

from bot.domain.amounts.quantity import (
    Absurd as Absurd,
)
from bot.domain.amounts.quantity import (
    Ambiguity as Ambiguity,
)
from bot.domain.amounts.quantity import (
    Amount as Amount,
)
from bot.domain.amounts.quantity import (
    Clear as Clear,
)
from bot.domain.amounts.quantity import (
    Component as Component,
)
from bot.domain.amounts.quantity import (
    Day as Day,
)
from bot.domain.amounts.quantity import (
    Length as Length,
)
from bot.domain.amounts.quantity import (
    Percent as Percent,
)
from bot.domain.amounts.quantity import (
    Period as Period,
)
from bot.domain.amounts.quantity import (
    Quantity as Quantity,
)
from bot.domain.amounts.quantity import (
    Question as Question,
)
from bot.domain.amounts.quantity import (
    Shares as Shares,
)
from bot.domain.amounts.quantity import (
    Value as Value,
)
from bot.domain.amounts.quantity import (
    Why as Why,
)
from bot.domain.amounts.quantity import (
    YearlyShape as YearlyShape,
)
from bot.domain.amounts.read import read_quantities as read_quantities
