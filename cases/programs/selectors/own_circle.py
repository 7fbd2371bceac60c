"""The others of a learner's cohort, for what a debrief tells of their choices."""

from cases.programs.models import Membership
from cases.programs.selectors.work import known_to
from cases.selectors.circles import Circle


def others_of_cohort(user_id: int) -> Circle | None:
    """Who is in it now, in what the program knows; of several cohorts the one joined last. One statement."""
    mine = Membership.objects.current().filter(learner=user_id).select_related("cohort__program")
    last = mine.order_by("-started_at", "-pk").first()
    if last is None:
        return None
    members = last.cohort.memberships.current().exclude(learner=user_id).order_by().values("learner")
    program = last.cohort.program
    return Circle(known_to(program.pk).filter(learner__in=members), with_simulated=program.is_demo)
