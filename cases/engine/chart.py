"""The chart: everything about the patient the learner has been shown so far, and nothing that lies ahead.

A variable that is not shown is seen only through the findings that revealed it; its history in between stays
hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.engine.courses import Course, Number, Reading, courses, plain_number, reading_of, unit_of
from cases.engine.parts import Finding, Variable
from cases.engine.rules import Value
from cases.engine.scenario import Scenario
from cases.engine.state import Revealed, State
from cases.engine.treatments import Period, periods
from cases.engine.words import FindingKind

__all__ = ["Chart", "Course", "Entry", "Now", "Number", "Period", "Reading", "read"]


@dataclass(frozen=True, slots=True)
class Now:
    """A shown variable today.

    `delta` is the change since entering the step before, None where there is none to tell.
    """

    slug: str
    label: str
    value: Value
    unit: str
    delta: Number | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in the chart.

    `day` is when it came in, `since` when it happened; `flag` is low, high or empty.
    """

    slug: str
    kind: FindingKind
    label: str
    day: int
    since: int
    new: bool
    text: str = ""
    value: Value | None = None
    below: bool = False
    unit: str = ""
    low: str = ""
    high: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is known today; the entries of each kind newest first, kinds without any left out."""

    day: int
    now: tuple[Now, ...]
    entries: Mapping[FindingKind, tuple[Entry, ...]]
    trends: tuple[Course, ...]
    treatments: tuple[Period, ...]


def read(scenario: Scenario, state: State) -> Chart:
    """The chart as the learner may see it at this moment."""
    now = tuple(_now(variable, state) for variable in scenario.variables if variable.shown)
    latest = len(state.decisions)
    entries = tuple(_entry(scenario, one, new=one.position == latest) for one in reversed(state.revealed))
    grouped = {kind: tuple(entry for entry in entries if entry.kind is kind) for kind in FindingKind}
    kept = {kind: found for kind, found in grouped.items() if found}
    return Chart(state.day, now, kept, courses(scenario, state), periods(scenario, state))


def _now(variable: Variable, state: State) -> Now:
    value = state.variables[variable.slug]
    before = state.visits[-2].variables[variable.slug] if len(state.visits) > 1 else value
    delta = None if isinstance(value, bool | str) or isinstance(before, bool | str) else value - before
    return Now(variable.slug, variable.label, value, variable.unit, delta or None)


def _entry(scenario: Scenario, one: Revealed, *, new: bool) -> Entry:
    finding = scenario.finding(one.finding)
    reading = reading_of(scenario, finding, one)
    return Entry(
        slug=finding.slug,
        kind=finding.kind,
        label=finding.label,
        day=one.day,
        since=one.day - (finding.days_ago or 0),
        new=new,
        text=finding.text,
        value=reading.value if reading else finding.value or None,
        below=bool(reading and reading.below),
        unit=finding.unit or unit_of(scenario, finding),
        low=finding.low,
        high=finding.high,
        flag=_flag(finding, reading),
    )


def _flag(finding: Finding, reading: Reading | None) -> str:
    if reading is None or reading.below or isinstance(reading.value, bool | str):
        return ""
    low, high = plain_number(finding.low), plain_number(finding.high)
    if low is not None and reading.value < low:
        return "low"
    return "high" if high is not None and reading.value > high else ""
