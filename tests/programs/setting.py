"""Assignments for tests, set by the service that directors use."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from cases.programs.models import Assignment, Cohort
from cases.programs.services.assigning import Terms, Wanted, set_assignment
from content.editorial.public import live

DAY = timedelta(days=1)


def wanted(*documents, opens=-1, due=5, closes=None, **more) -> Wanted:
    """Open since yesterday, in days from now; the made case when no document is named."""
    now = timezone.now()
    plain = Wanted(
        title="Week one",
        purpose="ordinary",
        documents=documents or (live("case", "made").document_id,),
        opens_at=now + opens * DAY,
        due_at=now + due * DAY,
        closes_at=None if closes is None else now + closes * DAY,
        terms=Terms("assessed", certainty_asked=True, minutes=None),
        threshold=None,
        practice_closed=False,
    )
    return replace(plain, **more)


def set_to(cohort: Cohort, actor, **more) -> Assignment:
    return set_assignment(cohort=cohort, wanted=wanted(**more), actor=actor, at=timezone.now())
