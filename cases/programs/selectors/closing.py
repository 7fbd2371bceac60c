"""Practice of a case is closed to a member until an assignment of it is due, or their assessed attempt is over."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery
from django.utils.dateformat import format as dated
from django.utils.translation import gettext as _

from cases.programs.models import AssignedAttempt, Assignment, Extension, Membership


def practice_closed(user_id: int, document_id: int, at: datetime) -> str:
    """From the day it is set until the member's own due date. One statement."""
    mine = Membership.objects.current().filter(learner=user_id).values("cohort")
    over = AssignedAttempt.objects.filter(
        item__assignment=OuterRef("pk"),
        item__document=document_id,
        attempt__learner=user_id,
        attempt__ended_at__isnull=False,
    )
    granted = Extension.objects.filter(assignment=OuterRef("pk"), learner=user_id)
    closing = Assignment.objects.filter(
        ~Exists(over), cancelled_at=None, practice_closed=True, items__document=document_id, cohort__in=mine
    ).annotate(own=Subquery(granted.order_by("-granted_at", "-pk").values("due_at")[:1]))
    for one in closing.select_related("cohort__program"):
        due = max(one.due_at, getattr(one, "own", None) or one.due_at)
        if at < due:
            return _said(one, due)
    return ""


def _said(assignment: Assignment, due: datetime) -> str:
    program = assignment.cohort.program
    said = _(
        "Practice of this case is closed until %(due)s (%(zone)s), because “%(title)s” sets it as assessed work. "
        "Begin it under “My assignments”."
    )
    when = dated(due.astimezone(program.zone), "j F Y, H:i")
    return said % {"due": when, "zone": program.time_zone, "title": assignment.title}
