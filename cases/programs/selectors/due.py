"""What an assignment is for one learner at one moment: plain rules on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(hours=48)


class Standing(StrEnum):
    CANCELLED = "cancelled"
    DONE = "done"
    COMING = "coming"
    OPEN = "open"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    CLOSED = "closed"


# Where work is taken; late work too, as long as it is not closed.
TAKING: Final = frozenset({Standing.OPEN, Standing.DUE_SOON, Standing.OVERDUE})


@dataclass(frozen=True, slots=True)
class Dates:
    """For one learner. `closes_at` None: late work is taken without an end."""

    opens_at: datetime
    due_at: datetime
    closes_at: datetime | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Granted:
    """A later due date of one learner."""

    granted_at: datetime
    due_at: datetime


def extended(dates: Dates, granted: Iterable[Granted]) -> Dates:
    """With the extension granted last, whose date is never earlier than everybody's, and never after the closing."""
    last = max(granted, key=lambda one: one.granted_at, default=None)
    if last is None:
        return dates
    due = max(dates.due_at, last.due_at)
    closes = None if dates.closes_at is None else max(dates.closes_at, due)
    return Dates(dates.opens_at, due, closes, dates.cancelled)


def standing(dates: Dates, *, done: bool, at: datetime) -> Standing:
    """At its due moment it is overdue, and at its closing closed. What was done stays done until it is cancelled."""
    if dates.cancelled:
        return Standing.CANCELLED
    if done:
        return Standing.DONE
    if at < dates.opens_at:
        return Standing.COMING
    if dates.closes_at is not None and at >= dates.closes_at:
        return Standing.CLOSED
    if at >= dates.due_at:
        return Standing.OVERDUE
    return Standing.DUE_SOON if dates.due_at - at <= SOON else Standing.OPEN
