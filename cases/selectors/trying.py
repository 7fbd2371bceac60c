"""A step as learners would see it, from the working copy, in a chosen state; no attempt is made or touched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils.safestring import SafeString

from cases.engine import codec, lint
from cases.engine.arriving import arrival, with_values
from cases.engine.faults import Fault
from cases.engine.rules import Value
from cases.engine.scenario import Scenario
from cases.engine.state import Started, State
from cases.models import Attempt, AttemptEvent, EventKind
from cases.selectors import answers
from cases.selectors.playing import Playing
from cases.selectors.steps import StepPage, step_page
from cases.selectors.telling import Teller
from content.editorial.public import Published
from content.public import NumberedReference

NOBODYS = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Tried:
    """A step with what its answers will be told; `working` is that of a number. One count of sources for both."""

    page: StepPage
    working: SafeString
    told: tuple[answers.Told, ...]
    references: tuple[NumberedReference, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """`state` is the one on arrival by the shortest way."""

    scenario: Scenario
    state: State


def trial(payload: Mapping[str, object], slug: str) -> Trial | tuple[Fault, ...] | None:
    """The faults on which play would stumble; None for a step that nothing leads to."""
    try:
        scenario = codec.parse(payload)
    except codec.BadScenario as bad:
        return bad.faults
    if faults := lint.unplayable(scenario):
        return faults
    state = arrival(scenario, slug, Started())
    return Trial(scenario, state) if state else None


def tried(published: Published, trial: Trial, values: Mapping[str, Value], day: int) -> Tried:
    state = with_values(trial.state, values, day)
    began = AttemptEvent(kind=EventKind.STARTED, position=0, at=datetime.min.replace(tzinfo=UTC))
    events = (began,) * (len(state.decisions) + 1)
    playing, teller = (
        Playing(Attempt(pk=NOBODYS), published, trial.scenario, events, state),
        Teller(published),
    )
    step = trial.scenario.step(state.step)
    # In the order of the page, because the numbers of citations are given as things are told.
    page = step_page(playing, teller=teller)
    working = teller.part(f"steps/{step.slug}/number/working")
    told = answers.told(teller, step, step.options)
    return Tried(page, working, told, teller.references())
