"""What every template may use: the site's name, and who is looking."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from npcsite.accounts.models import User


def viewer_of(request: HttpRequest) -> User | AnonymousUser:
    """The person, without touching a session that does not exist, so that one copy of a page serves every guest."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.user if has_session and hasattr(request, "user") else AnonymousUser()


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site_name": settings.SITE_NAME, "viewer": viewer_of(request)}
