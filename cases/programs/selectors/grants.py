"""The later due dates granted for an assignment: to whom, until when, why and by whom, and which of them hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.programs.models import Assignment, Extension

SHOWN = 100


class Hold(StrEnum):
    """The latest one holds, unless everybody's date was moved to it or past it since."""

    HOLDS = "holds"
    REPLACED = "replaced"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class GrantRow:
    """`granted_by` "" for somebody who has left the site."""

    learner: str
    due_at: datetime
    reason: str
    granted_by: str
    granted_at: datetime
    hold: Hold


@dataclass(frozen=True, slots=True)
class Grants:
    """The newest of `total` first."""

    rows: tuple[GrantRow, ...]
    total: int

    @property
    def cut(self) -> bool:
        return len(self.rows) < self.total


def extensions_to(assignment: Assignment) -> list[Extension]:
    """With the people they name, in the order they were granted. One statement."""
    return list(assignment.extensions.select_related("learner", "granted_by"))


def grants_of(assignment: Assignment, found: Sequence[Extension]) -> Grants:
    """`found` are all of its extensions, in the order they were granted. No statement."""
    last = {one.learner_id: one.pk for one in found}
    rows = (_row(one, assignment, is_last=last[one.learner_id] == one.pk) for one in reversed(found[-SHOWN:]))
    return Grants(tuple(rows), len(found))


def _row(one: Extension, assignment: Assignment, *, is_last: bool) -> GrantRow:
    hold = Hold.HOLDS if one.due_at > assignment.due_at else Hold.OVERTAKEN
    return GrantRow(
        learner=str(one.learner),
        due_at=one.due_at,
        reason=one.reason,
        granted_by=str(one.granted_by) if one.granted_by else "",
        granted_at=one.granted_at,
        hold=hold if is_last else Hold.REPLACED,
    )
