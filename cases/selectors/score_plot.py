"""The geometry of a learner's scores, attempt by attempt: a fixed scale from 0 to 100. Pure numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT, TOP, BOTTOM = 34, 308, 12, 120
HIGHEST = 100
LEVELS = (0, 50, 100)
SIDE = 8


@dataclass(frozen=True, slots=True)
class Level:
    y: float
    score: int


@dataclass(frozen=True, slots=True)
class Mark:
    """`corner` is the upper left one of the square that stands for an unsafe attempt."""

    x: float
    y: float
    unsafe: bool
    cut_short: bool

    @property
    def corner(self) -> tuple[float, float]:
        return round(self.x - SIDE / 2, 1), round(self.y - SIDE / 2, 1)


@dataclass(frozen=True, slots=True)
class ScorePlot:
    """Coordinates in a box of 320 × 150; no path for a single mark."""

    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    path: str


def draw(points: Sequence[tuple[int, bool, bool]]) -> ScorePlot:
    """`points` are score, unsafe, cut short, oldest first; they stand at equal distances."""
    room = RIGHT - LEFT - 2 * SIDE
    apart = room / (len(points) - 1) if len(points) > 1 else 0
    marks = tuple(
        Mark(round(LEFT + SIDE + apart * at, 1), _height(score), unsafe, cut_short)
        for at, (score, unsafe, cut_short) in enumerate(points)
    )
    return ScorePlot(
        levels=tuple(Level(_height(score), score) for score in LEVELS),
        marks=marks,
        path="M" + "L".join(f"{mark.x} {mark.y}" for mark in marks) if len(marks) > 1 else "",
    )


def _height(score: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * score / HIGHEST, 1)
