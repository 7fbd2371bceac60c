"""What authors are told to look at in an option or a key decision, by the rules of section 5 of the scoring rules."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from cases.engine.certainty import WRONG_BELOW
from cases.engine.credit import CREDIT
from cases.engine.items import ENOUGH_FROM, Item
from cases.engine.words import CreditClass

# In percent.
RARE_BELOW, SURE_WRONG_FROM = 5, 25
SURE_ENOUGH_FROM = 8


class Rule(Enum):
    """`value` is the word it is known by."""

    RARE = "rarely-picked"
    AGAINST = "against-the-rest"
    SURE_WRONG = "sure-and-wrong"


@dataclass(frozen=True, slots=True)
class Alert:
    """`value`, `threshold` in percent; `option` is empty where the rule is about the whole key decision."""

    rule: Rule
    n: int
    value: Fraction | float
    threshold: int
    option: str = ""


def of_item(found: Item) -> tuple[Alert, ...]:
    """Who does well elsewhere does badly here."""
    against = found.discrimination is not None and found.discrimination < 0
    if not against or found.pairs < ENOUGH_FROM:
        return ()
    return (Alert(Rule.AGAINST, found.pairs, found.discrimination or 0, 0),)


def of_option(
    option: str, credit: CreditClass, *, picked: tuple[int, int], sure: tuple[int, int]
) -> tuple[Alert, ...]:
    """`picked` and `sure` are how many chose it of how many decided, of all and of those with certainty 3."""
    alerts = []
    (count, n), (sure_count, sure_n) = picked, sure
    if n >= ENOUGH_FROM and 100 * count < RARE_BELOW * n:
        alerts.append(Alert(Rule.RARE, n, Fraction(100 * count, n), RARE_BELOW, option))
    wrong = CREDIT[credit] < WRONG_BELOW
    if wrong and sure_n >= SURE_ENOUGH_FROM and 100 * sure_count >= SURE_WRONG_FROM * sure_n:
        value = Fraction(100 * sure_count, sure_n)
        alerts.append(Alert(Rule.SURE_WRONG, sure_n, value, SURE_WRONG_FROM, option))
    return tuple(alerts)
