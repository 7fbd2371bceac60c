"""Attempts started without an account: whose they are until somebody signs in and keeps them."""

import secrets
from collections.abc import MutableMapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse

from cases.models import Attempt, Owner
from cases.models.owner import COOKIE, SALT, SESSION_KEY
from cases.selectors import playing
from cases.services.queueing import queue_missed

TOKEN_BYTES = 32


def starting_owner(*, owner: Owner) -> Owner:
    """Who owns what is started now: who is signed in, else this browser's guest, with a new token when it has none."""
    if owner.user_id is not None:
        return Owner(user_id=owner.user_id)
    return Owner(token=owner.token or secrets.token_urlsafe(TOKEN_BYTES))


def remember_guest(
    *, attempt: Attempt, owner: Owner, session: MutableMapping[str, Any], response: HttpResponse
) -> None:
    """Gives a browser without a token the one of the attempt it has just started, in its session and in a cookie.

    After a double click both posts come without a session and get the same attempt; this makes both answers lead to it.
    Only the holder of the form's key gets here with somebody's attempt. `owner` is whose the browser was before.
    """
    if attempt.guest_token:
        token = session.setdefault(SESSION_KEY, owner.token or attempt.guest_token)
        response.set_signed_cookie(
            COOKIE,
            token,
            salt=SALT,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget_guest(*, response: HttpResponse) -> None:
    """Takes the cookie back."""
    response.delete_cookie(COOKIE, samesite="Lax")


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
