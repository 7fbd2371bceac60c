"""Attempts by script: what is picked at which question, all else as on the reference path; without pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Attempt, Owner
from cases.selectors import playing
from cases.services.attempts import Intent, record_decision
from cases.services.starting import Conditions, start_attempt
from content.editorial.public import Published
from npcsite.accounts.models import User
from tests.cases.stories import best

# No two attempts begin at one moment.
MOMENTS = count()


def answered(
    learner: User,
    published: Published,
    picks: Mapping[str, Sequence[str]] | None = None,
    *,
    mode: Mode = Mode.ASSESSED,
    certainty: int = 2,
    at: datetime | None = None,
) -> Attempt:
    """The made case to its ending, now unless `at` is said; `picks` by step."""
    at = at or timezone.now() + timedelta(milliseconds=next(MOMENTS))
    attempt = start_attempt(
        published=published,
        owner=Owner(user_id=learner.pk),
        key=uuid4(),
        at=at,
        conditions=Conditions(mode),
    )
    played = playing.load(attempt)
    while not played.is_over:
        slug = played.step.slug
        given = tuple((picks or {}).get(slug, best(int(slug[2:])) if played.step.asks else ()))
        sure = certainty if played.step.asks else None
        intent = Intent(key=uuid4(), position=played.position, picks=given, certainty=sure)
        played = record_decision(
            playing=played, intent=intent, at=at + timedelta(seconds=played.position)
        ).playing
    attempt.refresh_from_db()
    return attempt
