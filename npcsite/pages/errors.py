"""Pages for what went wrong: each says what happened and what to do next.

409 and 429 are answered where they are noticed, with the templates `409.html` and `429.html`.
"""

import sys
from urllib.parse import quote

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from npcsite.accounts.access import SignedOut
from npcsite.accounts.views import typed_words, words_given_back
from npcsite.pages.context import viewer_of

RETRY_AFTER_SECONDS = "5"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", status=status)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A form about what is hidden from guests is answered with its words, whether it was there or not: the session
    of whoever typed them has ended.
    """
    if not isinstance(exception, SignedOut):
        return render(request, "404.html", {"sign_in_to": _attempt_of_somebody(request)}, status=404)
    if typed_words(request):
        return words_given_back(request)
    here = {"sign_in_to": quote(request.get_full_path()), "is_desk": True}
    return render(request, "404.html", here, status=404)


def _attempt_of_somebody(request: HttpRequest) -> str:
    """Where a signed-out visitor who asked for an attempt goes on, should it be theirs; any address gives one."""
    found = request.resolver_match
    if found is None or "attempt_id" not in found.kwargs or viewer_of(request).is_authenticated:
        return ""
    return reverse("cases:attempt", args=[found.kwargs["attempt_id"]])


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when the database is away: the same form may be sent again. Django calls this inside its `except`."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return render(request, "500.html", status=500)
    response = render(request, "503.html", status=503)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Mostly a form left open while signing in elsewhere, so the page says to load it again; of the admin's forms it
    gives the words back.
    """
    if request.path.startswith(reverse("admin:index")) and typed_words(request):
        return words_given_back(request)
    return render(request, "403.html", {"stale_form": True}, status=403)
