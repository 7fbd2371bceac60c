"""Which attempts a program may know: those its learners started while they were in one of its cohorts.

One law for every page, figure, file and note: what came after a membership ended is nobody's business there, and what
came before it stays. Work under way is known as long as its learner is still a member.
"""

from django.db.models import Exists, OuterRef, Q

from cases.models import Attempt, AttemptQuerySet
from cases.programs.models import Membership


def known_to(program_id: int) -> AttemptQuerySet:
    """Attempts at cases; begun in a membership of the program and, unless it still holds, ended in one as well.

    Whoever moves between two cohorts at one moment is in one or the other at every moment.
    """
    of_learner = Membership.objects.filter(cohort__program=program_id, learner=OuterRef("learner"))
    began = of_learner.filter(
        Q(ended_at=None) | Q(ended_at__gt=OuterRef("started_at")), started_at__lte=OuterRef("started_at")
    )
    ended = of_learner.filter(
        Q(ended_at=None) | Q(ended_at__gte=OuterRef("ended_at")), started_at__lte=OuterRef("ended_at")
    )
    attempts: AttemptQuerySet = Attempt.objects.of_cases()
    return attempts.filter(
        Exists(began), Exists(ended) | Q(Exists(of_learner.filter(ended_at=None)), ended_at=None)
    )
