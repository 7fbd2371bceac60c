"""How a case's key decisions behaved over many attempts: facility, discrimination, efficiency, consistency.

Section 5 of the scoring rules: x is credit × timing of a key decision among those who reached it, y what the same
attempt earned of the others it reached, by weight; sample moments. What is not defined is None and never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

ENOUGH_FROM, SETTLED_FROM = 20, 50
# A variance of a sample needs two.
LEAST = 2

# One attempt: credit × timing by the slug of each key decision it reached.
Row = Mapping[str, Fraction]


class Standing(Enum):
    """How far discrimination and efficiency may be trusted, by how many attempts are behind them."""

    NOT_ENOUGH = "not-enough"
    PROVISIONAL = "provisional"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Item:
    """One key decision, in percent; `pairs` of the `n` reached another one too, and only they discriminate."""

    slug: str
    n: int
    facility: Fraction | None
    pairs: int
    discrimination: float | None
    efficiency: float | None

    @property
    def standing(self) -> Standing:
        """Of discrimination and efficiency; the facility needs none."""
        return standing(self.pairs)


@dataclass(frozen=True, slots=True)
class Whole:
    """One case over the sum of weight × x, unreached 0; `sd` and `standard_error` in weights, the rest in percent."""

    n: int
    mean: Fraction | None
    variance: Fraction | None
    sd: float | None
    consistency: Fraction | None
    error_ratio: float | None
    standard_error: float | None


def standing(n: int) -> Standing:
    """Below 20 not enough, below 50 provisional."""
    if n < ENOUGH_FROM:
        return Standing.NOT_ENOUGH
    return Standing.PROVISIONAL if n < SETTLED_FROM else Standing.SETTLED


def item(slug: str, weights: Mapping[str, int], rows: Sequence[Row]) -> Item:
    """Raises KeyError when a row names a key decision without a weight."""
    reached = [row for row in rows if slug in row]
    beside = [(row[slug], others) for row in reached if (others := _others(slug, weights, row)) is not None]
    xs, ys = [x for x, _ in beside], [y for _, y in beside]
    facility = 100 * _mean([row[slug] for row in reached]) if reached else None
    return Item(slug, len(reached), facility, len(beside), _discrimination(xs, ys), _efficiency(xs, ys))


def whole(weights: Mapping[str, int], rows: Sequence[Row]) -> Whole:
    """Every row must have been offered every key decision: one left out by its terms is not one missed."""
    columns = [[weight * row.get(slug, Fraction(0)) for row in rows] for slug, weight in weights.items()]
    totals = [sum(earned, Fraction(0)) for earned in zip(*columns, strict=True)]
    mean = _mean(totals) if totals else None
    variance = _covariance(totals, totals) if len(totals) >= LEAST else None
    sd = None if variance is None else _root(variance)
    consistency = _consistency(columns, variance)
    ratio = None if consistency is None else 100 * _root(1 - consistency / 100)
    error = None if ratio is None or sd is None else ratio * sd / 100
    return Whole(len(totals), mean, variance, sd, consistency, ratio, error)


def _others(slug: str, weights: Mapping[str, int], row: Row) -> Fraction | None:
    weight = sum(weights[other] for other in row if other != slug)
    earned = sum((weights[other] * x for other, x in row.items() if other != slug), Fraction(0))
    return earned / weight if weight else None


def _discrimination(xs: list[Fraction], ys: list[Fraction]) -> float | None:
    if len(xs) < LEAST:
        return None
    spread = _covariance(xs, xs) * _covariance(ys, ys)
    return 100 * float(_covariance(xs, ys)) / _root(spread) if spread else None


def _efficiency(xs: list[Fraction], ys: list[Fraction]) -> float | None:
    if len(xs) < LEAST:
        return None
    # The most these x and y could vary together; 0 only where one of them does not vary at all.
    most = _covariance(sorted(xs), sorted(ys))
    return float(100 * _covariance(xs, ys) / most) if most else None


def _consistency(columns: list[list[Fraction]], variance: Fraction | None) -> Fraction | None:
    parts = len(columns)
    if parts < LEAST or not variance:
        return None
    apart = sum((_covariance(column, column) for column in columns), Fraction(0))
    return 100 * Fraction(parts, parts - 1) * (1 - apart / variance)


def _covariance(xs: list[Fraction], ys: list[Fraction]) -> Fraction:
    middle_x, middle_y = _mean(xs), _mean(ys)
    products = ((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return sum(products, Fraction(0)) / (len(xs) - 1)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _root(number: Fraction) -> float:
    return float(float(number) ** 0.5)
