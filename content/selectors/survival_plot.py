"""The geometry of published arms: points over months, lines through them, and a dot for each of a hundred patients."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import ceil

from npcsite.lib.survival import Curve, Point

LEFT, RIGHT, TOP, BOTTOM = 40, 296, 12, 132
# Below the months one line an arm: its sample, its letter and its name.
KEY_TOP, KEY_STEP = 176, 18
STEPS = (3, 6, 12, 24, 60, 120)
TICKS_AT_MOST = 6
LEVELS = (0, 25, 50, 75, 100)
PIECES = 8
LETTERS, SHAPES = "ABC", ("circle", "square", "triangle")
ARMS_AT_MOST = len(LETTERS)
NEAR_X, NEAR_Y = 14, 13
# The dots of an icon array, ten in a row.
IN_A_ROW, PITCH, ARRAY_LEFT, ARRAY_TOP, ARRAY_APART = 10, 12, 8, 29, 160


@dataclass(frozen=True, slots=True)
class Mark:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawnArm:
    """`path` is empty for an arm of which no rate was published; its median then stands alone as a dot."""

    number: int
    letter: str
    shape: str
    name: str
    path: str
    dots: tuple[tuple[float, float], ...]
    label: tuple[float, float]
    key_y: int


@dataclass(frozen=True, slots=True)
class SurvivalPlot:
    """Coordinates in a box of 320 × `height`."""

    levels: tuple[Mark, ...]
    months: tuple[Mark, ...]
    arms: tuple[DrawnArm, ...]

    @property
    def has_lines(self) -> bool:
        return any(arm.path for arm in self.arms)

    @property
    def height(self) -> int:
        return KEY_TOP + KEY_STEP * len(self.arms) - 8


@dataclass(frozen=True, slots=True)
class IconArray:
    """`with_it` and `without` draw one dot for each patient, those of whom the words are true first."""

    letter: str
    name: str
    count: int
    percent: str
    left: int
    with_it: str
    without: str


@dataclass(frozen=True, slots=True)
class PublishedArm:
    """What is drawn of an arm; without a curve only the points are."""

    name: str
    points: tuple[Point, ...]
    curve: Curve | None


def draw(arms: Sequence[PublishedArm]) -> SurvivalPlot:
    """Of one comparison: arms of different trials never share a drawing."""
    last = max(point.months for arm in arms for point in arm.points)
    step = next((step for step in STEPS if last <= step * TICKS_AT_MOST), STEPS[-1])
    end = Decimal(step * ceil(last / step))
    across, height = _scale(end, LEFT, RIGHT), _scale(Decimal(1), BOTTOM, TOP)
    drawn = tuple(_arm(number, arm, across, height) for number, arm in enumerate(arms, start=1))
    return SurvivalPlot(
        levels=tuple(Mark(height(Decimal(level) / 100), f"{level} %") for level in LEVELS),
        months=tuple(Mark(across(Decimal(at)), str(at)) for at in range(0, int(end) + 1, step)),
        arms=_apart(drawn),
    )


def icons(rates: Sequence[tuple[str, str]]) -> tuple[IconArray, ...]:
    """`rates` are the name and the published per cent of each arm at one time."""
    return tuple(_array(at, name, percent) for at, (name, percent) in enumerate(rates))


def _scale(end: Decimal, low: int, high: int) -> Callable[[Decimal], float]:
    return lambda value: round(low + float(value / end) * (high - low), 1)


def _arm(
    number: int, arm: PublishedArm, across: Callable[[Decimal], float], height: Callable[[Decimal], float]
) -> DrawnArm:
    dots = tuple((across(point.months), height(point.share)) for point in arm.points)
    line = (
        [(across(at), height(Decimal(arm.curve.share(at)))) for at in _sampled(arm.curve)]
        if arm.curve
        else []
    )
    return DrawnArm(
        number=number,
        letter=LETTERS[number - 1],
        shape=SHAPES[number - 1],
        name=arm.name,
        path="M" + "L".join(f"{x} {y}" for x, y in line) if line else "",
        dots=dots,
        label=(round(dots[-1][0] + 9, 1), round(dots[-1][1] + 4, 1)),
        key_y=KEY_TOP + KEY_STEP * (number - 1),
    )


def _sampled(curve: Curve) -> Iterator[Decimal]:
    """Every published month, and some between two of them, where the curve bends."""
    for before, after in pairwise(curve.points):
        apart = after.months - before.months
        yield from (before.months + apart * piece / PIECES for piece in range(PIECES))
    yield curve.last


def _apart(arms: tuple[DrawnArm, ...]) -> tuple[DrawnArm, ...]:
    """Letters that would lie on one another are moved, the higher one up and the lower one down."""
    if len(arms) < 2:
        return arms
    first, second, *others = sorted(arms, key=lambda arm: (arm.label[1], arm.number))
    (x, y), (other_x, other_y) = first.label, second.label
    lacks = NEAR_Y - (other_y - y)
    if abs(other_x - x) < NEAR_X and lacks > 0:
        first = replace(first, label=(x, round(y - lacks / 2, 1)))
        second = replace(second, label=(other_x, round(other_y + lacks / 2, 1)))
    return tuple(sorted((first, second, *others), key=lambda arm: arm.number))


def _array(at: int, name: str, percent: str) -> IconArray:
    count, left = round(Decimal(percent)), ARRAY_LEFT + ARRAY_APART * at
    cells = [
        f"M{left + PITCH * (cell % IN_A_ROW)} {ARRAY_TOP + PITCH * (cell // IN_A_ROW)}h.01"
        for cell in range(IN_A_ROW**2)
    ]
    return IconArray(
        LETTERS[at], name, count, percent, left - 5, "".join(cells[:count]), "".join(cells[count:])
    )
