"""Programs for tests, made by the services that people use."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from cases.programs.models import CoachingNote, Cohort, Program, Snooze
from cases.programs.selectors.attention_rules import Rule
from cases.programs.services.belonging import join
from cases.programs.services.coaching import Words, write_note
from cases.programs.services.founding import add_cohort, found_program
from cases.programs.services.watching import Wanted, put_aside

THEN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def founded(director, *learners, name="Program A", at=THEN, time_zone="Asia/Singapore") -> Cohort:
    """A program with one cohort, which these learners have joined."""
    program = found_program(name=name, time_zone=time_zone, director=director, actor=None, at=at)
    return filled(program, *learners, at=at)


def filled(program: Program, *learners, name="2026", at=THEN) -> Cohort:
    """A cohort more."""
    cohort = add_cohort(program=program, name=name, actor=None, at=at)
    for learner in learners:
        join(cohort=cohort, learner=learner, at=at)
    return cohort


def noted(program, attempt, author, text="Why not ask first?", position=2) -> CoachingNote:
    """A note on a decision of an attempt that is over."""
    words = Words(uuid4(), text, timezone.now())
    return write_note(program=program, attempt=attempt, position=position, author=author, words=words)


def aside(program, learner, director, *, rule=Rule.QUIET, note="On leave", days=7) -> Snooze:
    """An entry of the attention list, put aside for some days."""
    at = timezone.now()
    wanted = Wanted(learner, rule, note, at + timedelta(days=days))
    return put_aside(program=program, wanted=wanted, actor=director, at=at)
