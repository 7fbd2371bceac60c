"""A join code: whoever runs a program makes or revokes the one of a cohort, and a learner joins by it."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from cases.programs.models import Cohort, JoinCode, Membership
from cases.programs.services.belonging import enter, refuse_archived
from cases.programs.services.refusing import Refused
from content.editorial.public import act
from npcsite.accounts.models import User

# Without those that are taken for each other; 50 bits, and wrong guesses are slowed down.
LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH: Final = 10


def make_code(*, cohort: Cohort, days: int, actor: User, at: datetime) -> JoinCode:
    """The cohort's one code; the one before it opens nothing any more. Raises Refused for an archived cohort."""
    with act(actor=actor, verb="made-code", of=cohort, at=at, shown=False) as data:
        refuse_archived(cohort)
        cohort.join_codes.filter(revoked_at=None).update(revoked_at=at)
        code = JoinCode.objects.create(
            cohort=cohort,
            code="".join(secrets.choice(LETTERS) for _ in range(LENGTH)),
            created_by=actor,
            created_at=at,
            expires_at=at + timedelta(days=days),
        )
        data.update(code=code.pk)
    return code


def revoke_code(*, cohort: Cohort, actor: User, at: datetime) -> None:
    """Who joined by it stays. Raises Refused when there is none."""
    with act(actor=actor, verb="revoked-code", of=cohort, at=at, shown=False):
        if not cohort.join_codes.filter(revoked_at=None).update(revoked_at=at):
            raise Refused("There is no join code to revoke.")


def join_by_code(*, code: JoinCode, learner: User, at: datetime) -> Membership:
    """Raises Refused for a code that was revoked or ran out since the learner read what they agree to."""
    with transaction.atomic():
        membership = enter(cohort=code.cohort, learner=learner, at=at)
        # After joining, which waits its turn behind an archiving or a new code.
        if not JoinCode.objects.open_at(at).filter(pk=code.pk).exists():
            raise Refused("This code has ended meanwhile. Ask for a new one.")
    return membership
