"""Lists the routes through a scenario, counted and scored, within a bound.

At a single choice every option is followed, at a number one answer of each class. A menu of n options has up
to 2ⁿ answers and a ranking n!, so a small, documented set of patterns stands for them (`answers`). Routes come
in the order of how often they leave the best answer, so a bound that cuts takes away the routes with the most
detours first; `deviations` says up to how many the list is complete.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from cases.engine import play, score
from cases.engine.parts import Option, Step
from cases.engine.rules import choices_in, names_in
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started, State
from cases.engine.words import CreditClass, Harm, StepKind

BOUND = 20_000
MOST_COMBINED = 5

Slugs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """One way through, from start to ending; `decisions` holds the questions only."""

    score: Decimal
    harm: int
    unsafe: bool
    days: int
    ending: str
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes found.

    When not `complete`, all with at most `deviations` answers other than the best are among them.
    """

    count: int
    complete: bool
    deviations: int
    routes: tuple[Route, ...]


def routes(scenario: Scenario, *, bound: int = BOUND) -> Routes:
    """All routes up to `bound`, those with the fewest detours first."""
    found: list[Route] = []
    patterns = {step.slug: answers(scenario, step) for step in scenario.steps}
    moves, deviations = deque([_Move(play.begin(scenario, Started()))]), 0
    while moves:
        if len(found) == bound:
            return Routes(bound, complete=False, deviations=moves[0].deviations - 1, routes=tuple(found))
        move = moves.popleft()
        deviations = move.deviations
        found.append(_followed(scenario, patterns, move, moves))
    return Routes(len(found), complete=True, deviations=deviations, routes=tuple(found))


@dataclass(frozen=True, slots=True)
class _Move:
    """A state that waits to be gone on from with `answer`.

    Decided only when its turn comes, for most never will.
    """

    state: State
    answer: Decided | None = None
    deviations: int = 0


def _followed(
    scenario: Scenario, patterns: Mapping[str, tuple[Decided, ...]], move: _Move, moves: deque[_Move]
) -> Route:
    """The route that makes `move` and then only best answers; every other answer on its way joins `moves`."""
    state, answer = move.state, move.answer
    while not state.over:
        if answer is None:
            answer, *others = patterns[state.step]
            moves.extend(_Move(state, other, move.deviations + 1) for other in others)
        state, answer = play.decide(scenario, state, answer), None
    return _route(scenario, state)


def _route(scenario: Scenario, state: State) -> Route:
    result = score.result(scenario, state)
    asked = tuple(decided for decided in state.decisions if decided.picks)
    return Route(result.score, result.harm, result.unsafe, state.day, state.step, asked)


def answers(scenario: Scenario, step: Step) -> tuple[Decided, ...]:
    """The answers that are followed at a step, the best first.

    For a menu: the key exactly; each option alone; as many options as may be picked; the key and one that
    counts against it or harms; the key without one; and every combination of up to five options that a
    condition anywhere asks about or depends on. For a ranking: its order; each other option put first; each
    two neighbours changed round; the whole turned round. For a number: one answer of each class.
    """
    if step.number is not None:
        unit, numbers = step.number.unit, step.number.examples().values()
        return tuple(Decided(step.slug, number=number, unit=unit) for number in numbers)
    if step.kind is StepKind.RANKING:
        return tuple(Decided(step.slug, ranking=ranking) for ranking in dict.fromkeys(_rankings(step.order)))
    return tuple(Decided(step.slug, picks) for picks in _picks(scenario, step))


def _rankings(order: Slugs) -> Iterator[Slugs]:
    yield order
    for slug in order:
        yield (slug, *(other for other in order if other != slug))
    for at in range(len(order) - 1):
        yield (*order[:at], order[at + 1], order[at], *order[at + 2 :])
    yield order[::-1]


def _picks(scenario: Scenario, step: Step) -> tuple[Slugs, ...]:
    if not step.asks:
        return ((),)
    best_first = sorted(step.options, key=lambda option: list(CreditClass).index(option.credit))
    if step.kind is StepKind.SINGLE:
        return tuple((option.slug,) for option in best_first)
    found = (*_usual(step), *_distinguished(scenario, step))
    allowed = (picks for picks in found if 1 <= len(picks) <= step.most)
    return tuple(dict.fromkeys(_ordered(step, picks) for picks in allowed))


def _usual(step: Step) -> Iterator[Slugs]:
    key = tuple(option.slug for option in step.key)[: step.most]
    yield key
    for option in step.options:
        yield (option.slug,)
    yield tuple(option.slug for option in step.options)[: step.most]
    for option in step.options:
        if option.credit is CreditClass.NONE or option.harm is not Harm.NONE:
            yield (*key[: step.most - 1], option.slug)
    for slug in key:
        yield tuple(other for other in key if other != slug)


def _distinguished(scenario: Scenario, step: Step) -> Iterator[Slugs]:
    """The key, with every combination of the options that conditions tell apart."""
    told_apart = [option.slug for option in step.options if _matters(scenario, step, option)][:MOST_COMBINED]
    rest = tuple(option.slug for option in step.key if option.slug not in told_apart)
    for size in range(len(told_apart) + 1):
        for some in combinations(told_apart, size):
            yield (*some, *rest)[: step.most]


def _matters(scenario: Scenario, step: Step, option: Option) -> bool:
    """Whether a condition asks for this option or reads a variable it changes."""
    for each in scenario.steps:
        for transition in each.transitions:
            if transition.when is None:
                continue
            read = names_in(transition.when)
            if (step.slug, option.slug) in choices_in(transition.when):
                return True
            if any(effect.variable in read for effect in option.effects) or (option.days and "day" in read):
                return True
    return False


def _ordered(step: Step, picks: Slugs) -> Slugs:
    """In the order of the scenario, so that one answer has one form."""
    return tuple(option.slug for option in step.options if option.slug in picks)
