"""How certainty went with being right: told beside the score and never mixed into it.

The marks make it pay to say what one believes: certainty 1 pays best below a chance of 2/3 of being right, 2 up to
4/5, 3 above.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cases.engine.credit import answer
from cases.engine.refusal import CERTAINTIES
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, State

RIGHT_FROM, WRONG_BELOW = Fraction(9, 10), Fraction(1, 2)
HIGHEST = CERTAINTIES[-1]
_RIGHT: Mapping[int, int] = {1: 1, 2: 2, 3: 3}
_WRONG: Mapping[int, int] = {1: 0, 2: -2, 3: -6}


@dataclass(frozen=True, slots=True)
class Sure:
    """One decision whose certainty was told; `credit` is without timing."""

    certainty: int
    credit: Fraction
    harmful: bool


@dataclass(frozen=True, slots=True)
class Level:
    """The decisions of one certainty; `credit` is their mean, None where there is none."""

    certainty: int
    count: int
    right: int
    wrong: int
    harmful: int
    credit: Fraction | None


@dataclass(frozen=True, slots=True)
class Report:
    """`levels` are one for each certainty, lowest first; `mean_mark` is None where no certainty was told."""

    count: int
    mean_mark: Fraction | None
    levels: tuple[Level, ...]

    @property
    def highest(self) -> Level:
        """The decisions of which the learner was most certain."""
        return self.levels[-1]


def mark(credit: Fraction, certainty: int) -> Fraction:
    """From −6 (certain and wrong) to 3 (certain and right)."""
    return credit * _RIGHT[certainty] if credit else Fraction(_WRONG[certainty])


def report(told: Iterable[Sure]) -> Report:
    """Of any decisions, of one attempt or of many."""
    decisions = tuple(told)
    marks = [mark(one.credit, one.certainty) for one in decisions]
    levels = tuple(_level(certainty, decisions) for certainty in CERTAINTIES)
    return Report(len(decisions), _mean(marks), levels)


def told(scenario: Scenario, state: State) -> tuple[Sure, ...]:
    """The decisions of an attempt with a certainty; what its terms leave out of the score is left out here too."""
    return told_of(scenario, state.decisions, state.started.left_out)


def surest(scenario: Scenario, state: State) -> Level:
    """The decisions of an attempt with the highest certainty."""
    return _level(HIGHEST, told(scenario, state))


def told_of(scenario: Scenario, decisions: Iterable[Decided], left_out: Collection[str]) -> tuple[Sure, ...]:
    """The same of some decisions of an attempt; `left_out` are the key decisions its terms leave out."""
    return tuple(
        _sure(scenario, one)
        for one in decisions
        if one.certainty is not None and scenario.step(one.step).key_decision not in left_out
    )


def _sure(scenario: Scenario, decided: Decided) -> Sure:
    found = answer(scenario, decided.step, decided.picks, decided.ranking)
    return Sure(decided.certainty or CERTAINTIES[0], found.credit, bool(found.harms))


def _level(certainty: int, decisions: tuple[Sure, ...]) -> Level:
    here = [one for one in decisions if one.certainty == certainty]
    return Level(
        certainty,
        count=len(here),
        right=sum(one.credit >= RIGHT_FROM for one in here),
        wrong=sum(one.credit < WRONG_BELOW for one in here),
        harmful=sum(one.harmful for one in here),
        credit=_mean([one.credit for one in here]),
    )


def _mean(numbers: list[Fraction]) -> Fraction | None:
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None
