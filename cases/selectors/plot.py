"""The geometry of a trend: where its axis, its detection limit, its points and its bands lie. Pure numbers."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cases.engine.chart import Period
from cases.engine.courses import Course, Reading
from cases.engine.words import Scale
from cases.selectors.wording import day_text, number

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 46, 308, 12, 120
# Below the days each treatment has a lane: its name, and under it its bars.
LANE, LANE_BAR, LANE_TEXT = 24, 15, 11
LETTER = 5.6
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
    """`below` is drawn as an empty mark in the band below the detection limit."""

    x: float
    y: float
    below: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a treatment. `edges` are those of its ends that lie within the drawing."""

    x: float
    width: float
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A treatment with its name written out, so that no colour has to tell it from another."""

    label: str
    text_x: float
    anchor: str
    text_y: float
    bar_y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Coordinates in a box of WIDTH × `height`; `limit` is the upper edge of the band below the detection limit."""

    levels: tuple[Tick, ...]
    days: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    path: str
    limit: float | None
    lanes: tuple[Lane, ...] = ()

    @property
    def height(self) -> int:
        return HEIGHT + LANE * len(self.lanes)

    @property
    def band_height(self) -> float:
        return 0.0 if self.limit is None else round(BOTTOM - self.limit, 1)

    @property
    def band_text(self) -> float:
        """The baseline of the words in the band."""
        return BOTTOM - 5.0


def draw(course: Course, treatments: tuple[Period, ...] = ()) -> Plot:
    """Only numbers are drawn, and of treatments what ran between the first and the last of them."""
    shown = [(reading.day, float(reading.value)) for reading in course.readings if _is_number(reading)]
    limit = None if course.detection_limit is None else float(course.detection_limit)
    whole = all(isinstance(reading.value, int) for reading in course.readings if _is_number(reading))
    levels = _levels(course.scale, [value for _, value in shown], limit, whole=whole)
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
        lanes=_lanes(treatments, (first, last), across),
    )


def _lanes(
    treatments: tuple[Period, ...], days: tuple[int, int], across: Callable[[float], float]
) -> tuple[Lane, ...]:
    found: dict[str, list[Bar]] = {}
    for period in treatments:
        began, ended = max(period.since, days[0]), days[1] if period.until is None else period.until
        if began < min(ended, days[1]):
            found.setdefault(period.label, []).append(_bar(period, days, across))
    return tuple(_lane(label, bars, at) for at, (label, bars) in enumerate(found.items()))


def _bar(period: Period, days: tuple[int, int], across: Callable[[float], float]) -> Bar:
    ends = (period.since, days[1] if period.until is None else period.until)
    left, right = (across(min(max(day, days[0]), days[1])) for day in ends)
    within = (day for day in (period.since, period.until) if day is not None and days[0] < day < days[1])
    return Bar(left, round(right - left, 1), tuple(across(day) for day in within))


def _lane(label: str, bars: list[Bar], at: int) -> Lane:
    """The name starts where the treatment does, unless it would leave the drawing there."""
    top, start = HEIGHT + LANE * at, bars[0].x
    fits = start + LETTER * len(label) <= WIDTH
    return Lane(
        label,
        text_x=start if fits else RIGHT,
        anchor="start" if fits else "end",
        text_y=float(top + LANE_TEXT),
        bar_y=float(top + LANE_BAR),
        bars=tuple(bars),
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


def _levels(scale: Scale, values: list[float], limit: float | None, *, whole: bool) -> list[float]:
    """Round values that enclose all that is drawn, lowest first, at least two; whole ones for what is counted."""
    # The limit itself, or the band would leave the drawing; half of it, so that the band has a height.
    known = [*values, *([] if limit is None else [limit / 2, limit])] or [0.0, 1.0]
    return _decades(known) if scale is Scale.LOG else _round_steps(min(known), max(known), whole=whole)


def _decades(known: list[float]) -> list[float]:
    positive = [value for value in known if value > 0] or [1.0]
    low = math.floor(math.log10(min(positive)))
    high = max(math.ceil(math.log10(max(positive))), low + 1)
    stride = math.ceil((high - low) / TICKS_AT_MOST)
    return [10.0**power for power in range(low, high + stride, stride)]


def _round_steps(low: float, high: float, *, whole: bool) -> list[float]:
    spread = (high - low) or abs(high) or 1.0
    rough = max(spread / TICKS_AT_MOST, 1.0 if whole else 0.0)
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
