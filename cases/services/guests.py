"""Attempts started without an account: whose they are until somebody signs in and keeps them."""

import secrets
from collections.abc import MutableMapping
from typing import Any

from cases.models import Attempt, Owner
from cases.models.owner import SESSION_KEY

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


def keep_guest_attempts(*, token: str, learner_id: int) -> int:
    """How many became the learner's; one that somebody has already cannot be taken twice. 1 statement."""
    return Attempt.objects.of_guest(token).update(learner_id=learner_id, guest_token="")
