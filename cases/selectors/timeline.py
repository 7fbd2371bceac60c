"""When each key decision was taken, beside the day of the reference and the day by which it was due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.engine.scenario import Scenario
from cases.selectors.plot import Tick

LEFT, RIGHT, TOP, ROW, TRACK = 12, 304, 16, 40, 16
LETTERS = 46
STEPS = (1, 2, 7, 14, 28, 56, 84, 182, 364, 728)
TICKS_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the case and where it lies in the drawing."""

    day: int
    x: float


@dataclass(frozen=True, slots=True)
class Row:
    """One key decision; `short` is its name as the drawing has room for it.

    `own` is None where it was not reached, `due` where it may be taken on any day.
    """

    number: int
    label: str
    short: str
    y: int
    track: int
    own: Moment | None
    reference: Moment | None
    due: Moment | None
    late: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Coordinates in a box of 320 × `height`; below `foot` the days are written."""

    rows: tuple[Row, ...]
    days: tuple[Tick, ...]

    @property
    def foot(self) -> int:
        return TOP + ROW * len(self.rows) - TRACK // 2

    @property
    def height(self) -> int:
        return self.foot + 32


def draw(
    scenario: Scenario, keys: Sequence[Mapping[str, Any]], reference: Mapping[str, int | None]
) -> Timeline:
    """`keys` as the stored result has them, `reference` the day of each on the reference path."""
    days = {key["slug"]: (key["day"], reference[key["slug"]], _due(scenario, key)) for key in keys}
    last = max((day for of_key in days.values() for day in of_key if day is not None), default=0)
    step = next((step for step in STEPS if last <= step * TICKS_AT_MOST), STEPS[-1])
    end = step * max(-(-last // step), 1)
    moments = {slug: tuple(_moment(day, end) for day in of_key) for slug, of_key in days.items()}
    rows = tuple(_row(scenario, number, key, moments[key["slug"]]) for number, key in enumerate(keys, 1))
    ticks = tuple(Tick(_x(day, end), str(day)) for day in range(0, end + 1, step))
    return Timeline(rows, ticks)


def _due(scenario: Scenario, key: Mapping[str, Any]) -> int | None:
    return scenario.key_decision(key["slug"]).due_day


def _moment(day: int | None, end: int) -> Moment | None:
    return None if day is None else Moment(day, _x(day, end))


def _x(day: int, end: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * day / end, 1)


def _row(scenario: Scenario, number: int, key: Mapping[str, Any], moments: tuple[Moment | None, ...]) -> Row:
    label = scenario.key_decision(key["slug"]).label
    named, y = f"{number} {label}", TOP + ROW * (number - 1)
    own, reference, due = moments
    return Row(
        number=number,
        label=label,
        short=named if len(named) <= LETTERS else f"{named[: LETTERS - 1]}…",
        y=y,
        track=y + TRACK,
        own=own,
        reference=reference,
        due=due,
        late=own is not None and due is not None and own.day > due.day,
    )
