"""What is open in a person's name: sessions renewed and ended."""

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from npcsite.accounts.models import User


def renew_session(*, request: HttpRequest) -> None:
    """A new id for the same session: one that was read before a second factor was shown is worth nothing after."""
    request.session.cycle_key()
    UserSession.objects.create_from_request(request)


def confirm_session(*, request: HttpRequest) -> None:
    """Notes that this session has shown the second factor that was just set up in it."""
    record_authentication(request, request.user, "mfa", type="totp")
    renew_session(request=request)


@transaction.atomic
def end_sessions(*, person: User) -> int:
    """All of them; returns how many there were."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)
