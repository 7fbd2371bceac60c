"""Plays an attempt again from one of its decisions with another answer; later steps keep the answers they had."""

from dataclasses import dataclass

from cases.engine import play
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, State


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`then` is the state right after the other answer, `state` where it leads.

    It is over there, or stands at a step that the attempt has no answer for.
    """

    then: State
    state: State


def before(scenario: Scenario, state: State, at: int) -> State:
    """The state on entering the visit number `at`, counted from 0."""
    return play.replay(scenario, (state.started, *state.decisions[:at]))


def what_if(scenario: Scenario, state: State, at: int, other: Decided) -> WhatIf:
    """Raises Refused when `other` is no allowed answer at the visit number `at`. `state` stays what it is."""
    then = play.decide(scenario, before(scenario, state, at), other)
    kept = {decided.step: decided for decided in state.decisions[at + 1 :]}
    return WhatIf(then, _gone_on(scenario, then, kept))


def _gone_on(scenario: Scenario, state: State, kept: dict[str, Decided]) -> State:
    """A step that only tells is passed; a step never answered ends it, because nobody knows what would have been."""
    while not state.over:
        step = scenario.step(state.step)
        decided = kept.get(step.slug) if step.asks else Decided(step.slug)
        if decided is None:
            break
        state = play.decide(scenario, state, decided)
    return state
