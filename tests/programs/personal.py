"""A person who has left a row in every table of programs: as director, as learner and as somebody invited."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cases.programs.models import (
    AssignedAttempt,
    Assignment,
    AssignmentItem,
    CoachingNote,
    Extension,
    Invitation,
    JoinCode,
    NoReminders,
    Post,
    Reminder,
    SectionRead,
    Snooze,
    Viewing,
)
from cases.programs.services.founding import appoint
from tests.factories import UserFactory
from tests.programs.founding import founded

WORDS = "Zebrafink, I would have asked first."


def in_programs(person, attempt) -> None:
    """Words in her rows hold the canary of the tests of deletion; the rows of others name her by a key alone."""
    now, later = timezone.now(), timezone.now() + timedelta(days=7)
    run_by_her = founded(person, UserFactory(), name="Program run")
    appoint(program=run_by_her.program, person=UserFactory(), post=Post.DIRECTOR, actor=None, at=now)
    cohort = founded(UserFactory(), person, name="Program learned in")
    program = cohort.program
    JoinCode.objects.create(
        cohort=run_by_her, code="AAAA", created_by=person, created_at=now, expires_at=later
    )
    Assignment.objects.create(
        cohort=run_by_her, title="Set", opens_at=now, due_at=later, created_by=person, created_at=now
    )
    Invitation.objects.create(
        cohort=cohort, email=person.email, name="Zebrafink", digest="1", created_at=now, expires_at=later
    )
    assignment = Assignment.objects.create(
        cohort=cohort, title="Asked", opens_at=now, due_at=later, created_at=now
    )
    item = AssignmentItem.objects.create(assignment=assignment, document=attempt.document, position=1)
    AssignedAttempt.objects.create(item=item, attempt=attempt)
    SectionRead.objects.create(item=item, learner=person, publication=attempt.publication, read_at=now)
    Extension.objects.create(
        assignment=assignment, learner=person, due_at=later, reason="Zebrafink is ill", granted_at=now
    )
    Reminder.objects.create(assignment=assignment, learner=person, kind="open", at=now)
    NoReminders.objects.create(person=person, at=now)
    hers = {"program": program, "learner": person, "at": now}
    CoachingNote.objects.create(**hers, attempt=attempt, position=1, key=uuid4(), author=person, text=WORDS)
    Viewing.objects.create(**hers, act="opened", what="trail")
    Snooze.objects.create(**hers, rule="quiet", note="Zebrafink", until=later)
