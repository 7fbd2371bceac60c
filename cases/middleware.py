"""Whoever signs out leaves no guest behind: the session's token goes with its data, the cookie beside it here."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.http import HttpRequest, HttpResponse

from cases.models.owner import COOKIE
from cases.services.guests import forget_guest


class GuestLeavesAtSignOut:
    """Wherever somebody is signed out, in the admin and by deleting the account too. Free without the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.session.get(SIGNED_IN) if COOKIE in request.COOKIES else None
        response = self.get_response(request)
        if before and request.session.get(SIGNED_IN) != before:
            forget_guest(response=response)
        return response
