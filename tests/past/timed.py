"""An assessed attempt with a time limit that a demo person began some minutes ago; run in the site's own process."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt, Owner
from cases.services.starting import Conditions, start_attempt
from content.editorial.public import Published, live, live_of_kind
from npcsite.accounts.models import User

MINUTES = 20


def begin(slug: str, who: str, ago: float) -> str:
    """Its address; without a slug at the last case that the person has not played."""
    owner = Owner(user_id=User.objects.get(email=f"{who}@example.org").pk)
    played = Attempt.objects.filter(learner=owner.user_id).values_list("document", flat=True)
    case = live("case", slug) if slug else _last(live_of_kind("case"), set(played))
    at, conditions = timezone.now() - timedelta(minutes=ago), Conditions(Mode.ASSESSED, MINUTES)
    attempt = start_attempt(published=case, owner=owner, key=uuid4(), at=at, conditions=conditions)
    return attempt.get_absolute_url()


def _last(cases: tuple[Published, ...], played: set[int]) -> Published:
    return max((case for case in cases if case.document_id not in played), key=lambda case: case.slug)
