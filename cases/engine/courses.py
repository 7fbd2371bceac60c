"""Trends: what was measured on which day, seen only as far as it was shown or revealed."""

from dataclasses import dataclass
from decimal import Decimal

from cases.engine.parts import Finding, Variable
from cases.engine.rules import Value
from cases.engine.scenario import Scenario
from cases.engine.state import Revealed, State
from cases.engine.words import Scale

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """A value on a day; `below` means under the detection limit, and the value is then that limit."""

    day: int
    value: Value
    below: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A trend: readings in the order of their days, and the axis to draw them on."""

    slug: str
    label: str
    unit: str
    readings: tuple[Reading, ...]
    scale: Scale = Scale.LINEAR
    detection_limit: Number | None = None


def courses(scenario: Scenario, state: State) -> tuple[Course, ...]:
    """The trends of variables and of series of findings, those without a reading left out."""
    found = (*_variable_courses(scenario, state), *_series_courses(scenario, state))
    return tuple(course for course in found if course.readings)


def unit_of(scenario: Scenario, finding: Finding) -> str:
    return scenario.variable(finding.value_from).unit if finding.value_from else ""


def reading_of(scenario: Scenario, finding: Finding, one: Revealed) -> Reading | None:
    """The number a finding gave when it was revealed; None where it gave words."""
    day = one.day - (finding.days_ago or 0)
    if finding.value_from and one.value is not None:
        return detected(scenario.variable(finding.value_from), day, one.value)
    number = plain_number(finding.value)
    return None if number is None else Reading(day, number)


def detected(variable: Variable, day: int, value: Value) -> Reading:
    limit = variable.detection_limit
    if limit is not None and not isinstance(value, bool | str) and value < limit:
        return Reading(day, limit, below=True)
    return Reading(day, value)


def plain_number(text: str) -> Decimal | None:
    """The number a text is, or None when it is none (such as "negative" or "1.2–1.4")."""
    digits = text.removeprefix("-").replace(".", "", 1)
    return Decimal(text) if digits.isascii() and digits.isdigit() else None


def _variable_courses(scenario: Scenario, state: State) -> tuple[Course, ...]:
    return tuple(
        Course(
            variable.slug,
            variable.label,
            variable.unit,
            _history(variable, state) if variable.shown else _seen(scenario, state, variable.slug),
            variable.scale,
            variable.detection_limit,
        )
        for variable in scenario.variables
        if variable.trend
    )


def _history(variable: Variable, state: State) -> tuple[Reading, ...]:
    return tuple(detected(variable, day, value) for day, value in state.trends.get(variable.slug, ()))


def _seen(scenario: Scenario, state: State, variable: str) -> tuple[Reading, ...]:
    """The readings of the findings that revealed this variable."""
    revealed = ((scenario.finding(one.finding), one) for one in state.revealed)
    readings = (
        reading_of(scenario, finding, one) for finding, one in revealed if finding.value_from == variable
    )
    return tuple(sorted((one for one in readings if one), key=lambda reading: reading.day))


def _series_courses(scenario: Scenario, state: State) -> tuple[Course, ...]:
    revealed = [(scenario.finding(one.finding), one) for one in state.revealed]
    names = dict.fromkeys(finding.series for finding, _ in revealed if finding.series)
    return tuple(
        _series(scenario, name, [pair for pair in revealed if pair[0].series == name]) for name in names
    )


def _series(scenario: Scenario, name: str, members: list[tuple[Finding, Revealed]]) -> Course:
    readings = (reading_of(scenario, finding, one) for finding, one in members)
    ordered = tuple(sorted((one for one in readings if one), key=lambda reading: reading.day))
    first = members[0][0]
    return Course(name, first.label, first.unit or unit_of(scenario, first), ordered)
