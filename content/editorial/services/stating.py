"""Conflict-of-interest statements: who a reviewer is, for how long, and which interests they have."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from content.editorial.models import InterestStatement
from content.editorial.selectors import unmet as u
from content.editorial.selectors.people import is_reviewer
from content.editorial.services.auditing import act
from content.editorial.services.refusing import refuse
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Statement:
    name: str
    capacity: str
    interests: str


def state_interests(*, user: User, statement: Statement, at: datetime) -> InterestStatement:
    """Counts for `STATEMENT_DAYS` days. Raises Refused for who is no reviewer, or leaves a part out."""
    words = (statement.name.strip(), statement.capacity.strip(), statement.interests.strip())
    with act(actor=user, verb="state interests", of=user, at=at) as said:
        refuse(([] if is_reviewer(user) else [u.NOT_REVIEWER]) + ([] if all(words) else [u.INCOMPLETE]))
        made = InterestStatement.objects.create(
            user=user,
            name=words[0],
            capacity=words[1],
            interests=words[2],
            made_at=at,
            expires_on=timezone.localdate(at) + timedelta(days=settings.STATEMENT_DAYS),
        )
        said["statement"] = made.pk
    return made
