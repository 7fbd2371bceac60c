"""Scores an attempt: its part of what all key decisions could earn, minus the harm done, in exact fractions.

score = cap(clamp(100 · Σ(weight · credit · timing) / D − Σ harm)). D is the weight of all key decisions,
whatever the path, minus those the terms leave out; a critical harm caps the score at 49, last of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from cases.engine.credit import CREDIT, HARM_POINTS, Answer, answer, concordance, timing
from cases.engine.parts import KeyDecision
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, State, Visit
from cases.engine.words import Harm

__all__ = [
    "CREDIT",
    "HARM_POINTS",
    "Answer",
    "HarmDone",
    "KeyResult",
    "Result",
    "answer",
    "concordance",
    "earned_share",
    "final",
    "key_result",
    "result",
    "timing",
]

UNSAFE_CAP = 49
HIGHEST = 100


@dataclass(frozen=True, slots=True)
class HarmDone:
    """One harmful pick; `points` is 0 where its step's key decision was left out of this attempt's score."""

    step: str
    option: str
    level: Harm
    points: int
    day: int


@dataclass(frozen=True, slots=True)
class KeyResult:
    """What one key decision earned (weight · credit · timing), at which step, by which picks and when."""

    slug: str
    weight: int
    left_out: bool = False
    reached: bool = False
    credit: Fraction = Fraction(0)
    timing: Fraction = Fraction(0)
    earned: Fraction = Fraction(0)
    step: str = ""
    picks: tuple[str, ...] = ()
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The score with its breakdown.

    `harm` is the sum of the points taken off, `ending` is None while not over.
    """

    score: Decimal
    unsafe: bool
    harm: int
    ending: str | None
    day: int
    key_decisions: tuple[KeyResult, ...]
    harms: tuple[HarmDone, ...]

    @property
    def decision_count(self) -> int:
        """Key decisions that were reached and count."""
        return sum(key.reached and not key.left_out for key in self.key_decisions)


def result(scenario: Scenario, state: State) -> Result:
    """The result of an attempt as it stands, over or not."""
    answered = _answered_at(scenario, state)
    keys = tuple(_key_result(scenario, state, key, answered) for key in scenario.key_decisions)
    harms = tuple(harm for visit in state.visits for harm in _harms(scenario, state, visit))
    total = sum(harm.points for harm in harms)
    unsafe = any(harm.level is Harm.CRITICAL and harm.points for harm in harms)
    earned = 100 * earned_share(keys)
    ending = state.step if state.over else None
    return Result(final(earned, total, unsafe=unsafe), unsafe, total, ending, state.day, keys, harms)


def key_result(scenario: Scenario, state: State, slug: str) -> KeyResult:
    """What one key decision has earned so far; raises KeyError when the case has none of that name."""
    return _key_result(scenario, state, scenario.key_decision(slug), _answered_at(scenario, state))


def final(earned: Fraction, harm: int, *, unsafe: bool) -> Decimal:
    """Harm taken off, clamped to 0–100, capped when unsafe; three decimals, half to even."""
    clamped = min(max(earned - harm, Fraction(0)), Fraction(HIGHEST))
    capped = min(clamped, Fraction(UNSAFE_CAP)) if unsafe else clamped
    return Decimal(round(capped * 1000)).scaleb(-3)


def earned_share(keys: tuple[KeyResult, ...]) -> Fraction:
    """Σ(weight · credit · timing) / D, from 0 to 1; 0 when the terms leave every key decision out."""
    counted = [key for key in keys if not key.left_out]
    whole = sum(key.weight for key in counted)
    return sum((key.earned for key in counted), Fraction(0)) / whole if whole else Fraction(0)


def _key_result(scenario: Scenario, state: State, key: KeyDecision, answered: Mapping[str, int]) -> KeyResult:
    left_out = key.slug in state.started.left_out
    nothing = KeyResult(key.slug, key.weight, left_out=left_out)
    at = answered.get(key.slug)
    if at is None:
        return nothing
    visit = state.visits[at]
    decided = visit.decision or Decided(visit.step)
    credit = answer(scenario, visit.step, decided.picks, decided.ranking).credit
    time = timing(key, visit.day, in_order=all(answered.get(slug, at) < at for slug in key.after))
    reached = replace(nothing, reached=True, step=visit.step, picks=decided.picks, day=visit.day)
    return replace(reached, credit=credit, timing=time, earned=key.weight * credit * time)


def _answered_at(scenario: Scenario, state: State) -> dict[str, int]:
    """For each key decision answered so far, the lowest position at which it was."""
    found: dict[str, int] = {}
    for position, visit in enumerate(state.visits):
        key = scenario.step(visit.step).key_decision
        if key and visit.decision is not None:
            found.setdefault(key, position)
    return found


def _harms(scenario: Scenario, state: State, visit: Visit) -> tuple[HarmDone, ...]:
    if visit.decision is None:
        return ()
    step = scenario.step(visit.step)
    counts = step.key_decision not in state.started.left_out
    picked = (step.option(pick) for pick in visit.decision.picks)
    return tuple(
        HarmDone(step.slug, option.slug, option.harm, HARM_POINTS[option.harm] if counts else 0, visit.day)
        for option in picked
        if option.harm is not Harm.NONE
    )
