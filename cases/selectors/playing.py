"""An attempt with all it needs to be shown or continued: its publication, its scenario, its events and their fold."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from cases.engine import play
from cases.engine.scenario import Scenario, Step
from cases.engine.state import Mode
from cases.engine.words import StepKind
from cases.models import Attempt, AttemptEvent, EventKind
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published, read_publication


@dataclass(frozen=True, slots=True)
class Playing:
    """`state` is the fold of `events`; `events` are in the order of their positions, without a gap."""

    attempt: Attempt
    published: Published
    scenario: Scenario
    events: tuple[AttemptEvent, ...]
    state: play.State

    @property
    def position(self) -> int:
        """The position the next event will take; the form carries it."""
        return len(self.events)

    @property
    def is_over(self) -> bool:
        return self.state.over or self.events[-1].kind in (EventKind.ABANDONED, EventKind.EXPIRED)

    def is_out_of_time(self, at: datetime) -> bool:
        """Under way though no decision counts any more; never earlier than its last event, whatever the clock says."""
        return not self.is_over and self.attempt.is_out_of_time(max(at, self.events[-1].at))

    @property
    def paused_since(self) -> datetime | None:
        """Of an attempt that came by `with_pause`; a decision since has ended the pause."""
        since: datetime | None = getattr(self.attempt, "paused_since", None)
        return since if since and self.events[-1].at <= since else None

    @property
    def is_assessed(self) -> bool:
        return self.state.started.mode == Mode.ASSESSED

    @property
    def tells_worth(self) -> bool:
        """Whether class, credit, harm, reasons, alternatives and sources of what was decided may be said already."""
        return self.is_over or not self.is_assessed

    @property
    def step(self) -> Step:
        """Where the attempt stands."""
        return self.scenario.step(self.state.step)

    def position_of(self, key: UUID) -> int | None:
        """Where the event with this key is stored, None when this attempt holds none."""
        return next((event.position for event in self.events if event.key == key), None)

    def decided_step(self, position: int) -> Step | None:
        """The step that was decided at `position`, None when nothing was decided there."""
        if not 0 < position < len(self.events) or self.events[position].kind != EventKind.DECIDED:
            return None
        return self.scenario.step(self.state.visits[position - 1].step)

    def shown_step(self, position: int) -> Step | None:
        """The step at `position`, decided or not; None for what was not reached and for an ending."""
        if not 0 < position <= len(self.state.visits):
            return None
        step = self.scenario.step(self.state.visits[position - 1].step)
        return None if step.kind is StepKind.ENDING else step

    def state_at(self, position: int) -> play.State:
        """The state right after the event at `position`, as it was then."""
        if position == len(self.events) - 1:
            return self.state
        return fold(self.scenario, self.events[: position + 1])

    def with_event(self, event: AttemptEvent, state: play.State) -> "Playing":
        return replace(self, events=(*self.events, event), state=state)


def load(attempt: Attempt) -> Playing:
    """One statement for the events, whatever the case's size; one more without the rendering's id."""
    return from_events(attempt, _published(attempt), tuple(attempt.events.all()))


def from_events(attempt: Attempt, published: Published, events: tuple[AttemptEvent, ...]) -> Playing:
    """`events` in the order of their positions."""
    scenario = scenario_of(published)
    return Playing(attempt, published, scenario, events, fold(scenario, events))


def on(attempt: Attempt, publication_id: int) -> Playing:
    """The same events on another publication of the case. Raises play.Refused or KeyError when they do not fit it."""
    return from_events(attempt, read_publication(publication_id), tuple(attempt.events.all()))


def fold(scenario: Scenario, events: tuple[AttemptEvent, ...]) -> play.State:
    """Events that move nothing (an attempt given up, or out of time) are passed over."""
    first, *rest = events
    moves = (event.decided() for event in rest if event.kind == EventKind.DECIDED)
    return play.replay(scenario, (first.started(), *moves))


def title_of(attempt: Attempt) -> str:
    """The title under which the case was published when this attempt began."""
    return _published(attempt).title


def _published(attempt: Attempt) -> Published:
    """`rendering_id` is there when the row came by `with_rendering`."""
    return read_publication(attempt.publication_id, rendering_id=getattr(attempt, "rendering_id", None))
