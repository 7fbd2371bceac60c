"""The way an attempt took, beside the way the authors recommend."""

from dataclasses import dataclass

from cases.engine.parts import Step
from cases.engine.state import Visit
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
    best = {move.step: set(move.options) for move in playing.scenario.reference}
    stops = ((playing.scenario.step(visit.step), visit) for visit in _decided(playing))
    return tuple(
        Stop(
            step.title, _labels(step, picks_of(visit)), best.get(step.slug) == set(picks_of(visit)), visit.day
        )
        for step, visit in stops
    )


def reference_path(playing: Playing) -> tuple[Stop, ...]:
    """The questions of the reference path, each compared with what was chosen there."""
    own = {visit.step: set(picks_of(visit)) for visit in _decided(playing)}
    moves = ((playing.scenario.step(move.step), move.options) for move in playing.scenario.reference)
    return tuple(
        Stop(step.title, _labels(step, options), own.get(step.slug) == set(options))
        for step, options in moves
    )


def asked(playing: Playing) -> list[int]:
    """The positions at which a question was answered."""
    visits = enumerate(playing.state.visits, start=1)
    return [at for at, visit in visits if visit.decision and playing.scenario.step(visit.step).asks]


def _decided(playing: Playing) -> list[Visit]:
    return [playing.state.visits[position - 1] for position in asked(playing)]


def picks_of(visit: Visit) -> tuple[str, ...]:
    return visit.decision.picks if visit.decision else ()


def _labels(step: Step, picks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(option.label for option in step.options if option.slug in picks)
