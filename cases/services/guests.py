"""Attempts started without an account: whose they are until somebody signs in and keeps them."""

import secrets
from collections.abc import MutableMapping
from typing import Any
from uuid import UUID

from django.db import transaction

from cases.models import Attempt, Owner
from cases.models.owner import SESSION_KEY
from cases.selectors import playing
from cases.services.queueing import queue_missed

TOKEN_BYTES = 32


def starting_owner(*, user_id: int | None, session: MutableMapping[str, Any]) -> Owner:
    """Who owns what is started now: who is signed in, else this browser's guest, with a new token when it has none."""
    if user_id is not None:
        return Owner(user_id=user_id)
    return Owner(token=session.get(SESSION_KEY) or secrets.token_urlsafe(TOKEN_BYTES))


def remember_guest(*, attempt: Attempt, session: MutableMapping[str, Any]) -> None:
    """Gives a browser without a token the one of the attempt it has just started.

    After a double click both posts come without a session and get the same attempt; this makes both answers lead to it.
    Only the holder of the form's key gets here with somebody's attempt.
    """
    if attempt.guest_token:
        session.setdefault(SESSION_KEY, attempt.guest_token)


@transaction.atomic
def keep_guest_attempts(*, token: str, learner_id: int) -> int:
    """How many became the learner's; one that somebody has already cannot be taken twice.

    What was missed in those that are over enters the recall queue, as of their end.
    """
    kept = Attempt.objects.of_guest(token).select_for_update(no_key=True)
    ids = list(kept.order_by("pk").values_list("pk", flat=True))
    count = Attempt.objects.filter(pk__in=ids).update(learner_id=learner_id, guest_token="")
    _queue_missed(ids)
    return count


def _queue_missed(ids: list[UUID]) -> None:
    """In the order in which they ended."""
    ended = Attempt.objects.over().filter(pk__in=ids).with_rendering()
    for attempt in ended.order_by("ended_at").prefetch_related("events"):
        if attempt.ended_at is not None:
            queue_missed(playing=playing.load(attempt), at=attempt.ended_at)
