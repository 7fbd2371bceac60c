"""What is kept of cases: the working copy of a case, of every attempt its log and its result, and the recall queue.

And what learners write beside it.
"""

from cases.models.attempt import Attempt, AttemptMode, AttemptQuerySet, AttemptState, played_attempts
from cases.models.case import Case
from cases.models.event import AttemptEvent, EventKind
from cases.models.note import StepNote
from cases.models.owner import Owner
from cases.models.pause import Pause
from cases.models.recall import Memory, RecallAnswer, RecallItem, RecallRating, RecallSource
from cases.models.regrade import Regrade
from cases.models.report import ProblemReport, ReportKind, ReportState
from cases.models.result import Result

__all__ = [
    "Attempt",
    "AttemptEvent",
    "AttemptMode",
    "AttemptQuerySet",
    "AttemptState",
    "Case",
    "EventKind",
    "Memory",
    "Owner",
    "Pause",
    "ProblemReport",
    "RecallAnswer",
    "RecallItem",
    "RecallRating",
    "RecallSource",
    "Regrade",
    "ReportKind",
    "ReportState",
    "Result",
    "StepNote",
    "played_attempts",
]
