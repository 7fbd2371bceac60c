"""Every address of the admin, whoever adds it, asks for the second factor, and loses no word that is sent to it; and
what somebody's session had a say in is kept in no cache.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from npcsite.accounts.access import second_factor_missing, second_factor_page
from npcsite.accounts.views import typed_words, words_given_back

LED_ELSEWHERE = 302


class AdminNeedsSecondFactor:
    """Pages outside the admin cost nothing here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.admin) and second_factor_missing(request):
            return second_factor_page(request)
        return self.get_response(request)


class OwnPagesAreKeptNowhere:
    """On a ward's computer the Back button shows nothing of who signed out before. A page that says itself how long it
    may be kept, as an article does, is left alone; so is every page of a visitor who brings no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_own = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.accessed
        if is_own and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class AdminLosesNoWord:
    """A form that would be led to sign in, or to show the code, is answered with what was typed into it.

    Pages outside the admin cost nothing here. A token that is out of date is answered in `pages/errors.py`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_sent = request.method == "POST" and request.path.startswith(self.admin)
        if (
            is_sent
            and response.status_code == LED_ELSEWHERE
            and _is_unknown(request)
            and typed_words(request)
        ):
            return words_given_back(request)
        return response


def _is_unknown(request: HttpRequest) -> bool:
    return not request.user.is_authenticated or second_factor_missing(request)
