"""Plays a scenario: every decision gives a new state, or is refused and leaves no trace.

It relies on a scenario without lint errors.

Its order of things: entering a step adds its `day_advance` and reveals its findings; a decision is taken on
that day; the picked options' effects follow, option by option in the scenario's order, each option's effects
reading the state before that option; then their days pass (those of a menu run side by side, so the longest
counts); then what they reveal is in, with its value and date of that moment; then the first transition whose
condition holds leads on. Of a ranking what is put too early acts, of a number question the class of the answer.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cases.engine.refusal import Refused, refuse_unless_allowed
from cases.engine.rules import Surroundings, evaluate
from cases.engine.scenario import Option, Scenario, Step, StepKind, Value
from cases.engine.state import Decided, Revealed, Started, State, Trend, Visit

__all__ = [
    "Decided",
    "Refused",
    "Revealed",
    "Started",
    "State",
    "Visit",
    "acting",
    "begin",
    "decide",
    "offered",
    "replay",
]


def begin(scenario: Scenario, started: Started) -> State:
    """The state on entering the first step.

    Raises Refused when the terms leave out an unknown key decision.
    """
    for slug in sorted(started.left_out):
        if not scenario.has_key_decision(slug):
            raise Refused("unknown-key-decision", f"This case has no key decision “{slug}”.")
    variables = MappingProxyType({variable.slug: variable.initial for variable in scenario.variables})
    empty = State(started, "", 0, variables, over=False, visits=(), revealed=(), trends=MappingProxyType({}))
    return _entered(scenario, empty, scenario.start)


def decide(scenario: Scenario, state: State, decided: Decided) -> State:
    """The state after `decided`, on entering the next step; raises Refused and leaves `state` as it was."""
    step = scenario.step(state.step)
    refuse_unless_allowed(step, state, decided)
    options = acting(step, decided)
    taken = replace(decided, picks=tuple(option.slug for option in options))
    after = _done(scenario, state, taken, options)
    return _entered(scenario, after, scenario.step(_next(step, after)))


def replay(scenario: Scenario, events: Iterable[Started | Decided]) -> State:
    """The fold of an attempt's events; raises Refused when they are no attempt of this scenario."""
    state: State | None = None
    for event in events:
        if isinstance(event, Started) and state is None:
            state = begin(scenario, event)
        elif isinstance(event, Decided) and state is not None:
            state = decide(scenario, state, event)
        else:
            raise Refused("no-attempt", "An attempt is one start, followed by decisions.")
    if state is None:
        raise Refused("no-attempt", "An attempt begins with its start.")
    return state


def acting(step: Step, decided: Decided) -> tuple[Option, ...]:
    """The options that an allowed answer comes to, in the scenario's order.

    The order of picks means nothing, so it must not be able to change anything either.
    """
    picks = decided.picks
    if step.kind is StepKind.RANKING:
        picks = _too_early(step, decided.ranking) or step.order[:1]
    elif step.number is not None and decided.number is not None:
        picks = (step.number.class_of(decided.number),)
    return tuple(option for option in step.options if option.slug in picks)


def offered(scenario: Scenario, state: State) -> tuple[Option, ...]:
    """The options in the order shown: shuffled by the attempt's seed unless the step is fixed.

    None once it is over.
    """
    step = scenario.step(state.step)
    if step.fixed:
        return step.options

    def place(option: Option) -> bytes:
        return hashlib.sha256(f"{state.started.seed}:{step.slug}:{option.slug}".encode()).digest()

    return tuple(sorted(step.options, key=place))


def _too_early(step: Step, ranking: tuple[str, ...]) -> tuple[str, ...]:
    """What is put ahead of the option it has to wait for."""
    place = {slug: at for at, slug in enumerate(ranking)}
    waits_for = {option.slug: option.not_before or step.order[0] for option in step.options}
    return tuple(slug for slug in ranking if place[slug] < place[waits_for[slug]])


def _entered(scenario: Scenario, state: State, step: Step) -> State:
    now = _Moment(state.day + step.day_advance, state.variables, len(state.visits))
    return State(
        started=state.started,
        step=step.slug,
        day=now.day,
        variables=now.variables,
        over=step.kind is StepKind.ENDING,
        visits=(*state.visits, Visit(step.slug, now.day, now.variables)),
        revealed=_revealed(scenario, state, step.reveals, now),
        trends=_tracked(scenario, state, now),
    )


def _done(scenario: Scenario, state: State, taken: Decided, options: tuple[Option, ...]) -> State:
    """The state after a decision and its consequences, still at its step."""
    chosen = state.chosen | {(taken.step, pick) for pick in taken.picks}
    variables = state.variables
    for option in options:
        variables = _affected(scenario, option, Surroundings(variables, state.day, chosen))
    now = _Moment(
        state.day + max((option.days for option in options), default=0), variables, len(state.visits)
    )
    return replace(
        state,
        day=now.day,
        variables=variables,
        visits=(*state.visits[:-1], replace(state.visits[-1], decision=taken, day_after=now.day)),
        revealed=_revealed(scenario, state, [slug for option in options for slug in option.reveals], now),
        trends=_tracked(scenario, state, now),
    )


@dataclass(frozen=True, slots=True)
class _Moment:
    """When something comes into the chart: the day, the patient as of then, the count of decisions taken."""

    day: int
    variables: Mapping[str, Value]
    position: int


def _affected(scenario: Scenario, option: Option, around: Surroundings) -> Mapping[str, Value]:
    if not option.effects:
        return around.variables
    changed = {
        effect.variable: scenario.variable(effect.variable).clamped(evaluate(effect.value, around))
        for effect in option.effects
    }
    return MappingProxyType({**around.variables, **changed})


def _next(step: Step, state: State) -> str:
    around = Surroundings(state.variables, state.day, state.chosen)
    for transition in step.transitions:
        if transition.when is None or evaluate(transition.when, around):
            return transition.goto
    raise KeyError(f"{step.slug} has no default transition")


def _revealed(scenario: Scenario, state: State, slugs: Iterable[str], now: _Moment) -> tuple[Revealed, ...]:
    """A finding that reads a variable may be revealed again, as a repeated test; any other comes in once."""
    found = state.revealed
    for slug in slugs:
        finding = scenario.finding(slug)
        value = now.variables[finding.value_from] if finding.value_from else None
        before = [(one.day, one.value) for one in found if one.finding == slug]
        if not before or (finding.value_from and before[-1] != (now.day, value)):
            found = (*found, Revealed(slug, now.day, value, now.position))
    return found


def _tracked(scenario: Scenario, state: State, now: _Moment) -> Mapping[str, Trend]:
    """The history of every trend variable with today's value, unless that is its last entry already."""
    points = {variable.slug: (now.day, now.variables[variable.slug]) for variable in scenario.trends}
    histories = ((slug, state.trends.get(slug, ()), point) for slug, point in points.items())
    return MappingProxyType(
        {slug: past if past[-1:] == (point,) else (*past, point) for slug, past, point in histories}
    )
