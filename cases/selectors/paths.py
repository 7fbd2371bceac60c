"""The way an attempt took, beside the way the authors recommend."""

from dataclasses import dataclass

from cases.engine import play
from cases.engine.parts import Step
from cases.engine.reference import decision
from cases.engine.state import Decided, State, Visit
from cases.selectors.answers import labels
from cases.selectors.playing import Playing


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a path with what was, or would have been, chosen there; `same` is whether the other path agrees.

    An ending has no labels, and agrees when the other path ends there too.
    """

    slug: str
    title: str
    labels: tuple[str, ...]
    same: bool
    day: int


def own_path(playing: Playing) -> tuple[Stop, ...]:
    """The questions answered, in order."""
    best = {step.slug: _comes_to(step, decided) for step, decided in _recommended(playing)}
    stops = ((playing.scenario.step(visit.step), visit) for visit in _visited(playing))
    return tuple(
        Stop(
            step.slug,
            step.title,
            labels(step, decision_of(visit)),
            best.get(step.slug) == _comes_to(step, decision_of(visit)),
            visit.day,
        )
        for step, visit in stops
    )


def reference_path(playing: Playing, reference: State) -> tuple[Stop, ...]:
    """The questions of the reference path, each compared with what was chosen there; `reference` is its end."""
    steps = playing.scenario
    own = {visit.step: _comes_to(steps.step(visit.step), decision_of(visit)) for visit in _visited(playing)}
    days = {visit.step: visit.day for visit in reference.visits}
    return tuple(
        Stop(
            step.slug,
            step.title,
            labels(step, decided),
            own.get(step.slug) == _comes_to(step, decided),
            days[step.slug],
        )
        for step, decided in _recommended(playing)
    )


def endings(playing: Playing, reference: State) -> tuple[tuple[Stop, ...], tuple[Stop, ...]]:
    """The ending of the attempt, none when it was given up, and that of the reference path."""
    own = (playing.state,) if playing.state.over else ()
    same = any(state.step == reference.step for state in own)
    return tuple(_ending(playing, state, same=same) for state in own), (
        _ending(playing, reference, same=same),
    )


def _ending(playing: Playing, state: State, *, same: bool) -> Stop:
    return Stop(state.step, playing.scenario.step(state.step).title, (), same, state.day)


def asked(playing: Playing) -> list[int]:
    """The positions at which a question was answered."""
    visits = enumerate(playing.state.visits, start=1)
    return [at for at, visit in visits if visit.decision and playing.scenario.step(visit.step).asks]


def decision_of(visit: Visit) -> Decided:
    return visit.decision or Decided(visit.step)


def _visited(playing: Playing) -> list[Visit]:
    return [playing.state.visits[position - 1] for position in asked(playing)]


def _recommended(playing: Playing) -> list[tuple[Step, Decided]]:
    scenario = playing.scenario
    return [(scenario.step(move.step), decision(scenario, move)) for move in scenario.reference]


def _comes_to(step: Step, decided: Decided) -> object:
    """Equal for answers that deserve the same: an order, or the options that act."""
    return decided.ranking or {option.slug for option in play.acting(step, decided)}
