"""The work of a cohort: what the program knows of everybody who is or was in it."""

from collections.abc import Iterable

from cases.models import AttemptMode, AttemptQuerySet
from cases.programs.models import Cohort
from cases.programs.selectors.work import known_to
from content.editorial.public import Document


def work_of_cohort(cohort: Cohort) -> AttemptQuerySet:
    """Former members' work up to the day they left as well. Simulated people in a demo only. No statement."""
    known = known_to(cohort.program_id).filter(learner__in=cohort.memberships.order_by().values("learner"))
    return known if cohort.program.is_demo else known.filter(learner__is_simulated=False)


def learners_in(cohort: Cohort, learner_ids: Iterable[int]) -> tuple[int, ...]:
    """Those of them who have an attempt that is over and that the program knows. One statement."""
    done = known_to(cohort.program_id).over().filter(learner__in=tuple(learner_ids))
    return _learners(done)


def learners_at(cohort: Cohort, cases: Iterable[Document], *, practice: bool) -> tuple[int, ...]:
    """Everybody of the cohort with such an attempt at one of these cases that is over. One statement."""
    mode = AttemptMode.PRACTICE if practice else AttemptMode.ASSESSED
    return _learners(work_of_cohort(cohort).over().filter(document__in=tuple(cases), mode=mode))


def _learners(attempts: AttemptQuerySet) -> tuple[int, ...]:
    return tuple(attempts.order_by().values_list("learner_id", flat=True).distinct())
