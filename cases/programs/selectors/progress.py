"""How far the learners of a cohort are with everything that is set to it and stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Assignment, AssignmentItem, Cohort
from cases.programs.selectors.assigned import dates_of, extensions_of, is_done
from cases.programs.selectors.due import Dates, Granted, Standing, standing
from cases.programs.selectors.parts import Answers, answers


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment with its parts in order."""

    assignment: Assignment
    items: tuple[AssignmentItem, ...]

    @property
    def documents(self) -> tuple[int, ...]:
        return tuple(one.document_id for one in self.items)


@dataclass(frozen=True, slots=True)
class Progress:
    tasks: tuple[Task, ...]
    granted: dict[tuple[int, int], list[Granted]]
    told: Answers

    def dates(self, task: Task, learner_id: int) -> Dates:
        return dates_of(task.assignment, self.granted.get((task.assignment.pk, learner_id), ()))

    def is_done(self, task: Task, learner_id: int) -> bool:
        return is_done(task.items, self.told, learner_id)

    def standing(self, task: Task, learner_id: int, at: datetime) -> Standing:
        return standing(self.dates(task, learner_id), done=self.is_done(task, learner_id), at=at)


def tasks_of(cohort: Cohort) -> tuple[Task, ...]:
    """What stands, due first first. One statement."""
    items = AssignmentItem.objects.filter(assignment__cohort=cohort, assignment__cancelled_at=None)
    found: dict[int, list[AssignmentItem]] = {}
    for one in items.select_related("assignment").order_by("assignment__due_at", "assignment", "position"):
        found.setdefault(one.assignment_id, []).append(one)
    return tuple(Task(some[0].assignment, tuple(some)) for some in found.values())


def progress_of(tasks: Sequence[Task]) -> Progress:
    """Two statements, none where nothing is set."""
    if not tasks:
        return Progress((), {}, {})
    granted = extensions_of([one.assignment for one in tasks])
    return Progress(tuple(tasks), granted, answers([item.pk for one in tasks for item in one.items]))
