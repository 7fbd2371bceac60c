"""Plays the reference path of a scenario, going on by itself where nothing is asked."""

from cases.engine import play
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started, State


class ReferencePathError(ValueError):
    """The reference path cannot be played to an ending; `place` is the move that fails."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(message)
        self.place = place


def played(scenario: Scenario, started: Started | None = None) -> State:
    """The state at the end of the reference path; raises ReferencePathError."""
    state = went_on(scenario, play.begin(scenario, started or Started()))
    for at, move in enumerate(scenario.reference):
        place = f"reference/{at}"
        if state.over:
            raise ReferencePathError(
                place, f"The path is over at {state.step!r} before this move; delete it."
            )
        if move.step != state.step:
            raise ReferencePathError(
                f"{place}/step", f"The path stands at {state.step!r} here, not at {move.step!r}."
            )
        try:
            state = went_on(scenario, play.decide(scenario, state, Decided(move.step, move.options)))
        except play.Refused as refused:
            raise ReferencePathError(f"{place}/options", f"At {move.step!r}: {refused.message}") from refused
    if not state.over:
        raise ReferencePathError(
            "reference", f"The path stops at {state.step!r}; add the moves up to an ending."
        )
    return state


def went_on(scenario: Scenario, state: State) -> State:
    """`state` with every step passed that asks nothing."""
    while not state.over and not scenario.step(state.step).asks:
        state = play.decide(scenario, state, Decided(state.step))
    return state
