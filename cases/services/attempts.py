"""What happens to an attempt that was started: a decision is recorded, it is given up, its time runs out. Each is one
short transaction.

The log is append-only, so a fold read before the transaction stays true; all that two requests can fight over is the
next position. The database lets one of them have it, and the other is shown what is stored.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from cases.engine import play
from cases.models import Attempt, AttemptEvent, AttemptState, EventKind, Result
from cases.models.event import OUT_OF_TIME, choice
from cases.models.result import fields_of
from cases.selectors import playing as selector
from cases.selectors.playing import Playing
from cases.services.pausing import resume_attempt
from cases.services.queueing import queue_missed


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


class TimeIsUp(Exception):
    """The decision came after the end of the time and was not stored; `playing` is the attempt, now expired."""

    def __init__(self, playing: Playing) -> None:
        super().__init__(f"The time was up at {playing.attempt.deadline_at}.")
        self.playing = playing


def record_decision(*, playing: Playing, intent: Intent, at: datetime) -> Recorded:
    """Raises Stale for another position and play.Refused for what is not allowed; either leaves no trace. Raises
    TimeIsUp when the time has run out, and ends the attempt with what was reached.

    1 statement and the transaction; 3 when it ends the attempt, and those of the recall queue.
    """
    stored = playing.position_of(intent.key)
    if stored is not None:
        return Recorded(stored, playing)
    if playing.is_out_of_time(at):
        raise TimeIsUp(expire_attempt(playing=playing, at=at))
    if intent.position != playing.position or playing.is_over:
        raise Stale(playing)
    state = play.decide(playing.scenario, playing.state, intent.decided(playing.state.step))
    taken = state.decisions[-1]
    event = _event(playing, intent.key, EventKind.DECIDED, at, choice(taken))
    ends = AttemptState.COMPLETED if state.over else None
    return _append(playing, event, state, ends)


def abandon_attempt(*, playing: Playing, intent: Intent, at: datetime) -> Recorded:
    """Ends the attempt with what was reached. Raises Stale when something was decided since the form was made.

    One whose time has run out expires instead, whatever the form was made for.
    """
    stored = playing.position_of(intent.key)
    if stored is not None:
        return Recorded(stored, playing)
    if playing.is_out_of_time(at):
        expired = expire_attempt(playing=playing, at=at)
        return Recorded(expired.events[-1].position, expired)
    if intent.position != playing.position or playing.is_over:
        raise Stale(playing)
    event = _event(playing, intent.key, EventKind.ABANDONED, at, "{}")
    return _append(playing, event, playing.state, AttemptState.ABANDONED)


def expire_attempt(*, playing: Playing, at: datetime) -> Playing:
    """Ends an attempt whose time had run out by then, with what was reached, as of its deadline whoever notices and
    when; any other stays as it is.
    """
    deadline = playing.attempt.deadline_at
    if deadline is None or not playing.is_out_of_time(at):
        return playing
    key = uuid5(playing.attempt.pk, EventKind.EXPIRED)
    event = _event(playing, key, EventKind.EXPIRED, deadline, OUT_OF_TIME)
    try:
        return _append(playing, event, playing.state, AttemptState.EXPIRED).playing
    except Stale as stale:
        # A decision that came in time was faster.
        return expire_attempt(playing=stale.playing, at=at)


def expire_overdue(*, at: datetime) -> int:
    """How many attempts expired; none a second time."""
    overdue = Attempt.objects.overdue(at).with_rendering().order_by("deadline_at").prefetch_related("events")
    return sum(expire_attempt(playing=selector.load(attempt), at=at).is_over for attempt in list(overdue))


def _event(playing: Playing, key: UUID, kind: EventKind, at: datetime, data: str) -> AttemptEvent:
    # A server clock that was set back must not make time run backwards within an attempt.
    latest = max(at, playing.events[-1].at)
    return AttemptEvent(
        attempt=playing.attempt, position=playing.position, key=key, kind=kind, data=data, at=latest
    )


def _append(before: Playing, event: AttemptEvent, state: play.State, ends: AttemptState | None) -> Recorded:
    after = before.with_event(event, state)
    try:
        with transaction.atomic():
            event.save(force_insert=True)
            if before.paused_since:
                # Answered from a page that was open beside the pause.
                resume_attempt(attempt=after.attempt, at=event.at)
            if ends:
                _end(after, ends)
    except IntegrityError:
        return _lost(after.attempt, event.key)
    return Recorded(event.position, after)


def _end(after: Playing, state: AttemptState) -> None:
    attempt, at = after.attempt, after.events[-1].at
    fields = fields_of(after.scenario, after.state)
    Result.objects.create(attempt=attempt, publication_id=attempt.publication_id, at=at, **fields)
    Attempt.objects.filter(pk=attempt.pk).update(state=state, ended_at=at)
    attempt.state, attempt.ended_at = state, at
    if attempt.learner_id is None:
        # The row is locked now; somebody may have kept the guest's attempt since it was read.
        attempt.learner_id = Attempt.objects.values_list("learner_id", flat=True).get(pk=attempt.pk)
    queue_missed(playing=after, at=at)


def _lost(attempt: Attempt, key: UUID) -> Recorded:
    """Another request was faster: the same form, whose decision is then ours too, or another one."""
    current = selector.load(attempt)
    stored = current.position_of(key)
    if stored is None:
        raise Stale(current)
    return Recorded(stored, current)
