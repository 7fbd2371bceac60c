"""How a step is come to: the shortest way there, so that an author can look at any step without playing up to it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from cases.engine import play
from cases.engine.paths import answers
from cases.engine.rules import Value
from cases.engine.scenario import Scenario
from cases.engine.state import Started, State

LOOKED_AT = 5_000


def arrival(scenario: Scenario, slug: str, started: Started) -> State | None:
    """The state on entering the step by the fewest decisions, best answers first; None when it is not come to.

    Asks for a scenario that can be played (`lint.unplayable`).
    """
    waiting = deque([play.begin(scenario, started)])
    patterns = {step.slug: answers(scenario, step) for step in scenario.steps}
    for _look in range(LOOKED_AT):
        if not waiting:
            return None
        state = waiting.popleft()
        if state.step == slug:
            return state
        if not state.over:
            waiting.extend(play.decide(scenario, state, answer) for answer in patterns[state.step])
    return None


def with_values(state: State, values: Mapping[str, Value], day: int) -> State:
    """The same moment with another patient: what was revealed and tracked before stays as it was."""
    variables = MappingProxyType({**state.variables, **values})
    here = replace(state.visits[-1], variables=variables, day=day)
    return replace(state, day=day, variables=variables, visits=(*state.visits[:-1], here))
