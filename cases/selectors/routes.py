"""Every way through a case, scored: what an author and a reviewer look at before it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.engine import codec, lint, paths
from cases.engine.faults import Fault
from cases.engine.paths import Route
from cases.engine.scenario import Scenario
from cases.engine.state import Decided
from cases.engine.written import plain_text

FOLLOWED_AT_MOST = 2_000
LISTED_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route with its answers in the author's slugs; `score` is the whole number learners see."""

    answers: tuple[tuple[str, str], ...]
    score: int
    harm: int
    unsafe: bool
    days: int
    ending: str


@dataclass(frozen=True, slots=True)
class RouteTable:
    """`deviations` says up to how many detours from the best answers the routes are complete when they were cut."""

    count: int
    complete: bool
    deviations: int
    rows: tuple[RouteRow, ...]
    highest_harmful: RouteRow | None

    @property
    def harmful_rows(self) -> tuple[RouteRow, ...]:
        return (self.highest_harmful,) if self.highest_harmful else ()

    @property
    def left_off(self) -> int:
        return self.count - len(self.rows)


def route_table(payload: Mapping[str, object]) -> RouteTable | tuple[Fault, ...]:
    """The faults on which play would stumble, when there are any."""
    try:
        scenario = codec.parse(payload)
    except codec.BadScenario as bad:
        return bad.faults
    if faults := lint.unplayable(scenario):
        return faults
    found = paths.routes(scenario, bound=FOLLOWED_AT_MOST)
    ordered = sorted(found.routes, key=lambda route: (-route.score, route.harm, route.days))
    harmful = next((route for route in ordered if route.harm), None)
    return RouteTable(
        found.count,
        found.complete,
        found.deviations,
        tuple(row_of(scenario, route) for route in ordered[:LISTED_AT_MOST]),
        row_of(scenario, harmful) if harmful else None,
    )


def row_of(scenario: Scenario, route: Route) -> RouteRow:
    return RouteRow(
        tuple((decided.step, _answer(scenario, decided)) for decided in route.decisions),
        round(route.score),
        route.harm,
        route.unsafe,
        route.days,
        scenario.step(route.ending).title,
    )


def _answer(scenario: Scenario, decided: Decided) -> str:
    step = scenario.step(decided.step)
    if step.number is not None and decided.number is not None:
        return f"{plain_text(decided.number)} {decided.unit}"
    return " › ".join(decided.ranking) if decided.ranking else ", ".join(decided.picks)
