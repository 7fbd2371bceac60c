"""Programs, who runs them and who learns in them, what they set, and what directors write beside it."""

from cases.programs.models.assignments import (
    AssignedAttempt,
    Assignment,
    AssignmentItem,
    Extension,
    NoReminders,
    Purpose,
    Reminder,
    SectionRead,
)
from cases.programs.models.following import CoachingNote, Snooze, Viewing
from cases.programs.models.invitations import Invitation, JoinCode
from cases.programs.models.programs import Appointment, Cohort, Membership, Post, Program

__all__ = [
    "Appointment",
    "AssignedAttempt",
    "Assignment",
    "AssignmentItem",
    "CoachingNote",
    "Cohort",
    "Extension",
    "Invitation",
    "JoinCode",
    "Membership",
    "NoReminders",
    "Post",
    "Program",
    "Purpose",
    "Reminder",
    "SectionRead",
    "Snooze",
    "Viewing",
]
