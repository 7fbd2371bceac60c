"""The small case of tests/scenarios/small.yaml, as a scenario and as plain data to break one thing in."""

import copy
from functools import cache
from pathlib import Path

from cases.engine import codec, lint, play, reference
from cases.engine.scenario import Scenario
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
    """The state after moves such as "staging=mri,petct", going on by itself where nothing is asked."""
    state = reference.went_on(scenario, play.begin(scenario, started or Started()))
    for move in moves:
        step, _, picks = move.partition("=")
        state = reference.went_on(
            scenario, play.decide(scenario, state, Decided(step, tuple(picks.split(","))))
        )
    return state


BEST = ("staging=mri,petct", "fitness=measure", "treatment=gp-pd1", "goals=ask")
