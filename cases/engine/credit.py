"""What one decision deserves: its credit by class, a menu's F1, a ranking's pairs, its harms, its timing."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from cases.engine.parts import KeyDecision, Option, Step
from cases.engine.scenario import Scenario
from cases.engine.words import CreditClass, Harm, StepKind

CREDIT: Mapping[CreditClass, Fraction] = {
    CreditClass.BEST: Fraction(1),
    CreditClass.ACCEPTABLE: Fraction(7, 10),
    CreditClass.PARTIAL: Fraction(4, 10),
    CreditClass.NONE: Fraction(0),
}
HARM_POINTS: Mapping[Harm, int] = {Harm.NONE: 0, Harm.MINOR: 5, Harm.MAJOR: 15, Harm.CRITICAL: 30}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one decision deserves, timing apart.

    Thoroughness (recall) and efficiency (precision) are a menu's.
    """

    credit: Fraction
    harms: tuple[Option, ...]
    thoroughness: Fraction | None = None
    efficiency: Fraction | None = None


def answer(scenario: Scenario, step: str, picks: tuple[str, ...], ranking: tuple[str, ...] = ()) -> Answer:
    """What a decision deserves, `picks` being the options that act; KeyError for one not on offer at `step`."""
    here = scenario.step(step)
    picked = tuple(here.option(pick) for pick in picks)
    harms = tuple(option for option in picked if option.harm is not Harm.NONE)
    if here.kind is StepKind.MENU:
        return _menu(here, picked, harms)
    if here.kind is StepKind.RANKING:
        # What comes too early is no matter of pairs when it does grave harm.
        grave = any(option.harm.grave for option in harms)
        return Answer(Fraction(0) if grave else concordance(ranking, here.order), harms)
    return Answer(sum((CREDIT[option.credit] for option in picked), Fraction(0)), harms)


def concordance(ranking: tuple[str, ...], order: tuple[str, ...]) -> Fraction:
    """The share of pairs that stand in `ranking` as they do in `order`, which holds all of them."""
    pairs = list(combinations(ranking, 2))
    right = sum(order.index(one) < order.index(other) for one, other in pairs)
    return Fraction(right, len(pairs)) if pairs else Fraction(0)


def timing(key: KeyDecision, day: int, *, in_order: bool = True) -> Fraction:
    """1 up to the due day, then linear down to the floor.

    The floor when something it comes after is not answered.
    """
    floor = Fraction(key.floor) if key.floor is not None else Fraction(0)
    if not in_order:
        return floor
    if key.due_day is None or day <= key.due_day:
        return Fraction(1)
    grace = key.grace_days or 0
    late = day - key.due_day
    return floor if late >= grace else 1 - (1 - floor) * Fraction(late, grace)


def _menu(step: Step, picked: tuple[Option, ...], harms: tuple[Option, ...]) -> Answer:
    """F1 of the picks against the key; acceptable options are neutral, a grave harm leaves nothing."""
    counted = [option for option in picked if option.credit is not CreditClass.ACCEPTABLE]
    hits = sum(option.credit is CreditClass.BEST for option in counted)
    recall = Fraction(hits, len(step.key)) if step.key else Fraction(0)
    precision = Fraction(hits, len(counted)) if counted else Fraction(0)
    credit = 2 * recall * precision / (recall + precision) if hits else Fraction(0)
    grave = any(option.harm.grave for option in harms)
    return Answer(Fraction(0) if grave else credit, harms, recall, precision)
