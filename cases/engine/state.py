"""The state of an attempt: what a fold of its events over the scenario arrives at, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cases.engine.rules import Value


class Mode(StrEnum):
    """Whether a decision's worth is told at once, or when the attempt is over."""

    PRACTICE = "practice"
    ASSESSED = "assessed"


@dataclass(frozen=True, slots=True)
class Started:
    """The first event: the terms of the attempt. `left_out` names the key decisions that do not count.

    The time limit includes the extra time, which is told beside it.
    """

    seed: int = 0
    mode: str = Mode.PRACTICE.value
    certainty_asked: bool = False
    time_limit_seconds: int | None = None
    extra_time_percent: int = 0
    left_out: frozenset[str] = frozenset()


def with_extra_time(started: Started, percent: int) -> Started:
    """The terms with so much more time; as they were when there is no limit. Whole seconds, rounded down."""
    if started.time_limit_seconds is None:
        return started
    seconds = started.time_limit_seconds * (100 + percent) // 100
    return replace(started, time_limit_seconds=seconds, extra_time_percent=percent)


@dataclass(frozen=True, slots=True)
class Decided:
    """Every further event: what was answered at a step; nothing at an info step, where it means "go on".

    `picks` are the options that act. A ranking is answered by `ranking`, a number question by `number` and
    `unit`; the engine then says which one option that comes to, whatever `picks` held.
    """

    step: str
    picks: tuple[str, ...] = ()
    certainty: int | None = None
    ranking: tuple[str, ...] = ()
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One entered step. `day` and `variables` are as on entry; the decision is taken on that day.

    `decision` holds its picks in the order of the scenario; `day_after` includes the days it took.
    """

    step: str
    day: int
    variables: Mapping[str, Value]
    decision: Decided | None = None
    day_after: int | None = None


@dataclass(frozen=True, slots=True)
class Revealed:
    """A finding as it was when it came into the chart; `position` counts the decisions taken by then."""

    finding: str
    day: int
    value: Value | None
    position: int


Trend = tuple[tuple[int, Value], ...]


@dataclass(frozen=True, slots=True)
class State:
    """Where an attempt stands. `trends` is the engine's own history: show it only through `chart`."""

    started: Started
    step: str
    day: int
    variables: Mapping[str, Value]
    over: bool
    visits: tuple[Visit, ...]
    revealed: tuple[Revealed, ...]
    trends: Mapping[str, Trend]

    @property
    def decisions(self) -> tuple[Decided, ...]:
        """What was decided so far, in order."""
        return tuple(visit.decision for visit in self.visits if visit.decision is not None)

    @property
    def chosen(self) -> frozenset[tuple[str, str]]:
        """The (step, option) pairs picked so far."""
        return frozenset((made.step, pick) for made in self.decisions for pick in made.picks)
