"""The page of an attempt whose time has run out: what counts, and the way to the debrief."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from cases.selectors.playing import Playing
from cases.selectors.where import Where, behind


@dataclass(frozen=True, slots=True)
class TimeIsUpPage:
    """While `open` the attempt is still to be closed; `position` and `key` go into the form that does it."""

    attempt_id: UUID
    open: bool
    position: int
    key: UUID
    ended_at: datetime | None
    where: Where


def time_is_up_page(playing: Playing) -> TimeIsUpPage:
    """Costs no statement."""
    return TimeIsUpPage(
        attempt_id=playing.attempt.pk,
        open=not playing.is_over,
        position=playing.position,
        key=uuid4(),
        ended_at=playing.attempt.deadline_at,
        where=behind(playing.scenario, playing.state),
    )
