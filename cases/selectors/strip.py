"""The key decisions as a strip: width is weight, fill is what was earned. Pure numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH, HEIGHT, GAP = 640, 44, 4


@dataclass(frozen=True, slots=True)
class Segment:
    """One key decision in a box of WIDTH × HEIGHT; `top` and `fill` are the earned part, from below."""

    number: int
    x: float
    width: float
    top: float
    fill: float
    middle: float
    reached: bool


def segments(parts: Sequence[tuple[int, Fraction, bool]]) -> tuple[Segment, ...]:
    """`parts` are weight, earned and reached of each key decision, in their order."""
    whole = sum(weight for weight, _, _ in parts) or 1
    room = WIDTH - GAP * (len(parts) - 1)
    found, x = [], 0.0
    for number, (weight, earned, reached) in enumerate(parts, start=1):
        width = round(room * weight / whole, 1)
        fill = round(float(HEIGHT * earned / weight), 1) if weight else 0.0
        middle = round(x + width / 2, 1)
        found.append(Segment(number, round(x, 1), width, round(HEIGHT - fill, 1), fill, middle, reached))
        x += width + GAP
    return tuple(found)
