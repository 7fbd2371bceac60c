"""The way an attempt took, beside the way the authors recommend."""

from dataclasses import dataclass

from cases.engine import play
from cases.engine.parts import Step
from cases.engine.reference import decision
from cases.engine.state import Decided, Visit
from cases.selectors.answers import labels
from cases.selectors.playing import Playing


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a path with what was, or would have been, chosen there; `same` is whether the other path agrees."""

    title: str
    labels: tuple[str, ...]
    same: bool
    day: int | None = None


def own_path(playing: Playing) -> tuple[Stop, ...]:
    """The questions answered, in order."""
    best = {step.slug: _comes_to(step, decided) for step, decided in _recommended(playing)}
    stops = ((playing.scenario.step(visit.step), visit) for visit in _visited(playing))
    return tuple(
        Stop(
            step.title,
            labels(step, decision_of(visit)),
            best.get(step.slug) == _comes_to(step, decision_of(visit)),
            visit.day,
        )
        for step, visit in stops
    )


def reference_path(playing: Playing) -> tuple[Stop, ...]:
    """The questions of the reference path, each compared with what was chosen there."""
    steps = playing.scenario
    own = {visit.step: _comes_to(steps.step(visit.step), decision_of(visit)) for visit in _visited(playing)}
    return tuple(
        Stop(step.title, labels(step, decided), own.get(step.slug) == _comes_to(step, decided))
        for step, decided in _recommended(playing)
    )


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
