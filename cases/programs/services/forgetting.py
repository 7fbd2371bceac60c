"""What is not kept for ever: the addresses of invitations that ended without anybody joining."""

from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Coalesce

from cases.programs.models import Cohort, Invitation
from content.editorial.public import act


def forget_invitations(*, at: datetime) -> int:
    """How many were forgotten, a cohort at a time; none a second time."""
    waiting = Invitation.objects.to_forget_at(at).values("cohort")
    return sum(_forget(cohort, at) for cohort in Cohort.objects.filter(pk__in=waiting))


def _forget(cohort: Cohort, at: datetime) -> int:
    with act(actor=None, verb="forgot-invitations", of=cohort, at=at, shown=False) as data:
        over = cohort.invitations.to_forget_at(at)
        # One that ran out stays one that ran out, and is in the way of no other.
        count = over.update(email="", name="", revoked_at=Coalesce("revoked_at", Value(at)))
        data.update(count=count)
    return count
