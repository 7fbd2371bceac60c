"""A learner's private note on a step and the flag to look at it again: kept beside the log, never in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from cases.models import Attempt, StepNote
from cases.selectors.own_notes import seen_of
from cases.selectors.playing import Playing

TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Jotting:
    """What the form asks for; `flagged` None leaves the flag as it is."""

    seen: str
    text: str
    flagged: bool | None = None


class NoteMoved(Exception):
    """Another tab or device has changed the note since the form was made; nothing was written."""

    def __init__(self, stored: StepNote) -> None:
        super().__init__(str(stored))
        self.stored = stored


def save_note(*, playing: Playing, position: int, jotting: Jotting, at: datetime) -> None:
    """The same form twice is one note; where none was, an empty one leaves no row. Raises NoteMoved.

    `position` is that of a step that was shown.
    """
    step = playing.state.visits[position - 1].step
    try:
        _write(playing.attempt, step, jotting, at)
    except IntegrityError:
        # Another request made the row at the same moment; now it is there to be compared with.
        _write(playing.attempt, step, jotting, at)


@transaction.atomic
def _write(attempt: Attempt, step: str, jotting: Jotting, at: datetime) -> None:
    row = StepNote.objects.on(attempt, step).select_for_update().first()
    stored = row or StepNote(attempt=attempt, step=step)
    seen = seen_of(stored)
    flagged = stored.flagged if jotting.flagged is None else jotting.flagged
    if (stored.text, stored.flagged) == (jotting.text, flagged):
        return
    if seen != jotting.seen:
        raise NoteMoved(stored)
    if row is not None and at <= row.changed_at:
        # A clock that was set back must not give two states one name.
        at = row.changed_at + TICK
    stored.text, stored.flagged, stored.changed_at = jotting.text, flagged, at
    stored.save()
