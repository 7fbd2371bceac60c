"""How well a decision was known, as the recall queue is told: wrong or grave is again, unsure is hard.

The bounds are those of the specification of the queue; timing plays no part in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from cases.engine.credit import Answer, answer
from cases.engine.refusal import CERTAINTIES
from cases.engine.scenario import Harm, Scenario
from cases.engine.state import Decided, State

AGAIN_BELOW, HARD_BELOW = Fraction(1, 2), Fraction(9, 10)
LOWEST, HIGHEST = CERTAINTIES[0], CERTAINTIES[-1]


class Rating(IntEnum):
    """In the order and with the numbers of the scheduler that plans by them."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def is_missed(self) -> bool:
        """Whether the decision enters the queue."""
        return self <= Rating.HARD


@dataclass(frozen=True, slots=True)
class Rated:
    """The answer to a key decision that counted; `position` is that of its event, from 1 on."""

    key_decision: str
    position: int
    decided: Decided
    credit: Fraction
    rating: Rating


def rating(found: Answer, certainty: int | None) -> Rating:
    """Of one answer; without a certainty it is rated as if it had been middling."""
    if found.credit < AGAIN_BELOW or any(option.harm is Harm.CRITICAL for option in found.harms):
        return Rating.AGAIN
    if found.credit < HARD_BELOW or certainty == LOWEST:
        return Rating.HARD
    return Rating.EASY if certainty == HIGHEST else Rating.GOOD


def rate(scenario: Scenario, decided: Decided) -> tuple[Fraction, Rating]:
    """Credit and rating of a decision as the state holds it, its picks being the options that act."""
    found = answer(scenario, decided.step, decided.picks, decided.ranking)
    return found.credit, rating(found, decided.certainty)


def rated(scenario: Scenario, state: State) -> Iterator[Rated]:
    """Each key decision answered, by its first answer, which is the one that counts; not those the terms leave out."""
    known = set(state.started.left_out)
    for position, visit in enumerate(state.visits, start=1):
        key = scenario.step(visit.step).key_decision
        if visit.decision is None or not key or key in known:
            continue
        known.add(key)
        yield Rated(key, position, visit.decision, *rate(scenario, visit.decision))
