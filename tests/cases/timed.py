"""Assessed attempts with a time limit, begun so long ago as a test needs."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from cases.engine.state import Mode
from cases.models import Owner
from cases.services.starting import Conditions, start_attempt
from content.editorial.public import Published
from npcsite.accounts.models import User
from tests.cases.players import Player

MINUTES = 20


def timed(published: Published, learner: User, *, ago: float = 0, minutes: int | None = MINUTES) -> Player:
    """The learner's browser at an attempt that began `ago` minutes ago."""
    at = timezone.now() - timedelta(minutes=ago)
    return begun(published, learner, at=at, minutes=minutes)


def begun(published: Published, learner: User, *, at: datetime, minutes: int | None = MINUTES) -> Player:
    client = Client()
    client.force_login(learner)
    conditions = Conditions(Mode.ASSESSED, minutes)
    owner = Owner(user_id=learner.pk)
    attempt = start_attempt(published=published, owner=owner, key=uuid4(), at=at, conditions=conditions)
    return Player(client, attempt.pk)
