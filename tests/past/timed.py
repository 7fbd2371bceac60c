"""An assessed attempt with a time limit that a demo person began some minutes ago; run in the site's own process."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Owner
from cases.services.starting import Conditions, start_attempt
from content.editorial.public import live
from npcsite.accounts.models import User

MINUTES = 20


def begin(slug: str, who: str, ago: float) -> str:
    """Its address."""
    owner = Owner(user_id=User.objects.get(email=f"{who}@example.org").pk)
    at, conditions = timezone.now() - timedelta(minutes=ago), Conditions(Mode.ASSESSED, MINUTES)
    attempt = start_attempt(
        published=live("case", slug), owner=owner, key=uuid4(), at=at, conditions=conditions
    )
    return attempt.get_absolute_url()
