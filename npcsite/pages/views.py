"""The pages that need several apps: home and help."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from npcsite.pages.context import viewer_of
from npcsite.pages.selectors import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A visitor without a session cookie owns nothing, and their session is not touched to find that out."""
    viewer = viewer_of(request)
    session = request.session if settings.SESSION_COOKIE_NAME in request.COOKIES else {}
    return render(request, "pages/home.html", {"page": home_page(viewer, session)})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html", {"contact": settings.CONTACT_EMAIL})
