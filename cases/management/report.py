"""Results and routes as lines for a terminal, and as plain values for JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cases.engine import policies, reference, score
from cases.engine.paths import Route, Routes
from cases.engine.scenario import Scenario
from cases.engine.score import KeyResult, Result
from cases.engine.state import Decided, State
from cases.engine.written import plain_text

LISTED = 10


def plain(result: Result) -> dict[str, object]:
    """The result for JSON; fractions are rounded to six decimals."""
    return {
        "score": float(result.score),
        "unsafe": result.unsafe,
        "harm": result.harm,
        "ending": result.ending,
        "day": result.day,
        "key_decisions": [_plain_key(key) for key in result.key_decisions],
    }


def _plain_key(key: KeyResult) -> dict[str, object]:
    return {
        "slug": key.slug,
        "weight": key.weight,
        "reached": key.reached,
        "credit": _rounded(key.credit),
        "timing": _rounded(key.timing),
        "earned": _rounded(key.earned),
    }


def _rounded(number: Fraction) -> float:
    return float(round(number, 6))


def result_lines(scenario: Scenario, state: State, result: Result) -> Iterator[str]:
    """The result with its breakdown, and where the case waits if it is not over."""
    ending = result.ending or "not over"
    unsafe = ", unsafe" if result.unsafe else ""
    yield f"score {result.score}{unsafe} · harm {result.harm} · ending {ending} · day {result.day}"
    for key in result.key_decisions:
        earned = f"{float(key.earned):.3f} of {key.weight}"
        how = f"credit {float(key.credit):.3f}, timing {float(key.timing):.3f}, day {key.day}"
        yield f"  {key.slug}: {earned} ({how if key.reached else 'not reached'})"
    for harm in result.harms:
        yield f"  {harm.level} harm: {harm.option} at {harm.step}, day {harm.day}, {-harm.points}"
    if not state.over:
        offered = ", ".join(option.slug for option in scenario.step(state.step).options)
        yield f"  waits at {state.step}: {offered}"


def route_lines(found: Routes, *, everything: bool) -> Iterator[str]:
    """The count, how the routes end, and the routes themselves: all, or the best and the worst."""
    cut = (
        ""
        if found.complete
        else f"; cut here, complete up to {found.deviations} detours from the best answers"
    )
    yield f"{found.count} routes{cut}"
    endings = Counter(route.ending for route in found.routes)
    for ending, count in sorted(endings.items()):
        yield f"  {ending}: {count}"
    ordered = sorted(found.routes, key=lambda route: (-route.score, _choices(route)))
    harmful = next((route for route in ordered if route.harm), None)
    if harmful:
        yield f"highest with harm: {_route_line(harmful)}"
    if everything or len(ordered) <= 2 * LISTED:
        yield from map(_route_line, ordered)
        return
    yield from map(_route_line, ordered[:LISTED])
    yield f"… {len(ordered) - 2 * LISTED} more (--all prints them) …"
    yield from map(_route_line, ordered[-LISTED:])


def _route_line(route: Route) -> str:
    marks = f"harm {route.harm}{' unsafe' if route.unsafe else ''}"
    return f"{route.score:>8} {marks}, day {route.days}, {route.ending}: {_choices(route)}"


def _choices(route: Route) -> str:
    return " ".join(f"{decided.step}={_answer(decided)}" for decided in route.decisions)


def _answer(decided: Decided) -> str:
    """As `case play --choose` takes it."""
    if decided.number is not None:
        return f"{plain_text(decided.number)}{decided.unit}"
    return ",".join(decided.ranking or decided.picks)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """What the machine policies came to at one case, and what its reference path scores."""

    slug: str
    reference: float
    means: Mapping[str, policies.Mean]

    @classmethod
    def of(cls, scenario: Scenario) -> "PolicyRow":
        """Plays every policy; raises ReferencePathError."""
        best = score.result(scenario, reference.played(scenario)).score
        means = {policy.name: policies.mean(scenario, policy) for policy in policies.LAZY}
        return cls(scenario.slug, float(best), means)

    def passed(self) -> list[str]:
        """The lazy policies for which this case has to be reworked."""
        return [name for name, mean in self.means.items() if mean.score >= policies.HIGHEST_LAZY]


def policy_lines(rows: list[PolicyRow]) -> Iterator[str]:
    """A table: mean score, in brackets what was earned before harm, and the share of unsafe attempts."""
    yield f"{'mean score (earned) unsafe %':28}{'reference':>10}" + "".join(
        f"{policy.name:>15}" for policy in policies.LAZY
    )
    for row in rows:
        cells = "".join(
            f"{float(mean.score):6.1f} ({round(mean.earned):2}) {round(100 * mean.unsafe):3}"
            for mean in row.means.values()
        )
        yield f"{row.slug:28}{row.reference:10.1f}{cells}"
