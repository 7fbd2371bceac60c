"""What was set to one learner of a program, with the dates that held for them and why they were moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Assignment, Extension, Membership, Program
from cases.programs.selectors.assigned import dates_of, is_done, items_of
from cases.programs.selectors.due import Dates, Granted, Standing, standing
from cases.programs.selectors.parts import Answers, answers
from cases.programs.selectors.work import known_to
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Moved:
    """A later date and its reason."""

    due_at: datetime
    granted_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AssignedLine:
    """`standing` as it was when the learner left, for one who has."""

    title: str
    cohort: str
    dates: Dates
    standing: Standing
    moved: tuple[Moved, ...]


def assigned_lines(program: Program, learner: User, at: datetime) -> Iterator[AssignedLine]:
    """Of each cohort they are or were in, what was due after they joined and had opened before they left. Seven
    statements at most.
    """
    stays = list(Membership.objects.filter(cohort__program=program, learner=learner).select_related("cohort"))
    set_ = list(
        Assignment.objects.filter(cohort__in={stay.cohort_id for stay in stays}).order_by("due_at", "pk")
    )
    if not set_:
        return
    items = items_of(set_)
    told = _known(
        program, learner, answers([one.pk for some in items.values() for one in some], learner_id=learner.pk)
    )
    moved = list(Extension.objects.filter(assignment__in=set_, learner=learner))
    for one in set_:
        own = [extension for extension in moved if extension.assignment_id == one.pk]
        dates = dates_of(one, [Granted(each.granted_at, each.due_at) for each in own])
        stay = next((stay for stay in reversed(stays) if _was_set(stay, one, dates)), None)
        if stay is not None:
            done = is_done(items.get(one.pk, ()), told, learner.pk)
            yield AssignedLine(
                title=one.title,
                cohort=stay.cohort.name,
                dates=dates,
                standing=standing(dates, done=done, at=stay.ended_at or at),
                moved=tuple(Moved(each.due_at, each.granted_at, each.reason) for each in own),
            )


def _known(program: Program, learner: User, told: Answers) -> Answers:
    """Without what came to its end once the learner had left."""
    known = set(known_to(program.pk).filter(learner=learner).values_list("pk", flat=True))
    return {key: one for key, one in told.items() if one.attempt_id is None or one.attempt_id in known}


def _was_set(stay: Membership, assignment: Assignment, dates: Dates) -> bool:
    opened = stay.ended_at is None or assignment.opens_at < stay.ended_at
    return stay.cohort_id == assignment.cohort_id and dates.due_at >= stay.started_at and opened
