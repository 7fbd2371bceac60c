"""What happens to an attempt that was started: a decision is recorded, it is given up. Each is one short transaction.

The log is append-only, so a fold read before the transaction stays true; all that two requests can fight over is the
next position. The database lets one of them have it, and the other is shown what is stored.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from cases.engine import play, score
from cases.models import Attempt, AttemptEvent, AttemptState, EventKind, Result
from cases.models.event import choice
from cases.models.result import fields_of
from cases.selectors import playing as selector
from cases.selectors.playing import Playing


@dataclass(frozen=True, slots=True)
class Intent:
    """What a form asks for: its own key, the position it was made for, and what was answered."""

    key: UUID
    position: int
    picks: tuple[str, ...] = ()
    certainty: int | None = None
    ranking: tuple[str, ...] = ()
    number: Decimal | None = None
    unit: str = ""

    def decided(self, step: str) -> play.Decided:
        """As the engine takes it."""
        return play.Decided(step, self.picks, self.certainty, self.ranking, self.number, self.unit)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where the decision is stored, and the attempt with it."""

    position: int
    playing: Playing


class Stale(Exception):
    """The form was made for another position; `playing` holds what is stored. Nothing was written."""

    def __init__(self, playing: Playing) -> None:
        super().__init__(f"The attempt stands at {playing.position}.")
        self.playing = playing


def record_decision(*, playing: Playing, intent: Intent, at: datetime) -> Recorded:
    """Raises Stale for another position and play.Refused for what is not allowed; either leaves no trace.

    1 statement and the transaction; 3 when it ends the attempt.
    """
    stored = playing.position_of(intent.key)
    if stored is not None:
        return Recorded(stored, playing)
    if intent.position != playing.position or playing.is_over:
        raise Stale(playing)
    state = play.decide(playing.scenario, playing.state, intent.decided(playing.state.step))
    taken = state.decisions[-1]
    event = _event(playing, intent.key, EventKind.DECIDED, at, choice(taken))
    ends = AttemptState.COMPLETED if state.over else None
    return _append(playing.with_event(event, state), ends)


def abandon_attempt(*, playing: Playing, intent: Intent, at: datetime) -> Recorded:
    """Ends the attempt with what was reached. Raises Stale when something was decided since the form was made."""
    stored = playing.position_of(intent.key)
    if stored is not None:
        return Recorded(stored, playing)
    if intent.position != playing.position or playing.is_over:
        raise Stale(playing)
    event = _event(playing, intent.key, EventKind.ABANDONED, at, "{}")
    return _append(playing.with_event(event, playing.state), AttemptState.ABANDONED)


def _event(playing: Playing, key: UUID, kind: EventKind, at: datetime, data: str) -> AttemptEvent:
    # A server clock that was set back must not make time run backwards within an attempt.
    latest = max(at, playing.events[-1].at)
    return AttemptEvent(
        attempt=playing.attempt, position=playing.position, key=key, kind=kind, data=data, at=latest
    )


def _append(after: Playing, ends: AttemptState | None) -> Recorded:
    event = after.events[-1]
    try:
        with transaction.atomic():
            event.save(force_insert=True)
            if ends:
                _end(after, ends)
    except IntegrityError:
        return _lost(after.attempt, event.key)
    return Recorded(event.position, after)


def _end(after: Playing, state: AttemptState) -> None:
    attempt, at = after.attempt, after.events[-1].at
    result = score.result(after.scenario, after.state)
    Result.objects.create(attempt=attempt, publication_id=attempt.publication_id, at=at, **fields_of(result))
    Attempt.objects.filter(pk=attempt.pk).update(state=state, ended_at=at)
    attempt.state, attempt.ended_at = state, at


def _lost(attempt: Attempt, key: UUID) -> Recorded:
    """Another request was faster: the same form, whose decision is then ours too, or another one."""
    current = selector.load(attempt)
    stored = current.position_of(key)
    if stored is None:
        raise Stale(current)
    return Recorded(stored, current)
