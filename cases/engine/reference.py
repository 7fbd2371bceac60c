"""Plays the reference path of a scenario, going on by itself where nothing is asked."""

from cases.engine import play
from cases.engine.parts import ReferenceMove
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started, State
from cases.engine.words import StepKind


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
            state = went_on(scenario, play.decide(scenario, state, decision(scenario, move)))
        except play.Refused as refused:
            raise ReferencePathError(f"{place}/options", f"At {move.step!r}: {refused.message}") from refused
    if not state.over:
        raise ReferencePathError(
            "reference", f"The path stops at {state.step!r}; add the moves up to an ending."
        )
    return state


def decision(scenario: Scenario, move: ReferenceMove) -> Decided:
    """The decision that a move of the reference path stands for; a number comes in the unit that is asked."""
    step = scenario.step(move.step)
    if step.kind is StepKind.RANKING:
        return Decided(step.slug, ranking=move.options)
    if step.number is not None:
        return Decided(step.slug, number=move.number, unit=step.number.unit)
    return Decided(step.slug, move.options)


def went_on(scenario: Scenario, state: State) -> State:
    """`state` with every step passed that asks nothing."""
    while not state.over and not scenario.step(state.step).asks:
        state = play.decide(scenario, state, Decided(state.step))
    return state
