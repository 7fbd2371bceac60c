"""Every address of the admin, whoever adds it, asks for the second factor, and loses no word that is sent to it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

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
