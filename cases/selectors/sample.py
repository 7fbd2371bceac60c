"""The sample that newcomers are offered: who has played anything, or skipped it, is not asked again."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from cases.models import Attempt, Owner
from cases.models.case import SAMPLE
from content.editorial.public import live_of_kind
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class Sample:
    slug: str
    minutes: int


def sample_for(user: User | AnonymousUser, owner: Owner) -> Sample | None:
    """Two statements at most, one for who owns nothing."""
    published = next(iter(live_of_kind(SAMPLE)), None)
    if published is None or (user.is_authenticated and user.introduced_at):
        return None
    if not owner.is_nobody and Attempt.objects.owned_by(owner).exists():
        return None
    return Sample(published.slug, published.payload["minutes"])
