"""The assignments of a cohort, and one of them: its parts and who has done them. Progress alone, no score.

So directors and coordinators read the same page.
"""

from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Assignment, Cohort, Program
from cases.programs.selectors.assigned import dates_of, extensions_of, is_done, items_of, titles_of
from cases.programs.selectors.due import Dates, Standing, standing
from cases.programs.selectors.parts import NOTHING, Far, answers


@dataclass(frozen=True, slots=True)
class SetRow:
    """`standing` for everybody, without extensions and whatever is done."""

    id: int
    title: str
    purpose: str
    mode: str
    dates: Dates
    standing: Standing


@dataclass(frozen=True, slots=True)
class CohortAssignments:
    """`directs`: the viewer sees results, on other pages."""

    program: Program
    cohort: Cohort
    rows: tuple[SetRow, ...]
    directs: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`parts` in the order of the assignment. `is_extended`: the due date is the member's own."""

    name: str
    standing: Standing
    due_at: datetime
    is_extended: bool
    parts: tuple[Far, ...]


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """`parts` are titles; `done_count` of `members`, who are in the cohort now."""

    program: Program
    assignment: Assignment
    row: SetRow
    parts: tuple[str, ...]
    members: tuple[MemberRow, ...]
    done_count: int


def cohort_assignments(cohort: Cohort, at: datetime, *, directs: bool) -> CohortAssignments:
    """One statement."""
    rows = tuple(_row(one, at) for one in cohort.assignments.order_by("-due_at", "-pk"))
    return CohortAssignments(cohort.program, cohort, rows, directs)


def assignment_page(program: Program, assignment: Assignment, at: datetime) -> AssignmentPage:
    """Five statements however many members and parts, one more for publications this process has not read yet."""
    items = items_of([assignment])[assignment.pk]
    told, titles = answers([item.pk for item in items]), titles_of(items)
    granted = extensions_of([assignment])
    memberships = assignment.cohort.memberships.current().select_related("learner")
    members = []
    for one in memberships.order_by("learner__name", "learner_id"):
        dates = dates_of(assignment, granted.get((assignment.pk, one.learner_id), ()))
        row = MemberRow(
            name=str(one.learner),
            standing=standing(dates, done=is_done(items, told, one.learner_id), at=at),
            due_at=dates.due_at,
            is_extended=dates.due_at != assignment.due_at,
            parts=tuple(told.get((one.learner_id, item.pk), NOTHING).far for item in items),
        )
        members.append(row)
    return AssignmentPage(
        program=program,
        assignment=assignment,
        row=_row(assignment, at),
        parts=tuple(titles.get(item.document_id, "") for item in items),
        members=tuple(members),
        done_count=sum(set(row.parts) == {Far.DONE} for row in members),
    )


def _row(assignment: Assignment, at: datetime) -> SetRow:
    dates = dates_of(assignment)
    return SetRow(
        id=assignment.pk,
        title=assignment.title,
        purpose=assignment.get_purpose_display(),
        mode=assignment.get_mode_display(),
        dates=dates,
        standing=standing(dates, done=False, at=at),
    )
