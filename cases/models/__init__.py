"""What is kept of cases: the working copy of a case, and of every attempt its append-only log and its result."""

from cases.models.attempt import Attempt, AttemptMode, AttemptQuerySet, AttemptState
from cases.models.case import Case
from cases.models.event import AttemptEvent, EventKind
from cases.models.owner import Owner
from cases.models.regrade import Regrade
from cases.models.result import Result

__all__ = [
    "Attempt",
    "AttemptEvent",
    "AttemptMode",
    "AttemptQuerySet",
    "AttemptState",
    "Case",
    "EventKind",
    "Owner",
    "Regrade",
    "Result",
]
