"""The one thing a learner's assignments ask next, for the home page."""

from dataclasses import dataclass
from datetime import datetime

from cases.programs.selectors.assigned import AssignedRow, PartRow, my_assignments


@dataclass(frozen=True, slots=True)
class NextAssigned:
    """`others` counts the other assignments that take work now and have something left to do."""

    assignment: AssignedRow
    part: PartRow
    others: int


def next_assigned(user_id: int, at: datetime) -> NextAssigned | None:
    """What is due first, None when nothing waits. One statement for who has none set, at most nine for a member."""
    waiting = [(row, part) for row in my_assignments(user_id, at) for part in row.parts if part.is_next]
    if not waiting:
        return None
    row, part = min(waiting, key=lambda one: one[0].dates.due_at)
    return NextAssigned(row, part, len(waiting) - 1)
