"""The work of a cohort: what the program knows of everybody who is or was in it."""

from cases.models import AttemptQuerySet
from cases.programs.models import Cohort
from cases.programs.selectors.work import known_to


def work_of_cohort(cohort: Cohort) -> AttemptQuerySet:
    """Former members' work up to the day they left as well. Simulated people in a demo only. No statement."""
    known = known_to(cohort.program_id).filter(learner__in=cohort.memberships.order_by().values("learner"))
    return known if cohort.program.is_demo else known.filter(learner__is_simulated=False)
