"""A step as learners would see it, from the working copy, in a chosen state; no attempt is made or touched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from cases.engine import codec, lint
from cases.engine.arriving import arrival, with_values
from cases.engine.faults import Fault
from cases.engine.rules import Value
from cases.engine.scenario import Scenario
from cases.engine.state import Started, State
from cases.models import Attempt, AttemptEvent, EventKind
from cases.selectors.playing import Playing
from cases.selectors.steps import StepPage, step_page
from cases.selectors.telling import Teller
from content.editorial.public import Published

NOBODYS = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a learner is told once the option is chosen."""

    label: str
    credit: str
    harm: str
    consequence: str
    rationale: str
    when_right: str


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


def tried(published: Published, trial: Trial, values: Mapping[str, Value], day: int) -> StepPage:
    state = with_values(trial.state, values, day)
    began = AttemptEvent(kind=EventKind.STARTED, position=0, at=datetime.min.replace(tzinfo=UTC))
    events = (began,) * (len(state.decisions) + 1)
    return step_page(Playing(Attempt(pk=NOBODYS), published, trial.scenario, events, state))


def told(published: Published, trial: Trial, slug: str) -> tuple[Telling, ...]:
    teller, step = Teller(published), trial.scenario.step(slug)
    return tuple(
        Telling(
            option.label,
            option.credit.value,
            option.harm.value,
            *(
                teller.part(f"steps/{slug}/options/{option.slug}/{name}")
                for name in ("consequence", "rationale", "when_right")
            ),
        )
        for option in step.options
    )
