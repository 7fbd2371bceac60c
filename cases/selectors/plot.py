"""The geometry of a trend: where its axis, its detection limit and its points lie in the drawing. Pure numbers."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cases.engine.courses import Course, Reading
from cases.engine.words import Scale
from cases.selectors.wording import day_text, number

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 46, 308, 12, 120
TICKS_AT_MOST = 4
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True, slots=True)
class Tick:
    """`anchor` is SVG's text-anchor: the last day is written leftwards, or it would leave the drawing."""

    at: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Dot:
    """`below` is drawn as an empty mark at the detection limit."""

    x: float
    y: float
    below: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """Coordinates in a box of WIDTH × HEIGHT; `limit` is the upper edge of the band below the detection limit."""

    levels: tuple[Tick, ...]
    days: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    path: str
    limit: float | None

    @property
    def band_height(self) -> float:
        return 0.0 if self.limit is None else round(BOTTOM - self.limit, 1)

    @property
    def band_text(self) -> float:
        """The baseline of the words in the band."""
        return BOTTOM - 5.0


def draw(course: Course) -> Plot:
    """Only numbers are drawn; a course without any gives an empty plot."""
    shown = [(reading.day, float(reading.value)) for reading in course.readings if _is_number(reading)]
    limit = None if course.detection_limit is None else float(course.detection_limit)
    levels = _levels(course.scale, [value for _, value in shown], limit)
    height = _position(course.scale, levels[0], levels[-1], (BOTTOM, TOP))
    first, last = (shown[0][0], shown[-1][0]) if shown else (0, 0)
    across = _position(Scale.LINEAR, first, max(last, first + 1), (LEFT + 8, RIGHT - 12))
    edge = None if limit is None else height(limit)
    dots = tuple(_dot(reading, across, height, edge) for reading in course.readings if _is_number(reading))
    return Plot(
        levels=tuple(Tick(height(level), _level_text(level, course.scale)) for level in levels),
        days=tuple(_day_tick(across(day), day, first=first) for day in dict.fromkeys((first, last))),
        dots=dots,
        path="M" + "L".join(f"{dot.x} {dot.y}" for dot in dots) if len(dots) > 1 else "",
        limit=edge,
    )


def _day_tick(at: float, day: int, *, first: int) -> Tick:
    return Tick(at, day_text(day), "start" if day == first else "end")


def _dot(
    reading: Reading, across: Callable[[float], float], height: Callable[[float], float], edge: float | None
) -> Dot:
    """What is below detection lies in the middle of the band: nobody knows how far below."""
    if reading.below and edge is not None:
        return Dot(across(reading.day), round((edge + BOTTOM) / 2, 1), below=True)
    return Dot(across(reading.day), height(float(reading.value)), below=False)


def _is_number(reading: Reading) -> bool:
    return not isinstance(reading.value, bool | str)


def _levels(scale: Scale, values: list[float], limit: float | None) -> list[float]:
    """Round values that enclose all that is drawn, lowest first, at least two."""
    # The limit itself, or the band would leave the drawing; half of it, so that the band has a height.
    known = [*values, *([] if limit is None else [limit / 2, limit])] or [0.0, 1.0]
    return _decades(known) if scale is Scale.LOG else _round_steps(min(known), max(known))


def _decades(known: list[float]) -> list[float]:
    positive = [value for value in known if value > 0] or [1.0]
    low = math.floor(math.log10(min(positive)))
    high = max(math.ceil(math.log10(max(positive))), low + 1)
    stride = math.ceil((high - low) / TICKS_AT_MOST)
    return [10.0**power for power in range(low, high + stride, stride)]


def _round_steps(low: float, high: float) -> list[float]:
    spread = (high - low) or abs(high) or 1.0
    rough = spread / TICKS_AT_MOST
    decade = 10.0 ** math.floor(math.log10(rough))
    step = next(decade * factor for factor in (1, 2, 2.5, 5, 10) if decade * factor >= rough)
    start, stop = math.floor(low / step), math.ceil(high / step)
    return [round(index * step, 10) for index in range(start, max(stop, start + 1) + 1)]


def _position(scale: Scale, low: float, high: float, ends: tuple[int, int]) -> Callable[[float], float]:
    """From a value to its place between the two ends; on a log axis what is not positive lies at the bottom."""

    def spread(value: float) -> float:
        return math.log10(max(value, low)) if scale is Scale.LOG else value

    def place(value: float) -> float:
        share = (spread(value) - spread(low)) / (spread(high) - spread(low))
        return round(ends[0] + share * (ends[1] - ends[0]), 1)

    return place


def _level_text(level: float, scale: Scale) -> str:
    if scale is Scale.LOG:
        return f"10{str(round(math.log10(level))).translate(SUPERSCRIPTS)}"
    plain = Decimal(str(level)).normalize()
    return number(int(plain) if plain == plain.to_integral_value() else plain)
