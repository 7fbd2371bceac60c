"""Every address of the admin, whoever adds it, asks for the second factor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from npcsite.accounts.access import second_factor_missing, second_factor_page


class AdminNeedsSecondFactor:
    """Pages outside the admin cost nothing here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.admin) and second_factor_missing(request):
            return second_factor_page(request)
        return self.get_response(request)
