"""What a number question asks for, and the class into which an answer falls."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

WITHIN, BELOW, ABOVE, OVERDOSE = "within", "below", "above", "overdose"


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in its unit; an answer is right up to `tolerance` away, the edges included.

    `other_units` are offered beside the right one, `working` is how the value comes about, in Markdown.
    """

    unit: str
    value: Decimal
    tolerance: Decimal
    other_units: tuple[str, ...] = ()
    overdose_above: Decimal | None = None
    working: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """All units on offer, in an order that does not depend on which is right."""
        return tuple(sorted((self.unit, *self.other_units)))

    @property
    def classes(self) -> tuple[str, ...]:
        """The slugs of the options that a number question has, one for each class of answers."""
        return (WITHIN, BELOW, ABOVE) if self.overdose_above is None else (WITHIN, BELOW, ABOVE, OVERDOSE)

    def class_of(self, number: Decimal) -> str:
        if self.overdose_above is not None and number > self.overdose_above:
            return OVERDOSE
        if number < self.value - self.tolerance:
            return BELOW
        return ABOVE if number > self.value + self.tolerance else WITHIN

    def examples(self) -> Mapping[str, Decimal]:
        """One number of each class."""
        edge = self.value + self.tolerance
        found = {WITHIN: self.value, BELOW: (self.value - self.tolerance) / 2, ABOVE: 2 * edge}
        if self.overdose_above is not None:
            found |= {ABOVE: self.overdose_above, OVERDOSE: 2 * self.overdose_above}
        return found
