"""How long a decision took: from what was stored before it, without pauses."""

from datetime import datetime, timedelta

from cases.models import Pause
from cases.selectors.playing import Playing


def seconds_taken(playing: Playing, position: int) -> int:
    """Whole seconds, never negative. Costs no statement when the attempt comes with its pauses.

    Reading the feedback before it counts, and so does an absence without a pause.
    """
    since, until = (playing.events[at].at for at in (position - 1, position))
    rested = sum((_within(pause, since, until) for pause in playing.attempt.pauses.all()), timedelta())
    return max(0, int((until - since - rested).total_seconds()))


def _within(pause: Pause, since: datetime, until: datetime) -> timedelta:
    """The part of a pause between two moments."""
    ended = until if pause.resumed_at is None else min(pause.resumed_at, until)
    return max(timedelta(), ended - max(pause.paused_at, since))
