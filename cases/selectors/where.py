"""Where an attempt stands: how many key decisions are behind the learner, and how many there can be at most."""

from dataclasses import dataclass, replace

from cases.engine import play
from cases.engine.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Where:
    """`number` is the key decision asked now, 0 at a step without one; `most` promises not that all are reached."""

    number: int
    answered: int
    most: int
    day: int


def where(scenario: Scenario, state: play.State) -> Where:
    """Counts a key decision once, however many steps carry it."""
    answered = dict.fromkeys(
        key for decided in state.decisions if (key := scenario.step(decided.step).key_decision)
    )
    here = scenario.step(state.step).key_decision
    asked_again = here in answered
    number = 0 if not here or asked_again else len(answered) + 1
    return Where(number, len(answered), len(scenario.key_decisions), state.day)


def behind(scenario: Scenario, state: play.State) -> Where:
    """The same after a decision, when the next step is not to be spoken of yet."""
    return replace(where(scenario, state), number=0)
