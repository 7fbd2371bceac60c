"""Which treatment ran from which day to which, as far as the attempt has come."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.engine.parts import Treatment
from cases.engine.rules import Surroundings, evaluate
from cases.engine.scenario import Scenario
from cases.engine.state import State


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of a treatment; `until` is None while it runs, whenever it is meant to end."""

    slug: str
    label: str
    since: int
    until: int | None = None


def periods(scenario: Scenario, state: State) -> tuple[Period, ...]:
    """In the order of the scenario; what has not begun yet, or began and ended on one day, is left out."""
    if not scenario.treatments:
        return ()
    moments = [moment for moment in _moments(state) if moment.day <= state.day]
    found = [
        _period(each, *span, state.day) for each in scenario.treatments for span in _spans(each, moments)
    ]
    ends = [(one, state.day + 1 if one.until is None else one.until) for one in found]
    return tuple(one for one, end in ends if one.since < end)


def _moments(state: State) -> Iterator[Surroundings]:
    """Every step as it was entered, then every decision on its day, with the patient as its effects left him."""
    chosen: frozenset[tuple[str, str]] = frozenset()
    after = [visit.variables for visit in state.visits[1:]] + [state.variables]
    for visit, left in zip(state.visits, after, strict=True):
        yield Surroundings(visit.variables, visit.day, chosen)
        if visit.decision is not None:
            chosen |= {(visit.step, pick) for pick in visit.decision.picks}
            yield Surroundings(left, visit.day, chosen)


def _spans(treatment: Treatment, moments: list[Surroundings]) -> Iterator[tuple[int, int | None]]:
    """From when to when the condition holds, with the days of its delay and those before the case."""
    since: int | None = None
    for at, moment in enumerate(moments):
        holds = bool(evaluate(treatment.when, moment))
        if holds and since is None:
            since = moment.day + treatment.delay - (0 if at else treatment.days_ago or 0)
        elif not holds and since is not None:
            yield since, moment.day
            since = None
    if since is not None:
        yield since, None


def _period(treatment: Treatment, since: int, until: int | None, today: int) -> Period:
    planned = None if treatment.days is None else since + treatment.days
    ends = min((day for day in (until, planned) if day is not None), default=None)
    return Period(
        treatment.slug, treatment.label, since, ends if ends is not None and ends <= today else None
    )
