"""The assignments of a cohort, and one of them: its parts and who has done them.

Directors and coordinators read the same page: progress alone, and for directors what reached the stated threshold.
"""

from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Assignment, AssignmentItem, Cohort, Program
from cases.programs.selectors.assigned import dates_of, granted_in, is_done, items_of, titles_of
from cases.programs.selectors.due import Dates, Granted, Standing, standing
from cases.programs.selectors.grants import Grants, extensions_to, grants_of
from cases.programs.selectors.members import PAGE, sliced
from cases.programs.selectors.parts import NOTHING, Answers, Far, answers
from cases.programs.selectors.reached import Reached, Results, reached, results_known
from npcsite.accounts.models import User


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
class PartDone:
    """`reached` once it is done, where a threshold is stated and for directors."""

    far: Far
    reached: Reached | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`parts` in the order of the assignment. `is_extended`: the due date is the member's own."""

    learner_id: int
    name: str
    standing: Standing
    due_at: datetime
    is_extended: bool
    parts: tuple[PartDone, ...]


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """`parts` are titles; `members` are one page of the `total` who are in the cohort now, `done_count` of them all."""

    program: Program
    assignment: Assignment
    row: SetRow
    parts: tuple[str, ...]
    members: tuple[MemberRow, ...]
    page: int
    more: bool
    total: int
    done_count: int
    grants: Grants

    @property
    def told(self) -> tuple[int, ...]:
        """Learners of whom a result stands there."""
        return tuple(row.learner_id for row in self.members if any(part.reached for part in row.parts))


def cohort_assignments(cohort: Cohort, at: datetime, *, directs: bool) -> CohortAssignments:
    """One statement."""
    rows = tuple(_row(one, at) for one in cohort.assignments.order_by("-due_at", "-pk"))
    return CohortAssignments(cohort.program, cohort, rows, directs)


def assignment_page(
    program: Program, assignment: Assignment, at: datetime, *, directs: bool, page: int = 1
) -> AssignmentPage:
    """Five statements however many members and parts, a sixth for who directs where a threshold is stated, and one more
    for publications this process has not read yet.
    """
    items = items_of([assignment])[assignment.pk]
    told, titles = answers([item.pk for item in items]), titles_of(items)
    results = results_known(program.pk, assignment) if directs else {}
    extensions = extensions_to(assignment)
    read = _Reading(assignment, items, told, granted_in(extensions), results, at)
    memberships = assignment.cohort.memberships.current().select_related("learner")
    learners = [one.learner for one in memberships.order_by("learner__name", "learner_id")]
    shown, number, more = sliced(learners, page, PAGE)
    return AssignmentPage(
        program=program,
        assignment=assignment,
        row=_row(assignment, at),
        parts=tuple(titles.get(item.document_id, "") for item in items),
        members=tuple(_member(one, read) for one in shown),
        page=number,
        more=more,
        total=len(learners),
        done_count=sum(is_done(items, told, one.pk) for one in learners),
        grants=grants_of(assignment, extensions),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read for one assignment at one moment."""

    assignment: Assignment
    items: list[AssignmentItem]
    told: Answers
    granted: dict[tuple[int, int], list[Granted]]
    results: Results
    at: datetime


def _member(learner: User, read: _Reading) -> MemberRow:
    assignment = read.assignment
    dates = dates_of(assignment, read.granted.get((assignment.pk, learner.pk), ()))
    answered = [read.told.get((learner.pk, item.pk), NOTHING) for item in read.items]
    return MemberRow(
        learner_id=learner.pk,
        name=str(learner),
        standing=standing(dates, done=is_done(read.items, read.told, learner.pk), at=read.at),
        due_at=dates.due_at,
        is_extended=dates.due_at != assignment.due_at,
        parts=tuple(PartDone(one.far, reached(assignment, one, read.results)) for one in answered),
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
