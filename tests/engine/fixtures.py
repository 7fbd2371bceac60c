"""The small case of tests/scenarios/small.yaml, as a scenario and as plain data to break one thing in."""

import copy
from decimal import Decimal
from functools import cache
from pathlib import Path

from cases.engine import codec, lint, play, reference
from cases.engine.scenario import Scenario, Step
from cases.engine.state import Decided, Started, State
from cases.services import exchange

SMALL = Path(__file__).resolve().parent.parent / "scenarios" / "small.yaml"


@cache
def small() -> Scenario:
    """The scenario itself; it is frozen, so all tests may share it."""
    return exchange.read_file(SMALL).scenario


def small_data() -> dict:
    """The same as a plain dictionary of its own, to be changed at will."""
    return copy.deepcopy(codec.dump(small()))


def part(data: dict, place: str) -> dict:
    """The part at `place`, such as `steps/staging/options/mri`."""
    found = data
    for name in place.split("/"):
        found = found[name] if isinstance(found, dict) else at(found, name)
    return found


def at(entries: list, name: str) -> object:
    return entries[int(name)] if name.isdigit() else next(entry for entry in entries if entry["slug"] == name)


def faults(data: dict) -> set[tuple[str, str]]:
    """Code and place of all that lint says about `data` beyond what it says about the small case itself."""
    known = {(fault.code, fault.place) for fault in lint.check(small())}
    return {(fault.code, fault.place) for fault in lint.check(codec.parse(data))} - known


def played(scenario: Scenario, *moves: str, started: Started | None = None) -> State:
    """The state after moves such as "staging=mri,petct", going on by itself where nothing is asked.

    The picks of a ranking are its order; "dose=335" is a number in the unit that is asked.
    """
    state = reference.went_on(scenario, play.begin(scenario, started or Started()))
    for move in moves:
        slug, _, answer = move.partition("=")
        state = reference.went_on(
            scenario, play.decide(scenario, state, decided(scenario.step(slug), answer))
        )
    return state


def decided(step: Step, answer: str) -> Decided:
    if step.number is not None:
        return Decided(step.slug, number=Decimal(answer), unit=step.number.unit)
    picks = tuple(answer.split(","))
    return Decided(step.slug, ranking=picks) if step.order else Decided(step.slug, picks)


BEST = ("staging=mri,petct", "fitness=measure", "treatment=gp-pd1", "goals=ask")
